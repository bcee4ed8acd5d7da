/// A place in the bytes of one JSON record, and the steps that can be taken from it.
struct JSONBytes {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// The next byte.
  var offset = 0

  private let mostBlanks: Int
  /// Whether there was a longer stretch of white space than allowed; nothing behind it is looked at.
  private(set) var isTooBlank = false

  /// The beginning of a record.
  init(_ bytes: UnsafeBufferPointer<UInt8>, mostBlanks: Int) {
    self.bytes = bytes
    self.mostBlanks = mostBlanks
  }

  /// The next byte that is no white space; `nil` at the end, and behind too much white space.
  @inline(__always)
  mutating func peek() -> UInt8? {
    if offset < bytes.count, bytes[offset] > 0x20 { return bytes[offset] }
    return peekBeyondBlanks()
  }

  private mutating func peekBeyondBlanks() -> UInt8? {
    let from = offset
    while offset < bytes.count, isASCIISpace(bytes[offset]) { offset += 1 }
    if offset - from > mostBlanks {
      isTooBlank = true
      offset = bytes.count
    }
    return offset < bytes.count ? bytes[offset] : nil
  }

  /// Passes over one byte.
  mutating func skip() { offset += 1 }

  /// Appends the string that begins here, its escapes resolved.
  mutating func string(into text: inout [UInt8]) throws(JSONProblem) {
    guard peek() == 0x22 else { throw .malformed }
    offset += 1
    while offset < bytes.count {
      var end = offset
      while end < bytes.count, bytes[end] != 0x22, bytes[end] != 0x5C { end += 1 }
      if end > offset { text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[offset..<end])) }
      offset = end
      guard offset < bytes.count else { throw .malformed }
      offset += 1
      if bytes[offset - 1] == 0x22 { return }
      guard offset < bytes.count else { throw .malformed }
      let escape = bytes[offset]
      offset += 1
      switch escape {
      case 0x22, 0x5C, 0x2F: text.append(escape)
      case 0x62: text.append(0x08)
      case 0x66: text.append(0x0C)
      case 0x6E: text.append(0x0A)
      case 0x72: text.append(0x0D)
      case 0x74: text.append(0x09)
      case 0x75: try escaped(into: &text)
      default: throw .malformed
      }
    }
    throw .malformed
  }

  /// Passes over the string that begins here.
  mutating func passString() throws(JSONProblem) {
    offset += 1
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == 0x22 {
        offset += 1
        return
      }
      offset += byte == 0x5C ? 2 : 1
    }
    throw .malformed
  }

  /// The character of a `\u` escape, of two of them where they are halves of one.
  private mutating func escaped(into text: inout [UInt8]) throws(JSONProblem) {
    let unit = try hexadecimal()
    var scalar = Unicode.Scalar(unit)
    if (0xD800..<0xDC00).contains(unit), offset + 1 < bytes.count, bytes[offset] == 0x5C, bytes[offset + 1] == 0x75 {
      let before = offset
      offset += 2
      let low = try hexadecimal()
      if (0xDC00..<0xE000).contains(low) {
        scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
      } else {
        offset = before
      }
    }
    guard let scalar else {
      // Half a character is no text: a byte that never is makes the reader repair it and count it.
      text.append(0xFF)
      return
    }
    text.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [0xFF])
  }

  private mutating func hexadecimal() throws(JSONProblem) -> UInt32 {
    guard offset + 4 <= bytes.count else { throw .malformed }
    var unit: UInt32 = 0
    for byte in bytes[offset..<(offset + 4)] {
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x41 + 10
      case 0x61...0x66: digit = byte - 0x61 + 10
      default: throw .malformed
      }
      unit = unit << 4 | UInt32(digit)
    }
    offset += 4
    return unit
  }

  /// The number or word that begins here, as written; empty for `null` and for what is no number.
  mutating func word() throws(JSONProblem) -> Slice<UnsafeBufferPointer<UInt8>> {
    guard peek() != nil else { throw .malformed }
    let start = offset
    while offset < bytes.count, Self.isWord(bytes[offset]) { offset += 1 }
    let word = bytes[start..<offset]
    guard let first = word.first else { throw .malformed }
    var at = first == 0x2D ? start + 1 : start
    guard at < offset, bytes[at] &- 0x30 < 10 else { return try name(word) }
    while at < offset {
      guard bytes[at] &- 0x30 < 10 || Self.isInNumber(bytes[at]) else { throw .malformed }
      at += 1
    }
    return word
  }

  /// A word that is no number: itself where it is a value, empty where it stands for none.
  private func name(_ word: Slice<UnsafeBufferPointer<UInt8>>) throws(JSONProblem) -> Slice<UnsafeBufferPointer<UInt8>>
  {
    func isWord(_ text: StaticString) -> Bool {
      word.count == text.utf8CodeUnitCount
        && word.elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: word.count))
    }
    if isWord("true") || isWord("false") { return word }
    // Python writes the last three, which are no JSON.
    if isWord("null") || isWord("NaN") || isWord("Infinity") || isWord("-Infinity") { return word.prefix(0) }
    throw .malformed
  }

  private static func isInNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2B, 0x2D, 0x2E, 0x45, 0x65: true
    default: false
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E: true
    default: false
    }
  }

  /// Passes over any value.
  mutating func passValue(maxDepth: Int) throws(JSONProblem) {
    var depth = 0
    repeat {
      switch peek() {
      case nil: throw .malformed
      case 0x22: try passString()
      case 0x7B, 0x5B:
        depth += 1
        if depth > maxDepth { throw .tooDeep }
        offset += 1
      case 0x7D, 0x5D:
        depth -= 1
        if depth < 0 { throw .malformed }
        offset += 1
      case 0x2C, 0x3A:
        guard depth > 0 else { throw .malformed }
        offset += 1
      default: _ = try word()
      }
    } while depth > 0
  }

  /// An element of an array that is nothing but a key and its value.
  struct Pair {
    /// The key's text.
    var key: [UInt8]
    /// Where the value begins.
    var value: Int
  }

  /// The pair that begins here and is then passed over; `nil`, and nothing is passed over, when the object is no pair.
  mutating func pair(maxDepth: Int) throws(JSONProblem) -> Pair? {
    let before = offset
    var key: [UInt8]?
    var found: Int?
    skip()
    while peek() == 0x22 {
      var name: [UInt8] = []
      try string(into: &name)
      guard peek() == 0x3A else { throw .malformed }
      skip()
      if name.elementsEqual("key".utf8), peek() == 0x22 {
        var text: [UInt8] = []
        try string(into: &text)
        key = text
      } else if name.elementsEqual("value".utf8), peek() != nil {
        found = offset
        try passValue(maxDepth: maxDepth)
      } else {
        key = nil
        break
      }
      if peek() == 0x2C { skip() }
    }
    if let key, let found, peek() == 0x7D {
      skip()
      return Pair(key: key, value: found)
    }
    offset = before
    return nil
  }
}
