import Foundation
import Wording

/// The words of the phrase files, for tests of what is said.
package enum TestWords {
  private static let known = Result {
    try Dictionary(uniqueKeysWithValues: Language.all.map { ($0, try wording($0)) })
  }

  /// What the program would say of an error in English; the error itself where the phrase files do not say it.
  package static func said(_ error: any Error) -> String { rich(error, .english)?.plain ?? "\(error)" }

  /// The same in any language, as a terminal shows it.
  package static func onTerminal(_ error: any Error, _ language: Language) -> String {
    rich(error, language)?.marked(for: language.direction) ?? "\(error)"
  }

  private static func rich(_ error: any Error, _ language: Language) -> RichText? {
    guard let sentence = (error as? any SayableError)?.sentence else { return nil }
    return try? known.get()[language]?(sentence)
  }

  /// The words of one language, without any project's own.
  package static func wording(_ language: Language) throws -> Wording {
    Wording(language: language, phrases: try phrases(language), currency: "ILS", vocabulary: [:])
  }

  /// The phrase file of one language.
  package static func phrases(_ language: Language) throws -> Phrases {
    let file = "site-templates/languages/\(language.code).yml"
    let text = String(decoding: try Data(contentsOf: Repository.root.appending(path: file)), as: UTF8.self)
    return try Phrases(yaml: text, language: language, file: file)
  }
}
