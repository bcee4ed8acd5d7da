import Foundation

/// Cuts a text into records: one a line, or JSON values one after another with or without an array around them.
struct TextRecords: ~Copyable {
  /// How the records of a text follow each other.
  enum Framing: Sendable {
    /// Each line is one record, and a broken one harms no other.
    case lines
    /// JSON values that lie in an array, or stretch over several lines.
    case stream
  }

  private let source: ByteSource
  private let framing: Framing
  private let file: String
  private let limits: ReadingLimits
  private var buffer: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var filled = 0
  private var at = 0
  private var isAtEnd = false
  private var line = 1
  /// Where the record found last begins in the buffer, and its length.
  private(set) var start = 0
  private(set) var count = 0
  /// The line on which the record found last begins.
  private(set) var recordLine = 1

  /// The records of a source that is at its beginning.
  init(_ source: ByteSource, _ framing: Framing, file: String, limits: ReadingLimits) {
    self.source = source
    self.framing = framing
    self.file = file
    self.limits = limits
    capacity = max(64, min(limits.chunkBytes, 1 << 20))
    buffer = .allocate(capacity: capacity)
  }

  deinit { buffer.deallocate() }

  /// The record found last; valid until the next one is looked for.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: buffer + start, count: count) }

  /// Finds the next record that is not blank; false at the end.
  mutating func next() throws(ReadingError) -> Bool {
    switch framing {
    case .lines: return try nextLine()
    case .stream: return try nextValue()
    }
  }

  private mutating func nextLine() throws(ReadingError) -> Bool {
    while true {
      start = at
      recordLine = line
      var scanned = at
      var end = -1
      while end < 0 {
        if let found = memchr(buffer + scanned, 0x0A, filled - scanned) {
          end = found - UnsafeMutableRawPointer(buffer)
        } else {
          let seen = filled - start
          scanned = filled
          if try !fill() {
            end = filled
          } else {
            scanned = start + seen
          }
        }
      }
      if end == start, end == filled, isAtEnd { return false }
      at = min(end + 1, filled)
      line += 1
      count = end - start
      // White space in front may be what the place of a column is counted by.
      while count > 0, isASCIISpace(buffer[start + count - 1]) { count -= 1 }
      if count > 0 { return true }
      if at == filled, isAtEnd { return false }
    }
  }

  private mutating func nextValue() throws(ReadingError) -> Bool {
    // What stands between records: white space, the array's own brackets, commas.
    while true {
      if at == filled {
        start = at
        if try !fill() { return false }
      }
      let byte = buffer[at]
      if byte == 0x0A { line += 1 }
      guard isASCIISpace(byte) || byte == 0x2C || byte == 0x5B || byte == 0x5D else { break }
      at += 1
    }
    start = at
    recordLine = line
    var length = 0
    var depth = 0
    var isQuoted = false
    var isEscaped = false
    while true {
      if start + length == filled, try !fill() { break }
      let byte = buffer[start + length]
      if byte == 0x0A { line += 1 }
      length += 1
      if isQuoted {
        if isEscaped {
          isEscaped = false
        } else if byte == 0x5C {
          isEscaped = true
        } else if byte == 0x22 {
          isQuoted = false
        }
        continue
      }
      switch byte {
      case 0x22: isQuoted = true
      case 0x7B, 0x5B: depth += 1
      case 0x7D, 0x5D: depth -= 1
      default: break
      }
      // A stray value that is no object ends where the line does.
      if depth <= 0, byte == 0x7D || byte == 0x5D || byte == 0x0A { break }
    }
    at = start + length
    count = length
    return true
  }

  /// Reads on behind what is there, keeping everything from `start`; false at the end of the file.
  private mutating func fill() throws(ReadingError) -> Bool {
    if isAtEnd { return false }
    let kept = filled - start
    guard kept <= limits.recordBytes else {
      throw .recordTooLong(file: file, row: recordLine, limit: limits.recordBytes)
    }
    if kept * 2 > capacity {
      let bigger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
      bigger.update(from: buffer + start, count: kept)
      buffer.deallocate()
      buffer = bigger
      capacity *= 2
    } else if start > 0 {
      memmove(buffer, buffer + start, kept)
    }
    at = max(0, at - start)
    start = 0
    filled = kept
    let got = try source.read(into: buffer + filled, count: capacity - filled)
    filled += got
    isAtEnd = got == 0
    return got > 0
  }
}
