/// Below this base a share is printed as "7 of 18".
private let smallestBaseForPercent = 30
/// From this base on a percent has one decimal.
private let smallestBaseForDecimal = 1_000

extension Wording {
  /// A share (0…1) as `37%`, with one decimal from a base of 1,000 on.
  ///
  /// A share too small for its precision is "less than 1%" (or, with a decimal, "less than 0.1%"), never 0%.
  package func percent(_ share: Double, base: Int) -> RichText { percent(share, places: Self.places(base)) }

  /// A share as a whole percent whatever its base, for the first number of a sentence whose range follows.
  package func percent(_ share: Double) -> RichText { percent(share, places: 0) }

  /// A share with a chosen precision, for a table that wants one throughout.
  ///
  /// What is not all of it never reads as all of it: 299 of 300 is "over 99%".
  package func percent(_ share: Double, places: Int) -> RichText {
    guard let value = Digits.rounded(share * 100, places: places) else { return undefined }
    let limit = Digits.Fixed(isNegative: false, units: 1, places: places)
    if share > 0, value.isZero || (places == 0 && share < 0.01) {
      return self("percent.below-one", ["limit": .text(.figures(numbers.percent(numbers.unsigned(limit))))])
    }
    if share > 0, share < 1 - 1e-9, value.units >= 100 * Digits.power(places) {
      let most = Digits.Fixed(isNegative: false, units: 100 * Digits.power(places) - 1, places: places)
      return self("percent.above-most", ["limit": .text(.figures(numbers.percent(numbers.unsigned(most))))])
    }
    return .figures(numbers.percent(numbers.text(value)))
  }

  /// A probability as a whole percent; no estimate is certain, so the ends are "over 99%" and "less than 1%".
  package func probability(_ p: Double) -> RichText {
    guard p.isFinite else { return undefined }
    if p >= 0.995 { return self("percent.above-most", ["limit": .text(.figures(numbers.percent("99")))]) }
    if p < 0.01 { return self("percent.below-one", ["limit": .text(.figures(numbers.percent("1")))]) }
    return percent(p, places: 0)
  }

  /// A part of a whole: "7 of 18" below 30, a percent from there on, "—" of nothing.
  package func share(_ part: Int, of whole: Int) -> RichText {
    guard whole != 0 else { return undefined }
    if whole < smallestBaseForPercent {
      return self("format.share.of", ["part": .number(part), "whole": .number(whole)])
    }
    return percent(Double(part) / Double(whole), base: whole)
  }

  /// A range of shares in a sentence: בין 25.6% ל־28.4%, 25.6% to 28.4%.
  package func range(_ low: Double, _ high: Double, base: Int) -> RichText {
    guard let (a, b) = ends(low, high, base) else { return undefined }
    if a == b { return .figures(numbers.percent(numbers.text(a))) }
    return sentence(.figures(numbers.percent(numbers.text(a))), .figures(numbers.percent(numbers.text(b))))
  }

  /// A range of shares in a caption: `25.6–28.4%` as one isolate, low on the left; in words when an end is negative.
  package func captionRange(_ low: Double, _ high: Double, base: Int) -> RichText {
    guard let (a, b) = ends(low, high, base) else { return undefined }
    if a == b { return .figures(numbers.percent(numbers.text(a))) }
    if a.isNegative || b.isNegative { return range(low, high, base: base) }
    return .figures(numbers.percent("\(numbers.text(a))–\(numbers.text(b))"))
  }

  /// The size of a difference between two shares: 6 נקודות אחוז, 6 percentage points. The words around it say which way.
  package func points(_ difference: Double, base: Int) -> RichText {
    let share = difference.magnitude
    let places = share > 0 && share < 0.005 ? 1 : Self.places(base)
    guard let value = Digits.rounded(share * 100, places: places) else { return undefined }
    return unit("format.points", value)
  }

  /// A range of differences in a sentence, in percentage points: בין 2.8 ל־9.2.
  package func pointsRange(_ low: Double, _ high: Double) -> RichText {
    numberRange(low * 100, high * 100, places: 1)
  }

  private static func places(_ base: Int) -> Int { base < smallestBaseForDecimal ? 0 : 1 }

  /// Both ends with one precision: finer when whole percents would hide the width of the range or its distance from 0.
  private func ends(_ low: Double, _ high: Double, _ base: Int) -> (Digits.Fixed, Digits.Fixed)? {
    for places in Self.places(base)...1 {
      guard let a = Digits.rounded(low * 100, places: places), let b = Digits.rounded(high * 100, places: places)
      else { return nil }
      if places == 1 || low == high || (a != b && !(a.isZero && low > 0)) { return (a, b) }
    }
    return nil
  }
}
