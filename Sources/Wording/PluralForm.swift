/// A category of CLDR's plural rules.
///
/// The names say nothing about numbers: which number is “few”, and whether anything is, each language's rule says.
package enum PluralCategory: String, CaseIterable, Sendable {
  case zero, one, two, few, many, other
}

/// For which numbers a form of a phrase is; a phrase has `other`, and those of the rest that it needs.
enum PluralForm: Hashable {
  /// `0`: exactly this number, where no number is said, as in “never” and “שעתיים”.
  case exactly(UInt)
  /// `few`: what the language's rule puts into that category.
  case category(PluralCategory)
  /// `1..10`: every number from the one to the other, fractions too, that belongs to no category but `other`.
  case range(UInt, UInt)

  /// A form by its key in a phrase file.
  init?(key: String) {
    if let category = PluralCategory(rawValue: key) {
      self = .category(category)
    } else if let number = UInt(key) {
      self = .exactly(number)
    } else {
      let ends = key.split(separator: ".", omittingEmptySubsequences: false)
      guard ends.count == 3, ends[1].isEmpty, let low = UInt(ends[0]), let high = UInt(ends[2]), low < high else {
        return nil
      }
      self = .range(low, high)
    }
  }

  static let other = PluralForm.category(.other)

  /// Whether the form is for a number that the language puts into `category`.
  func fits(_ number: PluralOperands, _ category: PluralCategory) -> Bool {
    switch self {
    case .exactly(let n): number.isWhole && number.whole == n
    case .category(let own): own == category
    case .range(let low, let high):
      number.whole >= low && (number.whole < high || (number.whole == high && number.fraction == 0))
    }
  }

  /// The narrower goes first: a number by itself, then the language's category, a range, and what is left.
  var rank: Int {
    switch self {
    case .exactly: 0
    case .category(let category): category == .other ? 3 : 1
    case .range: 2
    }
  }
}
