/// A cell's text without marks of direction and without the white space around it.
package func plain(_ text: String) -> String {
  // Most cells are ids and numbers, and have nothing to take away.
  let bytes = text.utf8
  if let first = bytes.first, let last = bytes.last, first > 32, last > 32, bytes.allSatisfy({ $0 < 0x80 }) {
    return text
  }
  var scalars = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: continue
    case 0xA0: scalars.append(" ")
    default: scalars.append(scalar)
    }
  }
  while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
  while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
  return String(scalars)
}
