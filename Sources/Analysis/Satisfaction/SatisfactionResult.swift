import Journeys
import Statistics

/// Everything the surveys say: numbers without a language and without a picture. Touchpoints, departments and channels stand
/// as ids; `names` has what they are called. Lists are by answers descending, then UTF-8 bytes of the id, unless they
/// have an order of their own (waves, questions as declared, touchpoints of the curve in journey order).
///
/// Ratings are hidden by `state`, not removed: whoever shows a number looks at its `state` first.
package struct SatisfactionResult: Sendable {
  /// Every question with a scale, as declared: `surveys[]` of report.json.
  package var questions: [QuestionScores] = []
  /// Every touchpoint anybody rated or the project file declares, by journey order.
  package var touchpoints: [TouchpointScores] = []
  /// The three clocks: for each survey type its series side by side, never averaged.
  package var clocks: [ClockSeries] = []
  /// Differences between two types of survey at one touchpoint, where metric and scale are the same.
  package var clockGaps: [ClockGap] = []
  /// One for each metric and survey type that rates touchpoints.
  package var weakestLinks: [WeakestLinkResult] = []
  /// Does the weakest link decide whether customers come back, or the mean?
  ///
  /// For each measure with customers who rated two touchpoints: against buying again, and against the overall question of
  /// the same sheet.
  package var chainTests: [ChainResult] = []
  /// One for each survey with an overall question and items to explain it by.
  package var drivers: [DriverResult] = []
  /// Scores and later purchases; `nil` without a log with purchases.
  package var repurchase: RepurchaseLink?
  /// One experience or several? One for departments and one for channels, for each metric and type rated in two or more.
  package var consistency: [ConsistencyResult] = []
  /// Of those who rated a touchpoint: who left there and who went on.
  package var leavers: [LeaverComparison] = []
  /// The experience curve, by journey order; one series for each metric and type.
  package var curve: [CurveSeries] = []
  /// What is measured and what should be.
  package var programme = SurveyProgramme()
  /// What reading found, survey by survey.
  package var responses: [SurveyResponse] = []
  /// Names of touchpoints, departments and channels by id; only looked up, never listed.
  package var names: [String: LocalizedText] = [:]

  /// A result without answers.
  package init() {}
}

/// What may be said about a rating.
package enum DisplayState: String, Sendable {
  /// Fewer answers than the privacy threshold (10): not shown.
  case hidden
  /// Up to 29 answers: shown as a direction, without rank and arrow.
  case directional
  /// 30 answers and more.
  case solid
}

/// What is comparable: answers to the same metric on the same scale in the same type of survey.
package struct Measure: Sendable, Hashable {
  package var type: SurveyType
  package var metric: QuestionMetric
  package var scale: ClosedRange<Int32>
}

/// A score with everything its reader must know.
package struct Score: Sendable, Equatable {
  /// Answers.
  package var n: Int
  /// What weighted answers are worth in equal ones (Kish); `n` without weights.
  package var nEffective: Double
  /// NPS −100…100; CSAT and CES as a share 0…1 (top two boxes; above the middle: 5–7 of 7). Weighted where weights are declared.
  package var value: Estimate?
  /// The same without weights; `nil` where no weights are declared.
  package var unweighted: Estimate?
  /// Mean answer on the question's own scale with its t interval; `nil` of fewer than two answers.
  package var mean: Estimate?
  /// 0–100 on the experience curve: 100 (mean − lowest) / (highest − lowest).
  package var index: Estimate?
  /// Answers at each value of the scale from the lowest up, unweighted.
  package var distribution: [Int]
  package var isWeighted: Bool { unweighted != nil }
  package var state: DisplayState
}

/// A score of one part of the answers.
package struct CutScore: Sendable {
  /// Id of the touchpoint, department or channel, or the language as the data write it.
  package var id: String
  package var score: Score
}

/// Invitations and answers.
package struct ResponseRate: Sendable, Equatable {
  package var invited: Int
  package var answered: Int
  /// Answered of invited with its Wilson interval; `nil` without invitations.
  package var rate: Estimate?
}

