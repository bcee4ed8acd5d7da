import Foundation

/// What a cell that should say whose a row is stands for.
package enum CustomerID: Sendable, Equatable {
  /// An id as ids are compared.
  case named(String)
  /// Nothing stands there but marks nobody sees.
  case missing
  /// What a system writes where it does not know who it was: `(not set)`, `null`, `0`.
  case placeholder
  /// A number that a spreadsheet has rounded, so that many became one: `9.72540E+11`.
  case rounded

  /// Reads a cell; what is plain stands for itself, which is told without a look at any word.
  package init(_ cell: String) {
    if let key = IDResolver.shortKey(cell), key.isPlain {
      self = .named(cell)
    } else {
      self.init(carefully: cell)
    }
  }

  /// Reads a cell whatever it holds.
  ///
  /// Marks of direction and other marks nobody sees are no part of an id, nor are blanks around it, a spreadsheet's
  /// `="…"` or apostrophe, and the `.0` that a table of decimals puts behind a whole number. Addresses of mail are compared
  /// in lower case, letters with marks in their composed form.
  init(carefully cell: String) {
    var text = Self.visible(cell)
    if text.hasPrefix("=\""), text.hasSuffix("\""), text.utf8.count >= 3 {
      text = trimmed(String(text.dropFirst(2).dropLast()))
    } else if text.utf8.first == 0x27, text.utf8.dropFirst().first.map(isDigit) == true {
      text = String(text.dropFirst())
    }
    guard !text.isEmpty else {
      self = .missing
      return
    }
    if Self.isPlaceholder(text) {
      self = .placeholder
      return
    }
    if let number = Self.scientific(text) {
      self = number
      return
    }
    text = Self.withoutEmptyDecimals(text)
    if text.utf8.contains(0x40) { text = text.lowercased() }
    if !text.utf8.allSatisfy({ $0 < 0x80 }) { text = text.precomposedStringWithCanonicalMapping }
    self = Self.isPlaceholder(text) ? .placeholder : .named(text)
  }

  /// The id as it is compared; `nil` where the cell names nobody.
  package var name: String? {
    switch self {
    case .named(let name): name
    case .missing, .placeholder, .rounded: nil
    }
  }

  /// Why a row with such a cell is nobody's; `nil` where it is somebody's.
  package var issue: IssueKind? {
    switch self {
    case .named: nil
    case .missing: .missingValue
    case .placeholder: .placeholder
    case .rounded: .roundedNumber
    }
  }

  /// A text without marks nobody sees and without blanks around it.
  private static func visible(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return text }
    return trimmed(String(String.UnicodeScalarView(text.unicodeScalars.filter { !isInvisible($0) })))
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Control characters, the mark of a made column among them; a soft hyphen; zero widths; marks of direction.
    case 0x00...0x08, 0x0E...0x1F, 0x7F, 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF:
      true
    default: false
    }
  }

  private static func isPlaceholder(_ text: String) -> Bool {
    guard text.utf8.count <= 40 else { return false }
    // A number of nothing but zeros, and dashes alone; with dashes between them, zeros enough for an id of no bits.
    if text.utf8.allSatisfy({ $0 == 0x30 || $0 == 0x2D || $0 == 0x2E || $0 == 0x7B || $0 == 0x7D }) {
      let zeros = text.utf8.count { $0 == 0x30 }
      if zeros == 0 || zeros >= 8 || !text.utf8.contains(0x2D) { return true }
    }
    var word = text.lowercased()[...]
    for (open, close) in [("(", ")"), ("[", "]"), ("<", ">"), ("{", "}")]
    where word.hasPrefix(open) && word.hasSuffix(close) && word.count > 2 { word = word.dropFirst().dropLast() }
    return placeholders.contains(String(word))
  }

  private static let placeholders: Set<String> = [
    "not set", "not_set", "notset", "not provided", "not available", "not applicable", "no data", "null", "undefined",
    "unknown", "unidentified", "anonymous", "guest", "none", "nil", "nan", "na", "n/a", "n.a.", "n.a", "#n/a", "#null!",
    "#ref!", "#value!", "#name?", "#num!", "#div/0!", "blank", "empty", "missing", "\\n", "?", "??", "???", "-1", "–",
    "—", "–", "walk-in", "walkin", "walk in", "test", "test user", "test customer", "guest checkout", "guest user",
    "guest customer", "anonymous user", "anonymous customer", "unknown user", "unknown customer",
    "cash", "cash customer", "deleted", "deleted user", "noemail@noemail.com", "none@none.com", "test@test.com",
    "אורח", "אנונימי", "לא ידוע", "לא מזוהה", "לא זוהה", "לא רשום", "ללא", "ללא לקוח", "אין", "חסר", "מזדמן",
    "לקוח מזדמן", "לקוח כללי", "לקוח אקראי", "לקוח קופה", "לקוח מזומן", "לקוח בדיקה",
  ]

  /// `13286.0` as 13286.
  private static func withoutEmptyDecimals(_ text: String) -> String {
    guard let point = text.utf8.firstIndex(of: 0x2E), point > text.utf8.startIndex else { return text }
    let decimals = text.utf8[text.utf8.index(after: point)...]
    guard !decimals.isEmpty, decimals.allSatisfy({ $0 == 0x30 }), text.utf8[..<point].allSatisfy(isDigit) else {
      return text
    }
    return String(text[..<point])
  }

  /// A number with an exponent: whole, where all its digits are there, and rounded where they are not.
  private static func scientific(_ text: String) -> CustomerID? {
    let bytes = Array(text.utf8)
    guard bytes.count <= 30, let mark = bytes.firstIndex(where: { $0 | 0x20 == 0x65 }), mark > 0 else { return nil }
    let mantissa = bytes[..<mark]
    var power = bytes[(mark + 1)...]
    let hasSign = power.first == 0x2B
    if hasSign { power = power.dropFirst() }
    let point = mantissa.firstIndex { $0 == 0x2E || $0 == 0x2C }
    let decimals = point.map { mantissa[($0 + 1)...] } ?? []
    // `12E4` may well be somebody's id: only a sign or decimals make it a number.
    guard hasSign || point != nil, mantissa.first.map(isDigit) == true, decimals.allSatisfy(isDigit),
      mantissa[..<(point ?? mark)].count == 1, (1...3).contains(power.count), power.allSatisfy(isDigit),
      let exponent = Int(String(decoding: power, as: UTF8.self))
    else { return nil }
    guard decimals.count >= exponent, decimals.dropFirst(exponent).allSatisfy({ $0 == 0x30 }) else { return .rounded }
    let digits = mantissa.prefix(1) + decimals.prefix(exponent)
    return .named(String(decoding: digits, as: UTF8.self))
  }
}

