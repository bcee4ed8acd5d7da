import JourneysTestSupport
import Testing

@testable import Analysis
@testable import Journeys

/// Weeks, months and quarters of small logs, counted by hand.
@Suite struct OverTimeTests {
  private static let project = """
    client: T
    touchpoints: [{id: site}, {id: call}, {id: chat}, {id: shop, kind: purchase}, {id: mail, initiated-by: company}]
    windows: {inactivity: 7d, repurchase: 30d}
    observed-until: 1971-12-31
    """

  /// Sundays are days 3, 10, 17 … since 1970: of so many customers who come on one, three in four buy on Monday for 10.
  private static func weeks(_ count: Int, customers: Int = 32, _ more: (Int) -> [Row] = { _ in [] }) -> [Row] {
    (0..<count).flatMap { week in
      (0..<customers).flatMap { n in
        let (id, day) = ("w\(week)c\(n)", Double(3 + 7 * week))
        let bought = Row(id, day + 1, "shop", channel: "till", amount: 10_000_000)
        return [Row(id, day, "site", channel: n % 2 == 0 ? "web" : "app")] + (n % 4 == 0 ? [] : [bought])
      } + more(week)
    }
  }

  @Test("a week has the journeys that begin in it, its purchases and their money, and who stopped of its journeys")
  func week() throws {
    let found = try analysed(Self.project, Self.weeks(12)).overTime
    #expect(found.unit == .week && found.units.count == 12)
    // The last event is on the second day of the twelfth week.
    #expect(found.units.map(\.isComplete) == [Bool](repeating: true, count: 11) + [false])
    for (week, unit) in found.units.enumerated() {
      #expect(unit.days == Int64(3 + 7 * week)..<Int64(10 + 7 * week) && unit.isMature)
      let row = unit.row
      #expect((row.journeys, row.customers, row.decided, row.lost) == (32, 32, 32, 8))
      #expect((row.purchases, row.buyers, row.amount, row.most) == (24, 24, 240_000_000, 10_000_000))
      #expect(unit.entries.sorted() == [0, 0, 16, 16])
    }
    #expect(found.changes.isEmpty && found.looked > 5)
  }

  @Test("weeks of few are told by month or quarter, and a period without three whole quarters has no unit")
  func unit() throws {
    #expect(try analysed(Self.project, Self.weeks(40, customers: 12)).overTime.unit == .month)
    #expect(try analysed(Self.project, Self.weeks(8, customers: 2)).overTime.unit == nil)
    // From 4 January to 28 December only two quarters are whole.
    let sparse = try analysed(Self.project, Self.weeks(52, customers: 4)).overTime
    #expect(sparse.unit == nil && sparse.units.isEmpty)
    let longer = try analysed(Self.project, Self.weeks(70, customers: 4)).overTime
    #expect(longer.unit == .quarter && longer.units.map(\.isComplete) == [false, true, true, true, true, false])
  }

  @Test("units add up to the whole log, and a customer counts once a week at a touchpoint", arguments: [1, 2, 3])
  func slow(_ seed: UInt64) throws {
    let rows = randomShop(customers: 300, seed: seed)
    let blueprint = try Blueprint(yaml: shopProject, file: "project.yml")
    let log = JourneyLog(try assembled(shopProject, rows).log)
    let result = try analyse(log, blueprint, threads: 1, resamples: 60) { $0 / Micros.day }
    let calendar = ReturnCalendar(log, result.rules, blueprint.retention) { $0 / Micros.day }
    var tally = OverTimeTally(log, calendar) { $0 / Micros.day }
    var cutter = CycleCutter(result.rules, log.catalog)
    for part in log.parts {
      for customer in 0..<part.customerCount {
        cutter.cut(part, customer: customer)
        tally.add(cutter.customer, part)
      }
    }
    for grid in tally.grids.indices {
      let rows = tally.rows()[grid]
      #expect(rows.reduce(0) { $0 + $1.journeys } == result.cycles)
      #expect(rows.reduce(0) { $0 + $1.lost } == result.sieve.leakedCycles)
      #expect(rows.reduce(0) { $0 + $1.purchases } == result.purchases)
      #expect(rows.reduce(0) { $0 + $1.amount } == result.amount)
      #expect(tally.entries()[grid].reduce(0, +) == result.cycles)
      #expect(rows.allSatisfy { $0.customers <= $0.journeys && $0.buyers <= $0.purchases && $0.most <= $0.amount })
    }
    // Sunday, 4 January 1970, is day 3.
    func week(_ row: Row) -> Int64 { (row.time / Micros.day + 4) / 7 }
    let touches = rows.filter { $0.touchpoint != "mail" && $0.touchpoint != "poll" }
    let visits = Set(touches.map { "\($0.customer) \(week($0)) \($0.touchpoint)" })
    #expect(tally.atTouchpoints.reduce(0, +) == visits.count)
    #expect(tally.active.reduce(0, +) == Set(touches.map { "\($0.customer) \(week($0))" }).count)
  }

