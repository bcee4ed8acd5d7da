/// Rounding, the same on every machine.
enum Digits {
  static let noValue = "—"

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
