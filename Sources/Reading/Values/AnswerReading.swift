/// What the different cells of one question say, taken together: the whole column tells what each of them means.
///
/// - Answers in words are points: `Very satisfied` is 5 of 5 beside four others, and 7 of 7 beside six.
/// - Labels say what codes mean: `1 - Very satisfied … 5 - Very dissatisfied` turns the scale.
/// - A code labelled N/A is no answer.
/// - Stars are counted.
package struct AnswerReading: Sendable {
  /// What each cell says, in the order given.
  package private(set) var values: [AnswerValue]
  /// Whether labels say that a high code is bad.
  package private(set) var isReversedByLabels = false
  /// Whether labels say which end is good, whichever it is.
  private(set) var isDirectedByLabels = false
  /// The scale on which the words of the column are points; `nil` where its answers are numbers.
  package private(set) var wordScale: ClosedRange<Int32>?
  /// What the words grade.
  private(set) var kind: AnswerGrade.Kind?
  /// How many cells are words that grade.
  private(set) var gradedCount = 0
  /// How many cells are words that do not.
  private(set) var ungradedCount = 0

  /// What a question whose answers are such words measures, where its own wording does not tell.
  var usualMetric: QuestionMetric? {
    guard gradedCount >= 2, ungradedCount * 5 <= gradedCount else { return nil }
    switch kind {
    case .ease: return .ces
    case .satisfaction, .quality, .agreement: return .csat
    // How likely and how much are asked of everything.
    case .likelihood, .degree, nil: return nil
    }
  }

  /// Reads the different cells of a column.
  ///
  /// - Parameters:
  ///   - metric: what the question measures; of a recommendation no words are points.
  ///   - scale: the scale in force; without one words have the scale of their own.
  ///   - labels: what codes stand for, where the file says it apart from the cells.
  package init(
    _ cells: [String], parser: AnswerParser, metric: QuestionMetric?, scale: ClosedRange<Int32>? = nil,
    labels: [AnswerLabel] = []
  ) {
    values = cells.map { cell in
      let value = parser.value(of: cell)
      if case .words = value, mayGrade(cell) {
        if let stars = starCount(cell) { return .number(stars) }
        if NoAnswer.says(cell) { return .declined }
      }
      return value
    }
    readLabels(cells, labels, metric)
    guard metric != .nps, metric != .text, metric != .choice else { return }
    readWords(cells, scale)
  }

  /// Whether scores are turned around: because labels say so, or because the project does.
  ///
  /// Words of praise and blame are never turned; whether one agrees may be said of something bad.
  package func isReversed(declared: Bool) -> Bool {
    if wordScale != nil, kind != .agreement { return false }
    return declared || isReversedByLabels
  }

  // MARK: Labels

  private mutating func readLabels(_ cells: [String], _ labels: [AnswerLabel], _ metric: QuestionMetric?) {
    var pairs: [(code: Double, text: String, cell: Int?)] = []
    for (index, cell) in cells.enumerated() {
      guard case .number(let number) = values[index], !number.isAlone else { continue }
      let text = withoutNumber(cell)
      if !text.isEmpty { pairs.append((number.value, text, index)) }
    }
    for label in labels where !label.isUserMissing {
      if let code = AnswerNumber(label.code)?.value { pairs.append((code, label.label, nil)) }
    }
    guard !pairs.isEmpty else { return }
    let graded = pairs.compactMap { pair in AnswerGrade(pair.text).map { (code: pair.code, value: $0.value) } }
    let inside = graded.map(\.code)
    var declined: Set<Double> = []
    for pair in pairs {
      let isInside = (inside.min() ?? .infinity) < pair.code && pair.code < (inside.max() ?? -.infinity)
      guard NoAnswer.says(pair.text, isInside: isInside) else { continue }
      if let cell = pair.cell { values[cell] = .declined } else { declined.insert(pair.code) }
    }
    recode(labels, metric)
    for index in values.indices {
      if case .number(let number) = values[index], declined.contains(number.value) { values[index] = .declined }
    }
    // Pairs of labels that say the one thing and the other: enough of them turn the scale.
    var balance = 0
    for (place, a) in graded.enumerated() {
      for b in graded[(place + 1)...] where a.code != b.code && a.value != b.value {
        balance += (a.code < b.code) == (a.value < b.value) ? 1 : -1
      }
    }
    let hasBoth = graded.contains { $0.value > 0 } && graded.contains { $0.value < 0 }
    isDirectedByLabels = hasBoth && balance != 0
    isReversedByLabels = hasBoth && balance < 0
  }

  /// Codes of a recommendation whose labels are other numbers, 1 for "0" to 11 for "10", become what they stand for.
  private mutating func recode(_ labels: [AnswerLabel], _ metric: QuestionMetric?) {
    guard metric == .nps || metric == nil else { return }
    var meaning: [Double: AnswerNumber] = [:]
    for label in labels where !label.isUserMissing {
      if let code = AnswerNumber(label.code)?.value, let number = AnswerNumber(label.label) { meaning[code] = number }
    }
    guard meaning.count >= 2, meaning.contains(where: { $0.key != $0.value.value }) else { return }
    for index in values.indices {
      if case .number(let number) = values[index], let meant = meaning[number.value] { values[index] = .number(meant) }
    }
  }

  // MARK: Words

  private mutating func readWords(_ cells: [String], _ declared: ClosedRange<Int32>?) {
    var grades: [(cell: Int, grade: AnswerGrade)] = []
    var numbers = 0
    for (index, cell) in cells.enumerated() {
      switch values[index] {
      case .number: numbers += 1
      case .declined: break
      case .words:
        if mayGrade(cell), let grade = AnswerGrade(cell) {
          grades.append((index, grade))
        } else {
          ungradedCount += 1
        }
      }
    }
    // Among numbers a word is a stray.
    guard !grades.isEmpty, grades.count >= 2 * numbers, grades.count >= ungradedCount else { return }
    settleNeighbours(&grades)
    // What is fair is the middle of every scale.
    let ofWords = Set(grades.filter { !$0.grade.isFair }.compactMap(\.grade.kind))
    let kinds = ofWords.isEmpty ? Set(grades.compactMap(\.grade.kind)) : ofWords
    guard kinds.count <= 1 || kinds.subtracting([.quality, .likelihood]).isEmpty || kinds.contains(.degree) else {
      return
    }
    kind = kinds.first
    if kinds.contains(.quality) { kind = .quality }
    if kinds.contains(.degree) { kind = .degree }
    gradedCount = grades.count
    let ladder = AnswerLadder(grades.map(\.grade), kind)
    let own: ClosedRange<Int32> = 1...Int32(ladder.size)
    let scale = declared ?? (ladder.size == 3 ? 1...5 : own)
    wordScale = scale
    for (cell, grade) in grades {
      values[cell] = .number(AnswerNumber(point: Double(ladder.point(of: grade, on: scale))))
    }
  }
}

