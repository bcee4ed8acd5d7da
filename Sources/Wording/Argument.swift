/// What a phrase's `{brace}` can hold.
package enum Argument: Sendable {
  /// A number of things: selects the plural form where the phrase has forms.
  case count(Int)
  /// A number that counts nothing the phrase agrees with.
  case number(Int)
  /// Text that is already finished.
  case text(RichText)
  /// A client's own name, isolated from the text around it.
  case name(String)

  /// The number that can select a plural form.
  var quantity: Int? {
    switch self {
    case .count(let n), .number(let n): n
    case .text, .name: nil
    }
  }

  var isCount: Bool {
    switch self {
    case .count: true
    case .number, .text, .name: false
    }
  }
}
