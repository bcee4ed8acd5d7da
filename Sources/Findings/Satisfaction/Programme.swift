import Analysis
import Journeys
import Statistics

/// How one survey was answered.
package struct SurveyResponse: Sendable {
  /// The first file's name.
  package var survey: String
  package var type: SurveyType
  package var answered: Published<Int>
  /// Undefined where the file does not say who was invited.
  package var invited: Published<Int>
  /// Answered of invited with its Wilson interval; undefined without invitations.
  package var rate: Published<Estimate>
  /// How its answers are weighted; `nil` where each counts once.
  package var weighting: SurveyWeighting?
  package var firstDay: CivilDate?
  package var lastDay: CivilDate?

  init(_ response: Analysis.SurveyResponse, _ behaviour: Hiding) {
    survey = response.survey
    type = response.type
    answered = behaviour.count(response.answered)
    invited = behaviour.count(response.response?.invited)
    rate = Hiding.number(response.response?.rate, with: answered)
    weighting = response.weighting.map(SurveyWeighting.init)
    firstDay = response.firstDay
    lastDay = response.lastDay
  }
}

/// How one survey's answers were weighted, and what that costs.
package struct SurveyWeighting: Sendable, Equatable {
  /// Why answers count alike although margins are declared.
  package enum Refusal: Sendable, Equatable {
    case noColumn(String)
    case emptyCell(column: String, value: String)
    case tooUneven(designEffect: Double)
    case notReached
  }
  /// Columns whose margins are met; empty where the file has weights of its own.
  package var columns: [String]
  /// What the weighted sheets are worth in equal ones, and n over that (Kish).
  package var effectiveN: Double?
  package var designEffect: Double?
  /// Between those who answered and everybody, in the value where it is largest: |p − q| / √(q (1 − q)); above .1 is worth a warning.
  package var largestDifference: Double?
  package var refusal: Refusal?

  init(_ weighting: Analysis.SurveyWeighting) {
    columns = weighting.columns
    effectiveN = weighting.effectiveN
    designEffect = weighting.designEffect
    largestDifference = weighting.largestDifference
    refusal = weighting.refusal.map { refusal in
      switch refusal {
      case .noColumn(let column): .noColumn(column)
      case .emptyCell(let column, let value): .emptyCell(column: column, value: value)
      case .tooUneven(let effect): .tooUneven(designEffect: effect)
      case .notReached: .notReached
      }
    }
  }
}

/// What is asked where, and what should be.
package struct SurveyProgramme: Sendable {
  /// One type of survey at one touchpoint.
  package struct Cell: Sendable {
    package var type: SurveyType
    package var coverage: SurveyCoverage
    package var n: Published<Int>
    /// Half the interval of the value (points for NPS, share else).
    package var marginOfError: Published<Double>
    package var lastDay: CivilDate?
  }
  /// One touchpoint and how each type of survey covers it.
  package struct Row: Sendable {
    package var touchpoint: String
    /// `nil` where the project gives it to nobody.
    package var department: String?
    /// Events in the period.
    package var volume: Published<Int>
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
    /// What follows from a hidden number of customers is hidden with it.
    package var population: Published<Int>
    /// Answers for a margin of ±5 points of a share, which is about ±10 points of NPS, finite population.
    package var completesNeeded: Published<Int>
    /// Invitations at the response rate taken.
    package var invitationsNeeded: Published<Int>
    /// The rate taken, and whether it is the client's own.
    package var responseRate: Double
    package var isOwnRate: Bool
    /// Share of triggers that may be invited under the quarantine: 1 / (1 + λ).
    package var invitableShare: Double
    package var obstacle: SurveyObstacle?
    /// Best margin where all are asked, as a share; only with an obstacle.
    package var bestMargin: Published<Double>
    /// Order of doing: 1 first.
    package var priority: Int
    /// What comes of it in a quarter.
    package var yield: SurveyYield
  }
  package var rows: [Row]
  package var recommendations: [Recommendation]
  /// Share of all events at touchpoints with 30 answers or more; `nil` without events.
  package var coverageByVolume: Double?
  /// Touchpoints with 30 answers in any type, and all declared or seen.
  package var covered: Int
  package var touchpoints: Int
  /// Departments without any transactional or momentary answer.
  package var uncoveredDepartments: [String]

  /// - Parameters:
  ///   - rated: as the surveys may show them; a programme shows no number that they hide.
  ///   - log: the same of the events.
  init(
    _ programme: Analysis.SurveyProgramme, _ rated: [TouchpointScores],
    _ log: (touchpoints: [TouchpointFindings], customers: Published<Int>), ratings: Hiding, behaviour: Hiding
  ) {
    let findings = Dictionary(log.touchpoints.map { ($0.info.id, $0) }) { first, _ in first }
    let scoresOf = Dictionary(rated.map { ($0.id, $0.scores) }) { first, _ in first }
    rows = programme.rows.map { row in
      let scores = scoresOf[row.touchpoint] ?? []
      return Row(
        touchpoint: row.touchpoint, department: row.department,
        volume: findings[row.touchpoint]?.events ?? behaviour.count(row.volume),
        cells: row.cells.map { cell in
          let isHidden = scores.contains { $0.measure.type == cell.type && $0.score.state == .hidden }
          let n = isHidden ? Published<Int>.hidden : ratings.count(cell.n)
          return Cell(
            type: cell.type, coverage: cell.coverage, n: n,
            marginOfError: Hiding.number(cell.marginOfError, with: n), lastDay: cell.lastDay)
        })
    }
    recommendations = programme.recommendations.map { advice in
      Recommendation(
        advice, of: advice.touchpoint.flatMap { findings[$0]?.customers } ?? log.customers, behaviour)
    }
    coverageByVolume = programme.coverageByVolume
    covered = programme.covered
    self.touchpoints = programme.touchpoints
    uncoveredDepartments = programme.uncoveredDepartments
  }
}

extension SurveyProgramme.Recommendation {
  /// - Parameter all: the customers of all time, of whom a part must not give the others away.
  fileprivate init(
    _ advice: Analysis.SurveyProgramme.Recommendation, of all: Published<Int>, _ behaviour: Hiding
  ) {
    touchpoint = advice.touchpoint
    department = advice.department
    type = advice.type
    metric = advice.metric
    frequency = advice.frequency
    coverage = advice.coverage
    population = behaviour.count(advice.population, within: all)
    completesNeeded = Hiding.number(advice.completesNeeded, with: population)
    invitationsNeeded = Hiding.number(advice.invitationsNeeded, with: population)
    responseRate = advice.responseRate
    isOwnRate = advice.isOwnRate
    invitableShare = advice.invitableShare
    obstacle = advice.obstacle
    bestMargin = Hiding.number(advice.bestMargin, with: population)
    priority = advice.priority
    yield = SurveyYield(advice, population)
  }
}