/// Parts steps that say the same by themselves, and not beside each other.
private func settleNeighbours(_ grades: inout [(cell: Int, grade: AnswerGrade)]) {
  // "Bad" beside "not good" is the worse of the two.
  let denied = Set(grades.filter(\.grade.isDenied).map(\.grade.strength))
  for place in grades.indices where grades[place].grade.side < 0 && !grades[place].grade.isDenied {
    let grade = grades[place].grade
    if !grade.isNone, denied.contains(grade.strength) { grades[place].grade.strength = max(3, grade.strength + 1) }
  }
  // Where "good" is a step, what exceeds expectations stands above it.
  if grades.contains(where: { $0.grade.kind == .quality && $0.grade.side > 0 && $0.grade.strength == 2 }) {
    for place in grades.indices where grades[place].grade.isOfExpectations && grades[place].grade.side > 0 {
      grades[place].grade.strength = grades[place].grade.strength > 2 ? 4 : 3
    }
  }
  // "Satisfied to a moderate extent" beside "satisfied" stands in the middle.
  let plain = grades.first { $0.grade.side > 0 && $0.grade.kind != .degree && $0.grade.strength == 2 }
  guard let plain, grades.allSatisfy({ $0.grade.kind != .degree || $0.grade.strength == 2 }) else { return }
  for place in grades.indices where grades[place].grade.kind == .degree {
    (grades[place].grade.kind, grades[place].grade.side) = (plain.grade.kind, 0)
  }
}

/// The steps of a scale in words, as the words that were used show them.
private struct AnswerLadder {
  /// How many points it has.
  let size: Int
  /// From nothing to very much, without a side of blame.
  private let isOneSided: Bool
  /// Whether a one-sided scale has "not very" between nothing and somewhat.
  private let hasNotVery: Bool
  /// Not at all, not very, fairly, very: four steps without a middle.
  private let isOfFour: Bool
  /// Whether "hardly" stands beside "not at all", a step of its own.
  private let hasHardly: Bool
  /// Poor, fair, good, very good, excellent: the middle is not neutral. Below "poor" there may be "very poor".
  private let isRanked: Bool
  private let strengths: (good: [Int], bad: [Int])
  private let merges: Bool