/// How one survey was answered.
package struct SurveyResponse: Sendable {
  /// The first file's name.
  package var survey: String
  package var type: SurveyType
  package var rows: Int
  package var answered: Int
  /// `nil` where the file does not say who was invited.
  package var response: ResponseRate?
  /// By touchpoint of the row, where rows name one and say who was invited.
  package var byTouchpoint: [(id: String, response: ResponseRate)] = []
  package var firstDay: CivilDate?
  package var lastDay: CivilDate?
}

/// One question's answers in every cut.
package struct QuestionScores: Sendable {
  /// `survey/column`.
  package var id: String
  package var survey: String
  package var column: String
  package var wording: LocalizedText?
  package var measure: Measure
  /// What it is about when not about a touchpoint.
  package var subject: QuestionSubject?
  /// The touchpoint and the department it is about by declaration.
  package var touchpoint: String?
  package var department: String?
  package var overall: Score
  /// Where rows name touchpoints.
  package var byTouchpoint: [CutScore] = []
  package var byDepartment: [CutScore] = []
  package var byChannel: [CutScore] = []
  package var byLanguage: [CutScore] = []
  package var waves: [Wave] = []
  /// `nil` with fewer than two waves of 30 answers, or where a break stands between them.
  package var trend: WaveTrend?
}

/// The answers of one calendar quarter in the project's time zone.
package struct Wave: Sendable, Equatable {
  package var year: Int
  /// 1…4.
  package var quarter: Int
  package var score: Score
  /// True where another mix of languages answered than in the wave before: no arrow across it.
  package var isBreak: Bool
}

/// Whether a series moves.
package struct WaveTrend: Sendable, Equatable {
  /// Last shown wave less first shown wave, in the score's own unit, with the interval of the difference.
  package var change: Estimate
  /// Of the trend over all shown waves.
  package var pValue: Double
  /// After Benjamini–Hochberg over all series of the report.
  package var adjustedP: Double
  /// The adjusted p is below .05.
  package var isShown: Bool { adjustedP < 0.05 }
}

/// One touchpoint as every survey sees it.
package struct TouchpointScores: Sendable {
  package var id: String
  package var department: String?
  /// One for each measure that rated it; types are never averaged.
  package var scores: [MeasuredScore] = []
  /// How well founded it is, over all of its scores.
  package var evidence: Evidence
  /// Terms of what people wrote there, scrubbed; empty where nobody wrote or too few used a term.
  package var terms: [TouchpointTerm] = []
}

/// One touchpoint by one measure.
package struct MeasuredScore: Sendable {
  package var measure: Measure
  package var score: Score
  package var waves: [Wave]
  /// As `QuestionScores.trend`.
  package var trend: WaveTrend?
}

/// How well founded a point of the map is.
package enum Evidence: String, Sendable {
  /// 30 answers or more in one measure.
  case measured
  /// 1 to 29 answers.
  case thin
  /// In the blueprint, and nobody was asked.
  case assumed
  /// Two types of survey with 30 answers or more each disagree by the same metric: their 0–100 indexes are more than 15
  /// points apart and their intervals do not touch.
  case contradicted
}

/// A term that one group of writers uses more than the others.
package struct TouchpointTerm: Sendable, Equatable {
  package var term: String
  /// Different people who used it.
  package var people: Int
  /// Informative log odds in standard errors; positive: more by those who rated low.
  package var z: Double
}

/// One survey type's series of one measure.
package struct ClockSeries: Sendable {
  package var measure: Measure
  package var overall: Score
  package var waves: [Wave]
}

/// How far two types of survey stand apart at one touchpoint.
package struct ClockGap: Sendable {
  package var touchpoint: String
  package var metric: QuestionMetric
  package var first: SurveyType
  package var second: SurveyType
  /// First less second in the metric's unit, with the interval of the difference.
  package var difference: Estimate
}

/// One touchpoint among those measured the same way.
package struct RankedTouchpoint: Sendable {
  package var id: String
  package var score: Score
  /// Drawn towards the others by how much they truly differ, in the unit of `score.value` (NPS: the 0–100 index).
  package var shrunken: Estimate
  /// How likely it is the weakest, and the strongest.
  package var probability: Double
  package var probabilityStrongest: Double
}

