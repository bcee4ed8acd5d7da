import Analysis
import Foundation
import Findings
import Journeys
@testable import Pages
import Reading
import TestSupport
import Testing
import Wording

/// Every language says everything, and the program asks only for what there is.
struct PhraseTests {
  private static func phrases(_ language: Language) throws -> Phrases {
    try #require(try all.get()[language])
  }

  private static let all = Result {
    try Dictionary(uniqueKeysWithValues: Language.all.map { ($0, try read($0)) })
  }

  private static func read(_ language: Language) throws -> Phrases {
    let file = "site-templates/languages/\(language.code).yml"
    let text = String(decoding: try Data(contentsOf: Repository.root.appending(path: file)), as: UTF8.self)
    return try Phrases(yaml: text, language: language, file: file)
  }

  /// Families whose members are the cases of a list.
  private static let lists: [String: [String]] = [
    "page.": PageID.allCases.map(\.rawValue), "quality.role.": ColumnRole.allCases.map(\.rawValue),
    "quality.issue.": IssueKind.allCases.map(\.rawValue), "check.wrong.": IssueKind.allCases.map(\.rawValue),
    "every-row.": [
      everyRowPurchase, everyRowTouch, negativeRefund, otherTouchpoints, NamedKind.touchpoint.rawValue,
      NamedKind.channel.rawValue, NamedKind.value.rawValue,
    ],
    "programme.column.in-": Language.all.map(\.code),
    "error.unreadable.": UnreadableKind.Plain.allCases.map(\.rawValue),
    "error.role.": ColumnRole.allCases.map(\.rawValue),
    "error.kind.": SourceDeclaration.Kind.allCases.map(\.rawValue),
    "draft.question.other.": OtherFile.allCases.map(\.rawValue),
    "error.totals-by.": FileKind.TotalsUnit.allCases.map(\.rawValue),
    "error.project.unknown.": ["stage", "touchpoint", "department", "channel", "step"],
    "error.project.twice.": ["stage", "touchpoint", "department", "channel", "persona"],
    "satisfaction.lag.promise.": SurveyType.allCases.map(\.rawValue),
    "todo.kind.": OpportunityKind.allCases.map(\.rawValue), "todo.if.": OpportunityKind.allCases.map(\.rawValue),
    "todo.certainty.": Opportunity.Certainty.allCases.map(\.rawValue),
    "todo.status.": DecisionStatus.allCases.map(\.rawValue),
    "check.right.": IssueKind.allCases.map(\.rawValue), "summary.what.": DeclaredTotal.What.allCases.map(\.rawValue),
    "summary.totals.": DeclaredTotal.What.allCases.map(\.rawValue),
  ]

  @Test("every language holds the same phrases")
  func sameKeys() throws {
    let keys = try Dictionary(uniqueKeysWithValues: Language.all.map { ($0, Set(try Self.phrases($0).keys)) })
    let all = keys.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    #expect(all.count > 200)
    for (language, own) in keys {
      let missing = all.subtracting(own)
      #expect(missing.isEmpty, "\(language.code).yml lacks \(missing.sorted())")
    }
  }

  @Test("a phrase takes the same numbers and names in every language")
  func samePlaceholders() throws {
    let all = try Language.all.map { try Self.phrases($0) }
    // Of a date's parts each language takes those that it writes.
    for key in all[0].keys where key != "format.date.short" && key != "format.period.days" {
      let placeholders = all.map { Set($0.placeholders(of: key)) }
      #expect(Set(placeholders).count == 1, "\(key): \(placeholders.map { $0.sorted() })")
    }
  }

