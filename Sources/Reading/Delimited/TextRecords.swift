import Foundation

/// Cuts a text into records: one a line, or JSON values one after another with or without an array around them.
struct TextRecords: ~Copyable {
  /// How the records of a text follow each other.
  enum Framing: Sendable {
    /// Each line is one record, and a broken one harms no other.
    case lines
    /// The same for JSON, where no program leaves long stretches of lines blank.
    case jsonLines
    /// JSON values that lie in an array, or stretch over several lines.
    case jsonStream
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
    case .lines, .jsonLines: return try nextLine()
    case .jsonStream: return try nextValue()
    }
  }

  private mutating func nextLine() throws(ReadingError) -> Bool {
    guard try passBlanks(isBetween: 0) else { return false }
    recordLine = line
    // Behind the white space in front, which may be what the place of a column is counted by.
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
    at = min(end + 1, filled)
    line += 1
    count = end - start
    while count > 0, isASCIISpace(buffer[start + count - 1]) { count -= 1 }
    return true
  }

  /// Goes on to the next byte that is no white space, the line it is on being what is kept; false at the end.
  ///
  /// - Parameter isBetween: how many bytes between two records were passed already.
  private mutating func passBlanks(isBetween passed: Int) throws(ReadingError) -> Bool {
    let isLimited = framing != .lines
    var passed = passed
    start = at
    let first = line
    while true {
      let from = at
      while at < filled {
        // Hostile files are blank for gigabytes, so eight blanks or eight line ends are passed at once.
        while at + 8 <= filled, load64(buffer + at) == repeated(0x20) { at += 8 }
        while at + 8 <= filled, load64(buffer + at) == repeated(0x0A) {
          at += 8
          line += 8
          start = at
        }
        guard at < filled, isASCIISpace(buffer[at]) else { break }
        at += 1
        if buffer[at - 1] == 0x0A {
          line += 1
          start = at
        }
      }
      passed += at - from
      if isLimited, passed > limits.jsonBlankBytes {
        throw .jsonBlank(file: file, line: first, limit: limits.jsonBlankBytes)
      }
      if at < filled { return true }
      if try !fill() { return false }
    }
  }

  private mutating func nextValue() throws(ReadingError) -> Bool {
    // What stands between records: white space, the array's own brackets, commas.
    var between = 0
    while true {
      guard try passBlanks(isBetween: between) else { return false }
      let byte = buffer[at]
      guard byte == 0x2C || byte == 0x5B || byte == 0x5D else { break }
      at += 1
      between += 1
    }
    start = at
    recordLine = line
    var length = 0
    var depth = 0
    var blanks = 0
    var isQuoted = false
    var isEscaped = false
    values: while true {
      if start + length == filled, try !fill() { break }
      let text = buffer + start
      let have = filled - start
      while length < have {
        if isQuoted, !isEscaped {
          while length < have, text[length] != 0x22, text[length] != 0x5C, text[length] != 0x0A { length += 1 }
          if length == have { continue values }
        }
        let byte = text[length]
        length += 1
        if byte == 0x0A { line += 1 }
        if isQuoted {
          if isEscaped { isEscaped = false } else if byte == 0x5C { isEscaped = true } else { isQuoted = byte != 0x22 }
          continue
        }
        if isASCIISpace(byte) {
          blanks += 1
          if blanks > limits.jsonBlankBytes {
            throw .jsonBlank(file: file, line: recordLine, limit: limits.jsonBlankBytes)
          }
          // A stray value that is no object ends where the line does.
          if depth <= 0, byte == 0x0A { break values }
          continue
        }
        blanks = 0
        switch byte {
        case 0x22: isQuoted = true
        case 0x7B, 0x5B: depth += 1
        case 0x7D, 0x5D:
          depth -= 1
          if depth <= 0 { break values }
        default: break
        }
      }
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
