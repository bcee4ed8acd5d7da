import TestSupport
import Testing

@testable import Reading

/// Workbooks laid out as survey tools write them.
@Suite struct XLSXSurveyTests {
  private func read(_ workbook: TestWorkbook, format: InputFormat? = nil) throws -> (
    inspection: Inspection, rows: [[String]], table: Table
  ) {
    try survey(workbook.bytes(), name: "סקר.xlsx", format: format)
  }

  @Test("a Google form's sheet in Hebrew: its time is a date cell, its questions are known")
  func googleForms() throws {
    let rows =
      inlineRow("חותמת זמן", "באיזו מידה סביר שתמליצו עלינו לחברים?", "מדוע?")
      + "<row><c s=\"1\"><v>46187.375</v></c><c><v>9</v></c><c t=\"inlineStr\"><is><t>שירות אדיב</t></is></c></row>"
      + inlineRow("2026/06/14 9:05:12 אחה״צ GMT+3", "4", "חיכיתי")
    let (inspection, texts, table) = try read(TestWorkbook(rows, formats: ["d/m/yyyy h:mm"]))
    #expect(inspection.format == .xlsx)
    #expect(inspection.questions.map(\.metric) == [.nps, .text])
    // 46187 days after 30 December 1899 is 14 June 2026; three eighths of a day are nine hours.
    #expect(texts == [["2026-06-14 09:00:00", "9", "שירות אדיב"], ["2026-06-14T21:05:12+03:00", "4", "חיכיתי"]])
    #expect(table.rowNumbers == [2, 3])
  }

  @Test("SurveyMonkey's two header rows, the first of them sparse, below a title")
  func surveyMonkey() throws {
    let rows =
      inlineRow("סקר שביעות רצון, יוני")
      + inlineRow("Respondent ID", "Collector ID", "Date Created", "עד כמה אתם מרוצים?", "", "", "", "", "")
      + inlineRow("", "", "", "מהמשלוח", "מהמוקד", "מהסניף", "מהאתר", "מהמחיר", "מהכול")
      + inlineRow("118", "7", "06/14/2026 10:00:00 AM", "5 – מרוצים מאוד", "3", "4", "4", "2", "4")
    let (inspection, texts, table) = try read(TestWorkbook(rows))
    #expect(inspection.survey?.tool == .surveymonkey)
    #expect(inspection.columns[3...4] == ["עד כמה אתם מרוצים? [מהמשלוח]", "עד כמה אתם מרוצים? [מהמוקד]"])
    #expect(inspection.questions.map(\.metric) == Array(repeating: .csat, count: 6))
    #expect(texts.map { $0[3] } == ["5 – מרוצים מאוד"])
    #expect(table.rowNumbers == [4])
  }

  private let qualtrics =
    inlineRow("StartDate", "Status", "Q1")
    + inlineRow("Start Date", "Response Type", "באיזו מידה סביר שתמליצו עלינו?")
    + inlineRow(
      "{&quot;ImportId&quot;:&quot;startDate&quot;,&quot;timeZone&quot;:&quot;Asia/Jerusalem&quot;}",
      "{&quot;ImportId&quot;:&quot;status&quot;}", "{&quot;ImportId&quot;:&quot;QID1&quot;}")
    + inlineRow("2026-06-01 10:00:00", "Survey Preview", "1") + inlineRow("2026-06-01 11:00:00", "IP Address", "9")

  @Test("Qualtrics: three header rows, the file's own zone, previews left out and counted")
  func qualtricsWorkbook() throws {
    let (inspection, texts, table) = try read(TestWorkbook(qualtrics))
    #expect(inspection.declaredZone == "Asia/Jerusalem")
    #expect(inspection.questions.map(\.text) == ["באיזו מידה סביר שתמליצו עלינו?"])
    #expect(inspection.samples[2] == ["9"])
    #expect(texts == [["2026-06-01 11:00:00", "IP Address", "9"]])
    #expect(table.rowsRead == 2)
    #expect(table.issues.entries.map(\.kind) == [.notAnAnswer])
    // The column that tells whether a row is an answer need not be asked for.
    let scores = try withFile(TestWorkbook(qualtrics).bytes(), name: "a.xlsx") { file in
      try Reading.read(
        try inspect(file, format: nil),
        ReadRequest(columns: [ColumnRequest(name: "Q1", kind: .dictionary)], zone: .utc))
    }
    #expect(ReadingTests.texts(of: scores) == [["9"]])
  }

  @Test("format: xlsx reads it as the plain table it also is, and a tool's own format is obeyed")
  func declared() throws {
    #expect(try read(TestWorkbook(qualtrics), format: .xlsx).rows.count == 4)
    #expect(try read(TestWorkbook(qualtrics), format: .surveyTool(.qualtrics)).rows.count == 1)
    let plain = TestWorkbook(inlineRow("who", "NPS") + inlineRow("1", "9") + inlineRow("2", "10"))
    let (inspection, rows, _) = try read(plain)
    #expect(inspection.survey == nil && rows.count == 2)
    #expect(inspection.questions.map(\.metric) == [.nps])
  }
}
