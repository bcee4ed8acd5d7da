import Foundation
import TestSupport
import Testing

/// What is too much for a report is refused at once, or gathered and said.
struct LimitTests {
  private func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    return (ContinuousClock.now - start) / .seconds(1)
  }

  @Test("a hundred thousand touchpoints or sources in a project file are refused, with how many are possible")
  func declared() throws {
    let folder = try TemporaryFolder()
    try folder.write("e.csv", "customer,time,touchpoint\nc1,2026-01-01,a\n")
    let touchpoints = (0..<100_000).map { "  - {id: t\($0)}\n" }.joined()
    try folder.write("touchpoints.yml", "client: X\ntouchpoints:\n\(touchpoints)sources: [{file: e.csv}]\n")
    let sources = String(repeating: "  - {file: e.csv}\n", count: 100_000)
    try folder.write("sources.yml", "client: X\nsources:\n\(sources)")
    let names = (0..<100_000).map { "f\($0).csv" }.joined(separator: ", ")
    try folder.write("sources.file.yml", "client: X\nsources:\n  - file: [\(names)]\n")
    let questions = (0..<100_000).map { "      - {column: q\($0), metric: csat}\n" }.joined()
    try folder.write("sources.questions.yml", "client: X\nsources:\n  - file: e.csv\n    questions:\n\(questions)")
    try folder.write(
      "touchpoints.aliases.yml",
      "client: X\ntouchpoints:\n  - {id: t, aliases: [\(names)]}\nsources: [{file: e.csv}]\n")
    for (name, most) in [
      ("touchpoints", "1,000"), ("sources", "1,000"), ("sources.file", "1,000"), ("sources.questions", "10,000"),
      ("touchpoints.aliases", "10,000"),
    ] {
      let took = try seconds {
        let outcome = try MasaProgram.run(["check", folder.path(name + ".yml"), "--language", "en"])
        #expect(outcome.exit == 2)
        #expect(
          outcome.errors.contains("\(name): 100,000 entries, and at most \(most) are possible"), "\(outcome.errors)")
      }
      // A second in a release build; tests run without optimisation, and beside others.
      #expect(took < 20)
    }
  }

  @Test("a table of a hundred thousand columns is refused at once")
  func columns() throws {
    let folder = try TemporaryFolder()
    let count = 100_000
    let header = (0..<count).map { "c\($0)" }.joined(separator: ",")
    let cells = String(repeating: ",1", count: count)
    try folder.write("wide.csv", "customer,time,touchpoint,\(header)\nc1,2026-01-01,a\(cells)\n")
    let took = try seconds {
      let outcome = try MasaProgram.run(["check", folder.path("wide.csv"), "--language", "en"])
      #expect(outcome.exit == 2)
      #expect(outcome.errors.contains("more than 16,384 columns"), "\(outcome.errors.prefix(300))")
    }
    #expect(took < 20)
  }

  @Test("of more than a thousand touchpoints the busiest stand for themselves, and page one says what groups the rest")
  func touchpoints() throws {
    let folder = try TemporaryFolder()
    // 1,205 pages and a call: the first six hundred pages have three visits, the others one, and 1,000 rows are there.
    var rows = "customer,time,touchpoint\n"
    var visitor = 0
    for page in 0..<1205 {
      for visit in 0..<(page < 600 ? 3 : 1) {
        visitor += 1
        rows += "c\(visitor % 400),2026-01-\(10 + visit) 10:00,/product/\(1000 + page)\n"
      }
    }
    for customer in 0..<400 { rows += "c\(customer),2026-02-01 10:00,Call\n" }
    try folder.write("in/e.csv", rows)
    try folder.write(
      "in/project.yml", "client: X\nlanguages: [en, he]\nprivacy: off\nsources: [{file: e.csv}]\n")
    let outcome = try MasaProgram.run(["report", folder.path("in"), "--language", "en", "--output", folder.path("out")])
    #expect(outcome.exit == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("206 more are Other"), "\(outcome.errors)")
    #expect(outcome.errors.contains("rename: [{from: \"/product/*\", to: NAME}]"))
    let output = try Output(folder.url.appending(path: "out"))
    let touchpoints = try output.report()["touchpoints"].list
    #expect(touchpoints.count == 1001)
    let other = try #require(touchpoints.first { $0["id"].string == "other-touchpoints" })
    #expect(other["events"].int == 206)
    #expect(touchpoints.contains { $0["id"].string == "Call" && $0["events"].int == 400 })
    // Of pages with one visit each those first by their names stay: 1,000 less the call less the six hundred.
    #expect(touchpoints.contains { $0["id"].string == "/product/1998" })
    #expect(!touchpoints.contains { $0["id"].string == "/product/1999" })
    #expect(output.page("index").contains("206 more are Other"))
    #expect(output.page("he/index").contains("תחת אחר"))
  }
}
