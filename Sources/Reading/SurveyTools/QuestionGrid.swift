/// The questions of a plain table with those that only their numbering gives away: `Q7ART`, `Q7FOOD`, `Q7SIGN`.
///
/// Three or more columns of one number, all answered from 1 to 5 or from 1 to 7, are things that one question has rated.
/// What else stands in them (0, 6, a word for nothing) looks like a code for no answer.
func withGrids(_ inspection: Inspection) -> [QuestionColumn] {
  guard looksLikeSurvey(inspection) else { return inspection.questions }
  var members: [(number: String, columns: [Int])] = []
  for (index, column) in inspection.columns.enumerated() {
    guard let number = questionNumber(column), GridAnswers(inspection.samples[index]) != nil else { continue }
    if let place = members.firstIndex(where: { $0.number == number }) {
      members[place].columns.append(index)
    } else {
      members.append((number, [index]))
    }
  }
  var found: [Int: QuestionColumn] = [:]
  var hasOverall = inspection.questions.contains { $0.isOverall }
  for (_, columns) in members where columns.count >= 3 {
    let answers = columns.compactMap { GridAnswers(inspection.samples[$0]) }
    let all = answers.reduce(into: GridAnswers()) { $0.add($1) }
    // One stray code in one column makes no scale for all of them.
    guard let high = GridAnswers.high(of: answers) else { continue }
    for index in columns {
      let column = inspection.columns[index]
      guard !inspection.questions.contains(where: { $0.column == column }) else { continue }
      var question = QuestionColumn(column: column, text: column, metric: .csat, low: 1, high: high)
      question.likelyMissing = all.missing(high: high)
      question.isItem = true
      let simple = simplifiedHeader(column)
      if !hasOverall, simple.hasSuffix("all") || simple.hasSuffix("overall") || simple.hasSuffix("כללי") {
        (question.isOverall, question.isItem) = (true, false)
        hasOverall = true
      }
      found[index] = question
    }
  }
  let known = inspection.questions.map(\.column) + found.values.map(\.column)
  let named = inspection.namedRatings(besides: known)
  let worded = inspection.wordedRatings(besides: known + named.map(\.column))
  let roles = guessRoles(inspection).filter { $0.role != .touchpoint && !$0.byContent }.map(\.column)
  let items = inspection.ratingItems(besides: known + (named + worded).map(\.column) + roles)
  let scored = known + (named + worded + items).map(\.column)
  // What is asked and answered in every row, and not understood, is listed: somebody has to say what it measures.
  let asked = RatedRows(inspection, RoleScorer(inspection)).columns(besides: scored + roles)
    .filter { inspection.columns[$0].hasSuffix("?") }
    .map { QuestionColumn(column: inspection.columns[$0], text: inspection.columns[$0]) }
  let others = named + worded + items + asked
  return inspection.columns.indices.compactMap { index in
    let column = inspection.columns[index]
    return found[index] ?? inspection.questions.first { $0.column == column } ?? others.first { $0.column == column }
  }
}

/// The question that a column numbered like `Q7ART`, `q7_2` or `שאלה 7 א` belongs to; `nil` for other names.
private func questionNumber(_ column: String) -> String? {
  let simple = simplifiedHeader(column)
  guard let beginning = ["question", "שאלה", "q"].first(where: { simple.hasPrefix($0) }) else { return nil }
  let rest = simple.dropFirst(beginning.count)
  let digits = rest.prefix { $0.isASCII && $0.isNumber }
  // `Q7` alone is no part of a grid, and `Q71` is as likely question 71.
  let item = rest.dropFirst(digits.count)
  return digits.isEmpty || digits.count > 3 || item.isEmpty ? nil : String(digits)
}

/// What the answers of one column, or of several, tell about a scale.
private struct GridAnswers {
  private var counts: [Int: Int] = [:]
  private var words: Set<String> = []

  init() {}

  /// `nil` for a column that holds other things than points of a short scale.
  init?(_ samples: [String]) {
    for sample in samples where !sample.isEmpty {
      if let number = AnswerNumber(sample), number.isAlone, number.outOf == nil, (0...8).contains(number.value),
        number.value == number.value.rounded()
      {
        counts[Int(number.value), default: 0] += 1
      } else if ["blank", "ריק", "na", "n/a", "לא רלוונטי"].contains(sample.lowercased()) {
        words.insert(sample)
      } else {
        return nil
      }
    }
    guard counts.keys.count(where: { (1...7).contains($0) }) >= 3,
      (3...5).count(where: { counts[$0] != nil }) >= 2
    else { return nil }
  }

  mutating func add(_ other: GridAnswers) {
    counts.merge(other.counts) { $0 + $1 }
    words.formUnion(other.words)
  }

  /// The top of the scale of several columns; `nil` when their answers fit none.
  static func high(of columns: [GridAnswers]) -> Int? {
    let all = columns.reduce(into: GridAnswers()) { $0.add($1) }
    let total = all.counts.values.reduce(0, +)
    guard (3...5).allSatisfy({ all.counts[$0] != nil }) else { return nil }
    // The worst marks are rare, and two hundred answers may hold none; of few answers nobody can tell.
    guard all.counts[1] != nil || all.counts[2] != nil || total >= 200 else { return nil }
    let sevens = columns.count { $0.counts[7] != nil && $0.counts[6] != nil }
    return sevens * 2 > columns.count ? 7 : 5
  }

  /// Codes beyond the scale, and the words.
  func missing(high: Int) -> [String] {
    var codes = counts.keys.filter { !(1...high).contains($0) }.sorted().map { String($0) }
    codes += words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    // Whoever writes a code for nothing also writes the word, further down.
    if !codes.isEmpty, !words.contains(where: { $0.lowercased() == "blank" }) { codes.append("Blank") }
    return codes
  }
}
