import Analysis
import Journeys
import Statistics

/// What the overall score of one survey goes along with.
package struct DriverResult: Sendable {
  /// Where an item stands by importance and performance.
  package enum Quadrant: String, Sendable {
    case fixFirst, keep, lowPriority, moreThanNeeded, undecided
  }
  /// What a low answer costs and a high one brings, in points of the outcome's own scale, and of which kind that is.
  package struct Impact: Sendable, Equatable {
    /// By which of the two weighs more.
    package enum Kind: String, Sendable { case basic, performance, exciter, unclear }
    package var kind: Kind
    /// In points of the outcome.
    package var penalty: Double
    package var reward: Double
  }
  /// One item that may explain the outcome.
  package struct Driver: Sendable {
    /// `survey/column` of the item.
    package var question: String
    package var touchpoint: String?
    package var department: String?
    /// How much it goes along with the outcome.
    package var weight: ItemWeight
    /// `nil` where fewer than 10 gave low or high answers.
    package var impact: Impact?
    /// Its own score; performance is `performance.index`.
    package var performance: Score
    /// `.undecided` where a range crosses a line or there is no range.
    package var quadrant: Quadrant
  }

  package var survey: String
  package var measure: Measure
  /// The overall question explained.
  package var outcome: String
  /// Complete cases.
  package var n: Published<Int>
  package var rSquared: Double
  /// By importance, the highest first.
  package var drivers: [Driver]
  /// Items left out: too few valid answers (under 60 %), all answers alike, or following from other items altogether.
  package var leftOut: [String]
  /// Of those in, items with a variance inflation above 10: their coefficients cannot be told from those of others.
  package var dependent: [String]
  /// Lines of the quadrants: mean importance (share of R²) and mean performance (0–100).
  package var importanceLine: Double
  package var performanceLine: Double
  /// Fewer than 10 complete cases for each driver, or fewer than 300 in all: ranges are wide, orders change.
  package var isSmall: Bool

  /// - Returns: `nil` where too few answered.
  init?(_ result: Analysis.DriverResult, ratings: Hiding) {
    guard result.n >= ratings.threshold else { return nil }
    survey = result.survey
    measure = Measure(result.measure)
    outcome = result.outcome
    n = ratings.count(result.n)
    rSquared = result.rSquared
    drivers = result.drivers.map { Driver($0, ratings: ratings) }
    leftOut = result.leftOut
    dependent = result.dependent
    importanceLine = result.importanceLine
    performanceLine = result.performanceLine
    isSmall = result.isSmall
  }
}

extension DriverResult.Driver {
  fileprivate init(_ driver: Analysis.DriverResult.Driver, ratings: Hiding) {
    question = driver.question
    touchpoint = driver.touchpoint
    department = driver.department
    weight = driver.weight
    impact = driver.impact.map { DriverResult.Impact(kind: .init($0.kind), penalty: $0.penalty, reward: $0.reward) }
    performance = Score(driver.performance, n: ratings.count(driver.performance.n))
    quadrant =
      switch driver.quadrant {
      case .fixFirst: .fixFirst
      case .keep: .keep
      case .lowPriority: .lowPriority
      case .moreThanNeeded: .moreThanNeeded
      case .undecided: .undecided
      }
  }
}

extension DriverResult.Impact.Kind {
  fileprivate init(_ kind: PenaltyReward.Kind) {
    self =
      switch kind {
      case .basic: .basic
      case .performance: .performance
      case .exciter: .exciter
      case .unclear: .unclear
      }
  }
}