/// Which link is weakest, of those measured by one metric in one type of survey.
package struct WeakestLinkResult: Sendable {
  package enum Verdict: Sendable, Equatable {
    /// One touchpoint, with probability ≥ .80.
    case named(String)
    /// The smallest set that holds it with probability ≥ .90, most likely first.
    case contenders([String])
    /// The answers do not show that the touchpoints differ.
    case noDifference
    /// Fewer than two touchpoints were measured.
    case tooFew
  }
  package var measure: Measure
  /// Touchpoints with enough answers to be compared, weakest first (by probability, then id).
  package var touchpoints: [RankedTouchpoint]
  /// Ids with too few answers to be shown.
  package var thin: [String]
  /// Declared touchpoints nobody rated by this measure.
  package var unmeasured: [String]
  package var measured: Int { touchpoints.count }
  package var verdict: Verdict
  /// The strongest, judged by the same rule: it stands beside every weakness.
  package var strength: Verdict
  /// Further answers at each contender after which one could be named; `nil` when named or out of reach.
  package var furtherAnswers: Int?
}

/// The claim that the weakest link, and not the mean, decides who comes back; tested where the data allow it.
package struct ChainResult: Sendable {
  /// What stands for loyalty.
  package enum Outcome: Sendable, Equatable {
    /// Bought again within H after the last rating; only customers whose H has passed.
    case repurchase
    /// A top box of the overall question in that column of the same answer sheet.
    case overall(column: String)
  }
  /// The ratings whose lowest and mean are compared.
  package var measure: Measure
  package var outcome: Outcome
  /// Verdict and models. `.notRun` says why; `.inconclusive` is "not shown", never "refuted".
  package var test: ChainTest
  /// By the lowest rating given: what a reader can see. Lowest answers on the question's own scale, ascending.
  package var byLowest: [(lowest: Int32, share: Estimate)] = []
}

/// What the overall score of one survey goes along with.
package struct DriverResult: Sendable {
  package struct Driver: Sendable {
    /// `survey/column` of the item.
    package var question: String
    package var touchpoint: String?
    package var department: String?
    /// Pearson's correlation over pairs with both answers.
    package var pearson: Double
    /// Standardised coefficient over complete cases.
    package var beta: Double
    /// Above 10 the item says nearly what others say, and its part cannot be told from theirs.
    package var varianceInflation: Double
    /// Johnson's relative weight and LMG as shares of R²; LMG `nil` with more than 12 items.
    package var johnson: Double
    package var lmg: Double?
    /// LMG (with more than 12 items: Johnson's weight) as a part of R², 0…1.
    package var importance: Double
    /// Its range over resampled groups of customers; `nil` with more than 12 items.
    package var importanceRange: Estimate?
    /// Share of resamples in which it is among the three most important.
    package var topThree: Double?
    /// What a low answer costs and a high one brings, in points of the outcome's own scale, and of which kind that is; `nil`
    /// where fewer than 10 gave either.
    package var impact: PenaltyReward.Touchpoint?
    /// Its own score; performance is `performance.index`.
    package var performance: Score
    /// `.undecided` where a range crosses a line or there is no range.
    package var quadrant: ImportanceQuadrant
  }

  package var survey: String
  package var measure: Measure
  /// The overall question explained.
  package var outcome: String
  /// Complete cases.
  package var n: Int
  package var rSquared: Double
  /// By importance, the highest first.
  package var drivers: [Driver]
  /// Items left out: too few valid answers (under 60 %), or following from other items altogether.
  package var leftOut: [String]
  /// Lines of the quadrants: mean importance (share of R²) and mean performance (0–100).
  package var importanceLine: Double
  package var performanceLine: Double
  /// Fewer than 10 complete cases for each driver, or fewer than 300 in all: ranges are wide, orders change.
  package var isSmall: Bool
}

/// Do those who rated high buy again?
package struct RepurchaseLink: Sendable {
  /// One measure over its customers with a mature H.
  package struct Row: Sendable {
    package var measure: Measure
    package var customers: Int
    /// Bought again within H of the rating: of high raters (promoters, top boxes) and of low ones (detractors, bottom boxes).
    package var high: Estimate?
    package var low: Estimate?
    /// High less low with Newcombe's interval.
    package var difference: Estimate?
    /// The same within strata of earlier purchases (none, one, more), Mantel–Haenszel; `nil` where a stratum lacks either.
    package var matched: Estimate?
    /// Odds ratio for 10 points more on 0–100, logistic; `nil` where too few.
    package var oddsRatioPer10: Estimate?
  }
  package var rows: [Row]
  /// H in microseconds.
  package var horizon: Int64
}

