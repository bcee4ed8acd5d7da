import Testing

@testable import Reading

/// Headers below lines that have cells of their own.
@Suite struct NamedHeaderTests {
  private func columns(_ text: String) throws -> [String] {
    try withFile(Array(text.utf8)) { try inspect($0, format: nil).columns }
  }

  private func table(_ mark: String) -> String {
    let rows = (1...12).map { ["c\($0 % 5)", "2026-01-0\($0 % 9 + 1) 08:39", "Visit", ""].joined(separator: mark) }
    return ([["Customer ID", "Date", "Activity", "Total"].joined(separator: mark)] + rows).joined(separator: "\n")
  }

  @Test(
    "lines of names and numbers above a header that names customer and time are no header",
    arguments: [
      ("Client: Acme,Period: 01/2026\nPrinted,12/07/2026\nRows,300,Pages,9\n", ","),
      ("Range|01/01/2026|11/07/2026\n", "|"), ("Who,,When and what,\n", ","),
      ("Long disclaimer, with commas, and more, 0\nLong disclaimer, with commas, and more, 1\n", ","),
      ("Exported by;admin\nRange;2026-01-01;2026-07-11\nRows;300\n", ";"),
      ("Report\t\t\t\n\t\t\t\nBranch:\tHaifa\t\t\n", "\t"), ("sep=,\nReport of activities\n", ","), ("", ","),
    ])
  func titles(_ above: String, _ mark: String) throws {
    #expect(try columns(above + table(mark)) == ["Customer ID", "Date", "Activity", "Total"])
  }

  @Test("a first line of names is the header, whatever rows below it say")
  func firstLine() throws {
    let repeated = "id,visit date,kind,price\nc1,2026-01-03,Visit,5\nc2,2026-01-04,Visit,6\n" + table(",")
    #expect(try columns(repeated) == ["id", "visit date", "kind", "price"])
  }
}
