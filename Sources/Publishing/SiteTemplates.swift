import Foundation
import HTMLPages

/// The folder `site-templates`, read: page templates, and the assets that are copied as they are.
package struct SiteTemplates: Sendable {
  package let pages: Templates
  /// File name and bytes, in the order of the names' bytes.
  package let assets: [(name: String, bytes: [UInt8])]

  /// Reads `pages/`, `partials/` and `assets/`; hidden files are passed over.
  package init(folder: URL) throws {
    let templates = try ["pages", "partials"].flatMap {
      try Self.files(in: folder.appending(path: $0))
    }
    pages = try Templates(
      files: templates.filter { $0.name.hasSuffix(".mustache") }.map {
        (
          name: String($0.name.dropLast(".mustache".count)),
          text: String(decoding: $0.bytes, as: UTF8.self)
        )
      })
    assets = try Self.files(in: folder.appending(path: "assets"))
  }

  private static func files(in folder: URL) throws -> [(name: String, bytes: [UInt8])] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { !$0.hasPrefix(".") }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        .map { (name: $0, bytes: [UInt8](try Data(contentsOf: folder.appending(path: $0)))) }
    } catch {
      throw PublishingError.notRead(folder.relativePath, error)
    }
  }
}
