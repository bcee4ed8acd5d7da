import Foundation
import TestSupport
import Testing

/// Input that cannot be used ends with exit code 2, one clear message, and nothing written.
struct HostileFileTests {
  /// Runs on an input that must be refused; the message must hold these words.
  private func expectRefused(
    _ input: String, in folder: TemporaryFolder, says words: [String],
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let outcome = try MasaProgram.run(["report", input, "--output", folder.path("out"), "--language", "en"])
    #expect(outcome.exit == 2, "\(outcome.errors)", sourceLocation: location)
    #expect(outcome.errorLines.count == 1, "\(outcome.errors)", sourceLocation: location)
    #expect(outcome.output.isEmpty, sourceLocation: location)
    #expect(outcome.errors.utf8.count < 2000, sourceLocation: location)
    for word in words {
      #expect(outcome.errors.contains(word), "\(outcome.errors)", sourceLocation: location)
    }
    #expect(folder.names("out").isEmpty, "nothing is written", sourceLocation: location)
    #expect(!folder.names().contains { $0.hasPrefix(".") }, sourceLocation: location)
  }

  private func expectRefused(
    file name: String, _ bytes: some Sequence<UInt8>, says words: [String],
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let folder = try TemporaryFolder()
    try expectRefused(try folder.write(name, bytes), in: folder, says: [name] + words, location)
  }

  private let log = """
    <log xes.version="1.0"><trace><string key="concept:name" value="c1"/><event>\
    <string key="concept:name" value="a"/><date key="time:timestamp" value="2025-01-01T10:00:00Z"/></event></trace></log>
    """

  @Test("no such file")
  func noSuchFile() throws {
    let folder = try TemporaryFolder()
    try expectRefused(folder.path("nowhere.csv"), in: folder, says: ["nowhere.csv", "no such file"])
  }

  @Test("a folder without a project file")
  func folderWithoutProject() throws {
    let folder = try TemporaryFolder()
    try folder.write("in/notes.txt", "x")
    try expectRefused(folder.path("in"), in: folder, says: ["project.yml"])
  }

  @Test("an empty file")
  func empty() throws { try expectRefused(file: "events.csv", [], says: ["empty"]) }

  @Test("a heading and no rows")
  func headerOnly() throws {
    try expectRefused(file: "events.csv", "customer,time,touchpoint\n".utf8, says: ["header"])
  }

  @Test("no column for the customer")
  func missingColumn() throws {
    try expectRefused(
      file: "events.csv", "time,touchpoint\n2025-01-01,a\n2025-01-02,b\n".utf8, says: ["customer", "touchpoint"])
  }

  @Test("a declared column that is not there names the nearest one")
  func misspeltColumn() throws {
    let folder = try TemporaryFolder()
    try folder.write("events.csv", "client_id,when,what\nc1,2025-01-01,a\n")
    try folder.write(
      "project.yml",
      "client: X\nsources: [{file: events.csv, columns: {customer: cleint_id, time: when, touchpoint: what}}]\n")
    try expectRefused(folder.path, in: folder, says: ["events.csv", "cleint_id", "client_id"])
  }

  @Test("a binary file")
  func binary() throws {
    try expectRefused(file: "events.csv", [0x7F, 0x45, 0x4C, 0x46, 0, 0, 1, 2, 0, 0, 0, 255, 10, 0, 3], says: [])
  }

  @Test("a workbook under another name")
  func workbook() throws {
    try expectRefused(file: "events.csv", [0x50, 0x4B, 3, 4, 20, 0, 0, 0, 8, 0, 1, 2, 3, 4], says: [])
  }

  @Test("rows of which none can be used")
  func noUsableRow() throws {
    let folder = try TemporaryFolder()
    try folder.write("events.csv", "customer,time,touchpoint\nc1,soon,a\nc2,later,b\n")
    try folder.write(
      "project.yml",
      "client: X\nsources: [{file: events.csv, columns: {customer: customer, time: time, touchpoint: touchpoint}}]\n")
    try expectRefused(folder.path, in: folder, says: ["events.csv", "no usable event", "time"])
  }

  @Test("a compressed file that ends too early")
  func truncatedGzip() throws {
    let bytes = try Gzip.compress("customer,time,touchpoint\n" + (1...500).map { "c\($0),2025-01-01,a\n" }.joined())
    try expectRefused(file: "events.csv.gz", bytes.dropLast(bytes.count / 2), says: ["ends too early"])
  }

