import Foundation
import HTMLPages
import Publishing
import Wording

/// The folder `site-templates`: templates, assets and languages.
struct TemplateFolder {
  let url: URL

  /// The named folder, or the one that lies beside this program or above it.
  init(_ path: String?) throws {
    if let path {
      url = URL(filePath: path, directoryHint: .isDirectory)
      guard Self.isTemplates(url) else { throw Missing(searched: path) }
      return
    }
    var folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
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

  struct Missing: Error, CustomStringConvertible {
    var searched: String
    var description: String { "no site-templates found in \(searched); say where with --templates" }
  }

  private static func isTemplates(_ url: URL) -> Bool {
    FileManager.default.fileExists(atPath: url.appending(path: "languages").path)
  }

  func phrases(_ language: Language) throws -> Phrases {
    let file = "languages/\(language.code).yml"
    let text = try String(contentsOf: url.appending(path: file), encoding: .utf8)
    return try Phrases(yaml: text, language: language, file: file)
  }
}

extension InterfaceWords {
  /// The words of buttons and labels, from a language's phrases.
  init(_ w: Wording) {
    self.init(
      skipToContent: w.plain("site.skip"), navigation: w.plain("site.navigation"), language: w.plain("site.language"),
      contents: w.plain("site.contents"), keyFigures: w.plain("site.key-figures"), table: w.plain("site.table"),
      downloadSVG: w.plain("site.download-svg"), downloadCSV: w.plain("site.download-csv"),
      howComputed: w.plain("site.how-computed"), howToRead: w.plain("site.how-to-read"), print: w.plain("site.print"),
      theme: w.plain("site.theme"), themeLight: w.plain("site.theme-light"), themeDark: w.plain("site.theme-dark"),
      themeAuto: w.plain("site.theme-auto"), copyLink: w.plain("site.copy-link"),
      linkCopied: w.plain("site.link-copied"), filter: w.plain("site.filter"), noResults: w.plain("site.no-results"),
      sort: w.plain("site.sort"), draft: w.plain("site.draft"), internal: w.plain("site.internal"),
      consultantNote: w.plain("site.note"), hidden: w.plain("hidden.cell"), directional: w.plain("site.directional"),
      preparedBy: w.plain("site.prepared-by"), clientsAndPeriods: w.plain("site.portal"),
      noReports: w.plain("site.no-reports"))
  }
}
