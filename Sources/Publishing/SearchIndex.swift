import Wording

/// What can be searched for in one language: headings and terms as they stand on its pages, each with its address.
///
/// It is read from the pages as they were written, so that it holds no word that they do not show. The browser's script
/// reads it from a classic script, which works from a disk too; where the report is one file, it reads the pages themselves
/// by the same rule.
package enum SearchIndex {
  /// Where the index of a language lies.
  static func path(_ language: Language) -> String { "assets/search.\(language.code).js" }

  /// Whether a file of the report is an index, whose texts are values as in JSON.
  package static func isIndex(_ path: String) -> Bool { path.hasPrefix("assets/search.") && path.hasSuffix(".js") }

  /// The file: for each page its name, its address, and its entries of text, place and number.
  static func script(_ pages: [(file: String, html: [UInt8])]) -> [UInt8] {
    let index = JSON.array(
      pages.map { page in
        let (name, entries) = read(page.html)
        return .array([
          .string(name), .string(page.file),
          .array(entries.map { .array([.string($0.text), .string($0.id), .integer(Int64($0.number))]) }),
        ])
      })
    var bytes = Array("window.masaIndex = ".utf8)
    for byte in JSONWriter.bytes(of: index) {
      // Inside a script no text may look like a tag.
      if byte == UInt8(ascii: "<") { bytes += Array("\\u003c".utf8) } else { bytes.append(byte) }
    }
    return bytes
  }

  /// Something that can be found.
  struct Entry: Equatable {
    var text: String
    /// Of the nearest thing that has an address; empty: the page itself.
    var id: String
    /// Its place in a numbered list; 0 outside of one.
    var number: Int
  }

  /// A page's name and what can be found on it.
  static func read(_ html: [UInt8]) -> (name: String, entries: [Entry]) {
    guard let main = html.firstRange(of: Array("<main".utf8)) else { return ("", []) }
    var reader = TagReader(html[main.lowerBound...])
    var (name, entries) = ("", [Entry]())
    var open: [Element] = []
    var text: [UInt8]?
    while let piece = reader.next() {
      switch piece {
      case .text(let words): text? += words
      // Most of a page, and no heading in it.
      case .start(let tag) where tag.name == "svg": reader.skip(past: "</svg>")
      case .start(let tag) where tag.name == "table": reader.skip(past: "</table>")
      case .start(let tag):
        guard !tag.closesItself, !withoutEnd.contains(tag.name) else { continue }
        if tag.name == "li", let list = open.indices.last, open[list].isNumbered { open[list].items += 1 }
        let classes = tag["class"]?.split(separator: " ") ?? []
        open.append(
          Element(
            name: tag.name, id: tag["id"] ?? "", isPageName: classes.contains("page-name"),
            isNumbered: tag.name == "ol" && classes.contains { $0 == "actions" || $0 == "claims" }))
        if isHeading(tag.name) || classes.contains("page-name") { text = [] }
      case .end(let ended):
        if ended == "main" { return (name, entries) }
        guard let place = open.lastIndex(where: { $0.name == ended }) else { continue }
        let element = open[place]
        open.removeSubrange(place...)
        guard isHeading(ended) || element.isPageName, let written = text else { continue }
        text = nil
        let said = unescaped(written)
        if element.isPageName {
          name = said
        } else if !said.isEmpty {
          let holder = open.last { !$0.id.isEmpty && $0.name != "main" }
          entries.append(
            Entry(text: said, id: holder?.id ?? "", number: open.last { $0.isNumbered }?.items ?? 0))
        }
      }
    }
    return (name, entries)
  }

  private struct Element {
    var name: String
    var id: String
    var isPageName: Bool
    var isNumbered: Bool
    var items = 0
  }

  private static func isHeading(_ name: String) -> Bool { ["h1", "h2", "h3", "dt"].contains(name) }

  /// Elements that have no end.
  private static let withoutEnd: Set<String> = ["img", "br", "wbr", "input", "meta", "link"]

  /// A text without the references that our writers make.
  private static func unescaped(_ text: [UInt8]) -> String {
    var text = String(decoding: text, as: UTF8.self)
    for (reference, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
      text = text.replacing(reference, with: character)
    }
    return text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
  }
}
