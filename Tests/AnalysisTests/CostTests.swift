import Basics
import JourneysTestSupport
import Statistics
import TestSupport
import Testing

@testable import Analysis
@testable import Journeys

/// What a first purchase costs by channel, counted by hand and against independent tools.
struct CostTests {
  private static func project(_ costs: String) -> String {
    """
    client: x
    windows: {inactivity: 30d, repurchase: 60d}
    period: 1970-01-05..1970-06-30
    observed-until: 1970-12-31
    touchpoints: [{id: buy, kind: purchase}, {id: visit}]
    cost: \(costs)
    sources: [{file: a.csv}]
    """
  }

  private func costs(_ costs: String, _ rows: [Row], threads: Int = 1) throws -> ChannelCosts? {
    let yaml = Self.project(costs)
    let log = try assembled(yaml, rows).log
    return try analyse(log, Blueprint(yaml: yaml, file: "p.yml"), threads: threads, resamples: 60) { $0 / Micros.day }
      .costs
  }

  private static let unit: Int64 = 1_000_000

  private static let rows = [
    // Begins in a, buys in b for 100, and comes back for 50 within the horizon.
    Row("x", 10, "visit", channel: "a"), Row("x", 12, "buy", channel: "b", amount: 100 * unit),
    Row("x", 40, "buy", channel: "b", amount: 50 * unit),
    // Begins and buys in a, and comes back for 60 after it.
    Row("y", 20, "buy", channel: "a", amount: 200 * unit), Row("y", 120, "buy", channel: "a", amount: 60 * unit),
    // Another channel, and a first purchase before the period.
    Row("z", 30, "buy", channel: "b", amount: 70 * unit),
    Row("v", 2, "buy", channel: "a", amount: 500 * unit), Row("v", 50, "buy", channel: "a", amount: 500 * unit),
  ]

  @Test(
    "the channel is the one in which the journey to the first purchase began, and later purchases are its customers'")
  func byHand() throws {
    let found = try #require(try costs("[{channel: a, once: 90}]", Self.rows))
    let own = try #require(found.channels.first)
    #expect(found.channels.count == 1 && own.channel.cost == 90)
    #expect(own.row.first == 2 && own.row.mature == 2)
    #expect(own.row.spent.part == Int128(410 * Self.unit) && own.row.spent.whole == 4)
    #expect(own.row.within.part == Int128(350 * Self.unit) && own.row.days.part == 3)
    #expect(own.row.most == 260 * Self.unit && own.row.mostWithin == 200 * Self.unit)
    #expect(own.perFirst?.value == 45)
    // Two customers are too few for anything but that.
    #expect(own.needed == nil && own.within == nil && own.verdict == .cannotBeTold)
  }

  @Test("lines of one channel add up, and a month that the period or the dates cut is paid by its days")
  func periods() throws {
    let day = { (date: String) -> Int64 in Int64(CivilDate(date)?.daysSince1970 ?? 0) }
    let half = day("2026-01-01")...day("2026-06-30")
    #expect(RetentionUnit.month.count(in: half) == 6 && RetentionUnit.quarter.count(in: half) == 2)
    #expect(RetentionUnit.day.count(in: half) == 181 && RetentionUnit.year.count(in: half) == 181.0 / 365)
    // 17 of January's 31 days and 14 of February's 28.
    let two = RetentionUnit.month.count(in: day("2026-01-15")...day("2026-02-14"))
    #expect(abs(two - (17.0 / 31 + 0.5)) < 1e-12)
    let spec = "[{channel: a, per: month, value: 310}, {channel: a, once: 50, dates: 1970-06-21..1970-07-10}]"
    let own = try #require(try costs(spec, Self.rows)?.channels.first)
    // 27 of January's days and five months; ten of the twenty days.
    #expect(abs(own.channel.cost - (310 * (27.0 / 31 + 5) + 25)) < 1e-9)
  }

  @Test("one or two threads and another order of rows say the same")
  func threads() throws {
    let spec = "[{channel: a, once: 90}, {channel: b, once: 10}]"
    let (one, two) = (try costs(spec, Self.rows), try costs(spec, Self.rows.reversed(), threads: 2))
    #expect(one == two && one?.channels.map(\.row.first) == [2, 1])
  }

