/// Puts pages, as they were written, one behind the other into one document.
///
/// What stands on a page is not touched, only how it is spelt: ids get the page's name in front and so do all that name
/// them, addresses of pages become fragments, pictures come inside, and what HTML can do without is left out. Our own
/// writers put every value into double quotes, and that is all the HTML that is understood here.
struct LeafWriter {
  /// A page among others.
  struct Leaf {
    /// Language and file name: `en.satisfaction`.
    var name: String
    /// The folder that its addresses start from: empty or `en/`.
    var folder: String
    /// Whether its figures are drawn once, for the screen, as they are where many pages of a kind follow one another.
    var isDrawnOnce: Bool
  }

  private(set) var bytes: [UInt8] = []
  /// Sizes and anchors of texts in drawings, each a class of its own.
  private var textStyles: [String] = []
  private var placeOfStyle: [String: Int] = [:]
  /// Of ids inside drawings.
  private var numbers: [String: Int] = [:]
  /// Names of pages by their paths, and pictures as addresses that hold them.
  private let names: [String: String]
  private let pictures: [String: String]
  /// Every id of every page as it stands in the file.
  private let ids: Set<String>

  init(names: [String: String], pictures: [String: String], ids: Set<String>) {
    self.names = names
    self.pictures = pictures
    self.ids = ids
  }

  /// A rule for each kind of text in drawings.
  var styleSheet: String {
    textStyles.enumerated().map { ".\(Self.styleName($0.offset)){\($0.element)}\n" }.joined()
  }

  mutating func raw(_ html: String) { bytes += Array(html.utf8) }

  mutating func raw(_ html: [UInt8]) { bytes += html }

  /// Adds what stands in a page's body.
  mutating func add(_ leaf: Leaf, _ body: ArraySlice<UInt8>) {
    var reader = TagReader(body)
    var depthInDrawing = 0
    while let piece = reader.next() {
      switch piece {
      case .text(let text):
        // Between the marks of a drawing and the rows of a table a line's end says nothing.
        let isBlank = text.allSatisfy { $0 == 10 }
        if !(isBlank && (depthInDrawing > 0 || Self.isTight(reader.lastName))) { bytes += text }
      case .end(let name):
        if name == "svg" { depthInDrawing -= 1 }
        if !Self.mayStayOpen.contains(name) { raw("</\(name)>") }
      case .start(let tag):
        if tag.name == "a", tag["download"] != nil {
          reader.skip(past: "</a>\n")
        } else if leaf.isDrawnOnce, tag.name == "div", ["drawing phone", "drawing sheet"].contains(tag["class"]) {
          reader.skip(past: "</svg>\n</div>\n")
        } else {
          if tag.name == "svg" { depthInDrawing += 1 }
          write(tag, of: leaf, number: tag.name == "td" ? reader.number : nil)
        }
      }
    }
  }

  // MARK: Tags

  /// Ends that follow from what comes next (HTML, "Optional tags").
  private static let mayStayOpen: Set<String> = ["td", "th", "tr", "thead", "tbody", "li"]

  /// What is read out or shown keeps its quotation marks: the last look at the file reads it by them.
  private static let shown: Set<String> = ["title", "alt", "aria-label", "aria-description", "content", "label"]

  private static func isTight(_ name: String) -> Bool {
    switch name {
    case "table", "caption", "thead", "tbody", "tr", "td", "th", "ul", "ol", "li", "dl", "dt", "dd", "div", "section",
      "p",
      "figure", "figcaption", "h1", "h2", "h3", "header", "main", "nav", "details", "footer":
      true
    default: false
    }
  }

  private mutating func write(_ tag: TagReader.Tag, of leaf: Leaf, number: [UInt8]?) {
    var tag = tag
    if tag.name == "text" { giveStyle(to: &tag) }
    if tag.name == "td" { markWords(of: &tag) }
    raw("<" + tag.name)
    var endsBare = false
    for (name, value) in tag.attributes {
      guard let value else {
        raw(" " + name)
        endsBare = false
        continue
      }
      guard let value = self.value(value, of: name, tag.name, leaf, number: number) else { continue }
      bytes.append(UInt8(ascii: " "))
      raw(name)
      bytes.append(UInt8(ascii: "="))
      endsBare = !Self.shown.contains(name) && Self.canStandBare(value)
      if !endsBare { bytes.append(UInt8(ascii: "\"")) }
      bytes += value
      if !endsBare { bytes.append(UInt8(ascii: "\"")) }
    }
    // A stroke right behind a bare value would be part of it.
    raw(!tag.closesItself ? ">" : endsBare ? " />" : "/>")
  }

  private static func canStandBare(_ value: [UInt8]) -> Bool {
    !value.isEmpty
      && value.allSatisfy { byte in
        switch byte {
        case 0...32, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"),
          UInt8(ascii: "`"):
          false
        default: true
        }
      }
  }

