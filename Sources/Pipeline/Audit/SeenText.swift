/// What a reader sees of a file that was written: its texts, with a byte 0 between those that do not belong together.
///
/// Of pages and figures that is what stands between tags and in the attributes that are read out or shown; of tables the
/// cells; of JSON the texts that are values. Styles, scripts and coordinates are the program's own.
struct SeenText {
  /// UTF-8, with byte 0 between texts.
  private(set) var bytes: [UInt8] = []

  /// What a file of this name shows; other files than those named above show nothing.
  init(path: String, _ file: [UInt8]) {
    bytes.reserveCapacity(file.count / 2)
    file.withUnsafeBufferPointer { file in
      if path.hasSuffix(".html") || path.hasSuffix(".svg") {
        addMarkup(file)
      } else if path.hasSuffix(".csv") {
        addCells(file)
      } else if path.hasSuffix(".json") {
        addValues(file)
      }
    }
  }

  /// A text by itself, as one was declared.
  init(_ texts: [String]) {
    for text in texts {
      bytes += text.utf8
      bytes.append(0)
    }
  }

  // MARK: HTML and SVG

  /// A name's first eight bytes: enough to tell those that are asked for.
  private static func packed(_ name: String) -> UInt64 {
    var name = name
    return name.withUTF8 { packed($0, 0, $0.count) }
  }

  private static func packed(_ file: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
    var word: UInt64 = 0
    for at in start..<min(end, start + 8) { word = word << 8 | UInt64(file[at]) }
    return word
  }

  private static let shownAttributes =
    ["title", "alt", "aria-label", "aria-description", "content", "label"].map(packed)
  /// Tags inside of a sentence.
  private static let inlineTags = ["bdi", "strong", "b", "em", "i", "span", "a", "wbr", "bdo"].map(packed)
  private static let line = packed("tspan")
  private static let unseen = [packed("style"), packed("script")]

  private mutating func addMarkup(_ file: UnsafeBufferPointer<UInt8>) {
    var attributes: [UInt8] = []
    var at = 0
    while at < file.count {
      switch file[at] {
      case UInt8(ascii: "<"): at = pass(file, at, &attributes)
      case UInt8(ascii: "&"): at = Self.addReference(file, at, &bytes)
      default:
        bytes.append(file[at])
        at += 1
      }
    }
    bytes.append(0)
    bytes += attributes
  }

  /// Passes over a tag, keeps the attributes that are shown, and returns where what follows begins.
  private mutating func pass(_ file: UnsafeBufferPointer<UInt8>, _ start: Int, _ attributes: inout [UInt8]) -> Int {
    var at = start + 1
    let isEnd = at < file.count && file[at] == UInt8(ascii: "/")
    if isEnd { at += 1 }
    let name = Self.name(file, &at)
    // Lines of a figure's text end where a blank was.
    if name == Self.line { bytes.append(32) } else if !Self.inlineTags.contains(name) { bytes.append(0) }
    while at < file.count, file[at] != UInt8(ascii: ">") {
      guard Self.isName(file[at]) else {
        at += 1
        continue
      }
      let attribute = Self.name(file, &at)
      guard at + 1 < file.count, file[at] == UInt8(ascii: "="), file[at + 1] == UInt8(ascii: "\"") else { continue }
      at += 2
      let isShown = Self.shownAttributes.contains(attribute)
      while at < file.count, file[at] != UInt8(ascii: "\"") {
        if isShown, file[at] == UInt8(ascii: "&") {
          at = Self.addReference(file, at, &attributes)
        } else {
          if isShown { attributes.append(file[at]) }
          at += 1
        }
      }
      if isShown { attributes.append(0) }
      at += 1
    }
    at += 1
    guard !isEnd, Self.unseen.contains(name) else { return at }
    // Up to its own end.
    while at + 1 < file.count, file[at] != UInt8(ascii: "<") || file[at + 1] != UInt8(ascii: "/") { at += 1 }
    return at
  }

  private static func isName(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ":") || (48...57).contains(byte)
  }

  private static func name(_ file: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> UInt64 {
    let start = at
    while at < file.count, isName(file[at]) { at += 1 }
    return packed(file, start, at)
  }

  /// Writes the character that a reference stands for; any that the writers do not use is a space.
  private static func addReference(_ file: UnsafeBufferPointer<UInt8>, _ at: Int, _ target: inout [UInt8]) -> Int {
    var end = at + 1
    while end < file.count, end < at + 8, file[end] != UInt8(ascii: ";") { end += 1 }
    switch String(decoding: file[(at + 1)..<end], as: UTF8.self) {
    case "amp": target.append(UInt8(ascii: "&"))
    case "lt": target.append(UInt8(ascii: "<"))
    case "gt": target.append(UInt8(ascii: ">"))
    case "quot": target.append(UInt8(ascii: "\""))
    case "#39", "apos": target.append(UInt8(ascii: "'"))
    default: target.append(32)
    }
    return end + 1
  }

  // MARK: Tables and JSON

  private mutating func addCells(_ file: UnsafeBufferPointer<UInt8>) {
    var isQuoted = false
    for byte in file {
      switch byte {
      // A doubled quotation mark ends and begins: the text goes on.
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted: bytes.append(0)
      case 10 where !isQuoted: bytes.append(0)
      default: bytes.append(byte)
      }
    }
    bytes.append(0)
  }

  private mutating func addValues(_ file: UnsafeBufferPointer<UInt8>) {
    var at = 0
    while at < file.count {
      guard file[at] == UInt8(ascii: "\"") else {
        at += 1
        continue
      }
      let start = bytes.count
      at += 1
      while at < file.count, file[at] != UInt8(ascii: "\"") {
        if file[at] == UInt8(ascii: "\\"), at + 1 < file.count {
          switch file[at + 1] {
          case UInt8(ascii: "u"):
            bytes.append(32)
            at += 6
          case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            bytes.append(32)
            at += 2
          case let byte:
            bytes.append(byte)
            at += 2
          }
        } else {
          bytes.append(file[at])
          at += 1
        }
      }
      at += 1
      if at < file.count, file[at] == UInt8(ascii: ":") { bytes.removeSubrange(start...) } else { bytes.append(0) }
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
