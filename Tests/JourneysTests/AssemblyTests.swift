import JourneysTestSupport
import Reading
import Testing

@testable import Journeys

@Suite struct AssemblyTests {
  @Test("events are grouped by customer and ordered by time, then row")
  func order() throws {
    let rows = [Row("b", 2, "x"), Row("a", 1, "y"), Row("b", 1, "z"), Row("a", 1, "x"), Row("a", 0, "z")]
    let log = try assembled("client: T", rows).log
    #expect(log.customerCount == 2)
    #expect(log.names(0) == ["z", "x"])
    #expect(log.names(1) == ["z", "y", "x"])
    #expect(log.tiedNeighbours == 1)
    #expect(log.neighbours == 3)
  }

  @Test("a filter leaves rows out before anything is renamed, and counts them")
  func filter() throws {
    let yaml = """
      client: T
      filter: [{touchpoint: [heartbeat, "bot*"]}, {channel: [test]}]
      rename: [{from: heartbeat, to: x}, {from: "x*", to: heartbeat}]
      """
    let rows = [
      Row("a", 0, "heartbeat"), Row("a", 1, "bot-7"), Row("a", 2, "x9", channel: "web"),
      Row("a", 3, "y", channel: "test"), Row("a", 4, "robot"),
    ]
    let (log, counts) = try assembled(yaml, rows)
    #expect(log.names(0) == ["heartbeat", "robot"])
    #expect(counts.filtered == 3)
  }

  @Test("the first rule of renaming that fits wins, and a star stands for any run of letters, Hebrew too")
  func rename() throws {
    let yaml = """
      client: T
      rename: [{from: "FB Ad*", to: facebook}, {from: "FB*", to: other}, {from: "*שיחה*", to: call}, {from: "a*b*c", to: abc}]
      """
    let rows = ["FB Ad 7", "FB Page", "שיחה 3", "axxbyyc", "ab", "fb ad"].enumerated()
      .map { Row("a", Double($0.offset), $0.element) }
    #expect(try assembled(yaml, rows).log.names(0) == ["facebook", "other", "call", "abc", "ab", "fb ad"])
  }

  @Test("ids, aliases and names of declared touchpoints all mean it; an id beats another's alias")
  func aliases() throws {
    let yaml = """
      client: T
      touchpoints:
        - {id: call, name: {he: שיחה, en: Phone call}, aliases: ["Sales call", web]}
        - {id: web, name: Web}
      rename: [{from: ring, to: Sales call}]
      """
    let names = ["call", "שיחה", "Phone call", "Sales call", "web", "ring", "unknown"]
    let (log, counts) = try assembled(yaml, names.enumerated().map { Row("a", Double($0.offset), $0.element) })
    #expect(log.names(0) == ["call", "call", "call", "call", "web", "call", "unknown"])
    #expect(counts.undeclared == ["unknown"])
    #expect(counts.unseen.isEmpty)
  }

  @Test("identity tables make two ids one customer, and count whom they know")
  func identities() throws {
    var identities = IdentityTable()
    identities.add(id: "w1", customer: "c1")
    identities.add(id: "w2", customer: "c1")
    let rows = [
      Row("w1", 0, "a", amount: 5), Row("w2", 1, "b"), Row("c1", 2, "c", amount: 7), Row("w9", 3, "d", amount: 11),
    ]
    let (log, counts) = try assembled("client: T", [batch(rows)], identities: identities)
    #expect(log.customerCount == 2)
    #expect(log.names(0) == ["a", "b", "c"])
    #expect(counts.recognised.map(\.events) == [4])
    // Without a list of customers every id but nobody's is one.
    #expect(counts.recognised.map(\.known) == [4])
    identities.add(customer: "c1")
    let listed = try assembled(
      "client: T", [batch(rows + [Row("(not set)", 4, "e", amount: 2)])], identities: identities)
    #expect(listed.log.customerCount == 2)
    #expect(listed.counts.recognised.map(\.events) == [5])
    #expect(listed.counts.recognised.map(\.known) == [3])
    #expect(listed.counts.recognised.map(\.money) == [25])
    #expect(listed.counts.recognised.map(\.knownMoney) == [12])
  }

