/// Ratings that neither a wording nor a numbering gives away, but the answers themselves.
extension Inspection {
  /// Whether a column's few different texts are all words that grade.
  func gradesInWords(_ index: Int) -> Bool {
    let values = Set(samples[index].filter { !$0.isEmpty })
    guard (2...12).contains(values.count), values.contains(where: { $0.first?.isNumber == false }) else { return false }
    let question = QuestionGuess(column: columns[index], text: columns[index], samples: samples[index]).question
    return question.isWorded && question.metric != nil
  }

  /// Columns of a survey that grade in words whatever they are called: `Very satisfied`, `לא מסכימה`.
  func wordedRatings(besides known: [String]) -> [QuestionColumn] {
    columns.indices.compactMap { index in
      guard !known.contains(columns[index]) else { return nil }
      let question = QuestionGuess(column: columns[index], text: columns[index], samples: samples[index]).question
      return question.isWorded && question.metric != nil ? question : nil
    }
  }

  /// A column of scores that its name says are scores, of what its neighbour says: `Score` beside `Survey type`, or the
  /// stars of a review.
  func namedRatings(besides known: [String]) -> [QuestionColumn] {
    let kind = surveyKind
    return columns.indices.compactMap { index in
      let name = simplifiedHeader(columns[index])
      guard !known.contains(columns[index]), Self.scoreNames.contains(name) else { return nil }
      let cells = samples[index].filter { !$0.isEmpty }
      let reading = AnswerReading(cells, parser: AnswerParser(), metric: kind)
      let numbers = reading.values.compactMap { value -> AnswerNumber? in
        if case .number(let number) = value { number } else { nil }
      }
      guard numbers.count >= 2, numbers.count * 10 >= cells.count * 9, let top = numbers.map(\.value).max(),
        let low = numbers.map(\.value).min(), low >= 0, numbers.allSatisfy({ $0.value == $0.value.rounded() })
      else { return nil }
      var question = QuestionColumn(column: columns[index], text: columns[index])
      switch kind {
      case .nps where top <= 10: (question.metric, question.low, question.high) = (.nps, 0, 10)
      case .ces where top <= 7: (question.metric, question.low, question.high) = (.ces, 1, top <= 5 ? 5 : 7)
      case .csat where top <= 10: (question.metric, question.low, question.high) = (.csat, 1, top <= 5 ? 5 : 10)
      // Stars are out of five; a score from 0 to 10 that nothing is said of may be anything.
      case nil where top <= 5 && (low >= 1 || numbers.count { $0.value == 0 } * 20 <= numbers.count):
        (question.metric, question.low, question.high) = (.csat, 1, 5)
      case .nps, .ces, .csat, .text, .choice, nil: return nil
      }
      question.isOverall = kind == nil || kind == .csat
      return question
    }
  }

  /// What every row's score is of, where a column says so: Delighted's `Survey type`.
  private var surveyKind: QuestionMetric? {
    guard
      let place = columns.firstIndex(where: {
        ["surveytype", "metric", "questiontype", "scoretype", "סוגסקר", "מדד"].contains(simplifiedHeader($0))
      })
    else { return nil }
    let kinds = Set(samples[place].filter { !$0.isEmpty }.map { simplifiedHeader($0) })
    guard kinds.count == 1, let kind = kinds.first else { return nil }
    switch kind {
    case "nps": return .nps
    case "csat", "csat5", "csat3", "5star", "fivestar", "stars", "smileys", "thumbs", "emoji": return .csat
    case "ces", "ces7", "ces5": return .ces
    default: return nil
    }
  }

  private static let scoreNames: Set<String> = [
    "score", "rating", "stars", "star", "starrating", "reviewrating", "reviewscore", "overallrating", "ratingvalue",
    "overallscore", "reviewstars", "ratingstars", "ציון", "דירוג", "כוכבים", "מספרכוכבים", "דירוגכוכבים",
  ]

  /// Columns of small whole numbers, five and more on one scale: the items of one question, whatever they are called.
  ///
  /// Fourteen aspects of a flight from 0 to 5, twenty-seven of a bank from 0 to 10: a 0 below a scale of five or seven is
  /// what was not rated.
  func ratingItems(besides known: [String]) -> [QuestionColumn] {
    var groups: [Int: [Int]] = [:]
    for index in columns.indices where !known.contains(columns[index]) {
      let words = HeaderWords(columns[index])
      if words.namesAnID || words.say(anyOf: [.step, .quantity, .count, .duration]) { continue }
      guard let top = ratingTop(samples[index]) else { continue }
      groups[top, default: []].append(index)
    }
    // The worst and the best are rare: who never gave a ten has answered on the same scale.
    if let nines = groups[9], groups[10] != nil { groups[10, default: []] += nines }
    var found: [QuestionColumn] = []
    for (top, members) in groups.sorted(by: { $0.key < $1.key }) where top != 9 && members.count >= 5 {
      let cells = members.flatMap { samples[$0] }
      let zeros = cells.count { $0 == "0" }
      let low = top == 10 && zeros > 0 ? 0 : 1
      for index in members.sorted() {
        var question = QuestionColumn(column: columns[index], text: columns[index], metric: .csat, low: low, high: top)
        question.isItem = true
        if low == 1, zeros > 0 { question.likelyMissing = ["0"] }
        found.append(question)
      }
    }
    return found
  }

  /// The top of the scale that a column's whole numbers are points of; `nil` where they are none.
  private func ratingTop(_ samples: [String]) -> Int? {
    var counts = [Int](repeating: 0, count: 11)
    var all = 0
    for sample in samples where !sample.isEmpty {
      guard let number = AnswerNumber(sample), number.isAlone, number.outOf == nil,
        number.value == number.value.rounded(), (0...10).contains(number.value)
      else {
        if NoAnswer.says(sample) { continue }
        return nil
      }
      counts[Int(number.value)] += 1
      all += 1
    }
    let points = counts.indices.filter { $0 > 0 && counts[$0] > 0 }
    guard all >= 10, points.count >= 4, let top = points.last else { return nil }
    switch top {
    case 5, 7, 9, 10: break
    default: return nil
    }
    // People grade: most answers lie in the upper part, and no point takes nearly all.
    let middle = points.filter { $0 * 2 >= top }.reduce(0) { $0 + counts[$1] }
    return middle * 2 >= all - counts[0] && (counts.max() ?? 0) * 10 <= all * 9 ? top : nil
  }
}
