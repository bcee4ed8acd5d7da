import Foundation
import Pages
import TestSupport
import Testing

/// Every page of six miniature clients, in every language, as it was last read; `RECORD_GOLDEN=1` rewrites the texts and
/// fails.
struct MiniatureTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  @Test("every page of a miniature client says what it said when it was last read", arguments: Miniature.allCases)
  func goldens(_ client: Miniature) throws {
    let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil
    for edition in try client.editions() {
      let said = edition.pages.filter { $0.id != .methods && $0.id != .glossary }.map(\.saidInFull).joined(
        separator: "\n")
      let file = Self.folder.appending(path: "\(client.rawValue).\(edition.frame.language.code).txt")
      if isRecording {
        try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
        try Data(said.utf8).write(to: file)
        Issue.record("recorded \(file.lastPathComponent)")
      } else {
        let golden = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(golden == said, "\(file.lastPathComponent) has changed: read it, then RECORD_GOLDEN=1")
      }
    }
  }

  @Test("no page of a miniature client names a phrase that is missing, or leaves a gap", arguments: Miniature.allCases)
  func noGaps(_ client: Miniature) throws {
    for edition in try client.editions() {
      for page in edition.pages {
        for sign in ["⟦", "⟧", "{n}", "{name}"] {
          #expect(!page.saidInFull.contains(sign), "\(edition.frame.language.code)/\(page.id.rawValue): \(sign)")
        }
      }
    }
  }
}
