import Foundation
import TestSupport
import Testing

@testable import Reading

@Suite struct XLSXSheetTests {
  private let table = inlineRow("id", "what") + inlineRow("1", "a")

  @Test("the first visible sheet with a header and a row is read, whatever the files are called")
  func choice() throws {
    let workbook = TestWorkbook(sheets: [
      ("Lists", "hidden", inlineRow("x", "y") + inlineRow("1", "2")), ("Secret", "veryHidden", inlineRow("x", "y")),
      ("Cover", "visible", ""), ("Empty form", "visible", inlineRow("p", "q")), ("Data", "visible", table),
      ("More", "visible", inlineRow("n", "m") + inlineRow("3", "4")),
    ])
    #expect(try workbookRows(workbook).columns == ["id", "what"])
    #expect(try workbookRows(workbook, sheet: "More").rows == [["3", "4"]])
    #expect(try workbookRows(workbook, sheet: "Lists").rows == [["1", "2"]])
    #expect(
      try workbookFailure(workbook.bytes(), sheet: "Dat")
        == "visits.xlsx: no sheet \"Dat\"; sheets found: Lists, Secret, Cover, Empty form, Data, More"
        + " (did you mean \"Data\"?)")
    try withFile(workbook.bytes(), name: "a.bin") { file in
      let inspection = try inspect(file, format: nil)
      #expect(inspection.format == .xlsx)
      #expect(inspection.sheet?.sheet == "Data")
      #expect(inspection.sheet?.sheets.count == 6)
    }
  }

  @Test("a hidden sheet is read when there is no other")
  func onlyHidden() throws {
    #expect(try workbookRows(TestWorkbook(sheets: [("Data", "hidden", table)])).rows == [["1", "a"]])
  }

  @Test("workbooks without a table say so, with the names of their sheets")
  func noTable() throws {
    let two = TestWorkbook(sheets: [("A", "visible", ""), ("ב", "visible", inlineRow("x", "y"))])
    #expect(
      try workbookFailure(two.bytes())
        == "visits.xlsx: no sheet has a header row with a row below it; sheets found: A, ב")
    #expect(
      try workbookFailure(TestWorkbook(inlineRow("x", "y")).bytes())
        == "visits.xlsx: there is a header (x, y) but not one row below it")
  }

  @Test("strict workbooks are read like the usual ones")
  func strict() throws {
    let workbook = TestWorkbook(
      sheets: [
        ("Data", "visible", inlineRow("when", "y") + "<row><c s=\"1\"><v>46027</v></c><c t=\"s\"><v>0</v></c></row>")
      ],
      texts: ["<t>b</t>"], formats: ["d/m/yyyy"], isStrict: true)
    #expect(try workbookRows(workbook).rows == [["2026-01-05", "b"]])
  }

  @Test("titles above, empty rows and columns around and between are no part of the table")
  func surroundings() throws {
    func cell(_ place: String, _ text: String) -> String { "<c r=\"\(place)\" t=\"str\"><v>\(text)</v></c>" }
    let rows = [
      "<row r=\"1\"/>", "<row r=\"2\">\(cell("A2", "Export of the call centre"))</row>",
      "<row r=\"3\">\(cell("A3", "until"))\(cell("B3", "31.3.2026"))</row>", "<row r=\"4\"><c r=\"C4\" s=\"1\"/></row>",
      "<row r=\"6\">\(cell("C6", "id"))\(cell("E6", "when"))\(cell("F6", "what"))\(cell("G6", "note"))</row>",
      "<row r=\"7\">\(cell("C7", "1"))\(cell("D7", "extra"))\(cell("E7", "2026-01-05"))\(cell("F7", "call"))</row>",
      "<row r=\"9\">\(cell("F9", "visit"))\(cell("C9", "2"))</row>", "<row r=\"10\">\(cell("C10", " "))</row>",
      "<row r=\"11\"><c r=\"C11\"/></row>",
    ]
    let result = try workbookRows(TestWorkbook(rows.joined()))
    #expect(result.columns == ["id", "column 2", "when", "what", "note"])
    #expect(result.rows == [["1", "extra", "2026-01-05", "call", ""], ["2", "", "", "visit", ""]])
    #expect(result.table.rowNumbers == [7, 9])
    #expect(result.table.issues.total == 0)
  }

  @Test("a merged cell's value stands in its first cell, so a merged header leaves columns without a name")
  func merged() throws {
    func row(_ number: Int, _ cells: [String]) -> String {
      "<row r=\"\(number)\">"
        + zip(["A", "B", "C", "D"], cells).map { letter, text in
          text.isEmpty ? "<c r=\"\(letter)\(number)\"/>" : "<c r=\"\(letter)\(number)\" t=\"str\"><v>\(text)</v></c>"
        }.joined() + "</row>"
    }
    let workbook = TestWorkbook(
      row(1, ["Customer", "Name", "Contact", ""]) + row(2, ["1", "Dana", "call", "phone"])
        + row(3, ["2", "", "mail", ""])
    ).replacing(
      "</sheetData>", with: "</sheetData><mergeCells><mergeCell ref=\"C1:D1\"/></mergeCells>",
      in: "xl/worksheets/part1.xml")
    let result = try workbookRows(workbook)
    #expect(result.columns == ["Customer", "Name", "Contact", "column 4"])
    #expect(result.rows == [["1", "Dana", "call", "phone"], ["2", "", "mail", ""]])
    // A row of group names, each over several columns, stands above the header.
    let groups =
      row(1, ["Customer", "", "Contact", ""]) + row(2, ["id", "name", "what", "by"]) + row(3, ["1", "b", "c", "d"])
    #expect(try workbookRows(TestWorkbook(groups)).columns == ["id", "name", "what", "by"])
  }

  @Test("one column alone has the first filled cell as its header")
  func oneColumn() throws {
    func row(_ text: String) -> String { "<row><c t=\"str\"><v>\(text)</v></c></row>" }
    #expect(try workbookRows(TestWorkbook(row("id") + row("1") + row("2"))).rows == [["1"], ["2"]])
  }

  @Test("a cell beside the table is counted")
  func beside() throws {
    let many = (1...250).map { inlineRow("\($0)", "b") }.joined()
    let last = "<row r=\"300\"><c r=\"A300\"><v>9</v></c><c r=\"H300\"><v>1</v></c></row>"
    let result = try workbookRows(TestWorkbook(inlineRow("id", "what") + many + last))
    #expect(result.rows.count == 251)
    #expect(result.table.issues.samples == [Issue(kind: .raggedRow, row: 300, column: "", value: "")])
  }

  @Test("Hebrew names and cells on a right-to-left sheet keep their order")
  func hebrew() throws {
    let rows = inlineRow("מזהה לקוח", "תאריך", "נקודת מגע") + inlineRow("ל1", "5.1.2026", "שיחת \"נציג\"")
    let workbook = TestWorkbook(sheets: [("נתונים", "visible", rows)]).replacing(
      "<sheetData>", with: "<sheetViews><sheetView rightToLeft=\"1\"/></sheetViews><sheetData>",
      in: "xl/worksheets/part1.xml")
    let result = try workbookRows(workbook)
    #expect(result.columns == ["מזהה לקוח", "תאריך", "נקודת מגע"])
    #expect(result.rows == [["ל1", "5.1.2026", "שיחת \"נציג\""]])
  }

  @Test("text dates far below decide the order of day and month")
  func lateEvidence() throws {
    let open = (1...300).map { inlineRow("03/04/2024", "\($0)") }.joined()
    let workbook = TestWorkbook(inlineRow("when", "id") + open + inlineRow("12/25/2024", "z"))
    try withFile(workbook.bytes(), name: "a.xlsx") { file in
      let inspection = try inspect(file, format: nil)
      #expect(inspection.samples.map(\.count) == [200, 200])
      let table = try read(
        inspection, ReadRequest(columns: [ColumnRequest(name: "when", kind: .time(.auto))], zone: .utc))
      guard case .time(let times) = table.columns[0] else { return }
      #expect(try times.first == micros("2024-03-04T00:00:00Z"))
      #expect(table.times?.isDayMonthGuessed == false)
    }
  }

  @Test("rows by customer are the rows of the table", arguments: [1, 4])
  func keyed(partitions: Int) throws {
    let rows =
      inlineRow("customer", "time", "touchpoint") + inlineRow("c1", "2026-01-05", "call")
      + inlineRow("c2", "2026-01-06", "visit") + inlineRow("", "2026-01-06", "visit")
    try withFile(TestWorkbook(rows).bytes(deflated: true), name: "a.xlsx") { file in
      let request = KeyedRequest(
        key: "customer", time: "time", label: "touchpoint", group: nil, amount: nil, sequence: nil, order: nil,
        lifecycle: nil, referrer: nil, timeFormat: .auto, zone: .utc, threads: 1)
      let read = try readKeyed(try inspect(file, format: nil), request, partitions: partitions)
      #expect(read.rowCount == 2)
      #expect(read.rowsRead == 3)
      #expect(read.issues.rejectedRows == 1)
    }
  }

  @Test("chunks of any size give the same", arguments: [4, 7, 64, 1000])
  func chunks(size: Int) throws {
    var limits = ReadingLimits()
    limits.chunkBytes = size
    let workbook = TestWorkbook(inlineRow("id", "שם") + inlineRow("1", "דנה &amp; עומר"))
    #expect(try workbookRows(workbook, limits: limits).rows == [["1", "דנה & עומר"]])
  }
}
