import Foundation
import TestSupport
import Testing

@testable import Statistics

/// The 600 customers of methods.md 4.8b: mkt, sales, serv, ret, min, mean, y.
private let fixture: [[Double]]? = Repository.sharedData.flatMap { folder in
  let file = folder.deletingLastPathComponent().appending(path: "spec/fixtures/chain.csv")
  return (try? String(contentsOf: file, encoding: .utf8)).map { text in
    text.split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
  }
}

/// Numbers of statsmodels, as printed in methods.md 4.8b and 5.
@Suite struct ChainTests {
  @Test(
    "on the worked customers the lowest rating adds to the mean, and the mean nothing to the lowest",
    .enabled(if: fixture != nil, "the fixtures are not beside this checkout"))
  func chain() throws {
    let rows = try #require(fixture)
    #expect(rows.count == 600)
    let test = ChainTest(rows.map { ChainTest.Customer(lowest: $0[4], mean: $0[5], rated: 4, returned: $0[6] == 1) })
    #expect(test.verdict == .chain)
    let c = try #require(test.comparison)
    #expect(near(c.byMean.logLikelihood, -384.0973, within: 5e-5) && near(c.byMean.aic, 772.195, within: 5e-4))
    #expect(near(c.byLowest.logLikelihood, -378.9479, within: 5e-5) && near(c.byLowest.aic, 761.896, within: 5e-4))
    #expect(near(c.byBoth.logLikelihood, -378.9314, within: 5e-5))
    #expect(near(c.lowestAdds, 10.3318, within: 1e-4) && near(c.lowestAddsP, 0.001308, within: 1e-6))
    #expect(near(c.meanAdds, 0.0329, within: 1e-4) && near(c.meanAddsP, 0.856, within: 5e-4))
    #expect(near(c.correlation, 0.919, within: 5e-4))
    #expect(near(c.byLowest.areaUnderCurve, 0.689, within: 5e-4) && near(c.byMean.areaUnderCurve, 0.674, within: 5e-4))
    #expect(near(c.byLowest.oddsPerDeviation, [2.110], within: 2e-3))
    #expect(near(c.byMean.oddsPerDeviation, [1.972], within: 2e-3))
    // 1.54 points (.23 to 3.98) by scipy's non-central F.
    let size = try #require(c.size)
    #expect(near([size.value, size.low, size.high], [0.015404535, 0.002302866, 0.039806122], within: 1e-8))
    #expect(c.ordered == nil)
  }

  @Test(
    "an answer of two values gives proportional odds the numbers of the logit",
    .enabled(if: fixture != nil, "the fixtures are not beside this checkout"))
  func orderedOfTwo() throws {
    let rows = try #require(fixture)
    let test = ChainTest(
      rows.map {
        ChainTest.Customer(lowest: $0[4], mean: $0[5], rated: 4, returned: $0[6] == 1, answer: Int($0[6]))
      })
    let ordered = try #require(test.comparison?.ordered)
    #expect(near(ordered.lowestAddsP, 0.001308, within: 1e-6) && near(ordered.meanAddsP, 0.856, within: 5e-4))
    #expect(test.verdict == .chain)
  }

  @Test("proportional odds over three answers are those of the sums of a table")
  func proportionalOdds() throws {
    // Both cumulative odds ratios are 4: of 100 at x = 0 answer 50, 30, 20, at x = 1 they answer 20, 30, 50.
    let fit = try #require(OrderedLogit([([0], [50, 30, 20]), ([1], [20, 30, 50])], levels: 3))
    #expect(near(fit.coefficients, [log(4)], within: 1e-9))
    let expected = 2 * (50 * log(0.5) + 30 * log(0.3) + 20 * log(0.2))
    #expect(near(fit.logLikelihood, expected, within: 1e-9))
    #expect(OrderedLogit([([0], [50, 30]), ([0], [20, 30])], levels: 2) == nil)
  }

