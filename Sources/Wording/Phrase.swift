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

  /// What `find` gives for the first piece for which it gives anything, form by form in a fixed order.
  func first<Found>(_ find: (Segment) -> Found?) -> Found? {
    for form in PluralForm.allCases { if let found = forms[form]?.first(find) { return found } }
    return nil
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

  /// What `find` gives for this piece or the first inside it for which it gives anything, outermost first.
  func first<Found>(_ find: (Segment) -> Found?) -> Found? {
    if let found = find(self) { return found }
    switch self {
    case .text, .argument, .word, .phrase: return nil
    case .strong(let inner), .figures(let inner): return inner.first(find)
    case .choice(_, let options):
      for option in options { if let found = option.segments.first(find) { return found } }
      return nil
    }
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

extension [Segment] {
  /// What `find` gives for the first piece for which it gives anything.
  fileprivate func first<Found>(_ find: (Segment) -> Found?) -> Found? {
    for segment in self { if let found = segment.first(find) { return found } }
    return nil
  }
}
