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

  /// What the page says in sentences: no table, and of a key figure its note.
  private func sentences(_ page: Page) -> [String] {
    page.saidInFull.split(separator: "\n").compactMap { line in
      // A section without a heading and a note that nobody signed end in a blank.
      if line.hasPrefix("|") || line.hasPrefix("#") || line.hasPrefix(">") { return nil }
      return line.hasPrefix("[")
        ? line.split(separator: " – ", maxSplits: 1).dropFirst().first.map(String.init) : String(line)
    }
  }

  @Test("no sentence holds a hidden or missing value, or counts one as many", arguments: Miniature.allCases)
  func wholeSentences(_ client: Miniature) throws {
    // "The number is hidden" is a sentence of its own; so is "hidden, fewer than 10 answers".
    let faults = [
      #"(^|[^א-ת])מוסתר(?! לשמירה)(?![א-ת])"#, "(^|[^א-ת])בתוך ללא",
      "(^|[^0-9.,])1 (לקוחות|רכישות|רוכשים|אינטראקציות|תשובות|משיבים)",
      "(^|[^0-9.,])0 (לקוחות|רכישות|שורות|תשובות)", #"\bhidden\b(?!, fewer| for| and|, so)"#, "within none",
      #"(^|[^0-9.,])1 (customers|purchases|buyers|interactions|answers|respondents)\b"#,
      #"(^|[^0-9.,])0 (customers|purchases|rows|answers)\b"#, " $",
    ]
    for edition in try client.editions() {
      for page in edition.pages where page.id != .methods && page.id != .glossary {
        for sentence in sentences(page) {
          let said = sentence.replacing("הנתון מוסתר", with: "").replacing("number is hidden", with: "")
          for fault in faults {
            let found = said.firstMatch(of: try Regex(fault))
            #expect(found == nil, "\(edition.frame.language.code)/\(page.id.rawValue): \(sentence)")
          }
        }
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