  /// An attribute's value as it stands in the one file; `nil` where it is left out.
  private mutating func value(
    _ value: ArraySlice<UInt8>, of name: String, _ tag: String, _ leaf: Leaf, number: [UInt8]?
  ) -> [UInt8]? {
    var text: String { String(decoding: value, as: UTF8.self) }
    switch name {
    case "id": return Array(id(text, of: leaf).utf8)
    case "aria-labelledby", "aria-describedby", "for":
      return Array(text.split(separator: " ").map { id(String($0), of: leaf) }.joined(separator: " ").utf8)
    case "href": return Array(address(text, of: leaf).utf8)
    case "src": return Array((pictures[Self.path(text, in: leaf.folder)] ?? text).utf8)
    case "fill" where value.starts(with: Array("url(#".utf8)):
      return Array("url(#\(id(String(text.dropFirst(5).dropLast()), of: leaf)))".utf8)
    case "class" where leaf.isDrawnOnce && value.starts(with: Array("drawing ".utf8)): return Array("drawing".utf8)
    case "d": return ShortPath.steps(value)
    case "data-value":
      let short = Self.shortened(value)
      // A whole number can be read from the cell itself.
      return short.elementsEqual(number ?? []) ? nil : Array(short)
    default: return Array(value)
    }
  }

  /// An id that no other page has. Inside a drawing nothing is an address, and a number is enough.
  private mutating func id(_ text: String, of leaf: Leaf) -> String {
    let whole = leaf.name + "." + text
    guard text.hasPrefix("svg-") else { return whole }
    let number = numbers[whole] ?? numbers.count
    numbers[whole] = number
    return "s\(number)"
  }

  /// A number by which rows are sorted: after six digits that count the rest is left out, which turns no order round.
  private static func shortened(_ number: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    if number.ends(with: ".0") { return number.dropLast(2) }
    guard let point = number.firstIndex(of: UInt8(ascii: ".")), !number.contains(UInt8(ascii: "e")) else {
      return number
    }
    let start = number.firstIndex { (49...57).contains($0) } ?? number.endIndex
    let end = start + (start < point ? 7 : 6)
    return end > point + 1 && end < number.endIndex ? number[..<end] : number
  }

  /// An address as seen from inside the file: a page of the report is a place in it.
  private func address(_ text: String, of leaf: Leaf) -> String {
    let cut = text.firstIndex(of: "#") ?? text.endIndex
    let place = text[cut...].dropFirst()
    guard
      let name = cut == text.startIndex ? leaf.name : names[Self.path(String(text[..<cut]), in: leaf.folder)]
    else { return text }
    // Without such a place a browser stays at the page's beginning; here it would find no page.
    return "#" + (ids.contains(name + "." + place) ? name + "." + place : name)
  }

  /// A path from the report's folder.
  private static func path(_ relative: String, in folder: String) -> String {
    relative.hasPrefix("../") ? String(relative.dropFirst(3)) : folder + relative
  }

  /// Most cells are numbers: those that are none are marked in their place (`wordCells`).
  private func markWords(of tag: inout TagReader.Tag) {
    var styles = tag.remove("class")?.split(separator: " ").map(String.init) ?? []
    if let place = styles.firstIndex(of: "number") { styles.remove(at: place) } else { styles.append("w") }
    guard !styles.isEmpty else { return }
    tag.attributes.insert(("class", Array(styles.joined(separator: " ").utf8)[...]), at: 0)
  }

  /// Rules for numbers, for cells that are marked where they are none.
  static func wordCells(_ css: String) -> String { css.replacing(".number", with: ":is(th.number,td:not(.w))") }

  // MARK: Texts in drawings

  /// Thousands of texts have a few dozen sizes and anchors: each is a class in place of two attributes.
  private mutating func giveStyle(to tag: inout TagReader.Tag) {
    var rules: [String] = []
    if let size = tag.remove("font-size") { rules.append("font-size:\(size)px") }
    if let anchor = tag.remove("text-anchor") { rules.append("text-anchor:\(anchor)") }
    let style = rules.joined(separator: ";")
    guard !style.isEmpty else { return }
    let place = placeOfStyle[style] ?? textStyles.count
    if place == textStyles.count {
      textStyles.append(style)
      placeOfStyle[style] = place
    }
    let others = tag.remove("class").map { $0 + " " } ?? ""
    tag.attributes.append(("class", Array((others + Self.styleName(place)).utf8)[...]))
  }

  private static func styleName(_ place: Int) -> String { "k\(place)" }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with text: StaticString) -> Bool {
    text.withUTF8Buffer { suffix(text.utf8CodeUnitCount).elementsEqual($0) }
  }
}
