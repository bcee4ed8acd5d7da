import Journeys

extension RatingTable {
  private struct Document {
    var text: String
    var isLow: Bool
    var customer: Int
    var touchpoint: Int32
    var department: Int32
  }

  /// Words typical of low and of high scores, in all texts, by department and by touchpoint.
  ///
  /// A text goes with the first score of its own sheet: low is a detractor, or below the top boxes.
  func terms() -> [TermGroup] {
    let documents = answers.surveys.indices.flatMap { self.documents(of: $0) }
    guard !documents.isEmpty else { return [] }
    var byDepartment = [[Int]](repeating: [], count: answers.departments.count)
    var byTouchpoint = [[Int]](repeating: [], count: answers.touchpoints.count)
    for (number, document) in documents.enumerated() {
      if document.department >= 0 { byDepartment[Int(document.department)].append(number) }
      if document.touchpoint >= 0 { byTouchpoint[Int(document.touchpoint)].append(number) }
    }
    let fewest = max(2, hiddenBelow)
    var finder = KeyTermFinder(
      TextCorpus(documents.map { (text: $0.text, isLow: $0.isLow, customer: $0.customer) }))
    func group(_ about: TermGroup.About, _ numbers: [Int]) -> TermGroup? {
      // Fewer texts than make one word on either side cannot tell anything.
      guard numbers.count >= 2 * fewest else { return nil }
      return TermGroup(
        about: about, texts: numbers.count, terms: finder.terms(of: numbers, fewestCustomers: fewest))
    }
    var groups = [group(.everything, Array(documents.indices))]
    groups += byDepartment.indices.map { group(.department(answers.departments[$0].id), byDepartment[$0]) }
    groups += journeyOrder.map { group(.touchpoint(answers.touchpoints[$0].id), byTouchpoint[$0]) }
    return groups.compactMap { $0 }
  }

  private func documents(of s: Int) -> [Document] {
    let survey = answers.surveys[s]
    return survey.texts.flatMap { text in
      zip(text.rows, text.texts).compactMap { row, words -> Document? in
        let row = Int(row)
        guard isInPeriod[s][row],
          let question = survey.questions.first(where: { $0.scores[row] != SurveyAnswers.none })
        else { return nil }
        let score = question.scores[row]
        let metric = question.declaration.metric
        let isLow = metric == .nps ? score <= 6 : score < topBox(metric, question.scale)
        let touchpoint = text.touchpoint ?? survey.touchpoint(of: question, row)
        let respondent = Int(survey.respondents[row])
        return Document(
          text: words, isLow: isLow, customer: respondent >= 0 ? respondent : -1 - row - s << 32,
          touchpoint: touchpoint, department: department(question, touchpoint))
      }
    }
  }
}
