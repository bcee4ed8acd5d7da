import Testing

@testable import Statistics

/// Where a series changes its level, against a separate program in Python that sums every stretch anew.
@Suite struct LevelChangeTests {
  @Test("the p of a maximally selected statistic is Miller & Siegmund's formula")
  func maximum() {
    #expect(near(maximallySelectedP(3, from: 0.1, to: 0.9), 0.057843884569190325))
    #expect(near(maximallySelectedP(2.5, from: 0.25, to: 0.75), 0.10892386734085678))
    #expect(near(maximallySelectedP(4.2, from: 3.0 / 26, to: 23.0 / 26), 0.0010074693767482758))
    #expect(maximallySelectedP(0.5, from: 0.1, to: 0.9) == 1 && maximallySelectedP(3, from: 0.9, to: 0.1) == 1)
  }

  @Test("counts that double from the ninth week on change there and stay")
  func step() throws {
    let counts = [12, 9, 15, 11, 8, 13, 10, 14, 22, 25, 19, 28, 21, 24, 27, 20]
    let weeks = [Double](repeating: 7, count: counts.count)
    let found = try #require(LevelChange(counts: counts, exposures: weeks))
    #expect(found.units == 8..<16 && !found.isSpell)
    #expect(near(found.z, 4.020678073622111) && near(found.pValue, 0.0029703104375619995))
  }

  @Test("a share that falls for three weeks changes for these weeks alone")
  func spell() throws {
    let parts = [18, 21, 16, 19, 20, 17, 8, 6, 9, 18, 20, 19, 21, 17]
    let wholes = [40, 44, 38, 41, 43, 39, 40, 42, 41, 38, 44, 40, 42, 41]
    let found = try #require(LevelChange(parts: parts, wholes: wholes))
    #expect(found.units == 6..<9 && found.isSpell)
    #expect(near(found.z, 3.7814997846213236) && near(found.pValue, 0.009353181423468093))
  }

  @Test("steady growth, too few weeks, and weeks of nothing are no change of level")
  func none() {
    let week = [Double](repeating: 7, count: 12)
    #expect(LevelChange(counts: [5, 8, 10, 13, 16, 18, 21, 24, 27, 30, 32, 35], exposures: week) == nil)
    #expect(LevelChange(counts: [0, 0, 0, 0, 9, 9, 9, 9, 9], exposures: Array(week.prefix(9))) == nil)
    #expect(LevelChange(counts: [Int](repeating: 0, count: 12), exposures: week) == nil)
    #expect(LevelChange(parts: [3, 4], wholes: [3, 4]) == nil)
  }

  @Test("a week that is left out changes nothing, and the places after it stay theirs")
  func leftOut() throws {
    let counts = [12, 9, 15, 11, 8, 13, 10, 14, 22, 25, 19, 28, 21, 24, 27, 20]
    let all = try #require(
      LevelChange(counts: counts, exposures: [Double](repeating: 7, count: counts.count)))
    let more = Array(counts[..<4]) + [0] + Array(counts[4...])
    let days: [Double] = (0..<17).map { $0 == 4 ? 0 : 7 }
    let found = try #require(LevelChange(counts: more, exposures: days))
    #expect(found.units == 9..<17 && found.pValue == all.pValue)
  }
}

/// Before and after a day, against scipy.
@Suite struct LevelDifferenceTests {
  @Test("the difference of two levels has Student's interval, with what the units scatter")
  func counts() throws {
    let found = try #require(
      LevelDifference(
        counts: ([12, 9, 15, 11, 8, 13], [22, 25, 19, 28, 21, 24]),
        exposures: ([Double](repeating: 1, count: 6), [Double](repeating: 1, count: 6))))
    #expect(near(found.estimate.value, 71.0 / 6) && found.estimate.n == 12)
    #expect(near(found.estimate.low, 6.490444060996541) && near(found.estimate.high, 17.176222605670127))
    #expect(near(found.pValue, 0.0005916794304514027))
  }

  @Test("shares that scatter more than chance have a wider interval than Wald's")
  func shares() throws {
    let found = try #require(
      LevelDifference(parts: ([30, 28, 35, 31], [18, 22, 9, 20]), wholes: ([40, 38, 44, 41], [41, 40, 39, 42])))
    #expect(near(found.estimate.value, -0.3348102703930925))
    #expect(near(found.estimate.low, -0.5026820702383663) && near(found.estimate.high, -0.16693847054781868))
    #expect(near(found.pValue, 0.0027656138378758808))
  }

  @Test("fewer than three units on a side, or nothing that varies, say nothing")
  func few() {
    #expect(LevelDifference(parts: ([1, 2], [3, 4, 5]), wholes: ([9, 9], [9, 9, 9])) == nil)
    #expect(LevelDifference(parts: ([0, 0, 0], [0, 0, 0]), wholes: ([9, 9, 9], [9, 9, 9])) == nil)
  }
}
