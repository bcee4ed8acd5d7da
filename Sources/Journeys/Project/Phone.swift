import Basics

/// Israeli telephone numbers in one spelling, whatever a spreadsheet made of them.
enum Phone {
  /// The number as dialled at home, `0541234567`; any text that is no such number comes back as it is.
  ///
  /// Spaces, brackets, dots and every kind of dash are left out, `+972`, `00972` and `972` become the leading zero, and a
  /// leading zero that a spreadsheet took for nothing is put back.
  static func normalised(_ text: String) -> String {
    guard text.utf8.count <= 60 else { return text }
    var digits: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39: digits.append(UInt8(scalar.value))
      // A plus, and what stands between groups of digits or around them.
      case 0x2B, 0x20, 0x09, 0xA0, 0x28, 0x29, 0x2E, 0x2F, 0x2D, 0x2010...0x2015, 0x2212, 0x5BE, 0x202F, 0xFEFF:
        continue
      default: guard scalar.isDirectionMark else { return text }
      }
    }
    var number = digits[...]
    // A number cell read as one with decimals.
    if text.hasSuffix(".0"), number.last == 0x30 { number = number.dropLast() }
    for prefix in ["00972", "972"] where number.starts(with: prefix.utf8) && number.count > 9 {
      number = number.dropFirst(prefix.utf8.count)
      break
    }
    if number.first != 0x30 { number = [0x30] + number }
    return isDomestic(number) ? String(decoding: number, as: UTF8.self) : text
  }

  /// A mobile or 07 number of ten digits, or a number of an area of nine.
  private static func isDomestic(_ number: ArraySlice<UInt8>) -> Bool {
    guard let area = number.dropFirst().first else { return false }
    switch area {
    case 0x35, 0x37: return number.count == 10
    case 0x32, 0x33, 0x34, 0x38, 0x39: return number.count == 9
    default: return false
    }
  }
}
