import JourneysTestSupport
import Testing

@testable import Analysis
@testable import Journeys
@testable import Statistics

/// Complaints, waits and scores of small logs, counted by hand.
@Suite struct ExperienceTests {
  private static let complaints = """
    client: T
    touchpoints: [{id: shop, kind: purchase}, {id: desk, kind: service, complaint: yes}]
    windows: {inactivity: 30d, repurchase: 180d}
    observed-until: 1970-07-20
    """

  /// A first purchase on day 0, perhaps a complaint, and perhaps the next purchase.
  private static func buyer(_ id: String, _ channel: String, complaint: Double? = nil, again: Double? = nil) -> [Row] {
    var rows = [Row(id, 0, "shop", channel: channel)]
    if let complaint { rows.append(Row(id, complaint, "desk")) }
    if let again { rows.append(Row(id, again, "shop")) }
    return rows
  }

  @Test("purchases with a complaint against those without one, by the channel customers came in by")
  func complaint() throws {
    // Web: 10 of 40 with a complaint bought again, 30 of 60 without; shop: 4 of 20, 40 of 80.
    var rows: [Row] = []
    for (channel, complained, withAgain, others, otherAgain) in [("web", 40, 10, 60, 30), ("till", 20, 4, 80, 40)] {
      for n in 0..<complained {
        rows += Self.buyer("\(channel)c\(n)", channel, complaint: 10, again: n < withAgain ? 100 : nil)
      }
      for n in 0..<others { rows += Self.buyer("\(channel)o\(n)", channel, again: n < otherAgain ? 100 : nil) }
    }
    let found = try analysed(Self.complaints, rows).complaints
    let point = try #require(found.points.first)
    #expect(found.points.count == 1 && !found.span.isPerYear)
    let gap = point.gap
    #expect(gap.worse == GroupOutcomes.Count(all: 60, bought: 14))
    #expect(gap.better == GroupOutcomes.Count(all: 140, bought: 70))
    // Weights 24 and 16, differences .25 and .30; the variance of Sato (1989) from a separate program.
    let difference = try #require(gap.difference)
    func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-9 }
    #expect(near(difference.value, 0.27) && near(difference.low, 0.131485863248703))
    #expect(near(difference.high, 0.408514136751296))
    #expect(near(try #require(gap.pValue), 0.00013319303791948))
    // 60 with a complaint times the difference; half of it, and 45 % of its low end.
    let lost = try #require(gap.lost)
    #expect(near(lost.chain.value, 16.2) && near(lost.value, 8.1) && near(lost.low, 0.45 * 60 * 0.131485863248703))
    // With the chance in what they would have done, and 150 of 180 days looked at.
    #expect(near(lost.most, 30.533210543047))
  }

  @Test("who buys again before the landmark is in neither group, and a complaint after it is none")
  func landmark() throws {
    let rows =
      Self.buyer("early", "web", again: 25) + Self.buyer("earlyC", "web", complaint: 10, again: 30)
      + Self.buyer("late", "web", complaint: 31) + Self.buyer("on", "web", complaint: 30, again: 31)
      // On the day the horizon ends, and the day after.
      + Self.buyer("end", "web", again: 180) + Self.buyer("over", "web", again: 181)
    let gap = try #require(try analysed(Self.complaints, rows).complaints.points.first).gap
    #expect(gap.worse == GroupOutcomes.Count(all: 1, bought: 1))
    #expect(gap.better == GroupOutcomes.Count(all: 3, bought: 1))
    #expect(gap.pValue == nil && gap.lost == nil)
  }

  private static let waiting = """
    client: T
    touchpoints:
      - {id: form, contact: indirect}
      - {id: call, contact: direct, initiated-by: company, call-back: yes}
      - {id: mailing, contact: direct, initiated-by: company}
      - {id: shop, kind: purchase}
    windows: {inactivity: 40d, conversion: 30d}
    observed-until: 1970-03-01
    """

  @Test("waits run from the request to the first call back, and requests meanwhile are the same")
  func waits() throws {
    let rows = [
      Row("u1", 0, "form"), Row("u1", 2.0 / 24, "call"), Row("u1", 5, "shop"),
      // A mailing is no call back where one is declared.
      Row("u2", 1, "form"), Row("u2", 1.1, "mailing"), Row("u2", 1 + 30.0 / 24, "call"),
      Row("u3", 8, "form"), Row("u3", 39, "call"),
      Row("u4", 9, "form"), Row("u4", 9.1, "form"), Row("u4", 9.5, "call"),
      // Bought before the call.
      Row("u5", 10, "form"), Row("u5", 10.2, "shop"), Row("u5", 11, "call"),
      // Too young to tell.
      Row("u6", 40, "form"),
    ]
    let waiting = try analysed(Self.waiting, rows).waiting
    let point = try #require(waiting.points.first)
    #expect(waiting.points.count == 1 && waiting.window == 30 * Micros.day)
    #expect([point.waits.all, point.waits.called(within: Micros.day), point.waits.neverCalled] == [5, 3, 1])
    // 2, 12, 24 and 30 hours, and never.
    #expect(point.waits.answered(0.5) == Micros.day && point.waits.answered(0.6) == Micros.day)
    #expect(point.waits.answered(0.8) == 30 * Micros.hour && point.waits.answered(0.9) == nil)
    // Weeks begin on Mondays: 29 December and 5 January.
    #expect(point.weeks.map(\.firstDay) == [-3, 4] && point.weeks.map(\.waits.all) == [2, 3])
    // A day parts them into two and three, and so do three days.
    #expect(point.cut == Micros.day)
    #expect(point.gap.worse == GroupOutcomes.Count(all: 3, bought: 1))
    #expect(point.gap.better == GroupOutcomes.Count(all: 2, bought: 1))
  }

  @Test("without a declared call back, direct contact by the company is one, and without any nothing is measured")
  func undeclared() throws {
    let rows = [Row("u1", 0, "form"), Row("u1", 1, "mailing"), Row("u1", 2, "call"), Row("u2", 58, "shop")]
    let plain = Self.waiting.replacing(", call-back: yes", with: "")
    let first = try #require(try analysed(plain, rows).waiting.points.first)
    #expect(first.waits.called(within: Micros.day) == 1)
    let none = plain.replacing("contact: direct, ", with: "")
    #expect(try analysed(none, rows).waiting.points.isEmpty)
  }

  @Test("a wait lies on the first rung that is no less, and behind the last those called later and those never called")
  func ladder() {
    let rungs = WaitCounts.rungs
    #expect(rungs == rungs.sorted() && WaitCounts.place(of: 0) == 0)
    for (place, rung) in rungs.enumerated() {
      #expect(WaitCounts.place(of: rung) == place && WaitCounts.place(of: rung + 1) == place + 1)
    }
    #expect(WaitCounts.place(of: nil) == rungs.count + 1)
  }

  @Test("counts of two halves of the customers are those of all")
  func threads() throws {
    let rows = (0..<600).flatMap { n -> [Row] in
      let start = Double(n % 40)
      return [
        Row("c\(n)", start, "form", channel: n % 3 == 0 ? "web" : "till"),
        Row("c\(n)", start + Double(n % 7) / 5, "call"), Row("c\(n)", start + 5, n % 4 == 0 ? "shop" : "form"),
      ]
    }
    let (one, four) = (try analysed(Self.waiting, rows), try analysed(Self.waiting, rows, threads: 4))
    #expect(one.waiting == four.waiting && one.complaints == four.complaints)
  }

  private static let survey = """
    client: T
    touchpoints: [{id: shop, kind: purchase}, {id: desk, kind: service}]
    windows: {inactivity: 30d, repurchase: 60d}
    observed-until: 2026-12-31
    sources:
      - {file: e.csv, kind: events, columns: {customer: id, time: t, touchpoint: what}}
      - file: s.csv
        kind: survey
        type: transactional
        columns: {customer: id, time: at}
        questions: [{column: q, metric: csat, touchpoint: desk}]
    """

  @Test("first scores at a touchpoint, low against high, by whether their customers bought within the horizon")
  func scores() throws {
    var (events, answers) = ("id,t,what\n", "id,at,q\n")
    func add(_ id: String, _ score: Int, again: Bool) {
      events += "\(id),2026-01-01,shop\n\(id),2026-01-05,desk\n"
      if again { events += "\(id),2026-02-20,shop\n" }
      answers += "\(id),2026-01-06,\(score)\n"
      // A later score changes nothing.
      answers += "\(id),2026-01-20,\(6 - score)\n"
    }
    for n in 0..<40 { add("low\(n)", 1 + n % 2, again: n < 8) }
    for n in 0..<50 { add("high\(n)", 4 + n % 2, again: n < 30) }
    for n in 0..<9 { add("mid\(n)", 3, again: true) }
    let found = try #require(
      try satisfaction("privacy: off\n" + Self.survey, ["e.csv": events, "s.csv": answers]).experience)
    let point = try #require(found.points.first)
    #expect(found.points.count == 1 && point.touchpoint == "desk" && point.catalogCode != nil)
    #expect(point.gap.worse == GroupOutcomes.Count(all: 40, bought: 8))
    #expect(point.gap.better == GroupOutcomes.Count(all: 50, bought: 30))
    // All had bought once, and none has a channel: one stratum, whose difference is 30/50 less 8/40.
    #expect(abs((point.gap.difference?.value ?? 0) - 0.4) < 1e-12 && point.gap.lost != nil)
  }
}
