import Foundation
import TestSupport
import Testing

@testable import Reading

/// What pyreadstat found in the shared files.
private struct Truth: Decodable {
  struct Range: Decodable {
    var lo: Double
    var hi: Double
  }
  /// A number, a text, or nothing.
  enum Cell: Decodable {
    case number(Double)
    case text(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }
  }
  struct File: Decodable {
    var rows: Int
    var column_names: [String]
    var column_labels: [String?]
    var value_labels: [String: [String: String]]
    var missing_ranges: [String: [Range]]
    var first_rows: [[String: Cell?]]
    var numeric_means: [String: Double]
  }
  var files: [String: File]
}

/// Moments of pyreadstat without the time of day that dates have there.
private func date(_ text: String) -> String {
  text.hasSuffix("T00:00:00.000") ? String(text.dropLast(13)) : text
}

@Suite(.enabled(if: Repository.sharedData != nil, "the shared data are absent"))
struct SPSSTruthTests {
  @Test(
    "names, labels, cells, missing codes and means agree with pyreadstat's",
    arguments: ["hotel.sav", "iris.sav", "personnel.sav", "repairs.sav", "simple_alltypes.sav"])
  func agrees(name: String) throws {
    let truth = try #require(surveyTruth("spss/spss.truth.json", as: Truth.self).files[name])
    let (inspection, rows, table) = try survey(sharedSurvey("spss/" + name), name: "no-name-to-go-by")
    #expect(inspection.format == .sav)
    #expect(inspection.columns == truth.column_names)
    #expect(table.rowCount == truth.rows)
    #expect(table.rowsRead == truth.rows)
    #expect(table.rowNumbers == (1...UInt32(truth.rows)).map { $0 })
    let dictionary = try #require(inspection.spss)
    for (index, column) in truth.column_names.enumerated() {
      let variable = dictionary.variables[index]
      #expect(variable.label == truth.column_labels[index] ?? "")
      var labels: [String: String] = [:]
      for label in variable.labels { labels[Double(label.code).map { String($0) } ?? label.code] = label.label }
      #expect(labels == truth.value_labels[column] ?? [:], "\(column)")
      let ranges = (truth.missing_ranges[column] ?? []).map { $0.lo...$0.hi }
      #expect(variable.missing == ranges, "\(column)")
      // Cells: declared missing ones are empty, categories are their labels, moments are dates.
      for (row, cells) in truth.first_rows.enumerated() {
        var expected = ""
        switch cells[column] ?? nil {
        case .number(let number):
          let label = variable.isCategory ? truth.value_labels[column]?[String(number)] : nil
          // The truth's numbers are rounded to ten digits behind the point.
          if label == nil, let cell = Double(rows[row][index]), abs(cell - number) < 1e-9 { continue }
          expected = ranges.contains { $0.contains(number) } ? "" : label ?? spssNumber(number)
          if column == "quarter" {
            let moment = Date(timeIntervalSince1970: number - 12_219_379_200)
            expected = String(moment.formatted(.iso8601).prefix(10))
          }
        case .text(let text):
          expected = truth.value_labels[column]?[text] ?? date(text)
        case nil: break
        }
        #expect(rows[row][index] == expected, "\(column) of row \(row + 1)")
      }
    }
    // The truth's means take declared missing codes in; so do numbers asked for as numbers, and the log's samples.
    for (column, mean) in truth.numeric_means where column != "quarter" {
      let numbers = try read(
        inspection, ReadRequest(columns: [ColumnRequest(name: column, kind: .decimal)], zone: .utc))
      guard case .decimal(let cells) = numbers.columns[0] else { continue }
      let codes = numbers.issues.entries.filter { $0.kind == .declaredMissing && $0.column == column }.flatMap(
        \.samples
      )
      .compactMap { Double($0.value) }
      #expect(numbers.issues.count(of: .declaredMissing) == codes.count)
      let values = cells.filter { $0 != .min }.map { Double($0) / 1_000_000 } + codes
      #expect(abs(values.reduce(0, +) / Double(values.count) - mean) < 1e-6 * max(1, abs(mean)), "\(column)")
    }
  }

