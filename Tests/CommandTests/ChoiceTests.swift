import Foundation
import TestSupport
import Testing

/// Questions whose answers are one of a list: from the client's file to the page, in shares with n.
struct ChoiceTests {
  /// 109 people: 60 Price (20 of them without the capital), 20 Service, 15 Moved away, 4 in words of their own, 10 N/A.
  private static let reasons =
    [("Price", 40), ("price ", 20), ("Service", 20), ("Moved away", 15), ("N/A", 10)]
    .flatMap { [String](repeating: $0.0, count: $0.1) }
    + ["Dana Levi told me", "Dana Levi told me", "Dana Levi told me", "my brother Avi"]

  private static let answers =
    "respondent id,answered,How likely are you to recommend us?,Main reason for leaving\n"
    + reasons.enumerated().map { "r\($0),2026-03-\(10 + $0 % 20) 10:00,\($0 % 11),\($1)\n" }.joined()

  @Test("reasons for leaving are drafted, checked and published in both languages, and nobody's own words with them")
  func fromDraftToPage() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("leaving.csv", Self.answers)
    let drafted = try MasaProgram.run(["init", file, "--language", "en", "--output", folder.path("project.yml")])
    #expect(drafted.exit == 0, "\(drafted.errors)")
    let project = try folder.text("project.yml")
    #expect(project.contains("{column: Main reason for leaving, metric: choice"), "\(project)")
    _ = try folder.write("project.yml", project.replacing("languages: [en]", with: "languages: [en, he]"))

    let checked = try MasaProgram.run(["check", folder.path("project.yml"), "--language", "en"])
    #expect((checked.output + checked.errors).contains("answers from a list read: 99"))

    try FileManager.default.createDirectory(atPath: folder.path("out"), withIntermediateDirectories: true)
    let made = try MasaProgram.run(["report", folder.path("project.yml"), "--output", folder.path("out")])
    #expect(made.exit == 0, "\(made.errors)")
    let output = try Output(folder.url.appending(path: "out"))
    let choice = try #require(try output.report()["choices"].list.first)
    #expect(choice["n"].int == 99)
    // 4 in words of their own are too few to be named, and so are 4 to be left over: the next smallest, 15, joins them.
    #expect(choice["answers"].list.map { $0["answer"].string } == ["Price", "Service"])
    #expect(choice["answers"].list.map { $0["n"].int } == [60, 20])
    #expect(choice["others"]["n"].int == 19)
    // Wilson of 60 of 99: .50758 to .69662.
    let share = choice["answers"].list[0]["share"]
    #expect(abs((share["value"].double ?? 0) - 60.0 / 99) < 1e-9)
    #expect(abs((share["low"].double ?? 0) - 0.50758) < 1e-4 && abs((share["high"].double ?? 0) - 0.69662) < 1e-4)

    let pages = output.text(output.place + "en/satisfaction.html") + output.page("satisfaction")
    #expect(pages.contains("the most frequent answer is"))
    #expect(pages.contains("תשובות אחרות") || !project.contains("languages: [en]"))
    for (path, bytes) in output.files where !path.hasSuffix(".woff2") {
      let text = String(decoding: bytes, as: UTF8.self)
      for word in ["Dana", "Avi", "Moved away"] { #expect(!text.contains(word), "\(path) names \(word)") }
    }
  }

  @Test(
    "a question with a list to choose from has no scale, direction or trend",
    arguments: ["scale: 1..5", "reversed: yes", "changed: 2026-01-01"])
  func noScale(_ key: String) throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("leaving.csv", Self.answers)
    let project = try folder.write(
      "project.yml",
      """
      client: x
      languages: [en]
      sources:
        - file: leaving.csv
          kind: survey
          questions: [{column: Main reason for leaving, metric: choice, \(key)}]
      """)
    let outcome = try MasaProgram.run(["check", project, "--language", "en"])
    #expect(outcome.exit == 2, "\(outcome.errors)")
    #expect(outcome.errors.contains("a question of metric choice has no scale"), "\(outcome.errors)")
  }
}
