import Foundation
import TestSupport
import Testing

/// Names from the data and the project file end up as text, whatever they are.
struct HostileNameTests {
  struct Name: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    /// What a reader must find of it on the page; `nil`: nothing in particular.
    var seen: String?
  }

  static let names = [
    Name(testDescription: "a script", text: "<script>alert(1)</script>", seen: "<script>alert(1)</script>"),
    Name(testDescription: "an image that runs", text: "\"><img src=x onerror=alert(1)>", seen: "onerror=alert(1)"),
    Name(
      testDescription: "a quotation mark with an accent", text: "A\"\u{301} onmouseover=alert(1) x=\"",
      seen: "onmouseover"),
    Name(testDescription: "a less-than sign with a Hebrew point", text: "<\u{5B8}b>שלום", seen: "שלום"),
    Name(testDescription: "the end of CDATA", text: "a ]]> b", seen: "a ]]> b"),
    Name(testDescription: "the end of a comment", text: "a --> b <!-- c", seen: "a --> b"),
    Name(testDescription: "a right-to-left override", text: "safe\u{202E}gnp.exe\u{2066}x", seen: "safe"),
    Name(testDescription: "control characters", text: "a\u{1}b\u{8}c\u{1B}[31md\u{7F}e", seen: nil),
    Name(testDescription: "a path that climbs", text: "../../etc/passwd", seen: "../../etc/passwd"),
    Name(testDescription: "a spreadsheet formula", text: "=HYPERLINK(\"http://x.invalid\",\"a\")", seen: "HYPERLINK"),
    Name(testDescription: "a template", text: "{{mustache}}{{{body}}}{{>header}}", seen: "{{mustache}}"),
    Name(testDescription: "a phrase's placeholder", text: "{n} {customer.many}", seen: "{n}"),
    Name(testDescription: "an entity", text: "&lt;b&gt; &amp;#0; &nbsp", seen: "&lt;b&gt;"),
    Name(testDescription: "a thousand accents", text: "z" + String(repeating: "\u{301}", count: 1000), seen: nil),
    Name(testDescription: "noncharacters and lone joiners", text: "a\u{FFFE}b\u{200D}\u{FFFF}c\u{2028}d", seen: nil),
    Name(testDescription: "ten thousand letters", text: String(repeating: "ארוך long ", count: 1000), seen: nil),
  ]

  /// Two customers' journeys at touchpoints and channels of this name.
  private func events(_ name: String) -> String {
    let quoted = "\"" + name.replacing("\"", with: "\"\"") + "\""
    var rows = "customer,time,touchpoint,channel,amount\n"
    for customer in 1...12 {
      rows += "c\(customer),2025-01-0\(customer % 9 + 1) 10:00,\(quoted),\(quoted),\n"
      rows += "c\(customer),2025-01-1\(customer % 9) 11:00,second,web,\n"
      if customer % 2 == 0 { rows += "c\(customer),2025-01-2\(customer % 9) 12:00,buy,\(quoted),12.50\n" }
    }
    return rows
  }

  /// A text as YAML's own double-quoted form.
  private func yaml(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22, 0x5C: result += "\\" + String(scalar)
      case 0..<32, 127..<160, 0x2028...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  @Test("a hostile touchpoint and channel in the data stays text", arguments: names)
  func inData(_ name: Name) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("events.csv", events(name.text))
    let outcome = try MasaProgram.run(["report", file, "--output", folder.path("out")])
    #expect(outcome.exit == 0, "\(outcome.errors)")
    #expect(outcome.errors.isEmpty)
    let output = try Output(folder.url.appending(path: "out"))
    try expectSafe(output)
    if let seen = name.seen {
      let words = try StrictHTML.check(output.files[output.place + "paths.html"] ?? [])
      #expect(words.contains { $0.contains(seen) }, "the name is legible")
    }
  }

  @Test("hostile names in a project file stay text", arguments: names)
  func inProject(_ name: Name) throws {
    let folder = try TemporaryFolder()
    try folder.write("events.csv", events("plain"))
    let text = yaml(name.text)
    try folder.write(
      "project.yml",
      """
      client: {id: hostile, name: \(text)}
      consultant: {name: \(text)}
      privacy: off
      stages: [{id: a, name: \(text)}, {id: b, name: \(text)}]
      departments: [{id: d, name: \(text)}]
      channels: [{id: web, name: \(text)}]
      touchpoints:
        - {id: second, name: \(text), stage: a, department: d}
        - {id: buy, name: \(text), stage: b, kind: purchase}
      notes:
        - {headline: \(text)}
        - {at: touchpoint/second, text: \(text), source: \(text)}
      totals: [{what: purchases, value: 6, source: \(text)}]
      sources: [{file: events.csv}]

      """)
    let outcome = try MasaProgram.run(["report", folder.path, "--output", folder.path("out")])
    if outcome.exit == 2 {
      // A name that no person can have meant may be refused, in words.
      #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
      #expect(folder.names("out").isEmpty)
      return
    }
    #expect(outcome.exit == 0, "\(outcome.errors)")
    let output = try Output(folder.url.appending(path: "out"))
    try expectSafe(output)
  }

  @Test(
    "a client's id cannot choose a folder outside the output",
    arguments: ["../../etc", "/etc/x", "a/b", ".hidden", "..", "C:\\x", "אבג"])
  func clientFolder(_ id: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("in/events.csv", events("plain"))
    try folder.write("in/project.yml", "client: {id: \(yaml(id)), name: X}\nsources: [{file: events.csv}]\n")
    let outcome = try MasaProgram.run(["report", folder.path("in"), "--output", folder.path("a/b/out")])
    #expect(folder.names() == (outcome.exit == 0 ? ["a", "in"] : ["in"]))
    if outcome.exit == 0 {
      #expect(folder.names("a") == ["b"])
      #expect(folder.names("a/b") == ["out"])
      let output = try Output(folder.url.appending(path: "a/b/out"))
      #expect(output.place.split(separator: "/").count == 2)
    } else {
      #expect(outcome.exit == 2)
    }
  }
}
