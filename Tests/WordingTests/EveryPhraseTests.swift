import Foundation
import TestSupport
import Testing

@testable import Wording

/// Every phrase of every language is rendered, in each of its forms, with names in both scripts.
struct EveryPhraseTests {
  @Test("every phrase renders without a gap, a doubled blank or a blank before a stop", arguments: Language.all)
  func rendered(_ language: Language) throws {
    let file = "site-templates/languages/\(language.code).yml"
    let text = String(decoding: try Data(contentsOf: Repository.root.appending(path: file)), as: UTF8.self)
    let phrases = try Phrases(yaml: text, language: language, file: file)
    #expect(phrases.keys.count > 400)
    for key in phrases.keys {
      for n in [0, 1, 2, 3, 11, 21, 100, 1_200] {
        for name in ["שיחת נציג", "Sales call"] {
          let arguments = phrases.placeholders(of: key).map { placeholder -> (key: String, value: Argument) in
            // What counts is a number where the phrase is said of numbers, a name or a finished text elsewhere.
            (placeholder, placeholder == "n" ? .count(n) : placeholder == "name" ? .name(name) : .number(n))
          }
          var renderer = PhraseRenderer(
            phrases: phrases.phrases, vocabulary: phrases.vocabulary, plurals: phrases.plurals, numbers: phrases.numbers
          )
          renderer.append(key, arguments)
          let said = renderer.result.plain
          #expect(!said.contains("⟦"), "\(language.code) \(key): \(said)")
          #expect(!said.contains("{") && !said.contains("}"), "\(language.code) \(key): \(said)")
          let isSilent = said.isEmpty && n == 0 && phrases.phrases[key]?.by == nil
          #expect(!said.isEmpty || isSilent, "\(language.code) \(key) says nothing of \(n)")
          for fault in ["  ", " ,", "( ", " )"] {
            #expect(!said.contains(fault), "\(language.code) \(key) of \(n): “\(said)”")
          }
          // The dot of `.xlsx` ends nothing.
          #expect(said.firstMatch(of: /\ \.(?![a-z])/) == nil, "\(language.code) \(key) of \(n): “\(said)”")
        }
      }
    }
  }
}
