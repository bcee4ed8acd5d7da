import Foundation
import TestSupport
import Testing

@testable import Reading

@Suite struct XLSXHostileTests {
  private let rows = inlineRow("id", "what") + inlineRow("1", "a")
  private let sheetPart = "xl/worksheets/part1.xml"

  @Test("a DOCTYPE in any part is refused, so that no entity is ever expanded")
  func doctype() throws {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
    let texts = TestWorkbook("<row><c t=\"s\"><v>0</v></c></row>", texts: ["<t>a</t>"], formats: ["0"])
    for part in [
      "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/texts.xml", "xl/styles.xml", sheetPart,
    ] {
      let bent = texts.replacing("standalone=\"yes\"?>", with: "?>" + bomb, in: part)
      let message = try workbookFailure(bent.bytes())
      #expect(message.contains("refused: \(part) has a DOCTYPE"), "\(part): \(message)")
    }
    let entity = TestWorkbook(inlineRow("id", "&b;")).bytes()
    #expect(try workbookFailure(entity).contains("Entity 'b' not defined"))
  }

  @Test(
    "a part that grows too far is refused before it does, and a part that hides it when it does",
    arguments: [
      (nil, "refused: uncompressed, it grows to more than 400 times its size"),
      (1000, "xl/worksheets/part1.xml holds more than the 1,000 bytes it claims to hold"),
      (9_000_000, "xl/worksheets/part1.xml holds more than the 9,000,000 bytes it claims to hold"),
    ])
  func bomb(claims: Int?, expected: String) throws {
    // Thirty million spaces deflate to thirty thousand bytes.
    let sheet = Array(TestWorkbook(rows).parts[0].text.utf8)
    var zip = ZipWriter()
    for part in TestWorkbook(rows).parts {
      guard part.name == sheetPart else {
        zip.add(part.name, Array(part.text.utf8))
        continue
      }
      let cut = sheet.count - "</sheetData></worksheet>".utf8.count
      let padded = Array(sheet[..<cut]) + [UInt8](repeating: 0x20, count: 30_000_000) + Array(sheet[cut...])
      zip.add(part.name, padded, deflated: true, claims: claims)
    }
    let started = ContinuousClock.now
    let message = try workbookFailure(zip.finish())
    #expect(message.contains(expected))
    #expect(ContinuousClock.now - started < .seconds(5))
  }

  @Test("a row of 200,000 attributes is refused in time")
  func attributes() throws {
    let many = (0..<200_000).map { " a\($0)=\"x\"" }.joined()
    let started = ContinuousClock.now
    let message = try workbookFailure(TestWorkbook("<row\(many)>" + rows.dropFirst("<row>".count)).bytes())
    #expect(message.contains("one element has more than 20,000 attributes"), "\(message)")
    #expect(ContinuousClock.now - started < .seconds(5))
  }

