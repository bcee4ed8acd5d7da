import Foundation
@testable import Pages
import TestSupport
import Testing
import Wording

@testable import Publishing

/// What the search of a report finds is what its pages say.
struct SearchIndexTests {
  @Test("headings and terms are entries, each with the nearest address, and with its number in a numbered list")
  func entries() {
    let html = """
      <body><nav><h2>not this</h2></nav><main id="content"><p class="page-name">Actions &amp; more</p>
      <h1>The <bdi>site</bdi>
      leaks</h1><section id="a"><h2>First</h2><img src="x" alt=""><br><dl><div id="t"><dt>Term</dt><dd>x</dd></div></dl>
      <figure id="f"><figcaption><h3 id="title-f">A &lt;b&gt;</h3></figcaption></figure>
      <ol class="actions places"><li><div><h3>One</h3></div></li><li><ul><li>x</li></ul><h3>Two</h3></li></ol>
      <ol><li><h3>None</h3></li></ol></section></main><h2>nor this</h2></body>
      """
    let (name, entries) = SearchIndex.read(Array(html.utf8))
    #expect(name == "Actions & more")
    #expect(
      entries == [
        .init(text: "The site leaks", id: "", number: 0), .init(text: "First", id: "a", number: 0),
        .init(text: "Term", id: "t", number: 0), .init(text: "A <b>", id: "f", number: 0),
        .init(text: "One", id: "a", number: 1), .init(text: "Two", id: "a", number: 2),
        .init(text: "None", id: "a", number: 0),
      ])
  }

  @Test("in the file no text looks like a tag, and none ends its string")
  func escaped() {
    let page = Array("<main><h1>&lt;/script&gt; &quot;a\\b&quot; &#39;</h1></main>".utf8)
    let script = String(decoding: SearchIndex.script([(file: "index.html", html: page)]), as: UTF8.self)
    #expect(script.hasPrefix("window.masaIndex = ["))
    #expect(script.contains(#""\u003c\/script> \"a\\b\" '""#))
    #expect(!script.contains("<"))
  }

  @Test("each language has an index, of all its pages, and every entry leads to a place that is there")
  func site() throws {
    let templates = try #require(SampleSite.templates)
    let site = try Site(editions: SampleSite.editions(), templates: templates, report: Array("{}".utf8))
    for (code, folder) in [("he", ""), ("en", "en/")] {
      let file = try #require(site.files.first { $0.path == "assets/search.\(code).js" })
      let json = Data(file.bytes.dropFirst("window.masaIndex = ".utf8.count))
      let pages = try #require(try JSONSerialization.jsonObject(with: json) as? [[Any]])
      #expect(pages.count == PageID.allCases.count)
      for page in pages {
        let name = try #require(page[1] as? String)
        let html = try #require(
          site.files.first { $0.path == folder + name }.map { String(decoding: $0.bytes, as: UTF8.self) })
        let entries = try #require(page[2] as? [[Any]])
        #expect(!entries.isEmpty)
        for entry in entries {
          let id = try #require(entry[1] as? String)
          #expect(id.isEmpty || html.contains(" id=\"\(id)\""), "\(name)#\(id)")
        }
      }
    }
  }
}
