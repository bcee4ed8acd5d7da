import Testing

@testable import Reading

/// Cells that a spreadsheet was made to keep as texts: `="…"`, or an apostrophe before a number.
@Suite struct KeptAsTextTests {
  @Test("times and numbers are read as what stands in the cell, and times so written are counted")
  func values() throws {
    let times = try column(["\"=\"\"2026-01-05 10:20\"\"\"", "'2026-01-05 10:20", "2026-01-05 10:20"], .time(.auto))
    #expect(times.values == Array(repeating: try micros("2026-01-05T10:20:00Z"), count: 3))
    #expect(times.table.issues.count(of: .keptAsText, column: "x") == 2)
    #expect(times.table.issues.count(of: .unreadableTime) == 0)
    let numbers = try column(["=\"12.5\"", "'-3", "7"], .decimal)
    #expect(numbers.values == [12_500_000, -3_000_000, 7_000_000])
    #expect(numbers.table.issues.count(of: .unreadableNumber) == 0)
    // A formula is no text.
    #expect(try column(["=A1+1"], .decimal).table.issues.count(of: .unreadableNumber) == 1)
  }

  @Test("texts and the order of day and month are those within")
  func texts() throws {
    let text = "c,t,x\n" + (0..<30).map { "=\"k\($0 % 5)\",=\"01/\(13 + $0 % 9)/2026\",=\"Visit\"\n" }.joined()
    try withFile(Array(text.utf8)) { file in
      let inspection = try inspect(file, format: nil)
      #expect(inspection.samples[2].allSatisfy { $0 == "Visit" })
      let table = try read(
        inspection,
        ReadRequest(
          columns: [ColumnRequest(name: "t", kind: .time(.auto)), ColumnRequest(name: "x", kind: .dictionary)],
          zone: .utc))
      #expect(table.times?.format == .mdy)
      #expect(table.rowsRead == 30 && table.issues.count(of: .keptAsText, column: "t") == 30)
      guard case .dictionary(let names) = table.columns[1] else { throw NoTexts() }
      #expect(names.values == ["Visit"])
    }
  }

  @Test("a name with an apostrophe stays as it is", arguments: ["'Olu", "'t Hart", "'90s'", "="])
  func names(text: String) {
    #expect(textWithin(text) == nil)
  }

  private struct NoTexts: Error {}
}
