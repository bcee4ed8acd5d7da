import Analysis
import Journeys
import Statistics

/// How well founded a point of the map is.
package enum Evidence: String, Sendable {
  /// 30 answers or more in one measure.
  case measured
  /// 1 to 29 answers.
  case thin
  /// In the blueprint, and nobody was asked.
  case assumed
  /// Two types of survey with 30 answers or more each disagree by the same metric.
  case contradicted

  init(_ evidence: Analysis.Evidence) {
    self =
      switch evidence {
      case .measured: .measured
      case .thin: .thin
      case .assumed: .assumed
      case .contradicted: .contradicted
      }
  }
}

/// One touchpoint as every survey sees it.
package struct TouchpointScores: Sendable {
  package var id: String
  /// Who answers for it; `nil` where the project does not say.
  package var department: String?
  /// One for each measure that rated it; types are never averaged.
  package var scores: [MeasuredScore]
  /// How well founded it is, over all of its scores.
  package var evidence: Evidence
  /// Terms of what people wrote there, scrubbed; empty where nobody wrote or too few used a term.
  package var terms: [KeyTerm]

  init(_ touchpoint: Analysis.TouchpointScores, _ cells: RatingCells) {
    id = touchpoint.id
    department = touchpoint.department
    scores = touchpoint.scores.map { one in
      let score = cells.score(one.score, .touchpoint(one.measure, touchpoint.id))
      return MeasuredScore(
        measure: Measure(one.measure), score: score,
        waves: one.waves.map {
          Wave($0, cells.score($0.score, .touchpointWave(one.measure, touchpoint.id, $0.ordinal)))
        }, trend: score.state == .hidden ? nil : one.trend.map(WaveTrend.init))
    }
    evidence = Evidence(touchpoint.evidence)
    terms = KeyTerm.shown(touchpoint.terms, cells.hiding)
  }
}

/// One touchpoint by one measure.
package struct MeasuredScore: Sendable {
  package var measure: Measure
  package var score: Score
  package var waves: [Wave]
  /// As `QuestionScores.trend`.
  package var trend: WaveTrend?
}

/// A word, or a word after "not", that customers with low scores write more often than others, or the reverse.
package struct KeyTerm: Sendable, Equatable {
  /// As it is written most often, without prefixes or the s of a plural.
  package var word: String
  /// Whether it stands after a word such as לא, בלי or "not".
  package var isNegated: Bool
  /// Whether it is typical of low scores; else of high ones.
  package var isTypicalOfLow: Bool
  /// Different customers who wrote it with the score that it is typical of.
  package var customers: Published<Int>

  /// Terms that enough people wrote.
  static func shown(_ terms: [Analysis.KeyTerm], _ hiding: Hiding) -> [KeyTerm] {
    terms.map {
      KeyTerm(
        word: $0.word, isNegated: $0.isNegated, isTypicalOfLow: $0.isTypicalOfLow,
        customers: hiding.count($0.customers))
    }.filter { !$0.customers.isHidden }
  }
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
  /// Clearest first; empty where too few wrote a word.
  package var terms: [KeyTerm]

  init(_ group: Analysis.TermGroup, _ hiding: Hiding) {
    about =
      switch group.about {
      case .everything: .everything
      case .department(let id): .department(id)
      case .touchpoint(let id): .touchpoint(id)
      }
    terms = KeyTerm.shown(group.terms, hiding)
  }
}
