import JourneysTestSupport
import TestSupport
import Testing

@testable import Analysis
@testable import Journeys

/// Simulated clients in which nothing changes but by chance, or one thing does.
@Suite struct OverTimeStudy {
  private static let project = """
    client: T
    touchpoints: [{id: ad}, {id: site}, {id: call}, {id: chat}, {id: visit}, {id: shop, kind: purchase}]
    windows: {inactivity: 5d, repurchase: 30d}
    observed-until: 1971-12-31
    """

  /// Thirty weeks of some sixty customers each, most of whom come in at the middle of the week.
  ///
  /// - Parameter calls: the share of customers of a week who call.
  private static func weeks(_ random: inout Seeded, calls: (Int) -> Double) -> [Row] {
    (0..<30).flatMap { week in
      (0..<Int.random(in: 45...75, using: &random)).flatMap { n in
        let day = Double(3 + 7 * week) + Double([0, 1, 2, 2, 3, 3, 4, 5].randomElement(using: &random) ?? 0)
        let id = "w\(week)c\(n)"
        func happens(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &random) < share }
        var rows = [Row(id, day, happens(0.5) ? "ad" : "site", channel: happens(0.6) ? "web" : "app")]
        if happens(calls(week)) { rows.append(Row(id, day + 0.2, "call", channel: "phone")) }
        if happens(0.1) { rows.append(Row(id, day + 0.3, "chat", channel: "web")) }
        if happens(0.15) { rows.append(Row(id, day + 0.4, "visit")) }
        if happens(0.25) { rows.append(Row(id, day + 0.5, "shop", channel: "till")) }
        return rows
      }
    }
  }

  @Test("where nothing changes anything is told of at most 28 of 400 clients")
  func nothing() throws {
    var random = Seeded(2_410)
    let study = Study("Clients without a change: anything is said to have changed", runs: 400)
    var told = 0
    for _ in 0..<study.runs {
      let rows = Self.weeks(&random) { _ in 0.2 }
      if try !analysed(Self.project, rows).overTime.changes.isEmpty { told += 1 }
    }
    study.report(told, bound: "at most 28 of 400")
    #expect(told <= max(5, study.runs * 7 / 100))
  }

  @Test("twice as many callers from a week on are told, with the week within one")
  func planted() throws {
    var random = Seeded(2_411)
    let study = Study("Twice the callers from week 18 on: told, within a week", runs: 400)
    let catalog = try assembled(Self.project, Self.weeks(&random) { _ in 0.2 }).log.catalog
    let call = try #require(catalog.touchpoints.firstIndex { $0.id == "call" })
    var found = 0
    for _ in 0..<study.runs {
      let rows = Self.weeks(&random) { $0 < 18 ? 0.2 : 0.4 }
      let change = try analysed(Self.project, rows).overTime.changes.first { $0.subject == .touchpoint(call) }
      guard let change, change.form == .step else { continue }
      if abs(change.days.lowerBound - Int64(3 + 7 * 18)) <= 7 { found += 1 }
    }
    study.report(found, bound: "at least 85 %")
    #expect(found * 100 >= study.runs * 80)
  }
}
