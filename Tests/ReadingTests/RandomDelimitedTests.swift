import Testing

@testable import Reading

/// Splits text as the rules say, one byte at a time, with no regard for speed.
private func slowRecords(_ bytes: [UInt8], delimiter: UInt8) -> [[String]] {
  var records: [[String]] = []
  var at = 0
  while at < bytes.count {
    var record: [String] = []
    let start = at
    var isDone = false
    while !isDone {
      var field: [UInt8] = []
      var isPlain = true
      if at < bytes.count, bytes[at] == 0x22, let (text, next) = slowQuoted(bytes, at) {
        field = text
        at = next
        isPlain = false
      }
      while at < bytes.count, bytes[at] != delimiter, bytes[at] != 0x0A, bytes[at] != 0x0D {
        field.append(bytes[at])
        at += 1
      }
      record.append(String(decoding: field, as: UTF8.self).trimmingSpace())
      if at < bytes.count, bytes[at] == delimiter {
        at += 1
        continue
      }
      isDone = true
      let isBlank = record.count == 1 && isPlain && at == start
      if at < bytes.count {
        at += bytes[at] == 0x0D && at + 1 < bytes.count && bytes[at + 1] == 0x0A ? 2 : 1
      }
      if !isBlank { records.append(record) }
    }
  }
  return records
}

/// The text between marks and where it ends; `nil` when it never does.
private func slowQuoted(_ bytes: [UInt8], _ start: Int) -> ([UInt8], Int)? {
  var text: [UInt8] = []
  var at = start + 1
  while at < bytes.count {
    if bytes[at] == 0x22 {
      guard at + 1 < bytes.count, bytes[at + 1] == 0x22 else { return (text, at + 1) }
      at += 1
    }
    text.append(bytes[at])
    at += 1
  }
  return nil
}

extension String {
  fileprivate func trimmingSpace() -> String {
    let spaces: Set<Unicode.Scalar> = [" ", "\t", "\n", "\r"]
    var scalars = Substring(self).unicodeScalars
    while let first = scalars.first, spaces.contains(first) { scalars.removeFirst() }
    while let last = scalars.last, spaces.contains(last) { scalars.removeLast() }
    return String(Substring(scalars))
  }
}

@Suite struct RandomDelimitedTests {
  private let pieces = [
    "a", "bc", "אב", "\"", "\"\"", "\"x\"", "\"x,y\"", "\"p\nq\"", "\"r\"\"s\"", ",", ",", ",", "\n", "\r\n", "\r", " ",
    "1234567", "longer than eight bytes", "\t",
  ]

