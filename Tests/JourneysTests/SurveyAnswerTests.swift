import Foundation
import Reading
import TestSupport
import Testing

@testable import Journeys

/// Files of a project written for one test, loaded, and removed.
private func loaded(_ yaml: String, _ files: [String: String]) throws -> LoadedLog {
  let folder = FileManager.default.temporaryDirectory.appending(path: "masa-survey-" + UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
  let blueprint = try Blueprint(yaml: yaml, file: "p.yml")
  let sources = blueprint.sources.map { source in
    ResolvedSource(
      declaration: source,
      files: source.files.map { InputFile(path: folder.appending(path: $0).path, name: $0) })
  }
  return try load(blueprint, sources)
}

private let project = """
  client: T
  touchpoints:
    - {id: call, department: care, channel: phone, aliases: ["Call centre"]}
    - {id: shop, kind: purchase}
  rename: [{from: "CALL*", to: call}]
  sources:
    - {file: events.csv, columns: {customer: id, time: t, touchpoint: a}}
    - file: survey.csv
      kind: survey
      type: transactional
      columns: {customer: who, time: answered, invited: sent, touchpoint: where, weight: w, language: lang}
      questions:
        - {column: q, metric: csat, missing: [0, 6, Blank]}
        - {column: why, metric: text}
  """

private let events = """
  id,t,a
  A,2026-01-01 10:00,call
  A,2026-01-05 10:00,shop
  A,2026-01-10 10:00,call
  B,2026-01-01 10:00,call
  """

@Suite struct SurveyAnswerTests {
  @Test("an answer belongs to the customer's nearest earlier event of its touchpoint inside the window")
  func attachment() throws {
    // A's answers: 9 January → the call of 1 January (8 days); 11 January → the call of the 10th; 30 January → none within
    // 14 days. B's: 15 January 10:00 is exactly 14 days after; a minute later is not.
    let log = try loaded(
      project,
      [
        "events.csv": events,
        "survey.csv": """
        who,sent,answered,where,w,lang,q,why
        A,,2026-01-09 09:00,call,1,he,5,
        A,,2026-01-11 09:00,Call centre,1,he,4,
        A,,2026-01-30 09:00,CALL 2,1,he,3,
        B,,2026-01-15 10:00,call,1,en,2,
        B,,2026-01-15 10:01,call,1,en,1,
        A,,2026-01-04 09:00,shop,1,en,1,
        """,
      ])
    let survey = log.answers.surveys[0]
    let question = survey.questions[0]
    func time(_ row: Int) throws -> String? {
      guard question.events[row] >= 0 else { return nil }
      let place = try #require(log.answers.places[Int(survey.respondents[row])])
      let micros = log.log.parts[Int(place.part)][Int(question.events[row])].time
      return String(micros / Micros.day - 20_454)
    }
    // 2026-01-01 is day 20,454 since 1970.
    #expect(try (0..<6).map { try time($0) } == ["0", "9", nil, "0", nil, nil])
    #expect(
      survey.touchpoints.map { log.answers.touchpoints[Int($0)].id } == [
        "call", "call", "call", "call", "call", "shop",
      ])
    let quality = log.quality.surveys[0]
    #expect(quality.attached == 3 && quality.unattached == 3 && quality.matched == 6 && quality.unknownCustomers == 0)
    #expect(quality.answered == 6)
  }

  @Test("scores are leading numbers on the scale; missing codes and strays are counted and left out")
  func cells() throws {
    let log = try loaded(
      project,
      [
        "events.csv": events,
        "survey.csv": """
        who,sent,answered,where,w,lang,q,why
        A,2026-01-02,2026-01-03,call,0.5,he,5 - Very satisfied,טוב
        A,2026-01-02,2026-01-03,call,1.25,he,\u{200F}4,
        A,2026-01-02,,call,1,he,,
        B,2026-01-02,2026-01-03,call,1,en,6,
        B,2026-01-02,2026-01-03,call,1,en,BLANK,
        B,2026-01-02,2026-01-03,call,1,en,9,
        C,2026-01-02,2026-01-03,fax,1,en,good,
        ,2026-01-02,2026-01-03,call,,en,3.0,
        """,
      ])
    let survey = log.answers.surveys[0]
    let none = SurveyAnswers.none
    #expect(survey.questions[0].scores == [5, 4, none, none, none, none, none, 3])
    #expect(survey.weights == [500_000, 1_250_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 0])
    #expect(survey.texts[0].rows == [0] && survey.texts[0].texts == ["טוב"])
    #expect(log.answers.languages == ["he", "en"] && survey.languages[3] == 1)
    let quality = log.quality.surveys[0]
    #expect(quality.rows == 8 && quality.invited == 8 && quality.answered == 3)
    #expect(quality.scores == 3 && quality.declined == 2 && quality.outOfScale == 2 && quality.withoutWeight == 1)
    #expect(
      quality.strays == [
        SurveyQuality.Stray(column: "q", value: "9", rows: 1), SurveyQuality.Stray(column: "q", value: "good", rows: 1),
      ])
    #expect(quality.withoutCustomer == 1)
    // The channel of the touchpoint's event is the answer's where the row has none.
    #expect(log.answers.channels[Int(survey.channels[0])].id == "phone")
  }

  @Test(
    "the number of a cell is its score; what is no point of the scale is counted",
    arguments: [
      ("10 - Extremely likely", 10, 0), ("0", 0, 0), ("(7) quite", 7, 0), ("8.0", 8, 0), ("\u{200E}9\u{200E}", 9, 0),
      ("٩", 9, 0), ("Likely (9)", 9, 0), ("9/10", 9, 0),
      ("7.5", nil, 1), ("11", nil, 1), ("2nd", nil, 1), ("likely", nil, 1), ("-1", nil, 1), ("3-4", nil, 1),
      ("4-5", nil, 1), ("3/4", nil, 1), ("4/5", nil, 1),
      ("99", nil, 0), ("99 - not relevant", nil, 0), ("N/A", nil, 0), ("n/a", nil, 0),
    ] as [(String, Int32?, Int)])
  func scores(text: String, score: Int32?, strays: Int) throws {
    let log = try loaded(
      """
      client: T
      period: 2026-01-01..2026-06-30
      sources:
        - file: s.csv
          kind: survey
          questions: [{column: q, metric: nps, missing: [99, n/a]}]
      """, ["s.csv": "id,q\nA,\"\(text)\"\n"])
    #expect(log.answers.surveys[0].questions[0].scores == [score ?? SurveyAnswers.none])
    let quality = log.quality.surveys[0]
    #expect(quality.outOfScale == strays && quality.declined == (score == nil && strays == 0 ? 1 : 0))
    #expect(quality.strays.map(\.value) == (strays == 1 ? [text] : []))
  }

  @Test("effort asked the other way round is turned round within its scale")
  func reversed() throws {
    let log = try loaded(
      """
      client: T
      period: 2026-01-01..2026-06-30
      sources:
        - file: s.csv
          kind: survey
          questions: [{column: q, metric: ces, scale: 1..5, reversed: yes}]
      """, ["s.csv": "id,q\nA,1\nB,4\n"])
    #expect(log.answers.surveys[0].questions[0].scores == [5, 2])
  }

  @Test("an answer without any event in the project makes a log of its own")
  func surveyOnly() throws {
    let log = try loaded(
      """
      client: T
      sources:
        - file: s.csv
          kind: survey
          columns: {time: when}
          questions: [{column: a, metric: csat, touchpoint: desk}, {column: n, metric: nps}]
      """, ["s.csv": "when,a,n\n2026-02-01,4,9\n2026-03-01,5,\n"])
    #expect(log.log.eventCount == 0)
    #expect(log.answers.touchpoints.map(\.id) == ["desk"])
    #expect(log.answers.surveys[0].type == .transactional && log.quality.surveys[0].isTypeGuessed)
    #expect(log.log.period.upperBound - log.log.period.lowerBound == 28 * Micros.day)
    #expect(log.quality.surveys[0].unknownTouchpoints.map(\.id) == ["desk"])
    #expect(log.quality.surveys[0].unknownTouchpoints.map(\.answers) == [2])
  }

  @Test("ids of one customer are one respondent")
  func identities() throws {
    let log = try loaded(
      """
      client: T
      sources:
        - {file: e.csv, columns: {customer: id, time: t, touchpoint: a}}
        - {file: i.csv, kind: identities, columns: {id: web, customer: crm}}
        - file: s.csv
          kind: survey
          type: relational
          columns: {customer: id, time: t}
          questions: [{column: n, metric: nps}]
      """,
      [
        "e.csv": "id,t,a\nw1,2026-01-01,x\nC1,2026-01-02,x\nC2,2026-01-02,x\n", "i.csv": "web,crm\nw1,C1\nw2,C2\n",
        "s.csv": "id,t,n\nw1,2026-02-01,9\nC1,2026-02-02,8\nlong-identifier-of-nobody,2026-02-02,8\n",
      ])
    #expect(log.answers.surveys[0].respondents == [0, 0, 1])
    #expect(log.answers.places[0] != nil && log.answers.places[1] == nil)
    #expect(log.quality.surveys[0].attached == 2 && log.quality.surveys[0].unattached == 1)
  }

  @Test(
    "what cannot be a question is refused with line and column",
    arguments: [
      ("{column: q, metric: nps, scale: 1..5}", "0 to 10"), ("{column: q, metric: text, scale: 1..5}", "no scale"),
      ("{column: q, metric: csat, of: department}", "department"), ("{column: q, metric: csat, scale: 5..1}", "1..7"),
      ("{column: q, metric: csat, touchpoint: sales_cal}", "sales_call"),
    ])
  func refusals(question: String, hint: String) throws {
    let yaml = """
      client: T
      touchpoints: [sales_call]
      sources:
        - {file: a.csv, kind: survey, questions: [\(question)]}
      """
    let error = #expect(throws: ProjectFileError.self) { try Blueprint(yaml: yaml, file: "p.yml") }
    let message = TestWords.said(try #require(error))
    #expect(message.hasPrefix("p.yml:4:") && message.contains(hint))
  }

  @Test("questions belong to surveys only")
  func notASurvey() {
    #expect(throws: ProjectFileError.self) {
      try Blueprint(yaml: "client: T\nsources: [{file: a.csv, questions: [{column: q, metric: nps}]}]", file: "p.yml")
    }
  }
}

