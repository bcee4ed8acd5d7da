import Foundation
import TestSupport
import Testing

/// What the satisfaction page says where something is missing: that, and not something else.
@Suite(.enabled(if: Repository.sharedData != nil, "the shared data are not here"))
struct SurveySentenceTests {
  private func page(_ name: String) throws -> String {
    let path = try #require(Repository.sharedData).appending(path: "cases/survey-sentences/" + name).path
    let folder = try TemporaryFolder()
    let output = folder.path("out")
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    let outcome = try MasaProgram.run(["report", path, "--output", output])
    #expect(outcome.exit == 0, "\(outcome.errors)")
    let files = try Output(folder.url.appending(path: "out"))
    return files.text(files.place + "en/satisfaction.html") + files.page("satisfaction")
  }

  @Test("400 rated three touchpoints, and what is missing is an outcome")
  func outcome() throws {
    let page = try page("two-rated.yml")
    #expect(page.contains("respondents rated two touchpoints or more"))
    #expect(page.contains("what is missing is an outcome"))
    #expect(!page.contains("no customer rated two touchpoints"))
  }

  @Test("Sixty answered a survey without a score, and that is said")
  func score() throws {
    let page = try page("no-score.yml")
    #expect(page.contains("60 answers, and no question with a score"))
    #expect(!page.contains("Too few answers to show a score"))
  }

  @Test("a question whose header ends in blanks is found as the project file writes it")
  func blanks() throws {
    // 10 of 60 answer 9 or 10, 40 at most 6: counted from the file, -50.
    #expect(try page("spaces.yml").contains("−50"))
  }
}

/// How long after its event an answer came.
struct AnswerLagTests {
  @Test("answers of two days after stand beside what their survey promises")
  func lag() throws {
    let folder = try TemporaryFolder()
    var events = "customer,time,touchpoint\n"
    var answers = "customer,answered,touchpoint,csat\n"
    for n in 0..<40 {
      events += "c\(n),2026-03-01 10:00,visit\n"
      answers += "c\(n),2026-03-03 10:00,visit,\(1 + n % 5)\n"
    }
    _ = try folder.write("events.csv", events)
    _ = try folder.write("answers.csv", answers)
    _ = try folder.write(
      "project.yml",
      """
      client: x
      languages: [en, he]
      sources:
        - {file: events.csv, kind: events}
        - file: answers.csv
          kind: survey
          type: transactional
          columns: {customer: customer, time: answered, touchpoint: touchpoint}
          questions: [{column: csat, metric: csat}]
      """)
    let output = folder.path("out")
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    let outcome = try MasaProgram.run(["report", folder.path("project.yml"), "--output", output])
    #expect(outcome.exit == 0, "\(outcome.errors)")
    let files = try Output(folder.url.appending(path: "out"))
    let page = files.page("satisfaction")
    #expect(page.contains("How soon they were asked"))
    #expect(page.contains("2 days"))
    #expect(page.contains("one to three days after"))
  }
}
