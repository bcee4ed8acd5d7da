import HTMLPages
@testable import Pages
import Testing
import Wording

/// Text from the data, in every place where a page shows it.
struct EscapingTests {
  private func page(client: String) throws -> String {
    let templates = try #require(SampleSite.templates)
    let sample = SampleSite(language: .english)
    var frame = sample.frame
    frame.client = .name(client)
    var page = sample.summary
    page.name = client
    page.headline = .name(client)
    let html = SiteRenderer(templates: templates.pages, words: .sample(.english)).render(page, frame: frame).html
    return String(decoding: html, as: UTF8.self)
  }

  @Test("a quotation mark with a combining accent after it is escaped")
  func quoteWithAccent() throws {
    let html = try page(client: "A\"\u{301} onmouseover=x")
    #expect(!Array(html.utf8).contains(Array("A\"\u{301}".utf8)))
    #expect(Array(html.utf8).contains(Array("A&quot;\u{301} onmouseover=x".utf8)))
  }

  @Test("a less-than sign with a Hebrew point after it is escaped")
  func lessThanWithPoint() throws {
    let html = try page(client: "<\u{5B8}script>alert(1)</script>")
    #expect(!Array(html.utf8).contains(Array("<\u{5B8}".utf8)))
    #expect(Array(html.utf8).contains(Array("&lt;\u{5B8}script&gt;".utf8)))
  }

  @Test("text that looks like a template stays text")
  func braces() throws {
    #expect(try page(client: "{{title}} {{{body}}}").contains("{{title}} {{{body}}}"))
  }

  @Test("names and figures are isolated, strong words are strong")
  func runs() {
    var html = HTMLWriter()
    html.rich(RichText([.text("a & b "), .name("שם"), .figures("−12.5%"), .strong("x<y")]))
    #expect(
      String(decoding: html.bytes, as: UTF8.self)
        == "a &amp; b <bdi>שם</bdi><bdi dir=\"ltr\">−12.5%</bdi><strong>x&lt;y</strong>")
  }

  @Test("an address keeps letters, digits and hyphens, spells out the rest, and cannot climb")
  func anchors() {
    #expect(SiteAddress.anchor("call-centre_2.b") == "call-centre_2.b")
    #expect(SiteAddress.anchor("../a b") == "~2e.~2fa~20b")
    #expect(SiteAddress.anchor("א") == "~d7~90")
    #expect(SiteAddress.anchor(String(repeating: "א", count: 90)).utf8.count <= 100)
    #expect(
      SiteAddress.anchor(String(repeating: "א", count: 90)) != SiteAddress.anchor(String(repeating: "א", count: 91)))
  }
}

extension [UInt8] {
  fileprivate func contains(_ other: [UInt8]) -> Bool {
    indices.contains { self[$0...].starts(with: other) }
  }
}
