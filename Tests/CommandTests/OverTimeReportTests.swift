import Foundation
import TestSupport
import Testing

/// What changed at a whole client, and since when; the truth is that of its own folder.
@Suite(.enabled(if: Repository.sharedData != nil, "the shared data are not here"))
struct OverTimeReportTests {
  /// The client's report with its survey after an event, and perhaps more lines of the project file.
  private func output(_ more: String = "") throws -> Output {
    let folder = try MessyClient.folder(tills: ["tills.xlsx"])
    let name = "transactional_survey_qualtrics.csv"
    try FileManager.default.copyItem(
      at: try #require(Repository.sharedData).appending(path: "messy-client/" + name),
      to: folder.url.appending(path: name))
    let survey = """
        - file: \(name)
          kind: survey
          type: transactional
          columns: {customer: ExternalReference, time: RecordedDate, touchpoint: touchpoint, language: UserLanguage}
          questions: [{column: Q1, metric: csat, scale: 1..5}]

      """
    let project = MessyClient.project.replacingOccurrences(of: "TILLS", with: "tills.xlsx")
    try folder.write("project.yml", project + survey + more)
    let outcome = try MasaProgram.run(["report", folder.path("project.yml"), "--output", folder.path("out")])
    #expect(outcome.exit == 0, "\(outcome.errors)")
    return try Output(folder.url.appending(path: "out"))
  }

  @Test("at the shop log the dip of payments from 19 May on and the peak of support stand out by themselves")
  func shop() throws {
    let folder = try TemporaryFolder()
    let log = try #require(Repository.sharedData).appending(path: "clickstream/ecom.csv.gz")
    try folder.copy(log, to: "ecom.csv.gz")
    try folder.write(
      "project.yml",
      """
      client: {id: ecom, name: Shop}
      languages: [en]
      timezone: UTC
      touchpoints: [{id: purchase, kind: purchase}]
      sources:
        - file: ecom.csv.gz
          columns: {customer: user_id, time: timestamp, touchpoint: event, channel: acquisition_channel}

      """)
    let outcome = try MasaProgram.run(["report", folder.path("project.yml"), "--output", folder.path("out")])
    #expect(outcome.exit == 0, "\(outcome.errors)")
    let changes = try Output(folder.url.appending(path: "out")).report()["overTime"]["changes"].list
    // Weeks of 31 to 48 errors of payment lie from 19 May to 8 June, and none elsewhere.
    for (subject, id, rises) in [("purchasesAfter", "payment_details", false), ("touchpoint", "support_chat", true)] {
      let own = try #require(changes.first { $0["subject"].string == subject && $0["id"].string == id })
      #expect(own["form"].string == "spell")
      #expect(own["from"].string == "2024-05-19" && own["to"].string == "2024-06-08")
      let (inside, outside) = (own["inside"]["value"].double ?? 0, own["outside"]["value"].double ?? 0)
      #expect((inside > outside) == rises)
    }
  }

  @Test("answers about deliveries from September 2025, first on page one, and WhatsApp from August 2025")
  func changes() throws {
    let output = try output()
    let found = try output.report()["overTime"]
    let score = try #require(found["scoreChanges"].list.first)
    #expect(score["touchpoint"].string == "delivery" && score["form"].string == "step")
    #expect(score["from"].string == "2025-09-01" && score["rises"] == .number(0))
    // 82 % and 44 %, as those who made the client say.
    #expect(abs((score["outside"]["value"]["value"].double ?? 0) - 0.82) < 0.02)
    #expect(abs((score["inside"]["value"]["value"].double ?? 0) - 0.44) < 0.02)
    let whatsapp = try #require(
      found["changes"].list.first { $0["id"].string == "whatsapp" && $0["subject"].string == "touchpoint" })
    #expect(whatsapp["form"].string == "begins")
    // One customer came in the week before, nine in this one.
    #expect(whatsapp["from"].string == "2025-08-03", "\(whatsapp)")
    #expect(output.page("index").contains("Answers about"))
    let page = output.page("over-time").replacing(/<[^>]*>/, with: "")
    #expect(page.contains("September 2025") && page.contains("3 August 2025"))
    let first = try output.report()["findings"].list.first { $0["id"].string == "over-time/headline" }
    #expect(first?["text"]["en"].string?.contains("September 2025") == true)
    #expect(first?["text"]["he"].string?.contains("מאז ספטמבר 2025") == true)
  }

  @Test("with a dated fact the answers before and after it stand with the range of the difference")
  func fact() throws {
    let output = try output(
      "facts: [{date: 2025-09-01, name: {he: מוביל חדש, en: New carrier}, touches: [delivery]}]\n")
    let fact = try #require(try output.report()["overTime"]["facts"].list.first)
    let score = try #require(fact["scores"].list.first { $0["touchpoint"].string == "delivery" })
    #expect((score["difference"]["high"].double ?? 0) < -0.2 && (score["adjustedP"].double ?? 1) < 0.001)
    #expect(fact["levels"].list.contains { $0["subject"].string == "journeys" })
    #expect(output.page("over-time").contains("New carrier"))
  }
}
