/// One phrase of a language file, parsed once.
struct Phrase: Sendable {
  /// A phrase without plural forms has only `other`.
  var forms: [PluralForm: [Segment]]
  /// The argument that selects the form; `nil` for the first count given.
  var by: String?

  /// The text for a number, or for no number at all.
  func segments(for n: Int?) -> [Segment] {
    (n.flatMap { forms[PluralForm(of: $0)] } ?? forms[.other]) ?? []
  }

  /// All forms in a fixed order.
  var everyForm: [[Segment]] { PluralForm.allCases.compactMap { forms[$0] } }
}

/// A piece of a phrase.
indirect enum Segment: Sendable, Equatable {
  case text(String)
  /// `**…**`
  case strong([Segment])
  /// `[[…]]`: Latin letters or signed figures, isolated left to right.
  case figures([Segment])
  /// `{name}`
  case argument(String)
  /// `{customer.many}`; `{Customer.many}` begins a sentence.
  case word(concept: String, form: String, capitalised: Bool)
  /// `{customer:m=…|f=…}`, `{n:one=…|two=…|other=…}`, `{direction:up=…|down=…}`
  case choice(of: String, options: [Option])
  /// `{@other.phrase}` with the same arguments; `{n@other.phrase}` counts by `n`.
  case phrase(key: String, count: String?)

  struct Option: Sendable, Equatable {
    var name: String
    var segments: [Segment]
  }

  /// This piece and everything inside it, outermost first.
  var flattened: [Segment] {
    switch self {
    case .text, .argument, .word, .phrase: [self]
    case .strong(let inner), .figures(let inner): [self] + inner.flatMap(\.flattened)
    case .choice(_, let options): [self] + options.flatMap { $0.segments.flatMap(\.flattened) }
    }
  }
}
