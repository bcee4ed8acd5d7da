/// Finds out what a column of answers asks, from its wording, its labels and its values.
struct QuestionGuess {
  /// The column's name.
  var column: String
  /// The question's text; the column's name where there is no other.
  var text: String
  /// Values of the first rows, empty ones included.
  var samples: [String] = []
  /// What its codes stand for.
  var labels: [AnswerLabel] = []
  /// The numbers that are no answers.
  var missing: [ClosedRange<Double>] = []
  /// Whether the file says that customers wrote here in their own words.
  var isOpen = false

  /// The question with everything that could be found out.
  var question: QuestionColumn {
    var question = QuestionColumn(column: column, text: plainText(text), labels: labels, missing: missing)
    let parser = question.parser
    let wording = wording
    let written = samples.filter { !$0.isEmpty && !parser.isDeclined($0) }
    let cells = Array(Set(written)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let reading = AnswerReading(cells, parser: parser, metric: wording == .nps ? .nps : nil, labels: labels)
    let meaning = Dictionary(zip(cells, reading.values)) { first, _ in first }
    let answers = written.filter { meaning[$0] != .declined }
    let found = answers.compactMap { answer -> AnswerNumber? in
      if case .number(let number)? = meaning[answer] { number } else { nil }
    }
    question.isReversed = reading.isReversedByLabels
    let numbers = found.map(\.value)
    // What answers say they are out of: `9/10`.
    let tops = Set(found.compactMap(\.outOf))
    let isNumeric = answers.isEmpty || numbers.count * 10 >= answers.count * 7
    let declared = declaredScale
    if let declared { (question.low, question.high) = declared }
    if let scale = reading.wordScale, reading.gradedCount >= 2, !isOpen {
      switch wording {
      case .csat, .ces: question.metric = wording
      case .nps, .text, .choice: break
      case nil: question.metric = reading.usualMetric
      }
      (question.low, question.high) = (Int(scale.lowerBound), Int(scale.upperBound))
      question.isWorded = true
      return question
    }
    if !isNumeric || isOpen {
      if !isOpen, QuestionWording.asksWhichReason(column + " | " + text), areFew(answers) {
        question.metric = .choice
      } else if isOpen || QuestionWording.asksForWords(text) || holdsWords(answers) {
        question.metric = .text
      }
      return question
    }
    switch wording {
    case .nps:
      if let declared {
        if declared == (0, 10) { question.metric = .nps }
      } else if tops.isSubset(of: [10]), fitsNPS(numbers) {
        question.metric = .nps
        (question.low, question.high) = (0, 10)
      }
    case .csat, .ces:
      question.metric = wording
      if declared == nil,
        let observed = ObservedScale(numbers, outOf: tops, isEffort: wording == .ces)
      {
        (question.low, question.high) = (observed.low, observed.high)
        question.isOfUsedPoints = observed.isOfUsedPoints
      }
    case .text:
      if answers.isEmpty { question.metric = .text }
    case .choice, nil: break
    }
    if question.metric?.isScored == true, let low = question.low, let high = question.high {
      if !reading.isDirectedByLabels, ScaleEnds.areReversed(plainText(text), low...high) {
        question.isReversed = true
      }
      question.likelyMissing = codes(in: numbers, beyond: low...high)
      // Elevens without a nought are no code: the whole scale was stored one higher.
      if question.metric == .nps, !numbers.contains(0) { question.likelyMissing.removeAll { $0 == "11" } }
    }
    return question
  }

  /// What the question's own words say it measures.
  private var wording: QuestionMetric? {
    QuestionWording.metric(of: column + " | " + text, isScored: samples.contains { !$0.isEmpty })
  }

  /// The scale that labels or the question's own words tell.
  private var declaredScale: (Int, Int)? {
    let codes = labels.filter { !$0.isUserMissing && !NoAnswer.says($0.label, isInside: isInside($0)) }
      .compactMap { AnswerNumber($0.code)?.value }.filter { $0 == $0.rounded() }
    if codes.count >= 2, let low = codes.min(), let high = codes.max(), abs(low) < 1e6, abs(high) < 1e6 {
      return (Int(low), Int(high))
    }
    return scaleInText
  }

  /// Whether a label's code stands amidst those of labels that say something.
  private func isInside(_ label: AnswerLabel) -> Bool {
    let others = labels.filter { !NoAnswer.says($0.label) }.compactMap { AnswerNumber($0.code)?.value }
    guard let code = AnswerNumber(label.code)?.value, let low = others.min(), let high = others.max() else {
      return false
    }
    return low < code && code < high
  }

  /// Scales that questions name in their text: `1 – כלל לא נכון, 7 – נכון מאוד`, `(0-10)`.
  private static let knownScales: [(Int, Int)] = [
    (0, 10), (1, 10), (1, 5), (1, 7), (0, 5), (1, 3), (1, 4), (1, 6), (1, 9), (0, 100), (1, 100),
  ]

  private var scaleInText: (Int, Int)? {
    let numbers = QuestionWording.comparable(text).split(separator: " ").compactMap { Int($0) }
    guard let low = numbers.min(), let high = numbers.max() else { return nil }
    return Self.knownScales.first { $0 == (low, high) }
  }

  /// Numbers that lie outside a scale, the smallest first; many different ones are no codes.
  private func codes(in numbers: [Double], beyond scale: ClosedRange<Int>) -> [String] {
    let others = numbers.filter { $0 == $0.rounded() && abs($0) < 1e6 && !scale.contains(Int($0)) }
    let codes = Set(others.map { Int($0) }).sorted()
    return codes.count <= 4 ? codes.map { String($0) } : []
  }

  /// Whether answers can be points from 0 to 10; a few others may be codes for no answer.
  private func fitsNPS(_ numbers: [Double]) -> Bool {
    guard !numbers.isEmpty else { return true }
    // Stored one higher, the scale goes to eleven and nobody said nought.
    let top = numbers.contains(0) ? 10.0 : 11.0
    let fitting = numbers.filter { $0 >= 0 && $0 <= top && $0 == $0.rounded() }
    guard fitting.count * 10 >= numbers.count * 8 else { return false }
    // Many answers and none above five: a scale of five that only sounds like a recommendation.
    return numbers.count < 20 || (fitting.max() ?? 0) > 5
  }

  /// Whether the same few answers come again and again, as they do where a list was given to choose from.
  private func areFew(_ answers: [String]) -> Bool {
    let different = Set(answers.map { visibleName($0).lowercased() }).count
    return (2...20).contains(different) && answers.count >= 20 && answers.count >= different * 4
  }

  /// Whether answers are sentences rather than choices.
  private func holdsWords(_ answers: [String]) -> Bool {
    guard !answers.isEmpty, labels.isEmpty else { return false }
    let words = answers.reduce(0) { $0 + $1.split(separator: " ").count }
    return words >= answers.count * 3 && Set(answers).count * 2 > answers.count
  }
}

/// The questions among the columns of a table that no survey tool has written: those whose name says what they ask.
func questionsByWording(_ columns: [String], _ samples: [[String]]) -> [QuestionColumn] {
  let questions = columns.indices.compactMap { index -> QuestionColumn? in
    // Answers alone make no question: only where the name says something is there any need to read them.
    guard
      QuestionWording.asksForWords(columns[index]) || QuestionWording.asksWhichReason(columns[index])
        || [true, false].contains(where: { isScored in
          QuestionWording.metric(of: columns[index] + " | " + columns[index], isScored: isScored) != nil
        })
    else { return nil }
    let question = QuestionGuess(column: columns[index], text: columns[index], samples: samples[index]).question
    // Words alone are in every table: they are a question only where the name asks for them.
    if question.metric == .text, !QuestionWording.asksForWords(columns[index]) { return nil }
    // Words that grade are in many tables, too.
    if question.isWorded, QuestionWording.metric(of: columns[index], isScored: true) == nil,
      !HeaderWords(columns[index]).say(.rating)
    {
      return nil
    }
    return question.metric == nil ? nil : question
  }
  return onScalesOfSiblings(questions)
}

/// A text without HTML tags and entities, its white space made single spaces.
func plainText(_ text: String) -> String {
  var result = ""
  var rest = text[...]
  while let open = rest.firstIndex(of: "<") {
    let after = rest.index(after: open)
    guard after < rest.endIndex, rest[after].isLetter || rest[after] == "/",
      let close = rest[after...].firstIndex(of: ">")
    else {
      result += rest[...open]
      rest = rest[after...]
      continue
    }
    result += rest[..<open] + " "
    rest = rest[rest.index(after: close)...]
  }
  result += rest
  for (entity, character) in [
    ("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#039;", "'"), ("&amp;", "&"),
  ] { result = result.replacing(entity, with: character) }
  return singleSpaced(result)
}

/// A text with every stretch of white space, line ends included, made one space.
func singleSpaced(_ text: String) -> String {
  text.unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }.joined(separator: " ")
}
