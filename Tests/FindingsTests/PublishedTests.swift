import Statistics
import Testing

@testable import Findings

/// What may be said of a number about people.
struct PublishedTests {
  private let hiding = Hiding(threshold: 5)

  @Test("one to four people are hidden, nobody and five are shown")
  func counts() {
    #expect((0...5).map { hiding.count($0).shown } == [0, nil, nil, nil, nil, 5])
    #expect((0...5).map { hiding.count($0).isHidden } == [false, true, true, true, true, false])
  }

  @Test("what could not be counted is undefined, not 0 and not hidden")
  func undefined() {
    #expect(hiding.count(Int?.none) == .undefined)
    #expect(!hiding.count(Int?.none).isHidden && hiding.count(Int?.none).shown == nil)
    #expect(hiding.share(0, of: 0) == .undefined)
    #expect(hiding.number(Double?.none, of: 3) == .undefined)
  }

  @Test("a share of few is hidden, and so is one of whose small whole few are left")
  func shares() {
    #expect(hiding.share(3, of: 40).isHidden)
    #expect(hiding.share(38, of: 40).shown?.n == 40)
    #expect(hiding.share(2, of: 4).isHidden)
    #expect(hiding.share(0, of: 40).shown?.value == 0)
  }

  @Test("a number is hidden with the one it rests on")
  func together() {
    #expect(Hiding.number(12.5, with: hiding.count(3)).isHidden)
    #expect(Hiding.number(12.5, with: hiding.count(30)).shown == 12.5)
    #expect(hiding.count(3).map { Double($0) } == Published<Double>.hidden)
  }

  @Test("a sum with a hidden part is hidden")
  func sums() {
    #expect(Published.sum([hiding.count(7), hiding.count(0), hiding.count(8)]).shown == 15)
    #expect(Published.sum([hiding.count(7), hiding.count(2)]).isHidden)
  }

  @Test("with a threshold of 0 nothing is hidden")
  func off() { #expect((0...5).map { Hiding(threshold: 0).count($0).shown } == [0, 1, 2, 3, 4, 5]) }
}
