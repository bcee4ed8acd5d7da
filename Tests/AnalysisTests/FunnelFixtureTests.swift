import JourneysTestSupport
import Testing

@testable import Analysis
@testable import Journeys

private let journeys = """
  u1 A0 B1 C5
  u2 A0 X1 B2 X3 C4
  u3 B0 A1 C2
  u4 A0 B10 C200
  u5 A0 A100 B101 C102
  u6 C0 B1 A2
  u7 A0 A1 B2
  u8 X0 A1 B2 B3 C4
  u9 X0
  u10 A0 B0 C0
  """

private func rows(_ text: String) -> [Row] {
  text.split(separator: "\n").flatMap { line in
    let words = line.split(separator: " ").map(String.init)
    return words.dropFirst().map { Row(words[0], (Double($0.dropFirst()) ?? 0) / 24, String($0.prefix(1))) }
  }
}

private func project(_ more: String = "") -> String {
  """
  client: F1
  touchpoints: [A, B, {id: C, kind: purchase}, X]
  funnel: {steps: [A, B, C], window: 72h}
  \(more)
  """
}

/// Fixture F1 of methods.md section 1: ten customers, hours, a window of 72.
@Suite struct FunnelFixtureTests {
  @Test("ten customers reach the levels that chDB's windowFunnel gives, and fewer strictly")
  func levels() throws {
    let yaml = project("observed-until: 1970-01-12")
    let blueprint = try Blueprint(yaml: yaml, file: "p.yml")
    let log = try assembled(yaml, rows(journeys)).log
    var matcher = FunnelMatcher(try FunnelPlan(blueprint, log.catalog))
    let all = Int64.min...Int64.max
    var loose: [Int] = []
    var strict: [Int] = []
    var any: [Int] = []
    for customer in 0..<log.customerCount {
      let events = log.events(of: customer).enumerated().map { i, e in
        FunnelEvent(time: log[e].time, mask: matcher.plan.masks[Int(log[e].touchpoint)], kill: 0, ordinal: i)
      }
      loose.append(matcher.level(events[...], isStrict: false, entries: all))
      strict.append(matcher.level(events[...], isStrict: true, entries: all))
      any.append(matcher.anyOrderLevel(events[...], entries: all))
    }
    #expect(loose == [3, 3, 1, 2, 3, 1, 2, 3, 0, 3])
    #expect(strict == [3, 1, 1, 2, 3, 1, 2, 2, 0, 3])
    #expect(any == [3, 3, 3, 2, 3, 3, 2, 3, 0, 3])
  }

  @Test("the funnel counts 9, 7, 5 in order; 9, 6, 3 strictly; 9, 9, 7 in any order; medians are 1 and 2 hours")
  func counts() throws {
    let result = try analysed(project("observed-until: 1970-01-12"), rows(journeys))
    let funnel = result.funnel.customers
    #expect(funnel.ordered == [9, 7, 5])
    #expect(funnel.strict == [9, 6, 3])
    #expect(funnel.anyOrder == [9, 9, 7])
    #expect(funnel.medianSeconds == [nil, 3600, 7200])
    #expect(funnel.immature == 0)
    // u5's first entry times out.
    #expect(funnel.firstEntry == [9, 6, 4])
    #expect(funnel.stepConversion[1]?.n == 9)
    #expect(funnel.stepConversion[1]?.value == 7.0 / 9)
    #expect(funnel.totalConversion?.value == 5.0 / 9)
    #expect(funnel.stepConversion[0] == nil)
  }

  @Test("three of eight purchases lie outside the funnel: 37.5 %, and 62.5 % of them strictly")
  func blindness() throws {
    let blindness = try #require(try analysed(project("observed-until: 1970-01-12"), rows(journeys)).blindness)
    #expect(blindness.purchases == 8)
    #expect(blindness.outside == 3)
    #expect(blindness.share?.value == 0.375)
    #expect(abs((blindness.share?.low ?? 0) - 0.137) < 0.0005)
    #expect(abs((blindness.share?.high ?? 0) - 0.694) < 0.0005)
    #expect(blindness.outsideStrict == 5)
    // In the order of the definition: repeat, no entry, skipped, out of order, outside the window, tie.
    #expect(blindness.reasons.map(\.count) == [0, 1, 0, 1, 1, 0])
  }

  @Test("the first reason that applies is given")
  func reasons() throws {
    let streams = """
      u1 A0 B1 C2 C3
      u2 A0 C1
      u3 B0 A0 C5
      u4 A0 B1 C2 A3 B4 C5
      u5 C0 A1 B1
      """
    let blindness = try #require(try analysed(project("observed-until: 1970-01-12"), rows(streams)).blindness)
    #expect(blindness.purchases == 7)
    // u1's second, u2, u3, u5; u4 completes twice.
    #expect(blindness.outside == 4)
    #expect(blindness.reasons.map(\.count) == [1, 1, 1, 0, 0, 1])
  }

