import Yams

/// Reads a phrase file.
///
/// A class, since every phrase is looked up in it when the file is checked, and none of that may copy it.
final class PhraseFileReader {
  /// Every phrase read so far.
  private(set) var phrases: [String: Phrase] = [:]
  /// Where each phrase stands.
  private(set) var lines: [String: Int] = [:]
  /// Every word read so far that a project may replace.
  var vocabulary = Vocabulary()
  /// What the file says of its language; `nil` until it has.
  var plurals: PluralRule?
  var numbers: NumberFormat?
  /// The name of the file being read, for messages.
  let file: String

  init(file: String) { self.file = file }

  /// Reads the file whole; its first mistake ends it.
  func read(_ yaml: String) throws(WordingError) {
    let root: Node?
    do {
      // Every scalar is text here: without rules nothing is matched against what numbers, dates and truth look like.
      root = try Yams.compose(yaml: yaml, .basic)
    } catch {
      throw unreadable(error)
    }
    guard let root else { return }
    if case .scalar(let scalar) = root, scalar.string.isEmpty { return }
    guard case .mapping(let mapping) = root else {
      throw .unreadable(file: file, line: line(of: root), problem: "wants keys and phrases")
    }
    for (key, node) in mapping {
      let name = try self.name(of: key, under: "")
      switch name {
      case "vocabulary": try readVocabulary(node)
      case "language": try readLanguage(node)
      default: try read(node, key: name)
      }
    }
  }

  private func read(_ node: Node, key: String) throws(WordingError) {
    switch node {
    case .scalar:
      store(Phrase(try segments(node, key: key)), node, key: key)
    case .mapping(let mapping):
      if try isForms(mapping, key: key) {
        store(try forms(mapping, key: key), node, key: key)
      } else {
        for (inner, value) in mapping {
          try read(value, key: key + "." + name(of: inner, under: key))
        }
      }
    case .sequence, .alias:
      throw problem(node, key, "is neither a text nor a map")
    }
  }

  private func store(_ phrase: Phrase, _ node: Node, key: String) {
    phrases[key] = phrase
    lines[key] = line(of: node)
  }

  /// Whether a map holds plural forms rather than phrases.
  private func isForms(_ mapping: Node.Mapping, key: String) throws(WordingError) -> Bool {
    let names = mapping.map { $0.key.string ?? "" }
    guard names.contains("other") else {
      if names.count > 1, names.allSatisfy({ PluralCategory(rawValue: $0) != nil }) {
        throw problem(.mapping(mapping), key, "has no form “other”")
      }
      return false
    }
    let strangers = names.indices.filter { PluralForm(key: names[$0]) == nil && names[$0] != "by" }
    if let stranger = strangers.first, names.count(where: { PluralForm(key: $0) != nil }) > 1 {
      throw problem(Array(mapping)[stranger].value, key, "has plural forms and “\(names[stranger])”")
    }
    return strangers.isEmpty
  }

  private func forms(_ mapping: Node.Mapping, key: String) throws(WordingError) -> Phrase {
    var forms: [(form: PluralForm, text: [Segment])] = []
    var by: String?
    for (name, node) in mapping {
      if let form = PluralForm(key: name.string ?? "") {
        forms.append((form, try segments(node, key: key)))
      } else {
        by = try text(node, key: key)
      }
    }
    return Phrase(forms: forms, by: by)
  }

  private func readVocabulary(_ node: Node) throws(WordingError) {
    guard case .mapping(let concepts) = node else { throw problem(node, "vocabulary", "wants a map of words") }
    for (key, entry) in concepts {
      let concept = try name(of: key, under: "vocabulary")
      if case .mapping(let forms) = entry {
        for (form, word) in forms {
          let formName = try name(of: form, under: "vocabulary.\(concept)")
          let text = try text(word, key: "vocabulary.\(concept).\(formName)")
          vocabulary.set(text, concept: concept, form: formName)
        }
      } else {
        vocabulary.set(try text(entry, key: "vocabulary.\(concept)"), concept: concept, form: "one")
      }
    }
  }

  private func segments(_ node: Node, key: String) throws(WordingError) -> [Segment] {
    let text = try text(node, key: key)
    do {
      return try PhraseParser.parse(text)
    } catch {
      throw problem(node, key, error.description)
    }
  }

  func text(_ node: Node, key: String) throws(WordingError) -> String {
    guard case .scalar(let scalar) = node else { throw problem(node, key, "wants a text here") }
    if scalar.style == .plain, scalar.string.isEmpty || scalar.string == "~" {
      throw problem(node, key, "has no text; write \"\" if that is meant")
    }
    return scalar.string
  }

  func name(of key: Node, under parent: String) throws(WordingError) -> String {
    guard case .scalar(let scalar) = key, !scalar.string.isEmpty else {
      throw problem(key, parent, "has a key that is not a word")
    }
    return scalar.string
  }

  private func line(of node: Node) -> Int { node.mark?.line ?? 0 }

  func problem(_ node: Node, _ key: String, _ text: String) -> WordingError {
    .phrase(file: file, line: line(of: node), key: key, problem: text)
  }

  private func unreadable(_ error: any Error) -> WordingError {
    guard let error = error as? YamlError else { return .unreadable(file: file, line: 0, problem: "\(error)") }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return .unreadable(file: file, line: mark.line, problem: problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.sorted().joined(separator: ", ")
      return .unreadable(file: file, line: context.mark.line, problem: "the same key twice: \(names)")
    case .reader(let problem, _, _, _), .writer(let problem), .emitter(let problem), .representer(let problem):
      return .unreadable(file: file, line: 0, problem: problem)
    case .no, .memory, .dataCouldNotBeDecoded:
      return .unreadable(file: file, line: 0, problem: "cannot be read as YAML")
    }
  }
}
