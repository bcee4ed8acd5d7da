import Foundation
import TestSupport
import Testing

/// Files as clients send them, without a project file: each must give what is right, or say what is missing.
@Suite(.enabled(if: Repository.sharedData != nil, "the shared data are not here"))
struct ClientFilesTests {
  private func path(_ name: String) throws -> String {
    try #require(Repository.sharedData).appending(path: "cases/" + name).path
  }

  private func report(_ name: String) throws -> (outcome: MasaProgram.Outcome, output: Output) {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path("out"), withIntermediateDirectories: true)
    let outcome = try MasaProgram.run(["report", try path(name), "--output", folder.path("out")])
    return (outcome, try Output(folder.url.appending(path: "out")))
  }

  private func refused(_ name: String, _ command: String = "report") throws -> String {
    let folder = try TemporaryFolder()
    let outcome = try MasaProgram.run(
      [command, try path(name), "--language", "en"] + (command == "report" ? ["--output", folder.path("out")] : []))
    #expect(outcome.exit == 2)
    #expect(outcome.errorLines.count == 1)
    return outcome.errors
  }

  @Test(
    "who served and where is no touchpoint, and a column that says what happened is",
    arguments: [
      ("02-agent-column-becomes-touchpoint/01a-roles.csv", "Agent", ["Susi", "Samuil", "Richard"]),
      ("02-agent-column-becomes-touchpoint/01l-roles.csv", "Branch", ["Susi", "Henk"]),
    ])
  func people(_ name: String, column: String, names: [String]) throws {
    let (outcome, output) = try report(name)
    #expect(outcome.exit == 0)
    let events = try output.report()["touchpoints"].list.map { "\($0["id"].string ?? "") \($0["events"].int ?? 0)" }
    #expect(
      events.sorted() == [
        "Delivery 43", "Instagram ad 75", "Order 43", "Phone call 79", "Store visit 68", "Website 89",
      ])
    for page in output.pages() { for name in names { #expect(!output.text(page).contains(name)) } }
    #expect(outcome.output.contains("touchpoint = Operation"))
    // Two columns could be the time; which was taken, which was not, and how to say otherwise.
    #expect(outcome.errors.contains("column Start Date was taken for date and not End Date"))
    #expect(outcome.errors.contains("asks which it is") && !outcome.errors.contains("columns: {"))
  }

  @Test("six touchpoints under Hebrew headers, and the money beside them")
  func hebrew() throws {
    let report = try report("02-agent-column-becomes-touchpoint/64g-he-headers.csv").output.report()
    #expect(report["touchpoints"].list.map { $0["events"].int ?? 0 }.sorted() == [43, 43, 68, 75, 79, 89])
  }

  @Test("a number that counts or measures is nobody's id")
  func noCustomer() throws {
    for name in ["73a-no-customer.csv", "73c-time-as-customer.csv"] {
      let errors = try refused("04-any-number-becomes-customer/" + name)
      #expect(errors.contains("no column found for the customer"))
      // There is no project file yet in which a key could stand.
      #expect(errors.contains("write a project file"))
    }
    #expect(try report("04-any-number-becomes-customer/73b-stepid.csv").output.report()["customers"].int == 80)
  }

  @Test("an order of several articles is one purchase")
  func shop() throws {
    let report = try report("06-order-number-becomes-touchpoint/17-shopify.csv").output.report()
    #expect(report["purchases"].int == 139)
    #expect(report["customers"].int == 60)
    #expect(report["amount"].double == 52_333.88)
    #expect(report["touchpoints"].list.map { $0["id"].string } == ["purchase"])
  }

  @Test("subjects of tickets are printed nowhere")
  func subjects() throws {
    let output = try report("07-free-text-becomes-touchpoint/23-zendesk.csv").output
    #expect(try output.report()["touchpoints"].list.count == 3)
    for file in output.paths { #expect(!output.text(file).contains("Help needed")) }
  }

  @Test(
    "an empty id never beats a full one",
    arguments: ["19-ga4-bq.csv", "19d-ga4-partial.csv", "19g-amplitude-userid-empty.csv"])
  func emptyIDs(_ name: String) throws {
    let (outcome, output) = try report("09-empty-id-column-wins/" + name)
    #expect(outcome.exit == 0)
    #expect(try output.report()["customers"].int == 80)
    #expect(try output.report()["events"].int == 397)
  }

  @Test("a day and a time of day beside it are one moment", arguments: ["03a-date-time.csv", "03c-calldate.csv"])
  func moments(_ name: String) throws {
    let (outcome, output) = try report("11-date-and-time-columns/" + name)
    #expect(outcome.exit == 0)
    #expect(try output.report()["variants"].int == 75)
    let check = try MasaProgram.run(["check", try path("11-date-and-time-columns/" + name), "--language", "en"])
    #expect(!check.output.contains("rows equal to another"))
  }

  @Test(
    "lines above the header are passed over",
    arguments: ["02a-pre-he-1255.csv", "02b-pre-nocommas.csv", "02c-pre-hash.csv"])
  func titles(_ name: String) throws {
    let report = try report("26-lines-above-the-header/" + name).output.report()
    #expect(report["events"].int == 397)
    #expect(report["amount"].double == 54_789.56)
  }

  @Test(
    "an id and nothing but dates is a date for each stage",
    arguments: [("22-hubspot-became.csv", 241), ("22b-sheet-wide.csv", 234)])
  func dates(_ name: String, events: Int) throws {
    let report = try report("35-wide-dates/" + name).output.report()
    #expect(report["events"].int == events)
    #expect(report["customers"].int == 80)
  }

  @Test("rows that can be read are read, and the bad values are shown")
  func badDates() throws {
    let name = "40-unreadable-values-message/apro-test9.csv"
    let (outcome, output) = try report(name)
    #expect(outcome.exit == 1)
    #expect(outcome.errors.contains("2 of 13 rows rejected"))
    #expect(try output.report()["events"].int == 11)
    let check = try MasaProgram.run(["check", try path(name), "--language", "en"])
    #expect(check.output.contains("2019-19-12T15:13:05.114") && check.output.contains("2019-19-12T15:13:05.133"))
  }

  @Test("a workbook of Excel 2003 is called so")
  func spreadsheetML() throws {
    #expect(
      try refused("42-spreadsheetml-xls/39b-spreadsheetml.xls").contains(
        "an Excel 2003 XML workbook is not readable; save it as .xlsx"))
  }

  @Test(
    "answers are a survey for every command",
    arguments: [
      "43-long-survey-and-one-question/53b-labelled-reversed.csv", "43-long-survey-and-one-question/57-long-survey.csv",
      "survey-survey-as-log/survey-as-log.csv", "survey-survey-as-log/survey-as-log-nps.csv",
      "survey-survey-as-log/survey-as-log-npsscore.csv", "survey-survey-as-log/survey-as-log-notp.csv",
      "survey-survey-as-log/survey-as-log-rating.csv",
    ])
  func surveys(_ name: String) throws {
    for command in ["report", "check"] {
      let errors = try refused(name, command)
      #expect(errors.contains("looks like a survey") && errors.contains("masa init"))
    }
    let folder = try TemporaryFolder()
    try folder.copy(URL(filePath: try path(name)), to: "answers.csv")
    let drafted = try MasaProgram.run(["init", folder.path("answers.csv"), "--output", folder.path("project.yml")])
    #expect(drafted.exit == 0, "\(drafted.errors)")
    #expect(try folder.text("project.yml").contains("kind: survey"))
  }

  @Test("a survey of one row an answer has the scores of its people")
  func longSurvey() throws {
    let folder = try TemporaryFolder()
    let name = "43-long-survey-and-one-question/57-long-survey.csv"
    try folder.copy(URL(filePath: try path(name)), to: "answers.csv")
    try folder.write("project.yml", "client: X\nsources: [{file: answers.csv, kind: survey}]\n")
    let report = try Samples.build(folder.path).report()
    let question = try #require(
      report["surveys"].list.first { $0["metric"].string == "nps" })
    #expect(question["n"].int == 80)
    #expect(question["value"]["value"].double == -45)
  }

  @Test("a purchase that no row can be is said")
  func impossiblePurchase() throws {
    let (_, output) = try report("guess-declared-purchase/declared-purchase.yml")
    let outcome = try report("guess-declared-purchase/declared-purchase.yml").outcome
    #expect(
      outcome.errors.contains("purchase") && outcome.errors.contains("touchpoint: {always: NAME}"), "\(outcome.errors)")
    #expect(output.page("data-quality").contains("purchase"))
  }

  @Test("what leaves no row is named: the period, the end of observation, the filter")
  func reasons() throws {
    #expect(try refused("fault-wrong-reason/project.yml").contains("period: 2024-01-01..2024-12-31"))
    #expect(try refused("fault-wrong-reason/p2.yml").contains("observed-until: 2024-01-01"))
    // The file's ids count from 0, which is a word for nobody: that row is rejected, and not left out once more.
    #expect(try refused("fault-wrong-reason/p3.yml").contains("`filter` leaves out 19; 1 rejected"))
    for project in ["project.yml", "p2.yml", "p3.yml"] {
      #expect(try !refused("fault-wrong-reason/" + project).contains("NaN"))
    }
  }
}
