/// Reads HTML of our own as texts and tags, each value of which stands in double quotes.
struct TagReader {
  /// A tag that opens something.
  struct Tag {
    var name: String
    /// In their order; `nil`: without a value.
    var attributes: [(name: String, value: ArraySlice<UInt8>?)] = []
    var closesItself = false

    /// The value of an attribute, empty for one without; `nil` where there is none.
    subscript(name: String) -> String? {
      attributes.first { $0.name == name }.map { $0.value.map { String(decoding: $0, as: UTF8.self) } ?? "" }
    }

    /// Takes an attribute out, and returns its value.
    mutating func remove(_ name: String) -> String? {
      let value = self[name]
      attributes.removeAll { $0.name == name }
      return value
    }
  }

  enum Piece {
    case text(ArraySlice<UInt8>)
    case start(Tag)
    case end(String)
  }

  private var rest: ArraySlice<UInt8>
  /// Of the tag that was read last.
  private(set) var lastName = ""

  init(_ html: ArraySlice<UInt8>) { rest = html }

  /// What comes next; `nil` at the end.
  mutating func next() -> Piece? {
    guard let first = rest.first else { return nil }
    guard first == UInt8(ascii: "<") else { return .text(take { $0 != UInt8(ascii: "<") }) }
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "/") {
      rest = rest.dropFirst()
      lastName = word()
      rest = rest.dropFirst()
      return .end(lastName)
    }
    var tag = Tag(name: word())
    lastName = tag.name
    while let byte = rest.first, byte != UInt8(ascii: ">") {
      if byte == UInt8(ascii: "/") { tag.closesItself = true }
      guard Self.isWord(byte) else {
        rest = rest.dropFirst()
        continue
      }
      let name = word()
      var value: ArraySlice<UInt8>?
      if rest.first == UInt8(ascii: "=") {
        rest = rest.dropFirst(2)
        value = take { $0 != UInt8(ascii: "\"") }
        rest = rest.dropFirst()
      }
      tag.attributes.append((name, value))
    }
    rest = rest.dropFirst()
    return .start(tag)
  }

  /// Goes on behind the next such text, which begins with a tag.
  mutating func skip(past end: StaticString) {
    end.withUTF8Buffer { end in
      while let next = rest.firstIndex(of: UInt8(ascii: "<")), !rest[next...].starts(with: end) {
        rest = rest[(next + 1)...]
      }
      rest = rest.drop { $0 != UInt8(ascii: "<") }.dropFirst(end.count)
    }
  }

  /// What a table's cell holds from here on where it is a whole number alone, without the commas between its thousands.
  var number: [UInt8]? {
    let text = rest.prefix { $0 != UInt8(ascii: "<") }
    guard !text.isEmpty, text.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ",") }),
      rest[text.endIndex...].starts(with: Array("</td>".utf8))
    else { return nil }
    return text.filter { $0 != UInt8(ascii: ",") }
  }

  private mutating func take(while belongs: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let taken = rest.prefix(while: belongs)
    rest = rest[taken.endIndex...]
    return taken
  }

  private mutating func word() -> String { String(decoding: take(while: Self.isWord), as: UTF8.self) }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 48...57, UInt8(ascii: "-"),
      UInt8(ascii: ":"), UInt8(ascii: "!"):
      true
    default: false
    }
  }
}
