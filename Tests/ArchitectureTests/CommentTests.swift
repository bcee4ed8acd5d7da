import Testing

/// Comments say what a reader cannot see, and everything a module offers has one.
struct CommentTests {
  /// A declaration and the documentation above it.
  private struct Declaration {
    var place: String
    var keyword: String
    var name: String
    /// As it is written; empty where it is inferred.
    var type: String
    /// Whether other modules see it.
    var isOffered: Bool
    var documentation: [String]
    /// Whether properties right above it, without a line between them, are documented together with it.
    var standsInDocumentedGroup: Bool
  }

  private static let words: Set<Substring> = [
    "struct", "enum", "class", "protocol", "actor", "typealias", "func", "subscript", "var", "let", "case", "init",
  ]
  private static let modifiers: Set<Substring> = [
    "package", "public", "private", "fileprivate", "internal", "static", "final", "indirect", "mutating", "nonmutating",
    "override", "lazy", "private(set)", "package(set)", "internal(set)", "convenience", "required", "prefix",
    "nonisolated",
  ]

  private static func declarations(_ file: SourceFile) -> [Declaration] {
    let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.drop { $0 == " " }
    }
    var result: [Declaration] = []
    for (number, line) in lines.enumerated() {
      guard let parsed = parse(line) else { continue }
      var above = number - 1
      while above >= 0, lines[above].hasPrefix("@") { above -= 1 }
      var documentation: [String] = []
      var row = above
      while row >= 0, lines[row].hasPrefix("///") {
        documentation.insert(String(lines[row].dropFirst(3)), at: 0)
        row -= 1
      }
      var group = above
      while group >= 0, lines[group].hasPrefix("@") || parse(lines[group]).map({ isProperty($0.keyword) }) == true {
        group -= 1
      }
      result.append(
        Declaration(
          place: "\(file.path):\(number + 1)", keyword: String(parsed.keyword), name: parsed.name, type: parsed.type,
          isOffered: parsed.isOffered, documentation: documentation,
          standsInDocumentedGroup: group >= 0 && lines[group].hasPrefix("///")))
    }
    return result
  }

  private static func isProperty(_ keyword: Substring) -> Bool { keyword == "var" || keyword == "let" }

  private static func parse(_ line: Substring) -> (keyword: Substring, name: String, type: String, isOffered: Bool)? {
    var rest = line
    var isOffered = false
    while true {
      let word = rest.prefix { $0 != " " }
      let bare = word.prefix { $0 != "(" && $0 != "<" && $0 != "?" }
      if words.contains(bare), bare == "init" || bare == "subscript" || word == bare {
        let after = rest.dropFirst(word.count).drop { $0 == " " }
        let name = after.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "`" }
        let colon = after.dropFirst(name.count)
        let type = colon.hasPrefix(":") ? colon.dropFirst().prefix { $0 != "=" && $0 != "{" } : ""
        return (bare, name.filter { $0 != "`" }, type.trimmed, isOffered)
      }
      guard modifiers.contains(word) || word.hasPrefix("@"), word.count < rest.count else { return nil }
      if word == "package" || word == "public" { isOffered = true }
      rest = rest.dropFirst(word.count).drop { $0 == " " }
    }
  }

  private static let declarations = SourceFile.sources.flatMap(declarations)

  @Test("every type and function a module offers is documented")
  func offers() {
    #expect(Self.declarations.count > 2_000)
    let kinds: Set<String> = ["struct", "enum", "class", "protocol", "actor", "typealias", "func", "subscript"]
    for declaration in Self.declarations where declaration.isOffered && kinds.contains(declaration.keyword) {
      // Operators do what operators do.
      #expect(!declaration.documentation.isEmpty || declaration.name.isEmpty, "\(declaration.place)")
    }
  }

  @Test("a property says its unit, its shape, or what nil means, by its name or in a comment")
  func properties() {
    let units = [
      "micros", "seconds", "days", "months", "years", "share", "count", "counts", "millionths", "percent", "index",
      "width",
      "height", "bytes", "points", "rows", "id", "code", "number",
    ]
    for declaration in Self.declarations where declaration.isOffered && ["var", "let"].contains(declaration.keyword) {
      let name = declaration.name.lowercased()
      let type = declaration.type
      let numbers = ["Int", "Int32", "Int64", "UInt32", "Double"]
      let hidden =
        if type.hasSuffix("?") {
          "what nil means"
        } else if ["Double", "Int64"].contains(type), !units.contains(where: name.hasSuffix) {
          "its unit"
        } else if type.hasPrefix("(") || type.hasPrefix("[(") || type.hasPrefix("[[") {
          "its shape"
        } else if type.hasPrefix("["), type.contains(":") || numbers.contains(String(type.dropFirst().dropLast())) {
          "its shape"
        } else { "" }
      #expect(hidden.isEmpty || declaration.standsInDocumentedGroup, "\(declaration.place) does not say \(hidden)")
    }
  }

  @Test("no comment only repeats a name")
  func repetitions() {
    let fillers: Set<String> = [
      "the", "a", "an", "of", "thi", "it", "i", "are", "in", "on", "to", "for", "and", "or", "as", "by", "from", "with",
      "that", "which", "return", "own", "one", "all", "every", "each", "be", "wa",
    ]
    for declaration in Self.declarations where declaration.documentation.count == 1 {
      let said = Set(Self.stems(declaration.documentation[0])).subtracting(fillers)
      let isRepeated = !said.isEmpty && said.isSubset(of: Self.stems(declaration.name))
      #expect(!isRepeated, "\(declaration.place): \(declaration.documentation[0])")
    }
  }

  /// Words in lower case, those of a name parted at its capitals, without the s of plurals.
  private static func stems(_ text: String) -> [String] {
    var words: [String] = []
    var isInside = false
    var wasLower = false
    for character in text {
      guard character.isLetter || character.isNumber else {
        isInside = false
        continue
      }
      if !isInside || (wasLower && character.isUppercase) { words.append("") }
      words[words.count - 1].append(character.lowercased())
      isInside = true
      wasLower = !character.isUppercase
    }
    return words.map { $0.hasSuffix("s") ? String($0.dropLast()) : $0 }
  }
}

extension Substring {
  /// Without spaces at its ends.
  fileprivate var trimmed: String {
    var text = drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