  @Test("the non-central F with one degree is that of scipy")
  func noncentralFisher() {
    // scipy.stats.ncf.cdf(f, 1, degrees, lambda)
    #expect(near(noncentralFisherBelow(10, degrees: 597, lambda: 10), 0.4994725567393, within: 1e-10))
    #expect(near(noncentralFisherBelow(2, degrees: 40, lambda: 0.5), 0.7363778019668, within: 1e-10))
    #expect(near(noncentralFisherBelow(900, degrees: 5_000, lambda: 1_000), 0.0598871262175, within: 1e-9))
    #expect(noncentralityRange(3.8, degrees: 600).low == 0)
    #expect(noncentralityRange(5.2, degrees: 600).low > 0)
  }

  @Test(
    "the nearer a mean of the ratings comes to the lowest, the better it tells who buys again",
    .enabled(if: fixture != nil, "the fixtures are not beside this checkout"),
    arguments: [
      (-8.0, -380.426), (-4, -381.354), (-2, -382.042), (-1, -382.523), (0, -383.199), (1, -384.097), (2, -385.139),
    ])
  func powerMeans(power: Double, logLikelihood: Double) throws {
    let rows = try #require(fixture)
    let means = rows.map { row in
      let ratings = row[..<4]
      return power == 0
        ? exp(ratings.reduce(0) { $0 + log($1) } / 4)
        : pow(ratings.reduce(0) { $0 + pow($1, power) } / 4, 1 / power)
    }
    let fit = try #require(LogisticFit(rows: means.map { [$0 / 10] }, outcomes: rows.map { $0[6] == 1 }))
    #expect(near(fit.logLikelihood, logLikelihood, within: 5e-4))
  }

