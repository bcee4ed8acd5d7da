import Journeys
import Testing

@testable import Analysis

/// What the plan of surveys opens with, and whom it invites.
@Suite struct ProgrammeRuleTests {
  /// Eighty customers of the client's list call, fifty of them come to the desk and twenty to the shop, in the last quarter;
  /// two hundred visitors, whom the client does not know, come to the desk.
  private func programme(asked: [String]) throws -> SurveyProgramme {
    var events = ["id,t,a"]
    for i in 0..<80 {
      events.append("k\(i),2025-03-01 10:00,call")
      if i < 50 { events.append("k\(i),2025-03-02 10:00,desk") }
      if i < 20 { events.append("k\(i),2025-03-03 10:00,shop") }
    }
    for i in 0..<200 { events.append("v\(i),2025-03-02 11:00,desk") }
    var answers = ["id,t,where,q"]
    for place in asked {
      for i in 0..<40 { answers.append("k\(i),2025-03-0\(place == "desk" ? 2 : 1) 12:00,\(place),\(3 + i % 3)") }
    }
    let list = ["id"] + (0..<80).map { "k\($0)" }
    let yaml = """
      client: T
      observed-until: 2025-03-31
      windows: {inactivity: 30d, repurchase: 60d}
      departments: [front, back]
      stages: [a, b]
      touchpoints:
        - {id: call, stage: a, department: front, contact: direct}
        - {id: desk, stage: b, department: front, contact: direct}
        - {id: shop, stage: b, department: front, kind: purchase}
      sources:
        - {file: e.csv, columns: {customer: id, time: t, touchpoint: a}}
        - {file: c.csv, kind: customers, columns: {customer: id}}
        - file: s.csv
          kind: survey
          type: momentary
          columns: {customer: id, time: t, touchpoint: where}
          questions: [{column: q, metric: csat}]
      """
    return try satisfaction(
      yaml,
      [
        "e.csv": events.joined(separator: "\n"), "s.csv": answers.joined(separator: "\n"),
        "c.csv": list.joined(separator: "\n"),
      ]
    ).programme
  }

  @Test("the plan opens with the touchpoint that many pass and little is known of, and invites customers alone")
  func opening() throws {
    let found = try programme(asked: ["call"]).recommendations
    // Forty answers tell of the call; the desk has none, and fifty known customers pass it, the shop twenty.
    #expect(found.compactMap(\.touchpoint) == ["desk", "shop", "call"])
    #expect(found.first?.touchpoint == "desk" && found.first?.coverage == SurveyCoverage.none)
    #expect(found.first?.population == 50)
    #expect(found.first { $0.touchpoint == "call" }?.coverage == .ok)
    #expect(found.first { $0.touchpoint == "call" }?.population == 80)
    // Nobody but the eighty has an address.
    #expect(found.allSatisfy { $0.population <= 80 })
    #expect(found.first { $0.touchpoint == nil && $0.department == nil && $0.type == .relational }?.population == 80)
    #expect(found.map(\.priority) == Array(1...found.count))
  }

  @Test("no department opens the plan, even where every touchpoint is known well enough")
  func departments() throws {
    for asked in [["call"], ["call", "desk", "shop"]] {
      let found = try programme(asked: asked).recommendations
      // Nobody can be asked at a touchpoint of the back office: its question is one of the whole relationship, and the last.
      #expect(found.last?.department == "back" && found.last?.touchpoint == nil)
      #expect(found.first.map { $0.touchpoint == nil && $0.department != nil } == false)
    }
  }
}
