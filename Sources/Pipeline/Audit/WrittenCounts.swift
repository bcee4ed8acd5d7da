import Findings
import Pages

/// Counts of people as they stand in files, against what the hiding gave out.
struct WrittenCounts {
  /// The smallest that may be shown.
  let fewest: Int

  private func isFew(_ n: Int) -> Bool { n > 0 && n < fewest }

  // MARK: Tables

  /// Whether a table says of people what was not given out: a number where one is hidden, another than the one that is
  /// shown, or among counts of people a small one that no hiding has seen.
  func hasFew(csv bytes: [UInt8], _ table: Table) -> Bool {
    guard fewest > 1 else { return false }
    let counts = table.columns.indices.filter { column in
      table.rows.contains { $0.cells.indices.contains(column) && $0.cells[column].people != nil }
    }
    guard !counts.isEmpty else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      let rows = Self.rows(bytes).dropFirst()
      guard rows.count == table.rows.count else { return true }
      return zip(rows, table.rows).contains { written, row in
        counts.contains { column in
          guard written.indices.contains(column), row.cells.indices.contains(column) else { return true }
          let number = Self.whole(bytes[written[column]])
          guard let people = row.cells[column].people else { return number.map(isFew) ?? false }
          if let shown = people.shown { return number != shown || isFew(shown) }
          return number != nil
        }
      }
    }
  }

  /// A whole number, with or without commas between its thousands; `nil` for anything else.
  private static func whole(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var value: Int?
    for byte in text where byte != UInt8(ascii: ",") && byte != UInt8(ascii: "\"") {
      guard (48...57).contains(byte), value ?? 0 < 1 << 56 else { return nil }
      value = (value ?? 0) * 10 + Int(byte - 48)
    }
    return value
  }

  /// Where the cells of each row stand, marks of quotation and all.
  private static func rows(_ bytes: UnsafeBufferPointer<UInt8>) -> [[Range<Int>]] {
    var rows: [[Range<Int>]] = []
    var row: [Range<Int>] = []
    var start = 0
    var isQuoted = false
    for (at, byte) in bytes.enumerated() {
      switch byte {
      // A doubled mark ends and begins: the cell goes on.
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted, 10 where !isQuoted:
        let isEnd = byte == 10
        row.append(start..<(isEnd && at > start && bytes[at - 1] == 13 ? at - 1 : at))
        start = at + 1
        guard isEnd else { continue }
        rows.append(row)
        row = []
        row.reserveCapacity(rows[0].count)
      default: break
      }
    }
    return rows
  }

  // MARK: report.json

  /// Members of `report.json` that count people, or what they did, wherever they stand.
  private static let members: Set<String> = [
    "customers", "customersActive", "visitors", "people", "buyers", "buyersCancelledOnly", "cycles", "leakedCycles",
    "openCycles", "purchases", "cancelled", "starts", "ends", "cameIn", "lost", "lostVisitors", "arrivals", "started",
    "boughtNext", "mature", "leaked", "returned", "outside", "outsideStrict", "bought", "left", "boughtCompared",
    "leftCompared", "withBought", "withLeft", "withoutBought", "withoutLeft",
    "boughtNext", "mature", "leaked", "returned", "outside", "outsideStrict", "touches", "leaks",
  ]
  /// Lists whose `count` is one of people or of what they did; elsewhere it is one of rows.
  private static let lists: Set<String> = ["directlyFollows", "topVariants", "topPaths", "channels"]

  /// Whether a member that counts people holds a small number.
  func hasFew(json bytes: [UInt8]) -> Bool {
    guard fewest > 1 else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      var depth = 0
      var section = ""
      var at = 0
      while at < bytes.count {
        switch bytes[at] {
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        case UInt8(ascii: "\""):
          let start = at + 1
          at = Self.end(bytes, start)
          guard at + 2 < bytes.count, bytes[at + 1] == UInt8(ascii: ":") else { break }
          let next = at + 3
          // Few members are numbers of one digit or two; only of those the name is looked at.
          let isNumber = next < bytes.count && (48...57).contains(bytes[next])
          guard depth == 1 || isNumber else { break }
          let name = String(decoding: bytes[start..<at], as: UTF8.self)
          if depth == 1 { section = name }
          guard isNumber, Self.members.contains(name) || (name == "count" && Self.lists.contains(section)) else {
            break
          }
          if isFew(Self.number(bytes, next)) { return true }
        default: break
        }
        at += 1
      }
      return false
    }
  }

  private static func end(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var at = start
    while at < bytes.count, bytes[at] != UInt8(ascii: "\"") { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
    return at
  }

  /// The whole number at a place; 0 for one with a fraction or one that is too long to be small.
  private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var (at, value) = (start, 0)
    while at < bytes.count, (48...57).contains(bytes[at]), at < start + 10 {
      value = value * 10 + Int(bytes[at] - 48)
      at += 1
    }
    return at < bytes.count && (bytes[at] == UInt8(ascii: ".") || (48...57).contains(bytes[at])) ? 0 : value
  }
}
