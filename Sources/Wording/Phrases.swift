/// One language file: every phrase of the report in one language, parsed once.
///
/// A phrase is a text or a map of plural forms; maps nest into dotted keys. `vocabulary` holds the words that a project
/// may replace, `language` the plural rule and how numbers are set.
package struct Phrases: Sendable {
  /// The language the phrases are written in.
  package let language: Language
  /// The keys that the file itself holds, sorted; the same in every language.
  package let keys: [String]
  let phrases: [String: Phrase]
  let vocabulary: Vocabulary
  let plurals: PluralRule
  let numbers: NumberFormat

  /// Reads a phrase file; `file` is its name in error messages.
  package init(yaml: String, language: Language, file: String) throws(WordingError) {
    let reader = PhraseFileReader(file: file)
    try reader.read(yaml)
    reader.vocabulary.derive(in: language)
    try reader.check()
    self.language = language
    (plurals, numbers) = try reader.grammar()
    phrases = reader.phrases
    keys = reader.lines.keys.sorted()
    vocabulary = reader.vocabulary
  }

  /// The arguments that a phrase takes, in all its forms and the phrases it names, sorted.
  package func placeholders(of key: String) -> [String] {
    var seen: Set<String> = []
    return placeholders(of: key, seen: &seen).sorted()
  }

  /// The concepts a project may rename, sorted, such as `customer`.
  package var concepts: [String] { vocabulary.concepts.sorted() }

  /// The forms that a concept has, sorted, such as `definite`, `gender`, `many`, `one`.
  package func forms(of concept: String) -> [String] { vocabulary.forms(of: concept) }

  /// What a project's vocabulary leaves open, as `concept.form`, or the bare name of a concept that does not exist.
  ///
  /// Until it is filled in, the report keeps its own word throughout.
  package func missingForms(in overrides: [String: String]) -> [String] {
    vocabulary.overridden(by: overrides, in: language).incomplete
  }

  /// The words of a project's vocabulary in forms that this language does not have, and that nothing would ever say; sorted.
  package func unknownForms(in overrides: [String: String]) -> [String] {
    overrides.keys.map(Vocabulary.split).filter { word in
      vocabulary.concepts.contains(word.concept) && vocabulary[word.concept, word.form] == nil
    }.map { "\($0.concept).\($0.form)" }.sorted()
  }

  private func placeholders(of key: String, seen: inout Set<String>) -> Set<String> {
    guard seen.insert(key).inserted, let phrase = phrases[key] else { return [] }
    var result: Set<String> = []
    if let by = phrase.by { result.insert(by) }
    for segment in phrase.forms.flatMap({ $0.text.flatMap(\.flattened) }) {
      switch segment {
      case .text, .strong, .figures, .word: continue
      case .argument(let name): result.insert(name)
      case .choice(let name, _): if !vocabulary.concepts.contains(name) { result.insert(name) }
      case .phrase(let key, let count):
        var inner = placeholders(of: key, seen: &seen)
        if let count {
          inner.remove(Phrase.countName)
          inner.insert(count)
        }
        result.formUnion(inner)
      }
    }
    return result
  }
}

extension Phrase {
  /// The argument by which `{customers@count.customer}` hands its number on.
  static let countName = "n"
}
