import Foundation
import TestSupport
import Testing

/// Keys of a source that say how its columns, rows and sheets are to be understood.
struct SourceKeyTests {
  private func built(_ source: String, _ text: String, more: String = "") throws -> JSONValue {
    let folder = try TemporaryFolder()
    try folder.write("e.csv", text)
    try folder.write(
      "project.yml",
      "client: X\nprivacy: off\ntouchpoints: [{id: none-of-these, planned: yes}]\n\(more)sources:\n  - \(source)\n")
    return try Samples.build(folder.path).report()
  }

  private func events(_ report: JSONValue) -> [String] {
    report["touchpoints"].list.filter { ($0["events"].int ?? 0) > 0 }
      .map { "\($0["id"].string ?? "") \($0["events"].int ?? 0)" }.sorted()
  }

  private let rows = """
    a,b,day,hour,kind,place,state
    u1,d1,01/02/2025,09:00,sale,shop,ok
    ,d1,13/02/2025,10:30,sale,site,test
    (not set),d2,14/02/2025,1105,refund,shop,ok
    u1,d3,15/02/2025,,sale,shop,preview 2

    """

  @Test("several columns make a customer, a moment and a touchpoint")
  func made() throws {
    let report = try built(
      "{file: e.csv, columns: {customer: [a, b], time: [day, hour], touchpoint: [kind, place]}}", rows)
    #expect(report["events"].int == 4)
    // u1, d1 and d2: an empty cell and "(not set)" name nobody.
    #expect(report["customers"].int == 3)
    #expect(events(report) == ["refund · shop 1", "sale · shop 2", "sale · site 1"])
  }

  @Test("every row is what the project says")
  func always() throws {
    for key in [
      "touchpoint: {always: Delivery}, columns: {customer: b, time: day}",
      "columns: {customer: b, time: day, touchpoint: {always: Delivery}}",
    ] {
      #expect(try events(built("{file: e.csv, \(key)}", rows)) == ["Delivery 4"])
    }
  }

  @Test("rows are left out by any column: keys of an entry together, entries each alone")
  func filter() throws {
    let columns = "columns: {customer: b, time: day, touchpoint: kind}"
    let own = try built("{file: e.csv, \(columns), filter: [{where: {state: [test, \"preview *\"]}}]}", rows)
    #expect(events(own) == ["refund 1", "sale 1"])
    let both = try built(
      "{file: e.csv, \(columns), filter: [{where: {state: ok, place: shop}, touchpoint: sale}]}", rows)
    #expect(events(both) == ["refund 1", "sale 2"])
    let project = try built(
      "{file: e.csv, \(columns)}", rows,
      more: "filter: [{where: {state: test}}, {where: {nowhere: x}}, {touchpoint: refund}]\n")
    #expect(events(project) == ["sale 2"])
  }

  @Test("a table of dates is filtered by a stage and by a column together, and by each alone")
  func filterOfStages() throws {
    let wide = """
      deal,owner,date entered Lead,date entered Offer,date entered Won
      d1,Dana,2025-01-01,2025-01-05,2025-01-09
      d2,Uri,2025-01-02,2025-01-06,
      d3,Dana,2025-01-03,,2025-01-08

      """
    let columns = "columns: {customer: deal}"
    let both = try built("{file: e.csv, \(columns), filter: [{touchpoint: Won, where: {owner: Dana}}]}", wide)
    #expect(events(both) == ["Lead 3", "Offer 2"])
    let one = try built("{file: e.csv, \(columns), filter: [{touchpoint: Offer, where: {owner: Dana}}]}", wide)
    #expect(events(one) == ["Lead 3", "Offer 1", "Won 2"])
    let each = try built("{file: e.csv, \(columns), filter: [{touchpoint: Lead}, {where: {owner: Uri}}]}", wide)
    #expect(events(each) == ["Offer 1", "Won 2"])
  }

