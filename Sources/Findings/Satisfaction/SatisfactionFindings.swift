import Analysis
import Journeys

/// Everything the surveys say, as it may be said: one family of ratings, hidden as one.
///
/// Touchpoints, departments and channels stand as ids; `names` has what they are called.
package struct SatisfactionFindings: Sendable {
  /// Every question with a scale, as declared: `surveys[]` of report.json.
  package var questions: [QuestionScores]
  /// Every question with a list to choose from that anybody answered, as declared.
  package var choices: [ChoiceShares]
  /// Every touchpoint anybody rated or the project file declares, by journey order.
  package var touchpoints: [TouchpointScores]
  /// The three clocks: for each survey type its series side by side, never averaged.
  package var clocks: [ClockSeries]
  /// Differences between two types of survey at one touchpoint, where metric and scale are the same.
  package var clockGaps: [ClockGap]
  /// One for each metric and survey type that rates touchpoints.
  package var weakestLinks: [WeakestLinkResult]
  /// Does the weakest link decide whether customers come back, or the mean?
  package var chainTests: [ChainResult]
  /// People who rated two touchpoints by the measure in which most did.
  package var ratedTwo: Published<Int>
  /// One for each survey with an overall question and items to explain it by.
  package var drivers: [DriverResult]
  /// Scores and later purchases; `nil` without a log with purchases.
  package var repurchase: RepurchaseLink?
  /// The time from a purchase to the next, by the lowest rating before it; one for each measure that may be spoken of.
  package var waits: [WaitFindings]
  /// One experience or several? One for departments and one for channels, for each metric and type rated in two or more.
  package var consistency: [ConsistencyResult]
  /// Of those who rated a touchpoint: who left there and who went on.
  package var leavers: [LeaverComparison]
  /// Words typical of low and of high scores: of all texts, then by department, then by touchpoint in journey order.
  package var terms: [TermGroup]
  /// What is measured and what should be.
  package var programme: SurveyProgramme
  /// How long after their events answers came, by type of survey.
  package var lags: [AnswerLag]
  /// What reading found, survey by survey.
  package var responses: [SurveyResponse]
  /// Scores by branch and team, each question's own table, before it is known which differences hold.
  var units: [UnitFindings.Draft]
  /// Names of departments, channels and touchpoints that only surveys know, by id; only looked up, never listed.
  package var names: [String: LocalizedText]

  /// - Parameters:
  ///   - ratings: fewest answers that may be shown.
  ///   - behaviour: fewest customers, where customers and not answers are counted.
  ///   - captive: who is told apart as captive.
  ///   - personas: whose answers are told apart too.
  ///   - log: what is told of the touchpoints of the events, and of all customers in them: what is hidden there is not
  ///     told here.
  init(
    _ result: SatisfactionResult, _ log: (touchpoints: [TouchpointFindings], customers: Published<Int>),
    ratings: Hiding, behaviour: Hiding, captive: CaptiveRule? = nil, personas: [Persona] = [],
    earlier: (report: EarlierReport, isWithin: Bool)? = nil
  ) {
    let cells = RatingCells(result, ratings, captive: captive, personas: personas, earlier: earlier)
    questions = result.questions.map { QuestionScores($0, cells, behaviour) }
    units = result.questions.enumerated().flatMap { place, question in
      question.byUnit.compactMap { UnitFindings.Draft($0, question, place, cells) }
    }
    choices = result.choices.filter { $0.n > 0 }.map { ChoiceShares($0, ratings: ratings, behaviour: behaviour) }
    let touchpoints = result.touchpoints.map { TouchpointScores($0, cells) }
    self.touchpoints = touchpoints
    clocks = result.clocks.map { ClockSeries($0, cells) }
    clockGaps = result.clockGaps.filter { gap in
      touchpoints.first { $0.id == gap.touchpoint }?.scores.contains {
        $0.measure.metric == gap.metric && $0.score.state == .hidden
      } != true
    }.map {
      ClockGap(
        touchpoint: $0.touchpoint, metric: $0.metric, first: $0.first, second: $0.second, difference: $0.difference)
    }
    weakestLinks = result.weakestLinks.map { WeakestLinkResult($0, cells) }
    chainTests = result.chainTests.map { ChainResult($0, ratings: ratings) }
    ratedTwo = ratings.count(result.ratedTwo)
    drivers = result.drivers.compactMap { DriverResult($0, ratings: ratings) }
    repurchase = result.repurchase.flatMap { RepurchaseLink($0, ratings: ratings) }
    let strict = Hiding(threshold: max(ratings.threshold, behaviour.threshold))
    waits = result.waits.compactMap { WaitFindings($0, strict) }
    consistency = result.consistency.map { ConsistencyResult($0, cells) }
    leavers = result.leavers.compactMap { LeaverComparison($0, ratings: ratings) }
    terms = result.terms.map { TermGroup($0, ratings) }
    programme = SurveyProgramme(result.programme, touchpoints, log, ratings: ratings, behaviour: behaviour)
    lags = result.lags.map { AnswerLag($0, ratings) }
    responses = result.responses.map { SurveyResponse($0, behaviour) }
    names = result.names
  }
}
