import Foundation
import JourneysTestSupport
import Reading
import Testing

@testable import Analysis
@testable import Journeys

/// Files of a project written for one test, loaded, and removed.
func loadedFiles(_ yaml: String, _ files: [String: String]) throws -> (Blueprint, LoadedLog) {
  let folder = FileManager.default.temporaryDirectory.appending(path: "masa-satisfaction-" + UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
  let blueprint = try Blueprint(yaml: yaml, file: "p.yml")
  let sources = blueprint.sources.map { source in
    ResolvedSource(
      declaration: source, files: source.files.map { InputFile(path: folder.appending(path: $0).path, name: $0) })
  }
  return (blueprint, try load(blueprint, sources))
}

/// What customers did by files written for one test.
func behaviour(_ yaml: String, _ files: [String: String]) throws -> BehaviourResult {
  let (blueprint, loaded) = try loadedFiles(yaml, files)
  return try analyse(loaded.log, blueprint, threads: 1, resamples: 60) { $0 / Micros.day }
}

/// What they answered.
func satisfaction(_ yaml: String, _ files: [String: String]) throws -> SatisfactionResult {
  let (blueprint, loaded) = try loadedFiles(yaml, files)
  let dayOf: @Sendable (Int64) -> Int64 = { $0 / Micros.day }
  let analysis = loaded.log.eventCount == 0 ? nil : try analyse(loaded.log, blueprint, threads: 1, dayOf: dayOf)
  return analyseSatisfaction(
    loaded.answers, log: loaded.log, blueprint: blueprint, analysis: analysis, resamples: 50, dayOf: dayOf)
}

/// Rows `touchpoint,score` of a survey of one question, so many of each.
private func rows(_ counts: [(touchpoint: String, score: Int, times: Int)]) -> String {
  counts.flatMap { row in repeatElement("\(row.touchpoint),\(row.score)", count: row.times) }.joined(separator: "\n")
}

private let plain = """
  client: T
  sources:
    - file: s.csv
      kind: survey
      type: transactional
      columns: {touchpoint: where}
      questions: [{column: q, metric: csat}]
  """

@Suite struct SatisfactionTests {
  @Test("fewer than ten answers are hidden, fewer than thirty a direction, and only thirty are solid")
  func states() throws {
    let result = try satisfaction(
      plain, ["s.csv": "where,q\n" + rows([("a", 5, 9), ("b", 5, 10), ("c", 4, 29), ("d", 3, 30)])])
    let states = result.questions[0].byTouchpoint.map { "\($0.id) \($0.score.state.rawValue)" }
    #expect(states == ["d solid", "c directional", "b directional", "a hidden"])
    #expect(result.weakestLinks[0].thin == ["a"])
    #expect(result.weakestLinks[0].touchpoints.map(\.id).sorted() == ["b", "c", "d"])
    #expect(result.touchpoints.map(\.evidence) == [.thin, .thin, .thin, .measured])
  }

  @Test("the worked example of the weakest link: four contenders, and the one with five answers is not named")
  func contenders() throws {
    let counts = [
      ("Web", 180, 220), ("Store", 40, 50), ("Return", 9, 15), ("Call", 150, 210), ("Delivery", 66, 80), ("Chat", 2, 5),
      ("App", 300, 360), ("Bill", 85, 120),
    ]
    let answers = counts.flatMap { [($0.0, 5, $0.1), ($0.0, 2, $0.2 - $0.1)] }
    let result = try satisfaction("privacy: off\n" + plain, ["s.csv": "where,q\n" + rows(answers)])
    let link = result.weakestLinks[0]
    // Posterior means and probabilities of methods.md 4.7 and 4.8.
    let expected: [(String, Double, Double)] = [
      ("Call", 0.7290, 0.2625), ("Bill", 0.7321, 0.2506), ("Return", 0.7417, 0.2343), ("Chat", 0.7468, 0.2106),
      ("Store", 0.7817, 0.0335), ("Delivery", 0.7980, 0.0080), ("Web", 0.8057, 0.0006), ("App", 0.8222, 0.0000),
    ]
    #expect(link.touchpoints.map(\.id) == expected.map(\.0))
    for (own, row) in zip(link.touchpoints, expected) {
      #expect(abs(own.shrunken.value - row.1) < 1e-3 && abs(own.probability - row.2) < 2e-3)
    }
    #expect(link.verdict == .contenders(["Call", "Bill", "Return", "Chat"]))
    #expect(link.measured == 8)
  }

  @Test("departments' consistency equals the worked example of the methods")
  func consistency() throws {
    let scores: [(String, [Int])] = [
      ("mkt", [80, 75, 90, 85, 70, 95]), ("sales", [60, 65, 55, 70, 75]), ("serv", [50, 40, 55, 60, 45, 50, 65]),
      ("ret", [70, 80, 75, 65]),
    ]
    let yaml = """
      client: T
      privacy: off
      departments: [mkt, sales, serv, ret]
      touchpoints:
        - {id: mkt, department: mkt}
        - {id: sales, department: sales}
        - {id: serv, department: serv}
        - {id: ret, department: ret}
      sources:
        - file: s.csv
          kind: survey
          type: transactional
          columns: {touchpoint: where}
          questions: [{column: q, metric: csat, scale: 0..100}]
      """
    let text = scores.flatMap { row in row.1.map { "\(row.0),\($0)" } }.joined(separator: "\n")
    let result = try satisfaction(yaml, ["s.csv": "where,q\n" + text])
    let found = try #require(result.consistency.first { $0.between == .departments })
    let icc = try #require(found.icc)
    #expect(abs(icc.value - 0.720005) < 1e-5 && abs(icc.low - 0.3389) < 1e-3 && abs(icc.high - 0.9750) < 1e-3)
    let index = try #require(found.index)
    let p = try #require(found.pValue)
    #expect(abs(index - 73.2) < 0.05 && abs(p - 3.938e-5) < 1e-7)
    #expect(found.lowest?.id == "serv" && found.highest?.id == "mkt")
    #expect(found.customersRatingTwo == 0 && found.meanGap == nil)
  }

  @Test("gaps within customers count each customer who rated two departments once")
  func gaps() throws {
    // Twelve customers rate a with 5 and b with 3 (a gap of 50 of 100), eight rate both 4.
    let sheets = (0..<20).map { i in i < 12 ? "c\(i),a,5\nc\(i),b,3" : "c\(i),a,4\nc\(i),b,4" }
    let yaml = """
      client: T
      touchpoints: [{id: a, department: x}, {id: b, department: y}]
      sources:
        - file: s.csv
          kind: survey
          columns: {customer: id, touchpoint: where}
          questions: [{column: q, metric: csat}]
      """
    let result = try satisfaction(yaml, ["s.csv": "id,where,q\n" + sheets.joined(separator: "\n")])
    let found = try #require(result.consistency.first { $0.between == .departments })
    #expect(found.customersRatingTwo == 20 && found.meanGap?.value == 30 && found.wideGapShare?.value == 0.6)
  }

  @Test("waves are quarters; a trend stops at a wave that other languages answered")
  func waves() throws {
    func answers(_ date: String, _ language: String, high: Int, low: Int) -> String {
      (Array(repeating: "\(date),\(language),5", count: high) + Array(repeating: "\(date),\(language),2", count: low))
        .joined(separator: "\n")
    }
    func text(_ third: String) -> String {
      "t,l,q\n"
        + [
          answers("2025-02-10", "he", high: 30, low: 30), answers("2025-05-10", "he", high: 36, low: 26),
          answers("2025-09-30", third, high: 45, low: 21), answers("2025-10-01", third, high: 52, low: 18),
        ].joined(separator: "\n")
    }
    let yaml = """
      client: T
      sources:
        - file: s.csv
          kind: survey
          columns: {time: t, language: l}
          questions: [{column: q, metric: csat}]
      """
    let whole = try satisfaction(yaml, ["s.csv": text("he")]).questions[0]
    #expect(whole.waves.map { "\($0.year)Q\($0.quarter)" } == ["2025Q1", "2025Q2", "2025Q3", "2025Q4"])
    #expect(whole.waves.map(\.score.n) == [60, 62, 66, 70] && whole.waves.allSatisfy { !$0.isBreak })
    // Cochran–Armitage of methods.md 4.6.
    let trend = try #require(whole.trend)
    #expect(abs(trend.pValue - 0.0020339) < 1e-6 && trend.adjustedP == trend.pValue && trend.isShown)
    #expect(abs(trend.change.value - (52.0 / 70 - 0.5)) < 1e-12)
    let broken = try satisfaction(yaml, ["s.csv": text("ru")]).questions[0]
    #expect(broken.waves.map(\.isBreak) == [false, false, true, false])
    let rest = try #require(broken.trend)
    #expect(abs(rest.change.value - (52.0 / 70 - 45.0 / 66)) < 1e-12 && !rest.isShown)
    #expect(broken.byLanguage.map { "\($0.id) \($0.score.n)" } == ["ru 136", "he 122"])
  }

  @Test("response rates stand where the file says who was invited, in all and by touchpoint")
  func responses() throws {
    let yaml = """
      client: T
      sources:
        - file: s.csv
          kind: survey
          columns: {invited: sent, touchpoint: where}
          questions: [{column: q, metric: csat}]
      """
    let result = try satisfaction(
      yaml,
      [
        "s.csv": """
        sent,where,q
        2026-01-01,a,5
        2026-01-01,a,
        2026-01-01,a,
        2026-01-01,b,4
        ,b,3
        """
      ])
    let response = try #require(result.responses[0].response)
    #expect(response.invited == 4 && response.answered == 2 && response.rate?.value == 0.5)
    #expect(result.responses[0].answered == 3)
    #expect(
      result.responses[0].byTouchpoint.map { "\($0.id) \($0.response.answered)/\($0.response.invited)" } == [
        "a 1/3", "b 1/1",
      ])
  }

  @Test("ratings of touches that leaked stand beside those of touches that went on, and beside those nobody rated")
  func leavers() throws {
    // Twelve customers call, rate 1 and never return; twelve call, rate 5 and buy a day later; three call and are not asked.
    var events = ["id,t,a"]
    var answers = ["id,t,where,q"]
    for i in 0..<12 {
      events.append("L\(i),2025-01-01 10:00,call")
      answers.append("L\(i),2025-01-01 12:00,call,1")
      events.append("S\(i),2025-01-01 10:00,call\nS\(i),2025-01-02 10:00,shop")
      answers.append("S\(i),2025-01-01 12:00,call,5")
    }
    for i in 0..<3 { events.append("Q\(i),2025-01-01 10:00,call") }
    let yaml = """
      client: T
      observed-until: 2026-01-01
      windows: {inactivity: 30d, repurchase: 60d}
      touchpoints: [call, {id: shop, kind: purchase}]
      sources:
        - {file: e.csv, columns: {customer: id, time: t, touchpoint: a}}
        - file: s.csv
          kind: survey
          type: momentary
          columns: {customer: id, time: t, touchpoint: where}
          questions: [{column: q, metric: csat}]
      """
    let result = try satisfaction(
      yaml, ["e.csv": events.joined(separator: "\n"), "s.csv": answers.joined(separator: "\n")])
    let row = try #require(result.leavers.first)
    #expect(row.touchpoint == "call" && row.left?.n == 12 && row.stayed?.n == 12)
    #expect(row.leaks == 15 && row.leaksRated == 12 && row.passes == 12 && row.passesRated == 12)
    #expect(row.difference?.value == -100)
    let link = try #require(result.repurchase?.rows.first)
    #expect(link.customers == 24 && link.high?.value == 1 && link.low?.value == 0)
    #expect(link.difference?.value == 1 && link.matched?.value == 1)
    // Twelve of either outcome are too few for a model.
    #expect(link.effectPer10 == nil)
    #expect(result.programme.rows.map(\.touchpoint) == ["call", "shop"])
    #expect(result.programme.rows[0].volume == 27)
  }

  @Test("types of survey are never averaged: each has its own score, series and weakest link")
  func types() throws {
    let yaml = """
      client: T
      sources:
        - file: a.csv
          kind: survey
          type: momentary
          columns: {touchpoint: where}
          questions: [{column: q, metric: csat}]
        - file: b.csv
          kind: survey
          type: transactional
          columns: {touchpoint: where}
          questions: [{column: q, metric: csat}]
      """
    let result = try satisfaction(
      yaml,
      [
        "a.csv": "where,q\n" + rows([("x", 5, 40), ("y", 5, 40)]),
        "b.csv": "where,q\n" + rows([("x", 1, 39), ("x", 5, 1), ("y", 5, 20), ("y", 4, 19), ("y", 3, 1)]),
      ])
    let x = try #require(result.touchpoints.first { $0.id == "x" })
    #expect(x.scores.map(\.measure.type) == [.momentary, .transactional])
    #expect(x.scores.map { $0.score.value?.value } == [1, 0.025] && x.evidence == .contradicted)
    #expect(result.touchpoints.first { $0.id == "y" }?.evidence == .measured)
    #expect(result.clocks.map(\.measure.type) == [.transactional, .momentary])
    #expect(result.weakestLinks.count == 2 && result.curve.count == 2)
    let gap = try #require(result.clockGaps.first { $0.touchpoint == "x" })
    #expect(gap.first == .momentary && gap.second == .transactional && gap.difference.value == 0.975)
    #expect(result.weakestLinks.first { $0.measure.type == .transactional }?.verdict == .named("x"))
  }

  @Test("words are told apart by the score on their own sheet, without anybody's number in them")
  func words() throws {
    let low = (0..<20).map { "l\($0),call,1,long wait 050-222921\($0 % 10)" }
    let high = (0..<20).map { "h\($0),call,5,kind agent" }
    let yaml = """
      client: T
      touchpoints: [{id: call, department: care}]
      sources:
        - file: s.csv
          kind: survey
          columns: {customer: id, touchpoint: where}
          questions: [{column: q, metric: csat}, {column: why, metric: text}]
      """
    let result = try satisfaction(yaml, ["s.csv": "id,where,q,why\n" + (low + high).joined(separator: "\n")])
    #expect(result.terms.map(\.about) == [.everything, .department("care"), .touchpoint("call")])
    #expect(result.terms[0].texts == 40)
    let words = result.terms[0].terms
    #expect(words.contains { $0.word == "wait" && $0.isTypicalOfLow })
    #expect(words.contains { $0.word == "agent" && !$0.isTypicalOfLow })
    #expect(words.allSatisfy { !$0.word.contains("222") })
    #expect(result.touchpoints.first?.terms == result.terms[2].terms)
  }

  @Test("customers and rows in another order say the same")
  func order() throws {
    let lines = (0..<200).map { i in
      "c\(i % 60),2025-0\(1 + i % 9)-1\(i % 10) 10:00,\(["a", "b", "c"][i * 7 % 3]),\(1 + i * i % 5),\(i * 3 % 11)"
    }
    let yaml = """
      client: T
      sources:
        - file: s.csv
          kind: survey
          columns: {customer: id, time: t, touchpoint: where}
          questions: [{column: q, metric: csat}, {column: n, metric: nps}]
      """
    func text(_ lines: [String]) -> String { "id,t,where,q,n\n" + lines.joined(separator: "\n") }
    let one = try satisfaction(yaml, ["s.csv": text(lines)])
    let two = try satisfaction(yaml, ["s.csv": text(lines.reversed())])
    #expect("\(one.questions)" == "\(two.questions)")
    #expect("\(one.touchpoints)" == "\(two.touchpoints)")
    #expect("\(one.weakestLinks)" == "\(two.weakestLinks)")
    #expect("\(one.consistency)" == "\(two.consistency)")
    #expect("\(one.chainTests)" == "\(two.chainTests)")
  }
}
