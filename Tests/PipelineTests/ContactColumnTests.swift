import Foundation
import TestSupport
import Testing

@testable import Pipeline

/// A column that says of each row how contact was made: the role `contact`.
struct ContactColumnTests {
  /// Forty leave their details and are called two hours later, twenty call themselves; thirty buy the day after. Ten ask
  /// half a year later, and nothing says how.
  private static let rows: String = {
    var rows = ""
    for i in 0..<60 {
      let day = "2025-01-\(10 + i % 20)T"
      rows += "c\(i),\(day)10:00:00Z,inquiry,\(i < 40 ? "Indirect" : "ישירה")\n"
      if i < 40 { rows += "c\(i),\(day)12:00:00Z,call,direct\n" }
      if i < 30 { rows += "c\(i),2025-02-01T09:00:00Z,buy,\n" }
    }
    for i in 0..<10 { rows += "late\(i),2025-06-30T10:00:00Z,inquiry,by letter\n" }
    return rows
  }()

  /// The same rows, an object a line.
  private static let objects: String = rows.split(separator: "\n").map { row in
    let cells = row.split(separator: ",", omittingEmptySubsequences: false)
    return #"{"customer":"\#(cells[0])","time":"\#(cells[1])","touchpoint":"\#(cells[2])","how":"\#(cells[3])"}"# + "\n"
  }.joined()

  private func made(_ role: String, asObjects: Bool = false) throws -> MadeReport {
    let folder = try TemporaryFolder()
    let file = asObjects ? "e.jsonl" : "e.csv"
    try folder.write(file, asObjects ? Self.objects : "customer,time,touchpoint,how\n" + Self.rows)
    try folder.write(
      "project.yml",
      """
      client: {id: t, name: T}
      languages: [en]
      privacy: off
      touchpoints: [inquiry, {id: call, initiated-by: company}, {id: buy, kind: purchase}]
      sources: [{file: \(file), columns: {customer: customer, time: time, touchpoint: touchpoint\(role)}}]

      """)
    return try MadeReport(
      try ProjectFiles(argument: folder.path("project.yml")),
      templates: TemplateFolder(at: Repository.root.appending(path: "site-templates").path), threads: 1)
  }

  private func report(_ role: String) throws -> [String: Any] {
    let made = try made(role)
    let file = try #require(made.site.files.first { $0.path == "report.json" })
    return try #require(try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any])
  }

  private func contact(_ report: [String: Any]) -> [String: Int]? {
    (report["channels"] as? [String: Any])?["contact"] as? [String: Int]
  }

  @Test("a row that says how contact was made goes before its touchpoint: who left details waits for a call")
  func declared() throws {
    let made = try report(", contact: how")
    let waiting = try #require(made["waiting"] as? [[String: Any]])
    try #require(waiting.count == 1)
    #expect(waiting[0]["touchpoint"] as? String == "inquiry")
    // Who called, and who wrote, has left no details.
    #expect(waiting[0]["requests"] as? Int == 40 && waiting[0]["withinDay"] as? Int == 40)
    #expect(waiting[0]["medianSeconds"] as? Double == 7_200)
    #expect(contact(made) == ["direct": 20, "indirect": 40, "none": 40])
  }

  @Test("without the role nobody left details, and nobody waited")
  func undeclared() throws {
    let made = try report("")
    #expect((made["waiting"] as? [Any])?.isEmpty == true)
    #expect(contact(made) == ["direct": 0, "indirect": 0, "none": 70])
  }

  @Test("words that name no way of contact are counted, with the first rows that have them", arguments: [false, true])
  func unknownWords(asObjects: Bool) throws {
    let quality = try made(", contact: how", asObjects: asObjects).quality
    let issues = try #require(quality.sources.first).issues
    #expect(issues.count(of: .unknownContact, column: "how") == 10 && issues.total == 10)
    let samples = issues.samples
    #expect(samples.count == 10 && samples.allSatisfy { $0.value == "by letter" })
    // 60 inquiries, 40 calls and 30 purchases stand before them, below the header where there is one.
    #expect(samples.map(\.row) == (0..<10).map { UInt32((asObjects ? 131 : 132) + $0) })
    #expect(quality.misread.map(\.key) == ["doubt.unread"])
    #expect(try #require(made("", asObjects: asObjects).quality.sources.first).issues.total == 0)
  }

  @Test(
    "a column named for the way of contact or for the product that the file has not is refused by name",
    arguments: ["contact", "product"])
  func missingColumn(role: String) throws {
    #expect {
      try made(", \(role): nowhere")
    } throws: { error in
      "\(error)".contains("nowhere")
    }
  }

  @Test("the column tells no groups apart, for it was asked what contact was and not who")
  func noGroup() throws {
    let factors = try JSONSerialization.data(withJSONObject: report(", contact: how"))
    let text = String(decoding: factors, as: UTF8.self).replacing("\"column\":\"how\"", with: "")
    #expect(!text.contains("\"how\""))
  }
}