  @Test("the hotel's items are ratings from one to five, of which one is known to ask for satisfaction")
  func hotel() throws {
    let questions = try survey(sharedSurvey("spss/hotel.sav")).inspection.questions
    #expect(questions.map(\.column) == ["v1", "v2", "v3", "v4", "v5"])
    #expect(questions.map(\.metric) == [.csat, nil, nil, nil, nil])
    #expect(questions.allSatisfy { $0.low == 1 && $0.high == 5 && $0.labels.count == 5 })
    #expect(questions[2].text == "The staff were slow in responding")
    #expect(questions[2].parser.value(of: "Strongly Agree") == AnswerNumber("5").map { .number($0) })
  }

  @Test("a file cut off anywhere is refused in words and never crashes the reader")
  func cut() throws {
    for name in ["hotel.sav", "simple_alltypes.sav"] {
      let bytes = sharedSurvey("spss/" + name)
      for length in stride(from: 4, to: bytes.count - 1, by: 37) {
        let text = try failure(Array(bytes[..<length]), name: name)
        #expect(text.contains("damaged or cut off") || text.contains("not one row"), "\(length): \(text)")
      }
    }
  }

  @Test("random bytes in an SPSS file never crash the reader", arguments: 0..<30)
  func noise(seed: Int) throws {
    var random = Seeded(state: UInt64(seed))
    var bytes = sharedSurvey("spss/simple_alltypes.sav")
    for _ in 0..<Int.random(in: 1...30, using: &random) {
      bytes[Int.random(in: 4..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    _ = try failure(bytes, name: "noise.sav")
  }
}

@Suite struct SPSSTests {
  private func bytes(_ base64: String) throws -> [UInt8] {
    try Array(#require(Data(base64Encoded: base64, options: .ignoreUnknownCharacters)))
  }

  @Test("a compressed .zsav in Hebrew: question, scale, missing code, category, moment, words")
  func compressed() throws {
    let (inspection, rows, table) = try survey(bytes(SPSSFixtures.zsav), name: "pulse")
    #expect(inspection.columns == ["id", "q1", "where", "when", "why"])
    #expect(
      rows == [
        ["1", "10", "סניף", "2026-06-04T21:31:00", "שירות \"מעולה\""],
        ["2", "", "מוקד טלפוני", "2026-06-05T21:31:00", ""],
        ["3", "6", "מוקד טלפוני", "2026-06-05T00:53:20.500", "חיכיתי 40 דקות"],
      ])
    #expect(
      table.issues.samples == [Issue(kind: .declaredMissing, row: 2, column: "q1", value: "99")])
    let nps = try #require(inspection.questions.first)
    #expect(nps.column == "q1")
    #expect(nps.text == "באיזו מידה סביר שתמליצו עלינו לחברים?")
    #expect(nps.metric == .nps)
    #expect(nps.low == 0 && nps.high == 10)
    #expect(nps.missing == [99...99])
    #expect(
      nps.labels == [
        AnswerLabel(code: "0", label: "כלל לא סביר"), AnswerLabel(code: "10", label: "סביר מאוד"),
        AnswerLabel(code: "99", label: "לא יודע", isUserMissing: true),
      ])
    #expect(inspection.questions.map(\.column) == ["q1", "why"])
    #expect(inspection.questions.last?.metric == .text)
  }

  @Test("codes of a category come as labels in a text column and as numbers in a numeric one")
  func categories() throws {
    try withFile(bytes(SPSSFixtures.zsav)) { file in
      let inspection = try inspect(file, format: .sav)
      let table = try read(
        inspection,
        ReadRequest(
          columns: [
            ColumnRequest(name: "where", kind: .integer), ColumnRequest(name: "where", kind: .dictionary),
            ColumnRequest(name: "when", kind: .time(.auto)),
          ], zone: .utc))
      #expect(table.columns[0] == .integer([1, 2, 2]))
      #expect(table.columns[1] == .dictionary(DictionaryColumn(codes: [0, 1, 1], values: ["סניף", "מוקד טלפוני"])))
      #expect(
        table.columns[2]
          == .time([
            try micros("2026-06-04T21:31:00Z"), try micros("2026-06-05T21:31:00Z"),
            try micros("2026-06-05T00:53:20Z") + 500_000,
          ]))
    }
  }