  init(_ grades: [AnswerGrade], _ kind: AnswerGrade.Kind?) {
    let hasPlainBad = grades.contains { $0.side < 0 && !$0.isNone && $0.strength > 1 }
    let hasMiddle = grades.contains { $0.side == 0 }
    let goodStrengths = Set(grades.filter { $0.side > 0 }.map(\.strength))
    isOneSided =
      kind == .degree
      || (!hasPlainBad && !hasMiddle && goodStrengths.count >= (grades.contains(where: \.isNone) ? 2 : 4))
    hasNotVery = grades.contains { $0.side < 0 && !$0.isNone }
    let hasNone = grades.contains(where: \.isNone)
    isOfFour = kind != .degree && isOneSided && hasNone && hasNotVery && goodStrengths.count == 2
    hasHardly = hasNone && grades.contains { $0.strength == 0 }
    let badCount = Set(grades.filter { $0.side < 0 }.map(\.strength)).count
    let isOfSix = badCount == 2 && goodStrengths == [2, 3, 4] && grades.contains(where: \.isFair)
    isRanked = kind == .quality && goodStrengths.count == 3 && (badCount <= 1 || isOfSix)
    func levels(_ side: Int, merging: Bool) -> [Int] {
      Set(grades.filter { $0.side == side }.map { merging ? min($0.strength, 3) : $0.strength }).sorted()
    }
    // "Very" and "extremely" are one step, unless a side has both.
    merges = ![1, -1].contains { side in Set([3, 4]).isSubset(of: levels(side, merging: false)) }
    strengths = (levels(1, merging: merges), levels(-1, merging: merges))
    if isOneSided || isRanked {
      size = isOfFour ? 4 : hasHardly || (isRanked && badCount == 2) ? 6 : 5
    } else {
      size = 2 * min(4, max(1, max(strengths.good.count, strengths.bad.count))) + 1
    }
  }

  /// The point of a grade on a scale of any length.
  func point(of grade: AnswerGrade, on scale: ClosedRange<Int32>) -> Int32 {
    let own = step(of: grade)
    let length = Double(scale.upperBound - scale.lowerBound)
    let share = (Double(own) - 1) / Double(size - 1)
    // Rounded away from the middle, so that both sides are alike.
    let place = share * length
    let rounded = share < 0.5 ? (place - 1e-9).rounded() : (place + 1e-9).rounded()
    return scale.lowerBound + Int32(rounded)
  }

  private func step(of grade: AnswerGrade) -> Int {
    if isOfFour {
      if grade.side < 0 { return grade.isNone ? 1 : 2 }
      return (merges ? min(grade.strength, 3) : grade.strength) == strengths.good.last ? 4 : 3
    }
    if hasHardly, isOneSided { return grade.side < 0 ? 1 : grade.strength + 2 }
    if isOneSided {
      if grade.side < 0 { return grade.isNone ? 1 : 2 }
      return min(5, hasNotVery ? max(3, grade.strength + 1) : grade.strength + 1)
    }
    if isRanked {
      // Of six steps two are bad.
      if grade.side < 0 { return size == 6 && grade.strength == strengths.bad.first ? 2 : 1 }
      return grade.side == 0 ? size - 3 : min(5, grade.strength + 1) + size - 5
    }
    let middle = (size + 1) / 2
    guard grade.side != 0 else { return middle }
    let most = middle - 1
    let own = grade.side > 0 ? strengths.good : strengths.bad
    let strength = merges ? min(grade.strength, 3) : grade.strength
    let all = Set(strengths.good + strengths.bad).sorted()
    let level: Int
    if all.count == most {
      level = (all.firstIndex(of: strength) ?? 0) + 1
    } else if strength == own.last, strength >= 3 {
      level = most
    } else {
      level = (own.firstIndex(of: strength) ?? 0) + 1
    }
    return middle + grade.side * level
  }
}

/// Whether a cell may be words that grade, by its length and its digits: times and ids are looked at no further.
private func mayGrade(_ text: String) -> Bool {
  let bytes = text.utf8
  return bytes.count <= 160 && bytes.count { $0 >= 0x30 && $0 <= 0x39 } * 2 <= bytes.count
}

/// A label without its number and what parts the two.
private func withoutNumber(_ text: String) -> String {
  let kept = text.unicodeScalars.filter { scalar in
    scalar.properties.numericType == nil && !["-", "\u{2013}", "\u{2014}", "=", ":", "(", ")", "."].contains(scalar)
  }
  return trimmed(String(String.UnicodeScalarView(kept)))
}

/// Stars as signs or in words: `★★★★☆`, `⭐⭐⭐`, `FIVE`, `four stars`.
func starCount(_ text: String) -> AnswerNumber? {
  guard text.utf8.count <= 60 else { return nil }
  var full = 0
  var empty = 0
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x2605, 0x2B50, 0x1F31F, 0x272D: full += 1
    case 0x2606, 0x2729: empty += 1
    case 0xFE0F, 0xFE0E, 0x20: continue
    default: full = -100
    }
    if full < 0 { break }
  }
  if full >= 0, full + empty >= 1, full + empty <= 10 {
    var number = AnswerNumber(point: Double(full))
    if empty > 0 { number.outOf = Double(full + empty) }
    return number
  }
  let words = QuestionWording.comparable(text.replacing("_", with: " ")).split(separator: " ")
  guard let first = words.first, words.count <= 2, words.count == 1 || words[1].hasPrefix("star") else { return nil }
  let names = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
  return names.firstIndex(of: String(first)).map { AnswerNumber(point: Double($0)) }
}
