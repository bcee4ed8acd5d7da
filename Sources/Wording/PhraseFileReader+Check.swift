// What only the whole file shows.
extension PhraseFileReader {
  /// Every word and phrase that a phrase of this file names exists, and no phrase names itself.
  func check() throws(WordingError) {
    // Of several mistakes the first by its key is told, however the phrases lie.
    guard let key = lines.keys.filter({ problem(withPhrase: $0) != nil }).min() else { return }
    throw .phrase(file: file, line: lines[key] ?? 0, key: key, problem: problem(withPhrase: key) ?? "")
  }

  private func problem(withPhrase key: String) -> String? {
    guard let phrase = phrases[key] else { return nil }
    if let text = phrase.first(problem) { return text }
    let categories = plurals?.categories ?? PluralCategory.allCases
    for case .category(let own) in phrase.forms.map(\.form) where !categories.contains(own) {
      let number = own == .zero ? "; write 0 for exactly none" : own == .two ? "; write 2 for exactly two" : ""
      return "has the form “\(own.rawValue)”, into which the language puts no number\(number)"
    }
    return reaches(key, from: key, seen: []) ? "names itself, directly or through another phrase" : nil
  }

  private func problem(with segment: Segment) -> String? {
    switch segment {
    case .text, .strong, .figures, .argument: return nil
    case .word(let concept, let form, _):
      if vocabulary[concept, form] != nil { return nil }
      guard vocabulary.concepts.contains(concept) else {
        return "“{\(concept).\(form)}”: the vocabulary has no “\(concept)”"
      }
      let known = vocabulary.forms(of: concept).joined(separator: ", ")
      return "“{\(concept).\(form)}”: “\(concept)” has only \(known)"
    case .choice(let name, let options):
      if let twice = options.indices.first(where: { i in options[..<i].contains { $0.name == options[i].name } }) {
        return "“{\(name):…}” has “\(options[twice].name)” twice"
      }
      if options.contains(where: { $0.form != nil }), !options.contains(where: { $0.form == .other }) {
        return "“{\(name):…}” has plural forms but no “other”"
      }
      if vocabulary.concepts.contains(name), vocabulary[name, "gender"] == nil {
        return "“{\(name):…}”: the vocabulary gives “\(name)” no gender"
      }
      return nil
    case .phrase(let key, _):
      return phrases[key] == nil ? "names the phrase “\(key)”, which does not exist" : nil
    }
  }

  private func reaches(_ target: String, from key: String, seen: Set<String>) -> Bool {
    guard let phrase = phrases[key], !seen.contains(key) else { return false }
    let found: Void? = phrase.first { segment in
      guard case .phrase(let next, _) = segment else { return nil }
      return next == target || reaches(target, from: next, seen: seen.union([key])) ? () : nil
    }
    return found != nil
  }
}
