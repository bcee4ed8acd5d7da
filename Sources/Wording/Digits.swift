/// Digits, separators and signs, the same in every language and on every machine.
enum Digits {
  static let minus = "\u{2212}"
  static let noValue = "—"

  /// `12,040`; a negative number is isolated with its sign.
  static func whole(_ n: Int) -> RichText {
    n < 0 ? .figures(minus + grouped(n.magnitude)) : RichText(grouped(n.magnitude))
  }

  /// The digits in threes, parted by commas.
  static func grouped(_ n: UInt) -> String {
    let digits = Array(String(n).utf8)
    var result: [UInt8] = []
    for (i, digit) in digits.enumerated() {
      if i > 0, (digits.count - i) % 3 == 0 { result.append(UInt8(ascii: ",")) }
      result.append(digit)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// A number rounded to `places`, half away from zero; `nil` when it has no digits to print.
  static func rounded(_ x: Double, places: Int) -> Fixed? {
    guard x.isFinite else { return nil }
    let unit = power(places)
    let scaled = x.magnitude * Double(unit)
    guard scaled < 9e15 else { return nil }
    // 0.285 × 100 is 28.499…96 in binary: what is a half in decimals counts as one.
    let nudged = (scaled + scaled * 1e-12 + 1e-12).rounded(.toNearestOrAwayFromZero)
    let units = UInt(nudged)
    return Fixed(isNegative: x < 0 && units > 0, units: units, places: max(0, places))
  }

  /// 10 to the power of `places`.
  static func power(_ places: Int) -> UInt { (0..<max(0, places)).reduce(1) { result, _ in result * 10 } }

  /// A decimal number after rounding.
  struct Fixed: Equatable {
    var isNegative: Bool
    /// The value in units of its last place.
    var units: UInt
    var places: Int

    var isZero: Bool { units == 0 }

    /// The digits without a sign.
    var unsigned: String {
      guard places > 0 else { return grouped(units) }
      let (whole, rest) = units.quotientAndRemainder(dividingBy: power(places))
      let digits = String(rest)
      return grouped(whole) + "." + String(repeating: "0", count: places - digits.utf8.count) + digits
    }

    /// The digits with a minus where it is due.
    var description: String { (isNegative ? minus : "") + unsigned }

    /// The same without zeros at the end: 2.0 is 2.
    var trimmed: Fixed {
      var result = self
      while result.places > 0, result.units % 10 == 0 {
        result.units /= 10
        result.places -= 1
      }
      return result
    }
  }
}
