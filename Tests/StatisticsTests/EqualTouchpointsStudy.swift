import TestSupport
import Testing

@testable import Statistics

/// Eight touchpoints that are truly equal, asked very unequally.
@Suite struct EqualTouchpointsStudy {
  private static let sizes = [15, 5, 50, 80, 120, 210, 220, 360]

  /// A linear congruential generator (Knuth's MMIX), for tests only.
  private struct Draws {
    var state: UInt64 = 42

    mutating func unit() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }

    mutating func successes(of n: Int, _ p: Double) -> Int {
      (0..<n).reduce(0) { sum, _ in sum + (unit() < p ? 1 : 0) }
    }
  }

  @Test("where all touchpoints are equal, a weakest link is named in at most 5 % of surveys")
  func shares() throws {
    var draws = Draws()
    var named = 0
    var lowestIsSmallest = 0
    let study = Study("Equal touchpoints, shares: a weakest link is named", runs: 400)
    let plain = Study("The same: the lowest plain share is that of five answers", runs: 400)
    for _ in 0..<study.runs {
      let counts = Self.sizes.map { (part: draws.successes(of: $0, 0.77), whole: $0) }
      let link = try #require(WeakestLink(shares: counts))
      if case .named = link.verdict { named += 1 }
      let raw = counts.map { Double($0.part) / Double($0.whole) }
      if raw[1] == raw.min() { lowestIsSmallest += 1 }
    }
    study.report(named, bound: "at most 5 %")
    #expect(named * 20 <= study.runs, "named \(named) of \(study.runs)")
    // Far more often than one time in eight: why plain shares must not be ranked.
    plain.report(lowestIsSmallest, bound: "above 20 %")
    #expect(lowestIsSmallest * 5 > plain.runs)
  }

  @Test("the same for means of 0–10 answers")
  func means() throws {
    var draws = Draws()
    var named = 0
    let study = Study("Equal touchpoints, means of 0–10: a weakest link is named", runs: 400)
    for _ in 0..<study.runs {
      let link = try #require(
        WeakestLink(
          means: Self.sizes.map { n in
            var counts = ScoreCounts(0...10)
            for _ in 0..<n { counts.add(draws.successes(of: 10, 0.8)) }
            return (counts.mean ?? 0, counts.standardDeviation ?? 0, n)
          }))
      if case .named = link.verdict { named += 1 }
    }
    study.report(named, bound: "at most 5 %")
    #expect(named * 20 <= study.runs, "named \(named) of \(study.runs)")
  }
}
