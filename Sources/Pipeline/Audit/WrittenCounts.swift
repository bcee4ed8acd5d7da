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
    let rows = Self.rows(bytes).dropFirst()
    let counts = table.columns.indices.filter { column in
      table.rows.contains { $0.cells.indices.contains(column) && $0.cells[column].people != nil }
    }
    guard !counts.isEmpty else { return false }
    guard rows.count == table.rows.count else { return true }
    return zip(rows, table.rows).contains { written, row in
      counts.contains { column in
        guard written.indices.contains(column), row.cells.indices.contains(column) else { return true }
        let number = Self.whole(written[column])
        guard let people = row.cells[column].people else { return number.map(isFew) ?? false }
        if let shown = people.shown { return number != shown || isFew(shown) }
        return number != nil
      }
    }
  }

  /// A whole number, with or without commas between its thousands; `nil` for anything else.
  private static func whole(_ text: String) -> Int? {
    let digits = text.utf8.filter { $0 != UInt8(ascii: ",") }
    guard !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  private static func rows(_ bytes: [UInt8]) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if isQuoted, byte == UInt8(ascii: "\""), at < bytes.count, bytes[at] == byte {
        cell.append(byte)
        at += 1
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if !isQuoted, byte == UInt8(ascii: ",") || byte == 10 {
        row.append(String(decoding: cell, as: UTF8.self))
        cell = []
        if byte == 10 {
          rows.append(row)
          row = []
        }
      } else if isQuoted || byte != 13 {
        cell.append(byte)
      }
    }
    return rows
  }

  // MARK: report.json

  /// Members of `report.json` that count people, or what they did, wherever they stand.
  private static let members: Set<String> = [
    "customers", "customersActive", "visitors", "people", "buyers", "buyersCancelledOnly", "cycles", "leakedCycles",
    "openCycles", "purchases", "cancelled", "starts", "ends", "cameIn", "lost", "lostVisitors", "arrivals", "started",
    "boughtNext", "mature", "leaked", "returned", "outside", "outsideStrict",
  ]
  /// Lists whose `count` is one of people or of what they did; elsewhere it is one of rows.
  private static let lists: Set<String> = ["directlyFollows", "topVariants", "channels"]

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