  @Test("sheets, other parts, shared texts, entries, nesting, cells and rows have limits")
  func limits() throws {
    let workbook = TestWorkbook(
      "<row><c t=\"s\"><v>0</v></c></row>", texts: ["<t>0123456789</t>", "<t>0123456789</t>"])
    func failure(_ bend: (inout ReadingLimits) -> Void) throws -> String {
      var limits = ReadingLimits()
      bend(&limits)
      return try workbookFailure(workbook.bytes(), limits: limits)
    }
    #expect(try failure { $0.workbookPartBytes = 100 }.contains("_rels/.rels takes more than 100 bytes"))
    #expect(try failure { $0.sheetBytes = 100 }.contains("xl/texts.xml takes more than 100 bytes"))
    #expect(try failure { $0.workbookTextBytes = 20 }.contains("its texts take more than 20 bytes"))
    #expect(try failure { $0.zipEntries = 3 }.contains("more than 3 entries"))
    #expect(try failure { $0.inflatedBytes = 500 }.contains("it takes more than 500 bytes"))
    #expect(try failure { $0.xmlDepth = 3 }.contains("nests elements deeper than 3"))
    #expect(try failure { $0.fieldBytes = 5 }.contains("one of its texts takes more than 5 bytes"))
    var short = ReadingLimits()
    short.fieldBytes = 5
    #expect(
      try workbookFailure(TestWorkbook(inlineRow("שם", "long text")).bytes(), limits: short).contains(
        "row 1, column \"B\": the cell is longer than 5 bytes; spreadsheet programs keep 32,767 characters"))
    #expect(try failure { $0.recordBytes = 5 }.contains("row 1 is longer than 5 bytes"))
    var few = ReadingLimits()
    few.sheetRows = 3
    func rowsRefused(_ sheet: String) throws -> Bool {
      try workbookFailure(TestWorkbook(sheet).bytes(), limits: few).contains(
        "xl/worksheets/part1.xml has more than 3 rows, which is all that a sheet can have")
    }
    #expect(try rowsRefused(rows + "<row/><row/>"))
    #expect(try rowsRefused(rows + "<row r=\"4\"/>"))
    #expect(try workbookRows(TestWorkbook(rows + "<row r=\"3\"/>").bytes(), limits: few).rows == [["1", "a"]])
    few.sheetIdleBytes = 2000
    few.chunkBytes = 500
    let comments = String(repeating: "<!-- nothing -->", count: 200)
    #expect(
      try workbookFailure(TestWorkbook(rows + comments).bytes(), limits: few).contains(
        "xl/worksheets/part1.xml goes on for more than 2,000 bytes without a row"))
    let wide = TestWorkbook("<row><c r=\"XFE1\"><v>1</v></c></row>")
    #expect(try workbookFailure(wide.bytes()).contains("more than 16,384 columns"))
    #expect(
      try workbookRows(
        TestWorkbook("<row><c r=\"XFC1\"><v>1</v></c><c><v>2</v></c></row>" + "<row><c r=\"XFD2\"><v>1</v></c></row>")
      ).rows == [["", "1"]])
  }

  @Test("names that lead elsewhere are names like any other")
  func slip() throws {
    var zip = ZipWriter()
    for name in ["../../etc/passwd", "/absolute", "..\\..\\windows"] { zip.add(name, [0x78]) }
    for part in TestWorkbook(rows).parts { zip.add(part.name.replacing("/", with: "\\"), Array(part.text.utf8)) }
    #expect(try workbookRows(zip.finish()).rows == [["1", "a"]])
    let up = TestWorkbook(rows).replacing(
      "Target=\"worksheets/part1.xml\"", with: "Target=\"../../../xl/worksheets/part1.xml\"",
      in: "xl/_rels/workbook.xml.rels")
    #expect(try workbookRows(up).rows == [["1", "a"]])
    let out = TestWorkbook(rows).replacing(
      "Target=\"worksheets/part1.xml\"", with: "Target=\"file:///etc/passwd\" TargetMode=\"External\"",
      in: "xl/_rels/workbook.xml.rels")
    #expect(try workbookFailure(out.bytes()).contains("sheet \"Data\" has no relationship to a part"))
  }

  @Test("missing and contradicting parts are named")
  func damaged() throws {
    let workbook = TestWorkbook("<row><c t=\"s\"><v>1</v></c></row>", texts: ["<t>a</t>"])
    #expect(try workbookFailure(workbook.without("_rels/.rels").bytes()).contains("does not say where its workbook is"))
    #expect(
      try workbookFailure(workbook.without("xl/_rels/workbook.xml.rels").bytes()).contains(
        "the list of relationships of xl/workbook.xml is missing"))
    #expect(try workbookFailure(workbook.without("xl/workbook.xml").bytes()).contains("xl/workbook.xml is missing"))
    #expect(
      try workbookFailure(workbook.without(sheetPart).bytes()).contains("\(sheetPart) of sheet \"Data\" is missing"))
    #expect(
      try workbookFailure(workbook.bytes()).contains("cell A1 asks for a shared text that is not there; there are 1"))
    #expect(try workbookFailure(workbook.without("xl/texts.xml").bytes()).contains("there are 0"))
    let broken = TestWorkbook(rows).replacing("</row>", with: "</rwo>", in: sheetPart)
    #expect(try workbookFailure(broken.bytes()).contains("\(sheetPart): line 2: "))
    let chart = workbook.replacing("worksheet", with: "chartsheet", in: sheetPart)
    #expect(try workbookFailure(chart.bytes()).contains("it is no sheet of cells"))
    let row = TestWorkbook("<row r=\"x\"/>")
    #expect(try workbookFailure(row.bytes()).contains("a row has no number"))
  }

  @Test("two entries of one name are refused, since nobody knows which one counts")
  func twice() throws {
    var zip = ZipWriter()
    for part in TestWorkbook(rows).parts { zip.add(part.name, Array(part.text.utf8)) }
    zip.add("XL/Workbook.xml", Array("<workbook/>".utf8))
    #expect(try workbookFailure(zip.finish()).contains("it holds xl/workbook.xml twice"))
  }

  @Test("a workbook that was cut off or changed on its way is an error wherever it happened")
  func truncated() throws {
    let whole = TestWorkbook(rows).bytes(deflated: true)
    for length in [4, 30, whole.count / 2, whole.count - 23, whole.count - 1] {
      #expect(try workbookFailure(Array(whole[..<length])).contains("damaged"), "\(length)")
    }
    var bent = TestWorkbook(rows).bytes()
    let place = try #require(bent.firstRange(of: Array("<t>a</t>".utf8)))
    bent[place.lowerBound + 3] = 0x62
    #expect(try workbookFailure(bent).contains("CRC error"))
    #expect(try workbookFailure(ZipWriter().finish(entries: 40_000)).contains("more than 10,000 entries"))
  }

  @Test("no changed byte does worse than an error", arguments: 1...40)
  func random(seed: Int) throws {
    var generator = Seeded(state: UInt64(seed))
    let workbook = TestWorkbook(rows, texts: ["<t>a</t>"], formats: ["d/m/yy"])
    for deflated in [false, true] {
      var bytes = workbook.bytes(deflated: deflated)
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        bytes[Int.random(in: 4..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      _ = try workbookFailure(bytes)
    }
  }

  @Test("zip archives and documents of other kinds are named")
  func otherKinds() throws {
    func message(_ names: [String]) throws -> String {
      var zip = ZipWriter()
      for name in names { zip.add(name, Array("x".utf8)) }
      return try workbookFailure(zip.finish())
    }
    #expect(
      try message(["a.csv", "folder/b.csv", "__MACOSX/a.csv"])
        == "visits.xlsx: a zip archive (with a.csv, folder/b.csv) is not readable; unpack it first")
    #expect(try message(["mimetype", "content.xml"]).contains("an OpenDocument file (.ods)"))
    #expect(try message(["Index/Document.iwa"]).contains("a Numbers document"))
    let word = TestWorkbook(rows).replacing("workbook", with: "document", in: "xl/workbook.xml")
    #expect(try workbookFailure(word.bytes()).contains("a Word document (.docx)"))
    let binary = TestWorkbook(rows).replacing("xl/workbook.xml", with: "xl/workbook.bin", in: "_rels/.rels")
    #expect(try workbookFailure(binary.bytes()).contains("a binary workbook (.xlsb)"))
    #expect(try failure(Array("id,what\n1,a\n".utf8), format: .xlsx).contains("declared as a workbook and is none"))
    #expect(try failure(TestWorkbook(rows).bytes(), format: .csv).contains("leave its format out"))
  }

  @Test("old workbooks and those with a password are told apart")
  func compound() throws {
    func file(_ stream: String) -> [UInt8] {
      var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 2040)
      bytes[30] = 9
      bytes[48] = 1
      let name = stream.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
      bytes.replaceSubrange(1152..<(1152 + name.count), with: name)
      return bytes
    }
    #expect(try failure(file("Workbook"), name: "a.xls").contains("an old Excel workbook (.xls) is not readable"))
    #expect(try failure(file("EncryptedPackage"), name: "a.xlsx").contains("a workbook protected by a password"))
    #expect(try failure(file("WordDocument"), name: "a.doc").contains("an old Word document"))
  }
}
