import Foundation
import Wording

/// The words of the phrase files, for tests of what is said.
package enum TestWords {
  /// The words of one language, without any project's own.
  package static func wording(_ language: Language) throws -> Wording {
    let file = "site-templates/languages/\(language.code).yml"
    let text = String(decoding: try Data(contentsOf: Repository.root.appending(path: file)), as: UTF8.self)
    return Wording(
      language: language, phrases: try Phrases(yaml: text, language: language, file: file), currency: "ILS",
      vocabulary: [:])
  }
}