private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

/// How the ids of a file look: letters and signs as they stand, any digit where a digit stands.
///
/// Ids of one file mostly look alike. What looks like a plain id and has a digit other than 0 is plain as well, and to tell
/// that costs a quarter of looking at every byte.
struct IDShape: BitwiseCopyable {
  // The id with 0 for every digit.
  private var word0: UInt64 = 0
  private var word1: UInt64 = 0
  // What sets the highest bit of a byte that differs by more than it may: by 9 at a digit, not at all elsewhere.
  private var room0: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  private var room1: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

  /// A shape that no id has.
  init() {}

  /// The shape of a plain id.
  init(_ key: RowKey) {
    func shape(_ word: UInt64) -> (word: UInt64, room: UInt64) {
      var (zeros, room) = (word, UInt64(0))
      for place in stride(from: UInt64(0), to: 64, by: 8) {
        let isDigit = (word >> place & 0xFF) &- 0x30 < 10
        if isDigit { zeros = zeros & ~(0xFF << place) | 0x30 << place }
        room |= (isDigit ? 0x76 : 0x7F) << place
      }
      return (zeros, room)
    }
    (word0, room0) = shape(key.word0)
    // The last byte is the length, which is the shape's own whatever number it is.
    (word1, room1) = shape(key.word1 & ~(0xFF << 56))
    word1 |= key.word1 & 0xFF << 56
  }

  /// Whether a key of at most fifteen ASCII bytes has this shape and a digit other than 0.
  @inline(__always)
  func fits(_ key: RowKey) -> Bool {
    let (a, b) = (key.word0 ^ word0, key.word1 ^ word1)
    return ((a &+ room0) | (b &+ room1)) & 0x8080_8080_8080_8080 == 0 && a | b != 0
  }
}

extension RowKey {
  /// Whether an id of at most fifteen ASCII bytes surely is one as it stands: nothing is to be cleaned, and it is no word for
  /// nobody.
  @inline(__always)
  var isPlain: Bool {
    // Most ids of eight bytes and fewer are digits alone, which a few instructions tell.
    if word0 & 0xFF == 0x2D { return false }
    let length = word1 >> 56
    if length <= 8, length > 0 {
      let value = (word0 ^ 0x3030_3030_3030_3030) & (~0 >> (64 &- length &* 8))
      if value != 0, (value | (value &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080 == 0 { return true }
    }
    return isPlainWord
  }

  /// The same for ids with letters: a digit that is not 0, which no word for nobody has, and no byte that is ever cleaned
  /// away, which are those below `0` but `-`, and `@` and above `~`.
  private var isPlainWord: Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    // For bytes below 128, the high bit of `x + (128 - n)` says whether x is at least n.
    @inline(__always) func atLeast(_ word: UInt64, _ n: UInt64) -> UInt64 { word &+ (128 &- n) &* ones }
    // Bytes behind the id are 0; with `-` they are let pass.
    @inline(__always) func isOdd(_ word: UInt64) -> UInt64 {
      let isLow = ~atLeast(word, 0x30) & atLeast(word, 1) & atLeast(word ^ 0x2D &* ones, 1)
      return isLow | atLeast(word, 0x7F) | ~atLeast(word ^ 0x40 &* ones, 1)
    }
    @inline(__always) func digits(_ word: UInt64) -> UInt64 { atLeast(word, 0x31) & ~atLeast(word, 0x3A) }
    let rest = word1 & 0xFF_FFFF_FFFF_FFFF
    return (isOdd(word0) | isOdd(rest)) & highs == 0 && (digits(word0) | digits(rest)) & highs != 0
  }
}

/// The key of up to fifteen bytes, if they are ASCII; sixteen must be readable.
@inline(__always)
func shortKey(_ p: Bytes, _ length: Int) -> RowKey? {
  var word0 = load64(p)
  var word1: UInt64 = 0
  if length <= 8 {
    word0 &= ~0 >> UInt64(truncatingIfNeeded: 64 &- length &* 8)
  } else {
    word1 = load64(p + 8) & (~0 >> UInt64(truncatingIfNeeded: 128 &- length &* 8))
  }
  guard (word0 | word1) & repeated(0x80) == 0 else { return nil }
  return RowKey(word0: word0, word1: word1 | UInt64(truncatingIfNeeded: length) << 56)
}
