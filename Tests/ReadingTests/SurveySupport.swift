import Foundation
import TestSupport

@testable import Reading

/// Every column of a file as text, with what the inspection found.
func survey(
  _ text: String, name: String = "export.csv", format: InputFormat? = nil, limits: ReadingLimits = ReadingLimits()
) throws -> (inspection: Inspection, rows: [[String]], table: Table) {
  try survey(Array(text.utf8), name: name, format: format, limits: limits)
}

func survey(
  _ bytes: [UInt8], name: String = "export.csv", format: InputFormat? = nil, limits: ReadingLimits = ReadingLimits()
) throws -> (inspection: Inspection, rows: [[String]], table: Table) {
  try withFile(bytes, name: name) { try survey($0, format: format, limits: limits) }
}

func survey(
  _ file: InputFile, format: InputFormat? = nil, limits: ReadingLimits = ReadingLimits()
) throws -> (inspection: Inspection, rows: [[String]], table: Table) {
  let inspection = try inspect(file, format: format, limits: limits)
  let columns = inspection.columns.map { ColumnRequest(name: $0, kind: .dictionary) }
  let table = try read(inspection, ReadRequest(columns: columns, zone: .utc, limits: limits))
  return (inspection, texts(of: table), table)
}

/// The bytes of a shared survey file.
func sharedSurvey(_ path: String) -> [UInt8] {
  guard let folder = Repository.sharedData else { return [] }
  return (try? Data(contentsOf: folder.appending(path: "survey/" + path))).map(Array.init) ?? []
}

/// A truth file beside the shared surveys.
func surveyTruth<Truth: Decodable>(_ path: String, as type: Truth.Type) throws -> Truth {
  try JSONDecoder().decode(type, from: Data(sharedSurvey(path)))
}
