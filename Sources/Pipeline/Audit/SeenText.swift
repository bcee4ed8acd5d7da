import Foundation
import Publishing

/// What a reader sees of a file that was written: its texts, with a byte 0 between those that do not belong together.
///
/// Of pages and figures that is what stands between tags and in the attributes that are read out or shown; of tables the
/// cells; of JSON the texts that are values. Styles, scripts and coordinates are the program's own.
struct SeenText {
  /// UTF-8, with byte 0 between texts.
  private(set) var bytes: [UInt8] = []

  /// What a file of this name shows; other files than those named above show nothing.
  init(path: String, _ file: [UInt8]) {
    file.withUnsafeBufferPointer { file in
      let isMarkup = path.hasSuffix(".html") || path.hasSuffix(".svg")
      var attributes: [UInt8] = []
      // Every byte that is written stands for one of the file's at least, and one ends the last text.
      bytes = [UInt8](unsafeUninitializedCapacity: file.count + 1) { target, count in
        var writer = Writer(file: file, target: target)
        if isMarkup {
          writer.addMarkup()
        } else if path.hasSuffix(".csv") {
          writer.addCells()
        } else if path.hasSuffix(".json") || SearchIndex.isIndex(path) {
          writer.addValues()
        }
        count = writer.count
        attributes = writer.attributes
      }
      bytes += attributes
    }
  }

  /// A text by itself, as one was declared.
  init(_ texts: [String]) {
    for text in texts {
      bytes += text.utf8
      bytes.append(0)
    }
  }

  // MARK: Texts

  /// Each text by itself.
  func forEach(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      for at in bytes.indices where bytes[at] == 0 {
        if at > start { body(UnsafeBufferPointer(rebasing: bytes[start..<at])) }
        start = at + 1
      }
      if start < bytes.count { body(UnsafeBufferPointer(rebasing: bytes[start...])) }
    }
  }
}

/// Goes through a file once and writes what is seen of it.
private struct Writer {
  let file: UnsafeBufferPointer<UInt8>
  let target: UnsafeMutableBufferPointer<UInt8>
  /// How much was written.
  var count = 0
  /// Shown attributes of markup, each with a byte 0 behind it.
  var attributes: [UInt8] = []
  private var at = 0
  private let names = Names()

  init(file: UnsafeBufferPointer<UInt8>, target: UnsafeMutableBufferPointer<UInt8>) {
    self.file = file
    self.target = target
  }

  private mutating func add(_ byte: UInt8) {
    target[count] = byte
    count += 1
  }

  /// Where a byte stands next, from here on; the end where it does not.
  private func next(_ byte: UInt8) -> Int {
    guard at < file.count, let start = file.baseAddress, let found = memchr(start + at, Int32(byte), file.count - at)
    else { return file.count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(start)
  }

  // MARK: HTML and SVG

  /// Names that mean something here, by their first eight bytes: enough to tell them.
  private struct Names {
    let shown = ["title", "alt", "aria-label", "aria-description", "content", "label"].map(packed)
    /// Tags inside of a sentence.
    let inline = ["bdi", "strong", "b", "em", "i", "span", "a", "wbr", "bdo"].map(packed)
    let line = packed("tspan")
    let unseen = [packed("style"), packed("script")]

    private static func packed(_ name: String) -> UInt64 { name.utf8.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }
  }

  mutating func addMarkup() {
    while at < file.count {
      switch file[at] {
      case UInt8(ascii: "<"): passTag()
      case UInt8(ascii: "&"): add(passReference())
      case let byte:
        add(byte)
        at += 1
      }
    }
    add(0)
  }

  /// Passes over a tag, and keeps the attributes that are shown.
  private mutating func passTag() {
    at += 1
    let isEnd = at < file.count && file[at] == UInt8(ascii: "/")
    if isEnd { at += 1 }
    let name = passName()
    // Lines of a figure's text end where a blank was.
    if name == names.line { add(32) } else if !names.inline.contains(name) { add(0) }
    while at < file.count, file[at] != UInt8(ascii: ">") {
      guard Self.isName(file[at]) else {
        at += 1
        continue
      }
      let attribute = passName()
      guard at + 1 < file.count, file[at] == UInt8(ascii: "="), file[at + 1] == UInt8(ascii: "\"") else { continue }
      at += 2
      if names.shown.contains(attribute) {
        while at < file.count, file[at] != UInt8(ascii: "\"") {
          if file[at] == UInt8(ascii: "&") {
            attributes.append(passReference())
          } else {
            attributes.append(file[at])
            at += 1
          }
        }
        attributes.append(0)
      } else {
        at = next(UInt8(ascii: "\""))
      }
      at += 1
    }
    at = min(at + 1, file.count)
    guard !isEnd, names.unseen.contains(name) else { return }
    // Up to its own end.
    while at + 1 < file.count, file[at] != UInt8(ascii: "<") || file[at + 1] != UInt8(ascii: "/") { at += 1 }
  }

  private static func isName(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ":") || (48...57).contains(byte)
  }

  private mutating func passName() -> UInt64 {
    var packed: UInt64 = 0
    let start = at
    while at < file.count, Self.isName(file[at]) {
      if at < start + 8 { packed = packed << 8 | UInt64(file[at]) }
      at += 1
    }
    return packed
  }

  /// Passes over a reference, and returns the character it stands for; any that the writers do not use is a space.
  private mutating func passReference() -> UInt8 {
    var end = at + 1
    while end < file.count, end < at + 8, file[end] != UInt8(ascii: ";") { end += 1 }
    let name = String(decoding: file[(at + 1)..<end], as: UTF8.self)
    at = min(end + 1, file.count)
    switch name {
    case "amp": return UInt8(ascii: "&")
    case "lt": return UInt8(ascii: "<")
    case "gt": return UInt8(ascii: ">")
    case "quot": return UInt8(ascii: "\"")
    case "#39", "apos": return UInt8(ascii: "'")
    default: return 32
    }
  }

  // MARK: Tables and JSON

  mutating func addCells() {
    var isQuoted = false
    for byte in file {
      switch byte {
      // A doubled quotation mark ends and begins: the text goes on.
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted: add(0)
      case 10 where !isQuoted: add(0)
      default: add(byte)
      }
    }
    add(0)
  }

  mutating func addValues() {
    while true {
      at = next(UInt8(ascii: "\""))
      guard at < file.count else { return }
      at += 1
      let start = count
      while at < file.count, file[at] != UInt8(ascii: "\"") {
        if file[at] == UInt8(ascii: "\\"), at + 1 < file.count {
          switch file[at + 1] {
          case UInt8(ascii: "u"):
            add(32)
            at += 6
          case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            add(32)
            at += 2
          case let byte:
            add(byte)
            at += 2
          }
        } else {
          add(file[at])
          at += 1
        }
      }
      at += 1
      // A member's name says nothing of the data.
      if at < file.count, file[at] == UInt8(ascii: ":") { count = start } else { add(0) }
    }
  }
}
