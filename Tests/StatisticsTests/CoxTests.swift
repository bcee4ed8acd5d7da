import Foundation
import TestSupport
import Testing

@testable import Statistics

/// Proportional hazards, against R's survival (as methods.md 6 prints it) and lifelines.
@Suite struct CoxTests {
  /// Patients of the Stanford heart transplants: the day of the transplant, how many days they were followed, and whether
  /// they died.
  private struct Patient {
    var joined: Double?
    var followed: Double
    var died: Bool
  }

  private static func patients(_ folder: URL) throws -> [Patient] {
    let text = try String(contentsOf: folder.appending(path: "loyalty/heart.csv"), encoding: .utf8)
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let cells = line.split(separator: ",")
      guard cells.count == 5, let followed = Double(cells[3]) else { return nil }
      return Patient(joined: Double(cells[2]), followed: followed, died: cells[4] == "1")
    }
  }

  /// By day, those who died and those who left the study on it.
  private static func curve(_ patients: [Patient]) -> KaplanMeier {
    let days = Int(patients.map(\.followed).max() ?? 0)
    func counts(_ died: Bool) -> [Int] {
      (0...days).map { day in patients.count { Int($0.followed) == day && $0.died == died } }
    }
    return KaplanMeier(events: counts(true), censored: counts(false))
  }

  @Test(
    "who ever got a heart seems to live longer, because those who died early never got one",
    .enabled(if: Repository.sharedData != nil, "\(Repository.sharedDataMissing)"))
  func everJoined() throws {
    let shared = try #require(Repository.sharedData)
    let patients = try Self.patients(shared)
    #expect(patients.count == 103)
    // A day is the time up to its end: nobody is followed for none.
    let fit = try #require(
      CoxFit(
        patients.map {
          RiskInterval(start: 0, stop: $0.followed + 1, hasEvent: $0.died, values: [$0.joined == nil ? 0 : 1])
        }))
    let ratio = fit.hazardRatio()
    // Efron's likelihood maximised by scipy.
    #expect(near(ratio.value, 0.2662167, within: 5e-6) && near(ratio.low, 0.1650860, within: 5e-6))
    #expect(near(ratio.high, 0.4292993, within: 5e-6) && near(fit.logLikelihood, -285.1483376) && ratio.n == 75)
    let groups = [true, false].map { ever in Self.curve(patients.filter { ($0.joined != nil) == ever }) }
    let test = try #require(LogRank(groups))
    #expect(near(test.chiSquare, 33.241993))
  }

  @Test(
    "from a landmark on day 30 nothing is left of it",
    .enabled(if: Repository.sharedData != nil, "\(Repository.sharedDataMissing)"))
  func landmark() throws {
    let shared = try #require(Repository.sharedData)
    let left = try Self.patients(shared).filter { $0.followed > 30 }
    let groups = [true, false].map { early in left.filter { ($0.joined.map { $0 <= 30 } ?? false) == early } }
    #expect(groups.map(\.count) == [35, 43])
    let test = try #require(LogRank(groups.map(Self.curve)))
    #expect(near(test.chiSquare, 0.0979962) && near(test.pValue, 0.7542477))
  }

  @Test(
    "with the transplant as what changes over time the ratio is 1.136 (.629–2.049)",
    .enabled(if: Repository.sharedData != nil, "\(Repository.sharedDataMissing)"))
  func timeDependent() throws {
    let shared = try #require(Repository.sharedData)
    let intervals = try Self.patients(shared).flatMap { patient -> [RiskInterval] in
      let stop = patient.followed + 1
      guard var joined = patient.joined else {
        return [RiskInterval(start: 0, stop: stop, hasEvent: patient.died, values: [0])]
      }
      // As R has it: a transplant on the day of death came before it.
      joined += joined == patient.followed ? 0.5 : 1
      return [
        RiskInterval(start: 0, stop: joined, hasEvent: false, values: [0]),
        RiskInterval(start: joined, stop: stop, hasEvent: patient.died, values: [1]),
      ]
    }
    let fit = try #require(CoxFit(intervals))
    let ratio = fit.hazardRatio()
    #expect(near(ratio.value, 1.136, within: 5e-4) && near(ratio.low, 0.629, within: 5e-4))
    #expect(near(ratio.high, 2.049, within: 5e-4))
    // lifelines 0.30.3, CoxTimeVaryingFitter.
    #expect(near(fit.coefficients[0], 0.1271411, within: 1e-6) && near(fit.logLikelihood, -298.0314516, within: 1e-6))
    #expect(fit.pValue > 0.6 && fit.scorePValue > 0.6)
  }

  @Test("tied events after Efron, by hand")
  func ties() throws {
    // Four cases, x = 1 1 0 0; the first and the third have the event at once, the second later, the last never.
    let fit = try #require(
      CoxFit([
        RiskInterval(start: 0, stop: 1, hasEvent: true, values: [1]),
        RiskInterval(start: 0, stop: 2, hasEvent: true, values: [1]),
        RiskInterval(start: 0, stop: 1, hasEvent: true, values: [0]),
        RiskInterval(start: 0, stop: 3, hasEvent: false, values: [0]),
      ]))
    // 2θ / ((2 + 2θ) (2 + 2θ − (1 + θ)/2) (1 + θ)) up to a constant: θ² / (1 + θ)³, greatest at θ = 2.
    #expect(near(fit.hazardRatio().value, 2, within: 1e-8))
    #expect(near(fit.nullLogLikelihood, -log(4 * 3 * 2), within: 1e-12))
    #expect(near(fit.likelihoodRatio, 2 * log(4 / 27.0 * 8), within: 1e-9))
  }

  @Test("cases that are alike may be counted, and strata are more risk sets")
  func counted() throws {
    let rows = (0..<60).map { (i: Int) -> RiskInterval in
      let group = Double(i % 2)
      return RiskInterval(start: 0, stop: Double(i % 7 + 1), hasEvent: i % 3 != 0, values: [group])
    }
    func kind(_ x: Double, _ day: Double) -> RiskSet.Kind {
      let own = rows.filter { $0.values == [x] && $0.stop >= day }
      return RiskSet.Kind(values: [x], atRisk: own.count, events: own.count { $0.hasEvent && $0.stop == day })
    }
    let sets: [RiskSet] = (1...7).map { day in RiskSet([kind(0, Double(day)), kind(1, Double(day))]) }
    let one = try #require(CoxFit(rows))
    let other = try #require(CoxFit(sets, variables: 1))
    #expect(near(one.coefficients, other.coefficients, within: 1e-10) && near(one.score, other.score, within: 1e-9))
    let twice = try #require(CoxFit(sets + sets, variables: 1))
    #expect(near(twice.coefficients, one.coefficients, within: 1e-10))
    #expect(near(twice.covariance[0, 0], one.covariance[0, 0] / 2, within: 1e-10))
  }

  @Test("without ties the score test of two groups is the log-rank test")
  func score() throws {
    let times = [
      (3, true, 0.0), (5, true, 1), (8, false, 0), (9, true, 1), (12, true, 0), (15, true, 1), (20, false, 1),
    ]
    let fit = try #require(
      CoxFit(times.map { RiskInterval(start: 0, stop: Double($0.0), hasEvent: $0.1, values: [$0.2]) }))
    let curves = [0.0, 1].map { group in
      let own = times.filter { $0.2 == group }
      return KaplanMeier(
        events: (0...20).map { day in own.count { $0.0 == day && $0.1 } },
        censored: (0...20).map { day in own.count { $0.0 == day && !$0.1 } })
    }
    #expect(near(fit.score, try #require(LogRank(curves)).chiSquare, within: 1e-9))
  }

  @Test("two variables, one of them at random: nothing is found, and a planted one is")
  func planted() throws {
    var random = SplitMix(seed: 5)
    func share() -> Double { (Double(random.below(1_000_000)) + 0.5) / 1_000_000 }
    let rows = (0..<400).map { _ -> RiskInterval in
      let x = Double(random.below(2))
      let z = share() * 2 - 1
      // Exponential times with hazard 2 where x is 1.
      let time = -log(share()) / (x == 1 ? 2 : 1)
      return RiskInterval(start: 0, stop: min(time, 1.5), hasEvent: time <= 1.5, values: [x, z])
    }
    let fit = try #require(CoxFit(rows))
    let (planted, none) = (fit.hazardRatio(0), fit.hazardRatio(1))
    #expect(planted.low < 2 && 2 < planted.high && planted.low > 1.3)
    #expect(none.low < 1 && 1 < none.high)
  }

  @Test("no events, a variable that never differs, and one group that goes first: nothing is fitted")
  func none() {
    func row(_ stop: Double, _ event: Bool, _ x: [Double]) -> RiskInterval {
      RiskInterval(start: 0, stop: stop, hasEvent: event, values: x)
    }
    #expect(CoxFit([row(1, false, [0]), row(2, false, [1])]) == nil)
    #expect(CoxFit([row(1, true, [1]), row(2, true, [1])]) == nil)
    #expect(CoxFit([row(1, true, [1]), row(2, true, [1]), row(3, true, [0]), row(4, false, [0])]) == nil)
    #expect(CoxFit([row(0, true, [1]), row(2, true, [0])]) == nil)
    #expect(CoxFit([]) == nil)
  }
}
