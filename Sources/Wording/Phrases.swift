/// One language file: every phrase of the report in one language, parsed once.
///
/// A phrase is a text or a map of plural forms; maps nest into dotted keys. `vocabulary` holds the words that a project
/// may replace. What the file leaves out of the words for numbers, dates and lists comes from ``BuiltInPhrases``.
package struct Phrases: Sendable {
  /// The language the phrases are written in.
  package let language: Language
  /// The keys that the file itself holds, sorted; the same in every language.
  package let keys: [String]
  let phrases: [String: Phrase]
  let vocabulary: Vocabulary

  /// Reads a phrase file; `file` is its name in error messages.
  package init(yaml: String, language: Language, file: String) throws(WordingError) {
    var reader = PhraseFileReader(file: "built-in phrases (\(language.code))")
    try reader.read(BuiltInPhrases.yaml(for: language))
    reader.begin(file: file)
    try reader.read(yaml)
    reader.vocabulary.derive(in: language)
    try reader.check()
    self.language = language
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

  private func placeholders(of key: String, seen: inout Set<String>) -> Set<String> {
    guard seen.insert(key).inserted, let phrase = phrases[key] else { return [] }
    var result: Set<String> = []
    if let by = phrase.by { result.insert(by) }
    for segment in phrase.everyForm.flatMap({ $0.flatMap(\.flattened) }) {
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
