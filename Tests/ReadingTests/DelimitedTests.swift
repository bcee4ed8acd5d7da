import Testing

@testable import Reading

@Suite struct DelimitedTests {
  @Test("a quoted newline, delimiter and doubled mark stay in their field")
  func quotes() throws {
    let result = try rows(of: "id,note\n1,\"a\nb\"\n2,\"x, y\"\n3,\"say \"\"hi\"\"\"\n4,\"\"\n")
    #expect(result.rows == [["1", "a\nb"], ["2", "x, y"], ["3", "say \"hi\""], ["4", ""]])
    #expect(result.table.issues.total == 0)
  }

  @Test("quoted and bare forms of a text are one value, and doubled marks are undone once")
  func oneValue() throws {
    let result = try rows(of: "a,b\nדוא\"ל,1\n\"דוא\"\"ל\",2\n\"דוא\"\"ל\",3\nx,4\n\"x\",5\n x ,6\n")
    guard case .dictionary(let column) = result.table.columns[0] else { return }
    #expect(column.values == ["דוא\"ל", "x"])
    #expect(column.codes == [0, 0, 0, 1, 1, 1])
  }

  @Test("marks inside a quoted cell that a mark ends are its text, and text after a closing mark is kept")
  func textAfterQuote() throws {
    // Hebrew abbreviations (בע"מ) come like this from programs that quote and do not double.
    #expect(try rows(of: "a,b\n\"ab\"c\"d\",2\n").rows == [["ab\"c\"d", "2"]])
    #expect(try rows(of: "a,b\n\"ab\"cd,2\n").rows == [["abcd", "2"]])
  }

  @Test("a mark inside a bare field is text")
  func markInside() throws {
    #expect(try rows(of: "a,b\n5\" pipe,2\n").rows == [["5\" pipe", "2"]])
  }

  @Test(
    "every usual delimiter is found",
    arguments: [",", ";", "\t", "|", ":", "^", "~"])
  func delimiters(delimiter: String) throws {
    let text = "id,name,when\n1,Ann,x\n2,\"a,b\",y\n3,c,z\n".replacing(",", with: delimiter)
    let result = try rows(of: text)
    #expect(result.columns == ["id", "name", "when"])
    #expect(result.rows[1] == ["2", "a\(delimiter)b", "y"])
  }

  @Test("decimal commas do not hide the semicolons")
  func semicolons() throws {
    let result = try rows(of: "id;amount\n1;1,50\n2;2,75\n3;10,00\n")
    #expect(result.rows == [["1", "1,50"], ["2", "2,75"], ["3", "10,00"]])
  }

  @Test("commas inside quoted fields do not count as delimiters")
  func quotedCommas() throws {
    #expect(try rows(of: "a|b\n\"1,2,3\"|x\n\"4,5,6\"|y\n").columns == ["a", "b"])
  }

