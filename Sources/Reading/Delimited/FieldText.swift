/// How a cell stands in the file.
enum FieldForm: UInt8 {
  /// The bytes are the text.
  case clean
  /// Inside quotation marks, with doubled ones.
  case escaped
  /// Starts with a quotation mark that is followed, after its end, by more text.
  case messy
}

/// Where a cell stands in a buffer; without its quotation marks unless it is messy.
struct FieldSpan {
  /// The offset of its first byte.
  var start: Int
  /// The number of its bytes.
  var length: Int
  /// How its text is got from the bytes.
  var form: FieldForm

  /// A cell without anything in it.
  static let empty = FieldSpan(start: 0, length: 0, form: .clean)
}

/// The bytes of a cell once quotation marks are resolved.
func unescaped(_ p: Bytes, _ count: Int, _ form: FieldForm) -> [UInt8] {
  switch form {
  case .clean: return Array(UnsafeBufferPointer(start: p, count: count))
  case .escaped, .messy:
    var result: [UInt8] = []
    result.reserveCapacity(count)
    var index = form == .messy ? 1 : 0
    var isQuoted = true
    while index < count {
      let byte = p[index]
      index += 1
      if isQuoted, byte == 0x22 {
        if index < count, p[index] == 0x22 {
          index += 1
        } else if form == .messy {
          isQuoted = false
          continue
        }
      }
      result.append(byte)
    }
    return result
  }
}

/// A cell's text: quotation marks resolved, bad bytes replaced by U+FFFD, white space around it removed.
func fieldText(_ p: Bytes, _ count: Int, _ form: FieldForm) -> (text: String, isRepaired: Bool) {
  let bytes = unescaped(p, count, form)
  let valid = String(validating: bytes, as: UTF8.self)
  let text = valid ?? String(decoding: bytes, as: UTF8.self)
  return (trimmed(text), valid == nil)
}

/// A text without the white space around it.
package func trimmed(_ text: String) -> String {
  // Almost every text begins and ends with plain characters, which needs no look at Unicode's tables.
  guard let firstByte = text.utf8.first, let lastByte = text.utf8.last else { return text }
  if firstByte > 0x20, firstByte < 0x7F, lastByte > 0x20, lastByte < 0x7F { return text }
  let scalars = text.unicodeScalars
  guard let first = scalars.first, let last = scalars.last else { return text }
  if !first.properties.isWhitespace, !last.properties.isWhitespace { return text }
  guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
    let end = scalars.lastIndex(where: { !$0.properties.isWhitespace })
  else { return "" }
  return String(text[start...end])
}

/// What stands in a cell that a spreadsheet was made to keep as a text: `="2026-01-05"`, or an apostrophe before a digit or
/// a sign (`'0541`, `'-5`); `nil` for every other cell.
func textWithin(_ text: String) -> String? {
  let bytes = text.utf8
  guard let first = bytes.first, first == 0x3D || first == 0x27 else { return nil }
  if first == 0x3D {
    guard bytes.count >= 3, text.hasPrefix("=\""), text.hasSuffix("\"") else { return nil }
    return trimmed(String(text.dropFirst(2).dropLast()))
  }
  guard let second = bytes.dropFirst().first, digit(second) != nil || second == 0x2D || second == 0x2B,
    bytes.last != 0x27
  else { return nil }
  return String(text.dropFirst())
}
