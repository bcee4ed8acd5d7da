import Foundation
import TestSupport
import Testing

@testable import Reading

/// A file that lives as long as the closure runs.
func withFile<Result>(_ bytes: [UInt8], name: String = "visits.csv", _ body: (InputFile) throws -> Result) throws
  -> Result
{
  let folder = FileManager.default.temporaryDirectory.appending(path: "masa-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let path = folder.appending(path: name)
  try Data(bytes).write(to: path)
  return try body(InputFile(path: path.path))
}

/// Reads every column of a text as text.
func rows(
  of text: String, format: InputFormat? = nil, limits: ReadingLimits = ReadingLimits()
) throws -> (columns: [String], rows: [[String]], table: Table) {
  try rows(of: Array(text.utf8), format: format, limits: limits)
}

func rows(
  of bytes: [UInt8], format: InputFormat? = nil, name: String = "visits.csv", limits: ReadingLimits = ReadingLimits()
) throws -> (columns: [String], rows: [[String]], table: Table) {
  try withFile(bytes, name: name) { file in
    let inspection = try inspect(file, format: format, limits: limits)
    let table = try read(
      inspection,
      ReadRequest(
        columns: inspection.columns.map { ColumnRequest(name: $0, kind: .dictionary) }, zone: .utc, limits: limits))
    return (inspection.columns, texts(of: table), table)
  }
}

/// The rows of a table of text columns.
func texts(of table: Table) -> [[String]] {
  (0..<table.rowCount).map { row in
    table.columns.map { column in
      guard case .dictionary(let texts) = column else { return "?" }
      return texts.codes[row] == DictionaryColumn.none ? "" : texts.values[Int(texts.codes[row])]
    }
  }
}

/// One column of a text, with the given kind.
func column(
  _ cells: [String], _ kind: ColumnKind, zone: String = "UTC", required: Bool = false
) throws -> (values: [Int64], table: Table) {
  let text = "x;y\n" + cells.map { "\($0);1\n" }.joined()
  return try withFile(Array(text.utf8)) { file in
    let inspection = try inspect(file, format: nil)
    let zone = try #require(TimeZoneTable(identifier: zone))
    let table = try read(
      inspection, ReadRequest(columns: [ColumnRequest(name: "x", kind: kind, required: required)], zone: zone))
    switch table.columns[0] {
    case .time(let values), .decimal(let values), .integer(let values): return (values, table)
    case .dictionary, .ids: return ([], table)
    }
  }
}

/// What reading a file ends with.
func failure(
  _ bytes: [UInt8], name: String = "visits.csv", format: InputFormat? = nil, columns: [String]? = nil,
  limits: ReadingLimits = ReadingLimits()
) throws -> String {
  try withFile(bytes, name: name) { file in
    do {
      let inspection = try inspect(file, format: format, limits: limits)
      let names = columns ?? inspection.columns
      _ = try read(
        inspection,
        ReadRequest(columns: names.map { ColumnRequest(name: $0, kind: .dictionary) }, zone: .utc, limits: limits))
      return "no error"
    } catch let error as ReadingError {
      return TestWords.said(error)
    }
  }
}

/// The microseconds of a moment in UTC, by Foundation.
func micros(_ iso: String) throws -> Int64 {
  let date = try Date(iso, strategy: .iso8601)
  return Int64(date.timeIntervalSince1970.rounded()) * 1_000_000
}

/// A seeded generator of pseudo-random numbers (SplitMix64).
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
