import Journeys
import JourneysTestSupport
import Statistics
import Testing

@testable import Analysis
@testable import Findings

/// What may be said of weeks in which few people did something, and of changes that few made.
@Suite struct OverTimeHidingTests {
  private static let yaml = """
    client: T
    touchpoints: [{id: site}, {id: call}, {id: shop, kind: purchase}]
    windows: {inactivity: 7d, repurchase: 30d}
    observed-until: 1971-12-31
    """

  /// Twelve weeks of forty customers; so many of each buy, for 10 each or what one of the week pays.
  private func found(
    buyers: (Int) -> Int = { _ in 20 }, most: (Int) -> Int64 = { _ in 10 }, channels: [String] = ["web", "app"]
  ) throws -> OverTimeFindings {
    let rows = (0..<13).flatMap { week in
      (0..<40).flatMap { n in
        let (id, day) = ("w\(week)c\(n)", Double(3 + 7 * week))
        let paid = (n == 0 ? most(week) : 10) * 1_000_000
        let bought = n < buyers(week) ? [Row(id, day + 1, "shop", channel: "till", amount: paid)] : []
        return [Row(id, day, "site", channel: channels[n % channels.count])] + bought
      }
    }
    let blueprint = try Blueprint(yaml: Self.yaml, file: "project.yml")
    let log = JourneyLog(try assembled(Self.yaml, rows).log)
    let result = try analyse(log, blueprint, threads: 1, resamples: 100) { $0 / Micros.day }
    let hiding = Hiding(threshold: 5)
    let cells = BehaviourCells(result, log.catalog, hiding, listed: nil)
    return OverTimeFindings(
      result.overTime, nil, SatisfactionResult(), [], cells, hasAmounts: true,
      amount: Hiding.number(result.amount, with: cells[cells.purchaseTotal]), behaviour: hiding,
      ratings: Hiding(threshold: 10))
  }

  @Test("weeks of many are told, with shares, money and channels")
  func shown() throws {
    let found = try found()
    #expect(found.unit == .week && found.units.count == 13 && found.changes.isEmpty)
    let first = try #require(found.units.first)
    #expect(first.journeys.shown == 40 && first.purchases.shown == 20 && first.amount.shown == 200_000_000)
    #expect(first.stopped.shown?.value == 0.5 && first.stopped.shown?.n == 40)
    #expect(
      first.effectiveChannels.shown == 2 && first.firstDay.iso == "1970-01-04" && first.lastDay.iso == "1970-01-10")
  }

  @Test("a week with few purchases is hidden with another, and the money of all weeks with it")
  func few() throws {
    let found = try found { $0 == 4 ? 2 : 20 }
    #expect(found.units[4].purchases.shown == nil)
    #expect(found.units.count { $0.purchases.isHidden } > 1)
    #expect(found.units.allSatisfy { $0.amount.shown == nil })
  }

  @Test("the number of channels of one size counts those that are not named too")
  func channels() throws {
    let eight = try found(channels: (1...8).map { "channel \($0)" })
    #expect(eight.channels.count == 5 && eight.units.first?.effectiveChannels.shown == 8)
  }

  @Test("a week without a purchase has no money, and is not hidden although others are")
  func nothing() throws {
    let found = try found { $0 == 4 ? 2 : $0 == 6 ? 0 : 20 }
    #expect(found.units[6].purchases.shown == 0 && found.units[6].amount.shown == 0)
  }

  @Test("where most of a week's money is one customer's no week's money is told")
  func one() throws {
    let found = try found { _ in
      20
    } most: {
      $0 == 3 ? 10_000 : 10
    }
    #expect(found.units.allSatisfy { $0.amount.isHidden && $0.purchases.shown == 20 })
  }

  @Test("levels of a change are told in steps in which five people do not show")
  func steps() {
    let hiding = Hiding(threshold: 5)
    var change = Change(
      subject: .purchases, form: .step, days: 3..<73, inside: Change.Level(count: 203, base: 70),
      outside: Change.Level(count: 101, base: 70), people: 30, adjustedP: 0.01)
    // 20.3 and 10.1 a week in ten weeks: five people are half a purchase a week.
    let found = ChangeFindings(change, hiding)
    #expect(found.inside.shown?.value == 20.5 && found.outside.shown?.value == 10 && found.isRise)
    change.people = 4
    #expect(ChangeFindings(change, hiding).inside.isHidden && ChangeFindings(change, hiding).outside.isHidden)
    let exact = ChangeFindings(change, Hiding(threshold: 0))
    #expect(abs((exact.inside.shown?.value ?? 0) - 20.3) < 1e-9)
  }
}
