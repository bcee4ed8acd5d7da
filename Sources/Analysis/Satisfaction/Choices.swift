import Journeys
import Statistics

/// How often each answer of one question was chosen, where a list was given to choose from.
package struct ChoiceScores: Sendable, Equatable {
  /// One answer of the list.
  package struct Option: Sendable, Equatable {
    /// As the data write it.
    package var label: String
    /// Answers.
    package var n: Int
    /// Different people among them; an answer without an id is a person of its own.
    package var people: Int
    /// Σw; as many as the answers where each counts once.
    package var weight: Double
  }
  /// `survey/column`.
  package var id: String
  package var survey: String
  package var column: String
  package var wording: LocalizedText?
  package var type: SurveyType
  /// What it is about when not about a touchpoint.
  package var subject: QuestionSubject?
  /// The touchpoint and the department it is about by declaration.
  package var touchpoint: String?
  package var department: String?
  /// What the weights of all answers add up to.
  package var weights: WeightSums
  package var isWeighted: Bool
  /// By answers descending, then UTF-8 bytes of the label; none that nobody gave.
  package var options: [Option]
  /// Answers.
  package var n: Int { options.reduce(0) { $0 + $1.n } }
}

extension RatingTable {
  /// Every question with a list to choose from, as declared.
  func choices() -> [ChoiceScores] {
    answers.surveys.indices.flatMap { s in answers.surveys[s].choices.map { choice($0, s) } }
  }

  private func choice(_ question: SurveyAnswers.ChoiceQuestion, _ s: Int) -> ChoiceScores {
    let survey = answers.surveys[s]
    var options = question.options.map { ChoiceScores.Option(label: $0, n: 0, people: 0, weight: 0) }
    var sums = WeightSums()
    var people = [Set<Int>](repeating: [], count: options.count)
    for (row, answer) in question.answers.enumerated() where answer != SurveyAnswers.none && isInPeriod[s][row] {
      let weight = weights[s].isEmpty ? 1 : weights[s][row]
      sums.add(weight)
      options[Int(answer)].n += 1
      options[Int(answer)].weight += weight
      let respondent = Int(survey.respondents[row])
      people[Int(answer)].insert(respondent >= 0 ? respondent : -1 - row)
    }
    for place in options.indices { options[place].people = people[place].count }
    return ChoiceScores(
      id: survey.name + "/" + question.declaration.column, survey: survey.name, column: question.declaration.column,
      wording: question.declaration.wording, type: survey.type, subject: question.declaration.subject,
      touchpoint: question.touchpoint.map { answers.touchpoints[Int($0)].id },
      department: question.declaration.department, weights: sums, isWeighted: !weights[s].isEmpty,
      options: options.filter { $0.n > 0 }.sorted {
        $0.n != $1.n ? $0.n > $1.n : $0.label.utf8.lexicographicallyPrecedes($1.label.utf8)
      })
  }
}