/// The sample client's answers against the counts of the program that made it.
@Suite struct SurveySampleTests {
  @Test("invited, answered and written answers of the sample client are those it was made with")
  func sample() throws {
    let folder = Repository.root.appending(path: "data/nof-home")
    let yaml = try String(contentsOf: folder.appending(path: "project.yml"), encoding: .utf8)
    let blueprint = try Blueprint(yaml: yaml, file: "project.yml")
    let sources = blueprint.sources.map { source in
      ResolvedSource(
        declaration: source,
        files: source.files.map { InputFile(path: folder.appending(path: $0).path, name: $0) })
    }
    let loaded = try load(blueprint, sources)
    struct Truth: Decodable {
      struct Survey: Decodable {
        var file: String
        var invited: Int
        var answered: Int
        var withWords: Int
      }
      var surveys: [Survey]
    }
    let truth = try JSONDecoder().decode(
      Truth.self, from: Data(contentsOf: folder.appending(path: "truth.json")))
    #expect(loaded.quality.surveys.map(\.name) == truth.surveys.map(\.file))
    #expect(loaded.quality.surveys.map(\.rows) == truth.surveys.map(\.invited))
    #expect(loaded.quality.surveys.map(\.answered) == truth.surveys.map(\.answered))
    #expect(loaded.answers.surveys.map { $0.texts.first?.rows.count ?? 0 } == truth.surveys.map(\.withWords))
    #expect(loaded.quality.surveys.allSatisfy { Double($0.matched) > 0.95 * Double($0.answered) })
    #expect(loaded.quality.surveys.allSatisfy { $0.outOfScale == 0 && $0.unknownTouchpoints.isEmpty })
  }
}
