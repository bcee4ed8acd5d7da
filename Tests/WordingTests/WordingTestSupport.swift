import Foundation
import TestSupport

@testable import Wording

/// What the language's own file says about plurals and numbers.
func ownGrammar(_ language: Language) throws -> String { try own(["language:"], language) }

/// What the language's own file says about plurals, numbers, dates, times and lists.
func ownWords(_ language: Language) throws -> String { try own(["language:", "percent:", "format:"], language) }

private func own(_ wanted: [String], _ language: Language) throws -> String {
  let file = Repository.root.appending(path: "site-templates/languages/\(language.code).yml")
  var isWanted = false
  var result = ""
  for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false) {
    if let first = line.first, first != " " {
      isWanted = wanted.contains { line.hasPrefix($0) }
    }
    if isWanted { result += line + "\n" }
  }
  return result
}

/// A wording from phrases written in the test, and the language's own words for numbers and times.
func wording(
  _ language: Language = .hebrew, _ yaml: String = "", currency: String = "ILS", vocabulary: [String: String] = [:]
) throws -> Wording {
  let phrases = try Phrases(yaml: yaml + "\n" + ownWords(language), language: language, file: "test.yml")
  return Wording(language: language, phrases: phrases, currency: currency, vocabulary: vocabulary)
}

let secondMicros: Int64 = 1_000_000
let minuteMicros = 60 * secondMicros
let hourMicros = 60 * minuteMicros
let dayMicros = 24 * hourMicros
