import Analysis
import Journeys
import Statistics

/// What may be said about a rating.
package enum DisplayState: String, Sendable {
  /// Fewer answers than the privacy threshold: not shown.
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

  init(_ measure: Analysis.Measure) {
    type = measure.type
    metric = measure.metric
    scale = measure.scale
  }
}

/// A score with everything its reader must know; all of it is hidden with its number of answers.
package struct Score: Sendable, Equatable {
  /// Answers.
  package var n: Published<Int>
  /// NPS −100…100; CSAT and CES as a share 0…1 (top two boxes; above the middle: 5–7 of 7). Weighted where weights are declared.
  package var value: Published<Estimate>
  /// Mean answer on the question's own scale with its t interval; undefined of fewer than two answers.
  package var mean: Published<Estimate>
  /// 0–100 on the experience curve: 100 (mean − lowest) / (highest − lowest).
  package var index: Published<Estimate>
  package var isWeighted: Bool
  package var state: DisplayState

  /// - Parameter n: its number of answers as the family of ratings shows it.
  init(_ score: Analysis.Score, n: Published<Int>) {
    self.n = n
    value = Hiding.number(score.value, with: n)
    mean = Hiding.number(score.mean, with: n)
    index = Hiding.number(score.index, with: n)
    isWeighted = score.isWeighted
    state = n.isHidden ? .hidden : score.n < 30 ? .directional : .solid
  }
}

/// A score of one part of the answers.
package struct CutScore: Sendable {
  /// Id of the touchpoint, department or channel, or the language as the data write it.
  package var id: String
  package var score: Score
  /// Against all other answers to the same; `nil` where it is not told of by itself, or there are too few of either.
  package var difference: ScoreDifference?
}

/// A group's score less that of all other answers to the same, in the score's own unit, as it may be said.
package struct ScoreDifference: Sendable {
  package var estimate: Published<Estimate>
  /// How likely it is where there is no difference, corrected for all that are told of (Holm).
  package var adjustedP: Published<Double>

  /// Whether the group says better, or worse; `nil` where neither is shown.
  package var isMore: Bool? {
    guard let e = estimate.shown, let p = adjustedP.shown, p < 0.05 else { return nil }
    return e.value > 0
  }

  /// - Parameters:
  ///   - own: the group's answers, and all to the same.
  init?(_ difference: Analysis.ScoreDifference?, own: Score, all: Score, _ hiding: Hiding) {
    guard let difference else { return nil }
    // What is left of two numbers that are told is told with them.
    let rest = own.n.shown.flatMap { n in all.n.shown.map { hiding.count($0 - n) } } ?? .hidden
    estimate = Hiding.number(difference.estimate, with: rest)
    adjustedP = Hiding.number(difference.pValue, with: rest)
  }
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
  package var byTouchpoint: [CutScore]
  /// For each column of `groups` that its rows or their customers have, in the order declared.
  package var byGroup: [GroupScores]
  /// Of captive customers, and of others; `nil` where nothing tells them apart.
  package var captives: (captive: Score, others: Score?)?
  /// Of members of the club and of others; `nil` where it is about nothing that a club is to give, or without a club.
  package var club: ClubRating?
  package var waves: [Wave]
  /// `nil` with fewer than two waves of 30 answers, or where a break stands between them.
  package var trend: WaveTrend?
  /// Shares of low, middle and high answers; `nil` of fewer than 30.
  package var spread: [Published<Estimate>]?

  init(_ question: Analysis.QuestionScores, _ cells: RatingCells, _ behaviour: Hiding) {
    id = question.id
    survey = question.survey
    column = question.column
    wording = question.wording
    measure = Measure(question.measure)
    subject = question.subject
    touchpoint = question.touchpoint
    department = question.department
    overall = cells.score(question.overall, .question(question.id))
    byTouchpoint = question.byTouchpoint.map {
      CutScore(id: $0.id, score: cells.score($0.score, .touchpoint(question.measure, $0.id)))
    }
    let (whole, places) = (overall, byTouchpoint)
    byGroup = question.byGroup.map { group in
      func cut(_ own: Analysis.CutScore, _ key: RatingCells.Key, of all: Score?) -> CutScore {
        let score = cells.score(own.score, key)
        return CutScore(
          id: own.id, score: score,
          difference: all.flatMap { ScoreDifference(own.difference, own: score, all: $0, cells.hiding) })
      }
      let values = group.values.map {
        cut($0, .questionPart(question.id, "group/" + group.by, $0.id), of: whole)
      }
      // A value of very few people may name them: with their number goes its name.
      return GroupScores(
        by: group.by, values: values.filter { $0.score.state != .hidden },
        byTouchpoint: group.byTouchpoint.map { place in
          let all = places.first { $0.id == place.touchpoint }?.score
          let values = place.values.map {
            cut($0, RatingCells.key(question.id, group.by, $0.id, at: place.touchpoint), of: all)
          }
          return .init(touchpoint: place.touchpoint, values: values.filter { $0.score.state != .hidden })
        })
    }
    captives = question.captives.flatMap { group in
      func score(_ id: String) -> Score? {
        group.values.first { $0.id == id }.map {
          cells.score($0.score, .questionPart(question.id, RatingCells.captives, $0.id))
        }
      }
      return score(CaptiveAnswers.captive).map { ($0, score(CaptiveAnswers.others)) }
    }
    club = question.club.map { ClubRating($0, cells, question.id) }
    waves = question.waves.map { Wave($0, cells.score($0.score, .questionWave(question.id, $0.ordinal))) }
    trend = question.trend.map(WaveTrend.init)
    spread = overall.state == .solid ? Self.spread(question, behaviour) : nil
  }

  /// NPS 0–6, 7–8, 9–10; every other scale below, at and above its middle.
  private static func spread(_ question: Analysis.QuestionScores, _ behaviour: Hiding) -> [Published<Estimate>]? {
    let counts = question.overall.distribution
    guard counts.count > 2 else { return nil }
    var parts = [0, 0, 0]
    for (i, count) in counts.enumerated() {
      let part =
        question.measure.metric == .nps && counts.count == 11
        ? (i <= 6 ? 0 : i <= 8 ? 1 : 2) : (2 * i < counts.count - 1 ? 0 : 2 * i == counts.count - 1 ? 1 : 2)
      parts[part] += count
    }
    let n = parts.reduce(0, +)
    guard n > 0 else { return nil }
    // With a part of too few people all are hidden: the score of the same answers says how the others differ.
    let isHidden = parts.contains { behaviour.hides($0) }
    return parts.map { isHidden ? .hidden : behaviour.number(wilson($0, of: n), of: n) }
  }
}

