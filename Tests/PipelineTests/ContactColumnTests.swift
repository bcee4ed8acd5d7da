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

  private func report(_ role: String) throws -> [String: Any] {
    let folder = try TemporaryFolder()
    try folder.write("e.csv", "customer,time,touchpoint,how\n" + Self.rows)
    try folder.write(
      "project.yml",
      """
      client: {id: t, name: T}
      languages: [en]
      privacy: off
      touchpoints: [inquiry, {id: call, initiated-by: company}, {id: buy, kind: purchase}]
      sources: [{file: e.csv, columns: {customer: customer, time: time, touchpoint: touchpoint\(role)}}]

      """)
    let made = try MadeReport(
      try ProjectFiles(argument: folder.path("project.yml")),
      templates: TemplateFolder(at: Repository.root.appending(path: "site-templates").path), threads: 1)
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

  @Test("the column tells no groups apart, for it was asked what contact was and not who")
  func noGroup() throws {
    let factors = try JSONSerialization.data(withJSONObject: report(", contact: how"))
    #expect(!String(decoding: factors, as: UTF8.self).contains("\"how\""))
  }
}
