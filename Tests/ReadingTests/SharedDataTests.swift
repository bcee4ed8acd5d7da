import Foundation
import TestSupport
import Testing

@testable import Reading

/// The counts that an independent tool found.
private struct Truth: Decodable {
  var events_in_file: Int
  var cases: Int
  var activities: Int
  var activity_event_counts: [String: Int]
  var first_timestamp: String
  var last_timestamp: String
}

private func guessed(_ path: String) throws -> Table {
  let folder = try #require(Repository.sharedData)
  let inspection = try inspect(InputFile(path: folder.appending(path: path).path), format: nil)
  let guesses = guessRoles(inspection)
  let columns = try [ColumnRole.customer, .touchpoint, .time].map { role in
    let guess = try #require(guesses.first { $0.role == role })
    return ColumnRequest(name: guess.column, kind: role == .time ? .time(.auto) : .dictionary, required: true)
  }
  return try read(inspection, ReadRequest(columns: columns, zone: .utc))
}

@Suite(.enabled(if: Repository.sharedData != nil, "the shared data are absent"))
struct SharedDataTests {
  @Test(
    "events, customers, touchpoints and times agree with pm4py's counts",
    arguments: [
      ("xes/running-example.xes", "xes/running-example.truth.json"),
      ("xes/running-example.csv", "xes/running-example.truth.json"),
      ("xes/roadtraffic100traces.xes", "xes/roadtraffic100traces.truth.json"),
      ("xes/receipt.csv", "xes/receipt.truth.json"),
    ])
  func counts(path: String, truthPath: String) throws {
    let folder = try #require(Repository.sharedData)
    let truth = try JSONDecoder().decode(Truth.self, from: Data(contentsOf: folder.appending(path: truthPath)))
    let table = try guessed(path)
    #expect(table.rowCount == truth.events_in_file)
    #expect(table.issues.total == 0)
    guard case .dictionary(let customers) = table.columns[0], case .dictionary(let touchpoints) = table.columns[1],
      case .time(let times) = table.columns[2]
    else { return }
    #expect(customers.values.count == truth.cases)
    #expect(touchpoints.values.count == truth.activities)
    for (code, value) in touchpoints.values.enumerated() {
      #expect(touchpoints.codes.count { $0 == UInt32(code) } == truth.activity_event_counts[value])
    }
    var parser = TimeParser(.iso, isDayFirst: true, zone: .utc)
    func moment(_ text: String) -> Int64 {
      (Array(text.utf8) + Array(repeating: 0, count: overread)).withUnsafeBufferPointer {
        $0.baseAddress.map { parser.parse($0, text.utf8.count) } ?? 0
      }
    }
    #expect(times.min() == moment(truth.first_timestamp))
    #expect(times.max() == moment(truth.last_timestamp))
  }

  @Test("the shop's clicks agree with their truth")
  func shop() throws {
    let table = try guessed("clickstream/ecom.csv.gz")
    #expect(table.rowCount == 31_106)
    guard case .dictionary(let customers) = table.columns[0], case .dictionary(let touchpoints) = table.columns[1],
      case .time(let times) = table.columns[2]
    else { return }
    #expect(customers.values.count == 600)
    #expect(touchpoints.values.count == 19)
    #expect(try times.min() == micros("2024-01-04T11:45:38Z"))
    #expect(try times.max() == micros("2024-06-29T22:02:40Z"))
  }

  @Test("the patients' log has its start and complete rows")
  func patients() throws {
    let table = try guessed("xes/bupar_patients.csv")
    #expect(table.rowCount == 5442)
    guard case .dictionary(let customers) = table.columns[0], case .dictionary(let touchpoints) = table.columns[1]
    else { return }
    #expect(customers.values.count == 500)
    #expect(touchpoints.values.count == 7)
  }

  @Test("the loan applications: 262,200 events of 13,087 cases")
  func loans() throws {
    let table = try guessed("xes/bpic2012.xes.gz")
    #expect(table.rowCount == 262_200)
    guard case .dictionary(let customers) = table.columns[0], case .dictionary(let touchpoints) = table.columns[1]
    else { return }
    #expect(customers.values.count == 13_087)
    // The log's own attributes name 24 activities without their lifecycle.
    #expect(touchpoints.values.count == 24)
  }

  @Test("an XES 2.0 file without the usual keys says what it has")
  func xes20() throws {
    let folder = try #require(Repository.sharedData)
    let inspection = try inspect(InputFile(path: folder.appending(path: "xes/xes_20.xes").path), format: nil)
    #expect(inspection.columns == ["sdasaddas"])
    #expect(inspection.samples == [["ciao"]])
    #expect(throws: ReadingError.noColumn(file: "xes_20.xes", name: "concept:name", columns: ["sdasaddas"])) {
      try read(inspection, ReadRequest(columns: [ColumnRequest(name: "concept:name", kind: .dictionary)], zone: .utc))
    }
  }

  @Test(
    "survey exports read as plain CSV have the records and columns that Python's csv module finds",
    arguments: [
      ("survey/limesurvey/survey_998192_R_data_file.csv", 7, 71), ("survey/qualtrics/Better_Sample_Survey.csv", 12, 59),
      ("survey/sfo/2017_SFO_Customer_Survey.csv", 2831, 97),
    ])
  func surveys(path: String, rowCount: Int, columnCount: Int) throws {
    let folder = try #require(Repository.sharedData)
    let inspection = try inspect(InputFile(path: folder.appending(path: path).path), format: .csv)
    let columns = inspection.columns.map { ColumnRequest(name: $0, kind: .dictionary) }
    let table = try read(inspection, ReadRequest(columns: columns, zone: .utc))
    #expect(inspection.columns.count == columnCount)
    #expect(table.rowCount == rowCount)
    #expect(table.issues.count(of: .raggedRow) == 0)
  }
}