  @Test("sheets under one header are one export; others are read when they are named, all or some")
  func sheets() throws {
    func rows(_ month: Int, _ header: String) -> String {
      inlineRow("customer", "time", header)
        + (1...4).map { inlineRow("c\($0)", "2025-0\(month)-0\($0) 10:00", "m\(month)") }.joined()
    }
    let folder = try TemporaryFolder()
    func events(_ source: String) throws -> [String] {
      try folder.write("project.yml", "client: X\nprivacy: off\nsources: [\(source)]\n")
      return try self.events(Samples.build(folder.path).report())
    }
    let months = [1, 2, 3].map { (name: "Month \($0)", state: "visible", rows: rows($0, "touchpoint")) }
    try folder.write("e.xlsx", TestWorkbook(sheets: months).bytes())
    #expect(try events("{file: e.xlsx}") == ["m1 4", "m2 4", "m3 4"])
    #expect(try events("{file: e.xlsx, sheets: [Month 1, Month 3]}") == ["m1 4", "m3 4"])
    #expect(try events("{file: e.xlsx, sheet: Month 2}") == ["m2 4"])
    // Under another header the rows may be something else: they are read when the project says so.
    let other = months.dropLast() + [(name: "Month 3", state: "visible", rows: rows(3, "activity"))]
    try folder.write("e.xlsx", TestWorkbook(sheets: Array(other)).bytes())
    try folder.write("project.yml", "client: X\nsources: [{file: e.xlsx}]\n")
    let said = try MasaProgram.run(["check", folder.path, "--language", "en"])
    #expect(
      said.output.contains("Month 3 holds rows under another header and is not read; sheets: all settles it"), "\(said)"
    )
    #expect(try events("{file: e.xlsx, sheets: all}") == ["m1 4", "m2 4", "m3 4"])
    // The page that says what was read does not say that it was all.
    try folder.write("project.yml", "client: X\nlanguages: [en]\nprivacy: off\nsources: [{file: e.xlsx}]\n")
    _ = try MasaProgram.run(["report", folder.path, "--output", folder.path("out"), "--language", "en"])
    let page = try Output(folder.url.appending(path: "out")).page("data-quality").replacing(/<[^>]*>/, with: "")
    #expect(page.contains("All rows that were read are in this report; 1 sheet was not read"))
    #expect(page.contains("the sheet Month 3 holds rows under another header and was not read"))
    let missing = try MasaProgram.run([
      "check", try folder.write("p.yml", "client: X\nsources: [{file: e.xlsx, sheets: [May]}]\n"),
    ])
    #expect(
      missing.exit == 2 && missing.errors.contains("May") && missing.errors.contains("Month 1"), "\(missing.errors)")
  }

  @Test("headers of sheets compare without case, and so do the columns that the project names")
  func spelling() throws {
    let folder = try TemporaryFolder()
    let sheets = [("Jan", ["customer", "time", "touchpoint"]), ("Feb", ["Customer", "TIME", "Touchpoint"])].map {
      name, header in
      (
        name: name, state: "visible",
        rows: inlineRow(header[0], header[1], header[2])
          + (1...4).map { inlineRow("c\($0)", "2025-01-0\($0) 10:00", name) }.joined()
      )
    }
    try folder.write("e.xlsx", TestWorkbook(sheets: sheets).bytes())
    for source in ["{file: e.xlsx}", "{file: e.xlsx, columns: {touchpoint: touchpoint}}"] {
      try folder.write("project.yml", "client: X\nprivacy: off\nsources: [\(source)]\n")
      let output = try Samples.build(folder.path)
      #expect(try events(output.report()) == ["Feb 4", "Jan 4"], "\(source)")
      #expect(!output.page("data-quality").contains("was not read"))
    }
  }

  @Test("an export of nothing but tests is refused, and kept by a key that the draft writes down")
  func tests() throws {
    let folder = try TemporaryFolder()
    var csv =
      "StartDate,EndDate,Status,ResponseId,Q1\nStart Date,End Date,Response Type,Response ID,How likely are you to recommend us?\n"
    csv +=
      "\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"endDate\"\"}\",\"{\"\"ImportId\"\":\"\"status\"\"}\","
    csv += "\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\"\n"
    for row in 0..<40 {
      csv += "2025-01-\(10 + row % 19) 10:00:00,2025-01-\(10 + row % 19) 10:01:00,Survey Test,R_\(row),\(row % 11)\n"
    }
    try folder.write("q.csv", csv)
    #expect(try MasaProgram.run(["init", folder.path("q.csv"), "--output", folder.path("project.yml")]).exit == 0)
    let refused = try MasaProgram.run(["report", folder.path, "--output", folder.path("out"), "--language", "en"])
    #expect(
      refused.exit == 2 && refused.errors.contains("all 40 rows are previews, tests or deleted"), "\(refused.errors)")
    let text = try folder.text("project.yml")
    #expect(text.contains("    # tests: keep  # every answer is a preview or a test"))
    try folder.write("project.yml", text.replacing("    # tests: keep", with: "    tests: keep"))
    let surveys = try Samples.build(folder.path).report()["surveys"].list
    #expect(surveys.first { $0["metric"].string == "nps" }?["n"].int == 40)
  }

  @Test("activities that a lifecycle drops whole are named, with what keeps them")
  func droppedActivities() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<30).map { row in
      "c\(row % 6),2025-01-\(10 + row % 19),\(row % 3 == 0 ? "Call,start" : "Visit,complete")\n"
    }
    let file = try folder.write("e.csv", "customer,time,touchpoint,lifecycle:transition\n" + rows.joined())
    let outcome = try MasaProgram.run(["report", file, "--output", folder.path("out"), "--language", "en"])
    #expect(outcome.exit == 0)
    #expect(
      outcome.errors.contains("leaves out every row of: Call") && outcome.errors.contains("lifecycle: all"),
      "\(outcome.errors)")
    let check = try MasaProgram.run(["check", file, "--language", "en"])
    #expect(check.output.contains("leaves out every row of: Call"))
    try folder.write("project.yml", "client: X\nlifecycle: all\nsources: [{file: e.csv}]\n")
    #expect(try !MasaProgram.run(["check", folder.path, "--language", "en"]).output.contains("leaves out every row"))
  }

  @Test("a filter by a column that its own source does not have is refused")
  func missingColumn() throws {
    let folder = try TemporaryFolder()
    try folder.write("e.csv", rows)
    try folder.write(
      "project.yml",
      "client: X\nsources: [{file: e.csv, columns: {customer: b, time: day, touchpoint: kind}, filter: [{where: {stat: x}}]}]\n"
    )
    let outcome = try MasaProgram.run(["check", folder.path, "--language", "en"])
    #expect(outcome.exit == 2)
    #expect(outcome.errors.contains("no column \"stat\"") && outcome.errors.contains("did you mean \"state\"?"))
  }

  @Test("the header's line and the encoding can be said")
  func hints() throws {
    let folder = try TemporaryFolder()
    let title: [UInt8] = Array("x,y,z\n\n".utf8)
    // "ביקור" in Windows-1255, beside ASCII.
    let word: [UInt8] = [0xE1, 0xE9, 0xF7, 0xE5, 0xF8]
    try folder.write("e.csv", title + Array("customer,time,touchpoint\nc1,2025-01-01,".utf8) + word + Array("\n".utf8))
    try folder.write(
      "project.yml", "client: X\nprivacy: off\nsources: [{file: e.csv, header-row: 3, encoding: windows-1255}]\n")
    #expect(try events(Samples.build(folder.path).report()) == ["ביקור 1"])
    try folder.write("project.yml", "client: X\nsources: [{file: e.csv, encoding: windows-1253}]\n")
    let errors = try MasaProgram.run(["check", folder.path]).errors
    #expect(errors.contains("sources.encoding: unknown value \"windows-1253\""), "\(errors)")
  }

  @Test("a header that is repeated further down is no rejected row")
  func repeatedHeader() throws {
    let folder = try TemporaryFolder()
    let text = "customer,time,touchpoint\nc1,2025-01-01,a\ncustomer,time,touchpoint\nc2,2025-01-02,b\n"
    let outcome = try MasaProgram.run(["check", try folder.write("e.csv", text), "--language", "en"])
    #expect(outcome.exit == 0)
    #expect(outcome.output.contains("the header again, left out"))
    #expect(!outcome.output.contains("rejected"))
  }

  @Test("totals by hour, page and path are refused as totals")
  func totals() throws {
    let folder = try TemporaryFolder()
    let hours =
      "date,hour,sessions,users\n"
      + (0..<48).map { "2025-01-0\(1 + $0 / 24),\($0 % 24),\($0 * 7),\($0 * 5)\n" }.joined()
    let pages = "page,views,visitors\n" + (0..<30).map { "/p/\($0),\($0 * 9 + 1),\($0 * 5 + 1)\n" }.joined()
    for (text, what) in [(hours, "totals by hour"), (pages, "totals by page")] {
      let outcome = try MasaProgram.run(["check", try folder.write("t.csv", text)])
      #expect(outcome.exit == 2)
      #expect(outcome.errors.contains(what), "\(outcome.errors)")
    }
  }

  @Test("a list of orders is one of purchases, however an order stands")
  func orders() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<60).map {
      "#\(1000 + $0),u\($0 % 20)@x.org,2025-01-\(10 + $0 % 19),\($0).50,\(["Completed", "Cancelled"][$0 % 2])\n"
    }
    let file = try folder.write("o.csv", "Order Number,Customer Email,Order Date,Order Total,Status\n" + rows.joined())
    let outcome = try MasaProgram.run(["report", file, "--output", folder.path("out"), "--language", "en"])
    // Every row counts, and that it does is said.
    #expect(outcome.exit == 0 && outcome.errors.contains("Status says Cancelled"), "\(outcome.errors)")
    let report = try Output(folder.url.appending(path: "out")).report()
    #expect(report["purchases"].int == 60)
    #expect(report["customers"].int == 20)
  }

  @Test("a response number and points are a survey, whatever the points are called")
  func unnamedScore() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<60).map {
      "s\($0),2025-01-\(10 + $0 % 19),u\($0)@x.org,\(["shop", "site"][$0 % 2]),\(1 + $0 % 5),\(["good", "slow"][$0 % 2])\n"
    }
    let file = try folder.write(
      "o.csv", "Submission ID,Submitted at,email,touchpoint,How was it,Comments\n" + rows.joined())
    #expect(try MasaProgram.run(["check", file]).errors.contains("looks like a survey"))
  }

  @Test("a command that is nearly one is named")
  func misspelt() throws {
    let outcome = try MasaProgram.run(["chek", "x.csv"])
    #expect(outcome.exit == 2)
    #expect(outcome.errors == "masa: there is no command \"chek\"; did you mean \"check\"?\n")
  }

  @Test("a key that is given twice has a line")
  func twice() throws {
    let folder = try TemporaryFolder()
    try folder.write("project.yml", "client: X\ntimezone: UTC\ndraft: no\ntimezone: UTC\n")
    let errors = try MasaProgram.run(["check", folder.path]).errors
    #expect(errors.contains("project.yml:2:1: given twice in one map: \"timezone\""), "\(errors)")
  }

  @Test("a draft names the columns that belong together, and runs")
  func draft() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<40).map { "u\($0 % 9),\(10 + $0 % 19)/01/2025,\(9 + $0 % 9):30,\(["Visit", "Call"][$0 % 2])\n" }
    try folder.write("e.csv", "Customer ID,Date,Time,Activity\n" + rows.joined())
    let outcome = try MasaProgram.run(["init", folder.path("e.csv"), "--output", folder.path("project.yml")])
    #expect(outcome.exit == 0, "\(outcome.errors)")
    #expect(try folder.text("project.yml").contains("time: [Date, Time]"))
    #expect(try Samples.build(folder.path).report()["events"].int == 40)
  }

  @Test(
    "a column may be declared a branch or a campaign, is renamed in by that name, and its spellings are proposed as one"
  )
  func places() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<30).map { "c\($0),2026-01-\(10 + $0 % 9) 10:00,visit,\($0 < 5 ? "Haifa  port" : "Haifa Port"),x\n" }
    try folder.write("events.csv", "customer,time,touchpoint,where sold,utm\n" + rows.joined())
    func project(_ rest: String) throws {
      try folder.write(
        "project.yml",
        """
        client: T
        sources: [{file: events.csv, columns: {branch: where sold, campaign: utm}}]
        \(rest)
        """)
    }
    try project("")
    let check = try MasaProgram.run(["check", folder.path("project.yml"), "--language", "en"])
    #expect(check.output.contains("rename: [{column: where sold, from: "), "\(check.output)")
    // What is renamed is filtered by its new name: all rows but those of the branch.
    try project(
      "rename: [{column: branch, from: \"Haifa  port\", to: Haifa Port}]\nfilter: [{where: {branch: Haifa Port}}]")
    let none = try MasaProgram.run(["check", folder.path("project.yml"), "--language", "en"])
    #expect(!(none.output + none.errors).contains("without effect"), "\(none.errors)")
    try folder.write("project.yml", "client: T\nsources: [{file: events.csv, columns: {branch: nowhere}}]\n")
    let missing = try MasaProgram.run(["check", folder.path("project.yml"), "--language", "en"])
    #expect(missing.errors.contains("no column \"nowhere\""), "\(missing.errors)")
  }
}
