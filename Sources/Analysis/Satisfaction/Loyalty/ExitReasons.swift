import Journeys
import Statistics

/// What customers who are inactive by now chose from a list at a touchpoint that says that they left: reasons, or where they
/// went; each customer once, by the last answer.
package struct ExitReasons: Sendable, Equatable {
  /// One answer of the list.
  package struct Option: Sendable, Equatable {
    /// As the data write it.
    package var label: String
    /// Inactive customers whose answer it is.
    package var customers: Int
    /// All answers of the question, of whomever.
    package var answers: Int
  }
  /// The column asked, and its words where the project file has them.
  package var column: String
  package var wording: LocalizedText?
  /// By customers descending, then UTF-8 bytes of the label.
  package var options: [Option]
  /// All answers of the question, of whomever.
  package var answers: Int
  /// Inactive customers who answered.
  package var answered: Int { options.reduce(0) { $0 + $1.customers } }
}

extension RatingTable {
  /// Every question with a list that is asked at an exit, of which an inactive customer answered one.
  func exitReasons(_ outcomes: CustomerOutcomes, _ calendar: ReturnCalendar, dayOf: (Int64) -> Int64) -> [ExitReasons] {
    answers.surveys.indices.flatMap { s in
      answers.surveys[s].choices.compactMap { exitReasons($0, s, outcomes, calendar, dayOf: dayOf) }
    }
  }

  /// Whether any question with a list may be asked at an exit.
  static func hasExitQuestions(_ answers: SurveyAnswers, _ catalog: Catalog) -> Bool {
    catalog.touchpoints.contains { $0.kind == .exit } && answers.surveys.contains { !$0.choices.isEmpty }
  }

  private func exitReasons(
    _ question: SurveyAnswers.ChoiceQuestion, _ s: Int, _ outcomes: CustomerOutcomes, _ calendar: ReturnCalendar,
    dayOf: (Int64) -> Int64
  ) -> ExitReasons? {
    let survey = answers.surveys[s]
    // The last answer of each respondent; of several at one time the one that stands last.
    var last = [Int32](repeating: -1, count: answers.respondentCount)
    var options = question.options.map { ExitReasons.Option(label: $0, customers: 0, answers: 0) }
    for (row, answer) in question.answers.enumerated() where answer != SurveyAnswers.none && isInPeriod[s][row] {
      let touchpoint = question.touchpoint ?? (survey.touchpoints.isEmpty ? -1 : survey.touchpoints[row])
      options[Int(answer)].answers += 1
      guard isExit(touchpoint) else { continue }
      let respondent = Int(survey.respondents[row])
      guard respondent >= 0, answers.places[respondent] != nil else { continue }
      if last[respondent] < 0 || survey.times[Int(last[respondent])] <= survey.times[row] {
        last[respondent] = Int32(row)
      }
    }
    for (respondent, row) in last.enumerated() where row >= 0 {
      guard outcomes.isInactive(respondent, calendar, dayOf: dayOf) else { continue }
      options[Int(question.answers[Int(row)])].customers += 1
    }
    let given = options.reduce(0) { $0 + $1.answers }
    options = options.filter { $0.customers > 0 }.sorted {
      $0.customers != $1.customers
        ? $0.customers > $1.customers : $0.label.utf8.lexicographicallyPrecedes($1.label.utf8)
    }
    guard !options.isEmpty else { return nil }
    return ExitReasons(
      column: question.declaration.column, wording: question.declaration.wording, options: options, answers: given)
  }

  private func isExit(_ touchpoint: Int32) -> Bool {
    touchpoint >= 0 && Int(touchpoint) < answers.catalogTouchpoints && exits[Int(touchpoint)]
  }
}