  @Test(
    "the link of four departments to repeat purchase is that of statsmodels",
    .enabled(if: fixture != nil, "the fixtures are not beside this checkout"))
  func link() throws {
    let rows = try #require(fixture)
    let fit = try #require(
      LogisticFit(rows: rows.map { $0[..<4].map { $0 / 10 } }, outcomes: rows.map { $0[6] == 1 }))
    #expect(near(fit.coefficients, [-3.08704, 0.12314, 0.08947, 0.11661, 0.15640], within: 5e-6))
    #expect(near(Array(fit.standardErrors.dropFirst()), [0.06283, 0.06258, 0.06322, 0.06565], within: 5e-6))
    #expect(near(fit.logLikelihood, -383.87461, within: 5e-6) && near(fit.nullLogLikelihood, -414.12324, within: 5e-6))
    #expect(near(fit.averageMarginalEffects, [0.02764, 0.02008, 0.02618, 0.03511], within: 5e-6))
    #expect(!fit.isPenalised)
  }

  @Test(
    "penalty and reward of the four departments are the worked ones",
    .enabled(if: fixture != nil, "the fixtures are not beside this checkout"))
  func penalties() throws {
    let rows = try #require(fixture)
    func cut(_ j: Int, _ q: Double) -> Double { quantile(ofSorted: rows.map { $0[j] }.sorted(), q) ?? 0 }
    let cuts = (0..<4).map { (cut($0, 0.2), cut($0, 0.8)) }
    var data = CrossProducts(variables: 9)
    for row in rows {
      var line: [Double] = []
      for j in 0..<4 { line += [row[j] <= cuts[j].0 ? 1 : 0, row[j] >= cuts[j].1 ? 1 : 0] }
      data.add(line + [0.5 * row[5] + 0.5 * row[4]])
    }
    let result = try #require(PenaltyReward(data))
    #expect(near(result.touchpoints.map(\.penalty), [7.5375, 7.5153, 6.8428, 7.8130], within: 5e-5))
    #expect(near(result.touchpoints.map(\.reward), [6.0182, 6.5708, 7.1813, 5.8231], within: 5e-5))
    #expect(near(result.touchpoints.compactMap(\.asymmetry), [-0.1121, -0.0671, 0.0241, -0.1459], within: 5e-5))
    #expect(near(result.rSquared, 0.854318))
    #expect(result.touchpoints.allSatisfy { $0.kind == .performance })
  }

  @Test("without enough customers, outcomes or spread the test is not run and says why")
  func gates() {
    func customers(_ n: Int, returned: Int, spread: Bool = true) -> [ChainTest.Customer] {
      (0..<n).map { i in
        let low = spread ? Double(i % 7) : 3
        return .init(lowest: low, mean: spread ? low + Double(i % 3) : 4, rated: 2 + i % 2, returned: i % n < returned)
      }
    }
    #expect(ChainTest(customers(199, returned: 100)).verdict == .notRun(.fewCustomers(199)))
    #expect(ChainTest(customers(300, returned: 39)).verdict == .notRun(.fewOutcomes(39, needed: 40)))
    #expect(ChainTest(customers(300, returned: 150, spread: false)).verdict == .notRun(.noSpread))
    #expect(ChainTest([.init(lowest: 1, mean: 1, rated: 1, returned: true)]).n == 0)
  }

  @Test("a variable that tells the outcomes fully apart is held back, not let run away")
  func separation() throws {
    let rows = (0..<60).map { [Double($0)] }
    let fit = try #require(LogisticFit(rows: rows, outcomes: (0..<60).map { $0 >= 30 }))
    #expect(fit.isPenalised && fit.coefficients[1] > 0 && fit.coefficients[1].isFinite)
    #expect(near(fit.areaUnderCurve, 1, within: 1e-12))
    #expect(LogisticFit(rows: rows, outcomes: [Bool](repeating: true, count: 60)) == nil)
    #expect(LogisticFit(rows: rows.map { $0 + [2] }, outcomes: (0..<60).map { $0 % 2 == 0 }) == nil)
  }

  @Test("with yes and no only, the fit is the odds of two shares")
  func twoShares() throws {
    // 30 of 40 against 10 of 40: the odds ratio is 9.
    let rows = (0..<80).map { [$0 < 40 ? 1.0 : 0] }
    let outcomes = (0..<80).map { $0 < 30 || ($0 >= 40 && $0 < 50) }
    let fit = try #require(LogisticFit(rows: rows, outcomes: outcomes))
    #expect(near(fit.coefficients, [-log(3), log(9)], within: 1e-9))
    #expect(near(fit.averageMarginalEffects[0], log(9) * 0.1875, within: 1e-9))
    #expect(near(fit.areaUnderCurve, 0.75, within: 1e-12))
  }

  @Test("like with like: the worked strata of methods.md 6")
  func strata() throws {
    let strata = [
      Stratum((80, 100), (15, 20)), Stratum((30, 60), (40, 90)), Stratum((6, 30), (30, 170)),
    ]
    let d = try #require(matchedDifference(strata))
    #expect(near(d.value, 0.04392, within: 5e-6))
    #expect(d.low < 0 && d.high > 0 && d.n == 470)
    #expect(matchedDifference([Stratum((3, 5), (0, 0))]) == nil)
  }

  @Test("one stratum alone gives the plain difference with its plain interval")
  func oneStratum() throws {
    let d = try #require(matchedDifference([Stratum((56, 70), (48, 80))]))
    #expect(near(d.value, 0.2, within: 1e-12))
    // √(.8 · .2 / 70 + .6 · .4 / 80) = .0727029
    #expect(near(d.high - d.low, 2 * 1.959964 * 0.0727029, within: 1e-6))
  }

  @Test("a quadrant is named only where both ranges clear the lines")
  func quadrants() {
    func place(_ i: (Double, Double), _ p: (Double, Double)) -> ImportanceQuadrant {
      ImportanceQuadrant(
        importance: Estimate(value: (i.0 + i.1) / 2, low: i.0, high: i.1, n: 100),
        performance: Estimate(value: (p.0 + p.1) / 2, low: p.0, high: p.1, n: 100), meanImportance: 0.25,
        meanPerformance: 70)
    }
    #expect(place((0.3, 0.4), (50, 60)) == .fixFirst)
    #expect(place((0.3, 0.4), (75, 80)) == .keep)
    #expect(place((0.1, 0.2), (50, 60)) == .lowPriority)
    #expect(place((0.1, 0.2), (75, 80)) == .moreThanNeeded)
    #expect(place((0.2, 0.4), (50, 60)) == .undecided)
    #expect(place((0.3, 0.4), (60, 75)) == .undecided)
  }
}
