import Foundation
import TestSupport
import Testing

/// Amounts that may be thousands or thousandths: what was guessed is said, and a key says the other.
struct DecimalMarkTests {
  /// Thirty purchases of 1.234 by thirty people.
  private static let sales =
    "customer,time,touchpoint,amount\n" + (0..<30).map { "c\($0),2026-03-02 10:00,purchase,1.234\n" }.joined()

  private func run(_ key: String) throws -> (errors: String, page: String, amount: Double) {
    let folder = try TemporaryFolder()
    try folder.write("sales.csv", Self.sales)
    let project = try folder.write(
      "project.yml",
      "client: x\nlanguages: [en]\ntouchpoints: [{id: purchase, kind: purchase}]\nsources:\n  - file: sales.csv\n\(key)"
    )
    try FileManager.default.createDirectory(atPath: folder.path("out"), withIntermediateDirectories: true)
    let outcome = try MasaProgram.run(["report", project, "--output", folder.path("out"), "--language", "en"])
    #expect(outcome.exit == 0, "\(outcome.errors)")
    let output = try Output(folder.url.appending(path: "out"))
    return (outcome.errors, output.page("data-quality"), try output.report()["amount"].double ?? 0)
  }

  @Test("a column that nothing settles is said on standard error and on the page of data quality")
  func said() throws {
    let (errors, page, amount) = try run("")
    #expect(errors.contains("1.234 is taken for 1234; decimal-mark: point in the source says the other"), "\(errors)")
    #expect(page.contains("tells whether a point or a comma parts decimals"))
    #expect(abs(amount - 30 * 1234) < 0.005)
  }

  @Test("decimal-mark settles it, and nothing is said", arguments: [("point", 37.02), ("comma", 37_020)])
  func settled(_ mark: String, _ expected: Double) throws {
    let (errors, page, amount) = try run("    decimal-mark: \(mark)\n")
    #expect(!errors.contains("decimal") && !page.contains("parts decimals"), "\(errors)")
    #expect(abs(amount - expected) < 0.005)
  }

  @Test("of a file whose format says it, the key has no effect, and that is said")
  func idle() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "events.jsonl",
      (0..<30).map { "{\"customer\":\"c\($0)\",\"time\":\"2026-03-02T10:00:00Z\",\"touchpoint\":\"a\"}\n" }.joined())
    let project = try folder.write(
      "project.yml",
      "client: x\nlanguages: [en]\nsources:\n  - file: events.jsonl\n    decimal-mark: comma\n")
    let outcome = try MasaProgram.run(["check", project, "--language", "en"])
    #expect(outcome.output.contains("sources.decimal-mark (format: jsonl): line 5"), "\(outcome.output)")
  }
}
