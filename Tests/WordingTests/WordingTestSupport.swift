@testable import Wording

/// A wording from phrases written in the test.
func wording(
  _ language: Language = .hebrew, _ yaml: String = "", currency: String = "ILS", vocabulary: [String: String] = [:]
) throws -> Wording {
  let phrases = try Phrases(yaml: yaml, language: language, file: "test.yml")
  return Wording(language: language, phrases: phrases, currency: currency, vocabulary: vocabulary)
}

let secondMicros: Int64 = 1_000_000
let minuteMicros = 60 * secondMicros
let hourMicros = 60 * minuteMicros
let dayMicros = 24 * hourMicros
