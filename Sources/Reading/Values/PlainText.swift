import Basics

/// A cell's text without marks of direction and without the white space around it.
package func plain(_ text: String) -> String {
  // Most cells are ids and numbers, and have nothing to take away.
  let bytes = text.utf8
  if let first = bytes.first, let last = bytes.last, first > 32, last > 32, bytes.allSatisfy({ $0 < 0x80 }) {
    return text
  }
  var scalars = String.UnicodeScalarView()
  for scalar in text.unicodeScalars where !isInvisible(scalar) { scalars.append(scalar == "\u{A0}" ? " " : scalar) }
  while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
  while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
  return String(scalars)
}

/// Marks of direction, which spreadsheets put around Hebrew dates and amounts, and the byte-order mark inside a text.
func isInvisible(_ scalar: Unicode.Scalar) -> Bool { scalar.isDirectionMark || scalar == "\u{FEFF}" }
