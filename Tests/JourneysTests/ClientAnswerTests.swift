import Foundation
import Reading
import TestSupport
import Testing

@testable import Journeys

/// Answers of clients' surveys, counted as the READMEs of the cases say.
@Suite(.enabled(if: Repository.sharedData != nil, "the shared data are not here"))
struct ClientAnswerTests {
  private func loaded(_ name: String, _ source: String = "", project: String = "client: x") throws -> LoadedLog {
    let path = try #require(Repository.sharedData).appending(path: "cases/" + name).path
    let yaml = "\(project)\nsources: [{file: a, kind: survey\(source)}]"
    let blueprint = try Blueprint(yaml: yaml, file: "p.yml")
    return try load(
      blueprint, [ResolvedSource(declaration: blueprint.sources[0], files: [InputFile(path: path)])])
  }

  /// The share of a question's answers at or above a point, in percent, and how many there are.
  private func share(_ log: LoadedLog, _ column: String, atLeast point: Int32) throws -> [Int] {
    let question = try #require(
      log.answers.surveys[0].questions.first { $0.declaration.column == column }, "\(column)")
    let scores = question.scores.filter { $0 != SurveyAnswers.none }
    return [Int((100 * Double(scores.count { $0 >= point }) / Double(scores.count)).rounded()), scores.count]
  }

  private func nps(_ log: LoadedLog) throws -> [Int] {
    let question = try #require(log.answers.surveys[0].questions.first { $0.declaration.metric == .nps })
    let scores = question.scores.filter { $0 != SurveyAnswers.none }
    let difference = scores.count { $0 >= 9 } - scores.count { $0 <= 6 }
    return [Int((100 * Double(difference) / Double(scores.count)).rounded()), scores.count]
  }

  @Test(
    "CSAT is 80 % where labels run against the codes, and where answers are words",
    arguments: [
      ("29-labels-against-the-code/53b-labelled-reversed.csv", "How satisfied are you with our service?"),
      ("29-labels-against-the-code/53c-labelled-reversed-he.csv", "עד כמה אתם מרוצים מהשירות?"),
      ("31-answers-in-words/53d-words.csv", "How satisfied are you with our service?"),
      ("31-answers-in-words/53e-words-he.csv", "עד כמה אתם מרוצים מהשירות?"),
    ])
  func eighty(name: String, column: String) throws {
    #expect(try share(try loaded(name), column, atLeast: 4) == [80, 80])
    // What a draft writes of it says the same.
    let declared =
      ", questions: [{column: \"\(column)\", metric: csat\(name.contains("29-") ? ", reversed: yes" : "")}]"
    #expect(try share(try loaded(name, declared), column, atLeast: 4) == [80, 80])
  }

  @Test("CSAT is 40 % in the workbook of Microsoft Forms and in Qualtrics' texts")
  func forty() throws {
    #expect(
      try share(
        try loaded("31-answers-in-words/42-msforms.xlsx"), "How satisfied are you with the delivery?", atLeast: 4)
        == [40, 80])
    let qualtrics = try loaded("31-answers-in-words/44a-qualtrics-text.csv")
    #expect(try share(qualtrics, "Q2", atLeast: 4) == [40, 80])
    let effort = try #require(qualtrics.answers.surveys[0].questions.first { $0.declaration.column == "Q3" })
    #expect(effort.declaration.metric == .ces && effort.scale == 1...7)
    let forms = try loaded("31-answers-in-words/43-gforms-text-he.csv")
    #expect(try share(forms, "עד כמה אתם מרוצים מהשירות?", atLeast: 4) == [40, 80])
  }

  @Test(
    "NPS is -45 of 80 in KoboToolbox, Formbricks and Delighted",
    arguments: ["45-kobo.csv", "46-formbricks.csv", "47-delighted.csv"])
  func recommendations(name: String) throws {
    let log = try loaded("32-known-survey-tools/" + name)
    #expect(try nps(log) == [-45, 80])
    #expect(!log.answers.surveys[0].times.contains(.min))
  }

  @Test("good and bad are eighty ratings, sixty in a hundred good")
  func goodOrBad() throws {
    let log = try loaded("32-known-survey-tools/52-good-bad.csv")
    #expect(try share(log, "Satisfaction rating", atLeast: 4) == [60, 80])
  }

  @Test("a recommendation stored from 1 to 11 is an issue, and no score")
  func fromOne() throws {
    let log = try loaded(
      "survey-nps-1-to-11/nps-1-to-11.csv",
      ", columns: {customer: respondent, time: date}, questions: [{column: nps, metric: nps}]")
    #expect(log.answers.surveys[0].questions[0].scores.allSatisfy { $0 == SurveyAnswers.none })
    #expect(log.quality.sources[0].issues.count(of: .recommendationFromOne, column: "nps") == 1)
  }

  @Test("CSAT of the group is that of its five points: 151 of 187 say 4 or 5")
  func group() throws {
    let log = try loaded(
      "survey-group-scale/2016-group-scale.csv", project: "client: x\nperiod: 2016-01-01..2016-12-31")
    #expect(try share(log, "Q9BOARDING", atLeast: 4) == [81, 187])
  }

  @Test("a header with blanks is found as it stands")
  func blanks() throws {
    let log = try loaded(
      "survey-sentences/spaces.csv",
      ", columns: {customer: customer_id, time: date}, questions: [{column: \"NETPRO  \", metric: nps}]")
    #expect(log.answers.surveys[0].questions[0].scores.count { $0 != SurveyAnswers.none } > 0)
  }

  @Test("one declared column leaves the others to be guessed")
  func others() throws {
    let log = try loaded("32-known-survey-tools/46-formbricks.csv", ", columns: {customer: User ID}")
    #expect(log.answers.respondentCount == 80)
    #expect(!log.answers.surveys[0].times.contains(.min))
  }

  @Test("a rating that falls where the recommendation rises is an issue")
  func against() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<60).map { "\($0),2026-06-01,\($0 % 11),\(5 - $0 % 11 * 4 / 10)\n" }.joined()
    _ = try folder.write("a.csv", "respondent,date,nps,satisfaction\n" + rows)
    let blueprint = try Blueprint(
      yaml: """
        client: x
        sources:
          - {file: a.csv, kind: survey, questions: [{column: nps, metric: nps}, {column: satisfaction, metric: csat}]}
        """, file: "p.yml")
    let log = try load(
      blueprint,
      [ResolvedSource(declaration: blueprint.sources[0], files: [InputFile(path: folder.path("a.csv"))])])
    #expect(log.quality.sources[0].issues.count(of: .againstRecommendation, column: "satisfaction") == 1)
  }
}

