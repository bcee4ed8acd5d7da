/// How much of something an answer in words says: `Very satisfied`, `לא מסכימה`, `Good`, `במידה רבה`.
struct AnswerGrade: Equatable {
  /// What is graded.
  enum Kind { case satisfaction, ease, agreement, likelihood, quality, degree }

  /// What is graded; `nil` where the words fit every kind: `Neutral`.
  var kind: Kind?
  /// Good (1), bad (-1), or neither (0).
  var side: Int
  /// How strongly, from 1 (slightly) to 4 (extremely); 2 is said without a word for it, 0 is hardly at all.
  var strength: Int
  /// Whether there is none of it at all: the lower end of a scale that has but one side.
  var isNone = false
  /// Whether a word of quality stands between bad and good: `Fair`, `סביר`.
  var isFair = false
  /// Whether a word of praise is denied: `not good` is not as bad as `bad`.
  var isDenied = false
  /// Whether what was found is held against what was expected: `Exceeded expectations`.
  var isOfExpectations = false

  /// The grade as one number: the higher, the better.
  var value: Int { strength == 0 ? -1 : side * (isNone ? 5 : strength) }

  /// The grade of an answer; `nil` for words that grade nothing.
  init?(_ text: String) {
    let plain = QuestionWording.comparable(text)
    let words = plain.split(separator: " ").map(String.init)
    // Most texts hold no word that any grade is made of, and need no search for phrases.
    guard (1...9).contains(words.count), !Self.known.isDisjoint(with: words) else { return nil }
    func says(_ phrases: [String]) -> Bool { phrases.contains { plain.contains(" \($0) ") } }
    strength = Self.strengths.first { says($0.words) }?.strength ?? 2
    side = 0
    if let degree = Self.degrees.first(where: { says($0.words) }) {
      (kind, side, strength) = (.degree, 1, degree.strength)
      return
    }
    // "Neither agree nor disagree", whoever says it.
    let isNeither = words.contains("לא") && words.contains("ולא")
    if isNeither || says(Self.neutral), !says(["neutral or"]) {
      kind = Self.kinds.first { says($0.good) || says($0.bad) }?.kind
      return
    }
    // Held against what is usual: "below average" is not average, and less bad than "poor".
    if let compared = Self.comparisons.first(where: { says($0.words) }),
      compared.side <= 0 || !says(Self.negations)
    {
      (kind, side, isFair) = (.quality, compared.side, compared.side == 0)
      isOfExpectations = !words.contains { $0.contains("average") || $0.contains("ממוצע") }
      strength = strength > 2 || says(["far", "much", "well", "significantly", "הרבה"]) ? 3 : 1
      return
    }
    if says(Self.fair), words.count <= 2 {
      (kind, isFair) = (.quality, true)
      // A chance may be fair, too: the others of the scale tell.
      if words.contains("סביר") || words.contains("סבירה"), words.count == 2 {
        (kind, isFair, side) = (.likelihood, false, words.contains("לא") ? -1 : 1)
      }
      return
    }
    let isNegated = says(Self.negations)
    let isNotAtAll = says(Self.notAtAll)
    for (own, good, bad) in Self.kinds {
      let isBad = says(bad)
      guard isBad || says(good) else { continue }
      kind = own
      side = isBad != (isNegated || isNotAtAll) ? -1 : 1
      if isNotAtAll, !isBad { (side, isNone, strength) = (-1, true, 4) }
      isDenied = isNegated && !isNotAtAll && !isBad
      // "Not very satisfied" is a little less than satisfied, not very much less.
      if isNegated, !isNotAtAll, !isBad, says(["not very", "not so", "not too", "לא כל כך", "לא ממש"]) { strength = 1 }
      if own == .quality, let strong = Self.strongQualities.first(where: { says($0.words) }) {
        strength = max(strength, strong.strength)
      }
      return
    }
    if isNotAtAll {
      (kind, side, strength, isNone) = (nil, -1, 4, true)
      return
    }
    return nil
  }

  /// Every word that a grade's phrases hold.
  private static let known: Set<String> = {
    var phrases = neutral + fair + notAtAll + degrees.flatMap(\.words) + comparisons.flatMap(\.words)
    for kind in kinds { phrases += kind.good + kind.bad }
    return Set(phrases.flatMap { $0.split(separator: " ").map(String.init) })
  }()

