/// One phrase of a language file, parsed once.
struct Phrase: Sendable {
  /// The narrowest first, `other` last; a phrase without plural forms has only that.
  let forms: [(form: PluralForm, text: [Segment])]
  /// The argument that selects the form; `nil` for the first count given.
  let by: String?

  init(_ text: [Segment]) { self.init(forms: [(.other, text)], by: nil) }

  /// `forms` in any order.
  init(forms: [(form: PluralForm, text: [Segment])], by: String?) {
    self.forms = forms.enumerated().sorted {
      ($0.element.form.rank, $0.offset) < ($1.element.form.rank, $1.offset)
    }.map(\.element)
    self.by = by
  }

  /// The text for a number in a language, or for no number at all.
  func segments(for number: PluralOperands?, _ plurals: PluralRule) -> [Segment] {
    // Most phrases count nothing.
    guard let number, forms.count > 1 else { return forms.last?.text ?? [] }
    let category = plurals.category(of: number)
    return (forms.first { $0.form.fits(number, category) } ?? forms.last)?.text ?? []
  }

  /// What `find` gives for the first piece for which it gives anything, form by form in a fixed order.
  func first<Found>(_ find: (Segment) -> Found?) -> Found? {
    for form in forms { if let found = form.text.first(find) { return found } }
    return nil
  }
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

    /// The numbers it is for, when it stands for numbers at all.
    var form: PluralForm? { PluralForm(key: name) }
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
