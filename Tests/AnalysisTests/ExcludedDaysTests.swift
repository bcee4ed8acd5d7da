import JourneysTestSupport
import Testing

@testable import Analysis
@testable import Journeys

/// Days 10 to 14 (1970-01-11 to 15) are left out where a test says so.
private let leftOut = "calendar: [{dates: 1970-01-11..1970-01-15, name: Outage, exclude: yes}]\n"

private let small = """
  client: T
  stages: [one, two]
  touchpoints: [{id: a, stage: one}, {id: shop, stage: two, kind: purchase}]
  windows: {inactivity: 30d}
  funnel: {steps: [a, shop]}
  observed-until: 1970-04-10

  """

@Suite struct ExcludedDaysTests {
  @Test("journeys that begin and purchases made on days left out are in no count, and events stay in their journeys")
  func byHand() throws {
    let rows = [
      // 35 days of silence, 5 of them left out: 30 is no leak.
      Row("u1", 0, "a"), Row("u1", 35, "a"),
      // 36 are one.
      Row("u2", 0, "a"), Row("u2", 36, "a"),
      // Begins on a day left out; 45 days of the clock later it begins again.
      Row("u3", 12, "a"), Row("u3", 60, "a"),
      // Buys on a day left out.
      Row("u4", 5, "a"), Row("u4", 11, "shop", amount: 7_000_000),
      Row("u5", 20, "shop", amount: 100_000_000),
      // Was only there on a day left out.
      Row("u6", 13, "a"),
    ]
    let all = try analysed(small, rows)
    #expect(all.sieve.cycles == [6, 0, 3, 0])
    #expect([all.purchases, all.loop.buyers, all.flow.customers, all.flow.events.reduce(0, +)] == [2, 2, 6, 10])
    #expect(all.funnel.customers.ordered == [5, 1])
    let excluding = try analysed(small + leftOut, rows)
    #expect(excluding.sieve.cycles == [4, 0, 2, 0])
    // u4's journey began on a day that counts, and ended in a purchase.
    #expect(excluding.sieve.buyingCycles == [2, 0, 0, 0])
    #expect(excluding.purchases == 1)
    #expect(excluding.amount == 100_000_000)
    #expect([excluding.loop.buyers, excluding.blindness?.purchases] == [1, 1])
    #expect(excluding.flow.customers == 5)
    #expect(excluding.flow.starts.reduce(0, +) == 5)
    // u3's first and u6's only touch are gone; u4's purchase stays in its journey.
    #expect(excluding.flow.events.reduce(0, +) == 8)
    #expect(excluding.funnel.customers.ordered == [4, 1])
    #expect(excluding.funnel.customers.touched == [4, 1])
    // First touches that count: u1, u2, u4, u5.
    #expect(excluding.channels.customers.sorted.reduce(0) { $0 + $1.count } == 4)
    // Touches of journeys that count: u1 2, u2 2, u3 1, u4 1. Of them u2's first is left, and came back.
    #expect(excluding.sieve.rows.reduce(0) { $0 + $1.inflow } == 6)
    #expect(excluding.sieve.rows.reduce(0) { $0 + $1.returned } == 1)
    #expect(all.sieve.rows.reduce(0) { $0 + $1.returned } == 3)
  }

  @Test(
    "a touch grows old by the clock of silence: 33 days by the calendar, 28 by the clock, are too young for a window of 30"
  )
  func maturity() throws {
    let until = small.replacing("1970-04-10", with: "1970-02-02")
    let rows = [Row("u", 0, "a"), Row("v", 32, "shop")]
    let all = try analysed(until, rows).sieve.rows.reduce(into: SieveRow()) { $0.merge($1) }
    #expect([all.leak, all.open, all.mature] == [1, 0, 1])
    let excluding = try analysed(until + leftOut, rows).sieve.rows.reduce(into: SieveRow()) { $0.merge($1) }
    #expect([excluding.leak, excluding.open, excluding.mature] == [0, 1, 0])
  }

  /// A random shop in which nobody does anything on the days left out.
  private func quietShop(_ seed: UInt64) -> [Row] {
    let days = 10 * Micros.day..<15 * Micros.day
    return randomShop(customers: 400, seed: seed).map { row in
      var row = row
      // Everybody begins within three weeks, so that many a silence spans the days.
      row.time %= 60 * Micros.day
      return row
    }.filter { !days.contains($0.time) }
  }