  private static let strengths: [(strength: Int, words: [String])] = [
    (4, ["extremely", "completely", "totally", "absolutely", "fully", "entirely", "strongly", "delighted"]),
    (4, ["לגמרי", "לחלוטין", "בהחלט", "ביותר"]),
    (3, ["very", "highly", "really", "מאוד", "מאד", "ממש לא"]),
    (1, ["somewhat", "slightly", "a little", "a bit", "rather", "fairly", "partly", "mildly", "partially"]),
    (1, ["די", "למדי", "במידת מה", "במקצת", "קצת", "חלקית", "באופן חלקי", "יחסית"]),
    (2, ["moderately", "mostly", "quite", "generally"]),
  ]

  private static let degrees: [(strength: Int, words: [String])] = [
    (0, ["במידה מועטה מאוד", "במידה מועטה מאד", "במידה מעטה מאוד", "במידה נמוכה מאוד", "במידה נמוכה מאד"]),
    (0, ["to a very small extent", "to a very little extent", "to a very slight extent"]),
    (4, ["במידה רבה מאוד", "במידה רבה מאד", "to a very great extent", "to a very large extent"]),
    (3, ["במידה רבה", "to a great extent", "to a large extent"]),
    (2, ["במידה בינונית", "במידה מסוימת", "to a moderate extent", "to some extent"]),
    (1, ["במידה מועטה", "במידה מעטה", "במידה נמוכה", "to a small extent", "to a little extent", "to a slight extent"]),
  ]

  private static let comparisons: [(side: Int, words: [String])] = [
    (-1, ["below average", "worse than average", "below expectations", "below expectation", "worse than expected"]),
    (-1, ["not meet expectations", "didnt meet expectations", "doesnt meet expectations", "not as expected"]),
    (-1, ["מתחת לממוצע", "מתחת לציפיות", "מתחת למצופה", "לא עמד בציפיות", "לא כמצופה", "פחות מהמצופה"]),
    (1, ["above average", "better than average", "above expectations", "above expectation", "better than expected"]),
    (1, ["exceeded expectations", "exceeds expectations", "exceed expectations", "more than expected"]),
    (1, ["מעל הממוצע", "מעל לממוצע", "מעל הציפיות", "מעל לציפיות", "מעל המצופה", "מעבר לציפיות", "עלה על הציפיות"]),
    (0, ["met expectations", "meets expectations", "meet expectations", "as expected", "as was expected"]),
    (0, ["about average", "כמצופה", "כצפוי", "עמד בציפיות", "בהתאם לציפיות", "לפי הציפיות"]),
  ]

  private static let neutral = [
    "neutral", "neither", "undecided", "indifferent", "so so", "in between", "no opinion", "neither agree nor disagree",
    "ניטרלי", "נייטרלי", "ניטרלית", "נייטרלית", "ניטראלי", "ניטראלית", "גם וגם", "באמצע", "לא מרוצה ולא לא מרוצה",
    "לא מסכים ולא לא מסכים", "ולא לא", "לא כך ולא כך", "לא מסכים ולא מתנגד", "לא קל ולא קשה", "לא טוב ולא רע",
    "מתלבט", "מתלבטת", "ככה ככה",
  ]

  private static let fair = [
    "fair", "average", "ok", "okay", "acceptable", "medium", "mediocre", "adequate", "סביר", "סבירה", "בינוני",
    "בינונית",
    "ממוצע", "ממוצעת", "בסדר",
  ]

  private static let negations = [
    "not", "dont", "do not", "didnt", "isnt", "wasnt", "לא", "אינני", "איני", "אינו", "אינה", "בלתי",
  ]

  private static let notAtAll = [
    "not at all", "כלל לא", "בכלל לא", "לא בכלל", "לא כלל", "לא מרוצה כלל", "לא מרוצה בכלל", "לא מסכים כלל",
    "לא מסכים בכלל", "לא מסכימה כלל", "לא מסכימה בכלל", "לא מרוצים כלל", "לא מרוצים בכלל",
    "כלל אינני", "not satisfied at all",
  ]

