import Foundation
@testable import Pages
import TestSupport
import Testing
import Wording

@testable import Publishing

/// A whole report as one HTML file.
struct SingleFileTests {
  private func site(_ forms: Forms = .singleFile) throws -> Site {
    let templates = try #require(SampleSite.templates)
    let mark = Site.File(path: "assets/logo-client.png", bytes: [0x89, 0x50, 0x4E, 0x47])
    return try Site(
      editions: SampleSite.editions(isDraft: true), templates: templates, report: Array("{}".utf8), pictures: [mark],
      forms: forms, name: "nof-2026")
  }

  private func text(_ site: Site, _ path: String) throws -> String {
    String(decoding: try #require(site.files.first { $0.path == path }).bytes, as: UTF8.self)
  }

  /// The body: what is not style, script or head.
  private func body(_ html: String) throws -> String {
    String(html[try #require(html.range(of: "</head>")).upperBound...])
  }

  /// Values of attributes, quoted or bare.
  private func values(_ name: String, _ html: String) -> [String] {
    html.matches(of: try! Regex(" \(name)=(\"[^\"]*\"|[^\\s>]+)", as: (Substring, Substring).self)).map {
      String($0.output.1).replacing("\"", with: "")
    }
  }

  @Test("it is written when it is asked for, and nothing else changes by it")
  func asked() throws {
    let (with, without) = (try site(), try site([]))
    #expect(with.files.filter { $0.path != "nof-2026.html" } == without.files)
    #expect(with.files.count == without.files.count + 1)
    #expect(try site().files == with.files)
  }

  @Test("no id stands twice, every link and every name leads to one, and nothing lies outside")
  func closed() throws {
    let html = try text(site(), "nof-2026.html")
    let ids = try values("id", body(html))
    #expect(ids.count == Set(ids).count)
    #expect(ids.count > 300)
    for link in try values("href", body(html)) {
      #expect(link.hasPrefix("#") && ids.contains(String(link.dropFirst())), "\(link)")
    }
    for name in try values("aria-labelledby", body(html)).flatMap({ $0.split(separator: " ") }) {
      #expect(ids.contains(String(name)), "\(name)")
    }
    for part in html.components(separatedBy: "url(#").dropFirst() {
      #expect(ids.contains(String(part.prefix { $0 != ")" })))
    }
    #expect(
      try values("src", body(html)).allSatisfy {
        $0.hasPrefix("data:image/png;base64,iVBORw==") || $0.hasPrefix("data:")
      })
    #expect(!html.contains("<link"))
  }

  @Test("every page of every language is in it, the report's first page first")
  func leaves() throws {
    let html = try text(site(), "nof-2026.html")
    let leaves = html.components(separatedBy: "<div class=leaf id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(leaves.first == "he.index")
    #expect(
      Set(leaves.map(String.init))
        == Set(["he", "en"].flatMap { code in PageID.allCases.map { "\(code).\($0.fileName.dropLast(5))" } }))
    #expect(html.contains("<div class=leaf id=\"en.index\" lang=\"en\" dir=\"ltr\""))
  }

  /// What is read on a page, text by text.
  private func texts(_ html: String) -> Set<String> {
    Set(
      html.replacing(/<a [^>]*download[^>]*>[^<]*<\/a>/, with: "").split(separator: /<[^>]*>/).map {
        $0.trimmingCharacters(in: .whitespacesAndNewlines)
      })
  }

  @Test("it says what the pages say, and nothing else")
  func words() throws {
    let site = try site()
    var said: Set<String> = []
    for file in site.files where file.path.hasSuffix(".html") && file.path != "nof-2026.html" {
      said.formUnion(try texts(body(text(site, file.path))))
    }
    #expect(try texts(body(text(site, "nof-2026.html"))) == said)
  }

  @Test("its policy names its own style and script, and allows nothing else")
  func policy() throws {
    let html = try text(site(), "nof-2026.html")
    func inside(_ name: String) throws -> [UInt8] {
      let parts = html.components(separatedBy: "<\(name)>")
      #expect(parts.count == 2)
      return Array(try #require(parts.last?.components(separatedBy: "</\(name)>").first).utf8)
    }
    let policy = try #require(values("content", html).first).replacing("&#39;", with: "'")
    let style = Data(SHA256.digest(of: try inside("style"))).base64EncodedString()
    let script = Data(SHA256.digest(of: try inside("script"))).base64EncodedString()
    #expect(
      policy == "default-src 'none'; style-src 'sha256-\(style)'; script-src 'sha256-\(script)'; img-src data:; "
        + "font-src data:; base-uri 'none'; form-action 'none'")
    #expect(!html.contains(" style="))
  }

  @Test("rules of single pages and watermarks hold inside of it")
  func style() throws {
    let html = try text(site(), "nof-2026.html")
    #expect(html.contains(":is(#leaks,[id$=\".leaks\"]) > h2 {"))
    #expect(html.contains("--rule: #d9d5ca;"))
    #expect(html.contains(".leaf[data-draft]::before"))
    #expect(html.contains(".leaf[lang=\"en\"] {\n  page: sheet-en;"))
  }

  @Test(
    "digests are those of FIPS 180-4, whatever the length leaves of a block",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      // By hashlib of Python.
      (String(repeating: "a", count: 55), "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
      (String(repeating: "a", count: 64), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
      (String(repeating: "a", count: 119), "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb"),
    ])
  func digests(_ text: String, _ expected: String) {
    let hex = SHA256.digest(of: Array(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    #expect(hex == expected)
  }

  @Test(
    "a drawing's path is the same in steps",
    arguments: [
      ("M10 10L20.5 10L20.5 12Z", "M10 10h10.5v2z"),
      ("M1.5 2C2 3 4 5 6 7.1C6 8 7 9 0 0L-3 -4L-6 -8", "M1.5 2c.5 1 2.5 3 4.5 5.1 0 .9 1 1.9-6-7.1l-3-4-3-4"),
      // A step after an end begins where the figure began.
      ("M5 5L6 6ZL7 5", "M5 5l1 1zh2"),
      // What is not ours stays.
      ("M0 0V6", "M0 0V6"), ("M0.25 1", "M0.25 1"), ("M1", "M1"), ("m1 1", "m1 1"), ("M1 1 x", "M1 1 x"),
    ])
  func paths(_ path: String, _ steps: String) {
    #expect(String(decoding: ShortPath.steps(Array(path.utf8)[...]), as: UTF8.self) == steps)
  }

  private func written(_ html: String, drawnOnce: Bool = false) -> String {
    var writer = LeafWriter(
      names: ["en/b.html": "en.b"], pictures: ["assets/logo.png": "data:image/png;base64,AA=="],
      ids: ["en.b.x", "en.a.y"])
    writer.add(.init(name: "en.a", folder: "en/", isDrawnOnce: drawnOnce), Array(html.utf8)[...])
    return String(decoding: writer.bytes, as: UTF8.self) + "|" + writer.styleSheet
  }

  @Test(
    "what stands on a page is spelt shorter and means the same",
    arguments: [
      // A whole number alone need not be said twice; others keep what rows are sorted by.
      ("<td class=\"number\" data-value=\"1234.0\">1,234</td>", "<td>1,234|"),
      ("<td class=\"number\" data-value=\"12.0\">12<span>°</span></td>", "<td data-value=12>12<span>°</span>|"),
      (
        "<td class=\"number\" data-value=\"0.1234567891\"><bdi>12%</bdi></td>",
        "<td data-value=0.123456><bdi>12%</bdi>|"
      ),
      ("<td class=\"number\" data-value=\"1234567.25\">x</td>", "<td data-value=1234567.25>x|"),
      ("<td class=\"number\" data-value=\"1e-07\">x</td>", "<td data-value=1e-07>x|"),
      ("<td>x</td>", "<td class=w>x|"),
      ("<td class=\"number hidden\">x</td>", "<td class=hidden>x|"),
      // What is read aloud keeps its marks.
      ("<p title=\"a\" id=\"y\">x</p>", "<p title=\"a\" id=en.a.y>x</p>|"),
      ("<a href=\"b.html#x\">1</a><a href=\"b.html#z\">2</a>", "<a href=#en.b.x>1</a><a href=#en.b>2</a>|"),
      (
        "<a href=\"#y\">1</a><a href=\"https://x.example/\">2</a>",
        "<a href=#en.a.y>1</a><a href=https://x.example/>2</a>|"
      ),
      ("<a href=\"../data/t.csv\" download>CSV</a>\n<p>x</p>", "<p>x</p>|"),
      ("<img src=\"../assets/logo.png\" alt=\"\">", "<img src=\"data:image/png;base64,AA==\" alt=\"\">|"),
      ("<p>a &lt;b&gt; &quot;c&quot;</p>", "<p>a &lt;b&gt; &quot;c&quot;</p>|"),
      (
        "<svg><text x=\"1\" font-size=\"13\" text-anchor=\"end\" class=\"b\">a</text>\n<path d=\"M1 1L2 1\"/>\n</svg>",
        "<svg><text x=1 class=\"b k0\">a</text><path d=\"M1 1h1\"/></svg>|.k0{font-size:13px;text-anchor:end}\n"
      ),
      ("<rect width=\"1\"/>", "<rect width=1 />|"),
    ])
  func spelling(_ html: String, _ expected: String) { #expect(written(html) == expected) }

  @Test("of pages of a kind a figure is drawn once")
  func once() {
    let figure = """
      <div class="drawing not-phone not-paper" role="region"><svg><path d="M0 0V6"/></svg>
      </div>
      <div class="drawing phone"><svg><text>a</text></svg>
      </div>
      <p>x</p>
      """
    #expect(
      written(figure, drawnOnce: true).hasPrefix(
        "<div class=drawing role=region><svg><path d=\"M0 0V6\"/></svg>\n</div>")
    )
    #expect(!written(figure, drawnOnce: true).contains("phone"))
    #expect(written(figure).contains("phone"))
  }
}
