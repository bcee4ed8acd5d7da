import Foundation
import TestSupport

@testable import Reading

/// Reads every column of a workbook as text.
func workbookRows(
  _ workbook: TestWorkbook, sheet: String? = nil, limits: ReadingLimits = ReadingLimits()
) throws -> (columns: [String], rows: [[String]], table: Table) {
  try workbookRows(workbook.bytes(), sheet: sheet, limits: limits)
}

func workbookRows(
  _ bytes: [UInt8], sheet: String? = nil, limits: ReadingLimits = ReadingLimits()
) throws -> (columns: [String], rows: [[String]], table: Table) {
  try withFile(bytes, name: "visits.xlsx") { file in
    let inspection = try inspect(file, format: nil, sheet: sheet, limits: limits)
    let request = inspection.columns.map { ColumnRequest(name: $0, kind: .dictionary) }
    let table = try read(inspection, ReadRequest(columns: request, zone: .utc, limits: limits))
    return (inspection.columns, texts(of: table), table)
  }
}

/// What reading a workbook ends with.
func workbookFailure(
  _ bytes: [UInt8], sheet: String? = nil, limits: ReadingLimits = ReadingLimits()
) throws -> String {
  do {
    _ = try workbookRows(bytes, sheet: sheet, limits: limits)
    return "no error"
  } catch let error as ReadingError {
    return TestWords.said(error)
  }
}