  private static let kinds: [(kind: Kind, good: [String], bad: [String])] = [
    (
      .satisfaction,
      [
        "satisfied", "happy", "pleased", "delighted", "מרוצה", "מרוצים", "מרוצות", "שבע רצון", "שבעת רצון",
        "שבעי רצון", "שבעות רצון",
      ], ["dissatisfied", "unsatisfied", "unhappy", "displeased", "disappointed", "מאוכזב", "מאוכזבת", "מאוכזבים"]
    ),
    (
      .agreement,
      ["agree", "agrees", "מסכים", "מסכימה", "מסכימים", "מסכימות", "נכון", "נכונה"],
      ["disagree", "disagrees", "מתנגד", "מתנגדת", "מתנגדים"]
    ),
    (.ease, ["easy", "effortless", "קל", "קלה", "קלים", "קלות", "בקלות"], ["difficult", "קשה", "קשים", "קשות"]),
    (.likelihood, ["likely", "probable", "סביר", "סבירה"], ["unlikely", "improbable"]),
    (
      .quality,
      [
        "good", "great", "excellent", "outstanding", "perfect", "superb", "wonderful", "amazing", "positive",
        "thumbs up",
        "טוב", "טובה", "טובים", "טובות", "מצוין", "מצוינת", "מצויין", "מצויינת", "מצוינים", "מעולה", "מעולים", "נהדר",
        "נהדרת", "מושלם", "מושלמת", "חיובי", "חיובית",
      ],
      [
        "bad", "poor", "terrible", "awful", "horrible", "worst", "negative", "unacceptable", "thumbs down",
        "גרוע", "גרועה", "גרועים", "רע", "רעה", "רעים", "נורא", "נוראה", "נוראי", "נוראית", "איום", "שלילי", "שלילית",
      ]
    ),
  ]

  private static let strongQualities: [(strength: Int, words: [String])] = [
    (
      4,
      [
        "excellent", "outstanding", "perfect", "superb", "amazing", "terrible", "awful", "horrible", "worst",
        "unacceptable", "wonderful", "מצוין", "מצוינת", "מצויין", "מצויינת", "מצוינים", "מעולה", "מעולים", "נהדר",
        "נהדרת", "מושלם", "מושלמת", "נורא", "נוראה", "נוראי", "נוראית", "איום",
      ]
    ), (3, ["great"]),
  ]
}

/// Words that say that there is no answer, whatever was asked.
enum NoAnswer {
  /// Whether a cell, or what a code stands for, is no answer.
  ///
  /// - Parameter isInside: the code stands amidst those of answers, where "no opinion" is the middle.
  static func says(_ text: String, isInside: Bool = false) -> Bool {
    let plain = QuestionWording.comparable(text)
    guard plain.utf8.count <= 120 else { return false }
    if outright.contains(plain) || starts.contains(where: { plain.hasPrefix($0) }) { return true }
    return !isInside && undecided.contains(plain)
  }

  private static let outright: Set<String> = [
    " n a ", " na ", " not applicable ", " none ", " blank ", " skipped ", " missing ", " refused ", " no answer ",
    " no response ", " unanswered ", " not answered ", " not asked ", " not used ", " never used ", " no experience ",
    " not relevant ", " לא רלוונטי ", " לא רלבנטי ", " לא ישים ", " ל ר ", " לר ", " אין תשובה ", " לא ענה ",
    " לא ענתה ",
    " מסרב ", " מסרבת ", " סירב ", " סירבה ", " לא התנסיתי ", " לא השתמשתי ", " ללא תשובה ", " ריק ",
  ]

  private static let undecided: Set<String> = [
    " no opinion ", " dont know ", " do not know ", " cant say ", " cannot say ", " not sure ", " unsure ", " unknown ",
    " אין דעה ", " אין לי דעה ", " לא יודע ", " לא יודעת ", " לא יודע ת ", " לא ידוע ", " לא בטוח ", " לא בטוחה ",
    " קשה לומר ",
  ]

  private static let starts = [
    " not applicable ", " does not apply", " doesnt apply", " did not use", " didnt use", " have not used",
    " havent used",
    " prefer not to", " dont know no", " n a not", " dont know n a", " מעדיף לא ל", " מעדיפה לא ל", " לא רלוונטי ל",
  ]
}
