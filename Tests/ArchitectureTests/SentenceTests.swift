import Foundation
import TestSupport
import Testing
import Wording

/// What the program says of errors stands in the phrase files, and every sentence fills the braces of its phrase.
struct SentenceTests {
  /// A sentence in the sources: its phrases, and the names of what its braces hold.
  private struct Said {
    var place: String
    /// Whole keys, and beginnings of keys, which end in a stop.
    var keys: [String]
    var names: Set<String>
  }

  /// Every `Sentence(…)` whose phrase can be read off the sources.
  private static func sentences(_ file: SourceFile) -> [Said] {
    var found: [Said] = []
    var rest = file.text[...]
    while let start = rest.firstRange(of: "Sentence(") {
      rest = rest[start.upperBound...]
      let call = Array(rest.prefix(3000))
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
        case "[": brackets += 1
        case "]": brackets -= 1
        default: break
        }
        at += 1
      }
      keys = keys.filter { $0.contains(".") }
      if !keys.isEmpty { found.append(Said(place: file.path, keys: keys, names: names)) }
    }
    return found
  }

  @Test("every sentence fills the braces of its phrase, in every language", arguments: Language.all)
  func braces(_ language: Language) throws {
    let phrases = try TestWords.phrases(language)
    let said = SourceFile.sources.flatMap(Self.sentences)
    #expect(said.count > 200)
    for sentence in said {
      for key in sentence.keys {
        for whole in phrases.keys where whole == key || (key.hasSuffix(".") && whole.hasPrefix(key)) {
          let missing = Set(phrases.placeholders(of: whole)).subtracting(sentence.names)
          #expect(missing.isEmpty, "\(sentence.place): \(whole) lacks \(missing.sorted())")
        }
      }
    }
  }
}
