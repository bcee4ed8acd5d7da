import Foundation
import Journeys
import Publishing
import Synchronization
import Wording

/// The folder `site-templates`: templates, assets and languages.
package struct TemplateFolder: Sendable {
  /// Where it lies.
  package let url: URL
  /// The languages that it may be asked for.
  let languages: [Language]
  /// What was read of it: a run says its own words and the report's from the same files.
  private let known = KnownPhrases()

  /// The folder at this path, where it is one.
  package init(at path: String, languages: [Language] = Language.all) throws(Missing) {
    self.languages = languages
    url = URL(filePath: path, directoryHint: .isDirectory)
    guard Self.isTemplates(url) else { throw Missing(searched: [path]) }
  }

  /// The folder that belongs to a program: beside it or above it in a checkout, in `share/masa` where it is installed.
  ///
  /// - Parameter program: the program's own file, with no link left in its path.
  package init(of program: URL) throws(Missing) {
    languages = Language.all
    var folder = program.deletingLastPathComponent()
    let own = folder
    for _ in 0..<8 {
      for place in Self.places {
        let found = folder.appending(path: place, directoryHint: .isDirectory)
        if Self.isTemplates(found) {
          url = found
          return
        }
      }
      folder = folder.deletingLastPathComponent()
    }
    let prefix = own.deletingLastPathComponent()
    throw Missing(searched: Self.places.enumerated().map { ($0 == 0 ? own : prefix).appending(path: $1).path })
  }

  /// Beside a program; and where `make install` puts it, from the folder that holds `bin`.
  private static let places = ["site-templates", "share/masa/site-templates"]

  /// No phrases, no pages: what cannot be said from the phrase files, since they are what is missing.
  package struct Missing: Error, Equatable, CustomStringConvertible {
    var searched: [String]

    /// What is missing, where it was looked for, and what to do.
    package var description: String {
      "site-templates not found (looked for \(searched.joined(separator: " and "))); this folder holds all that masa says "
        + "and shows: install both with `make install PREFIX=…`, copy it beside the program, or name it with --templates"
    }
  }

  private static func isTemplates(_ url: URL) -> Bool {
    FileManager.default.fileExists(atPath: url.appending(path: "languages").path)
  }

  /// The program's own words in one language.
  package func wording(_ language: Language) throws -> Wording {
    Wording(language: language, phrases: try phrases(language), currency: Blueprint().currency, vocabulary: [:])
  }

  /// The words of one language as a project wants them; where it replaces a word without all of its forms, ours stays.
  package func wording(_ language: Language, _ blueprint: Blueprint) throws -> Wording {
    Wording(
      language: language, phrases: try phrases(language), currency: blueprint.currency,
      vocabulary: blueprint.words(language))
  }

  /// The languages that a project names, in its order.
  func languages(of blueprint: Blueprint) -> [Language] {
    blueprint.languages.compactMap { code in languages.first { $0.code == code } }
  }

  /// Names the one touchpoint of a file whose rows do not say what they are, in every language of the report.
  func rowName(_ blueprint: Blueprint) -> (String) throws -> LocalizedText {
    { id in
      LocalizedText(
        entries: try languages(of: blueprint).map { ($0.code, try wording($0).plain("every-row." + id)) })
    }
  }

  /// The phrases of one language.
  package func phrases(_ language: Language) throws -> Phrases {
    if let phrases = known[language.code] { return phrases }
    let phrases = try read(language)
    known[language.code] = phrases
    return phrases
  }

  private func read(_ language: Language) throws -> Phrases {
    let file = "languages/\(language.code).yml"
    let place = url.appending(path: file)
    let text: String
    do { text = String(decoding: try Data(contentsOf: place), as: UTF8.self) } catch {
      throw PublishingError.notRead(place.relativePath, error)
    }
    return try Phrases(yaml: text, language: language, file: file)
  }
}

/// Phrases by language, each file read once however many ask: reading one costs as much as a hundred thousand events.
private final class KnownPhrases: Sendable {
  private let byCode = Mutex<[String: Phrases]>([:])

  subscript(code: String) -> Phrases? {
    get { byCode.withLock { $0[code] } }
    set { byCode.withLock { $0[code] = newValue } }
  }
}

extension Blueprint {
  /// The words that the project replaces in one language, as `customer.many`.
  func words(_ language: Language) -> [String: String] {
    var words: [String: String] = [:]
    for entry in vocabulary where entry.language == language.code { words[entry.key] = entry.word }
    return words
  }
}