  @Test("a damaged compressed file")
  func damagedGzip() throws {
    var bytes = try Gzip.compress("customer,time,touchpoint\n" + (1...500).map { "c\($0),2025-01-01,a\n" }.joined())
    for index in 40..<80 where index < bytes.count { bytes[index] ^= 0x5A }
    try expectRefused(file: "events.csv.gz", bytes, says: ["compressed"])
  }

  @Test("an XES log with a DOCTYPE")
  func doctype() throws {
    try expectRefused(
      file: "log.xes", "<?xml version=\"1.0\"?>\n<!DOCTYPE log>\n\(log)".utf8, says: ["DOCTYPE", "line 2"])
  }

  @Test("an entity bomb")
  func entityBomb() throws {
    var entities = "<!ENTITY a0 \"ha\">"
    for level in 1...20 { entities += "<!ENTITY a\(level) \"\(String(repeating: "&a\(level - 1);", count: 10))\">" }
    let bomb = log.replacing("value=\"a\"", with: "value=\"&a20;\"")
    try expectRefused(
      file: "log.xes", "<?xml version=\"1.0\"?><!DOCTYPE log [\(entities)]>\(bomb)".utf8, says: ["DOCTYPE"])
  }

  @Test("an entity that points at another file")
  func externalEntity() throws {
    let folder = try TemporaryFolder()
    let secret = try folder.write("secret.txt", "top-secret-7431")
    let thief = log.replacing("value=\"a\"", with: "value=\"&steal;\"")
    let file = try folder.write(
      "log.xes", "<?xml version=\"1.0\"?><!DOCTYPE log [<!ENTITY steal SYSTEM \"file://\(secret)\">]>\(thief)")
    try expectRefused(file, in: folder, says: ["DOCTYPE"])
    #expect(try !MasaProgram.run(["report", file, "--output", folder.path("out")]).errors.contains("7431"))
  }

  @Test("XML that is no log, and XML that ends too early", arguments: ["<html><body/></html>", "<log><trace><event>"])
  func otherXML(_ text: String) throws { try expectRefused(file: "log.xes", text.utf8, says: []) }

  @Test("a device, a pipe without end, a folder named like an export")
  func notAFile() throws {
    let folder = try TemporaryFolder()
    try expectRefused("/dev/zero", in: folder, says: ["zero"])
    try folder.write("events.csv/x", "y")
    try expectRefused(folder.path("events.csv"), in: folder, says: ["project.yml"])
  }

  @Test("one line without end, as text and as JSON")
  func endlessLine() throws {
    let endless = [UInt8](repeating: 0x61, count: 70 << 20)
    try expectRefused(
      file: "events.csv", Array("customer,time,touchpoint\nc1,2025-01-01,".utf8) + endless,
      says: ["row 2", "touchpoint", "longer than 1 MiB"])
    try expectRefused(
      file: "events.jsonl", Array("{\"customer\":\"c1\",\"time\":\"2025-01-01\",\"touchpoint\":\"".utf8) + endless,
      says: ["row 1", "longer than 64 MiB"])
  }

  @Test("nothing but zeros, compressed")
  func zeros() throws {
    try expectRefused(file: "events.csv.gz", Gzip.compress([UInt8](repeating: 0, count: 2 << 20)), says: ["NUL"])
  }

  @Test("JSON nested without end", arguments: ["events.json", "events.jsonl"])
  func deepJSON(_ name: String) throws {
    try expectRefused(file: name, [UInt8](repeating: 0x5B, count: 1 << 20), says: ["line 1 is no JSON object"])
    let deep = String(repeating: "{\"a\":", count: 100_000) + "1" + String(repeating: "}", count: 100_000)
    try expectRefused(file: name, deep.utf8, says: ["line 1 is no JSON object"])
  }

  @Test("names of columns are clipped in messages")
  func longNames() throws {
    let names = (0..<40).map { "\($0)" + String(repeating: "x", count: 5000) }
    try expectRefused(
      file: "events.csv",
      Array("\(names.joined(separator: ","))\n\(names.map { _ in "a" }.joined(separator: ","))\n".utf8),
      says: ["no column found", "xxx…, and "])
  }

  @Test("messages carry no control characters of the data to the terminal")
  func terminalEscapes() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("events.csv", "id\u{1B}[31m,\u{7}when,what\u{9B}x\nc1,2025-01-01,a\n")
    let outcome = try MasaProgram.run(["report", file, "--output", folder.path("out")])
    #expect(
      !outcome.errors.unicodeScalars.contains {
        $0.value < 10 || (11..<32).contains($0.value) || (127..<160).contains($0.value)
      })
  }
}
