import Foundation
import TestSupport
import Testing

@testable import Statistics

/// Simulated clients whose customers come back by known rules: how often ranges hold the truth, and how often groups that
/// are alike are said to differ.
@Suite struct ComingBackStudy {
  private struct Draws {
    var state: UInt64

    mutating func unit() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Double(state >> 11) + 0.5) / 9_007_199_254_740_992
    }

    /// Days to the next purchase: of two kinds of customers, one in three buys every 60 days, the others every 500.
    mutating func gap() -> Double { -(unit() < 1.0 / 3 ? 60.0 : 500) * log(unit()) }
  }

  /// Share without a second purchase by the end of a day.
  private static func waiting(_ day: Int) -> Double { exp(-Double(day) / 60) / 3 + exp(-Double(day) / 500) * 2 / 3 }

  /// First purchases watched for 200 to 545 days.
  private static func curve(_ customers: Int, _ draws: inout Draws) -> (curve: KaplanMeier, within: (Int, Int)) {
    var events = [Int](repeating: 0, count: 546)
    var censored = events
    var within = (0, 0)
    for _ in 0..<customers {
      let gap = Int(draws.gap().rounded(.up))
      let left = 200 + Int(345 * draws.unit())
      if gap <= left { events[gap] += 1 } else { censored[left] += 1 }
      within.1 += 1
      if gap <= 180 { within.0 += 1 }
    }
    return (KaplanMeier(events: events, censored: censored), within)
  }

  @Test("ranges of the mean wait, the ladder and the reproduction number hold the truth in 93–97 % of clients")
  func ranges() throws {
    var draws = Draws(state: 20_260_101)
    let mean = Study("Coming back: the range of the mean wait holds it", runs: 400)
    let ladder = Study("Coming back: the range of the share that goes on holds it", runs: 400)
    let cycle = Study("Coming back: the range of the reproduction number holds it", runs: 400)
    let truth = (0..<365).reduce(0.0) { $0 + Self.waiting($1) }
    var held = (mean: 0, ladder: 0, cycle: 0)
    for _ in 0..<mean.runs {
      let (curve, within) = Self.curve(300, &draws)
      let wait = try #require(curve.restrictedMeanEstimate(to: 365))
      if wait.low <= truth, truth <= wait.high { held.mean += 1 }
      let share = try #require(wilson(within.0, of: within.1))
      let goesOn = 1 - Self.waiting(180)
      if share.low <= goesOn, goesOn <= share.high { held.ladder += 1 }
      // Customers go on after each purchase with a chance of their own, Beta(2, 4): purchases are 5/3 on average, R is .4.
      var sums = ClusterSums()
      for _ in 0..<300 {
        let chance = betaQuantile(draws.unit(), 2, 4)
        var purchases = 1
        while draws.unit() < chance { purchases += 1 }
        sums.add(part: purchases - 1, whole: purchases)
      }
      let number = try #require(ReproductionNumber(sums)).value
      if number.low <= 0.4, 0.4 <= number.high { held.cycle += 1 }
    }
    mean.report(held.mean, bound: "at least 90 %")
    ladder.report(held.ladder, bound: "at least 90 %")
    cycle.report(held.cycle, bound: "at least 90 %")
    for count in [held.mean, held.ladder, held.cycle] { #expect(count * 100 >= mean.runs * 90, "\(held)") }
    // A tenth of the runs says no more than that.
    let pooled = Double(held.mean + held.ladder + held.cycle) / Double(3 * mean.runs)
    #expect(pooled >= (mean.runs == 400 ? 0.93 : 0.9) && pooled <= (mean.runs == 400 ? 0.97 : 1), "\(held)")
  }

  @Test("groups that are alike are said to differ in at most 28 of 400 clients")
  func alike() throws {
    var draws = Draws(state: 99)
    let study = Study("Coming back: three groups that are alike are said to differ", runs: 400)
    var marked = 0
    for _ in 0..<study.runs {
      let groups = [150, 100, 60].map { Self.curve($0, &draws).curve }
      if try #require(LogRank(groups)).pValue < 0.05 { marked += 1 }
    }
    study.report(marked, bound: "at most 7 %")
    #expect(marked * 400 <= 28 * study.runs + 400, "\(marked) of \(study.runs)")
  }

  @Test("groups of which one comes back half as soon are said to differ in at least 320 of 400 clients")
  func different() throws {
    var draws = Draws(state: 7)
    let study = Study("Coming back: groups that differ twofold are said to differ", runs: 400)
    var marked = 0
    for _ in 0..<study.runs {
      let first = Self.curve(300, &draws).curve
      var events = [Int](repeating: 0, count: 546)
      var censored = events
      for _ in 0..<300 {
        let (gap, left) = (Int((2 * draws.gap()).rounded(.up)), 200 + Int(345 * draws.unit()))
        if gap <= left { events[gap] += 1 } else { censored[left] += 1 }
      }
      if try #require(LogRank([first, KaplanMeier(events: events, censored: censored)])).pValue < 0.05 { marked += 1 }
    }
    study.report(marked, bound: "at least 80 %")
    #expect(marked * 400 >= 320 * study.runs, "\(marked) of \(study.runs)")
  }
}
