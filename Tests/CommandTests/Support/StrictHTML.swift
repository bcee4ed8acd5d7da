/// Reads a page as the templates write it, and names the first thing that no template writes.
///
/// Every `<` must begin a tag the templates know, every attribute must be quoted, every element must be closed in order:
/// text that escaped from the data into the markup cannot pass.
struct StrictHTML {
  struct Fault: Error, CustomStringConvertible {
    var offset: Int
    var problem: String
    var around: String
    var description: String { "at byte \(offset): \(problem): …\(around)…" }
  }

  private static let elements: Set<String> = [
    "a", "bdi", "blockquote", "body", "button", "caption", "circle", "cite", "dd", "defs", "desc", "details", "div",
    "dl",
    "dt", "figcaption", "figure", "footer", "g", "h1", "h2", "h3", "h4", "head", "header", "html", "li", "line", "link",
    "main", "meta", "nav", "ol", "p", "path", "pattern", "rect", "script", "section", "small", "span", "strong",
    "style",
    "summary", "svg", "table", "tbody", "td", "tfoot", "text", "th", "thead", "title", "tr", "tspan", "ul",
  ]
  private static let void: Set<String> = ["link", "meta"]
  private static let references: Set<String> = ["amp", "lt", "gt", "quot", "#39"]

  /// Names of attributes that hold an address.
  private static let addresses: Set<String> = ["href", "src"]

  private let bytes: [UInt8]
  private var index = 0
  private var open: [String] = []

  /// The text of every element's content and attributes, as a reader's program would decode it.
  private(set) var words: [String] = []

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Checks a whole page and returns its texts.
  @discardableResult
  static func check(_ page: [UInt8]) throws -> [String] {
    var reader = StrictHTML(page)
    try reader.read()
    return reader.words
  }

  private func fault(_ problem: String) -> Fault {
    let around = bytes[max(0, index - 60)..<min(bytes.count, index + 60)]
    return Fault(offset: index, problem: problem, around: String(decoding: around, as: UTF8.self))
  }

  private mutating func read() throws {
    try refuseControls()
    try expect("<!doctype html>\n")
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "<") { try tag() } else { try text(until: UInt8(ascii: "<")) }
    }
    guard open.isEmpty else { throw fault("not closed: \(open)") }
  }

  /// No control character but newline and tab, and no bidi override or isolate that could reorder what follows.
  private func refuseControls() throws {
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 9, 10: continue
      case 0..<32, 127..<160, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF:
        throw fault("control character U+\(String(scalar.value, radix: 16))")
      default: continue
      }
    }
  }

  private mutating func expect(_ text: String) throws {
    guard bytes[index...].starts(with: text.utf8) else { throw fault("expected \(text)") }
    index += text.utf8.count
  }

  private mutating func name() -> String {
    let start = index
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: ":"):
        index += 1
      default: return String(decoding: bytes[start..<index], as: UTF8.self)
      }
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func tag() throws {
    index += 1
    if index < bytes.count, bytes[index] == UInt8(ascii: "/") {
      index += 1
      let name = name()
      guard open.last == name else { throw fault("</\(name)> closes \(open.last ?? "nothing")") }
      open.removeLast()
      return try expect(">")
    }
    let name = name()
    guard Self.elements.contains(name) else { throw fault("<\(name) is no tag of the templates") }
    while index < bytes.count, bytes[index] == UInt8(ascii: " ") || bytes[index] == 10 {
      index += 1
      guard index < bytes.count, bytes[index] != UInt8(ascii: ">"), bytes[index] != UInt8(ascii: "/") else { break }
      try attribute(of: name)
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: "/") {
      index += 1
    } else if !Self.void.contains(name) {
      open.append(name)
    }
    try expect(">")
    if name == "script" {
      try expect("</script>")
      open.removeLast()
    }
  }

  private mutating func attribute(of element: String) throws {
    let name = name()
    guard !name.isEmpty, !name.hasPrefix("on"), name != "style", name != "srcdoc" else {
      throw fault("attribute \(name) of <\(element)>")
    }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return }
    try expect("=\"")
    let before = words.count
    try text(until: UInt8(ascii: "\""))
    try expect("\"")
    let value = words.count > before ? words[before] : ""
    if Self.addresses.contains(name) {
      let isRelative = !value.contains(":") && !value.hasPrefix("/")
      guard isRelative || value.hasPrefix("data:image/") else { throw fault("address \(value)") }
    }
    if element == "script", name != "src" { throw fault("script with \(name)") }
  }

  /// Text up to a byte; every ampersand begins a reference the writers use.
  private mutating func text(until end: UInt8) throws {
    var decoded: [UInt8] = []
    while index < bytes.count, bytes[index] != end {
      switch bytes[index] {
      case UInt8(ascii: "<"): throw fault("raw < in an attribute")
      case UInt8(ascii: "&"):
        let rest = bytes[(index + 1)..<min(bytes.count, index + 8)]
        guard let stop = rest.firstIndex(of: UInt8(ascii: ";")) else { throw fault("raw &") }
        let reference = String(decoding: rest[..<stop], as: UTF8.self)
        guard Self.references.contains(reference) else { throw fault("&\(reference);") }
        decoded.append(
          reference == "amp" ? 38 : reference == "lt" ? 60 : reference == "gt" ? 62 : reference == "quot" ? 34 : 39)
        index = stop + 1
      default:
        decoded.append(bytes[index])
        index += 1
      }
    }
    if !decoded.isEmpty { words.append(String(decoding: decoded, as: UTF8.self)) }
  }
}
