import Foundation
import HTMLPages
import Wording

/// A whole report as one HTML file that needs nothing beside it: every page in every language, style, script, fonts, marks.
///
/// It is made of the pages as they were written. A page is shown when it, or something on it, is the address's target; the
/// first one without a target. What a page offers for saving as a file of its own stays in the folder.
struct SingleFile {
  /// A page as it was written.
  struct Page {
    var file: Site.File
    var language: Language
    /// Whether it is one of many of a kind, as groups have each their own.
    var isPart: Bool
  }

  private let pages: [Page]
  private let assets: [Site.File]
  private let editions: [Edition]

  /// - Parameter assets: as they lie in `assets/`.
  init(pages: [Page], assets: [Site.File], editions: [Edition]) {
    self.pages = pages
    self.assets = assets
    self.editions = editions
  }

  /// The file.
  func html(title: String) -> [UInt8] {
    guard let first = pages.first?.language else { return [] }
    let body = written(pages, drawnOnce: \.isPart)
    let style = styleSheet(watermark: ".leaf[data-draft]", Self.leafStyle) + body.styleSheet
    return document(first, title: title, style: style, script: text("script.js"), body)
  }

  /// Every page of one language at once, as they are printed: each begins a sheet, and nothing waits for a script.
  func sheets(of language: Language, title: String) -> [UInt8] {
    let body = written(pages.filter { $0.language == language }, drawnOnce: { _ in false })
    // One watermark stands on every sheet.
    let style = styleSheet(watermark: ".leaf:first-child[data-draft]", Self.sheetStyle) + body.styleSheet
    return document(language, title: title, style: style, script: nil, body)
  }

  private func document(_ language: Language, title: String, style: String, script: String?, _ body: LeafWriter)
    -> [UInt8]
  {
    var head = HTMLWriter()
    head.raw("<!doctype html>\n<html")
    head.attribute("lang", language.code)
    head.attribute("dir", language.direction.rawValue)
    head.raw(">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\"")
    head.attribute(
      "content",
      "default-src 'none'; style-src \(Self.fingerprint(style)); script-src \(script.map(Self.fingerprint) ?? "'none'"); "
        + "img-src data:; font-src data:; base-uri 'none'; form-action 'none'")
    head.raw(
      """
      >
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>
      """)
    head.text(title)
    head.raw("</title>\n<style>\(style)</style>\n")
    if let script { head.raw("<script>\(script)</script>\n") }
    head.raw("</head>\n<body>\n")
    return head.bytes + body.bytes + Array("</body>\n</html>\n".utf8)
  }

  /// Pages one behind the other.
  private func written(_ pages: [Page], drawnOnce: (Page) -> Bool) -> LeafWriter {
    let names = Dictionary(pages.map { ($0.file.path, name(of: $0)) }, uniquingKeysWith: { first, _ in first })
    let ids = Set(pages.flatMap { page in self.ids(page.file.bytes).map { name(of: page) + "." + $0 } })
    var body = LeafWriter(names: names, pictures: pictures, ids: ids)
    for page in pages { add(page, isDrawnOnce: drawnOnce(page), to: &body) }
    return body
  }

  private func name(of page: Page) -> String {
    let file = page.file.path.split(separator: "/").last ?? ""
    return page.language.code + "." + (file.hasSuffix(".html") ? file.dropLast(5) : file)
  }

  /// Every id of a page.
  private func ids(_ html: [UInt8]) -> [String] {
    let start = Array(" id=\"".utf8)
    var ids: [String] = []
    var rest = html[...]
    while let next = rest.firstIndex(of: UInt8(ascii: " ")) {
      rest = rest[next...]
      guard rest.starts(with: start) else {
        rest = rest.dropFirst()
        continue
      }
      let value = rest.dropFirst(start.count).prefix { $0 != UInt8(ascii: "\"") }
      ids.append(String(decoding: value, as: UTF8.self))
      rest = rest[value.endIndex...]
    }
    return ids
  }

