import Journeys
import Statistics
import Testing

@testable import Analysis
@testable import Findings

/// Ratings of few people are taken out before anything is written.
struct RatingHidingTests {
  private let csat = Analysis.Measure(type: .momentary, metric: .csat, scale: 1...5)

  private func score(_ n: Int) -> Analysis.Score {
    let estimate = Estimate(value: 0.5, low: 0.4, high: 0.6, n: n)
    return Analysis.Score(
      n: n, nEffective: Double(n), value: estimate, unweighted: nil, mean: estimate, index: estimate,
      distribution: [n], state: .solid)
  }

  /// One question whose rows name touchpoints, and what follows from it.
  private func result(_ counts: [(id: String, n: Int)]) -> SatisfactionResult {
    var result = SatisfactionResult()
    let total = counts.reduce(0) { $0 + $1.n }
    var question = Analysis.QuestionScores(
      id: "s/q", survey: "s", column: "q", wording: nil, measure: csat, subject: nil, touchpoint: nil, department: nil,
      overall: score(total))
    question.byTouchpoint = counts.map { Analysis.CutScore(id: $0.id, score: score($0.n)) }
    result.questions = [question]
    result.touchpoints = counts.map {
      Analysis.TouchpointScores(
        id: $0.id, department: nil,
        scores: [Analysis.MeasuredScore(measure: csat, score: score($0.n), waves: [], trend: nil)],
        evidence: .measured)
    }
    result.weakestLinks = [
      Analysis.WeakestLinkResult(
        measure: csat,
        touchpoints: counts.map {
          Analysis.RankedTouchpoint(
            id: $0.id, score: score($0.n), shrunken: Estimate(value: 0.5, low: 0.4, high: 0.6, n: $0.n),
            probability: 0.9, probabilityStrongest: 0)
        }, thin: [], unmeasured: [], verdict: .named("b"), strength: .noDifference, furtherAnswers: nil)
    ]
    return result
  }

  private func shown(_ result: SatisfactionResult, below k: Int) -> SatisfactionFindings {
    SatisfactionFindings(
      result, ([], .undefined), ratings: Hiding(threshold: k), behaviour: Hiding(threshold: min(k, 5)))
  }

  @Test("a rating of four people is hidden, and the next smallest with it, or subtraction would give it back")
  func secondary() throws {
    let hidden = shown(result([("a", 4), ("b", 40), ("c", 50)]), below: 10)
    let question = try #require(hidden.questions.first)
    #expect(question.overall.n.shown == 94 && question.overall.state == .solid)
    #expect(question.byTouchpoint.map(\.score.state) == [.hidden, .hidden, .solid])
    for cut in question.byTouchpoint where cut.score.state == .hidden {
      #expect(cut.score.n.isHidden && cut.score.value.isHidden && cut.score.mean.isHidden && cut.score.index.isHidden)
    }
    #expect(hidden.touchpoints.map { $0.scores[0].score.state } == [.hidden, .hidden, .solid])
  }

  @Test("a hidden touchpoint is not named as the weakest link and has no place among those compared")
  func notNamed() throws {
    let link = try #require(shown(result([("a", 4), ("b", 40), ("c", 50)]), below: 10).weakestLinks.first)
    #expect(link.touchpoints.map(\.id) == ["c"])
    #expect(link.thin == ["a", "b"])
    #expect(link.verdict == .tooFew)
  }

  @Test("a touchpoint that alone may be shown is not called the weakest, nor said to be like the others")
  func alone() throws {
    let link = try #require(shown(result([("a", 8), ("c", 9), ("b", 50)]), below: 10).weakestLinks.first)
    #expect(link.touchpoints.map(\.id) == ["b"])
    #expect(link.verdict == .tooFew && link.strength == .tooFew)
  }

  @Test("where all have ten answers or more nothing is hidden, and under thirty is a direction")
  func shown() throws {
    let findings = shown(result([("a", 10), ("b", 29), ("c", 30)]), below: 10)
    #expect(findings.touchpoints.map { $0.scores[0].score.state } == [.directional, .directional, .solid])
    #expect(findings.weakestLinks.first?.verdict == .named("b"))
  }

  @Test("with privacy off a rating of one person is shown as a direction")
  func off() throws {
    let findings = shown(result([("a", 1), ("b", 40)]), below: 0)
    #expect(findings.touchpoints.map { $0.scores[0].score.state } == [.directional, .solid])
    #expect(findings.touchpoints[0].scores[0].score.n.shown == 1)
  }

  @Test("words that fewer people wrote than may be rated are left out")
  func words() {
    var terms = result([("a", 40), ("b", 40)])
    func term(_ customers: Int) -> Analysis.KeyTerm {
      Analysis.KeyTerm(
        word: "w\(customers)", isNegated: false, isTypicalOfLow: true, lowDocuments: customers, highDocuments: 0,
        customers: customers, zeta: 3, pValue: 0.01)
    }
    terms.touchpoints[0].terms = [term(9), term(10)]
    terms.terms = [Analysis.TermGroup(about: .everything, texts: 80, terms: [term(9), term(12)])]
    let hidden = shown(terms, below: 10)
    #expect(hidden.touchpoints[0].terms.map(\.word) == ["w10"])
    #expect(hidden.terms[0].terms.map(\.word) == ["w12"])
  }
}