  @Test("a touchpoint that opens is told with the first week that is not one person's; nothing else changes")
  func opens() throws {
    let rows = Self.weeks(40) { week in
      guard week >= 22 else { return [] }
      // The first of them came alone, a week before the others.
      return (0..<(week == 22 ? 1 : 6)).map {
        Row("w\(week)c\($0)", Double(3 + 7 * week) + 0.5, "chat", channel: "chat")
      }
    }
    let changes = try analysed(Self.project, rows).overTime.changes
    let catalog = try assembled(Self.project, rows).log.catalog
    let code = try #require(catalog.touchpoints.firstIndex { $0.id == "chat" })
    let channel = try #require(catalog.channels.firstIndex { $0.id == "chat" })
    let chat = try #require(changes.first { $0.subject == .touchpoint(code) })
    #expect(chat.form == .begins)
    #expect(changes.allSatisfy { $0.subject == .touchpoint(code) || $0.subject == .channel(channel) })
    #expect(chat.days.lowerBound == Int64(3 + 7 * 23) && chat.outside.count == 1)
  }

  @Test("a touchpoint that closes is told with the week after which nobody came")
  func closes() throws {
    let rows = Self.weeks(40) { week in
      week < 25 ? (0..<6).map { Row("w\(week)c\($0)", Double(3 + 7 * week) + 0.5, "call") } : []
    }
    let changes = try analysed(Self.project, rows).overTime.changes
    let call = try #require(changes.first { $0.form == .ends })
    #expect(call.days.upperBound == Int64(3 + 7 * 25) && call.outside.count == 0 && call.inside.count == 150)
  }

  @Test("more visits at a weekend of every week are no change")
  func weekday() throws {
    let rows = Self.weeks(30) { week in
      (0..<20).map { Row("w\(week)e\($0)", Double(3 + 7 * week + ($0 % 2 == 0 ? 5 : 6)), "site", channel: "web") }
    }
    #expect(try analysed(Self.project, rows).overTime.changes.isEmpty)
  }

  @Test("leaving out a holiday week takes its journeys and purchases, and changes no other week")
  func holiday() throws {
    let rows = Self.weeks(14) { week in
      week == 6 ? (0..<90).map { Row("h\($0)", Double(3 + 7 * week + $0 % 7), "site", channel: "web") } : []
    }
    // Day 45 is 15 February 1970.
    let without = Self.project + "\ncalendar: [{dates: 1970-02-15..1970-02-21, name: H, exclude: yes}]"
    let (all, left) = (try analysed(Self.project, rows).overTime, try analysed(without, rows).overTime)
    #expect(all.units[6].row.journeys == 122 && left.units[6].row.journeys == 0 && left.units[6].row.purchases == 0)
    for week in all.units.indices where week != 6 { #expect(all.units[week] == left.units[week], "\(week)") }
    #expect(all.changes.isEmpty && left.changes.isEmpty)
  }

  @Test("a dated fact has half a year before it and after it, and its own week in neither")
  func fact() throws {
    // 26 June 1970, day 176, is a Friday of the week from day 171, the 25th.
    let project = Self.project + "\nfacts: [{date: 1970-06-26, name: Carrier, touches: [call]}]"
    let rows = Self.weeks(40) { week in
      (0..<(week < 24 ? 4 : 16)).map { Row("w\(week)c\($0)", Double(3 + 7 * week) + 0.5, "call") }
    }
    let result = try analysed(project, rows)
    let levels = try #require(result.overTime.facts.first)
    let call = try #require(levels.first { if case .touchpoint = $0.subject { true } else { false } })
    #expect((call.weeksBefore, call.weeksAfter) == (24, 14))
    #expect(call.before == Change.Level(count: 24 * 4, base: 24 * 32))
    #expect(call.after == Change.Level(count: 14 * 16, base: 14 * 32))
    #expect(abs(call.difference.value - 0.375) < 1e-12 && call.difference.low > 0.3 && call.adjustedP < 0.001)
    let journeys = try #require(levels.first { $0.subject == .journeys })
    #expect(journeys.difference.low <= 0 && journeys.difference.high >= 0 && journeys.adjustedP > 0.5)
  }

  @Test("threads and parts change nothing")
  func threads() throws {
    let rows = randomShop(customers: 600, seed: 9)
    #expect(try analysed(shopProject, rows).overTime == analysed(shopProject, rows, threads: 4).overTime)
  }
}
