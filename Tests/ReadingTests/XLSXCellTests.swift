import TestSupport
import Testing

@testable import Reading

/// A sheet of one column `x` whose cells are given as XML without the reference.
private func cells(
  _ cells: [String], texts: [String] = [], formats: [String] = [], is1904: Bool = false
) throws -> [String] {
  let rows = cells.map { "<row>\($0)<c t=\"str\"><v>.</v></c></row>" }.joined()
  let workbook = TestWorkbook(inlineRow("x", "y") + rows, texts: texts, formats: formats, is1904: is1904)
  return try workbookRows(workbook).rows.map { $0[0] }
}

@Suite struct XLSXCellTests {
  @Test("shared, inline and rich texts are read, how they are pronounced is not")
  func texts() throws {
    let shared = [
      "<t>plain</t>", "<r><rPr><b/></rPr><t>ri</t></r><r><t xml:space=\"preserve\">ch text</t></r>",
      "<t>שיחת נציג</t><rPh sb=\"0\" eb=\"1\"><t>secret</t></rPh><phoneticPr fontId=\"1\"/>", "<t/>",
      "<t>a &amp; b &lt;c&gt; &#1488;<![CDATA[<d>]]></t>", "<t>one_x000D__x000a_two _x005F_x0041_ _x0001_ _x00G0_</t>",
    ]
    let found = try cells(
      (0..<6).map { "<c t=\"s\"><v>\($0)</v></c>" } + [
        "<c t=\"inlineStr\"><is><r><t>in</t></r><rPh><t>no</t></rPh><r><t>line</t></r></is><v>7</v></c>",
        "<c t=\"str\"><f>A1&amp;\"x\"</f><v>of a formula</v></c>", "<c><f>1+1</f><v>2</v></c>", "<c t=\"s\"/>",
      ], texts: shared)
    #expect(
      found == [
        "plain", "rich text", "שיחת נציג", "", "a & b <c> א<d>", "one\r\ntwo _x0041_ _x0001_ _x00G0_", "inline",
        "of a formula", "2", "",
      ])
  }

  @Test("numbers have as few digits as tell them apart, and no exponent")
  func numbers() throws {
    let written = [
      "12", "12.0", "0.5", "49.990000000000002", "1.5E2", "1.23456789012345E+15", "123456789012345678", "-3.00",
      "0.30000000000000004", "1E-3", "  7 ", "2.5e-07", "0.10", "007", "x1",
    ]
    #expect(
      try cells(written.map { "<c><v>\($0)</v></c>" }) == [
        "12", "12", "0.5", "49.99", "150", "1234567890123450", "123456789012345678", "-3", "0.30000000000000004",
        "0.001", "7", "0.00000025", "0.1", "007", "x1",
      ])
  }

  @Test("yes and no are true and false, ISO dates are as they are")
  func booleans() throws {
    let found = try cells([
      "<c t=\"b\"><v>1</v></c>", "<c t=\"b\"><v>0</v></c>", "<c t=\"d\"><v>2026-01-05T10:00:00</v></c>",
    ])
    #expect(found == ["true", "false", "2026-01-05T10:00:00"])
  }

  @Test("an error is an empty cell and an issue with the sheet's row")
  func errors() throws {
    let rows =
      inlineRow("customer", "amount")
      + "<row r=\"9\"><c r=\"A9\" t=\"str\"><v>c1</v></c><c r=\"B9\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>"
    let result = try workbookRows(TestWorkbook(rows))
    #expect(result.rows == [["c1", ""]])
    #expect(
      result.table.issues.samples == [Issue(kind: .formulaError, row: 9, column: "amount", value: "#DIV/0!")])
  }

  @Test("dates are written by their number format, in both systems of days")
  func dates() throws {
    // Excel's own pairs: 1 is 1900-01-01, 59 is 1900-02-28, 61 is 1900-03-01, 36526 is 2000-01-01, 46027 is 2026-01-05.
    let formats = ["dd/mm/yyyy", "yyyy-mm-dd hh:mm", "h:mm AM/PM", "[h]:mm:ss"]
    func cell(_ style: Int, _ value: String) -> String { "<c s=\"\(style)\"><v>\(value)</v></c>" }
    let values = [
      (1, "46027"), (2, "46027"), (2, "46027.416666666664"), (1, "46027.75"), (3, "0.4375"), (3, "46027.4375"),
      (4, "10.632060185185185"), (1, "1"), (1, "59"), (1, "60"), (1, "61"), (1, "36526"), (2, "40982.563138888887"),
      (1, "2958465"), (1, "2958466"), (1, "-1"), (1, "0"), (0, "46027"), (9, "46027"), (1, "text"),
    ]
    #expect(
      try cells(values.map { cell($0.0, $0.1) }, formats: formats) == [
        "2026-01-05", "2026-01-05 00:00:00", "2026-01-05 10:00:00", "2026-01-05 18:00:00", "10:30:00",
        "2026-01-05 10:30:00", "255:10:10", "1900-01-01", "1900-02-28", "1900-02-29", "1900-03-01", "2000-01-01",
        "2012-03-14 13:30:55.200", "9999-12-31", "2958466", "-1", "0", "46027", "46027", "text",
      ])
    #expect(
      try cells([cell(1, "0"), cell(1, "44565"), cell(2, "44565.5"), cell(3, "0.5")], formats: formats, is1904: true)
        == ["1904-01-01", "2026-01-05", "2026-01-05 12:00:00", "12:00:00"])
  }

  @Test("a format's code tells dates from amounts")
  func codes() {
    let dates = [
      "m/d/yy", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "mmm", "[$-40D]d mmmm yyyy;@", "yyyy\"년\"", "ggge",
      "mmmm\\-yy",
    ]
    for code in dates { #expect(XLSXNumberKind(code: code) == .date, "\(code)") }
    for code in ["h:mm", "[$-F400]h:mm:ss\\ AM/PM", "mm:ss.0", "hh\\:mm", "A/P h"] {
      #expect(XLSXNumberKind(code: code) == .time, "\(code)")
    }
    for code in ["m/d/yy h:mm", "dd.mm.yyyy\\ hh:mm:ss", "[Red]yyyy-mm-dd\"T\"hh:mm"] {
      #expect(XLSXNumberKind(code: code) == .dateTime, "\(code)")
    }
    for code in ["[h]:mm", "[hh]:mm:ss", "[mm]:ss", "[SS]"] {
      #expect(XLSXNumberKind(code: code) == .duration, "\(code)")
    }
    let amounts = [
      "General", "0.00", "#,##0.00\\ [$₪-40D]", "0.00E+00", "[Red]-0;[Blue]0", "\"days\" 0", "_-* #,##0_-;_-@_-", "@",
      "0\\d", "General;[Red]\\-General", "[>100]0;0", "", "[", "\"unclosed d", "\\",
    ]
    for code in amounts { #expect(XLSXNumberKind(code: code) == .number, "\(code)") }
    #expect(XLSXNumberKind(builtIn: 14) == .date)
    #expect(XLSXNumberKind(builtIn: 21) == .time)
    #expect(XLSXNumberKind(builtIn: 22) == .dateTime)
    #expect(XLSXNumberKind(builtIn: 46) == .duration)
    #expect(XLSXNumberKind(builtIn: 9) == .number)
  }

  @Test("dates and amounts of a workbook become times and millionths")
  func columns() throws {
    let rows =
      inlineRow("when", "sum")
      + "<row><c s=\"1\"><v>46027.416666666664</v></c><c><v>49.990000000000002</v></c></row>"
    try withFile(TestWorkbook(rows, formats: ["d.m.yy h:mm"]).bytes(), name: "a.xlsx") { file in
      let request = ReadRequest(
        columns: [
          ColumnRequest(name: "when", kind: .time(.auto)), ColumnRequest(name: "sum", kind: .decimal),
          ColumnRequest(name: "when", kind: .dictionary),
        ], zone: .utc)
      let table = try read(try inspect(file, format: .xlsx), request)
      #expect(try table.columns[0] == .time([micros("2026-01-05T10:00:00Z")]))
      #expect(table.columns[1] == .decimal([49_990_000]))
      #expect(table.columns[2] == .dictionary(DictionaryColumn(codes: [0], values: ["2026-01-05 10:00:00"])))
      #expect(table.times?.hasTimeOfDay == true)
    }
  }
}

@Suite struct ExcelTimeTests {
  @Test(
    "time-format excel reads serial numbers as local times",
    arguments: [
      ("46027", "2026-01-05T00:00:00Z"), ("46027.4375", "2026-01-05T10:30:00Z"), ("1", "1900-01-01T00:00:00Z"),
      ("61", "1900-03-01T00:00:00Z"), ("40982.56313888889", "2012-03-14T13:30:55Z"),
      ("4.6027E4", "2026-01-05T00:00:00Z"),
      ("2026-01-05 10:00", "2026-01-05T10:00:00Z"),
    ])
  func serials(text: String, expected: String) throws {
    let values = try column([text], .time(.excel)).values
    #expect(try values.map { $0 / 1_000_000 } == [micros(expected) / 1_000_000])
  }

  @Test(
    "what is no serial number is an issue", arguments: ["0", "0.5", "60", "2958466", "-4", "5/1/2026", "x", "1e99"])
  func unreadable(text: String) throws {
    let result = try column([text], .time(.excel))
    #expect(result.values == [.min])
    #expect(result.table.issues.count(of: .unreadableTime) == 1)
  }

  @Test("a serial number is a wall clock's time in the project's zone, and the format has a name")
  func zone() throws {
    // In January Jerusalem is two hours ahead of UTC.
    #expect(
      try column(["46027.4375"], .time(.excel), zone: "Asia/Jerusalem").values == [micros("2026-01-05T08:30:00Z")])
    #expect(TimeFormat(declared: "excel") == .excel)
    #expect(TimeFormat.excel.description == "excel")
    #expect(try column(["46027"], .time(.excel)).table.times?.hasTimeOfDay == false)
  }

  @Test("plain numbers of a workbook count from the workbook's own epoch")
  func workbook() throws {
    for (is1904, serial) in [(false, "46027.5"), (true, "44565.5")] {
      let rows = inlineRow("when", "y") + "<row><c><v>\(serial)</v></c><c t=\"str\"><v>.</v></c></row>"
      let table = try withFile(TestWorkbook(rows, is1904: is1904).bytes(), name: "a.xlsx") { file in
        try read(
          try inspect(file, format: nil),
          ReadRequest(columns: [ColumnRequest(name: "when", kind: .time(.excel))], zone: .utc))
      }
      #expect(try table.columns[0] == .time([micros("2026-01-05T12:00:00Z")]))
    }
  }
}
