import Journeys
import ReportModel
import Statistics
import Testing

@testable import Analysis

/// Ratings of few people are taken out before anything is written.
struct RatingHidingTests {
  private let csat = Measure(type: .momentary, metric: .csat, scale: 1...5)

  private func score(_ n: Int) -> Score {
    let estimate = Estimate(value: 0.5, low: 0.4, high: 0.6, n: n)
    return Score(
      n: n, nEffective: Double(n), value: estimate, unweighted: nil, mean: estimate, index: estimate,
      distribution: [n], state: .solid)
  }

  /// One question whose rows name touchpoints, and what follows from it.
  private func result(_ counts: [(id: String, n: Int)]) -> SatisfactionResult {
    var result = SatisfactionResult()
    let total = counts.reduce(0) { $0 + $1.n }
    var question = QuestionScores(
      id: "s/q", survey: "s", column: "q", wording: nil, measure: csat, subject: nil, touchpoint: nil, department: nil,
      overall: score(total))
    question.byTouchpoint = counts.map { CutScore(id: $0.id, score: score($0.n)) }
    result.questions = [question]
    result.touchpoints = counts.map {
      TouchpointScores(
        id: $0.id, department: nil, scores: [MeasuredScore(measure: csat, score: score($0.n), waves: [], trend: nil)],
        evidence: .measured)
    }
    result.weakestLinks = [
      WeakestLinkResult(
        measure: csat,
        touchpoints: counts.map {
          RankedTouchpoint(
            id: $0.id, score: score($0.n), shrunken: Estimate(value: 0.5, low: 0.4, high: 0.6, n: $0.n),
            probability: 0.9, probabilityStrongest: 0)
        }, thin: [], unmeasured: [], verdict: .named("b"), strength: .noDifference, furtherAnswers: nil)
    ]
    return result
  }

  @Test("a rating of four people is hidden, and the next smallest with it, or subtraction would give it back")
  func secondary() throws {
    let hidden = result([("a", 4), ("b", 40), ("c", 50)]).hiding(below: 10)
    let question = try #require(hidden.questions.first)
    #expect(question.overall.n == 94 && question.overall.state == .solid)
    #expect(question.byTouchpoint.map(\.score.state) == [.hidden, .hidden, .solid])
    for cut in question.byTouchpoint where cut.score.state == .hidden {
      #expect(cut.score.n == 0 && cut.score.value == nil && cut.score.mean == nil && cut.score.index == nil)
      #expect(cut.score.distribution.isEmpty)
    }
    #expect(hidden.touchpoints.map { $0.scores[0].score.state } == [.hidden, .hidden, .solid])
  }

  @Test("a hidden touchpoint is not named as the weakest link and has no place among those compared")
  func notNamed() throws {
    let link = try #require(result([("a", 4), ("b", 40), ("c", 50)]).hiding(below: 10).weakestLinks.first)
    #expect(link.touchpoints.map(\.id) == ["c"])
    #expect(link.thin == ["a", "b"])
    #expect(link.verdict == .tooFew)
  }

  @Test("where all have ten answers or more nothing is hidden, and under thirty is a direction")
  func shown() throws {
    let shown = result([("a", 10), ("b", 29), ("c", 30)]).hiding(below: 10)
    #expect(shown.touchpoints.map { $0.scores[0].score.state } == [.directional, .directional, .solid])
    #expect(shown.weakestLinks.first?.verdict == .named("b"))
  }

  @Test("with privacy off a rating of one person is shown as a direction")
  func off() throws {
    let shown = result([("a", 1), ("b", 40)]).hiding(below: 0)
    #expect(shown.touchpoints.map { $0.scores[0].score.state } == [.directional, .solid])
    #expect(shown.touchpoints[0].scores[0].score.n == 1)
  }

  @Test("words that fewer people wrote than may be rated are left out")
  func words() {
    var terms = result([("a", 40), ("b", 40)])
    func term(_ customers: Int) -> KeyTerm {
      KeyTerm(
        word: "w\(customers)", isNegated: false, isTypicalOfLow: true, lowDocuments: customers, highDocuments: 0,
        customers: customers, zeta: 3, pValue: 0.01)
    }
    terms.touchpoints[0].terms = [term(9), term(10)]
    terms.terms = [TermGroup(about: .everything, texts: 80, terms: [term(9), term(12)])]
    let hidden = terms.hiding(below: 10)
    #expect(hidden.touchpoints[0].terms.map(\.word) == ["w10"])
    #expect(hidden.terms[0].terms.map(\.word) == ["w12"])
  }
}
