import Basics
import Wording

/// Writes HTML as bytes; every text is escaped byte by byte.
///
/// Escaping by `Character` would let `<` followed by a combining mark through, since the two are one character.
package struct HTMLWriter: Sendable {
  /// What has been written so far.
  package private(set) var bytes: [UInt8] = []
  /// Ids given out on this page; an id is written once only.
  private var ids: Set<String> = []

  package init() {}

  /// Appends HTML of our own.
  package mutating func raw(_ html: String) { bytes.append(contentsOf: html.utf8) }

  /// Appends finished SVG.
  package mutating func raw(_ svg: [UInt8]) { bytes.append(contentsOf: svg) }

  /// Appends finished HTML.
  package mutating func raw(_ markup: Markup) { bytes.append(contentsOf: markup.bytes) }

  /// Appends text, escaped.
  package mutating func text(_ text: String) { Self.escape(text, into: &bytes) }

  /// Appends ` name="value"`, the value escaped.
  package mutating func attribute(_ name: StaticString, _ value: String) {
    bytes.append(UInt8(ascii: " "))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: "=\"".utf8)
    text(value)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends ` id="…"` unless the page already has that id.
  package mutating func id(_ id: String) {
    let anchor = SiteAddress.anchor(id)
    if ids.insert(anchor).inserted { attribute("id", anchor) }
  }

  /// Appends rich text: names and figures isolated from the text around them.
  package mutating func rich(_ text: RichText) {
    for run in text.runs {
      switch run {
      case .text(let words): self.text(words)
      case .name(let words): element("<bdi>", words, "</bdi>")
      case .figures(let words): element("<bdi dir=\"ltr\">", words, "</bdi>")
      case .strong(let words): element("<strong>", words, "</strong>")
      }
    }
  }

  /// Appends `<name class="…">rich text</name>`.
  package mutating func rich(
    _ name: StaticString, class style: StaticString? = nil, _ text: RichText
  ) {
    raw("<\(name)")
    if let style { raw(" class=\"\(style)\"") }
    raw(">")
    rich(text)
    raw("</\(name)>\n")
  }

  private mutating func element(_ open: String, _ words: String, _ close: String) {
    raw(open)
    text(words)
    raw(close)
  }

  /// Escapes text for an element or a quoted attribute; characters that HTML forbids, and controls that turn the
  /// direction of what follows, are left out.
  package static func escape(_ text: String, into bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { utf8 in
      // What may stand as it is is copied in one go.
      var start = 0
      var index = 0
      while index < utf8.count {
        guard let (escaped, length) = replacement(utf8[index], utf8[(index + 1)...]) else {
          index += 1
          continue
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
        bytes.append(contentsOf: escaped.utf8)
        index += length
        start = index
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
    }
  }

  /// What stands instead of a character, and its length; `nil` where it may stand as it is.
  @inline(__always)
  private static func replacement(
    _ first: UInt8, _ rest: Slice<UnsafeBufferPointer<UInt8>>
  ) -> (escaped: String, length: Int)? {
    switch first {
    case UInt8(ascii: "&"): return ("&amp;", 1)
    case UInt8(ascii: "<"): return ("&lt;", 1)
    case UInt8(ascii: ">"): return ("&gt;", 1)
    case UInt8(ascii: "\""): return ("&quot;", 1)
    case UInt8(ascii: "'"): return ("&#39;", 1)
    case 9, 10: return nil
    case 0..<32, 127: return ("", 1)
    case 0xC2, 0xE2, 0xEF:
      let length = forbiddenLength(first, rest)
      return length == 0 ? nil : ("", 1 + length)
    default: return nil
    }
  }

  /// How many bytes after the first belong to a forbidden character; 0 where the character may stand.
  private static func forbiddenLength(_ first: UInt8, _ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    let second = rest.first ?? 0
    let third = rest.dropFirst().first ?? 0
    switch (first, second, third) {
    case (0xC2, 0x80...0x9F, _): return 1  // C1 controls
    case (0xE2, 0x80...0x81, 0x80...0xBF):
      let scalar = Unicode.Scalar(0x2000 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F))
      return scalar?.turnsWhatFollows == true ? 2 : 0
    case (0xEF, 0xBF, 0xBE...0xBF): return 2  // U+FFFE, U+FFFF
    default: return 0
    }
  }
}
