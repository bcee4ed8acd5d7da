import JourneysTestSupport
import Statistics
import Testing

@testable import Analysis
@testable import Journeys

/// Two periods side by side: each is what a report of it alone counts, and differences are those of the field's formulas.
@Suite struct ComparisonTests {
  /// The random shop's project with a period, and with another to compare it with.
  private static func project(_ period: String, compare: String? = nil) -> String {
    shopProject + "\nperiod: \(period)\n" + (compare.map { "compare: \($0)\n" } ?? "")
  }

  @Test("either side counts what a report of that period alone does, on any number of threads", arguments: [1, 2, 3])
  func alone(_ seed: UInt64) throws {
    let rows = randomShop(customers: 500, seed: seed)
    let (now, before) = ("1970-03-01..1970-05-31", "1970-01-01..1970-02-28")
    let both = try analysed(Self.project(now, compare: before), rows)
    let found = try #require(both.comparison)
    #expect(try analysed(Self.project(now, compare: before), rows, threads: 2).comparison?.figures == found.figures)
    for (side, period) in [(found.now, now), (found.before, before)] {
      let own = try analysed(Self.project(period), rows)
      #expect(side.journeys == own.cycles && side.purchases == own.purchases && side.buyers == own.loop.buyers)
      #expect(side.amount == own.amount && side.most == own.sieve.mostAmount)
      #expect(side.mostPurchases == own.sieve.mostPurchases)
      #expect(side.stopped.part == own.sieve.leakedCycles)
      #expect(side.followed.whole == own.loop.mature && side.followed.part == own.loop.followed)
      #expect(side.leaks.map(\.whole) == own.sieve.rows.map(\.mature))
      #expect(side.leaks.map(\.part) == own.sieve.rows.map(\.matureLeak))
      #expect(side.matureCustomers == own.sieve.rows.map(\.matureCustomers))
      #expect(side.leakedCustomers == own.sieve.rows.map(\.leakedCustomers))
      #expect(side.steps == own.funnel.customers.ordered)
      var entries = [Int](repeating: 0, count: side.entries.count)
      for pair in own.channels.cycles.sorted { entries[min(Int(pair.a), entries.count - 1)] += pair.count }
      #expect(side.entries == entries)
      #expect(side.stoppedBy[0].reduce(0) { $0 + $1.part } == side.stopped.part)
      #expect(side.stoppedBy[0].reduce(0) { $0 + $1.whole } == side.stopped.whole)
    }
  }

  private static let weekly = """
    client: T
    touchpoints: [{id: site}, {id: shop, kind: purchase}]
    windows: {inactivity: 5d, repurchase: 20d}
    period: 1970-03-01..1970-04-11
    compare: 1970-01-04..1970-02-14
    observed-until: 1971-01-01
    """

  /// Six weeks of each period, from Sunday on: forty customers a week, of whom so many buy.
  private static func rows(now: Int, before: Int) -> [Row] {
    [(3, before), (59, now)].flatMap { first, buyers in
      (0..<6).flatMap { week in
        (0..<40).flatMap { n in
          let (id, day) = ("d\(first)w\(week)c\(n)", Double(first + 7 * week))
          return [Row(id, day, "site", channel: n < 20 ? "web" : "app")]
            + (n < buyers ? [Row(id, day + 1, "shop", channel: "till", amount: 10_000_000)] : [])
        }
      }
    }
  }

  @Test("the share who stopped differs by Newcombe's interval, and numbers a week by what weeks scatter")
  func byHand() throws {
    let found = try #require(try analysed(Self.weekly, Self.rows(now: 30, before: 20)).comparison)
    func figure(_ subject: PeriodComparison.Subject) throws -> PeriodComparison.Figure {
      try #require(found.figures.first { $0.subject == subject })
    }
    #expect(found.now.journeys == 240 && found.before.journeys == 240 && found.now.days == 42)
    // 60 of 240 against 120 of 240: Newcombe −.25 (−.330586 to −.164253) by scipy; z −5.657.
    let stopped = try figure(.stopped).difference
    #expect(abs(stopped.estimate.value + 0.25) < 1e-12)
    #expect(abs(stopped.estimate.low + 0.330586) < 1e-6 && abs(stopped.estimate.high + 0.164253) < 1e-6)
    #expect(abs(stopped.pValue - 1.54173e-8) < 1e-12)
    // Thirty a week against twenty, and weeks do not scatter: the error is that of chance, √(300/84 · (1/42 + 1/42)) a day.
    let purchases = try figure(.purchases).difference
    #expect(abs(purchases.estimate.value - 10) < 1e-9)
    #expect(abs(purchases.standardError - 7 * (300.0 / 84 * 2 / 42).squareRoot()) < 1e-9)
    #expect(try figure(.journeys).difference.pValue == 1)
    #expect(try figure(.leaks(0)).difference.estimate == stopped.estimate)
    #expect(try figure(.entries(0)).difference.estimate.value == 0)
    // Each pays 10: nothing varies, and nothing can be said of it.
    #expect(!found.figures.contains { $0.subject == .amountPerPurchase })
  }

  @Test("leaving out the one week that differs, a holiday, takes its days and counts away and changes nothing else")
  func holiday() throws {
    let rows = [3, 59].flatMap { first in
      (0..<6).flatMap { week in
        (0..<(first == 59 && week == 3 ? 8 : 40)).flatMap { n in
          let (id, day) = ("d\(first)w\(week)c\(n)", Double(first + 7 * week))
          let bought = n % 4 == 0 ? [] : [Row(id, day + 1, "shop", channel: "till", amount: 10_000_000)]
          return [Row(id, day, "site", channel: n % 2 == 0 ? "web" : "app")] + bought
        }
      }
    }
    let all = try #require(try analysed(Self.weekly, rows).comparison)
    let calendar = "\ncalendar: [{dates: 1970-03-22..1970-03-28, name: Holiday, exclude: yes}]\n"
    let without = try #require(try analysed(Self.weekly + calendar, rows).comparison)
    func value(_ found: PeriodComparison, _ subject: PeriodComparison.Subject) -> Double? {
      found.figures.first { $0.subject == subject }?.difference.estimate.value
    }
    // 208 in six weeks against forty a week; without the week, forty against forty.
    #expect(abs((value(all, .journeys) ?? 0) - (208.0 / 6 - 40)) < 1e-9)
    #expect(abs(value(without, .journeys) ?? 1) < 1e-9 && abs(value(without, .purchases) ?? 1) < 1e-9)
    #expect(all.now.journeys == 208 && without.now.journeys == 200 && without.now.days == 35)
    #expect(all.before == without.before)
    for subject in [PeriodComparison.Subject.stopped, .leaks(0), .entries(0), .converted, .step(1)] {
      #expect(value(all, subject) == value(without, subject))
    }
  }

  @Test("what follows touches after a purchase is compared once the horizon has passed, and not before")
  func service() throws {
    let project = Self.weekly.replacing("{id: site},", with: "{id: site}, {id: help, kind: service},")
    let rows = Self.rows(now: 30, before: 20).flatMap { row in
      row.touchpoint == "shop" ? [row, Row(row.customer, Double(row.time / Micros.day) + 1, "help")] : [row]
    }
    func codes(_ until: String) throws -> Int {
      let yaml = project.replacing("observed-until: 1971-01-01", with: "observed-until: \(until)")
      let found = try #require(try analysed(yaml, rows).comparison)
      return found.figures.count { if case .leaks = $0.subject { true } else { false } }
    }
    #expect(try codes("1971-01-01") == 2 && codes("1970-04-25") == 1)
  }
}