  @Test("without costs of channels nothing is counted")
  func none() throws {
    #expect(try costs("[{opportunity: visit, once: 90}]", Self.rows) == nil)
  }

  @Test("a cost by so many: the quantiles of a gamma distribution, as scipy has them")
  func rate() throws {
    let many = try #require(perCase(1_200, cases: 40))
    #expect(many.value == 30 && abs(many.low - 22.26687768972939) < 1e-8 && abs(many.high - 41.38044008263914) < 1e-8)
    let few = try #require(perCase(1_200, cases: 3))
    #expect(abs(few.low - 149.8804303141193) < 1e-7 && abs(few.high - 1420.2282800601176) < 1e-6)
    #expect(perCase(1, cases: 0) == nil)
  }

  /// A channel of so many customers with one purchase of 100 each, and every other with one more of 50.
  private func channel(_ customers: Int, cost: Double) -> (channel: CostTally.Channel, row: CostTally.Row) {
    var row = CostTally.Row()
    for i in 0..<customers {
      let (spent, days) = i % 2 == 0 ? (150 * Self.unit, Int64(2)) : (100 * Self.unit, 1)
      row.first += 1
      row.mature += 1
      row.spent.add(part: spent, whole: days)
      row.within.add(part: spent, whole: 1)
      row.days.add(part: days, whole: 1)
    }
    return (CostTally.Channel(code: 0, cost: cost), row)
  }

  @Test("paid back, not yet, and where it cannot be told, against numbers worked out aside")
  func verdicts() throws {
    // 125 come of a customer within the horizon, 250 ÷ 3 of a purchase.
    let found = ChannelCosts(
      [
        channel(200, cost: 200 * 60), channel(200, cost: 200 * 250), channel(200, cost: 200 * 125),
        channel(20, cost: 1),
      ],
      hasAmounts: true
    ).channels
    #expect(found.map(\.verdict) == [.paidBack, .notYet, .cannotBeTold, .cannotBeTold])
    let own = found[0]
    #expect(own.within?.value == 125 && abs((own.perPurchase?.value ?? 0) - 250.0 / 3) < 1e-9)
    #expect(abs((own.needed?.value ?? 0) - 0.72) < 1e-12)
    // √(1/200 + 200 · (50/3)² / 300² / (250/3)²) = .0713364, to 95 %.
    #expect(abs((own.needed?.low ?? 0) - 0.72 / 1.1500632) < 1e-6, "\(String(describing: own.needed))")
    #expect(found[3].perPurchase == nil && found[3].perFirst != nil)
    let without = ChannelCosts([channel(200, cost: 1)], hasAmounts: false).channels[0]
    #expect(without.within == nil && without.needed == nil && without.perFirst?.value == 1.0 / 200)
  }

  @Test("what costs as much as it brings is seldom said to be paid back, or not")
  func balance() throws {
    let study = Study("A first purchase that costs what it brings: paid back or not is claimed", runs: 400)
    var random = Seeded(7)
    var claims = 0
    for _ in 0..<study.runs {
      // The number of customers is what varies, some 100, and what each spends: 50 to 150.
      var row = CostTally.Row()
      let customers = (0..<2_000).count { _ in Int.random(in: 0..<20, using: &random) == 0 }
      for _ in 0..<customers {
        let spent = Int64(Int.random(in: 50...150, using: &random)) * Self.unit
        row.first += 1
        row.mature += 1
        row.spent.add(part: spent, whole: 1)
        row.within.add(part: spent, whole: 1)
        row.days.add(part: 1, whole: 1)
      }
      let cost = CostTally.Channel(code: 0, cost: 100 * 100)
      if ChannelCosts([(cost, row)], hasAmounts: true).channels[0].verdict != .cannotBeTold { claims += 1 }
    }
    study.report(claims, bound: "at most 28 of 400")
    #expect(claims * 400 <= 28 * study.runs, "\(claims)")
  }
}
