import Foundation
import Wording

/// The folder `site-templates`: templates, assets and languages.
package struct TemplateFolder: Sendable {
  /// Where it lies.
  package let url: URL

  /// The folder at this path, where it is one.
  package init(at path: String) throws(Missing) {
    url = URL(filePath: path, directoryHint: .isDirectory)
    guard Self.isTemplates(url) else { throw Missing(searched: path) }
  }

  /// The folder that lies beside a program or above it.
  ///
  /// - Parameter program: the program's own file, with no link left in its path.
  package init(beside program: URL) throws(Missing) {
    var folder = program.deletingLastPathComponent()
    for _ in 0..<8 {
      for candidate in ["site-templates", "share/masa/site-templates"] {
        let found = folder.appending(path: candidate, directoryHint: .isDirectory)
        if Self.isTemplates(found) {
          url = found
          return
        }
      }
      folder = folder.deletingLastPathComponent()
    }
    throw Missing(searched: "the folders above the program")
  }

  /// Nothing can be said or shown: the phrases are in the folder too, so this one message stands here.
  package struct Missing: Error, CustomStringConvertible {
    var searched: String

    /// What is missing, and what to do.
    package var description: String { "no site-templates found in \(searched); say where with --templates" }
  }

  private static func isTemplates(_ url: URL) -> Bool {
    FileManager.default.fileExists(atPath: url.appending(path: "languages").path)
  }

  /// The phrases of one language.
  package func phrases(_ language: Language) throws -> Phrases {
    let file = "languages/\(language.code).yml"
    let text = try String(contentsOf: url.appending(path: file), encoding: .utf8)
    return try Phrases(yaml: text, language: language, file: file)
  }
}