  @Test("any quirky text cut into chunks of any size gives what a slow, obvious reader gives", arguments: 0..<60)
  func chunks(seed: Int) throws {
    var random = Seeded(state: UInt64(seed))
    var body = ""
    for _ in 0..<Int.random(in: 1...40, using: &random) { body += pieces.randomElement(using: &random) ?? "" }
    let bytes = Array(("k,l,m\n" + body).utf8)
    let records = slowRecords(bytes, delimiter: 0x2C).dropFirst().filter { $0.count > 1 || !($0[0].isEmpty) || false }
    let expected = records.map { record in (0..<3).map { $0 < record.count ? record[$0] : "" } }
      .filter { $0 != ["", "", ""] }
    guard !expected.isEmpty else { return }
    let whole = try rows(bytes, chunkBytes: 1 << 16)
    // What a lone mark or one inside a cell means, the slow reader does not know; a text without such he does.
    let isSound = records.allSatisfy { $0.count == 3 && !$0.contains { $0.contains(where: \.isNewline) } }
    if !body.contains("\"") || isSound { #expect(whole == expected, "\(body.debugDescription)") }
    for size in [1, 2, 3, 5, 7, 8, 9, 16, 31, 64, 4096] {
      #expect(try rows(bytes, chunkBytes: size) == whole, "chunk \(size): \(body.debugDescription)")
    }
  }

  /// The rows that hold anything, as the reader cuts them in chunks of that size.
  private func rows(
    _ bytes: [UInt8], chunkBytes: Int, fieldBytes: Int = ReadingLimits().fieldBytes
  ) throws -> [[String]] {
    var limits = ReadingLimits()
    limits.chunkBytes = chunkBytes
    limits.fieldBytes = fieldBytes
    let found = try withFile(bytes) { file in
      let raw = try RawFile(file)
      let inspection = Inspection(
        file: file, format: .csv, encoding: .utf8, isCompressed: false, delimiter: 0x2C, columns: ["k", "l", "m"],
        samples: [[], [], []], raw: raw)
      return try read(
        inspection,
        ReadRequest(
          columns: ["k", "l", "m"].map { ColumnRequest(name: $0, kind: .dictionary) }, zone: .utc, limits: limits))
    }
    return texts(of: found).filter { $0 != ["", "", ""] }
  }

  @Test(
    "a cell that ends within the limit does, however far the line behind it or the line feed of its end is",
    arguments: [
      // The first line has as many fields as there are columns, so the second is looked at before the cell is believed.
      (#"1,2,"two\nlines",x"# + String(repeating: ",y", count: 20), ["1", "2", "two\nlines"]),
      (#"1,2,"exactly twenty-four byte""# + "\r\n", ["1", "2", "exactly twenty-four byte"]),
    ])
  func endedCells(text: String, row: [String]) throws {
    let bytes = Array(("k,l,m\n" + text.replacing(#"\n"#, with: "\n") + "\n3,4,5\n").utf8)
    for size in 1...120 {
      #expect(try rows(bytes, chunkBytes: size, fieldBytes: 24) == [row, ["3", "4", "5"]], "chunk \(size)")
    }
  }

  @Test("a cell beyond the limit is refused wherever a mark stands in it")
  func longCells() throws {
    for length in 0...30 {
      let text = "k,l,m\n1,2," + String(repeating: "a", count: 26) + "\"" + String(repeating: "b", count: length)
      for size in [1, 7, 24, 25, 26, 64, 4096] {
        #expect(throws: ReadingError.fieldTooLong(file: "visits.csv", row: 2, column: "m", limit: 24)) {
          try rows(Array(text.utf8), chunkBytes: size, fieldBytes: 24)
        }
      }
    }
  }

  @Test(
    "plain and quirky records by turns, in texts longer than what is looked at at once, are cut alike in chunks of any size",
    arguments: 0..<24)
  func longTexts(seed: Int) throws {
    var random = Seeded(state: UInt64(5000 + seed))
    let fields = ["1", "אבג", "a field of some length, no: without", "", "x\"y", "2024-01-05T10:00:00Z"]
      .map { $0.replacing(",", with: "") }
    let quoted = ["\"q\"", "\"דוא\"\"ל\"", "\"a,b\"", "\"two\nlines\"", "\"\"", "\"x\" ", "\"open\r\nthen, closed\""]
    // From no quotation marks at all to one in every second field, and line ends of one kind or of all.
    let share = seed % 6
    let ends = [["\n"], ["\r\n"], ["\n", "\r\n", "\r", "\n\n"]][seed % 3]
    var text = "k,l,m\n"
    while text.utf8.count < 14_000 {
      let cells = (0..<(Int.random(in: 0..<40, using: &random) == 0 ? 2 : 3)).map { _ in
        (Int.random(in: 0..<10, using: &random) < share ? quoted : fields).randomElement(using: &random) ?? ""
      }
      text += cells.joined(separator: ",") + (ends.randomElement(using: &random) ?? "\n")
    }
    let bytes = Array(text.utf8)
    let expected = slowRecords(bytes, delimiter: 0x2C).dropFirst()
      .map { record in (0..<3).map { $0 < record.count ? record[$0] : "" } }
      .filter { $0 != ["", "", ""] }
    for size in [61, 4095, 4096, 4097, 9000, 1 << 20] {
      #expect(try rows(bytes, chunkBytes: size) == expected, "seed \(seed), chunks of \(size)")
    }
  }

  @Test("a file cut at every byte never crashes the reader")
  func cuts() throws {
    let bytes = Array("id,when,\"no,te\"\r\n1,2024-01-05T10:00:00Z,\"a\"\"b\"\r\n2,05/01/2024,\"x\ny\"\r\n".utf8)
    for length in 1..<bytes.count {
      var limits = ReadingLimits()
      limits.chunkBytes = 3
      _ = try failure(Array(bytes[..<length]), limits: limits)
    }
  }

  @Test("random bytes never crash the reader", arguments: 0..<40)
  func noise(seed: Int) throws {
    var random = Seeded(state: UInt64(1000 + seed))
    let bytes = (0..<Int.random(in: 1...600, using: &random)).map { _ in
      seed % 2 == 0 ? UInt8.random(in: 0...255, using: &random) : UInt8.random(in: 9...127, using: &random)
    }
    for format in [nil] + InputFormat.allCases.map(Optional.some) { _ = try failure(bytes, format: format) }
  }
}
