import Testing

@testable import Statistics

/// What verdicts on claims rest on; expected values by scipy 1.17 and numpy, from the formulas of the papers.
struct ClaimStatisticsTests {
  @Test("the non-central F with several degrees above the line equals scipy's")
  func noncentralFisher() {
    #expect(abs(noncentralFisherBelow(5.2, above: 3, degrees: 40, lambda: 4) - 0.922_524_974_9) < 1e-9)
    #expect(abs(noncentralFisherBelow(14.948403, above: 3, degrees: 18, lambda: 30) - 0.735_749_097_0) < 1e-9)
    let range = noncentralityRange(14.948402948, above: 3, degrees: 18)
    #expect(abs(range.low - 12.181405) < 1e-5 && abs(range.high - 89.598281) < 1e-5)
  }

  @Test("the spread between departments of methods 4.9 has the range its non-centrality leaves")
  func spread() throws {
    let groups: [[Double]] = [
      [80, 75, 90, 85, 70, 95], [60, 65, 55, 70, 75], [50, 40, 55, 60, 45, 50, 65], [70, 80, 75, 65],
    ]
    let spread = try #require(Consistency(groups.map { Consistency.Group($0) })).spread
    #expect(abs(spread.value - 13.391_84) < 1e-3 && spread.n == 22)
    #expect(abs(spread.low - 7.225467) < 1e-5 && abs(spread.high - 19.595983) < 1e-5)
  }

  @Test("40, 30, 20 and 10 are as concentrated as 3.4 equal parts, with Simpson's own error")
  func effectiveNumber() throws {
    let number = try #require(EffectiveNumber([40, 30, 20, 10]))
    #expect(abs(number.estimate.value - 3.413_793) < 1e-6)
    #expect(abs(number.estimate.low - 2.994_314) < 1e-6 && abs(number.estimate.high - 3.969_950) < 1e-6)
    // 0.020938 is the error of Σ share², which 200,000 drawn samples have as 0.020944.
    #expect(abs(number.standardError - 0.020_937_618 * 3.413_793 * 3.413_793) < 1e-6)
    #expect(EffectiveNumber([50, 0])?.estimate.value == 1)
    #expect(EffectiveNumber([1, 1]) == nil && EffectiveNumber([1, 1, 1]) == nil)
  }

  @Test(
    "a line through twelve months has numpy's slope, and a range for months that scatter more than their errors say")
  func slope() throws {
    let shares = [0.30, 0.31, 0.29, 0.33, 0.34, 0.33, 0.36, 0.35, 0.38, 0.37, 0.40, 0.39]
    let points = shares.enumerated().map {
      (time: Double($0.offset) / 12, value: $0.element, standardError: $0.offset == 3 ? 0.02 : 0.01)
    }
    let slope = try #require(Slope(points)).estimate
    #expect(abs(slope.value - 0.113_333_333) < 1e-8)
    #expect(abs(slope.low - 0.086_577_733) < 1e-7 && abs(slope.high - 0.140_088_933) < 1e-7)
    #expect(Slope(Array(points.prefix(3))) == nil)
  }

  @Test("a verdict and its p agree: below .05 exactly where the range excludes the bound")
  func intervalTest() {
    func estimate(_ low: Double, _ value: Double, _ high: Double) -> Estimate {
      Estimate(value: value, low: low, high: high, n: 100)
    }
    let above = IntervalTest(estimate(0.21, 0.25, 0.3), above: 0.2, below: 0.1)
    #expect(above.side == .above && above.pValue < 0.05)
    let at = IntervalTest(estimate(0.2, 0.25, 0.3), above: 0.2, below: 0.1)
    #expect(at.side == .neither && abs(at.pValue - 0.05) < 1e-9)
    let below = IntervalTest(estimate(0.05, 0.07, 0.09), above: 0.2, below: 0.1)
    #expect(below.side == .below && below.pValue < 0.05)
    let between = IntervalTest(estimate(0.12, 0.15, 0.18), above: 0.2, below: 0.1)
    #expect(between.side == .neither && between.pValue == 1)
  }

  @Test("twice the reach beyond the bound takes four times the cases; between two bounds no number of them decides")
  func casesNeeded() {
    let near = Estimate(value: 0.25, low: 0.15, high: 0.35, n: 100)
    #expect(abs((IntervalTest.casesNeeded(near, above: 0.2, below: 0.2) ?? 0) - 4) < 1e-9)
    let between = Estimate(value: 0.15, low: 0.05, high: 0.25, n: 100)
    #expect(IntervalTest.casesNeeded(between, above: 0.2, below: 0.1) == nil)
  }
}
