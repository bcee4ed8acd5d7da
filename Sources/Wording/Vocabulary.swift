import Basics

/// The words that a project may replace: "customer" is a policyholder to an insurer.
struct Vocabulary: Sendable {
  /// `concept.form` → word.
  private(set) var words: [String: String] = [:]
  private(set) var concepts: Set<String> = []

  subscript(concept: String, form: String) -> String? { words[concept + "." + form] }

  mutating func set(_ word: String, concept: String, form: String) {
    words["\(concept).\(form)"] = word
    concepts.insert(concept)
  }

  /// The forms of a concept, sorted.
  func forms(of concept: String) -> [String] {
    words.keys.filter { $0.hasPrefix("\(concept).") }.map { String($0.dropFirst(concept.count + 1)) }.sorted()
  }

  /// Adds the forms that follow from others without guessing.
  mutating func derive(in language: Language) {
    for concept in concepts.sorted() {
      guard let one = self[concept, "one"] else { continue }
      for (form, word) in Self.derived(one: one, many: self[concept, "many"], in: language)
      where self[concept, form] == nil {
        set(word, concept: concept, form: form)
      }
    }
  }

  /// A word changed to the project's.
  ///
  /// A concept is replaced as a whole or not at all, so that no page mixes a client's word with ours: when its own
  /// forms do not yield every form of the language file, the concept stays as it was and its name is returned in `incomplete`.
  func overridden(by overrides: [String: String], in language: Language) -> (Vocabulary, incomplete: [String]) {
    var given = Vocabulary()
    // Sorted, so that "customer.one" wins over a bare "customer".
    for (key, word) in overrides.sorted(by: { $0.key < $1.key }) {
      let (concept, form) = Self.split(key)
      given.set(word.withoutDirectionMarks, concept: concept, form: form)
    }
    given.derive(in: language)
    var result = self
    var incomplete: [String] = []
    for concept in given.concepts.sorted() {
      // Gender is masculine in most such words: left out, it stays as it was.
      let missing = forms(of: concept).filter { given[concept, $0] == nil && $0 != "gender" }
      guard missing.isEmpty, concepts.contains(concept) else {
        incomplete.append(contentsOf: concepts.contains(concept) ? missing.map { "\(concept).\($0)" } : [concept])
        continue
      }
      for form in given.forms(of: concept) {
        if let word = given[concept, form] { result.set(word, concept: concept, form: form) }
      }
    }
    return (result, incomplete)
  }

  /// `customer.many` is one form; `customer` alone is its singular.
  static func split(_ key: String) -> (concept: String, form: String) {
    guard let dot = key.firstIndex(of: ".") else { return (key, "one") }
    return (String(key[..<dot]), String(key[key.index(after: dot)...]))
  }

  private static func derived(one: String, many: String?, in language: Language) -> [(form: String, word: String)] {
    switch language.inflection {
    case .none: return []
    case .articlePrefix(let article):
      // ה goes before a single word; in a construct it goes inside, and only a person knows where.
      let pairs = [("definite", one)] + (many.map { [("definite-many", $0)] } ?? [])
      return pairs.filter { !$0.1.contains(" ") }.map { ($0.0, article + $0.1) }
    case .pluralInS:
      let plural = many ?? englishPlural(one)
      let article = "aeiou".contains(one.prefix(1).lowercased()) ? "an " : "a "
      return [
        ("many", plural), ("definite", "the " + one), ("definite-many", "the " + plural),
        ("indefinite", article + one),
      ]
    }
  }

  /// The regular plural; irregular words are given as `{one: …, many: …}`.
  private static func englishPlural(_ one: String) -> String {
    let beforeLast = one.dropLast().suffix(1)
    if one.hasSuffix("y"), !beforeLast.isEmpty, !"aeiou".contains(beforeLast) { return one.dropLast() + "ies" }
    if ["s", "x", "z", "ch", "sh"].contains(where: { one.hasSuffix($0) }) { return one + "es" }
    return one + "s"
  }
}
