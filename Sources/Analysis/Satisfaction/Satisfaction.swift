import Journeys
import Statistics

/// Everything the surveys say about one client.
///
/// - Parameters:
///   - log: the journeys, for outcomes; an empty log (a client that has only asked) is fine.
///   - rules: how the journeys were cut, `Analysis.rules`; `nil` without events: nothing is then said about leaving and
///     buying again.
///   - dayOf: day number of a UTC microsecond in the project's time zone.
package func analyseSatisfaction(
  _ answers: SurveyAnswers, log: JourneyLog, blueprint: Blueprint, rules: CycleRules?, threads: Int = 1,
  dayOf: @escaping @Sendable (Int64) -> Int64
) -> SatisfactionResult {
  SatisfactionResult()
}
