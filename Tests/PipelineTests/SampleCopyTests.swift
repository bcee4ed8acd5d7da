import Foundation
import Pages
import Pipeline
import Publishing
import TestSupport
import Testing
import Wording

/// Every page of both sample clients, in both languages, as a native consultant would read it.
struct SampleCopyTests {
  private static let made = Result {
    let templates = try TemplateFolder(at: Repository.root.appending(path: "site-templates").path)
    return try ["nof-home", "bria-clinic"].map { client in
      let project = try ProjectFiles(argument: Repository.root.appending(path: "data/\(client)").path)
      return (client: client, editions: try MadeReport(project, templates: templates, threads: 2).editions)
    }
  }

  /// Texts of a value and of everything it holds.
  private func texts(in value: Any, _ found: (RichText) -> Void) {
    if let text = value as? RichText { return found(text) }
    for child in Mirror(reflecting: value).children { texts(in: child.value, found) }
  }

  private func pages(_ body: (_ place: String, _ edition: Edition, _ page: Page) -> Void) throws {
    for (client, editions) in try Self.made.get() {
      #expect(editions.count == 2)
      for edition in editions {
        for page in edition.pages {
          body("\(client)/\(edition.frame.language.code)/\(page.id.rawValue)", edition, page)
        }
      }
    }
  }

  @Test("no page says a sentence that was struck out")
  func banned() throws {
    var count = 0
    try pages { place, edition, page in
      texts(in: page) { text in
        count += 1
        for fragment in BannedCopy.fragments(edition.frame.language.code) where text.plain.contains(fragment) {
          // A consultant's note and a customer's words are published as written.
          if case .name = text.runs.first, text.runs.count == 1 { continue }
          Issue.record("\(place): “\(fragment)” in “\(text.plain)”")
        }
      }
    }
    #expect(count > 5_000)
  }

  @Test("in Hebrew no range, sign or Latin word beside digits stands outside an isolate")
  func isolates() throws {
    try pages { place, edition, page in
      guard edition.frame.language == .hebrew else { return }
      texts(in: page) { text in
        if let fault = BidiFault.first(in: text) { Issue.record("\(place): \(fault)") }
      }
    }
  }

  @Test("names stand in sentences as the project files say they do")
  func names() throws {
    var said: [String: String] = [:]
    try pages { place, _, page in texts(in: page) { said[place, default: ""] += $0.plain + "\n" } }
    let summary = try #require(said["nof-home/he/index"])
    #expect(summary.contains("נקודות מגע בוצעו 86% מהרכישות: הרכישה בסניף, הרכישה באתר והרכישה באפליקציה."))
    let cards = try #require(said["nof-home/he/touchpoints"])
    #expect(cards.contains("המוקד הטלפוני הוא החוליה החלשה מבין 7 שנמדדו"))
    #expect(try #require(said["nof-home/en/index"]).contains("touchpoints measured: the call centre."))
  }
}