  @Test("equal rows are counted and kept, or dropped when asked; a row that differs in its amount is not equal")
  func duplicates() throws {
    let rows = [
      Row("a", 0, "x", amount: 1), Row("b", 0, "x", amount: 1), Row("a", 0, "y"), Row("a", 0, "x", amount: 1),
      Row("a", 0, "x", amount: 2), Row("a", 1, "x", amount: 1),
    ]
    let kept = try assembled("client: T", rows)
    #expect(kept.counts.duplicates == 1)
    #expect(kept.log.eventCount == 6)
    let dropped = try assembled("client: T\nduplicates: drop", rows)
    #expect(dropped.counts.duplicates == 1)
    #expect(dropped.log.eventCount == 5)
  }

  @Test("a crowd of equal rows in one instant is counted as a few are")
  func manyDuplicates() throws {
    let rows = (0..<5000).map { Row("a", 0, "t\($0 % 50)") }
    let (log, counts) = try assembled("client: T\nduplicates: drop", rows)
    #expect(counts.duplicates == 4950)
    #expect(log.eventCount == 50)
  }

  @Test("repeats of one touchpoint and channel within the span are joined, inclusive, and others are not")
  func mergeWithin() throws {
    let rows = [(0, "x", "web"), (2, "x", "web"), (5, "x", "web"), (6, "x", "app"), (7, "y", "app"), (8, "x", "app")]
      .map { (seconds, touchpoint, channel) in
        var row = Row("a", micros: Int64(seconds) * Micros.second, touchpoint)
        row.channel = channel
        return row
      }
    let (log, counts) = try assembled("client: T\nmerge-within: 2s", rows)
    #expect(counts.merged == 1)
    #expect(log.names(0) == ["x", "x", "x", "y", "x"])
  }

  private let staged = """
    client: T
    stages: [one, two]
    touchpoints: [{id: late, stage: two}, {id: early, stage: one}, {id: also, stage: one}]
    """

