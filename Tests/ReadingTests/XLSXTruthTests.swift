import Foundation
import TestSupport
import Testing

@testable import Reading

/// A cell as openpyxl found it.
private enum TruthCell: Decodable {
  case empty
  case number(Double)
  case text(String)

  init(from decoder: any Decoder) throws {
    let box = try decoder.singleValueContainer()
    if box.decodeNil() {
      self = .empty
    } else if let number = try? box.decode(Double.self) {
      self = .number(number)
    } else {
      self = .text(try box.decode(String.self))
    }
  }

  /// The cell as this module is to write it; a length of time is written in hours.
  var written: String {
    switch self {
    case .empty: ""
    case .number(let number): number == number.rounded() ? "\(Int(number))" : "\(number)"
    case .text("10 days, 15:10:10"): "255:10:10"
    case .text(let text): moment(text.replacing("T", with: " ")) ?? text
    }
  }
}

/// A date with time in one of several spellings: without fractions of zeros, and with a time in any case.
private func moment(_ text: String) -> String? {
  guard text.wholeMatch(of: /\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d(\.\d+)?)?/) != nil else { return nil }
  var text = text.utf8.count == 10 ? text + " 00:00:00" : text
  if text.contains(".") { while text.last == "0" { text.removeLast() } }
  return text
}

private struct TruthSheet: Decodable {
  var max_row: Int
  var first_rows: [[TruthCell]]
}

private struct TruthFile: Decodable {
  var sheets: [String: TruthSheet]?
  var calamine_rows: [String: Int]
}

private struct Truths: Decodable {
  var files: [String: TruthFile]

  static func file(_ name: String) throws -> TruthFile {
    let folder = try #require(Repository.sharedData)
    let data = try Data(contentsOf: folder.appending(path: "xlsx/xlsx.truth.json"))
    return try #require(try JSONDecoder().decode(Truths.self, from: data).files[name])
  }
}

/// The header and the rows of a sheet; a header alone is a row too.
private func grid(_ name: String, _ sheet: String) throws -> [[String]] {
  let folder = try #require(Repository.sharedData)
  let file = InputFile(path: folder.appending(path: "xlsx/\(name)").path)
  var header: [String]?
  do {
    return try whole(file, sheet)
  } catch {
    if case .headerOnly(_, let columns)? = error as? ReadingError { header = columns }
    if header == nil { throw error }
  }
  return [header ?? []]
}

private func whole(_ file: InputFile, _ sheet: String) throws -> [[String]] {
  let inspection = try inspect(file, format: nil, sheet: sheet)
  let request = inspection.columns.map { ColumnRequest(name: $0, kind: .dictionary) }
  return [inspection.columns] + texts(of: try read(inspection, ReadRequest(columns: request, zone: .utc)))
}

@Suite(.enabled(if: Repository.sharedData != nil, "the shared data are absent"))
struct XLSXTruthTests {
  @Test(
    "every real workbook has the cells that openpyxl finds",
    arguments: [
      ("ClosedXML_CellsWithDateTimeDataTypeOrFormatting.xlsx", "Sheet1"),
      ("ClosedXML_Date1904System.xlsx", "DateSystems"), ("ClosedXML_InlineStrings.xlsx", "Sheet1"),
      ("ClosedXML_RightToLeft.xlsx", "RightToLeftSheet"), ("XlsxWriter_date_examples01.xlsx", "Sheet1"),
      ("XlsxWriter_default_date_format01.xlsx", "Sheet1"), ("XlsxWriter_optimize01.xlsx", "Sheet1"),
      ("XlsxWriter_rich_string01.xlsx", "Sheet1"), ("XlsxWriter_shared_strings01.xlsx", "Sheet1"),
      ("calamine_date.xlsx", "Sheet1"), ("calamine_date_1904.xlsx", "Sheet1"),
      ("calamine_inlineStr_with_value.xlsx", "Requirements"), ("calamine_merged_range.xlsx", "Sheet1"),
      ("calamine_merged_range.xlsx", "Sheet2"), ("calamine_temperature-table.xlsx", "Sheet1"),
      ("calamine_temperature-table.xlsx", "Sheet2"),
    ])
  func cells(name: String, sheet: String) throws {
    let truth = try #require(try Truths.file(name).sheets?[sheet])
    var expected = truth.first_rows.map { $0.map(\.written) }
    expected.removeAll { $0.allSatisfy(\.isEmpty) }
    let found = try grid(name, sheet)
    for (place, row) in expected.enumerated() {
      let cells = found[place].map { moment($0) ?? $0 }
      for (column, cell) in row.enumerated() {
        // A name is made up where the header has none, and columns without anything have no place.
        let isMadeUp = place == 0 && cell.isEmpty && (column >= cells.count || cells[column] == "column \(column + 1)")
        if !isMadeUp {
          #expect(column < cells.count ? cells[column] == cell : cell.isEmpty, "row \(place), column \(column)")
        }
      }
    }
    if truth.max_row == truth.first_rows.count { #expect(found.count == expected.count) }
  }

  @Test(
    "every real workbook has the rows that calamine counts, without the empty ones",
    arguments: [
      ("ClosedXML_CellsWithDateTimeDataTypeOrFormatting.xlsx", "Sheet1", 0),
      // Of the 62 rows the sheet writes, the first has no cells.
      ("ClosedXML_InlineStrings.xlsx", "Sheet1", 1),
      // Of the 127 rows one has no cell, and four have white space alone, which is an empty cell.
      ("XlsxWriter_shared_strings01.xlsx", "Sheet1", 5), ("XlsxWriter_date_examples01.xlsx", "Sheet1", 0),
      ("calamine_merged_range.xlsx", "Sheet1", 1),
      // Three rows of filter values stand above the header.
      ("calamine_issue_530.xlsx", "出勤分类组织汇总表", 3),
    ])
  func counts(name: String, sheet: String, empty: Int) throws {
    let truth = try Truths.file(name)
    #expect(try grid(name, sheet).count == truth.calamine_rows[sheet].map { $0 - empty })
  }

  @Test("a workbook without a part that nothing needs, with backslashes in its names, is read")
  func missingPart() throws {
    // Three rows of filter values stand above a header of twelve columns, and two rows of nothing below its one row.
    let rows = try grid("calamine_issue_530.xlsx", "出勤分类组织汇总表")
    #expect(rows.map(\.count) == [12, 12])
    #expect(rows[0].first == "领域")
    // The third cell is one space.
    #expect(rows[1] == ["集团IT平台", "集团IT平台", "技术中心", "基础能力", "", "9", "8", "12", "1", "0", "3", "2"])
  }
}