  private func add(_ page: Page, isDrawnOnce: Bool, to writer: inout LeafWriter) {
    let html = page.file.bytes
    let folder = page.file.path.lastIndex(of: "/").map { String(page.file.path[...$0]) } ?? ""
    let leaf = LeafWriter.Leaf(name: name(of: page), folder: folder, isDrawnOnce: isDrawnOnce)
    guard let open = html.firstRange(of: Array("<body".utf8)), let end = html.lastIndex(ofText: "</body>"),
      let start = html[open.upperBound...].firstIndex(of: UInt8(ascii: ">")), start < end
    else { return }
    var wrapper = HTMLWriter()
    wrapper.raw("<div class=leaf")
    wrapper.attribute("id", leaf.name)
    wrapper.attribute("lang", page.language.code)
    wrapper.attribute("dir", page.language.direction.rawValue)
    // The words of buttons, which the body of a page has.
    wrapper.raw(Array(html[open.upperBound..<start]))
    wrapper.raw(">\n")
    writer.raw(wrapper.bytes)
    writer.add(leaf, html[(start + 1)..<end])
    writer.raw("</div>\n")
  }

  // MARK: Style and script

  private func styleSheet(watermark: String, _ more: String) -> String {
    let sheets = ["fonts.css", "charts.css", "style.css"].map { LeafWriter.wordCells(Self.byName(text($0))) }
    let feet = editions.map { Site.sheetStyle($0, of: ".leaf[lang=\"\($0.frame.language.code)\"]") }
    return sheets.joined().replacing("body[data-draft]", with: watermark)
      + Site.clientStyle(accent: editions.first?.frame.accent) + feet.joined() + more
  }

  /// What each page begins when all are printed.
  private static let sheetStyle = """
    .leaf + .leaf {
      break-before: page;
    }

    """

  /// One page at a time; nothing where a row of links to files of a figure was.
  private static let leafStyle = """
    .leaf {
      display: none;
    }

    .leaf:target,
    .leaf:has(:target),
    body:not(:has(.leaf:target, .leaf :target)) > .leaf:first-of-type {
      display: block;
    }

    .tools:not(:has(*)) {
      display: none;
    }

    """

  /// Rules that name an id hold for the id of every page: `#leaks` for `he.index.leaks`. They count as much as before
  /// against others. What stands behind `#` and is six, three … hexadecimal digits is a colour.
  private static func byName(_ css: String) -> String {
    css.replacing(/#([a-z][a-z0-9-]*)/) { match in
      let name = match.output.1
      let isColour = [3, 4, 6, 8].contains(name.count) && name.allSatisfy(\.isHexDigit)
      return isColour ? String(match.output.0) : ":is(#\(name),[id$=\".\(name)\"])"
    }
  }

  private func text(_ name: String) -> String {
    String(decoding: assets.first { $0.path == "assets/" + name }?.bytes ?? [], as: UTF8.self)
  }

  private static func fingerprint(_ text: String) -> String {
    "'sha256-" + Data(SHA256.digest(of: Array(text.utf8))).base64EncodedString() + "'"
  }

  /// Marks, each as an address that holds it.
  private var pictures: [String: String] {
    var pictures: [String: String] = [:]
    for file in assets {
      let kind: String
      switch file.path.split(separator: ".").last {
      case "png": kind = "png"
      case "jpg", "jpeg": kind = "jpeg"
      case "webp": kind = "webp"
      case "svg": kind = "svg+xml"
      default: continue
      }
      pictures[file.path] = "data:image/\(kind);base64," + Data(file.bytes).base64EncodedString()
    }
    return pictures
  }
}

extension [UInt8] {
  /// Where a text stands last.
  fileprivate func lastIndex(ofText text: String) -> Int? {
    let text = Array(text.utf8)
    guard count >= text.count else { return nil }
    return (0...(count - text.count)).last { self[$0...].starts(with: text) }
  }
}
