import Journeys
import Statistics
import Testing

@testable import Analysis
@testable import Findings

/// A size whose range excludes zero is a claim, or it is said why it is none.
struct ClaimReservationTests {
  /// Four thousand answers that follow the mean, and the lowest rating by so much more.
  private func test(_ weight: Double) -> ChainTest {
    var seed = 7
    return ChainTest(
      (0..<4000).map { i in
        let lowest = Double(1 + i % 5)
        let mean = lowest + Double(i / 5 % 5) * 0.5
        seed = (seed * 1_103_515_245 + 12345) % (1 << 31)
        let noise = Double((seed >> 16) % 9 - 4)
        let answer = Int((2 * mean + weight * lowest + noise + 0.5).rounded(.down))
        return ChainTest.Customer(lowest: lowest, mean: mean, rated: 4, returned: answer >= 9, answer: answer)
      })
  }

  private func result(_ test: ChainTest) -> Findings.ChainResult {
    Findings.ChainResult(
      Analysis.ChainResult(
        measure: Analysis.Measure(type: .transactional, metric: .csat, scale: 1...5), outcome: .overall(column: "q"),
        test: test), ratings: Hiding(threshold: 10))
  }

  @Test("less than half a point is too little for a claim, although its range excludes zero")
  func tooLittle() throws {
    // numpy's least squares: the lowest adds .0025, with F 29.8.
    let small = test(0.2)
    let size = try #require(small.comparison?.size)
    #expect(abs(size.value - 0.002482) < 1e-6 && size.low > 0)
    #expect(result(small).reservation == .tooLittle)
  }

  @Test("a claim that is made, and a range that holds zero, have no reservation")
  func none() throws {
    let large = test(2)
    #expect(large.verdict == .both || large.verdict == .chain)
    #expect(result(large).reservation == nil)
    // F .68.
    let nothing = test(0)
    #expect(nothing.comparison?.size?.low == 0)
    #expect(result(nothing).reservation == nil)
  }
}