  @Test("no phrase is empty")
  func noEmptyValues() throws {
    for language in Language.all {
      let file = "site-templates/languages/\(language.code).yml"
      let text = String(decoding: try Data(contentsOf: Repository.root.appending(path: file)), as: UTF8.self)
      for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        // Only the form for none may say nothing: then the sentence is left out.
        let said = line.replacing("{0: \"\"", with: "")
        for empty in [": \"\"", ": ''", ": ~"] {
          #expect(!said.contains(empty) || said.contains(": ''s"), "\(file):\(number + 1): \(line)")
        }
      }
    }
  }

  @Test("every concept has the same forms in each language, but for what only one language needs")
  func vocabulary() throws {
    let all = try Language.all.map { try Self.phrases($0) }
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
      let callers = ["w(", "w.plain(", "column(", "counted(", "self(", "unit("]
      for file in files {
        for literal in file.literals {
          if literal.text.contains("<") || literal.text.contains("\\n") { continue }
          let isBeginning = literal.after == "+"
          if literal.text.contains("\0") {
            patterns.append(literal.text)
          } else {
            whole.insert(literal.text)
            if isBeginning { beginnings.insert(literal.text) }
          }
          let before = literal.before.filter { !$0.isWhitespace }
          // In HTMLPages `w` is the writer of bytes.
          let isAsking = ["Pages", "Pipeline", "Drafting", "masa", "Wording"].contains(file.module)
          // Whatever stands before a sentence: `return Sentence(`.
          let isSentence = before.hasSuffix("Sentence(") && literal.text.contains(".")
          if isSentence
            || isAsking
              && callers.contains(where: { before.hasSuffix($0) && before.dropLast($0.count).last?.isLetter != true })
          {
            asked.append((literal.text + (isBeginning ? "\0" : ""), file.path))
          }
        }
      }
    }
  }

  /// Whether a key fits a text with gaps in it, each at least one character long.
  private func fits(_ key: String, _ pattern: String) -> Bool {
    let parts = pattern.split(separator: "\0", omittingEmptySubsequences: false)
    guard let first = parts.first, let last = parts.last, parts.count > 1, key.hasPrefix(first), key.hasSuffix(last)
    else {
      return false
    }
    guard !first.isEmpty || !last.isEmpty else { return false }
    var rest = key.dropFirst(first.count).dropLast(last.count)
    guard key.count >= first.count + last.count, !rest.isEmpty else { return false }
    for part in parts.dropFirst().dropLast() {
      guard let next = rest.dropFirst().range(of: part) else { return false }
      rest = rest[next.upperBound...]
    }
    return !rest.isEmpty
  }

  private static let speaking: Set<String> = [
    "Pages", "Pipeline", "Drafting", "masa", "HTMLPages", "Publishing", "SVGCharts", "Wording", "Basics", "Reading",
    "Journeys", "Analysis", "Simulation",
  ]

  @Test("every phrase the program asks for exists")
  func asked() throws {
    let literals = Literals(SourceFile.sources.filter { Self.speaking.contains($0.module) })
    #expect(literals.asked.count > 200)
    for language in Language.all {
      let wording = Wording(
        language: language, phrases: try Self.phrases(language), currency: "ILS", vocabulary: [:])
      let keys = try Self.phrases(language).keys
      for (text, place) in literals.asked {
        if text.contains("\0") {
          #expect(keys.contains { fits($0, text) }, "\(place): no phrase fits \(text)")
        } else {
          #expect(wording.has(text), "\(place): \(text)")
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
    var named: Set<String> = []
    for part in text.split(whereSeparator: { $0 == "{" || $0 == "@" }) {
      named.insert(String(part.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" }))
    }
    for key in try Self.phrases(.english).keys {
      if literals.whole.contains(key) || named.contains(key) { continue }
      if ["format.", "percent.", "draft.name."].contains(where: { key.hasPrefix($0) }) { continue }
      if literals.patterns.contains(where: { fits(key, $0) }) { continue }
      if let family = Self.lists.first(where: { key.hasPrefix($0.key) }) {
        #expect(family.value.contains(String(key.dropFirst(family.key.count))), "\(key) is no longer used")
        continue
      }
      // Put together from a beginning and a name that stands in the sources too.
      let isFamily = literals.beginnings.contains { beginning in
        guard key.hasPrefix(beginning), !beginning.isEmpty else { return false }
        let rest = String(key.dropFirst(beginning.count))
        return literals.whole.contains(rest)
          || literals.whole.contains {
            rest.hasPrefix($0) && !$0.isEmpty && literals.whole.contains(String(rest.dropFirst($0.count)))
          }
      }
      #expect(isFamily, "\(key) is no longer used")
    }
  }
}
