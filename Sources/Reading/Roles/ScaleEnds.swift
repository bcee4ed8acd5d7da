/// What a question's own text says of the ends of its scale: `(1 = very satisfied, 5 = very dissatisfied)`.
enum ScaleEnds {
  /// Whether a text says that the lowest point is the best one.
  ///
  /// Words directly behind both end points decide. A question that asks for what is bad, `How dissatisfied are you?`, is
  /// answered the higher, the worse it was, unless the words at its ends are themselves of praise and blame.
  static func areReversed(_ text: String, _ scale: ClosedRange<Int>) -> Bool {
    let ends = wordsBehindNumbers(text)
    func grades(_ point: Int) -> [End] { ends.filter { $0.number == point }.compactMap { End($0.words) } }
    let (low, high) = (grades(scale.lowerBound), grades(scale.upperBound))
    let isOfBad = asksForBad(text)
    guard let lowest = low.first, let highest = high.first else { return isOfBad && low.isEmpty && high.isEmpty }
    // A text in two languages says it twice; ends that contradict each other tell nothing.
    guard lowest.isGood != highest.isGood, low.allSatisfy({ $0.isGood == lowest.isGood }),
      high.allSatisfy({ $0.isGood == highest.isGood })
    else { return false }
    return lowest.isGood != (isOfBad && !(low + high).contains(where: \.isOfKind))
  }

  /// What words at an end say.
  private struct End {
    let isGood: Bool
    /// Whether they say of what, as "satisfied" does and "not at all" does not.
    let isOfKind: Bool

    init?(_ words: String) {
      if let grade = AnswerGrade(words), grade.value != 0 {
        (isGood, isOfKind) = (grade.value > 0, grade.kind != nil && grade.kind != .degree)
        return
      }
      let plain = QuestionWording.comparable(words)
      if ScaleEnds.much.contains(plain) {
        (isGood, isOfKind) = (true, false)
      } else if ScaleEnds.nothing.contains(plain) {
        (isGood, isOfKind) = (false, false)
      } else {
        return nil
      }
    }
  }

  /// Words for the upper end that do not say of what.
  private static let much: Set<String> = [
    " extremely ", " very ", " very much ", " completely ", " totally ", " definitely ", " absolutely ", " best ",
    " the best ", " מאוד ", " מאד ", " בהחלט ", " לגמרי ", " לחלוטין ", " הטוב ביותר ", " הכי טוב ",
  ]

  /// Words for the lower end that do not say of what.
  private static let nothing: Set<String> = [
    " definitely not ", " absolutely not ", " בהחלט לא ", " ממש לא ", " הגרוע ביותר ", " הכי גרוע ",
  ]

  /// Whether a question asks how bad it was.
  private static func asksForBad(_ text: String) -> Bool {
    let plain = QuestionWording.comparable(text)
    // "How satisfied or dissatisfied" asks for both.
    let both = [" satisfied ", " or ", " או "]
    guard !both.contains(where: { holds(plain, $0) }), plain.split(separator: " ").count(where: { $0 == "שביעות" }) <= 1
    else { return false }
    return ["how dissatisfied ", "how unsatisfied ", " חוסר שביעות ", " אי שביעות "].contains { holds(plain, $0) }
  }

  /// Words that join a number to what it stands for.
  private static let joints: Set<String> = [
    "is", "means", "meaning", "being", "and", "to", "הוא", "היא", "פירושו", "משמעו", "עד", "ו",
  ]

  /// The whole numbers of a text, each with the words up to the next mark or number.
  private static func wordsBehindNumbers(_ text: String) -> [(number: Int, words: String)] {
    let scalars = Array(text.prefix(2000).unicodeScalars)
    func isDigit(_ place: Int) -> Bool { scalars[place].value >= 0x30 && scalars[place].value <= 0x39 }
    var found: [(number: Int, words: String)] = []
    var place = 0
    while place < scalars.count {
      guard isDigit(place) else {
        place += 1
        continue
      }
      let start = place
      while place < scalars.count, isDigit(place) { place += 1 }
      let number = Int(String(String.UnicodeScalarView(scalars[start..<place])))
      // `Q5` and `5th` are no points; in `(5)` the words stand before it.
      let isGlued = start > 0 && (scalars[start - 1].properties.isAlphabetic || scalars[start - 1] == ".")
      guard let number, !isGlued, place < scalars.count, !scalars[place].properties.isAlphabetic else { continue }
      var from = place
      while from < scalars.count, scalars[from].properties.isWhitespace || opening.contains(scalars[from]) { from += 1 }
      var end = from
      while end < scalars.count, !isDigit(end), !closing.contains(scalars[end]) { end += 1 }
      let words = QuestionWording.comparable(String(String.UnicodeScalarView(scalars[from..<end]))).split(
        separator: " ")
      let own = words.drop { joints.contains(String($0)) }
      let kept = own.prefix(own.count - own.reversed().prefix { joints.contains(String($0)) }.count)
      if (1...6).contains(kept.count) { found.append((number, kept.joined(separator: " "))) }
    }
    return found
  }

  /// What may stand between a number and its words.
  private static let opening: Set<Unicode.Scalar> = [
    "=", "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", ":", "(", "[", "\"", "'", "\u{201C}",
  ]

  /// What ends the words.
  private static let closing: Set<Unicode.Scalar> = [")", "]", ",", ";", ".", "?", "!", "|", "\n"]
}
