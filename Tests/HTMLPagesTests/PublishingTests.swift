import Foundation
import HTMLPages
@testable import Pages
import TestSupport
import Testing
import Wording

@testable import Publishing

struct PublishingTests {
  private static let report = JSONWriter.bytes(
    of: .object([
      "schema": 1, "client": .object(["he": "נוף לבית", "en": "Nof Home"]),
      "period": .object(["he": "ינואר–יוני 2026", "en": "January–June 2026"]), "languages": .array(["he", "en"]),
    ]))

  /// An empty folder for one test.
  private func folder(_ name: String) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "masa-publishing-\(getpid())-\(name)")
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private func site(_ text: String) throws -> Site {
    try Site(files: [
      .init(path: "report.json", bytes: Self.report), .init(path: "index.html", bytes: Array(text.utf8)),
      .init(path: "en/index.html", bytes: Array(text.utf8)),
    ])
  }

  private func read(_ url: URL) -> String? { try? String(contentsOf: url, encoding: .utf8) }

  @Test("a report takes the place of the one before, and nothing else is left")
  func replaces() throws {
    let folder = try folder("replaces")
    defer { try? FileManager.default.removeItem(at: folder) }
    let report = folder.appending(path: "nof/2026")
    try SiteFolder(report).publish(site("first"))
    try Data().write(to: report.appending(path: "old.html"))
    try SiteFolder(report).publish(site("second"))
    #expect(read(report.appending(path: "index.html")) == "second")
    #expect(read(report.appending(path: "en/index.html")) == "second")
    #expect(read(report.appending(path: "old.html")) == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "nof").path) == ["2026"])
  }

  @Test("a folder with someone's work in it is not replaced")
  func refuses() throws {
    let folder = try folder("refuses")
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("mine".utf8).write(to: folder.appending(path: "thesis.txt"))
    #expect(throws: PublishingError.notAReport(path: folder.path)) { try SiteFolder(folder).publish(site("new")) }
    try Data("{\"name\": \"x\", \"schema\": 1}".utf8).write(to: folder.appending(path: "report.json"))
    #expect(throws: PublishingError.notAReport(path: folder.path)) { try SiteFolder(folder).publish(site("new")) }
    #expect(read(folder.appending(path: "thesis.txt")) == "mine")
  }

  @Test("what an interrupted run left is cleared, and a report it had moved aside is put back first")
  func clears() throws {
    let folder = try folder("clears")
    defer { try? FileManager.default.removeItem(at: folder) }
    let dead = folder.appending(path: ".2026.masa-new-999999999")
    try FileManager.default.createDirectory(at: dead, withIntermediateDirectories: true)
    let aside = folder.appending(path: ".2026.masa-old-999999998")
    try SiteFolder(aside).publish(site("previous"))
    let report = folder.appending(path: "2026")
    #expect(throws: PublishingError.self) {
      try SiteFolder(report).publish(Site(files: [.init(path: "../index.html", bytes: [])]))
    }
    try SiteFolder(report).publish(site("next"))
    #expect(read(report.appending(path: "index.html")) == "next")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["2026"])
  }

  @Test("a run that fails leaves the previous report and no leftovers")
  func fails() throws {
    let folder = try folder("fails")
    defer { try? FileManager.default.removeItem(at: folder) }
    let report = folder.appending(path: "2026")
    try SiteFolder(report).publish(site("first"))
    // A file where a folder must be: writing stops half way.
    let broken = try Site(files: [
      .init(path: "a", bytes: []), .init(path: "a/b", bytes: []), .init(path: "report.json", bytes: Self.report),
    ])
    #expect(throws: PublishingError.self) { try SiteFolder(report).publish(broken) }
    #expect(read(report.appending(path: "index.html")) == "first")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["2026"])
  }

  @Test("a file takes the place of another, and nothing is left beside it")
  func replacesFile() throws {
    let folder = try folder("file")
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "index.html")
    for text in ["first, and longer", "second", ""] {
      try FileWriting.replace(file.path, with: Array(text.utf8))
      #expect(read(file) == text)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["index.html"])
    #expect(throws: (any Error).self) { try FileWriting.replace(folder.path + "/none/index.html", with: [1]) }
    #expect(throws: (any Error).self) { try FileWriting.create(folder.path + "/none/index.html", with: [1]) }
  }

  @Test("a path that climbs or hides is refused", arguments: ["../x", "/x", "a//b", "a/../b", ".x", "a\\b", ""])
  func paths(path: String) {
    #expect(throws: PublishingError.unsafePath(path)) { try Site(files: [.init(path: path, bytes: [])]) }
  }

  @Test("one address with two contents is an error, with the same content one file")
  func twice() throws {
    #expect(throws: PublishingError.twoFiles(path: "a")) {
      try Site(files: [.init(path: "a", bytes: [1]), .init(path: "a", bytes: [2])])
    }
    #expect(try Site(files: [.init(path: "a", bytes: [1]), .init(path: "a", bytes: [1])]).files.count == 1)
  }

  @Test("a site has every page in each language, and the files that its pages link to")
  func complete() throws {
    let templates = try #require(SampleSite.templates)
    let site = try Site(editions: SampleSite.editions(), templates: templates, report: Self.report)
    let paths = Set(site.files.map(\.path))
    for page in PageID.allCases {
      #expect(paths.contains(page.fileName))
      #expect(paths.contains("en/" + page.fileName))
    }
    for file in site.files where file.path.hasSuffix(".html") {
      let folder = file.path.hasPrefix("en/") ? "en/" : ""
      for link in String(decoding: file.bytes, as: UTF8.self).components(separatedBy: "href=\"").dropFirst() {
        let address = link.prefix { $0 != "\"" && $0 != "#" }
        guard !address.isEmpty else { continue }
        let target = address.hasPrefix("../") ? String(address.dropFirst(3)) : folder + address
        #expect(paths.contains(target), "\(file.path): \(address)")
      }
    }
  }

  @Test("the same input gives the same bytes")
  func same() throws {
    let templates = try #require(SampleSite.templates)
    let sites = try (0..<2).map { _ in
      try Site(editions: SampleSite.editions(), templates: templates, report: Self.report)
    }
    #expect(sites[0].files == sites[1].files)
  }

  @Test("an accent that is no colour does not reach the style sheet")
  func accent() throws {
    let templates = try #require(SampleSite.templates)
    for (accent, expected) in [("#123abc", true), ("#12}bad", false), ("red;}", false)] {
      let file = Site.assets(templates, accent: accent).first { $0.path == "assets/client.css" }
      #expect(String(decoding: file?.bytes ?? [], as: UTF8.self).contains(accent) == expected)
    }
  }

  @Test("the foot of a printed sheet is said in the page's language, and cannot end the style sheet's string")
  func sheets() throws {
    let templates = try #require(SampleSite.templates)
    let site = try Site(editions: SampleSite.editions(), templates: templates, report: Self.report)
    let file = try #require(site.files.first { $0.path == "assets/client.css" })
    let style = String(decoding: file.bytes, as: UTF8.self)
    #expect(style.contains("content: \"עמוד \" counter(page) \" מתוך \" counter(pages) \"\";"))
    #expect(style.contains(":root[lang=\"he\"] body {\n  page: sheet-he;"))
    // The sample's English foot has quotes of its own.
    #expect(style.contains("content: \"\" counter(page) \" of \\22 \" counter(pages) \"\\22 \";"))
  }

  @Test("the list of clients and periods finds every report, in the order of the folders")
  func portal() throws {
    let templates = try #require(SampleSite.templates)
    let folder = try folder("portal")
    defer { try? FileManager.default.removeItem(at: folder) }
    for path in ["nof/2026 h1", "nof/2025", "alef/2026"] {
      try SiteFolder(folder.appending(path: path)).publish(site(path))
    }
    try FileManager.default.createDirectory(at: folder.appending(path: "x/y"), withIntermediateDirectories: true)
    let words: [(language: Language, words: InterfaceWords)] = [
      (.hebrew, .sample(.hebrew)), (.english, .sample(.english)),
    ]
    try OutputFolder(folder).writePortal(templates: templates, words: words)
    let html = try #require(read(folder.appending(path: "index.html")))
    let links = html.components(separatedBy: "<a href=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(
      links == [
        "alef/2026/index.html", "alef/2026/en/index.html", "nof/2025/index.html", "nof/2025/en/index.html",
        "nof/2026%20h1/index.html", "nof/2026%20h1/en/index.html",
      ])
    #expect(html.contains("לקוחות ותקופות"))
    #expect(html.contains("Clients and periods"))
    #expect(read(folder.appending(path: "assets/style.css")) != nil)
  }

  /// Written where `scripts/browser-test` and `scripts/screenshots` can be tried on it.
  @Test("the sample site can be published")
  func sample() throws {
    let templates = try #require(SampleSite.templates)
    let output = Repository.root.appending(path: ".build/sample-site")
    try SiteFolder(output.appending(path: "nof/2026")).publish(
      Site(editions: SampleSite.editions(), templates: templates, report: Self.report))
    try OutputFolder(output).writePortal(
      templates: templates, words: [(.hebrew, .sample(.hebrew)), (.english, .sample(.english))])
  }
}
