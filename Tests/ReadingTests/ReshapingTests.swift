import Foundation
import TestSupport
import Testing

@testable import Reading

/// Histories of stages in other shapes, and texts without delimiter or header.
struct ReshapingTests {
  private func table(
    _ text: String, _ shape: TableShape.Declared = .auto, name: String = "deals.csv"
  ) throws -> (inspection: Inspection, rows: [[String]], table: Table) {
    try withFile(Array(text.utf8), name: name) { file in
      let inspection = try inspect(file, format: nil).reshaped(shape)
      let roles = guessRoles(inspection)
      let columns = [ColumnRole.customer, .touchpoint, .time].compactMap { role in
        roles.first { $0.role == role }.map { ColumnRequest(name: $0.column, kind: .dictionary, required: true) }
      }
      let table = try read(inspection, ReadRequest(columns: columns, zone: .utc))
      return (inspection, texts(of: table), table)
    }
  }

  @Test("one row a deal with a date for each stage becomes one row a date")
  func wide() throws {
    let found = try table(
      #"""
      Record ID,Deal Name,"Date entered ""Appointment Scheduled (Sales Pipeline)""","Date entered ""Closed Won (Sales Pipeline)""",Date exited x
      1,a,2025-01-03,2025-01-09,2025-01-04
      2,b,2025-01-04,,
      3,c,,,

      """#)
    #expect(found.inspection.isReshaped)
    #expect(
      found.rows == [
        ["1", "Appointment Scheduled (Sales Pipeline)", "2025-01-03"],
        ["1", "Closed Won (Sales Pipeline)", "2025-01-09"],
        ["2", "Appointment Scheduled (Sales Pipeline)", "2025-01-04"],
      ])
    // The deal that reached no stage is no event, and is not lost in silence either.
    #expect(found.table.issues.rejectedRows == 1)
    #expect(found.table.rowNumbers == [2, 2, 3])
  }

  @Test("other columns of dates are stages only where the project says so")
  func declaredWide() throws {
    let text = "deal,lead,won\n1,2025-01-03,2025-01-09\n2,2025-01-04,2025-01-10\n"
    #expect(try !table(text).inspection.isReshaped)
    let found = try table(text, .wide)
    #expect(found.inspection.columns == ["deal", "stage", "date entered"])
    #expect(found.table.rowsRead == 4)
  }

  @Test("of a field history only the changes of the stage are touches")
  func history() throws {
    let text = """
      OpportunityId,Field,OldValue,NewValue,CreatedDate
      006A,created,,,2025-01-01T10:00:00.000Z
      006A,Amount,1,2,2025-01-02T10:00:00.000Z
      006A,StageName,Prospecting,Closed Won,2025-01-09T10:00:00.000Z

      """
    let found = try table(text)
    #expect(
      found.rows == [
        ["006A", "created", "2025-01-01T10:00:00.000Z"], ["006A", "Closed Won", "2025-01-09T10:00:00.000Z"],
      ])
    #expect(try !table(text, .long).inspection.isReshaped)
    // The change of the amount is no touch, and is not lost in silence either.
    #expect(found.table.rowsRead == 3)
    #expect(found.table.issues.rejectedRows == 0)
    #expect(found.table.issues.samples == [Issue(kind: .otherField, row: 3, column: "Field", value: "Amount")])
  }

  private func amounts(_ rows: String, purchase: String? = nil) throws -> [Int64] {
    let text = "deal,lead,won,lost,sum\n" + rows
    return try withFile(Array(text.utf8), name: "deals.csv") { file in
      let inspection = try inspect(file, format: nil).reshaped(.wide).withPurchases { $0 == purchase }
      let table = try read(
        inspection,
        ReadRequest(
          columns: [
            ColumnRequest(name: "stage", kind: .dictionary, required: true),
            ColumnRequest(name: "date entered", kind: .time(.auto), required: true),
            ColumnRequest(name: "sum", kind: .decimal),
          ], zone: .utc))
      guard case .decimal(let sums) = table.columns[2] else { return [] }
      return sums.map { $0 == .min ? -1 : $0 / 1_000_000 }
    }
  }

  @Test("a deal's amount belongs to its purchase, and is counted once; −1 stands for none")
  func wideAmounts() throws {
    let rows = "1,2025-01-03,2025-01-09,,100\n2,2025-01-04,,2025-01-20,200\n3,2025-01-05,2025-01-06,2025-01-07,300\n"
    // Events in the order of rows and columns: lead 1, won 1; lead 2, lost 2; lead, won, lost 3.
    #expect(try amounts(rows, purchase: "won") == [-1, 100, -1, -1, -1, 300, -1])
    // Nothing says which stage is the purchase: the last one by its date, wherever its column stands.
    #expect(try amounts(rows) == [-1, 100, -1, 200, -1, -1, 300])
    #expect(
      try amounts("1,2025-01-13,2025-01-09,2025-01-02,100\n2,2025-01-03,2025-01-04,,7\n") == [100, -1, -1, -1, 7])
    #expect(try amounts("1,2025-01-09,2025-01-09,,100\n2,2025-01-03,2025-01-04,,7\n") == [-1, 100, -1, 7])
  }

  @Test("columns parted by spaces alone are named by their place, and roles found by content")
  func spaces() throws {
    try withFile(
      Array(
        " 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n 00021 0002 19970101  3   63.34\n 00021 0002 19970113  1   11.77\n"
          .utf8), name: "sales.txt"
    ) { file in
      let inspection = try inspect(file, format: nil)
      #expect(inspection.format == .fixedWidth)
      #expect(inspection.columns == ["column 1", "column 2", "column 3", "column 4", "column 5"])
      let roles = guessRoles(inspection).map { "\($0.role) \($0.column)" }
      #expect(roles == ["customer column 1", "time column 3", "amount column 5"])
      let shaped = inspection.withEveryRow("purchase")
      #expect(guessRoles(shaped).contains { $0.role == .touchpoint && $0.column == "every row: purchase" })
      let table = try read(
        shaped,
        ReadRequest(
          columns: [
            ColumnRequest(name: "column 1", kind: .dictionary),
            ColumnRequest(name: "every row: purchase", kind: .dictionary),
            ColumnRequest(name: "column 5", kind: .decimal),
          ], zone: .utc))
      #expect(table.rowCount == 4)
      #expect(table.rowNumbers == [1, 2, 3, 4])
      #expect(table.columns[1] == .dictionary(DictionaryColumn(codes: [0, 0, 0, 0], values: ["purchase"])))
      #expect(table.columns[2] == .decimal([29_330_000, 29_730_000, 63_340_000, 11_770_000]))
    }
  }

  @Test("cells at fixed places may be empty and hold spaces, and Hebrew counts by letters")
  func places() throws {
    let text =
      "1001  20250101  קניה ראשונה  12.50\n1002  20250102                1.00\n1003            ביטול עסקה   3.00\n"
    let found = try rows(of: Array(text.utf8), name: "sales.txt")
    #expect(
      found.rows == [
        ["1001", "20250101", "קניה ראשונה", "12.50"], ["1002", "20250102", "", "1.00"],
        ["1003", "", "ביטול עסקה", "3.00"],
      ])
  }

  @Test("a column of sentences is no table of words")
  func sentences() throws {
    let found = try rows(of: "comment\nvery good service\nwaited too long\nno one answered\n")
    #expect(found.columns == ["comment"])
  }

  @Test("a column called like a time with other values is named, with its values")
  func unreadableTime() throws {
    try withFile(Array("customer,when,what\n1,31st of March,ad\n2,1st of April,buy\n".utf8)) { file in
      let found = try #require(unreadableTimeColumn(try inspect(file, format: nil)))
      #expect(found.column == "when")
      #expect(found.values == ["31st of March", "1st of April"])
    }
  }
}
