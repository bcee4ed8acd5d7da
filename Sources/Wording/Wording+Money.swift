/// Money in the data is counted in millionths of a shekel, dollar or euro.
private let millionthsPerUnit: UInt128 = 1_000_000

extension Wording {
  /// An amount as `₪1,234` or `−₪1,234`; agorot and cents only below 100, and only when there are some.
  package func money(_ millionths: Int128) -> RichText {
    let text = amount(millionths.magnitude)
    return .figures((millionths < 0 && text != amount(0) ? NumberFormat.minus : "") + text)
  }

  /// An amount that always shows its sign, unless it is nothing.
  package func signedMoney(_ millionths: Int128) -> RichText {
    let text = amount(millionths.magnitude)
    return .figures((text == amount(0) ? "" : millionths < 0 ? NumberFormat.minus : "+") + text)
  }

  /// A range of amounts in a sentence: בין ₪205 ל־₪589, ₪205 to ₪589.
  package func moneyRange(_ low: Int128, _ high: Int128) -> RichText {
    let (a, b) = (money(low), money(high))
    return a == b ? a : sentence(a, b)
  }

  private func amount(_ millionths: UInt128) -> String {
    let hundredths = Self.rounding(millionths, by: millionthsPerUnit / 100)
    if hundredths < 10_000, hundredths % 100 != 0, !hasNoCents {
      return symbol + numbers.unsigned(Digits.Fixed(isNegative: false, units: UInt(hundredths), places: 2))
    }
    return symbol + numbers.grouped(Self.rounding(millionths, by: millionthsPerUnit))
  }

  private static func rounding(_ value: UInt128, by unit: UInt128) -> UInt128 {
    let (whole, rest) = value.quotientAndRemainder(dividingBy: unit)
    return rest * 2 >= unit ? whole + 1 : whole
  }

  /// The currency's sign, which stands to the left of the digits; its code and a space when it has none of its own.
  private var symbol: String {
    switch currency {
    case "ILS": "₪"
    case "USD": "$"
    case "EUR": "€"
    case "GBP": "£"
    case "JPY": "¥"
    case "INR": "₹"
    case "KRW": "₩"
    case "TRY": "₺"
    case "UAH": "₴"
    default: currency + "\u{A0}"
    }
  }

  private var hasNoCents: Bool {
    switch currency {
    case "JPY", "KRW", "CLP", "VND", "ISK", "HUF": true
    default: false
    }
  }
}