  @Test("ties follow the rows when the text has a time of day, and stages, then touchpoints, when it is a date")
  func ties() throws {
    let rows = [Row("a", 0, "late"), Row("a", 0, "also"), Row("a", 0, "early")]
    #expect(try assembled(staged, rows).log.names(0) == ["late", "also", "early"])
    #expect(try assembled(staged, rows, datesOnly: true).log.names(0) == ["early", "also", "late"])
    #expect(
      try assembled(staged + "\nties: row-order", rows, datesOnly: true).log.names(0) == ["late", "also", "early"])
    #expect(try assembled(staged + "\nties: stage-order", rows).log.names(0) == ["early", "also", "late"])
  }

  @Test("a sequence column comes before the tie rule and after the time")
  func sequence() throws {
    let rows = [
      Row("a", 1, "early", sequence: 1), Row("a", 0, "also", sequence: 9), Row("a", 0, "early", sequence: 3),
      Row("a", 0, "late", sequence: 2),
    ]
    #expect(try assembled(staged + "\nties: stage-order", rows).log.names(0) == ["late", "early", "also", "early"])
  }

  @Test("only completed events are taken where a lifecycle is given, others on request, all where none completes")
  func lifecycle() throws {
    let rows = [
      Row("a", 0, "x", lifecycle: "start"), Row("a", 1, "x", lifecycle: "COMPLETE"), Row("a", 2, "y"),
      Row("a", 3, "z", lifecycle: "start"),
    ]
    let complete = try assembled("client: T", rows)
    #expect(complete.log.names(0) == ["x", "y"])
    #expect(complete.counts.otherLifecycle == 2)
    #expect(try assembled("client: T\nlifecycle: start", rows).log.names(0) == ["x", "y", "z"])
    #expect(try assembled("client: T\nlifecycle: all", rows).log.eventCount == 4)
    let onlyStarts = [rows[0], rows[3]]
    #expect(try assembled("client: T", onlyStarts).log.eventCount == 2)
  }

  @Test("observation ends with its last day, or with the last event; what lies after is left out and counted")
  func observedUntil() throws {
    let rows = [Row("a", 0.5, "x"), Row("a", 1.9, "y"), Row("a", 2, "only-later")]
    let open = try assembled("client: T", rows)
    #expect(open.log.observedUntil == 2 * Micros.day)
    let (log, counts) = try assembled("client: T\nobserved-until: 1970-01-02", rows)
    #expect(log.names(0) == ["x", "y"])
    #expect(log.observedUntil == 2 * Micros.day - 1)
    #expect(counts.afterObservation == 1)
    // A touchpoint that occurs only after the end of observation does not occur.
    #expect(counts.undeclared == ["x", "y"])
  }

  @Test("the period runs from the start of its first day to the end of its last")
  func period() throws {
    let log = try assembled("client: T\nperiod: 1970-01-02..1970-01-03", [Row("a", 0, "x"), Row("a", 9, "y")]).log
    #expect(log.period == Micros.day...(3 * Micros.day - 1))
    #expect(log.eventCount == 2)
  }

  @Test("days are those of the project's zone: the day the clocks go forward in Jerusalem has 23 hours")
  func zone() throws {
    let blueprint = try Blueprint(
      yaml: "client: T\ntimezone: Asia/Jerusalem\nperiod: 2026-03-27..2026-03-27\nobserved-until: 2026-03-27", file: "p"
    )
    var assembly = LogAssembly(blueprint, zone: try #require(TimeZoneTable(identifier: "Asia/Jerusalem")))
    // 2026-03-26 22:00 UTC, and 2026-03-27 21:00 UTC.
    let start: Int64 = 1_774_562_400 * Micros.second
    let end = start + 23 * Micros.hour
    let rows = [start, end - 1, end].map { Row("a", micros: $0, "x") }
    let (log, counts) = assembly.assemble([batch(rows)])
    #expect(log.period == start...(end - 1))
    #expect(log.observedUntil == end - 1)
    #expect(counts.afterObservation == 1)
  }

  @Test("undeclared touchpoints fall into three unnamed stages by their median position")
  func threeStages() throws {
    let rows = ["c", "a", "e", "b", "f", "d"].enumerated().map { Row("one", Double($0.offset), $0.element) }
    let log = try assembled("client: T", rows).log
    #expect(log.catalog.stages.map(\.isDeclared) == [false, false, false])
    #expect(log.catalog.touchpoints.map(\.id) == ["a", "b", "c", "d", "e", "f"])
    #expect(log.catalog.touchpoints.map(\.stage) == [0, 1, 0, 2, 1, 2])
    #expect(log.catalog.touchpoints.map(\.medianPosition) == [200, 600, 0, 1000, 400, 800])
  }

  @Test("the median position counts every occurrence, whatever the length of the journey")
  func medians() throws {
    // x: first of two (0), last of two (1000), middle of three (500): median 500.
    let rows = [
      Row("1", 0, "x"), Row("1", 1, "y"), Row("2", 0, "z"), Row("2", 1, "x"), Row("3", 0, "z"), Row("3", 1, "x"),
      Row("3", 2, "y"),
    ]
    let log = try assembled("client: T", rows).log
    #expect(log.catalog.touchpoints.map(\.stage) == [1, 2, 0])
  }

  @Test("an undeclared touchpoint joins the declared stage nearest to where it stands")
  func declaredStages() throws {
    let yaml = """
      client: T
      stages: [start, middle, end]
      touchpoints: [{id: s, stage: start}, {id: m, stage: middle}, {id: e, stage: end}, {id: never, stage: middle, planned: yes}]
      """
    let rows = ["s", "s2", "m", "m", "e2", "e"].enumerated().map { Row("a", Double($0.offset), $0.element) }
    let (log, counts) = try assembled(yaml, rows)
    #expect(log.stageOf["s2"] == "start")
    #expect(log.stageOf["e2"] == "end")
    #expect(counts.undeclared == ["e2", "s2"])
    #expect(counts.unseen == ["never"])
  }

  @Test("an event without a channel takes its touchpoint's; channels declared by name are recognised")
  func channels() throws {
    let yaml = """
      client: T
      channels: [{id: phone, name: {he: טלפון, en: Phone}}]
      touchpoints: [{id: call, channel: phone}, {id: visit}]
      """
    let rows = [
      Row("a", 0, "call"), Row("a", 1, "call", channel: "web"), Row("a", 2, "visit", channel: "טלפון"),
      Row("a", 3, "visit"),
    ]
    let log = try assembled(yaml, rows).log
    #expect(log.catalog.channels.map(\.id) == ["phone", "web"])
    #expect(log.allEvents.map(\.channel) == [0, 1, 0, Catalog.noChannel])
  }

  @Test("with ties by stage no shuffle of rows changes the events, even where they differ only in referral or order")
  func shuffle() throws {
    let rows = [
      Row("a", 0, "shop", order: "o1"), Row("a", 0, "shop"), Row("a", 0, "shop", referrer: "f"),
      Row("a", 0, "ad", channel: "web"), Row("a", 0, "ad", channel: "app"), Row("a", 0, "shop", amount: 5),
    ]
    let yaml =
      "client: T\nties: stage-order\nstages: [s]\ntouchpoints: [{id: ad, stage: s}, {id: shop, stage: s, kind: purchase}]"
    let first = try assembled(yaml, rows).log
    for turn in 1..<6 {
      for reversed in [false, true] {
        let turned = Array(rows[turn...] + rows[..<turn])
        let log = try assembled(yaml, reversed ? turned.reversed() : turned).log
        #expect(log.allEvents == first.allEvents)
        #expect(log.amounts == first.amounts)
        #expect(log.isReferred == first.isReferred)
        #expect(log.orders.map { $0 == .max } == first.orders.map { $0 == .max })
      }
    }
  }

  @Test("times no calendar means are left out and counted, and do not end the run")
  func impossibleTimes() throws {
    let rows = [
      Row("a", micros: .min, "x"), Row("a", micros: .max, "y"), Row("a", micros: .min + 1, "x"), Row("a", 1, "z"),
    ]
    let (log, counts) = try assembled("client: T", rows)
    #expect(log.names(0) == ["z"])
    #expect(counts.impossibleTimes == 3)
  }

  @Test("amounts whose sum is beyond 64 bits are summed to the last digit")
  func hugeAmounts() throws {
    let rows = (0..<3).map { Row("a", Double($0), "x", amount: .max) }
    let counts = try assembled("client: T", rows).counts
    #expect(counts.recognised.map(\.money) == [3 * Int128(Int64.max)])
  }

  @Test("no rows at all give an empty log")
  func empty() throws {
    let log = try assembled("client: T", [Row]()).log
    #expect(log.customerCount == 0)
    #expect(log.neighbours == 0)
    #expect(try assembled("client: T", [EventBatch]()).log.eventCount == 0)
  }

  @Test("sixty thousand touchpoints and one long customer are read in ordinary time", .timeLimit(.minutes(1)))
  func manyTouchpoints() throws {
    let rows = (0..<60_000).map { Row("a", Double($0) / 1000, "t\($0)") }
    let log = try assembled("client: T", rows).log
    // The thousand busiest stand for themselves, and the rest are one.
    #expect(log.catalog.touchpoints.count == 1001 && log.eventCount == 60_000)
  }
}

extension EventLog {
  /// Everything that customers did, customer after customer.
  fileprivate var allEvents: [LoggedEvent] { (0..<customerCount).flatMap { Array(journey(of: $0)) } }
}
