import Journeys
import Statistics

/// How long after their events the answers of one type of survey came.
package struct AnswerLag: Sendable, Equatable {
  /// The kind of survey.
  package var type: SurveyType
  /// Answer sheets that found the event they are about.
  package var answers: Int
  /// From the event to the answer: half of them took no longer.
  package var medianSeconds: Double
  /// A quarter took no longer than the first, and a quarter longer than the second.
  package var middleSeconds: ClosedRange<Double>
}

/// The lags of each type of survey whose answers belong to events, in the order of the types.
///
/// - Parameter isCounted: by survey and row, whether its answers count at all.
func answerLags(_ answers: SurveyAnswers, _ log: JourneyLog, isCounted: [[Bool]]) -> [AnswerLag] {
  SurveyType.allCases.compactMap { type in
    var lags: [Int64] = []
    for (place, survey) in answers.surveys.enumerated() where survey.type == type {
      let counts = isCounted[place]
      for row in survey.times.indices {
        let (time, respondent) = (survey.times[row], survey.respondents[row])
        guard time != .min, counts[row], respondent >= 0,
          let place = answers.places[Int(respondent)],
          let event = survey.questions.lazy.compactMap({ $0.events.indices.contains(row) ? $0.events[row] : -1 })
            .first(where: { $0 >= 0 })
        else { continue }
        lags.append(time - log.parts[Int(place.part)][Int(event)].time)
      }
    }
    lags.sort()
    guard let median = quantile(lags, 0.5), let low = quantile(lags, 0.25), let high = quantile(lags, 0.75) else {
      return nil
    }
    return AnswerLag(
      type: type, answers: lags.count, medianSeconds: median / 1e6, middleSeconds: (low / 1e6)...(high / 1e6))
  }
}
