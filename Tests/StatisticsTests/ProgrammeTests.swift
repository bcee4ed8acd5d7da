import Testing

@testable import Statistics

/// Numbers of methods.md 4.5, 4.6, 4.9, 8 and 9.
@Suite struct ProgrammeTests {
  /// Respondents of a table of counts, row by row.
  private func people(_ table: [[Int]]) -> (rows: [Int], columns: [Int]) {
    var (rows, columns): ([Int], [Int]) = ([], [])
    for (i, line) in table.enumerated() {
      for (j, count) in line.enumerated() {
        rows += [Int](repeating: i, count: count)
        columns += [Int](repeating: j, count: count)
      }
    }
    return (rows, columns)
  }

  @Test("raking meets both margins as ipfn and R's survey package do")
  func raking() throws {
    let table = [[20, 30, 10], [40, 60, 40]]
    let (rows, columns) = people(table)
    let raking = try Raking(categories: [rows, columns], targets: [[100, 100], [70, 80, 50]])
    var cells = [[0.0, 0, 0], [0, 0, 0]]
    for i in rows.indices { cells[rows[i]][columns[i]] += raking.weights[i] }
    #expect(near(cells[0], [37.98010, 43.40583, 18.61407], within: 5e-6))
    #expect(near(cells[1], [32.01990, 36.59417, 31.38593], within: 5e-6))
    #expect(near(raking.effectiveN, 165.185, within: 5e-4) && near(raking.designEffect, 1.21076, within: 5e-6))
    #expect(raking.trimmed == 0 && raking.error < 1e-10)
    #expect(near(raking.weights.reduce(0, +), 200, within: 1e-8))
  }

