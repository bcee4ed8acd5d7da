import Foundation
import Publishing
import Pages
import TestSupport
import Testing
import Wording

@testable import Pipeline

/// The sample client's report in a language that no code knows.
struct InventedLanguageTests {
  private static let invented = InventedLanguage.language

  /// The templates with one more language, and the sample's report in it.
  private static let made = Result {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let templates = URL(filePath: folder.path("site-templates"))
    try FileManager.default.copyItem(at: Repository.root.appending(path: "site-templates"), to: templates)
    try InventedLanguage.phraseFile().write(
      to: templates.appending(path: "languages/\(invented.code).yml"), atomically: true, encoding: .utf8)
    var project = try ProjectFiles(argument: Repository.root.appending(path: "data/nof-home").path)
    project.blueprint.languages = [invented.code]
    // Words of the client's own are said in the languages it has given them in.
    project.blueprint.vocabulary = []
    let known = try TemplateFolder(at: templates.path, languages: [invented])
    return (report: try MadeReport(project, templates: known, threads: 2), phrases: try known.phrases(invented))
  }

  /// Texts of a value and of everything it holds.
  private func texts(in value: Any, _ path: String = "", _ found: (String, RichText) -> Void) {
    if let text = value as? RichText { return found(path, text) }
    for child in Mirror(reflecting: value).children { texts(in: child.value, path + "." + (child.label ?? ""), found) }
  }

  private func isHebrew(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x05D0...0x05EA).contains($0.value) }
  }

  /// Words in Latin letters; not fingerprints of files, which have digits.
  private func words(_ text: String) -> [String] {
    text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.filter { !$0.contains(where: \.isNumber) }.map(
      String.init)
  }

  @Test("every page is written from right to left and says which language it is in")
  func direction() throws {
    let report = try Self.made.get().report
    let pages = report.site.files.filter { $0.path.hasSuffix(".html") }
    #expect(pages.count == report.editions[0].pages.count)
    #expect(pages.count > 8)
    for page in pages {
      let html = String(decoding: page.bytes, as: UTF8.self)
      #expect(html.contains("<html lang=\"qaa\" dir=\"rtl\">"), "\(page.path)")
      #expect(html.contains(InventedLanguage.written("דילוג לתוכן")), "\(page.path)")
      #expect(!html.contains("⟦"), "\(page.path) lacks a phrase")
    }
  }

  @Test("no phrase falls back to another language")
  func noFallback() throws {
    let edition = try #require(try Self.made.get().report.editions.first)
    // What the report says in Latin letters in Hebrew too, as NPS and report.json; and encodings.
    let latin = Set(words(try InventedLanguage.hebrew()) + ["UTF"])
    var count = 0
    for page in edition.pages {
      texts(in: page) { path, text in
        for run in text.runs {
          switch run {
          // The client's own names, in the languages it gave them in.
          case .name: continue
          case .figures(let said):
            #expect(!isHebrew(said) && !said.contains("%"), "\(page.id)\(path): \(said)")
          case .text(let said), .strong(let said):
            count += 1
            #expect(!isHebrew(said), "\(page.id)\(path): \(said)")
            #expect(latin.isSuperset(of: words(said)), "\(page.id)\(path): \(said)")
          }
        }
      }
      #expect(!isHebrew(page.name), "\(page.name)")
    }
    #expect(count > 1_000)
    for child in Mirror(reflecting: edition.words).children {
      let said = try #require(child.value as? String)
      #expect(!isHebrew(said) && latin.isSuperset(of: words(said)), "\(said)")
    }
  }

  @Test("all six plural forms are said, each where the language's rule wants it")
  func sixForms() throws {
    let made = try Self.made.get()
    let wording = Wording(language: Self.invented, phrases: made.phrases, currency: "ILS", vocabulary: [:])
    for (n, form) in [(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (110, "few"), (11, "many"), (100, "other")] {
      let said = wording("count.touchpoints", ["n": .count(n)]).plain
      #expect(said == InventedLanguage.written("\(n) נקודות מגע") + InventedLanguage.mark(form))
    }
    var said: Set<String> = []
    texts(in: made.report.editions[0].pages) { _, text in
      for form in InventedLanguage.forms where text.plain.contains(InventedLanguage.mark(form)) { said.insert(form) }
    }
    // Nothing is told by the number 0 in this report: there the sentence is left out.
    #expect(said.isSuperset(of: ["one", "two", "few", "many", "other"]), "\(said.sorted())")
  }
}