  @Test("leaving out days on which nothing happens changes nothing where no silence is a leak", arguments: 1...3)
  func quietDays(seed: UInt64) throws {
    let rows = quietShop(seed)
    let silent = shopProject.replacing("inactivity: 30d", with: "inactivity: none") + "\n"
    expectSame(try analysed(silent, rows), try analysed(silent + leftOut, rows))
  }

  @Test("leaving them out is to the clock of silence what cutting them out of time would be", arguments: 1...3)
  func cutOut(seed: UInt64) throws {
    let rows = quietShop(seed)
    let moved = rows.map { row in
      var row = row
      if row.time >= 15 * Micros.day { row.time -= 5 * Micros.day }
      return row
    }
    var differs = 0
    for window in ["30d", "12d", "auto"] {
      // Windows that the calendar measures are out of the way.
      let yaml =
        shopProject.replacing("inactivity: 30d", with: "inactivity: \(window)")
        .replacing("inactivity: 20d", with: "inactivity: 9d")
        .replacing("conversion: 40d", with: "conversion: none").replacing("repurchase: 90d", with: "repurchase: 3650d")
        + "\n"
      let excluding = try analysed(yaml + leftOut, rows)
      let cut = try analysed(yaml, moved)
      #expect(excluding.window == cut.window)
      #expect(excluding.sieve == cut.sieve)
      #expect(excluding.channels == cut.channels)
      #expect(excluding.loop.buyers == cut.loop.buyers)
      #expect(excluding.flow.starts == cut.flow.starts)
      #expect(excluding.funnel.customers.ordered == cut.funnel.customers.ordered)
      if try analysed(yaml, rows).sieve != cut.sieve { differs += 1 }
    }
    #expect(differs > 0)
  }

  @Test(
    "a log in which only a holiday week differs: excluding it changes what it should and nothing else", arguments: 1...3
  )
  func holidayWeek(seed: UInt64) throws {
    let usual = quietShop(seed)
    var random = Seeded(seed &+ 7)
    // Who comes in that week comes in it only.
    let week = (0..<200).flatMap { c in
      (0..<3).map { _ in
        Row(
          "holiday\(c)", Double.random(in: 10..<15, using: &random),
          ["ad", "call", "till", "help", "friend"].randomElement(using: &random) ?? "ad", amount: 5_000_000)
      }
    }
    for yaml in [shopProject + "\n", shopProject.replacing("inactivity: 30d", with: "inactivity: auto") + "\n"] {
      expectSame(try analysed(yaml + leftOut, usual), try analysed(yaml + leftOut, usual + week))
      #expect(try analysed(yaml, usual).sieve != analysed(yaml, usual + week).sieve)
      #expect(try analysed(yaml, usual).purchases < analysed(yaml, usual + week).purchases)
    }
  }

  @Test("answers given on days left out are in no score, no wave and no weight")
  func answers() throws {
    func yaml(_ calendar: String) -> String {
      """
      client: T
      \(calendar)
      sources:
        - file: s.csv
          kind: survey
          columns: {time: when, touchpoint: where}
          questions: [{column: q, metric: csat}]
          weighting: {by: age, targets: {young: 1, old: 1}}
      """
    }
    let usual = (0..<40).map { "1970-02-\(10 + $0 % 9),t,\($0 % 4 == 0 ? 1 : 5),\($0 % 3 == 0 ? "young" : "old")" }
    let outage = (0..<30).map { "1970-01-\(11 + $0 % 5),t,1,\($0 % 7 == 0 ? "old" : "young")" }
    func result(_ calendar: String, _ rows: [String]) throws -> SatisfactionResult {
      try satisfaction(yaml(calendar), ["s.csv": "when,where,q,age\n" + rows.joined(separator: "\n") + "\n"])
    }
    let without = try result("", usual)
    let excluding = try result(leftOut, usual + outage)
    #expect(excluding.questions[0].overall == without.questions[0].overall)
    #expect(excluding.questions[0].overall.n == 40)
    #expect(excluding.questions[0].waves == without.questions[0].waves)
    #expect(excluding.responses[0].answered == 40)
    #expect(excluding.responses[0].firstDay?.iso == "1970-02-10")
    #expect(excluding.responses[0].weighting?.designEffect == without.responses[0].weighting?.designEffect)
    #expect(try result("", usual + outage).questions[0].overall.n == 70)
    // Inside a period of the report, too.
    let period = try result(leftOut + "period: 1970-01-01..1970-12-31", usual + outage)
    #expect(period.questions[0].overall == without.questions[0].overall)
    #expect(period.questions[0].waves == without.questions[0].waves)
  }
}
