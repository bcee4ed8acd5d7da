/// Comma-separated text (RFC 4180), as bytes of UTF-8: quotes where a field needs them.
package struct CSVText: Sendable {
  /// What a row ends with.
  package enum LineEnd: Sendable {
    case lineFeed, carriageReturnLineFeed
  }

  /// What has been written and not yet taken.
  package private(set) var bytes: [UInt8] = []
  private let lineEnd: LineEnd
  private var rowBegun = false

  package init(lineEnd: LineEnd = .lineFeed) { self.lineEnd = lineEnd }

  /// Adds a field to the row.
  package mutating func field(_ text: String) {
    separate()
    var text = text
    text.withUTF8 { raw in
      let needsQuotes = raw.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
      guard needsQuotes else {
        bytes.append(contentsOf: raw)
        return
      }
      bytes.append(0x22)
      for byte in raw {
        if byte == 0x22 { bytes.append(0x22) }
        bytes.append(byte)
      }
      bytes.append(0x22)
    }
  }

  /// Adds a field that needs no quotes.
  package mutating func plain(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  /// Puts a line end, and no comma before the next cell.
  package mutating func endRow() {
    switch lineEnd {
    case .lineFeed: bytes.append(0x0A)
    case .carriageReturnLineFeed: bytes.append(contentsOf: [0x0D, 0x0A])
    }
    rowBegun = false
  }

  /// Adds a whole row.
  package mutating func row(_ fields: [String]) {
    for text in fields { field(text) }
    endRow()
  }

  /// Gives away what has been written so far, and starts empty.
  package mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  private mutating func separate() {
    if rowBegun { bytes.append(0x2C) }
    rowBegun = true
  }
}
