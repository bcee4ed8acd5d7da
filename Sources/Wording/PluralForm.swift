/// The forms a counted noun and its verb can take; a phrase has `other`, and those of the rest that its language needs.
enum PluralForm: String, CaseIterable {
  case zero, one, two, few, other

  /// The form that a number asks for.
  ///
  /// `few` is 3 to 10, where Hebrew says 7 ימים but 30 יום.
  init(of n: Int) {
    switch n {
    case 0: self = .zero
    case 1: self = .one
    case 2: self = .two
    case 3...10: self = .few
    default: self = .other
    }
  }

  /// `many` is what translators tend to write for `other`.
  init?(key: String) {
    if key == "many" { self = .other } else { self.init(rawValue: key) }
  }
}