/// Surveys whose rows say no time.
@Suite struct SurveyWaveTests {
  private func loaded(_ wave: String) throws -> LoadedLog {
    let folder = try TemporaryFolder()
    _ = try folder.write("a.csv", "respondent,nps\n1,9\n2,3\n")
    let blueprint = try Blueprint(
      yaml: "client: x\nsources: [{file: a.csv, kind: survey, \(wave)questions: [{column: nps, metric: nps}]}]",
      file: "p.yml")
    let log = try load(
      blueprint,
      [ResolvedSource(declaration: blueprint.sources[0], files: [InputFile(path: folder.path("a.csv"))])])
    try log.requirePeriod(blueprint)
    return log
  }

  @Test(
    "a wave is the time of answers that have none",
    arguments: [
      ("2026Q1", "2026-01-01", "2026-03-31"), ("2026-Q4", "2026-10-01", "2026-12-31"),
      ("2026H1", "2026-01-01", "2026-06-30"), ("2024-02", "2024-02-01", "2024-02-29"),
      ("2026", "2026-01-01", "2026-12-31"),
    ])
  func wave(text: String, first: String, last: String) throws {
    let log = try loaded("wave: \(text), ")
    func day(_ micros: Int64) -> String { CivilDate(daysSince1970: Int(micros / Micros.day)).iso }
    #expect(day(log.log.period.lowerBound) == first)
    #expect(day(log.log.period.upperBound) == last)
    #expect(log.answers.surveys[0].times.allSatisfy { log.log.period.contains($0) })
  }

  @Test("without a wave and a time nobody knows when, and another word for a wave is refused")
  func none() {
    #expect(throws: LoadingError.self) { try loaded("") }
    #expect(throws: ProjectFileError.self) { try loaded("wave: spring, ") }
  }
}
