import Foundation
import TestSupport
import Testing
import Wording

/// What the program says stands in the phrase files, and everything said fills the braces of its phrase.
struct SentenceTests {
  /// A sentence in the sources: its phrases, and the names of what its braces hold.
  private struct Said {
    var place: String
    /// Whole keys, and beginnings of keys, which end in a stop.
    var keys: [String]
    var names: Set<String>
  }

  /// Every `Sentence(…)` and every `w(…)` whose phrase, and what fills it, can be read off the sources.
  private static func sentences(_ file: SourceFile) -> [Said] {
    var found: [Said] = []
    for start in file.text.matches(of: /\b(?:Sentence|w)\(/) {
      let call = Array(file.text[start.range.upperBound...].prefix(3000))
      var isWritten = true
      var keys: [String] = []
      var names: Set<String> = []
      var parentheses = 0
      var brackets = 0
      var at = 0
      scanning: while at < call.count {
        switch call[at] {
        case "\"":
          var text = ""
          at += 1
          while at < call.count, call[at] != "\"" {
            if call[at] == "\\" { at += 1 }
            if at < call.count { text.append(call[at]) }
            at += 1
          }
          if parentheses == 0, brackets == 0 { keys.append(text) }
          if parentheses == 0, brackets == 1, call.indices.contains(at + 1), call[at + 1] == ":" { names.insert(text) }
        case "(": parentheses += 1
        case ")":
          if parentheses == 0 { break scanning }
          parentheses -= 1
        case ",":
          // What a variable holds cannot be read off.
          let next = call[(at + 1)...].first { !$0.isWhitespace }
          if parentheses == 0, brackets == 0, next != "[" { isWritten = false }
        case "[": brackets += 1
        case "]": brackets -= 1
        default: break
        }
        at += 1
      }
      if isWritten, !keys.isEmpty { found.append(Said(place: file.path, keys: keys, names: names)) }
    }
    return found
  }

  @Test("all that is said fills the braces of its phrase, in every language", arguments: Language.all)
  func braces(_ language: Language) throws {
    let phrases = try TestWords.phrases(language)
    let said = SourceFile.sources.flatMap(Self.sentences)
    #expect(said.count > 700)
    for sentence in said {
      for key in sentence.keys {
        // Of other families than those of errors a place says a few members only.
        let isFamily = key.hasSuffix(".") && key.hasPrefix("error.")
        for whole in phrases.keys where whole == key || (isFamily && whole.hasPrefix(key)) {
          let missing = Set(phrases.placeholders(of: whole)).subtracting(sentence.names)
          #expect(missing.isEmpty, "\(sentence.place): \(whole) lacks \(missing.sorted())")
        }
      }
    }
  }

  /// Files whose texts are words all the same, and why.
  private static let exceptions: [(path: String, why: String)] = [
    ("Sources/Wording/Phrase", "a mistake in a phrase file is for its translator, and cannot be said from it"),
    ("Sources/Wording/Plural", "the same"),
    ("Sources/Pipeline/TemplateFolder.swift", "the phrase files are what is missing"),
    ("Sources/Reading/Roles/", "words that headers and questions of clients' files have"),
    ("Sources/Reading/Values/AnswerGrade.swift", "answers in words, as surveys give them to choose from"),
    ("Sources/Reading/SurveyTools/", "words of survey tools' exports"),
    ("Sources/Journeys/Surveys/Decisions.swift", "words that headers of clients' sheets have"),
    ("Sources/Analysis/Verbatims/", "lists of words that tell nothing"),
    ("Sources/Publishing/ReportJSON", "values of report.json, which are the same in every language"),
    ("Sources/Publishing/Site.swift", "a comment in a style sheet"),
    ("Sources/SVGCharts/Drawing/ChartStyle.swift", "a style sheet"),
  ]

  @Test("no sentence stands in the sources")
  func sentences() {
    let words = /[A-Za-z']{2,} [A-Za-z']{2,} [A-Za-z']{2,}/
    var used: Set<String> = []
    for file in SourceFile.sources {
      let exception = Self.exceptions.first { file.path.hasPrefix($0.path) }
      for literal in file.literals where literal.text.firstMatch(of: words) != nil {
        if let exception {
          used.insert(exception.path)
          continue
        }
        let before = literal.before.filter { !$0.isWhitespace }
        // What help says is the parser's, in English; a command as it is typed is no sentence.
        let isHelp = ["help:", "abstract:", "discussion:", "ArgumentHelp("].contains { before.hasSuffix($0) }
        let isKnown = ["out of memory"].contains(literal.text) || literal.text.hasPrefix("masa init ")
        #expect(isHelp || isKnown, "\(file.path): \(literal.text)")
      }
    }
    #expect(used.count == Self.exceptions.count, "\(Self.exceptions.map(\.path).filter { !used.contains($0) })")
  }
}
