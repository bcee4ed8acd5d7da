import Testing

@testable import Reading

/// Rows read in stretches on several cores are those of the one reader that goes from end to end.
struct KeyedRowsTests {
  /// A row as both readers can say it.
  private struct Plain: Hashable, Comparable, CustomStringConvertible {
    var key: String
    var time: Int64
    var label: String
    var group: String
    var amount: Int64
    var order: String
    var isReferred: Bool
    static func < (a: Plain, b: Plain) -> Bool { a.description < b.description }
    var description: String { "\(key)|\(time)|\(label)|\(group)|\(amount)|\(order)|\(isReferred)" }
  }

  private let request = KeyedRequest(
    key: "id", time: "when", label: "what", group: "via", amount: "sum", order: "order", referrer: "by", zone: .utc)

  /// What sources have: rows with an order are never taken many at a time, all others are where they can be.
  private var requests: [KeyedRequest] {
    [
      request,
      KeyedRequest(key: "id", time: "when", label: "what", group: "via", amount: "sum", referrer: "by", zone: .utc),
      KeyedRequest(key: "id", time: "when", label: "what", group: "by", zone: .utc),
      KeyedRequest(key: "via", time: "when", label: "id", amount: "sum", zone: .utc),
      KeyedRequest(key: "what", time: "when", label: "what", group: "via", zone: .utc),
    ]
  }

  /// The rows of a table in the request's order of columns.
  private func plain(_ table: Table, _ request: KeyedRequest) -> [Plain] {
    func place(_ name: String?, _ kind: ColumnKind) -> Int {
      request.columns.firstIndex { $0.name == name && $0.kind == kind } ?? -1
    }
    func text(_ column: Int, _ row: Int) -> String {
      guard column >= 0, case .dictionary(let values) = table.columns[column],
        values.codes[row] != DictionaryColumn.none
      else { return "" }
      return values.values[Int(values.codes[row])]
    }
    func number(_ column: Int, _ row: Int) -> Int64 {
      guard column >= 0 else { return .min }
      switch table.columns[column] {
      case .time(let values), .decimal(let values), .integer(let values): return values[row]
      case .dictionary, .ids: return .min
      }
    }
    let group = request.group == nil ? -1 : 3
    let order = place(request.order, .dictionary)
    let amount = place(request.amount, .decimal)
    let referrer = request.referrer == nil ? -1 : place(request.referrer, .dictionary)
    return (0..<table.rowCount).map {
      Plain(
        key: text(0, $0), time: number(1, $0), label: text(2, $0), group: text(group, $0), amount: number(amount, $0),
        order: text(order, $0), isReferred: !text(referrer, $0).isEmpty)
    }
  }

  private func plain(_ rows: KeyedRows) -> [Plain] {
    var found: [Plain] = []
    for partition in 0..<rows.partitions {
      rows.forEachStretch(partition) { stretch in
        for i in 0..<stretch.count {
          let row = stretch.row(i)
          let order = stretch.extras?[i].order ?? .max
          found.append(
            Plain(
              key: row.key.isLong ? rows.longKeys[stretch.longPlaces[row.key.place]] : shortText(row.key),
              time: row.time, label: rows.labels[stretch.worker][Int(row.label)],
              group: row.group == KeyedRow.none ? "" : rows.groups[stretch.worker][Int(row.group)],
              amount: row.hasAmount ? stretch.amounts?[i] ?? .min : .min,
              order: order == .max ? "" : rows.orders[stretch.worker][Int(order)],
              isReferred: row.isReferred))
        }
      }
    }
    return found
  }

