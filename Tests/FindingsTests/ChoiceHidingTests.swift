import Statistics
import Testing

@testable import Analysis
@testable import Findings

/// What few people chose from a list is not named, and cannot be worked out from what is.
struct ChoiceHidingTests {
  private func shares(_ counts: [(label: String, n: Int)], people: Int? = nil, below k: Int = 5) -> ChoiceShares {
    let choice = ChoiceScores(
      id: "s/q", survey: "s", column: "q", wording: nil, type: .relational, subject: nil, touchpoint: nil,
      department: nil, weights: WeightSums(counts.flatMap { [Double](repeating: 1, count: $0.n) }), isWeighted: false,
      options: counts.map {
        ChoiceScores.Option(label: $0.label, n: $0.n, people: people ?? $0.n, weight: Double($0.n))
      })
    return ChoiceShares(choice, ratings: Hiding(threshold: k == 0 ? 0 : 10), behaviour: Hiding(threshold: k))
  }

  @Test("an answer of four takes the next smallest with it, an answer of five stands")
  func pooled() {
    let few = shares([("a", 50), ("b", 30), ("c", 12), ("d", 4)])
    #expect(few.options.map(\.label) == ["a", "b"] && few.others?.n.shown == 16 && few.n.shown == 96)
    let enough = shares([("a", 50), ("b", 30), ("c", 12), ("d", 5)])
    #expect(enough.options.map(\.label) == ["a", "b", "c", "d"] && enough.others == nil)
  }

  @Test("several answers of few people that are five together need no other")
  func together() {
    let shares = shares([("a", 50), ("b", 30), ("c", 3), ("d", 2)])
    #expect(shares.options.map(\.label) == ["a", "b"] && shares.others?.n.shown == 5)
  }

  @Test("where all answered alike, or fewer than ten at all, nothing is said, not even how many")
  func alike() {
    #expect(shares([("a", 50)]).n.isHidden && shares([("a", 50)]).options.isEmpty)
    #expect(shares([("a", 5), ("b", 4)]).n.isHidden && shares([("a", 5), ("b", 4)]).options.isEmpty)
  }

  @Test("twenty answers of one person are one person's")
  func onePerson() {
    let shares = shares([("a", 20), ("b", 20)], people: 1)
    #expect(shares.options.isEmpty && shares.others == nil)
  }

  @Test("twenty answers are listed and the rest stand together; with privacy off each stands for itself")
  func listed() {
    let many = (0..<25).map { (label: "v\($0)", n: 30 - $0) }
    let hidden = shares(many)
    #expect(hidden.options.count == 20 && hidden.others?.n.shown == 10 + 9 + 8 + 7 + 6)
    let open = shares([("a", 3), ("b", 1)], below: 0)
    #expect(open.options.map { $0.part.n.shown } == [3, 1] && open.others == nil)
  }

  @Test("the most frequent answer is named where 60 against 30 gave it, and not where 36 against 30 did")
  func leading() {
    // 30 / √90 = 3.2; 6 / √66 = 0.7.
    #expect(shares([("a", 60), ("b", 30)]).leads)
    #expect(!shares([("a", 36), ("b", 30)]).leads)
  }
}
