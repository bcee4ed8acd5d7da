import Wording

/// A text parted into words and measured once, for every width and size that it is tried in.
struct MeasuredText {
  /// What a run's words are set as.
  enum Kind: Equatable { case text, name, figures, strong }

  /// Letters that stand together.
  struct Word {
    /// Its letters.
    var text: String
    /// What it is set as.
    var kind: Kind
    /// Whether a space parts it from the word before.
    var spaceBefore: Bool
    /// Whether a line may break before it: a name and the comma after it are two words that may not be parted.
    var mayBreak: Bool
    /// Its width in thousandths of its size.
    var advance: Int
  }

  /// Whether the text is set in bold.
  let bold: Bool
  /// What is said where some of the text is left out.
  let text: RichText
  /// Whether there is more text than is ever measured.
  let isTooLong: Bool
  private var words: [Word] = []

  /// Far more than any label can show; what lies beyond is never measured.
  private static let longest = 600

  init(_ text: RichText, bold: Bool) {
    self.text = text
    self.bold = bold
    var used = 0
    var space = true
    var parts: [(text: Substring, kind: Kind, spaceBefore: Bool)] = []
    for run in text.runs {
      let kind = Kind(of: run)
      let string = run.string
      let count = string.unicodeScalars.count
      let room = max(0, Self.longest - used)
      let shown = count > room ? String(string.unicodeScalars.prefix(room))[...] : string[...]
      for (index, part) in Self.parted(shown, atSpaces: kind != .figures).enumerated() {
        space = space || index > 0
        if part.isEmpty { continue }
        parts.append((part, kind, space))
        space = false
      }
      used += count
    }
    isTooLong = used > Self.longest
    words = parts.enumerated().map { index, part in
      let text = String(part.text)
      return Word(
        text: text, kind: part.kind, spaceBefore: part.spaceBefore, mayBreak: part.spaceBefore || index == 0,
        advance: advance(of: text, part.kind))
    }
  }

  /// The words, those wider than `limit` in pieces: systems write "shipping_details" where people write two words.
  func words(size: Double, limit: Double) -> [Word] {
    guard words.contains(where: { width(of: $0, size: size) > limit && $0.kind != .figures }) else { return words }
    return words.flatMap { word in
      guard width(of: word, size: size) > limit, word.kind != .figures else { return [word] }
      return Self.pieces(of: word.text).enumerated().map { index, text in
        Word(
          text: text, kind: word.kind, spaceBefore: word.spaceBefore && index == 0,
          mayBreak: word.mayBreak || index > 0, advance: advance(of: text, word.kind))
      }
    }
  }

  /// Width of the widest words that may not be parted.
  func widestWord(size: Double) -> Double {
    var (widest, width) = (0.0, 0.0)
    for word in words(size: size, limit: 0) {
      width = (word.mayBreak ? 0 : width) + self.width(of: word, size: size)
      widest = max(widest, width)
    }
    return widest
  }

  /// Width of a word at a size.
  func width(of word: Word, size: Double) -> Double { Double(word.advance) * size / 1000 }

  private func advance(of text: String, _ kind: Kind) -> Int {
    FontMetrics.advance(of: text, bold: bold || kind == .strong)
  }

  /// The text between the spaces at which a line may break; a space that may not be broken is a letter.
  private static func parted(_ text: Substring, atSpaces: Bool) -> [Substring] {
    guard atSpaces else { return [text] }
    guard text.unicodeScalars.allSatisfy(standsAlone) else {
      return text.split(omittingEmptySubsequences: false) { $0.isWhitespace && $0 != "\u{A0}" }
    }
    return text.unicodeScalars.split(separator: " ", omittingEmptySubsequences: false).map { Substring($0) }
  }

  /// Letters and signs that never join with what stands beside them; the only space among them is the plain one.
  private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x02FF, 0x05BE, 0x05D0...0x05F4, 0x2010...0x2027, 0x20A0...0x20BF, 0x2190...0x22FF: true
    default: false
    }
  }

  /// A word after each of its joints, in pieces of at least three letters; where words are written without spaces, after
  /// each sign.
  private static func pieces(of word: String) -> [String] {
    var parts = [""]
    for scalar in word.unicodeScalars {
      parts[parts.count - 1].unicodeScalars.append(scalar)
      let isJoint = "_/\\+&".unicodeScalars.contains(scalar) && parts[parts.count - 1].unicodeScalars.count > 3
      if isJoint || isIdeographic(scalar) { parts.append("") }
    }
    if parts.count > 1, parts[parts.count - 1].unicodeScalars.count < 3 {
      let rest = parts.removeLast()
      parts[parts.count - 1] += rest
    }
    return parts
  }

  /// Chinese, Japanese and Korean signs, between which a line may break.
  private static func isIdeographic(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3041...0x30FA, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0x20000...0x3FFFD: true
    default: false
    }
  }
}

extension MeasuredText.Kind {
  /// What a run's words are set as.
  init(of run: RichText.Run) {
    switch run {
    case .text: self = .text
    case .name: self = .name
    case .figures: self = .figures
    case .strong: self = .strong
    }
  }

  /// A run of this kind.
  func run(_ text: String) -> RichText.Run {
    switch self {
    case .text: .text(text)
    case .name: .name(text)
    case .figures: .figures(text)
    case .strong: .strong(text)
    }
  }
}
