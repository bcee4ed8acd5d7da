import Analysis
import Journeys

/// How long after their events the answers of one type of survey came.
package struct AnswerLag: Sendable {
  /// The kind of survey.
  package var type: SurveyType
  /// Answers that found the event they are about.
  package var answers: Published<Int>
  /// From the event to the answer; hidden with the answers.
  package var medianSeconds: Published<Double>
  /// Where the middle half of them lies.
  package var lowerSeconds: Published<Double>
  package var upperSeconds: Published<Double>

  init(_ lag: Analysis.AnswerLag, _ ratings: Hiding) {
    type = lag.type
    answers = ratings.count(lag.answers)
    medianSeconds = Hiding.number(lag.medianSeconds, with: answers)
    lowerSeconds = Hiding.number(lag.middleSeconds.lowerBound, with: answers)
    upperSeconds = Hiding.number(lag.middleSeconds.upperBound, with: answers)
  }
}
