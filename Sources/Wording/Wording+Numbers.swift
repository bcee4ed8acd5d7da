extension Wording {
  /// A whole number: `12,040`.
  package func number(_ n: Int) -> RichText { numbers.whole(n) }

  /// A number of any size, from millionths of it, with its sign where asked.
  package func number(millionths: Int128, isSigned: Bool = false) -> RichText {
    let units = (millionths.magnitude + 500_000) / 1_000_000
    let sign = units == 0 ? "" : millionths < 0 ? NumberFormat.minus : isSigned ? "+" : ""
    return sign.isEmpty && !isSigned ? RichText(numbers.grouped(units)) : .figures(sign + numbers.grouped(units))
  }

  /// A number that always shows its sign, such as NPS: `+18`, `−12`, `0`.
  package func signed(_ n: Int) -> RichText {
    let sign = n > 0 ? "+" : n < 0 ? NumberFormat.minus : ""
    return .figures(sign + numbers.grouped(n.magnitude))
  }

  /// A decimal number that always shows its sign, unless it rounds to zero.
  package func signed(_ x: Double, places: Int) -> RichText {
    guard let value = Digits.rounded(x, places: places) else { return undefined }
    return .figures((value.isNegative || value.isZero ? "" : "+") + numbers.text(value))
  }

  /// A decimal number: `4.2`; "—" when it is not a number.
  package func decimal(_ x: Double, places: Int) -> RichText {
    guard let value = Digits.rounded(x, places: places) else { return undefined }
    return value.isNegative ? .figures(numbers.text(value)) : RichText(numbers.text(value))
  }

  /// A range of whole numbers in a sentence: בין 27 ל־35, 27 to 35.
  package func numberRange(_ low: Int, _ high: Int) -> RichText {
    low == high ? number(low) : sentence(number(low), number(high))
  }

  /// A range of decimal numbers in a sentence: בין 2.8 ל־9.2, 2.8 to 9.2.
  package func numberRange(_ low: Double, _ high: Double, places: Int) -> RichText {
    let (a, b) = (decimal(low, places: places), decimal(high, places: places))
    return a == b ? a : sentence(a, b)
  }

  /// A range of numbers in a caption: one isolate, low on the left; in words when an end is negative.
  package func captionRange(_ low: Double, _ high: Double, places: Int) -> RichText {
    guard let a = Digits.rounded(low, places: places), let b = Digits.rounded(high, places: places) else {
      return undefined
    }
    if a == b { return .figures(numbers.text(a)) }
    if a.isNegative || b.isNegative { return numberRange(low, high, places: places) }
    return .figures("\(numbers.text(a))–\(numbers.text(b))")
  }

  func sentence(_ low: RichText, _ high: RichText) -> RichText {
    self("format.range.sentence", ["low": .text(low), "high": .text(high)])
  }
}
