import Journeys
import Statistics

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
  /// What the answers allow to be said.
  package enum Verdict: Sendable, Equatable {
    /// One touchpoint, with probability ≥ .80.
    case named(String)
    /// The smallest set that holds it with probability ≥ .90, most likely first. One alone has 10 to 29 answers: a
    /// direction, and `furtherAnswers` says how many more let it be named.
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
  /// One item that may explain the outcome.
  package struct Driver: Sendable {
    /// `survey/column` of the item.
    package var question: String
    package var touchpoint: String?
    package var department: String?
    /// How much it goes along with the outcome.
    package var weight: ItemWeight
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
  /// Items left out: too few valid answers (under 60 %), all answers alike, or following from other items altogether.
  package var leftOut: [String]
  /// Of those in, items with a variance inflation above 10: their coefficients cannot be told from those of others, and what
  /// they have in common is shared out (definitions keep every candidate; methods would leave these out).
  package var dependent: [String] = []
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
    /// Change of the probability to buy again for 10 points more on 0–100 among customers alike before: average marginal
    /// effect of a logistic model; `nil` with fewer than 30 of either outcome.
    package var effectPer10: Estimate?
    /// Of ease (CES): the third who found it easiest against the third who found it hardest, in the same strata; `nil` for
    /// other metrics.
    package var thirds: Thirds?
  }
  package var rows: [Row]
  /// H in microseconds.
  package var horizon: Int64
}

/// Whether departments (or channels) give one experience.
package struct ConsistencyResult: Sendable {
  /// What is compared.
  package enum Between: String, Sendable { case departments, channels }
  package var between: Between
  package var measure: Measure
  package var units: [CutScore]
  /// 100 (1 − τ / 50): 100 is one experience everywhere; `nil` with fewer than two units of 10 answers.
  package var index: Double?
  /// Standard deviation between units on 0–100.
  package var tau: Double?
  /// The same with its interval.
  package var spread: Estimate?
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
  /// One touchpoint on the curve, in the order of the journey.
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
