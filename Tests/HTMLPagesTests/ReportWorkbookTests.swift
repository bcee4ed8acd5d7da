import Foundation
@testable import Pages
import TestSupport
import Testing
import Wording

@testable import Publishing

/// Every table of a report in one workbook.
struct ReportWorkbookTests {
  private func number(_ text: String, _ value: Double?, _ state: Datum.State = .shown) -> WrittenNumber? {
    WrittenNumber(Datum(value: value, text: RichText(text), state: state), .init("n", .number))
  }

  @Test(
    "what is shown as a number is one, in the form in which it is shown",
    arguments: [
      ("1,234", 1234, "1234", "#,##0"), ("12", 12, "12", "#,##0"), ("26%", 0.2637, "0.2637", "0%"),
      ("26.4%", 0.2637, "0.2637", "0.0%"), ("\u{2212}3.5", -3.48, "-3.48", "0.0"),
      ("+19", 19.2, "19.2", "+#,##0;-#,##0;#,##0"),
      ("₪4,699", 4699.49, "4699.49", "\"₪\"#,##0"), ("4,699\u{A0}₪", 4699, "4699", "#,##0 \"₪\""),
      ("\u{200F}7.25", 7.251, "7.251", "0.00"),
      // The cell's own number is another: what is shown counts.
      ("12", 0.5, "12", "#,##0"), ("50%", 50, "0.5", "0%"),
    ])
  func numbers(_ text: String, _ value: Double, _ written: String, _ format: String) {
    #expect(number(text, value)?.value == written)
    #expect(number(text, value)?.format == format)
  }

  @Test(
    "what is none, or is hidden, stays text",
    arguments: ["12–15", "3 days", "—", "hidden", "<5", "=1+1", "1e5", "", "12 (10)", ".5", "2025-01-01"])
  func texts(_ text: String) { #expect(number(text, 3) == nil) }

  @Test("a hidden cell is no number, though it is drawn as one")
  func hidden() { #expect(number("4", 3.5, .hidden) == nil) }

  @Test("sheets' names are short, without signs of addresses, and no two alike")
  func names() {
    #expect(ReportWorkbook.name(7, "a/b: [c]*?'d'\n\u{200F}e") == "7 ab cde")
    let long = String(repeating: "מ", count: 60)
    #expect(ReportWorkbook.name(12, long).utf16.count == 31)
    #expect(ReportWorkbook.name(1, long) != ReportWorkbook.name(2, long))
    #expect(ReportWorkbook.name(3, String(repeating: "😀", count: 40)).utf16.count <= 31)
  }

  /// The files of an archive that is not compressed.
  private func entries(_ archive: [UInt8]) -> [String: String] {
    var entries: [String: String] = [:]
    var at = 0
    func number(_ place: Int, _ length: Int) -> Int {
      (0..<length).reduce(0) { $0 | Int(archive[place + $1]) << (8 * $1) }
    }
    while at + 30 < archive.count, number(at, 4) == 0x0403_4B50 {
      let (size, name) = (number(at + 18, 4), number(at + 26, 2))
      let start = at + 30 + name
      entries[String(decoding: archive[(at + 30)..<start], as: UTF8.self)] = String(
        decoding: archive[start..<(start + size)], as: UTF8.self)
      at = start + size
    }
    return entries
  }

  @Test(
    "every table has a sheet whose cells are those of its CSV, under a row of headings that stays", arguments: [0, 1])
  func cells(_ place: Int) throws {
    let edition = SampleSite.editions()[place]
    let tables = edition.pages.flatMap { $0.sections.flatMap(\.blocks).flatMap { Site.tables(of: $0) } }
    let bytes = ReportWorkbook.bytes(of: edition)
    #expect(bytes == ReportWorkbook.bytes(of: edition))
    let files = entries(bytes)
    #expect(tables.count > 10)
    #expect(files.keys.filter { $0.hasPrefix("xl/worksheets/") }.count == tables.count + 1)
    for (number, table) in tables.enumerated() {
      let sheet = try #require(files["xl/worksheets/sheet\(number + 2).xml"])
      #expect(sheet.contains("state=\"frozen\""))
      #expect(sheet.contains("rightToLeft=\"1\"") == (place == 0))
      #expect(!sheet.contains("<f>"))
      var found: [String: String] = [:]
      for match in sheet.matches(
        of: /<c r="([A-Z]+\d+)"[^>]*>(?:<is><t xml:space="preserve">([^<]*)<\/t><\/is>|<v>([^<]*)<\/v>)<\/c>/)
      {
        found[String(match.output.1)] = String(match.output.2 ?? match.output.3 ?? "")
      }
      for (line, row) in table.rows.enumerated() {
        for (column, cell) in row.cells.enumerated() {
          let shown = TableCSV.plain(cell.text.plain)
          let written = found[TableWorkbook.letters(column) + "\(line + 2)"] ?? ""
          if let number = Double(written), let own = cell.value, cell.state != .hidden, written != shown {
            #expect(
              abs(number - own) < 1e-9
                || abs(number - (Double(shown.filter { "0123456789.-".contains($0) }) ?? 0)) < 1e-9)
          } else {
            #expect(written == TableWorkbook.escaped(shown), "\(table.id)")
          }
        }
      }
    }
    let book = try #require(files["xl/workbook.xml"])
    #expect(book.components(separatedBy: "<sheet ").count == tables.count + 2)
  }
}
