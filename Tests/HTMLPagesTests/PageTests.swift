import Foundation
import HTMLPages
@testable import Pages
import TestSupport
import Testing
import Wording

struct PageTests {
  private func html(_ page: Page, _ frame: SiteFrame) throws -> String {
    let templates = try #require(SampleSite.templates)
    return String(
      decoding: SiteRenderer(templates: templates.pages, words: .sample(page.language)).render(page, frame: frame).html,
      as: UTF8.self)
  }

  /// A small page without figures, so that it does not change with the charts.
  private func small(_ sample: SampleSite) -> Page {
    var page = sample.summary
    page.sections = [
      page.sections[1],
      Section(
        id: "numbers", heading: sample.say("המספרים", "The numbers"),
        blocks: [.table(sample.table("reconciliation", rows: 15)), .list([sample.say("אחת", "One")])]),
    ]
    return page
  }

  @Test("a small page is as it was", arguments: Language.all)
  func golden(language: Language) throws {
    let sample = SampleSite(language: language, isDraft: true, isInternal: true)
    let html = try html(small(sample), sample.frame)
    let file = Repository.root.appending(path: "Tests/HTMLPagesTests/Golden/small.\(language.code).html")
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
      try Data(html.utf8).write(to: file)
      Issue.record("recorded \(file.lastPathComponent)")
    }
    let golden = try String(contentsOf: file, encoding: .utf8)
    #expect(html == golden)
  }

  @Test("every page has one h1, one main, its language and its direction", arguments: Language.all)
  func landmarks(language: Language) throws {
    let sample = SampleSite(language: language)
    for page in sample.pages {
      let html = try html(page, sample.frame)
      #expect(html.hasPrefix("<!doctype html>"))
      #expect(html.contains("<html lang=\"\(language.code)\" dir=\"\(language == .hebrew ? "rtl" : "ltr")\">"))
      for once in ["<h1>", "<main ", "class=\"top\"", "class=\"bottom\"", "aria-current=\"page\"", "class=\"skip\""] {
        #expect(html.components(separatedBy: once).count == 2, "\(page.id): \(once)")
      }
      #expect(html.contains("default-src 'none'; style-src 'self'; script-src 'self'"))
    }
  }

  @Test("no id stands twice on a page", arguments: Language.all)
  func ids(language: Language) throws {
    let sample = SampleSite(language: language)
    var page = sample.funnel
    page.sections += page.sections
    let ids = try html(page, sample.frame).components(separatedBy: " id=\"").dropFirst().map {
      $0.prefix { $0 != "\"" }
    }
    let ours = ids.filter { !$0.hasPrefix("svg-") }
    #expect(Set(ours).count == ours.count)
  }

  @Test("the first language lies at the root, the other in its folder, and each links to the same page of the other")
  func languageSwitch() throws {
    let hebrew = SampleSite(language: .hebrew)
    let english = SampleSite(language: .english)
    #expect(
      try html(hebrew.funnel, hebrew.frame).contains(
        "href=\"en/funnel-and-sieve.html\" hreflang=\"en\" lang=\"en\""))
    #expect(
      try html(english.funnel, english.frame).contains(
        "href=\"../funnel-and-sieve.html\" hreflang=\"he\" lang=\"he\""))
    #expect(try html(english.funnel, english.frame).contains("href=\"../assets/style.css\""))
    #expect(try html(english.summary, english.frame).contains("href=\"../figures/sieve-all.en.svg\""))
  }

  @Test("a hidden cell says so, an undefined one is a dash, and neither carries a value")
  func cells() throws {
    let html = try html(small(SampleSite(language: .english)), SampleSite(language: .english).frame)
    #expect(html.contains("<td class=\"number hidden\">hidden</td>"))
    #expect(html.contains("<td class=\"number undefined\">—</td>"))
    #expect(html.contains("<td class=\"number directional\" data-value=\"86.0\">86<span aria-hidden"))
    #expect(html.contains("<th scope=\"row\"><bdi>Company site</bdi></th>"))
  }

  @Test("no page has an inline style or script: its own policy would block them", arguments: Language.all)
  func policy(language: Language) throws {
    let sample = SampleSite(language: language)
    for page in sample.pages {
      let html = try html(page, sample.frame)
      #expect(!html.contains(" style="), "\(page.id)")
      #expect(!html.contains("<style"), "\(page.id)")
      #expect(!html.contains("<script>"), "\(page.id)")
    }
  }
}
