import Analysis
import Foundation
import Journeys
import Reading
import ReportModel
import TestSupport
import Testing
import Wording

/// Every language says everything, and the program asks only for what there is.
struct PhraseTests {
  private static func phrases(_ language: Language) throws -> Phrases {
    let file = "site-templates/languages/\(language.code).yml"
    let text = String(decoding: try Data(contentsOf: Repository.root.appending(path: file)), as: UTF8.self)
    return try Phrases(yaml: text, language: language, file: file)
  }

  /// Families whose members are the cases of a list.
  private static let lists: [String: [String]] = [
    "page.": PageID.allCases.map(\.rawValue), "quality.role.": ColumnRole.allCases.map(\.rawValue),
    "quality.issue.": IssueKind.allCases.map(\.rawValue), "summary.what.": DeclaredTotal.What.allCases.map(\.rawValue),
  ]

  @Test("every language holds the same phrases")
  func sameKeys() throws {
    let keys = try Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, Set(try Self.phrases($0).keys)) })
    let all = keys.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    #expect(all.count > 200)
    for (language, own) in keys {
      let missing = all.subtracting(own)
      #expect(missing.isEmpty, "\(language.code).yml lacks \(missing.sorted())")
    }
  }

  @Test("a phrase takes the same numbers and names in every language")
  func samePlaceholders() throws {
    let all = try Language.allCases.map { try Self.phrases($0) }
    for key in all[0].keys {
      let placeholders = all.map { Set($0.placeholders(of: key)) }
      #expect(Set(placeholders).count == 1, "\(key): \(placeholders.map { $0.sorted() })")
    }
  }

  @Test("no phrase is empty")
  func noEmptyValues() throws {
    for language in Language.allCases {
      let file = "site-templates/languages/\(language.code).yml"
      let text = String(decoding: try Data(contentsOf: Repository.root.appending(path: file)), as: UTF8.self)
      for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        #expect(line.firstMatch(of: /:\s*(""|''|~|null)\s*(,|\}|$)/) == nil, "\(file):\(number + 1): \(line)")
      }
    }
  }

  @Test("every concept has the same forms in each language, but for what only one language needs")
  func vocabulary() throws {
    let all = try Language.allCases.map { try Self.phrases($0) }
    for phrases in all { #expect(phrases.concepts == all[0].concepts) }
  }

  /// Texts in the sources: whole ones, beginnings (`"reason." + x`), and patterns (`"map.\(id)-note"`).
  private struct Literals {
    var whole: Set<String> = []
    var beginnings: Set<String> = []
    var patterns: [String] = []
    /// Asked for as a phrase, where that can be told.
    var asked: [(text: String, place: String)] = []

    init(_ files: [SourceFile]) {
      for file in files {
        let text = file.text.replacing(/(?m)\/\/.*$/, with: "")
        for match in text.matches(of: /"((?:[^"\\\n]|\\\([^()\n]*\)|\\[^(])*)"(\s*\+)?/) {
          let literal = String(match.1)
          if literal.contains("\\(") {
            patterns.append(literal)
          } else {
            whole.insert(literal)
            if match.2 != nil { beginnings.insert(literal) }
          }
        }
        for match in text.matches(of: /\b(?:w|plain|column|counted|word)\(\s*"((?:[^"\\\n]|\\\([^()\n]*\))*)"(\s*\+)?/) {
          asked.append((String(match.1) + (match.2 == nil ? "" : "\\()"), file.path))
        }
      }
    }
  }

  /// Whether a key fits a text with `\(…)` in it.
  private func fits(_ key: String, _ pattern: String) -> Bool {
    let parts = pattern.components(separatedBy: "\\(")
    var rest = key[...]
    guard let first = parts.first, rest.hasPrefix(first) else { return false }
    rest = rest.dropFirst(first.count)
    for (index, part) in parts.enumerated().dropFirst() {
      let fixed = part.firstIndex(of: ")").map { String(part[part.index(after: $0)...]) } ?? ""
      if index == parts.count - 1 { return rest.hasSuffix(fixed) && rest.count > fixed.count }
      guard !fixed.isEmpty, let next = rest.range(of: fixed) else { return false }
      rest = rest[next.upperBound...]
    }
    return rest.isEmpty
  }

  private static let speaking: Set<String> = ["ReportModel", "masa", "HTMLPages", "Publishing", "SVGCharts", "Wording"]

  @Test("every phrase the program asks for exists")
  func asked() throws {
    let literals = Literals(SourceFile.sources.filter { Self.speaking.contains($0.module) && $0.module != "Wording" })
    #expect(literals.asked.count > 200)
    for language in Language.allCases {
      let wording = Wording(
        language: language, phrases: try Self.phrases(language), currency: "ILS", vocabulary: [:])
      let keys = try Self.phrases(language).keys
      for (text, place) in literals.asked {
        if text.contains("\\(") {
          #expect(keys.contains { fits($0, text) }, "\(place): no phrase fits \(text)")
        } else if !text.hasPrefix("format.") {
          let isWord = text.split(separator: ".").first.map { try? Self.phrases(language).concepts.contains(String($0)) } ?? false
          #expect(wording.has(text) || isWord == true, "\(place): \(text)")
        }
      }
      for (family, members) in Self.lists {
        for member in members { #expect(wording.has(family + member), "\(language.code): \(family)\(member)") }
      }
    }
  }

  @Test("no phrase is unused")
  func unused() throws {
    let literals = Literals(SourceFile.sources.filter { Self.speaking.contains($0.module) })
    let text = String(
      decoding: try Data(contentsOf: Repository.root.appending(path: "site-templates/languages/en.yml")), as: UTF8.self)
    // A phrase may stand in another one: {customers@count.customers}, {count.customers}.
    let named = Set(text.matches(of: /[{@]([a-z][a-z0-9.-]+)/).map { String($0.1) })
    for key in try Self.phrases(.english).keys {
      if literals.whole.contains(key) || named.contains(key) { continue }
      if key.hasPrefix("format.") || key.hasPrefix("percent.") { continue }
      if literals.patterns.contains(where: { fits(key, $0) }) { continue }
      if let family = Self.lists.first(where: { key.hasPrefix($0.key) }) {
        #expect(family.value.contains(String(key.dropFirst(family.key.count))), "\(key) is no longer used")
        continue
      }
      // Put together from a beginning and a name that stands in the sources too.
      let isFamily = literals.beginnings.contains { beginning in
        guard key.hasPrefix(beginning), !beginning.isEmpty else { return false }
        let rest = String(key.dropFirst(beginning.count))
        return literals.whole.contains(rest) || literals.whole.contains { rest.hasPrefix($0) && !$0.isEmpty && literals.whole.contains(String(rest.dropFirst($0.count))) }
      }
      #expect(isFamily, "\(key) is no longer used")
    }
  }
}