/// Whether departments (or channels) give one experience.
package struct ConsistencyResult: Sendable {
  package enum Between: String, Sendable { case departments, channels }
  package var between: Between
  package var measure: Measure
  package var units: [CutScore]
  /// 100 (1 − τ / 50): 100 is one experience everywhere; `nil` with fewer than two units of 10 answers.
  package var index: Double?
  /// Standard deviation between units on 0–100.
  package var tau: Double?
  /// ICC(1) with its interval: the higher, the more they differ.
  package var icc: Estimate?
  package var pValue: Double?
  /// Range of the shrunken means on 0–100.
  package var lowest: (id: String, mean: Double)?
  package var highest: (id: String, mean: Double)?
  /// Customers who rated two units or more: mean of |gap| on 0–100, and share with a gap of 25 and more.
  package var customersRatingTwo: Int
  package var meanGap: Estimate?
  package var wideGapShare: Estimate?
  /// Questions asked about consistency itself, belonging and awareness stand among `SatisfactionResult.questions`.
}

/// Ratings before leaving and before going on, at one touchpoint.
package struct LeaverComparison: Sendable {
  package var touchpoint: String
  package var measure: Measure
  /// Mean index 0–100 of those whose rated touch was a leak, and of those who went on.
  package var left: Score?
  package var stayed: Score?
  /// Left less stayed on 0–100 with Welch's interval; `nil` with fewer than 10 of either.
  package var difference: Estimate?
  /// Touches that leaked here in all, and of them those with a rating.
  package var leaks: Int
  package var leaksRated: Int
  package var passes: Int
  package var passesRated: Int
}

/// One survey type's points on the experience curve.
package struct CurveSeries: Sendable {
  package struct Point: Sendable {
    package var touchpoint: String
    /// 0–100; `nil` where assumed.
    package var index: Estimate?
    package var n: Int
    package var state: DisplayState
    package var evidence: Evidence
    /// True where the line must not be drawn on from the point before.
    package var isBreak: Bool
  }
  package var measure: Measure
  package var points: [Point]
}

/// What is asked where, and what should be.
package struct SurveyProgramme: Sendable {
  package enum Coverage: String, Sendable {
    case none, thin, ok
    /// Answered, but not in the last two quarters.
    case stale
  }
  package struct Cell: Sendable {
    package var type: SurveyType
    package var coverage: Coverage
    package var n: Int
    package var responseRate: Estimate?
    /// Half the interval of the value (points for NPS, share else).
    package var marginOfError: Double?
    package var lastDay: CivilDate?
  }
  package struct Row: Sendable {
    package var touchpoint: String
    package var department: String?
    /// Events in the period.
    package var volume: Int
    /// In the order of `SurveyType.allCases`.
    package var cells: [Cell]
  }
  /// How often to ask.
  package enum Frequency: String, Sendable {
    case quarterlyRolling, yearlyCensus, afterEach, withinTheHour, sampledOnExit, onceAfterLeaving
  }
  /// Why a cell cannot be measured as wished, and what to do.
  package enum Obstacle: String, Sendable {
    /// More invitations needed than there are customers: ask all of them, pool quarters, accept a wider margin.
    case tooFewCustomers
    /// The quarantine leaves too few who may be asked.
    case quarantine
  }
  package struct Recommendation: Sendable {
    /// `nil` with the department set: every department needs one; both `nil`: the whole relationship.
    package var touchpoint: String?
    package var department: String?
    package var type: SurveyType
    package var metric: QuestionMetric
    package var frequency: Frequency
    package var coverage: Coverage
    /// Customers who could be asked in a quarter.
    package var population: Int
    /// Answers for a margin of ±5 points of a share (±10 points of NPS), finite population.
    package var completesNeeded: Int
    /// Invitations at the response rate taken.
    package var invitationsNeeded: Int
    /// The rate taken, and whether it is the client's own.
    package var responseRate: Double
    package var isOwnRate: Bool
    /// Share of triggers that may be invited under the quarantine: 1 / (1 + λ).
    package var invitableShare: Double
    package var obstacle: Obstacle?
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
