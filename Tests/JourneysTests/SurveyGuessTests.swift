import Foundation
import Reading
import Testing

@testable import Journeys

/// Surveys that the project file says little about.
struct SurveyGuessTests {
  private func loaded(_ yaml: String, _ files: [String: String]) throws -> LoadedLog {
    let folder = FileManager.default.temporaryDirectory.appending(path: "masa-guess-" + UUID().uuidString)
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

  private let qualtrics = """
    StartDate,EndDate,Status,ExternalDataReference,Q1,Q2
    Start Date,End Date,Response Type,External Data Reference,באיזו מידה סביר שתמליצו עלינו?,מדוע?
    "{""ImportId"":""startDate"",""timeZone"":""Asia/Jerusalem""}","{""ImportId"":""endDate"",""timeZone"":""Asia/Jerusalem""}","{""ImportId"":""status""}","{""ImportId"":""externalDataReference""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2_TEXT""}"
    2026-06-01 10:58:00,2026-06-01 11:00:00,0,c1,9,מהר
    2026-06-01 10:58:00,2026-06-01 11:00:00,1,c2,3,ניסיון

    """

  @Test("a Qualtrics export: questions, customer and time of the answer, in the file's own zone")
  func ownZone() throws {
    let yaml = "client: T\ntimezone: America/New_York\nsources: [{file: q.csv, kind: survey}]\n"
    let log = try loaded(yaml, ["q.csv": qualtrics])
    let survey = try #require(log.answers.surveys.first)
    // Eleven o'clock in Jerusalem in June is eight in UTC: 2026-06-01T08:00:00Z.
    #expect(survey.times == [1_780_300_800_000_000])
    #expect(survey.questions.map(\.declaration.metric) == [.nps])
    #expect(survey.questions.first?.scores == [9])
    #expect(survey.questions.first?.declaration.wording?.entries.first?.text == "באיזו מידה סביר שתמליצו עלינו?")
    #expect(survey.texts.map(\.texts) == [["מהר"]])
    #expect(survey.respondents == [0])
    #expect(log.log.period == 1_780_300_800_000_000...1_780_300_800_000_000)
  }

  @Test("the zone that the project declares for the source goes first")
  func declaredZone() throws {
    let yaml = "client: T\nsources: [{file: q.csv, kind: survey, timezone: UTC}]\n"
    // Three hours later than in Jerusalem's time.
    #expect(try loaded(yaml, ["q.csv": qualtrics]).answers.surveys.first?.times == [1_780_311_600_000_000])
  }

  @Test("answers of which none can be used were given on their days all the same")
  func unusable() throws {
    // A recommendation stored from 1 to 11 is not used, and said.
    var csv = "customer,answered,nps\n"
    for row in 0..<300 { csv += "c\(row),2026-01-\(10 + row % 20),\(2 + row % 10)\n" }
    let log = try loaded("client: T\ntimezone: UTC\nsources: [{file: q.csv, kind: survey}]\n", ["q.csv": csv])
    #expect(log.quality.sources[0].issues.count(of: .recommendationFromOne, column: "nps") == 1)
    // From 2026-01-10 to 2026-01-29.
    #expect(log.log.period == 1_768_003_200_000_000...1_769_644_800_000_000)
  }

  @Test("codes that look like no answer are none, and the whole is told from its parts")
  func grid() throws {
    var csv = "id,Q1A,Q1B,Q1ALL,NPS\n"
    for row in 0..<30 { csv += "\(row),\(row % 7),\(row % 6),\(1 + row % 5),\(row % 11)\n" }
    let log = try loaded(
      "client: T\nperiod: 2026-01-01..2026-06-30\nsources: [{file: q.csv, kind: survey}]\n", ["q.csv": csv])
    let survey = try #require(log.answers.surveys.first)
    #expect(survey.questions.map(\.declaration.column) == ["Q1A", "Q1B", "Q1ALL", "NPS"])
    #expect(survey.questions.map(\.declaration.subject) == [nil, nil, .overall, nil])
    // Of 0 to 29, these leave 0 or 6 when divided by seven: 0, 6, 7, 13, 14, 20, 21, 27, 28.
    #expect(survey.questions.first?.scores.count { $0 == SurveyAnswers.none } == 9)
    #expect(log.quality.surveys.first?.outOfScale == 0)
  }

  @Test(
    "what the guess takes for scores are scores to the reader",
    arguments: [("Satisfied (4)", 4), ("٥", 5), ("４", 4), ("5 – מרוצים מאוד", 5), ("3/5", 3)])
  func guessAndReaderAgree(cell: String, score: Int32) throws {
    let csv = "id,how satisfied are you?\n" + (0..<60).map { "\($0),\(cell)\n" }.joined()
    let log = try loaded(
      "client: T\nperiod: 2026-01-01..2026-06-30\nsources: [{file: q.csv, kind: survey}]\n", ["q.csv": csv])
    #expect(log.answers.surveys.first?.questions.map(\.declaration.metric) == [.csat])
    #expect(log.answers.surveys.first?.questions.first?.scores == Array(repeating: score, count: 60))
    #expect(log.quality.surveys.first?.scores == 60)
  }

  @Test("sixty answers between two points are no question to the guess, and no scores where they are declared")
  func betweenPoints() throws {
    for cell in ["3-4", "4-5", "3/4"] {
      let csv = "id,csat\n" + (0..<60).map { "\($0),\(cell)\n" }.joined()
      let declared = "client: T\nperiod: 2026-01-01..2026-06-30\nsources: [{file: q.csv, kind: survey"
      // Nothing that could be a question is left, and the file is refused with the key that would settle it.
      #expect(throws: LoadingError.self) { try loaded(declared + "}]\n", ["q.csv": csv]) }
      let log = try loaded(declared + ", questions: [{column: csat, metric: csat}]}]\n", ["q.csv": csv])
      #expect(log.quality.surveys.first?.scores == 0 && log.quality.surveys.first?.outOfScale == 60)
    }
  }

  @Test("a sheet is for workbooks only")
  func sheet() {
    #expect(throws: LoadingError.self) {
      _ = try loaded(
        "client: T\nsources: [{file: e.csv, sheet: Data}]\n", ["e.csv": "customer,time,event\n1,2026-01-01,a\n"])
    }
  }
}