  @Test(
    "Hebrew of the years before Unicode, in a file that names no encoding, a wrong one or its own",
    arguments: ["none", "ASCII", "Windows-1255"])
  func oldHebrew(declared: String) throws {
    var file = try bytes(declared == "none" ? SPSSFixtures.windows1255 : SPSSFixtures.declaredASCII)
    if declared == "Windows-1255" {
      // The record about the machine ends in the number of the code page, right before the end of the dictionary.
      let end = try #require(file.firstRange(of: [0xE7, 0x03, 0, 0, 0, 0, 0, 0]))
      file.replaceSubrange(end.lowerBound - 4..<end.lowerBound, with: [0xE7, 0x04, 0, 0])
    }
    let (inspection, rows, _) = try survey(file)
    #expect(inspection.encoding == .windows1255)
    #expect(rows == [["5", "חיפה"], ["2", "תל אביב"]])
    let question = try #require(inspection.questions.first)
    #expect(question.text == "עד כמה אתם מרוצים מהשירות")
    #expect(question.metric == .csat)
    #expect(question.low == 1 && question.high == 5)
    #expect(question.labels.map(\.label) == ["כלל לא", "מאוד מרוצה"])
  }

  @Test("gzipped it is read all the same, and a damaged one is named")
  func gzipped() throws {
    let plain = try bytes(SPSSFixtures.zsav)
    let (_, rows, table) = try survey(bytes(SPSSFixtures.gzippedZsav))
    #expect(rows.count == 3)
    #expect(table.contentHash == (try survey(plain)).table.contentHash)
    #expect(try failure(Array(plain.dropLast(400))).contains("SPSS file is damaged or cut off"))
    #expect(try failure(Array("a,b\n1,2\n".utf8), format: .sav).contains("not an SPSS file"))
    #expect(try failure(plain, format: .csv).contains("declared to be another format"))
  }

  @Test("limits on columns hold before anything is read")
  func limits() throws {
    var limits = ReadingLimits()
    limits.columns = 4
    #expect(try failure(bytes(SPSSFixtures.zsav), limits: limits).contains("more than 4 columns"))
  }

  @Test("few bytes that stand for millions of cases or cells are refused before they are all read")
  func bombs() throws {
    var limits = ReadingLimits()
    limits.spssCases = 2
    #expect(
      try failure(bytes(SPSSFixtures.zsav), limits: limits)
        == "visits.csv: refused: more than 2 cases; split the file, or export it as CSV if it is trusted")
    limits.spssCases = 3
    #expect(try failure(bytes(SPSSFixtures.zsav), limits: limits) == "no error")
    // Fifteen cells are few for a file of three kilobytes, however early they are weighed.
    limits.inflateRatioFrom = 0
    #expect(try failure(bytes(SPSSFixtures.zsav), limits: limits) == "no error")
  }

  @Test("dates count from 14 October 1582, also before it")
  func dates() {
    #expect(spssTime(0, .date) == "1582-10-14")
    #expect(spssTime(86_400, .dateTime) == "1582-10-15T00:00:00")
    #expect(spssTime(-86_400, .date) == "1582-10-13")
    #expect(spssTime(12_219_379_200, .dateTime) == "1970-01-01T00:00:00")
    #expect(spssTime(3661, .timeOfDay) == "01:01:01")
    #expect(spssTime(.infinity, .date) == nil)
  }
}
