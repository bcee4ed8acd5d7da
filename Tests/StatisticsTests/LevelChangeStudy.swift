import Foundation
import TestSupport
import Testing

@testable import Statistics

/// Simulated weeks in which nothing changes, or the level does.
@Suite struct LevelChangeStudy {
  /// Customers of a week: chance beyond Poisson's, and every other week of more days counted.
  private static func weeks(_ random: inout SplitMix, level: (Int) -> Double) -> (counts: [Int], days: [Double]) {
    let days = (0..<52).map { $0 % 9 == 4 ? 5.0 : 7.0 }
    let counts = days.indices.map { week in
      let busy = 0.75 + 0.5 * uniform(&random)
      return poisson(level(week) * busy * days[week] / 7, &random)
    }
    return (counts, days)
  }

  private static func uniform(_ random: inout SplitMix) -> Double {
    (Double(random.bits() >> 11) + 0.5) / 9_007_199_254_740_992
  }

  /// Events at exponential distances until the mean is used up (Knuth).
  private static func poisson(_ mean: Double, _ random: inout SplitMix) -> Int {
    var (left, count) = (mean, 0)
    while true {
      // −ln U is the time to the next event.
      left += log(uniform(&random))
      if left < 0 { return count }
      count += 1
    }
  }

  @Test("weeks without a change: one is told in at most 28 of 400 series")
  func nothing() {
    var random = SplitMix(seed: 2_407)
    let study = Study("Weeks alike: a change of level is told", runs: 400)
    var told = 0
    for _ in 0..<study.runs {
      let own = Self.weeks(&random) { _ in 20 }
      if let found = LevelChange(counts: own.counts, exposures: own.days), found.pValue < 0.05 { told += 1 }
    }
    study.report(told, bound: "at most 28 of 400")
    #expect(told <= max(5, study.runs * 7 / 100))
  }

  @Test("a planted change of level is told, with its week within one")
  func planted() {
    var random = SplitMix(seed: 2_408)
    let study = Study("The level doubles in week 30: told, within a week", runs: 400)
    var found = 0
    for _ in 0..<study.runs {
      let own = Self.weeks(&random) { $0 < 30 ? 20 : 40 }
      guard let change = LevelChange(counts: own.counts, exposures: own.days), change.pValue < 0.05 else { continue }
      if abs(change.units.lowerBound - 30) <= 1, !change.isSpell { found += 1 }
    }
    study.report(found, bound: "at least 90 %")
    #expect(found * 100 >= study.runs * 85)
  }

  @Test("an outage of three weeks is told, with its weeks within one")
  func outage() {
    var random = SplitMix(seed: 2_409)
    let study = Study("Three weeks at a fifth: told, within a week", runs: 400)
    var found = 0
    for _ in 0..<study.runs {
      let own = Self.weeks(&random) { 20..<23 ~= $0 ? 6 : 30 }
      guard let change = LevelChange(counts: own.counts, exposures: own.days), change.pValue < 0.05 else { continue }
      if abs(change.units.lowerBound - 20) <= 1, abs(change.units.upperBound - 23) <= 1 { found += 1 }
    }
    study.report(found, bound: "at least 90 %")
    #expect(found * 100 >= study.runs * 85)
  }
}