  @Test("a basket inside the window does not make a purchase outside it complete; the reason is the window")
  func purchaseServesTheLastStep() throws {
    let yaml = """
      client: T
      stages: [look, buy]
      touchpoints: [{id: A, stage: look}, {id: B, stage: buy}, {id: C, stage: buy, kind: purchase}]
      windows: {conversion: 72h}
      observed-until: 1970-01-12
      """
    let result = try analysed(yaml, rows("u1 A0 B1 C100\nu2 A0 B1 C72\nu3 B0 A1 C2"))
    #expect(result.funnel.customers.ordered == [3, 3])
    #expect(result.blindness?.outside == 1)
    #expect(result.blindness?.reasons.map(\.count) == [0, 0, 0, 0, 1, 0])
    // Strictly, only u3 went from looking straight to the purchase.
    #expect(result.blindness?.outsideStrict == 2)
  }

  @Test("a step that neither the project nor the data know is refused")
  func unknownStep() {
    #expect(throws: FunnelPlan.UnknownStep.self) {
      try analysed("client: T\ntouchpoints: [A]\nfunnel: {steps: [A, checkout]}", rows("u1 A0 B1"))
    }
  }

  @Test("steps behind the purchase are not asked of a purchase")
  func stepsBehindThePurchase() throws {
    let yaml = """
      client: T
      touchpoints: [A, B, {id: C, kind: purchase}, {id: D, kind: service}]
      funnel: {steps: [A, B, C, D], window: 72h}
      observed-until: 1970-01-12
      """
    let result = try analysed(yaml, rows("u1 A0 B1 C2 D3\nu2 A0 B1 C2\nu3 B0 C1"))
    #expect(result.blindness?.outside == 1)
    #expect(result.funnel.customers.ordered == [2, 2, 2, 1])
  }

  @Test("entries whose window has not passed are counted beside, not in")
  func immature() throws {
    // The extract ends at day 4, 96 h: entries up to hour 24 are mature.
    let streams = "u1 A0 B1\nu2 A24 B90\nu3 A25 B26 C27\nu4 A1 A50 B51\nu5 X96\nu6 B30"
    let funnel = try analysed(project(), rows(streams)).funnel.customers
    #expect(funnel.ordered == [3, 3, 0])
    #expect(funnel.immature == 1)
    // u1, u2, u3, u4 and u6 touched one at all.
    #expect(funnel.touched == [4, 5, 1])
  }

  @Test("with no window every entry is mature")
  func noWindow() throws {
    let yaml = "client: T\ntouchpoints: [A, B, {id: C, kind: purchase}, X]\nfunnel: {steps: [A, B, C], window: none}"
    let funnel = try analysed(yaml, rows(journeys)).funnel.customers
    #expect(funnel.ordered == [9, 7, 6])
    #expect(funnel.immature == 0)
  }

  @Test("a period with no mature entry yet has immature ones only, and only its own")
  func youngPeriod() throws {
    let streams = "u1 A0 B1\nu2 A97\nu3 A120 B121"
    let funnel = try analysed(project("period: 1970-01-05..1970-01-06"), rows(streams)).funnel.customers
    #expect(funnel.ordered == [0, 0, 0])
    #expect(funnel.anyOrder == [0, 0, 0])
    #expect(funnel.immature == 2)
    #expect(funnel.touched == [2, 1, 0])
    #expect(funnel.stepConversion[1] == nil)
  }

  @Test("only entries within the period count, whatever came before or comes after")
  func period() throws {
    let streams = "u1 A0 B30\nu2 A26 B60 C90\nu3 A50\nu4 X300"
    let funnel = try analysed(project("period: 1970-01-02..1970-01-02"), rows(streams)).funnel.customers
    #expect(funnel.ordered == [1, 1, 1])
    #expect(funnel.touched == [1, 1, 0])
  }

  @Test("company-initiated touches do not stand between two steps of a strict funnel")
  func companyBetween() throws {
    let yaml = """
      client: T
      touchpoints: [A, {id: M, initiated-by: company}, {id: C, kind: purchase}]
      funnel: {steps: [A, C], window: 72h}
      observed-until: 1970-01-12
      """
    #expect(try analysed(yaml, rows("u1 A0 M1 C2")).funnel.customers.strict == [1, 1])
  }

  @Test("a skipped optional step counts as passed, in order and in any order")
  func optionalStep() throws {
    let yaml = """
      client: T
      touchpoints: [A, B, {id: C, kind: purchase}]
      funnel: {steps: [A, {id: B, optional: yes}, C], window: 72h}
      observed-until: 1970-01-12
      """
    let result = try analysed(yaml, rows("u1 A0 C1\nu2 A0 B1 C2\nu3 A0\nu4 C0 A1\nu5 A0 B1"))
    #expect(result.funnel.customers.ordered == [5, 3, 2])
    #expect(result.funnel.customers.anyOrder == [5, 4, 3])
    #expect(result.funnel.customers.attempts == [5, 3, 2])
    #expect(result.blindness?.outside == 1)
  }
}
