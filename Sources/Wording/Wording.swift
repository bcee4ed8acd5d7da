import Basics

/// Everything that turns values into text in one language.
///
/// Nothing here asks the machine for its locale, and no invisible direction mark is printed but on a terminal (``RichText/marked(for:)``).
package struct Wording: Sendable {
  /// The language it writes.
  package let language: Language
  /// What stands for a value that does not exist: a share of nothing, a mean without answers.
  package let undefined = RichText(Digits.noValue)
  /// The ISO code of the money in the data, such as `ILS`.
  package let currency: String
  let numbers: NumberFormat
  private let phrases: [String: Phrase]
  private let plurals: PluralRule
  private let vocabulary: Vocabulary

  /// The wording of one project.
  ///
  /// `vocabulary` holds the project's own words as `customer.many` → word; `customer` alone is the singular. A concept
  /// whose forms are incomplete keeps our word: see ``Phrases/missingForms(in:)``.
  package init(language: Language, phrases: Phrases, currency: String, vocabulary: [String: String]) {
    self.language = language
    self.currency = currency
    self.phrases = phrases.phrases
    numbers = phrases.numbers
    plurals = phrases.plurals
    self.vocabulary = phrases.vocabulary.overridden(by: vocabulary, in: language).0
  }

  /// A phrase with its arguments; what is missing shows as `⟦key⟧`.
  package func callAsFunction(_ key: String, _ arguments: KeyValuePairs<String, Argument>) -> RichText {
    self(key, arguments.map { ($0.key, $0.value) })
  }

  func callAsFunction(_ key: String, _ arguments: [(key: String, value: Argument)]) -> RichText {
    var renderer = self.renderer
    renderer.append(key, arguments)
    return renderer.result
  }

  /// A phrase that takes no arguments.
  package func callAsFunction(_ key: String) -> RichText { self(key, [:]) }

  /// A phrase's words without isolation, for titles and files.
  package func plain(_ key: String) -> String { self(key).plain }

  /// A phrase's words with its arguments, without isolation.
  package func plain(_ key: String, _ arguments: KeyValuePairs<String, Argument>) -> String {
    self(key, arguments).plain
  }

  /// Whether the language has this phrase, for phrases that not every metric or page needs.
  package func has(_ key: String) -> Bool { phrases[key] != nil }

  /// A client's own name, isolated and free of invisible direction marks; one without a letter, as `65+`, has no direction of its
  /// own and runs as figures do.
  package func name(_ name: String) -> RichText {
    let name = name.withoutDirectionMarks
    return name.isEmpty || name.unicodeScalars.contains { $0.properties.isAlphabetic } ? .name(name) : .figures(name)
  }

  /// The same at the beginning of a sentence.
  package func name(beginning name: String) -> RichText { .name(name.withoutDirectionMarks.capitalisedFirst) }

  /// A client's own value: a range of figures such as an age band `25-34` in one isolate with an en dash, or a name.
  package func value(_ text: String) -> RichText {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let isRange = parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
    return isRange ? .figures(parts.joined(separator: "–")) : name(text)
  }

  /// A word of the vocabulary, such as `customer.many`, as the project says it.
  package func word(_ key: String) -> RichText {
    let (concept, form) = Vocabulary.split(key)
    return RichText(vocabulary[concept, form] ?? "⟦\(concept).\(form)⟧")
  }

  /// A unit phrase: the form agrees with the number as it is printed, fractions included, which is `{value}`.
  func unit(_ key: String, _ value: Digits.Fixed) -> RichText {
    let short = value.trimmed
    var renderer = self.renderer
    renderer.append(
      key, [("value", .text(RichText(numbers.unsigned(short))))], agreeingWith: PluralOperands(short))
    return renderer.result
  }

  private var renderer: PhraseRenderer {
    PhraseRenderer(phrases: phrases, vocabulary: vocabulary, plurals: plurals, numbers: numbers)
  }
}
