import JourneysTestSupport
import Statistics
import TestSupport
import Testing

@testable import Analysis
@testable import Journeys

/// Two simulated periods between which nothing changes, or one thing does.
@Suite struct ComparisonStudy {
  private static let project = """
    client: T
    touchpoints: [{id: ad}, {id: site}, {id: call}, {id: visit}, {id: shop, kind: purchase}]
    windows: {inactivity: 5d, repurchase: 20d, conversion: 5d}
    period: 1970-03-29..1970-06-20
    compare: 1970-01-04..1970-03-28
    observed-until: 1971-01-01
    """

  /// Twelve weeks of either period, of some forty customers each who may come again.
  ///
  /// - Parameter buying: the share who buy, in the earlier period and in the later.
  private static func rows(_ random: inout Seeded, buying: (Double, Double) = (0.3, 0.3)) -> [Row] {
    (0..<24).flatMap { week in
      (0..<Int.random(in: 30...50, using: &random)).flatMap { n in
        let (id, start) = ("w\(week)c\(n)", Double(3 + 7 * week) + Double.random(in: 0..<6, using: &random))
        func happens(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &random) < share }
        let bought = week < 12 ? buying.0 : buying.1
        var rows: [Row] = []
        // What a customer does once the same customer often does again.
        let (often, habit) = (happens(0.3), happens(0.5))
        for visit in 0..<(often ? 3 : 1) {
          let day = start + Double(visit)
          rows.append(Row(id, day, habit ? "ad" : "site", channel: habit ? "web" : "app"))
          if happens(0.3) { rows.append(Row(id, day + 0.2, "call", channel: "phone")) }
          if happens(0.2) { rows.append(Row(id, day + 0.4, "visit", channel: "branch")) }
        }
        if happens(bought) {
          let paid = Int64.random(in: 20...400, using: &random) * 1_000_000
          rows.append(Row(id, start + (often ? 3 : 1), "shop", channel: "till", amount: paid))
        }
        return rows
      }
    }
  }

  private static func figures(_ rows: [Row]) throws -> [PeriodComparison.Figure] {
    try analysed(project, rows).comparison?.figures ?? []
  }

  private static func marked(_ figures: [PeriodComparison.Figure]) -> [PeriodComparison.Subject] {
    zip(figures, benjaminiHochberg(figures.map(\.difference.pValue))).filter { $0.1 < 0.05 }.map(\.0.subject)
  }

  @Test("of two periods without a change anything is marked in at most 28 of 400 runs")
  func nothing() throws {
    var random = Seeded(2_420)
    let study = Study("Two periods without a change: anything is marked", runs: 400)
    var told = 0
    for _ in 0..<study.runs where try !Self.marked(Self.figures(Self.rows(&random))).isEmpty { told += 1 }
    study.report(told, bound: "at most 28 of 400")
    #expect(told <= max(6, study.runs * 7 / 100))
  }

  @Test("a planted change lies within its interval in 93 to 97 of 100, and is found as often as was said")
  func planted() throws {
    var random = Seeded(2_421)
    let study = Study("Four in ten buy where three did: the share who stopped within its interval", runs: 400)
    var (within, found, power) = (0, 0, 0.0)
    for _ in 0..<study.runs {
      let figures = try Self.figures(Self.rows(&random, buying: (0.3, 0.4)))
      let own = try #require(figures.first { $0.subject == .stopped })
      // Who does not buy has stopped: seven in ten, and six.
      if own.difference.estimate.low <= -0.1, own.difference.estimate.high >= -0.1 { within += 1 }
      let level = 0.05 / Double(figures.count)
      if own.difference.pValue < level { found += 1 }
      power += own.difference.power(toFind: 0.1, below: level)
    }
    study.report(within, bound: "93 to 97 %")
    let study2 = Study("The same: found, beside how often that was said", runs: 400)
    study2.report(found, bound: "\(Int((power * 100 / Double(study.runs)).rounded())) % said, within 6 points")
    #expect(within * 100 >= study.runs * 88)
    // A tenth of the runs has an error of its own.
    let error = study.runs < 400 ? 0.16 : 0.06
    #expect(abs(Double(found) - power) / Double(study.runs) <= error)
  }
}