  @Test("line ends of every system are understood", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(end: String) throws {
    let text = ["a,b", "1,2", "", "3,4"].joined(separator: end)
    for tail in ["", end, end + end] {
      let result = try rows(of: text + tail)
      #expect(result.columns == ["a", "b"])
      #expect(result.rows == [["1", "2"], ["3", "4"]])
      // The blank line has the number it has in a spreadsheet.
      #expect(result.table.rowNumbers == [2, 4])
    }
  }

  @Test("a byte order mark is no part of the first name")
  func mark() throws {
    let result = try rows(of: [0xEF, 0xBB, 0xBF] + Array("\"id\",b\n1,2\n".utf8))
    #expect(result.columns == ["id", "b"])
  }

  @Test("short rows lack cells, long rows lose theirs, and both are issues")
  func ragged() throws {
    let result = try rows(of: "a,b,c\n1,2\n1,2,3,4\n1,2,3\n1,2,3,\n")
    #expect(result.rows == [["1", "2", ""], ["1", "2", "3"], ["1", "2", "3"], ["1", "2", "3"]])
    #expect(result.table.issues.count(of: .raggedRow) == 2)
    #expect(result.table.issues.samples.map(\.row) == [2, 3])
  }

  @Test("equal names are numbered and empty names are called by their place")
  func names() throws {
    let result = try rows(of: ",a,a,,a (2),a\n0,1,2,3,4,5\n")
    #expect(result.columns == ["column 1", "a", "a (3)", "column 4", "a (2)", "a (4)"])
    #expect(result.rows == [["0", "1", "2", "3", "4", "5"]])
  }

  @Test("a plain repeated name becomes name (2)")
  func secondName() throws { #expect(try rows(of: "a,a\n1,2\n").columns == ["a", "a (2)"]) }

  @Test("a file of one column is read")
  func oneColumn() throws {
    let result = try rows(of: "name\nAnn\nBen\n")
    #expect(result.columns == ["name"])
    #expect(result.rows == [["Ann"], ["Ben"]])
  }

  @Test("Excel's line that names the delimiter is not the header")
  func separatorLine() throws {
    let result = try rows(of: "sep=;\na;b\n1;2\n")
    #expect(result.columns == ["a", "b"])
    #expect(result.rows == [["1", "2"]])
    #expect(result.table.rowNumbers == [3])
  }

  @Test("a mark that never ends is text, and the rows behind it are kept")
  func unclosed() throws {
    let result = try rows(of: "a,b\n1,\"open\n2,x\n3,y\n")
    #expect(result.rows == [["1", "\"open"], ["2", "x"], ["3", "y"]])
    #expect(result.table.issues.count(of: .unclosedQuote) == 1)
    #expect(result.table.issues.samples.first?.row == 2)
  }

  @Test("white space around a text is removed, the no-break kind too; nothing else is")
  func trimming() throws {
    let result = try rows(of: "a,b\n  x y\t,\u{A0}z\u{A0}\n\u{1}c\u{2},\u{202E}d\u{202C}\n \u{A0} ,\"  \"\n")
    #expect(result.rows == [["x y", "z"], ["\u{1}c\u{2}", "\u{202E}d\u{202C}"], ["", ""]])
  }

  @Test("a row without a required cell is rejected, counted, and counted by channel")
  func required() throws {
    let text =
      "who,when,ch\nA,2024-01-01,web\n,2024-01-02,web\nB,never,shop\nC,,\nD,2024-01-05,shop\n\u{A0},2024-01-01,web\n"
    try withFile(Array(text.utf8)) { file in
      let inspection = try inspect(file, format: nil)
      let table = try read(
        inspection,
        ReadRequest(
          columns: [
            ColumnRequest(name: "who", kind: .dictionary, required: true),
            ColumnRequest(name: "when", kind: .time(.auto), required: true),
            ColumnRequest(name: "ch", kind: .dictionary),
          ], zone: .utc, countRejectedBy: 2))
      #expect(table.rowsRead == 6)
      #expect(table.rowCount == 2)
      #expect(table.rowNumbers == [2, 6])
      #expect(table.issues.rejectedRows == 4)
      #expect(table.issues.count(of: .missingValue, column: "who") == 2)
      #expect(table.issues.count(of: .missingValue, column: "when") == 1)
      #expect(table.issues.count(of: .unreadableTime, column: "when") == 1)
      #expect(table.rejectedBy.map(\.value) == ["", "shop", "web"])
      #expect(table.rejectedBy.map(\.rows) == [1, 1, 2])
      guard case .dictionary(let who) = table.columns[0] else { return }
      // Values of rejected rows leave no trace.
      #expect(who.values == ["A", "D"])
    }
  }

  @Test("one column can be read in two ways")
  func twoWays() throws {
    try withFile(Array("x,y\n5,1\nz,2\n".utf8)) { file in
      let inspection = try inspect(file, format: nil)
      let table = try read(
        inspection,
        ReadRequest(
          columns: [ColumnRequest(name: "x", kind: .dictionary), ColumnRequest(name: "x", kind: .integer)], zone: .utc))
      #expect(table.columns[1] == .integer([5, .min]))
      #expect(table.columns[0] == .dictionary(DictionaryColumn(codes: [0, 1], values: ["5", "z"])))
    }
  }

  @Test("one column of dates can be read twice, though the order of day and month shows late")
  func datesTwice() throws {
    let text = "x,y\n" + String(repeating: "03/04/2024,1\n", count: 300) + "12/25/2024,1\n"
    try withFile(Array(text.utf8)) { file in
      let request = ColumnRequest(name: "x", kind: .time(.auto))
      let table = try read(inspect(file, format: nil), ReadRequest(columns: [request, request], zone: .utc))
      #expect(table.timeReports.map(\.format) == [.mdy, .mdy])
      #expect(table.columns[0] == table.columns[1])
    }
  }

  @Test("samples hold the first two hundred values of each column")
  func samples() throws {
    let text = "a,b\n" + (0..<300).map { "\($0),\n" }.joined()
    try withFile(Array(text.utf8)) { file in
      let inspection = try inspect(file, format: nil)
      #expect(inspection.samples[0] == (0..<200).map(String.init))
      #expect(inspection.samples[1] == Array(repeating: "", count: 200))
    }
  }

  @Test("the content hash is the CRC-32 of the file")
  func contentHash() throws {
    // CRC-32 of this text by Python's zlib.crc32.
    #expect(try rows(of: "id,when\nA,2024-01-05\nB,2024-01-06\n").table.contentHash == 2_435_920_953)
  }
}
