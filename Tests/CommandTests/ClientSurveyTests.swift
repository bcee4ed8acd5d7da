import Foundation
import TestSupport
import Testing

/// Surveys as clients send them, in whole reports; what is right stands in each case's README.
@Suite(
  .enabled(if: Repository.sharedData != nil, "\(Repository.sharedDataMissing)"),
  .enabled(if: MasaProgram.path != nil, "\(MasaProgram.isMissing)"))
struct ClientSurveyTests {
  private func page(_ folder: String, _ name: String) throws -> String {
    let cases = try #require(Repository.sharedData).appending(path: "cases/survey-\(folder)")
    let project = try TemporaryFolder()
    try project.copy(cases.appending(path: "\(name).csv"), to: "\(name).csv")
    try project.copy(cases.appending(path: "\(name).yml"), to: "project.yml")
    let outcome = try MasaProgram.run(
      ["report", project.path, "--language", "en", "--output", project.path("out")])
    #expect(outcome.exit == 0, "\(outcome.errors)")
    let output = try Output(project.url.appending(path: "out"))
    return output.page("en/satisfaction").replacing(/<[^>]+>/, with: "")
  }

  @Test("with thirteen items one still has 96 % of the importance and is the first to improve", arguments: [12, 13])
  func drivers(items: Int) throws {
    let text = try page("drivers", "drivers-\(items)")
    #expect(text.contains("Improve first: q1"))
    if items == 13 { #expect(text.contains("96%")) }
  }

  @Test("ten equal answers of each of fifty people are the answers of fifty people, and no key figure")
  func pooled() throws {
    let text = try page("pooled", "pooled")
    // Wilson's range of 25 of 50: 36.6 to 63.4.
    #expect(text.contains("37–63%") && !text.contains("46–54%"))
    #expect(!text.contains("relational survey; "))
  }

  @Test("where what is missing is an outcome, or a score, that is what is said")
  func sentences() throws {
    #expect(
      try page("sentences", "two-rated").contains(
        "400 respondents rated two touchpoints or more. Whether"))
    #expect(try page("sentences", "no-score").contains("60 answers, and no question with a score"))
  }
}
