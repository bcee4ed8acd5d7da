import Reading

/// A text as a YAML scalar that reads back as exactly itself.
///
/// Plain only where no reader could take it for anything else; otherwise in double quotation marks, with whatever is
/// invisible or could end a line written as an escape.
package func yamlScalar(_ text: String) -> String {
  if isPlainYAML(text) { return text }
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x22: result += "\\\""
    case 0x5C: result += "\\\\"
    case 0x0A: result += "\\n"
    case 0x0D: result += "\\r"
    case 0x09: result += "\\t"
    case 0..<0x20, 0x7F..<0xA1, 0xAD, 0x61C, 0x200B...0x200F, 0x2028...0x202F, 0x2060...0x206F, 0xD7FC...0xDFFF,
      0xE000...0xF8FF,
      0xFEFF, 0xFFF0...0xFFFF:
      result += "\\u" + hexadecimal(scalar.value, digits: 4)
    case 0xE0000...0x10FFFF: result += "\\U" + hexadecimal(scalar.value, digits: 8)
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

private func hexadecimal(_ value: UInt32, digits: Int) -> String {
  let text = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}

/// Letters, with digits, underscores, single spaces and inner dashes behind them, that are no word with a meaning of its own.
private func isPlainYAML(_ text: String) -> Bool {
  let scalars = Array(text.unicodeScalars)
  guard let first = scalars.first, let last = scalars.last, scalars.count <= 80 else { return false }
  func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0x5D0...0x5EA: true
    default: false
    }
  }
  func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }
  guard isLetter(first), isLetter(last) || isDigit(last) else { return false }
  for (index, scalar) in scalars.enumerated() where !isLetter(scalar) && !isDigit(scalar) && scalar != "_" {
    guard [" ", "-", ".", "/"].contains(scalar), scalars[index + 1] != " ", scalars[index - 1] != " " || scalar != " "
    else { return false }
  }
  let words = ["yes", "no", "on", "off", "true", "false", "null", "y", "n", "nan", "inf", "none", "auto"]
  return !words.contains(text.lowercased())
}

/// A text that can stand in a comment: one line, nothing that turns or hides what follows.
package func yamlComment(_ text: String) -> String {
  let line = printable(text).split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
  return String(
    String.UnicodeScalarView(
      line.unicodeScalars.prefix(200).filter { ![0x85, 0x2028, 0x2029, 0xFEFF].contains($0.value) }))
}
