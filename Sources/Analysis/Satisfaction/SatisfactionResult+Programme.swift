import Journeys
import Statistics

/// What is asked where, and what should be.
package struct SurveyProgramme: Sendable {
  /// One type of survey at one touchpoint.
  package struct Cell: Sendable {
    package var type: SurveyType
    package var coverage: SurveyCoverage
    package var n: Int
    /// `nil` where nothing says who was invited.
    package var responseRate: Estimate?
    /// Half the interval of the value (points for NPS, share else).
    package var marginOfError: Double?
    package var lastDay: CivilDate?
  }
  /// One touchpoint and how each type of survey covers it.
  package struct Row: Sendable {
    package var touchpoint: String
    /// `nil` where the project gives it to nobody.
    package var department: String?
    /// Events in the period.
    package var volume: Int
    /// In the order of `SurveyType.allCases`.
    package var cells: [Cell]
  }
  /// What to ask where, how often and of how many.
  package struct Recommendation: Sendable {
    /// `nil` with the department set: every department needs one; both `nil`: the whole relationship.
    package var touchpoint: String?
    package var department: String?
    package var type: SurveyType
    package var metric: QuestionMetric
    package var frequency: SurveyFrequency
    package var coverage: SurveyCoverage
    /// Customers who could be asked: at the touchpoint in the last quarter, active in the last year, or leaving in a quarter.
    package var population: Int
    /// Answers for a margin of ±5 points of a share, which is about ±10 points of NPS, finite population.
    package var completesNeeded: Int
    /// Invitations at the response rate taken.
    package var invitationsNeeded: Int
    /// The rate taken, and whether it is the client's own.
    package var responseRate: Double
    package var isOwnRate: Bool
    /// Share of triggers that may be invited under the quarantine: 1 / (1 + λ).
    package var invitableShare: Double
    package var obstacle: SurveyObstacle?
    /// Best margin where all are asked, as a share; only with an obstacle.
    package var bestMargin: Double?
    /// Order of doing: 1 first.
    package var priority: Int
  }
  package var rows: [Row] = []
  package var recommendations: [Recommendation] = []
  /// Share of all events at touchpoints with 30 answers or more; `nil` without events.
  package var coverageByVolume: Double?
  /// Touchpoints with 30 answers in any type, and all declared or seen.
  package var covered = 0
  package var touchpoints = 0
  /// Departments without any transactional or momentary answer.
  package var uncoveredDepartments: [String] = []
}