  @Test("raking refuses a margin without respondents, and weights too uneven to use")
  func rakingFailures() {
    #expect(throws: Raking.Failure.emptyCell(margin: 0, category: 1)) {
      try Raking(categories: [[0, 0, 0]], targets: [[1, 1]])
    }
    #expect(throws: Raking.Failure.mismatched(margin: 1)) {
      try Raking(categories: [[0, 1], [0, 5]], targets: [[1, 1], [1, 1]])
    }
    // One respondent in a hundred stands for half of all: trimming holds him back, and the margin is then missed.
    let few = [Int](repeating: 0, count: 99) + [1]
    do {
      let raking = try Raking(categories: [few], targets: [[50, 50]])
      #expect(raking.trimmed > 0)
    } catch {
      guard case .tooUneven(let effect) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(effect > 3)
    }
  }

  @Test("respondents who differ from everybody are found")
  func difference() {
    #expect(near(standardisedDifference(respondents: 0.6, everybody: 0.5), 0.2, within: 1e-12))
    #expect(standardisedDifference(respondents: 0.6, everybody: 1) == nil)
  }

  @Test("a trend of shares is R's prop.trend.test")
  func trend() throws {
    let trend = try #require(Trend(shares: [(30, 60), (36, 62), (45, 66), (52, 70)]))
    #expect(near(trend.z * trend.z, 9.518695))
    #expect(near(trend.pValue, 0.0020339, within: 5e-8))
    #expect(trend.slope > 0)
    #expect(Trend(shares: [(30, 60), (36, 62)]) == nil && Trend(shares: [(0, 5), (0, 5), (0, 5)]) == nil)
  }

  @Test("a trend of scores weighs each wave by its own error")
  func slope() throws {
    // By hand: with equal errors 2, t = 0, 1, 2 and y = 10, 13, 16 the slope is 3 with error 2 / √2.
    let trend = try #require(Trend(values: [(0, 10, 2), (1, 13, 2), (2, 16, 2)]))
    #expect(near(trend.slope, 3, within: 1e-12) && near(trend.z, 3 / 2.0.squareRoot(), within: 1e-12))
    #expect(Trend(values: [(0, 10, 2), (1, 13, 0), (2, 16, 2)]) == nil)
  }

  @Test("families of p values are corrected as statsmodels does")
  func families() {
    let p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216]
    #expect(
      near(benjaminiHochberg(p), [0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.105714, 0.216, 0.216, 0.216]))
    #expect(near(Array(holm(p).prefix(3)), [0.01, 0.072, 0.312], within: 1e-12))
    #expect(near(benjaminiHochberg([0.04, 0.01]), [0.04, 0.02], within: 1e-12))
    #expect(benjaminiHochberg([]).isEmpty && holm([]).isEmpty)
  }

  @Test("how departments differ is scipy's analysis of variance")
  func consistency() throws {
    let departments: [[Double]] = [
      [80, 75, 90, 85, 70, 95], [60, 65, 55, 70, 75], [50, 40, 55, 60, 45, 50, 65], [70, 80, 75, 65],
    ]
    let c = try #require(Consistency(departments.map { Consistency.Group($0) }))
    #expect(near(c.between, 1042.5325, within: 5e-5) && near(c.within, 69.7421, within: 5e-5))
    #expect(near(c.typicalSize, 5.42424, within: 5e-6) && near(c.f, 14.948403))
    #expect(near(c.pValue, 3.938e-5, within: 5e-9))
    #expect(near(c.intraclass.value, 0.720005))
    #expect(near(c.intraclass.low, 0.3389, within: 5e-4) && near(c.intraclass.high, 0.9750, within: 5e-5))
    #expect(near(c.variance, 179.341, within: 5e-4) && near(c.omegaSquared, 0.655417))
    #expect(near(c.index, 73.2, within: 0.05))
    #expect(Consistency([Consistency.Group([1, 2])]) == nil)
  }

  @Test(
    "answers and invitations for a population are Cochran's",
    arguments: [(200, 132, 880), (1000, 278, 1854), (5000, 357, 2380), (100_000, 383, 2554)])
  func populations(population: Int, answers: Int, invitations: Int) throws {
    let plan = try #require(SampleSize.plan(population: population, margin: 0.05, responseRate: 0.15))
    #expect(plan.answers == answers && plan.invitations == invitations)
    #expect((plan.census == nil) == (population > 1854))
  }

  @Test("the plan of three touchpoints, one of which has too few people")
  func plans() throws {
    let web = try #require(SampleSize.plan(population: 12_000, share: 0.8, margin: 0.05, responseRate: 0.08))
    #expect(web == SampleSize.Plan(answers: 241, invitations: 3013, census: nil))
    let service = try #require(SampleSize.plan(population: 3000, share: 0.7, margin: 0.05, responseRate: 0.15))
    #expect(service == SampleSize.Plan(answers: 292, invitations: 1947, census: nil))
    let refund = try #require(SampleSize.plan(population: 400, share: 0.5, margin: 0.05, responseRate: 0.25))
    #expect(refund.answers == 197 && refund.invitations == 788)
    #expect(refund.census?.answers == 100 && near(refund.census?.margin, 0.085, within: 5e-4))
    let strata = [(population: 12_000, share: 0.8), (3000, 0.7), (400, 0.5)]
    #expect(near(SampleSize.neyman(total: 600, strata: strata), [451.8, 129.4, 18.8], within: 0.05))
    let floored = SampleSize.neyman(total: 600, strata: strata, floor: 30)
    #expect(floored[2] == 30 && floored.reduce(0, +) == 600 && floored[0] > floored[1] && floored[1] > 30)
  }

  @Test("margins, scores, changes and quarantines are the worked ones")
  func others() {
    #expect(near(SampleSize.margin(answers: 200, population: 1000, share: 0.8), 0.0496, within: 5e-5))
    #expect(SampleSize.netPromoter(margin: 10, variance: 0.7 - 0.09) == 232)
    #expect(SampleSize.netPromoter(margin: 5, variance: 0.7 - 0.09) == 935)
    #expect(SampleSize.netPromoter(margin: 10) == 382 && SampleSize.netPromoter(margin: 5) == 1534)
    #expect(SampleSize.detecting(from: 0.8, to: 0.75) == 1094)
    #expect(near(SampleSize.invitable(load: 0.2), 0.83, within: 5e-3))
    #expect(SampleSize.invitable(load: 1) == 0.5 && near(SampleSize.invitable(load: 4), 0.2, within: 1e-12))
    #expect(SampleSize.answers(population: 0, margin: 0.05) == nil && SampleSize.detecting(from: 0.5, to: 0.5) == nil)
  }

  @Test("words typical of detractors and of promoters")
  func keyness() {
    let words = [(first: 30, second: 10, background: 40), (20, 25, 45), (5, 15, 20), (2, 30, 32)]
    let ten = Keyness.of(words, priorTotal: 10)
    #expect(near(ten.map(\.zeta), [5.334965, 0.537137, -1.595573, -4.091295], within: 2e-5))
    // By hand: .150309 / √(1 / 23.28467 + 1 / 28.28467), where the page prints .537137.
    #expect(near(ten[1].zeta, 0.537155, within: 1e-6))
    #expect(near(ten.map(\.delta), [1.751446, 0.150309, -0.740793, -2.092429]))
    #expect(near(Keyness.of(words, priorTotal: nil).map(\.zeta), [3.424988, 0.328081, -1.001920, -2.963983]))
    #expect(Keyness.of([(3, 0, 0)], priorTotal: 10) == [Keyness(delta: 0, zeta: 0)])
  }
}