  private func shortText(_ key: RowKey) -> String {
    let length = Int(key.word1 >> 56)
    var bytes: [UInt8] = []
    for i in 0..<length {
      let word = i < 8 ? key.word0 : key.word1
      bytes.append(UInt8(truncatingIfNeeded: word >> UInt64((i % 8) * 8)))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func inspection(_ file: InputFile) throws -> Inspection {
    Inspection(
      file: file, format: .csv, encoding: .utf8, isCompressed: false, delimiter: 0x2C,
      columns: ["id", "when", "what", "via", "sum", "order", "by"], samples: Array(repeating: [], count: 7),
      raw: try RawFile(file))
  }

  /// Cells with every quirk, some of which make a stretch's guess about its first row wrong; a § becomes a byte that no
  /// UTF-8 text holds.
  ///
  /// - Parameter oddity: in how many of a hundred cells something is unusual.
  private func body(_ random: inout Seeded, rows: Int, oddity: Int) -> [UInt8] {
    let long = String(repeating: "ארוך", count: 8)
    let ids = [
      "קובי", "\"q,1\"", " c ", "exactly-15-byte", "sixteen-bytes-id", "\"two\nlines of an id that is long\"", "",
      "\"d\"\"\"",
      "\u{A0}e", "f§", "\"\"", "\" g\"",
    ]
    let times = [
      "2024-01-05", "nonsense", "\"2024-01-06 11:30:00\"", "", "2024-01-06T24:00:00Z", "2024-01-06T10:60:00",
      " 2024-01-06T10:00:01Z",
      "2024-01-06T10:00:00.5Z", "1704500000", "2024-02-30T10:00:00Z", "2024-01-06T1O:00:00Z",
      "2024-01-06T10:00:00+02:00",
    ]
    let labels = [
      "\"say \"\"hi\"\"\"", "\"a\r\nb\"", "קנייה", "\"open", "x\"y", "", long, long + "?", "\"" + long + "\"", "§",
      "visit§", " visit",
      "\"visit\"", "\u{A0}", "\"vi,sit\"x",
    ]
    let ends = ["\r\n", "\r", "\n\n", " \n"]
    let end = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
    var text = ""
    for _ in 0..<rows {
      func cell(_ plain: [String], _ odd: [String]) -> String {
        (Int.random(in: 0..<100, using: &random) < oddity ? odd : plain).randomElement(using: &random) ?? ""
      }
      let second = Int.random(in: 10..<60, using: &random)
      var cells = [
        cell(["a", "b", "\"c\"", "customer-10"], ids),
        cell(["2024-01-05T10:00:\(second)Z", "\"2024-01-05T23:59:\(second)\"", "2024-01-05 00:00:\(second)"], times),
        cell(["visit", "רכישה", "\"search\"", "cart"], labels),
        cell(["web", "\"דוא\"\"ל\"", ""], ["\"sh,op\"", "§", " web "]),
        cell(["1.5", "", "\"20\""], ["12,5x", "\"1,234\"", " 7", "\"\"\"5\"\"\"", "1_0"]),
        cell(["o1", "o2", ""], ["ordér"]), cell(["", "", "friend"], [" ", "\"\"", "\u{A0}", "\"a friend\""]),
      ]
      if Int.random(in: 0..<400, using: &random) < oddity { cells.removeLast(3) }
      if Int.random(in: 0..<400, using: &random) < oddity { cells.append("extra") }
      text += cells.joined(separator: ",") + (cell([end], ends))
    }
    let odd = Array("§".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      bytes.append(byte)
      if bytes.suffix(odd.count) == odd[...] { bytes.replaceSubrange((bytes.count - odd.count)..., with: [0xFF]) }
    }
    return bytes
  }

  @Test(
    "cut into stretches of any size and read by several workers, the rows are those of one reader", arguments: 0..<80)
  func stretches(seed: Int) throws {
    var random = Seeded(state: UInt64(900 + seed))
    let mark = seed % 5 == 0 ? "\u{FEFF}" : ""
    let request = requests[seed % requests.count]
    // Some short and odd all over, some long and mostly as exports are.
    let isLong = seed % 4 > 1
    let rows = Int.random(in: isLong ? 150...400 : 1...30, using: &random)
    let bytes =
      Array((mark + "id,when,what,via,sum,order,by\n").utf8)
      + body(&random, rows: rows, oddity: isLong ? [0, 1, 5][seed / 4 % 3] : 60)
    try withFile(bytes) { file in
      let whole = try read(
        try inspection(file),
        ReadRequest(columns: request.columns, zone: .utc, countRejectedBy: 2, limits: ReadingLimits()))
      let expected = plain(whole, request)
      let sizes =
        isLong
        ? [64, 257, 4096, 1 << 20]
        : bytes.count < 400 ? Array(1...40) + [64, 100, 4096] : [1, 2, 3, 7, 16, 33, 64, 257, 4096]
      for size in sizes {
        for partitions in [1, 8] {
          var own = request
          own.limits.chunkBytes = size
          own.threads = 3
          let rows = try readKeyed(try inspection(file), own, partitions: partitions)
          let found = plain(rows)
          let what = Comment(rawValue: "stretches of \(size), \(partitions) partitions, seed \(seed)")
          // One partition holds the file's order; several hold each customer's.
          if partitions == 1 { #expect(found == expected, what) }
          for key in Set(expected.map(\.key)) {
            #expect(found.filter { $0.key == key } == expected.filter { $0.key == key }, what)
          }
          #expect(found.count == expected.count && rows.rowCount == expected.count, what)
          #expect(rows.rowsRead == whole.rowsRead, what)
          #expect(rows.issues == whole.issues, what)
          #expect(rows.rejectedBy.map(\.value) == whole.rejectedBy.map(\.value), what)
          #expect(rows.rejectedBy.map(\.rows) == whole.rejectedBy.map(\.rows), what)
          #expect(rows.times == whole.times, what)
        }
      }
    }
  }

  @Test("the same id is in the same partition wherever it was read, and ids are spread")
  func partitions() throws {
    var text = "id,when,what,via,sum,order,by\n"
    for i in 0..<4000 { text += "customer-\(i % 500),2024-01-05T10:00:00Z,visit,web,,,\n" }
    try withFile(Array(text.utf8)) { file in
      var own = request
      own.limits.chunkBytes = 1000
      own.threads = 2
      let rows = try readKeyed(try inspection(file), own, partitions: 16)
      var partitionOf: [String: Int] = [:]
      for partition in 0..<16 {
        #expect(rows.count(in: partition) > 80 && rows.count(in: partition) < 480)
        rows.forEachStretch(partition) { stretch in
          for i in 0..<stretch.count {
            let key = shortText(stretch.rows[i].key)
            #expect(partitionOf[key] ?? partition == partition)
            partitionOf[key] = partition
          }
        }
      }
      #expect(partitionOf.count == 500)
    }
  }

  @Test("an error behind the first stretch names its true row")
  func trueRow() throws {
    var text = "id,when,what,via,sum,order,by\n"
    for _ in 0..<200 { text += "a,2024-01-05T10:00:00Z,visit,web,,,\n" }
    text += String(repeating: "x", count: 5000) + ",2024-01-05T10:00:00Z,visit,web,,,\n"
    try withFile(Array(text.utf8)) { file in
      var own = request
      own.limits.chunkBytes = 512
      own.limits.fieldBytes = 1000
      own.threads = 2
      #expect(throws: ReadingError.fieldTooLong(file: file.name, row: 202, column: "id", limit: 1000)) {
        _ = try readKeyed(try inspection(file), own)
      }
    }
  }
}
