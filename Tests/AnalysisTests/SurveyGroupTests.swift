import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Journeys

@Suite struct SurveyGroupTests {
  private let yaml = """
    client: T
    groups: [{by: age}, {by: plan}]
    sources:
      - {file: c.csv, kind: customers, columns: {customer: id}}
      - {file: i.csv, kind: identities}
      - file: s.csv
        kind: survey
        columns: {customer: id, touchpoint: where}
        questions: [{column: q, metric: csat}]
    """

  @Test(
    "scores stand by the customers' attributes, by the sheet's own where it has the column, and apart where neither says"
  )
  func groups() throws {
    let result = try satisfaction(
      yaml,
      [
        "c.csv": "id,age,plan\n"
          + (0..<40).map { "c\($0),\($0 < 25 ? "young" : $0 < 38 ? " old " : ""),x" }.joined(separator: "\n"),
        "i.csv": "web,customer\nw1,c1\n",
        // w1 is c1; c40 is in no customers' file.
        "s.csv": "id,where,q,plan\n"
          + (0..<41).map { "\($0 == 1 ? "w1" : "c\($0)"),a,\($0 < 25 ? 5 : 1),\($0 % 2 == 0 ? "gold" : "")" }.joined(
            separator: "\n"),
      ])
    let groups = result.questions[0].byGroup
    #expect(groups.map(\.by) == ["age", "plan"])
    #expect(
      groups[0].values.map { "\($0.id) \($0.score.n) \($0.score.value?.value ?? -1)" } == [
        "young 25 1.0", "old 13 0.0", " 3 0.0",
      ])
    #expect(groups[0].values.map(\.score.state) == [.directional, .directional, .hidden])
    #expect(groups[1].values.map { "\($0.id) \($0.score.n)" } == ["gold 21", " 20"])
  }

  @Test("a column that tells people apart is no group, and one nobody has ends the run")
  func noGroups() throws {
    let result = try satisfaction(
      yaml,
      [
        "c.csv": "id,age,plan\n" + (0..<80).map { "c\($0),\($0),p\($0)" }.joined(separator: "\n"),
        "i.csv": "web,customer\nw,c0\n",
        "s.csv": "id,where,q\n" + (0..<80).map { "c\($0),a,4" }.joined(separator: "\n"),
      ])
    #expect(result.questions[0].byGroup.isEmpty)
    let error = #expect(throws: ProjectFileError.self) {
      try satisfaction(
        yaml, ["c.csv": "id,age\nc0,1\n", "i.csv": "web,customer\nw,c0\n", "s.csv": "id,where,q\nc0,a,4\n"])
    }
    #expect(
      error.map { TestWords.said($0) } == "p.yml:2:26: groups.by: no file has a column \"plan\"; "
        + "columns found: id, age, web, customer, where, q")
  }

  @Test("answers weighted to known margins equal the worked example")
  func raking() throws {
    // methods.md 4.5: rows to 100 and 100, columns to 70, 80 and 50.
    let table = [[20, 30, 10], [40, 60, 40]]
    var rows = "sex,where,age,q\n"
    for (sex, counts) in zip(["f", "m"], table) {
      for (age, n) in zip(["young", "middle", "old"], counts) {
        // All of the first row and 52 of the second are satisfied: .56 of 200 in all.
        for i in 0..<n { rows += "\(sex),a,\(age),\(sex == "f" || (age == "middle" && i < 52) ? 5 : 1)\n" }
      }
    }
    let yaml = """
      client: T
      sources:
        - file: s.csv
          kind: survey
          columns: {touchpoint: where}
          questions: [{column: q, metric: csat}]
          weighting:
            - {by: sex, targets: {f: 50%, m: 50%}}
            - {by: age, targets: {young: 70, middle: 80, old: 50}}
      """
    let result = try satisfaction(yaml, ["s.csv": rows])
    let weighting = try #require(result.responses[0].weighting)
    #expect(weighting.n == 200 && weighting.withoutValue == 0 && weighting.refusal == nil)
    #expect(abs((weighting.effectiveN ?? 0) - 165.185) < 1e-3 && abs((weighting.designEffect ?? 0) - 1.21076) < 1e-5)
    let score = result.questions[0].overall
    // 37.98010 + 43.40583 + 18.61407 + 52/60 of 36.59417 of 200.
    #expect(abs((score.value?.value ?? 0) - (100 + 52.0 / 60 * 36.59417) / 200) < 1e-6)
    #expect(abs(score.nEffective - 165.185) < 1e-3 && score.unweighted?.value == 0.56)
    // The interval is that of fewer answers than were given.
    let width = { (e: (low: Double, high: Double)) in e.high - e.low }
    #expect(
      width((score.value?.low ?? 0, score.value?.high ?? 0))
        > width((score.unweighted?.low ?? 0, score.unweighted?.high ?? 0)))
  }

  @Test(
    "weights are refused where nobody of a margin answered, where they are too uneven, and where there is no such column"
  )
  func refusals() throws {
    func weighting(_ targets: String, _ rows: String) throws -> (SurveyWeighting?, QuestionScores) {
      let result = try satisfaction(
        """
        client: T
        sources:
          - file: s.csv
            kind: survey
            columns: {touchpoint: where}
            questions: [{column: q, metric: csat}]
            weighting: \(targets)
        """, ["s.csv": rows])
      return (result.responses[0].weighting, result.questions[0])
    }
    let rows = "where,g,q\n" + (0..<100).map { "a,\($0 < 95 ? "x" : "y"),4" }.joined(separator: "\n")
    let (empty, scores) = try weighting("{by: g, targets: {x: 1, y: 1, z: 1}}", rows)
    #expect(empty?.refusal == .emptyCell(column: "g", value: "z") && !scores.overall.isWeighted)
    guard case .tooUneven(let effect) = try weighting("{by: g, targets: {x: 5, y: 95}}", rows).0?.refusal else {
      Issue.record("weights of 19 were given out")
      return
    }
    #expect(effect > 3)
    #expect(try weighting("{by: h, targets: {x: 5, y: 95}}", rows).0?.refusal == .noColumn("h"))
    // Five sheets of a value without a target count once.
    let (partial, all) = try weighting("{by: g, targets: {x: 1, w: 0}}", rows)
    #expect(partial?.refusal == nil && partial?.withoutValue == 5 && partial?.n == 95 && all.overall.value?.value == 1)
    #expect(all.overall.nEffective == 100)
  }

  @Test("a wave of other touchpoints is composition, and one of other ratings is ratings")
  func mix() throws {
    func rows(_ date: String, _ counts: [(String, Int, Int)]) -> String {
      counts.flatMap { row in repeatElement("\(date),\(row.0),\(row.1)", count: row.2) }.joined(separator: "\n") + "\n"
    }
    let yaml = """
      client: T
      sources:
        - file: s.csv
          kind: survey
          type: momentary
          columns: {time: t, touchpoint: where}
          questions: [{column: q, metric: csat}]
      """
    // a is rated 80 % and b 40 % in both quarters; only how many are asked about each changes.
    let shifted = try satisfaction(
      yaml,
      [
        "s.csv": "t,where,q\n" + rows("2025-02-01", [("a", 5, 80), ("a", 1, 20), ("b", 5, 40), ("b", 1, 60)])
          + rows("2025-05-01", [("a", 5, 40), ("a", 1, 10), ("b", 5, 60), ("b", 1, 90)])
      ])
    let mix = try #require(shifted.clocks[0].mixes.first { $0.by == .touchpoints })
    #expect(abs(mix.change + 0.1) < 1e-12 && abs(mix.composition + 0.1) < 1e-12 && abs(mix.ratings) < 1e-12)
    #expect(mix.isMostlyComposition && mix.from == 8100 && mix.to == 8101)
    // The same sizes, other ratings; and half a half each way with both: (.5 − .25)(…) by hand.
    let both = try satisfaction(
      yaml,
      [
        "s.csv": "t,where,q\n" + rows("2025-02-01", [("a", 5, 80), ("a", 1, 20), ("b", 5, 40), ("b", 1, 60)])
          + rows("2025-05-01", [("a", 5, 30), ("a", 1, 20), ("b", 5, 90), ("b", 1, 60)])
      ])
    let second = try #require(both.clocks[0].mixes.first)
    // a: (.25 − .5)(.8 + .6)/2 = −.175; b: (.75 − .5)(.4 + .6)/2 = .125. Ratings: −.2 · .375 + .2 · .625 = .05.
    #expect(abs(second.composition + 0.05) < 1e-12 && abs(second.ratings - 0.05) < 1e-12 && abs(second.change) < 1e-12)
  }

  @Test("a question that the project file says changed breaks its waves there")
  func declaredBreak() throws {
    let yaml = """
      client: T
      sources:
        - file: s.csv
          kind: survey
          columns: {time: t}
          questions: [{column: q, metric: csat, changed: 2025-05-20}]
      """
    let rows = ["2025-02-01", "2025-05-25", "2025-08-01"].flatMap { day in (0..<40).map { "\(day),\($0 % 5 + 1)" } }
    let question = try satisfaction(yaml, ["s.csv": "t,q\n" + rows.joined(separator: "\n")]).questions[0]
    #expect(question.waves.map(\.breakBefore) == [nil, .declared, nil])
    #expect(question.trend?.change.value == 0)
  }

  @Test(
    "one touchpoint of twenty answers far below the others is a direction without a rank, and ten more would name it")
  func loneContender() throws {
    func rows(_ counts: [(String, Int, Int)]) -> String {
      counts.flatMap { row in repeatElement("\(row.0),\(row.1)", count: row.2) }.joined(separator: "\n")
    }
    let yaml = """
      client: T
      sources:
        - file: s.csv
          kind: survey
          columns: {touchpoint: where}
          questions: [{column: q, metric: csat}]
      """
    let few = try satisfaction(
      yaml,
      [
        "s.csv": "where,q\n"
          + rows([("a", 5, 180), ("a", 1, 20), ("b", 5, 170), ("b", 1, 30), ("c", 5, 4), ("c", 1, 16)])
      ])
    #expect(few.weakestLinks[0].verdict == .contenders(["c"]) && few.weakestLinks[0].furtherAnswers == 10)
    #expect(few.weakestLinks[0].touchpoints.first { $0.id == "c" }?.score.state == .directional)
    let enough = try satisfaction(
      yaml,
      [
        "s.csv": "where,q\n"
          + rows([("a", 5, 180), ("a", 1, 20), ("b", 5, 170), ("b", 1, 30), ("c", 5, 6), ("c", 1, 24)])
      ])
    #expect(enough.weakestLinks[0].verdict == .named("c") && enough.weakestLinks[0].furtherAnswers == nil)
  }
}
