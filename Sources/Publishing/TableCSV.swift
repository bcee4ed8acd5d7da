import Basics
import Pages

/// Writes a table as CSV for spreadsheets: UTF-8 with a byte-order mark, commas, CRLF.
///
/// No cell can start a formula: one that begins like one and is no number gets an apostrophe in front. Signs of full width
/// begin formulas in East Asian spreadsheets, and what is not seen before a sign does not stop a spreadsheet from it.
package enum TableCSV {
  /// The whole file.
  package static func bytes(of table: Table) -> [UInt8] {
    var text = CSVText(lineEnd: .carriageReturnLineFeed)
    text.row(table.columns.map { guarded(plain($0.title.plain)) })
    for row in table.rows {
      for (column, cell) in zip(table.columns, row.cells) {
        let words = plain(cell.text.plain)
        text.field(guarded(column.kind == .number ? asciiMinus(words) : words))
      }
      text.endRow()
    }
    return [0xEF, 0xBB, 0xBF] + text.bytes
  }

  /// Without bidi marks, and with plain spaces: both are for the eye, and spoil numbers and searches in a spreadsheet.
  static func plain(_ text: String) -> String {
    // The bytes that all of them begin with.
    guard text.utf8.contains(where: { $0 == 0xC2 || $0 == 0xD8 || $0 == 0xE2 }) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xA0, 0x202F, 0x2009: scalars.append(" ")
      default: if !scalar.isDirectionMark { scalars.append(scalar) }
      }
    }
    return String(scalars)
  }

  /// The typographic minus of a number as the one that spreadsheets read.
  private static func asciiMinus(_ text: String) -> String {
    guard text.unicodeScalars.first == "\u{2212}" else { return text }
    let number = "-" + String(text.unicodeScalars.dropFirst())
    return isNumber(number) ? number : text
  }

  private static func guarded(_ text: String) -> String {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}":
        return isNumber(text) ? text : "'" + text
      // A byte order mark, spaces of no width, joiners, the soft hyphen, and spaces.
      case "\u{FEFF}", "\u{200B}"..."\u{200D}", "\u{2060}", "\u{AD}", " ", "\u{3000}": continue
      default: return text
      }
    }
    return text
  }

  /// A sign, digits with thousands commas and a decimal point, and perhaps a percent sign.
  private static func isNumber(_ text: String) -> Bool {
    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
      rest = rest.dropFirst()
    }
    if rest.last == UInt8(ascii: "%") { rest = rest.dropLast() }
    let points = rest.count { $0 == UInt8(ascii: ".") }
    return points <= 1 && rest.contains { (48...57).contains($0) }
      && rest.allSatisfy {
        (48...57).contains($0) || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".")
      }
  }
}