/// One question's answers by the values of one column.
package struct GroupScores: Sendable {
  /// The column.
  package var by: String
  /// By value; the id `""` stands for answers without one. Values of too few are left out.
  package var values: [CutScore]
  /// The same of the answers about each touchpoint that rows name.
  package var byTouchpoint: [TouchpointCut] = []

  /// Answers about one touchpoint.
  package struct TouchpointCut: Sendable {
    package var touchpoint: String
    package var values: [CutScore]
  }
}

/// Why two neighbouring waves must not be compared.
package enum WaveBreak: String, Sendable {
  case questions, languages, declared

  init(_ reason: Analysis.WaveBreak) {
    self =
      switch reason {
      case .questions: .questions
      case .languages: .languages
      case .declared: .declared
      }
  }
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

  init(_ wave: Analysis.Wave, _ score: Score) {
    year = wave.year
    quarter = wave.quarter
    self.score = score
    breakBefore = wave.breakBefore.map(WaveBreak.init)
  }
}

/// Whether a series moves.
package struct WaveTrend: Sendable, Equatable {
  /// Last shown wave less first shown wave, in the score's own unit, with the interval of the difference.
  package var change: Estimate
  /// Of the trend over all shown waves, and after Benjamini–Hochberg over all series of the report.
  package var pValue: Double
  package var adjustedP: Double
  /// The adjusted p is below .05.
  package var isShown: Bool

  init(_ trend: Analysis.WaveTrend) {
    change = trend.change
    pValue = trend.pValue
    adjustedP = trend.adjustedP
    isShown = trend.isShown
  }
}

/// One survey type's series of one measure.
package struct ClockSeries: Sendable {
  package var measure: Measure
  package var overall: Score
  package var waves: [Wave]
  /// What of the change over the waves is only other touchpoints, or other channels; empty where nothing can be compared.
  package var mixes: [WaveMix]

  init(_ clock: Analysis.ClockSeries, _ cells: RatingCells) {
    measure = Measure(clock.measure)
    overall = cells.score(clock.overall, .clock(clock.measure))
    waves = clock.waves.map { Wave($0, cells.score($0.score, .clockWave(clock.measure, $0.ordinal))) }
    mixes = clock.mixes.map(WaveMix.init)
  }
}

/// How much of a figure's change between two waves is other ratings, and how much only other touchpoints (or channels).
package struct WaveMix: Sendable, Equatable {
  /// What the answers are divided by.
  package enum By: String, Sendable, CaseIterable { case touchpoints, channels }
  package var by: By
  /// Quarters compared, `4 · year + quarter − 1`.
  package var from: Int
  package var to: Int
  /// Last less first, in the metric's unit (NPS in points, shares 0…1), and its two parts.
  package var change: Double
  package var composition: Double
  package var ratings: Double
  /// Composition is more than half of the change: the figure moved, the experience hardly did.
  package var isMostlyComposition: Bool

  init(_ mix: Analysis.WaveMix) {
    by =
      switch mix.by {
      case .touchpoints: .touchpoints
      case .channels: .channels
      }
    (from, to) = (mix.from, mix.to)
    (change, composition, ratings) = (mix.change, mix.composition, mix.ratings)
    isMostlyComposition = mix.isMostlyComposition
  }
}

/// How far two types of survey stand apart at one touchpoint.
package struct ClockGap: Sendable {
  package var touchpoint: String
  package var metric: QuestionMetric
  package var first: SurveyType
  package var second: SurveyType
  /// First less second in the metric's unit, with the interval of the difference.
  package var difference: Estimate
  /// The interval excludes zero.
  package var isShown: Bool { difference.low > 0 || difference.high < 0 }
}

extension Analysis.Wave {
  /// Quarters counted through.
  var ordinal: Int { year * 4 + quarter }
}
