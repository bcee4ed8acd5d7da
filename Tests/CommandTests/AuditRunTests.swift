import Foundation
import TestSupport
import Testing

/// The audit as a user meets it: what would give somebody away is not published, whatever let it through.
@Suite(.enabled(if: MasaProgram.path != nil, "\(MasaProgram.isMissing)"))
struct AuditRunTests {
  /// Sixty customers, each at both touchpoints.
  private func client(_ folder: TemporaryFolder, touchpoint: String = "call", id: (Int) -> String = { "c\($0)" }) throws
  {
    var rows = "customer,time,touchpoint\n"
    for i in 0..<60 { rows += "\(id(i)),2025-01-01 10:00,\(touchpoint)\n\(id(i)),2025-01-02 11:00,shop\n" }
    try folder.write("in/events.csv", rows)
    try folder.write("in/project.yml", "client: Shop\nlanguages: [en]\nsources: [{file: events.csv}]\n")
  }

  private func run(_ folder: TemporaryFolder, _ more: [String] = []) throws -> MasaProgram.Outcome {
    try MasaProgram.run(["report", folder.path("in"), "--output", folder.path("out"), "--language", "en"] + more)
  }

  /// The program's own templates, with something at the foot of each page.
  private func templates(_ folder: TemporaryFolder, foot: String) throws -> [String] {
    try folder.copy(Repository.root.appending(path: "site-templates"), to: "templates")
    let text = try folder.text("templates/partials/footer.mustache")
    try folder.write("templates/partials/footer.mustache", text + "<p>\(foot)</p>\n")
    return ["--templates", folder.path("templates")]
  }

  @Test(
    "what a page would give away is not published, and yesterday's report stays",
    arguments: ["050-731-9468", "dana@kesher.example"])
  func planted(_ leak: String) throws {
    let folder = try TemporaryFolder()
    try client(folder)
    #expect(try run(folder).exit == 0)
    let before = try Output(folder.url.appending(path: "out"))
    let templates = try templates(folder, foot: leak)
    let refused = try run(folder, templates)
    #expect(refused.exit == 2 && refused.errorLines.count == 1, "\(refused.errors)")
    #expect(refused.errors.contains("html: it would show") && !refused.errors.contains(leak), "\(refused.errors)")
    #expect(try Output(folder.url.appending(path: "out")) == before)
    // Declared, it is the consultant's own.
    try folder.write(
      "in/project.yml", "client: Shop\nconsultant: \"Yael \(leak)\"\nlanguages: [en]\nsources: [{file: events.csv}]\n")
    let own = try run(folder, templates)
    #expect(own.exit == 0, "\(own.errors)")
  }

  @Test("a telephone that is a touchpoint's name is nowhere, or the report is refused; declared, it is the client's")
  func touchpoint() throws {
    let folder = try TemporaryFolder()
    try client(folder, touchpoint: "call 050-7319468")
    let outcome = try run(folder)
    if outcome.exit == 0 {
      let output = try Output(folder.url.appending(path: "out"))
      #expect(!output.paths.contains { !$0.contains("assets/") && output.text($0).contains("7319468") })
    } else {
      #expect(
        outcome.exit == 2 && outcome.errors.contains("telephone") && !outcome.errors.contains("7319468"),
        "\(outcome.errors)")
      #expect(folder.names().sorted() == ["in"])
    }
    try folder.write(
      "in/project.yml",
      "client: Shop\nlanguages: [en]\ntouchpoints: [\"call 050-7319468\", shop]\nsources: [{file: events.csv}]\n")
    #expect(try run(folder).exit == 0)
  }

  @Test("a customer whose id is spelt like a touchpoint, a word of the report or a file is no leak")
  func spelling() throws {
    let folder = try TemporaryFolder()
    let words = ["A12", "shop", "customers", "events", "May", "en", "p", "Journey"]
    try client(folder, touchpoint: "A12") { $0 < words.count ? words[$0] : "c\($0)" }
    let outcome = try run(folder)
    #expect(outcome.exit == 0, "\(outcome.errors)")
  }
}
