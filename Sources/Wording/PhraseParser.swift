import Basics

/// Turns the text of a phrase into segments.
///
/// A backslash takes the next character as it is.
struct PhraseParser {
  /// What is wrong with the text, for the translator.
  struct Problem: Error {
    var description: String
  }

  private let bytes: [UInt8]
  private var at = 0

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// The segments of a whole phrase.
  static func parse(_ text: String) throws(Problem) -> [Segment] {
    var parser = PhraseParser(text)
    let segments = try parser.segments(until: .end)
    try parser.checkCharacters()
    return segments
  }

  /// What closes the part being read.
  private enum Closing { case end, strong, figures, option }

  private mutating func segments(until closing: Closing) throws(Problem) -> [Segment] {
    var result: [Segment] = []
    var text: [UInt8] = []
    func flush() {
      if !text.isEmpty { result.append(.text(String(decoding: text, as: UTF8.self))) }
      text.removeAll(keepingCapacity: true)
    }
    while at < bytes.count {
      let start = at
      while at < bytes.count, !Self.isSpecial(bytes[at]) { at += 1 }
      text += bytes[start..<at]
      if at == bytes.count { break }
      if closes(closing) {
        flush()
        return result
      }
      if bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count {
        text.append(bytes[at + 1])
        at += 2
      } else if starts("**") {
        flush()
        at += 2
        result.append(.strong(try segments(until: .strong)))
        at += 2
      } else if starts("[[") {
        flush()
        at += 2
        result.append(.figures(try segments(until: .figures)))
        at += 2
      } else if bytes[at] == UInt8(ascii: "{") {
        flush()
        at += 1
        result.append(try brace())
      } else if bytes[at] == UInt8(ascii: "}") {
        throw Problem(description: "“}” closes nothing; write \\} for the character itself")
      } else {
        text.append(bytes[at])
        at += 1
      }
    }
    flush()
    switch closing {
    case .end: return result
    case .strong: throw Problem(description: "“**” is never closed")
    case .figures: throw Problem(description: "“[[” is never closed")
    case .option: throw Problem(description: "“{” is never closed")
    }
  }

  /// Bytes that may be more than text.
  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "*"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "|"), UInt8(ascii: "}"):
      true
    default: false
    }
  }

  private func closes(_ closing: Closing) -> Bool {
    switch closing {
    case .end: false
    case .strong: starts("**")
    case .figures: starts("]]")
    case .option: bytes[at] == UInt8(ascii: "|") || bytes[at] == UInt8(ascii: "}")
    }
  }

  private func starts(_ mark: StaticString) -> Bool {
    mark.withUTF8Buffer { bytes[at...].starts(with: $0) }
  }

  /// What stands in braces; the opening one is already read.
  private mutating func brace() throws(Problem) -> Segment {
    let name = readName()
    guard at < bytes.count else { throw Problem(description: "“{” is never closed") }
    switch bytes[at] {
    case UInt8(ascii: "}"):
      at += 1
      return try Self.plain(name)
    case UInt8(ascii: "@"):
      at += 1
      let key = readName()
      guard at < bytes.count, bytes[at] == UInt8(ascii: "}") else {
        throw Problem(description: "“{\(name)@” is never closed")
      }
      at += 1
      guard !key.isEmpty else { throw Problem(description: "“{\(name)@}” names no phrase") }
      return .phrase(key: key, count: name.isEmpty ? nil : name)
    case UInt8(ascii: ":"):
      guard !name.isEmpty else { throw Problem(description: "“{:” has no name before the colon") }
      return .choice(of: name, options: try options(of: name))
    default:
      let scalar = String(decoding: bytes[at...], as: UTF8.self).unicodeScalars.prefix(1)
      throw Problem(
        description: "“\(String(scalar))” cannot stand in “{\(name)…}”; names are letters, digits, “-” and “_”")
    }
  }

  private static func plain(_ name: String) throws(Problem) -> Segment {
    guard !name.isEmpty else { throw Problem(description: "“{}” has no name") }
    guard let dot = name.firstIndex(of: ".") else { return .argument(name) }
    let concept = String(name[..<dot])
    let lowered = concept.lowercased()
    return .word(
      concept: lowered, form: String(name[name.index(after: dot)...]),
      capitalised: concept.first != lowered.first)
  }

  private mutating func options(of name: String) throws(Problem) -> [Segment.Option] {
    var options: [Segment.Option] = []
    while at < bytes.count, bytes[at] != UInt8(ascii: "}") {
      at += 1
      let option = readName()
      guard !option.isEmpty, at < bytes.count, bytes[at] == UInt8(ascii: "=") else {
        throw Problem(description: "“{\(name):” wants name=text, parted by “|”")
      }
      at += 1
      options.append(Segment.Option(name: option, segments: try segments(until: .option)))
    }
    at += 1
    return options
  }

  private mutating func readName() -> String {
    let start = at
    naming: while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
        at += 1
      default: break naming
      }
    }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  /// Marks that only look right until the text is copied, and a hyphen where Hebrew wants a maqaf.
  private func checkCharacters() throws(Problem) {
    // Of all that is forbidden, only these bytes begin or hold any.
    guard bytes.contains(where: { $0 == 0xD8 || $0 == 0xE2 || $0 == UInt8(ascii: "-") }) else { return }
    let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    for (i, scalar) in scalars.enumerated() {
      if scalar.isDirectionMark {
        let code = String(scalar.value, radix: 16, uppercase: true)
        throw Problem(description: "holds the invisible mark U+\(code); runs are isolated instead")
      }
      let latinFollows = i + 1 < scalars.count && (scalars[i + 1] == "{" || scalars[i + 1].isLatinOrDigit)
      if scalar == "-", i > 0, scalars[i - 1].isHebrewLetter, latinFollows {
        throw Problem(description: "has a hyphen after a Hebrew prefix; write a maqaf (־)")
      }
    }
  }
}
