import Foundation
import TestSupport
import Testing

/// A project file that cannot be followed: where, what, and what would be right.
struct ProjectFileErrorTests {
  private let events = "customer,time,touchpoint\nc1,2025-01-01 10:00,a\nc1,2025-01-02 10:00,b\n"

  private func refusal(
    _ project: String, _ prepare: (TemporaryFolder) throws -> Void = { _ in },
    _ location: SourceLocation = #_sourceLocation
  ) throws -> String {
    let folder = try TemporaryFolder()
    try folder.write("in/events.csv", events)
    try folder.write("in/project.yml", project)
    try prepare(folder)
    let outcome = try MasaProgram.run(["report", folder.path("in"), "--output", folder.path("out")])
    #expect(outcome.exit == 2, "\(outcome.errors)", sourceLocation: location)
    #expect(outcome.errorLines.count == 1, "\(outcome.errors)", sourceLocation: location)
    #expect(outcome.output.isEmpty, sourceLocation: location)
    #expect(folder.names("out").isEmpty, "nothing is written", sourceLocation: location)
    return outcome.errors
  }

  @Test("a misspelt key names line, column and the nearest key")
  func misspeltKey() throws {
    let message = try refusal("client: X\ncurency: ILS\nsources: [{file: events.csv}]\n")
    #expect(message.contains("project.yml:2:1"))
    #expect(message.contains("curency"))
    #expect(message.contains("currency"))
  }

  @Test("an unknown stage names line, column and the nearest stage")
  func unknownStage() throws {
    let message = try refusal(
      """
      client: X
      stages: [{id: discover, name: D}]
      touchpoints:
        - {id: a, name: A, stage: discovr}
      sources: [{file: events.csv}]

      """)
    #expect(message.contains("project.yml:4:"))
    #expect(message.contains("discovr"))
    #expect(message.contains("did you mean") && message.contains("discover"))
  }

  @Test(
    "a mistake in a survey's keys names line, column and the nearest key",
    arguments: [
      ("questons: [{column: q, metric: nps}]", "project.yml:5:5", "questions"),
      ("questions: [{colum: q, metric: nps}]", "project.yml:5:18", "column"),
      ("questions: [{column: q, metric: npss}]", "project.yml:5:37", "nps"),
      ("questions: [{column: q, metric: csat, scale: 1-5}]", "project.yml:5:50", "1..7"),
      ("columns: {custmer: who}", "project.yml:5:15", "customer"),
      ("type: transactionl", "project.yml:5:11", "transactional"),
      ("format: surveymonky", "project.yml:5:13", "surveymonkey"),
      ("timezone: Asia/Jerusalm", "project.yml:5:15", "Asia/Jerusalem"),
    ])
  func surveyKeys(_ line: String, _ place: String, _ hint: String) throws {
    let message = try refusal("client: X\nsources:\n  - file: events.csv\n    kind: survey\n    \(line)\n")
    #expect(message.contains(place) && message.contains(hint), "\(message)")
  }

  @Test(
    "a source outside the project's folder is refused",
    arguments: ["../events.csv", "/etc/passwd", "a/../../events.csv", "../*.csv"])
  func outside(_ path: String) throws {
    let message = try refusal("client: X\nsources: [{file: \"\(path)\"}]\n") { try $0.write("events.csv", events) }
    #expect(message.contains("outside"))
  }

  @Test("a link that leads out of the project's folder is refused")
  func linkOutside() throws {
    let message = try refusal("client: X\nsources: [{file: link.csv}]\n") { folder in
      let target = try folder.write("secret.csv", events)
      try FileManager.default.createSymbolicLink(atPath: folder.path("in/link.csv"), withDestinationPath: target)
    }
    #expect(message.contains("outside"))
    let glob = try refusal("client: X\nsources: [{file: \"li*.csv\"}]\n") { folder in
      let target = try folder.write("secret.csv", events)
      try FileManager.default.createSymbolicLink(atPath: folder.path("in/link.csv"), withDestinationPath: target)
    }
    #expect(glob.contains("outside"))
  }

  @Test("a pattern that no file fits is named")
  func emptyGlob() throws {
    #expect(try refusal("client: X\nsources: [{file: \"week-*.csv\"}]\n").contains("week-*.csv"))
  }

  @Test("a source that is not there is named")
  func missingSource() throws {
    #expect(try refusal("client: X\nsources: [{file: evnts.csv}]\n").contains("evnts.csv"))
  }

  @Test("broken YAML names the line")
  func brokenYAML() throws {
    let message = try refusal("client: X\nsources: [{file: events.csv\nprivacy: }{\n")
    #expect(message.contains("project.yml"))
    #expect(message.contains("YAML"))
  }

  @Test("an alias bomb is refused")
  func aliasBomb() throws {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      text += "a\(level): &a\(level) [\((0..<10).map { _ in "*a\(level - 1)" }.joined(separator: ", "))]\n"
    }
    let start = ContinuousClock.now
    let message = try refusal("client: X\nsources: [{file: events.csv}]\n" + text)
    #expect(message.contains("project.yml"))
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test("deeply nested YAML is refused, not a crash")
  func deepYAML() throws {
    _ = try refusal("client: X\nx: " + String(repeating: "[", count: 50_000) + "\n")
  }

  @Test("no source of events")
  func noEvents() throws { #expect(try refusal("client: X\n").contains("sources")) }

  @Test(
    "values of the wrong kind name line and column",
    arguments: [
      "privacy: maybe", "windows: {inactivity: soon}", "timezone: Mars/Olympus", "period: 2026-13-01..2026-14-01",
      "languages: [tlh]", "stages: discover", "totals: [{what: purchases, value: many}]",
    ])
  func wrongKind(_ line: String) throws {
    let message = try refusal("client: X\n\(line)\nsources: [{file: events.csv}]\n")
    #expect(message.contains("project.yml:2:"), "\(message)")
  }

  @Test("a file that is not UTF-8, and one that is far too large")
  func unreadable() throws {
    let folder = try TemporaryFolder()
    let broken = try folder.write("broken.yml", [0x63, 0x6C, 0xFF, 0xFE, 0x80])
    let large = try folder.write("large.yml", repeatElement(UInt8(ascii: "#"), count: 5 << 20))
    for path in [broken, large] {
      let outcome = try MasaProgram.run(["report", path, "--output", folder.path("out")])
      #expect(outcome.exit == 2)
      #expect(outcome.errorLines.count == 1)
    }
  }
}
