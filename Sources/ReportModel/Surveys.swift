import Analysis
import Journeys
import Statistics

/// Names of what the surveys say, for those who write it without knowing who measured it.
package enum Surveys {
  /// Everything.
  package typealias Result = SatisfactionResult
  /// What is comparable.
  package typealias Rated = Measure
  /// A score and its number of answers.
  package typealias Rating = Score
  /// A number with its range.
  package typealias Range = Estimate
  /// A question in every cut.
  package typealias Question = QuestionScores
  /// A quarter's answers.
  package typealias Quarter = Wave
  /// Who was asked and who answered.
  package typealias Response = SurveyResponse
  /// How answers are weighted.
  package typealias Weights = SurveyWeighting
  /// A measure over time.
  package typealias Series = ClockSeries
  /// Which touchpoint is weakest.
  package typealias WeakestLink = WeakestLinkResult
  /// The claim that it decides.
  package typealias Claim = ChainResult
  /// What the overall score goes with.
  package typealias Drivers = DriverResult
  /// Ratings and buying again.
  package typealias Repurchase = RepurchaseLink
  /// One experience or several.
  package typealias Consistency = ConsistencyResult
  /// Those who left and those who went on.
  package typealias Leavers = LeaverComparison
  /// What should be asked.
  package typealias Programme = SurveyProgramme
}
