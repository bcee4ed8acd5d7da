/// How wide the report's faces set a text.
package enum FontMetrics {
  /// Share of the size that rises above the baseline, Hebrew and Latin capitals with their accents.
  package static let ascent = 0.80
  /// Share of the size that hangs below the baseline.
  package static let descent = 0.22

  /// Width of a text at a size.
  package static func width(of text: String, size: Double, bold: Bool) -> Double {
    Double(advance(of: text, bold: bold)) * size / 1000
  }

  /// Width of a text in thousandths of its size.
  static func advance(of text: String, bold: Bool) -> Int {
    text.unicodeScalars.reduce(0) { $0 + advance(of: $1.value, bold: bold) }
  }

  /// Advance of one code point in thousandths; a generous guess outside the table, nothing for marks and controls.
  package static func advance(of scalar: UInt32, bold: Bool) -> Int {
    switch scalar {
    case 0x20...0x7E:
      Int((bold ? FontMetricsTable.asciiBold : FontMetricsTable.asciiRegular)[Int(scalar - 0x20)])
    case 0xA0...0xFF:
      Int((bold ? FontMetricsTable.latin1Bold : FontMetricsTable.latin1Regular)[Int(scalar - 0xA0)])
    case 0x05D0...0x05EA:
      Int((bold ? FontMetricsTable.hebrewBold : FontMetricsTable.hebrewRegular)[Int(scalar - 0x05D0)])
    default:
      if let sign = FontMetricsTable.others.first(where: { $0.scalar == scalar }) {
        Int(bold ? sign.bold : sign.regular)
      } else {
        fallback(scalar, bold: bold)
      }
    }
  }

  private static func fallback(_ scalar: UInt32, bold: Bool) -> Int {
    switch scalar {
    case 0x00...0x1F, 0x7F...0x9F: 0
    case 0x0300...0x036F, 0x0591...0x05BD, 0x05BF...0x05C7, 0x0610...0x061A, 0x064B...0x065F: 0
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F: 0
    case 0x1100...0x11FF, 0x2E80...0xA4CF, 0xAC00...0xD7FF, 0xF900...0xFAFF, 0xFE30...0xFFEF: 1020
    case 0x1F000...0x1FFFF: 1350
    case 0x0100...0x04FF: bold ? 690 : 640
    default: bold ? 760 : 700
    }
  }
}
