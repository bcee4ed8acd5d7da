import Basics

/// Puts a phrase's segments and arguments together, joining neighbouring runs of one kind.
struct PhraseRenderer {
  let phrases: [String: Phrase]
  let vocabulary: Vocabulary
  let plurals: PluralRule
  let numbers: NumberFormat
  private(set) var result = RichText()

  init(phrases: [String: Phrase], vocabulary: Vocabulary, plurals: PluralRule, numbers: NumberFormat) {
    self.phrases = phrases
    self.vocabulary = vocabulary
    self.plurals = plurals
    self.numbers = numbers
  }

  private typealias Arguments = [(key: String, value: Argument)]
  private enum Style { case plain, strong }

  /// Appends a phrase; a missing one shows as `⟦key⟧`, which a test over all pages finds.
  ///
  /// - Parameter number: what the phrase agrees with, when that is no count among the arguments.
  mutating func append(
    _ key: String, _ arguments: [(key: String, value: Argument)], agreeingWith number: PluralOperands? = nil
  ) {
    append(key, arguments, .plain, number)
  }

  private mutating func append(
    _ key: String, _ arguments: Arguments, _ style: Style, _ number: PluralOperands? = nil
  ) {
    guard let phrase = phrases[key] else { return append(missing: key, style) }
    let selecting =
      if let by = phrase.by { arguments.first { $0.key == by }?.value } else {
        arguments.first { $0.value.isCount }?.value
      }
    let agreeing = number ?? selecting?.quantity.map { PluralOperands($0) }
    for segment in phrase.segments(for: agreeing, plurals) { append(segment, arguments, style) }
  }

  private mutating func append(_ segment: Segment, _ arguments: Arguments, _ style: Style) {
    switch segment {
    case .text(let text): append(text: text, style)
    case .strong(let inner): for piece in inner { append(piece, arguments, .strong) }
    case .figures(let inner):
      var part = PhraseRenderer(phrases: phrases, vocabulary: vocabulary, plurals: plurals, numbers: numbers)
      for piece in inner { part.append(piece, arguments, .plain) }
      append(.figures(part.result.plain))
    case .argument(let name):
      guard let argument = arguments.first(where: { $0.key == name }) else { return append(missing: name, style) }
      append(argument.value, style)
    case .word(let concept, let form, let capitalised):
      guard let word = vocabulary[concept, form] else { return append(missing: "\(concept).\(form)", style) }
      append(text: capitalised ? word.capitalisedFirst : word, style)
    case .choice(let name, let options):
      guard let chosen = choose(name, options, arguments) else { return append(missing: name, style) }
      for piece in chosen.segments { append(piece, arguments, style) }
    case .phrase(let key, let count):
      guard let count else { return append(key, arguments, style) }
      guard let argument = arguments.first(where: { $0.key == count }) else { return append(missing: count, style) }
      let value = argument.value.quantity.map(Argument.count) ?? argument.value
      append(key, [(Phrase.countName, value)] + arguments, style)
    }
  }

  private func choose(_ name: String, _ options: [Segment.Option], _ arguments: Arguments) -> Segment.Option? {
    let wanted: String
    if let argument = arguments.first(where: { $0.key == name })?.value {
      switch argument {
      case .count(let n), .number(let n): return choose(PluralOperands(n), options)
      case .text(let text): wanted = text.plain
      case .name(let text): wanted = text
      }
    } else if let gender = vocabulary[name, "gender"] {
      wanted = gender
    } else {
      return nil
    }
    return options.first { $0.name == wanted } ?? options.first { $0.form == .other }
  }

  private func choose(_ number: PluralOperands, _ options: [Segment.Option]) -> Segment.Option? {
    let category = plurals.category(of: number)
    return options.filter { $0.form?.fits(number, category) == true }.min {
      ($0.form?.rank ?? 0) < ($1.form?.rank ?? 0)
    }
      ?? options.first { $0.form == .other }
  }

  private mutating func append(_ argument: Argument, _ style: Style) {
    switch argument {
    case .count(let n), .number(let n): append(numbers.whole(n), style)
    case .text(let text): append(text, style)
    case .name(let name): append(.name(name.withoutDirectionMarks))
    }
  }

  private mutating func append(_ text: RichText, _ style: Style) {
    if case .text(let words) = text.runs.first, words.unicodeScalars.first?.isHebrewLetter == true { dropMaqaf() }
    for run in text.runs {
      switch run {
      case .text(let text): append(text: text, style)
      case .figures(let figures) where style == .strong && figures.keepsItsOrder: append(.strong(figures))
      case .name, .figures, .strong: append(run)
      }
    }
  }

  /// A prefix is parted by a maqaf from digits and Latin letters, and not from a Hebrew word: ב־12%, but בפחות מ־1%.
  private mutating func dropMaqaf() {
    guard case .text(let before) = result.runs.last, before.unicodeScalars.last == "־" else { return }
    result.runs[result.runs.count - 1] = .text(String(before.dropLast()))
  }

  private mutating func append(text: String, _ style: Style) {
    switch style {
    case .plain: append(.text(text))
    case .strong: append(.strong(text))
    }
  }

  private mutating func append(missing key: String, _ style: Style) { append(text: "⟦\(key)⟧", style) }

  private mutating func append(_ run: RichText.Run) {
    switch (result.runs.last, run) {
    case (_, .text("")), (_, .strong("")), (_, .name("")), (_, .figures("")): return
    case (.text(let a), .text(let b)): result.runs[result.runs.count - 1] = .text(a + b)
    case (.strong(let a), .strong(let b)): result.runs[result.runs.count - 1] = .strong(a + b)
    case (_, .text), (_, .strong), (_, .name), (_, .figures): result.runs.append(run)
    }
  }
}
