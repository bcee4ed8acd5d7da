/// Which mark parts a column's decimals.
package enum DecimalMark: String, Sendable, CaseIterable {
  /// Nothing says which: each cell is read for itself.
  case open = "auto"
  case point
  case comma
}

/// A column of numbers in which no cell tells which mark parts decimals: a guess, by which an amount may be a thousand
/// times what it was.
package struct DecimalGuess: Sendable, Equatable {
  /// The column's name.
  package var column: String
  /// The first cell that can be read both ways.
  package var example: String
  /// Whether its mark was taken to part thousands.
  package var isThousands: Bool

  /// The same guess about a number that is nobody's.
  package var anyNumber: DecimalGuess {
    DecimalGuess(column: column, example: example.utf8.contains(0x2E) ? "1.234" : "1,234", isThousands: isThousands)
  }

  /// Whether it was read as if a point parted decimals and a comma thousands.
  package var readsPoint: Bool { example.utf8.contains(0x2E) != isThousands }

  /// The example's digits as they were read: `1234`, or `1.234`.
  package var reading: String {
    String(example.compactMap { $0 == "." || $0 == "," ? (isThousands ? nil : ".") : $0 })
  }
}

/// What a column's numbers say about the mark that parts their decimals; one cell alone cannot tell `1.234` from 1234.
struct DecimalEvidence: Sendable, Equatable {
  /// Numbers whose point, or whose comma, can only part decimals.
  private(set) var point = 0
  private(set) var comma = 0
  /// Numbers with one mark and three digits behind it: thousands or thousandths.
  private(set) var openPoints = 0
  private(set) var openCommas = 0
  /// Numbers without any mark, and those of them that thousands would have been parted in.
  private(set) var plain = 0
  private(set) var long = 0
  /// The first number with one mark and three digits behind it.
  private(set) var example = ""

  /// Takes in a cell.
  mutating func add(_ text: String) {
    let marks = text.utf8.filter { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2E || $0 == 0x2C }
    // A currency may end in a point of its own.
    let core = marks.drop { $0 == 0x2E || $0 == 0x2C }.reversed().drop { $0 == 0x2E || $0 == 0x2C }.reversed()
    let bytes = Array(core)
    guard bytes.count == marks.count || bytes.count > 0 else { return }
    let points = bytes.count { $0 == 0x2E }
    let commas = bytes.count { $0 == 0x2C }
    switch (points, commas) {
    case (0, 0):
      plain += 1
      if bytes.count >= 4 { long += 1 }
    case (1..., 1...):
      let lastIsPoint = (bytes.lastIndex(of: 0x2E) ?? 0) > (bytes.lastIndex(of: 0x2C) ?? 0)
      if lastIsPoint { point += 1 } else { comma += 1 }
    case (2..., 0): comma += 1
    case (0, 2...): point += 1
    default:
      let place = bytes.firstIndex { $0 == 0x2E || $0 == 0x2C } ?? 0
      let isThree = bytes.count - place == 4 && (1...3).contains(place) && bytes[0] != 0x30
      if isThree, example.isEmpty { example = String(decoding: bytes, as: UTF8.self) }
      switch (points, isThree) {
      case (1, true): openPoints += 1
      case (1, false): point += 1
      case (_, true): openCommas += 1
      default: comma += 1
      }
    }
  }

  /// Whether another look at the column could still change the decision: nothing is certain, and little was seen.
  var isOpen: Bool { point == 0 && comma == 0 && (openPoints + openCommas > 0 || plain == 0) }

  /// Whether numbers that can be read both ways stand in the column, and nothing in it says how they are meant.
  ///
  /// Thousands that stand without any mark say that points part decimals.
  var isGuessed: Bool {
    (point > 0) == (comma > 0) && openPoints + openCommas > 0 && !(openCommas == 0 && long > 0)
  }

  /// What the column says as a whole.
  ///
  /// Where every point has three digits behind it, and thousands never stand without one, points part thousands.
  var mark: DecimalMark {
    if comma > 0, point == 0 { return .comma }
    if point > 0, comma == 0 { return .point }
    if point == 0, openPoints > 1, openCommas == 0, long == 0 { return .comma }
    return .open
  }
}

/// Whether a cell's text is what a database, a spreadsheet or a person writes where there is nothing: `\N`, NULL, NaN, n/a, -.
package func isNullWord(_ text: String) -> Bool { text.utf8.count <= 24 && nullWords.contains(text.lowercased()) }

private let nullWords: Set<String> = [
  "\\n", "null", "(null)", "none", "nan", "na", "<na>", "n/a", "n.a.", "n.a", "#n/a", "nil", "(blank)", "blank",
  "empty",
  "missing", "tbd", "#value!", "#ref!", "#name?", "#null!", "#num!", "#div/0!", "-", "--", "–", "—", ".", "..", "…",
  "אין", "ללא", "לא רלוונטי", "לא ידוע", "ריק",
]

extension InputFormat {
  /// Whether numbers stand as somebody has written them: elsewhere the format itself says what parts decimals.
  package var isText: Bool {
    switch self {
    case .xes, .xlsx, .sav, .surveyTool(.limesurvey), .jsonl: false
    case .csv, .tsv, .fixedWidth, .surveyTool: true
    }
  }
}
