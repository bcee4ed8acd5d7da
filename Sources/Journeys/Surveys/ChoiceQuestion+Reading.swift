import Reading

extension SurveyAnswers.ChoiceQuestion {
  /// Adds the cells of a file: what codes stand for goes before the codes, and what differs in nothing one can see, or in
  /// capitals alone, is one answer.
  ///
  /// - Parameters:
  ///   - column: the question's cells; `nil` for a file that has no such column.
  ///   - labels: what codes stand for, where the file says it apart from the cells.
  ///   - kept: the rows that count.
  mutating func append(
    _ column: DictionaryColumn?, _ labels: [AnswerLabel], rows kept: [Int], _ report: inout SurveyQuality,
    _ isAnswered: inout [Bool]
  ) {
    guard let column else {
      answers += kept.map { _ in SurveyAnswers.none }
      return
    }
    let reading = AnswerReading(column.values, parser: declaration.parser, metric: .choice, labels: labels)
    let meaning = Dictionary(labels.map { ($0.code, $0.label) }) { first, _ in first }
    var placeOf: [String: Int32] = [:]
    for (place, option) in options.enumerated() { placeOf[option.lowercased()] = Int32(place) }
    let places = zip(column.values, reading.values).map { cell, value -> Int32 in
      let cell = plain(cell)
      let name = visibleName(meaning[cell] ?? cell)
      guard value != .declined, !name.isEmpty else { return SurveyAnswers.none }
      if let place = placeOf[name.lowercased()] { return place }
      let place = Int32(options.count)
      placeOf[name.lowercased()] = place
      options.append(name)
      return place
    }
    for (i, row) in kept.enumerated() {
      let code = column.codes[row]
      let place = code == DictionaryColumn.none ? SurveyAnswers.none : places[Int(code)]
      answers.append(place)
      if place != SurveyAnswers.none {
        isAnswered[i] = true
        report.choices += 1
      } else if code != DictionaryColumn.none {
        report.declined += 1
      }
    }
  }
}
