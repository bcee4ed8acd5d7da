/// Turns the text of a phrase into segments.
///
/// A backslash takes the next character as it is.
struct PhraseParser {
  /// What is wrong with the text, for the translator.
  struct Problem: Error {
    var description: String
  }

  private let scalars: [Unicode.Scalar]
  private var at = 0

  private init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// The segments of a whole phrase.
  static func parse(_ text: String) throws(Problem) -> [Segment] {
    var parser = PhraseParser(text)
    let segments = try parser.segments(until: .end)
    try checkCharacters(parser.scalars)
    return segments
  }

  /// What closes the part being read.
  private enum Closing { case end, strong, figures, option }

  private mutating func segments(until closing: Closing) throws(Problem) -> [Segment] {
    var result: [Segment] = []
    var text = String.UnicodeScalarView()
    func flush() {
      if !text.isEmpty { result.append(.text(String(text))) }
      text = String.UnicodeScalarView()
    }
    while at < scalars.count {
      if closes(closing) {
        flush()
        return result
      }
      if scalars[at] == "\\", at + 1 < scalars.count {
        text.append(scalars[at + 1])
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
      } else if scalars[at] == "{" {
        flush()
        at += 1
        result.append(try brace())
      } else if scalars[at] == "}" {
        throw Problem(description: "“}” closes nothing; write \\} for the character itself")
      } else {
        text.append(scalars[at])
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

  private func closes(_ closing: Closing) -> Bool {
    switch closing {
    case .end: false
    case .strong: starts("**")
    case .figures: starts("]]")
    case .option: scalars[at] == "|" || scalars[at] == "}"
    }
  }

  private func starts(_ text: String) -> Bool {
    scalars[at...].starts(with: text.unicodeScalars)
  }

  /// What stands in braces; the opening one is already read.
  private mutating func brace() throws(Problem) -> Segment {
    let name = readName()
    guard at < scalars.count else { throw Problem(description: "“{” is never closed") }
    switch scalars[at] {
    case "}":
      at += 1
      return try Self.plain(name)
    case "@":
      at += 1
      let key = readName()
      guard at < scalars.count, scalars[at] == "}" else { throw Problem(description: "“{\(name)@” is never closed") }
      at += 1
      guard !key.isEmpty else { throw Problem(description: "“{\(name)@}” names no phrase") }
      return .phrase(key: key, count: name.isEmpty ? nil : name)
    case ":":
      guard !name.isEmpty else { throw Problem(description: "“{:” has no name before the colon") }
      return .choice(of: name, options: try options(of: name))
    default:
      throw Problem(
        description: "“\(scalars[at])” cannot stand in “{\(name)…}”; names are letters, digits, “-” and “_”")
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
    while at < scalars.count, scalars[at] != "}" {
      at += 1
      let option = readName()
      guard !option.isEmpty, at < scalars.count, scalars[at] == "=" else {
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
    while at < scalars.count {
      switch scalars[at] {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".": at += 1
      default: return String(String.UnicodeScalarView(scalars[start..<at]))
      }
    }
    return String(String.UnicodeScalarView(scalars[start..<at]))
  }

  /// Marks that only look right until the text is copied, and a hyphen where Hebrew wants a maqaf.
  private static func checkCharacters(_ scalars: [Unicode.Scalar]) throws(Problem) {
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
