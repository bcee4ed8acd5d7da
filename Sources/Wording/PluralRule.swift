/// A number as CLDR's plural rules see it: by the digits that are printed, without the sign.
struct PluralOperands: Equatable {
  /// `i`: the whole part.
  let whole: UInt
  /// `v`: how many digits stand behind the decimal mark.
  let places: Int
  /// `f`: those digits as a number.
  let fraction: UInt

  init(_ n: Int) { (whole, places, fraction) = (n.magnitude, 0, 0) }

  init(_ value: Digits.Fixed) {
    let parts = value.units.quotientAndRemainder(dividingBy: Digits.power(value.places))
    (whole, places, fraction) = (parts.quotient, value.places, parts.remainder)
  }

  var isWhole: Bool { places == 0 }

  /// `w` and `t`: the same without zeros at the end.
  fileprivate var trimmed: (places: Int, fraction: UInt) {
    guard fraction > 0 else { return (0, 0) }
    var (places, fraction) = (places, fraction)
    while fraction % 10 == 0 { (places, fraction) = (places - 1, fraction / 10) }
    return (places, fraction)
  }
}

/// Which plural category a number belongs to in one language, in the notation in which CLDR publishes it
/// (UTS 35, part 3, "Language Plural Rules"): `one: "i = 1 and v = 0"`, `few: "n % 100 = 3..10"`.
struct PluralRule: Sendable {
  /// A category whose rule cannot be read.
  struct Problem: Error {
    var description: String
  }

  /// In CLDR's order; the first that fits decides. What fits none is `other`, which has no rule.
  private let rules: [(category: PluralCategory, alternatives: [[Relation]])]

  /// A language that makes no difference, as Japanese.
  init() { rules = [] }

  /// Reads the rules by category.
  init(_ texts: [PluralCategory: String]) throws(Problem) {
    var rules: [(category: PluralCategory, alternatives: [[Relation]])] = []
    for category in PluralCategory.allCases {
      guard let text = texts[category] else { continue }
      guard category != .other else {
        throw Problem(description: "“other” is what no rule fits, and has none of its own")
      }
      rules.append((category, try PluralRuleParser.alternatives(text)))
    }
    self.rules = rules
  }

  /// The categories that the language tells apart, in CLDR's order.
  var categories: [PluralCategory] { rules.map(\.category) + [.other] }

  /// The category of a number.
  func category(of number: PluralOperands) -> PluralCategory {
    rules.first { $0.alternatives.contains { $0.allSatisfy { $0.holds(for: number) } } }?.category ?? .other
  }

  /// `n % 100 = 3..10, 13`
  struct Relation: Sendable {
    enum Operand: String, Sendable { case n, i, v, w, f, t }

    var operand: Operand
    var modulus: UInt?
    var isNegated: Bool
    var ranges: [ClosedRange<UInt>]

    func holds(for number: PluralOperands) -> Bool {
      value(of: number).map { value in ranges.contains { $0.contains(value) } } == true ? !isNegated : isNegated
    }

    /// `nil`: a fraction, which no whole number equals.
    private func value(of number: PluralOperands) -> UInt? {
      let value: UInt
      switch operand {
      case .n where number.fraction != 0: return nil
      case .n, .i: value = number.whole
      case .v: value = UInt(number.places)
      case .w: value = UInt(number.trimmed.places)
      case .f: value = number.fraction
      case .t: value = number.trimmed.fraction
      }
      return modulus.map { value % $0 } ?? value
    }
  }
}
