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
  /// Every question with a list to choose from, as declared.
  package var choices: [ChoiceScores] = []
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
  /// People who rated two touchpoints by the measure in which most did.
  package var ratedTwo = 0
  /// One for each survey with an overall question and items to explain it by.
  package var drivers: [DriverResult] = []
  /// Scores and later purchases; `nil` without a log with purchases.
  package var repurchase: RepurchaseLink?
  /// The time from a purchase to the next, by the lowest rating before it; one for each measure with enough customers.
  package var waits: [WaitByLowest] = []
  /// What customers rate on the way to each purchase, by measure; empty where nothing is known of purchases.
  package var rings: [RingRatings] = []
  /// Why inactive customers say they left; empty without a survey at an exit.
  package var exitReasons: [ExitReasons] = []
  /// Low scores against high ones by touchpoint; `nil` without a log with purchases.
  package var experience: ScoreExperience?
  /// One experience or several? One for departments and one for channels, for each metric and type rated in two or more.
  package var consistency: [ConsistencyResult] = []
  /// Of those who rated a touchpoint: who left there and who went on.
  package var leavers: [LeaverComparison] = []
  /// The experience curve, by journey order; one series for each metric and type.
  package var curve: [CurveSeries] = []
  /// Words typical of low and of high scores: of all texts, then by department, then by touchpoint in journey order.
  package var terms: [TermGroup] = []
  /// What is measured and what should be.
  package var programme = SurveyProgramme()
  /// Where scores of touchpoints changed their level, the surest first.
  package var changes: [ScoreChange] = []
  /// For each dated fact of the project, scores of its touchpoints before and after.
  package var changesByFact: [[ScoreChange]] = []
  /// Scores of touchpoints beside those of the period that the report is compared with.
  package var compared: [ComparedScore] = []
  /// The two latest waves that the project names, question by question; `nil` of fewer.
  package var waveComparison: WaveComparison?
  /// How long after their events answers came, by type of survey.
  package var lags: [AnswerLag] = []
  /// What reading found, survey by survey.
  package var responses: [SurveyResponse] = []
  /// Names of departments, channels and touchpoints that only surveys know, by id; only looked up, never listed.
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
  /// Of a group, less all other answers to the same; `nil` of anything else, and with too few of either.
  package var difference: ScoreDifference?
}

/// A score less another, in the score's own unit.
package struct ScoreDifference: Sendable {
  package var estimate: Estimate
  /// How likely a difference as large is where there is none; not corrected.
  package var pValue: Double
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
  /// How its answers are weighted; `nil` where each counts once.
  package var weighting: SurveyWeighting?
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
  /// For each column of `groups` that its rows or their customers have, in the order declared.
  package var byGroup: [GroupScores] = []
  /// Of captive customers and of others, as ``CaptiveAnswers`` names them; `nil` where nothing tells them apart.
  package var captives: GroupScores?
  /// By the branch and the team that its rows name.
  package var byUnit: [UnitScores] = []
  /// Of members of the club and of others, where it is about what a club is to give; `nil` without a club.
  package var club: ClubScores?
  package var waves: [Wave] = []
  /// `nil` with fewer than two waves of 30 answers, or where a break stands between them.
  package var trend: WaveTrend?
}

/// One question's answers by the values of one column.
package struct GroupScores: Sendable {
  /// The column.
  package var by: String
  /// By value; the id `""` stands for answers without one.
  package var values: [CutScore]
  /// The same of the answers about each touchpoint that rows name.
  package var byTouchpoint: [TouchpointCut] = []

  /// Answers about one touchpoint.
  package struct TouchpointCut: Sendable {
    package var touchpoint: String
    package var values: [CutScore]
  }
}

/// One question's answers by whether the customer was in the club, as ``ClubAnswers`` names the sides.
package struct ClubScores: Sendable {
  package var values: [CutScore]
  /// Members less others in the score's own unit; `nil` with fewer than 30 answers of either.
  package var difference: Estimate?
  /// How likely a difference as large is without one, and the same corrected for all such questions (Holm).
  package var pValue = 1.0
  package var adjustedP = 1.0
}

/// Why two neighbouring waves must not be compared.
package enum WaveBreak: String, Sendable {
  /// Other questions were asked.
  case questions
  /// Another mix of languages answered.
  case languages
  /// The project file says that the question changed.
  case declared
}

/// The answers of one calendar quarter in the project's time zone.
package struct Wave: Sendable, Equatable {
  package var year: Int
  /// 1…4.
  package var quarter: Int
  package var score: Score
  /// Why no arrow leads here from the wave before; `nil` where one may.
  package var breakBefore: WaveBreak?
  package var isBreak: Bool { breakBefore != nil }
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
  /// Who answers for it; `nil` where the project does not say.
  package var department: String?
  /// One for each measure that rated it; types are never averaged.
  package var scores: [MeasuredScore] = []
  /// How well founded it is, over all of its scores.
  package var evidence: Evidence
  /// Terms of what people wrote there, scrubbed; empty where nobody wrote or too few used a term.
  package var terms: [KeyTerm] = []
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

/// The words that tell low scores from high ones, in some of the texts.
package struct TermGroup: Sendable {
  /// Whose or about what the texts are.
  package enum About: Sendable, Equatable {
    case everything
    case department(String)
    case touchpoint(String)
  }
  package var about: About
  /// Texts with a score beside them.
  package var texts: Int
  /// Clearest first; empty where too few wrote a word.
  package var terms: [KeyTerm]
}

/// One survey type's series of one measure.
package struct ClockSeries: Sendable {
  package var measure: Measure
  package var overall: Score
  package var waves: [Wave]
  /// What of the change over the waves is only other touchpoints, or other channels; empty where nothing can be compared.
  package var mixes: [WaveMix] = []
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
