/// How a language sets its numbers; the digits are the same in all.
struct NumberFormat: Sendable, Equatable {
  /// Stands between thousands.
  var group = ","
  /// Stands before decimals.
  var decimal = "."
  /// A percent, around its number `{n}`.
  var percent = "{n}%"

  static let minus = "\u{2212}"

  /// `12,040`; a negative number is isolated with its sign.
  func whole(_ n: Int) -> RichText {
    n < 0 ? .figures(Self.minus + grouped(n.magnitude)) : RichText(grouped(n.magnitude))
  }

  /// The digits in threes.
  func grouped(_ n: some UnsignedInteger) -> String {
    let digits = Array(String(n).utf8)
    var result: [UInt8] = []
    for (i, digit) in digits.enumerated() {
      if i > 0, (digits.count - i) % 3 == 0 { result.append(contentsOf: group.utf8) }
      result.append(digit)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The digits of a decimal number without its sign.
  func unsigned(_ value: Digits.Fixed) -> String {
    guard value.places > 0 else { return grouped(value.units) }
    let (whole, rest) = value.units.quotientAndRemainder(dividingBy: Digits.power(value.places))
    let digits = String(rest)
    return grouped(whole) + decimal + String(repeating: "0", count: value.places - digits.utf8.count) + digits
  }

  /// The digits with a minus where it is due.
  func text(_ value: Digits.Fixed) -> String { (value.isNegative ? Self.minus : "") + unsigned(value) }

  /// Figures as a percent.
  func percent(_ figures: String) -> String { percent.replacing("{n}", with: figures) }
}
