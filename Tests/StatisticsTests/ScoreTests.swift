import Testing

@testable import Statistics

/// Numbers of methods.md sections 4.2, 4.3 and 4.5.
@Suite struct ScoreTests {
  @Test(
    "net promoter scores have the adjusted Wald interval, clipped to what a score can be",
    arguments: [
      (50, 30, 20, 30.0, 14.051, 44.201), (10, 6, 4, 30, -5.724, 57.897), (7, 0, 0, 100, 32.81, 100),
      (120, 80, 50, 28, 18.113, 37.223),
    ])
  func score(p: Int, n: Int, d: Int, value: Double, low: Double, high: Double) throws {
    let e = try #require(netPromoterScore(PromoterCounts(promoters: p, passives: n, detractors: d)))
    #expect(near(e.value, value, within: 1e-12))
    #expect(near(e.low, low, within: 6e-3))
    #expect(near(e.high, high, within: 6e-3))
    #expect(e.n == p + n + d)
  }

  @Test("the adjusted score of the example and its standard error are the worked ones")
  func adjusted() {
    let s = AdjustedScore(promoters: 50, detractors: 20, answers: 100)
    #expect(near(100 * s.value, 29.1262, within: 5e-5))
    #expect(near(100 * s.standardError, 7.69151, within: 5e-6))
  }

  @Test("eleven counts fall into promoters, passives and detractors")
  func fromAnswers() {
    let c = PromoterCounts(answers: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    #expect(c == PromoterCounts(promoters: 21, passives: 17, detractors: 28))
    #expect(netPromoterScore(PromoterCounts(promoters: 0, passives: 0, detractors: 0)) == nil)
  }

  @Test("two scores are compared by the interval of their difference")
  func difference() throws {
    let d = try #require(
      netPromoterDifference(
        PromoterCounts(promoters: 120, passives: 80, detractors: 50),
        minus: PromoterCounts(promoters: 90, passives: 90, detractors: 70)))
    #expect(near(d.estimate.value, 20, within: 1e-12))
    #expect(near(d.estimate.low, 6.078, within: 5e-4))
    #expect(near(d.estimate.high, 33.448, within: 5e-4))
    #expect(near((d.estimate.low + d.estimate.high) / 2, 19.763, within: 5e-4))
    #expect(d.pValue < 0.05)
  }

  @Test("a weighted score has its standard error by linearisation and Kish's number of answers")
  func weighted() throws {
    var w = WeightedPromoters()
    for _ in 0..<50 { w.add(answer: 10, weight: 1.2) }
    for _ in 0..<30 { w.add(answer: 7, weight: 0.8) }
    for _ in 0..<20 { w.add(answer: 3, weight: 1.1) }
    let score = try #require(w.score)
    #expect(near(score.value, 35.849, within: 5e-4))
    #expect(near(w.standardError, 8.2653, within: 5e-5))
    #expect(near(w.all.effectiveN, 97.366, within: 5e-4))
    #expect(score.n == 100)
  }

  @Test("weights that are all alike change nothing")
  func equalWeights() throws {
    var w = WeightedPromoters()
    for (answer, times) in [(9, 120), (8, 80), (0, 50)] { for _ in 0..<times { w.add(answer: answer, weight: 2.5) } }
    let plain = try #require(netPromoterScore(PromoterCounts(promoters: 120, passives: 80, detractors: 50)))
    let score = try #require(w.score)
    #expect(near([score.value, score.low, score.high], [plain.value, plain.low, plain.high], within: 1e-9))
    let share = try #require(wilson(share: 0.225, effectiveN: 200, n: 200))
    #expect(near(share.low, 0.172624) && near(share.high, 0.287741))
  }

  @Test("top boxes and means of scales are the worked ones")
  func scales() throws {
    let box = try #require(wilson(172, of: 220))
    #expect(near(box.value, 0.781818) && near(box.low, 0.722661) && near(box.high, 0.831303))
    let ces = ScoreCounts(lowest: 1, counts: [5, 5, 10, 10, 15, 25, 30])
    let mean = try #require(ces.meanEstimate)
    #expect(near(mean.value, 5.2, within: 1e-12))
    #expect(near(ces.standardDeviation, 1.786594))
    #expect(near(mean.low, 4.84550, within: 5e-6) && near(mean.high, 5.55450, within: 5e-6))
    #expect(near(ces.share(atLeast: 5)?.value, 0.70, within: 1e-12))
  }

  @Test("answers outside a scale are turned away, and a scale without answers has no mean")
  func edges() {
    var counts = ScoreCounts(1...5)
    #expect(
      counts.mean == nil && counts.meanEstimate == nil && counts.shares.isEmpty && counts.share(atLeast: 4) == nil)
    #expect(!counts.add(0) && !counts.add(6) && counts.add(5))
    #expect(counts.n == 1 && counts.mean == 5 && counts.standardDeviation == nil && counts.meanEstimate == nil)
  }
}
