import Testing

@testable import Statistics

/// Like with like, worked numbers of methods.md 6; further digits by statsmodels' StratifiedTable.
@Suite struct MatchedRatioTests {
  /// The club: heavy, middling and light buyers, members and others.
  private let club = [
    Stratum((80, 100), (15, 20)), Stratum((30, 60), (40, 90)), Stratum((6, 30), (30, 170)),
  ]
  /// The second set of methods.md 6, [[a, b], [c, d]] by stratum.
  private let second = [
    Stratum((40, 50), (60, 100)), Stratum((30, 60), (20, 80)), Stratum((10, 50), (5, 100)),
  ]

  @Test("the club's odds ratio, risk ratio and test like with like")
  func ratios() throws {
    let odds = try #require(matchedOddsRatio(club))
    #expect(near(odds.value, 1.2434988) && near(odds.low, 0.7621271) && near(odds.high, 2.0289127) && odds.n == 470)
    let chi = try #require(matchedChiSquare(club))
    #expect(near(chi, 0.7568499) && near(chiSquareAbove(chi, degrees: 1), 0.3843161))
    let risk = try #require(matchedRiskRatio(club))
    #expect(near(risk.value, 1.1040404) && risk.low < 1 && risk.high > 1)
  }

  @Test("the second set: odds ratio with interval, and the test")
  func secondSet() throws {
    let odds = try #require(matchedOddsRatio(second))
    #expect(near(odds.value, 3.1039604) && near(odds.low, 1.9133459) && near(odds.high, 5.0354565))
    #expect(near(matchedChiSquare(second), 22.2530285))
  }

  @Test("strata alike: Breslow and Day's statistic, and Tarone's")
  func homogeneity() throws {
    let alike = try #require(BreslowDay(club))
    #expect(near(alike.uncorrected, 0.0313814) && near(alike.chiSquare, 0.0313807) && alike.degrees == 2)
    #expect(near(alike.pValue, 0.9844321))
    let other = try #require(BreslowDay(second))
    #expect(near(other.uncorrected, 0.6925731) && near(other.chiSquare, 0.6904390) && near(other.pValue, 0.7080649))
  }

  @Test("strata that differ are told, and one stratum tells nothing")
  func differ() throws {
    // Odds ratios of 16 and of 1/16.
    let found = try #require(BreslowDay([Stratum((80, 100), (20, 100)), Stratum((20, 100), (80, 100))]))
    #expect(found.pValue < 1e-9)
    #expect(BreslowDay([Stratum((80, 100), (20, 100))]) == nil)
    #expect(BreslowDay([Stratum((80, 100), (20, 100)), Stratum((5, 5), (7, 7))]) == nil)
  }

  @Test("the standardised difference: of everybody, and of members")
  func standardised() throws {
    let all = try #require(standardisedDifference(club, to: .everybody))
    #expect(near(all.value, 0.04051, within: 5e-6) && all.low < 0 && all.high > 0)
    let members = try #require(standardisedDifference(club, to: .first))
    #expect(near(members.value, 0.04757, within: 1e-5))
    #expect(standardisedDifference([Stratum((3, 5), (0, 0))], to: .everybody) == nil)
  }

  @Test("one stratum alone: Woolf's and Katz's intervals, nearly")
  func oneStratum() throws {
    let one = [Stratum((56, 70), (48, 80))]
    let odds = try #require(matchedOddsRatio(one))
    // 56 · 32 / (14 · 48), √(1/56 + 1/14 + 1/48 + 1/32) = .3759.
    #expect(
      near(odds.value, 2.6666667) && near(odds.low, 1.2763, within: 1e-3) && near(odds.high, 5.5714, within: 3e-3))
    let risk = try #require(matchedRiskRatio(one))
    // .8 / .6; √(1/56 − 1/70 + 1/48 − 1/80) = .1091.
    #expect(
      near(risk.value, 1.3333333) && near(risk.low, 1.0766, within: 1e-3) && near(risk.high, 1.6512, within: 1e-3))
    #expect(matchedOddsRatio([Stratum((3, 5), (0, 0))]) == nil && matchedRiskRatio([]) == nil)
  }

  @Test("what a hidden trait would have to be to explain a ratio away")
  func hiddenTrait() {
    #expect(near(eValue(riskRatio: 116.0 / 190 * 280 / 85), 3.437, within: 5e-4))
    #expect(near(eValue(riskRatio: 1.10404), 1.443, within: 5e-4))
    #expect(near(eValue(riskRatio: 0.5), eValue(riskRatio: 2), within: 1e-12))
    #expect(eValueOfInterval(Estimate(value: 1.1, low: 0.9, high: 1.3, n: 9)) == 1)
    #expect(near(eValueOfInterval(Estimate(value: 0.4, low: 0.2, high: 0.5, n: 9)), 3.4142136))
  }
}
