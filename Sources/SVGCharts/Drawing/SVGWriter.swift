import Basics

/// Appends SVG as UTF-8 bytes: every escape and every number is written here.
package struct SVGWriter {
  package private(set) var bytes: [UInt8] = []

  /// A writer that has written nothing.
  package init() {}

  /// The bytes as a string.
  package var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Appends markup that is already safe: our own tags and attribute names.
  package mutating func raw(_ markup: StaticString) {
    markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Appends markup built from parts that are already escaped.
  package mutating func raw(markup: String) { bytes.append(contentsOf: markup.utf8) }

  /// Appends what has been written elsewhere.
  package mutating func raw(_ markup: [UInt8]) { bytes.append(contentsOf: markup) }

  /// Appends words from anywhere, escaped byte by byte.
  ///
  /// Bidirectional controls and what XML 1.0 forbids are dropped: a client's name must not turn the text around it.
  package mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      var index = 0
      while index < utf8.count {
        let byte = utf8[index]
        var length = 1
        switch byte {
        case 0x26: raw("&amp;")
        case 0x3C: raw("&lt;")
        case 0x3E: raw("&gt;")
        case 0x22: raw("&quot;")
        case 0x27: raw("&#39;")
        case 0x09, 0x0A, 0x0D: bytes.append(0x20)
        case 0x00..<0x20, 0x7F: break
        case 0xC2, 0xD8, 0xE2, 0xEF:
          length = min(byte < 0xE0 ? 2 : 3, utf8.count - index)
          let sequence = UnsafeBufferPointer(rebasing: utf8[index..<index + length])
          if !Self.isDropped(sequence) { bytes.append(contentsOf: sequence) }
        default: bytes.append(byte)
        }
        index += length
      }
    }
  }

  /// Whether a UTF-8 sequence is a C1 control, a mark of direction, a separator of lines, or a character XML forbids.
  private static func isDropped(_ s: UnsafeBufferPointer<UInt8>) -> Bool {
    switch (s.first, s.dropFirst().first, s.dropFirst(2).first) {
    case (0xC2, .some(let b), _): b < 0xA0
    // Separators of lines, and controls that Unicode has deprecated.
    case (0xE2, 0x80, .some(0xA8...0xA9)), (0xE2, 0x81, .some(0xAA...0xAF)): true
    case (0xD8, _, _), (0xE2, _, _): String(decoding: s, as: UTF8.self).unicodeScalars.first?.isDirectionMark == true
    case (0xEF, 0xBB, 0xBF), (0xEF, 0xBF, 0xBE), (0xEF, 0xBF, 0xBF): true
    default: false
    }
  }

  /// Appends a coordinate to a tenth, without a trailing zero; anything not finite is written as 0.
  package mutating func number(_ value: Double) {
    guard value.isFinite, abs(value) < 1e12 else {
      bytes.append(0x30)
      return
    }
    var tenths = Int((value * 10).rounded())
    if tenths < 0 {
      bytes.append(0x2D)
      tenths = -tenths
    }
    var whole = tenths / 10
    let start = bytes.count
    repeat {
      bytes.append(UInt8(0x30 + whole % 10))
      whole /= 10
    } while whole > 0
    if bytes.count - start > 1 { bytes[start...].reverse() }
    if tenths % 10 != 0 {
      bytes.append(0x2E)
      bytes.append(UInt8(0x30 + tenths % 10))
    }
  }

  /// Appends ` name="value"` with a number.
  package mutating func attribute(_ name: StaticString, _ value: Double) {
    raw(" ")
    raw(name)
    raw("=\"")
    number(value)
    raw("\"")
  }

  /// Appends ` name="value"` with words.
  package mutating func attribute(_ name: StaticString, _ value: String) {
    raw(" ")
    raw(name)
    raw("=\"")
    text(value)
    raw("\"")
  }
}
