import Testing

@testable import Statistics

/// Numbers of statsmodels and R's prop.test, as printed in methods.md section 1.
@Suite struct ProportionTests {
  @Test(
    "Wilson intervals are those of statsmodels and R",
    arguments: [(45, 200, 0.172624, 0.287741), (0, 20, 0, 0.161125), (20, 20, 0.838875, 1), (3, 7, 0.158220, 0.749542)])
  func wilsonIntervals(part: Int, whole: Int, low: Double, high: Double) throws {
    let estimate = try #require(wilson(part, of: whole))
    #expect(near(estimate.low, low))
    #expect(near(estimate.high, high))
    #expect(estimate.value == Double(part) / Double(whole))
    #expect(estimate.n == whole)
  }

  @Test("a share of nothing is undefined, and so is a part larger than its whole or below nothing")
  func undefinedShares() {
    #expect(wilson(0, of: 0) == nil)
    #expect(wilson(3, of: 2) == nil)
    #expect(wilson(-1, of: 2) == nil)
  }

  @Test("at none and at all of a large base the interval stays inside 0 and 1 and touches it")
  func extremes() throws {
    let none = try #require(wilson(0, of: 1_000_000_000))
    let all = try #require(wilson(1_000_000_000, of: 1_000_000_000))
    #expect(none.low == 0 && none.high > 0 && none.high < 1e-8)
    #expect(all.high == 1 && all.low < 1 && all.low > 1 - 1e-8)
  }

  @Test(
    "Newcombe's intervals of a difference are the published ones",
    arguments: [(56, 70, 48, 80, 0.052431, 0.333873), (45, 200, 30, 180, -0.022284, 0.136940)])
  func newcombeIntervals(a: Int, m: Int, b: Int, n: Int, low: Double, high: Double) throws {
    let estimate = try #require(newcombe((a, m), minus: (b, n)))
    #expect(near(estimate.low, low))
    #expect(near(estimate.high, high))
    #expect(near(estimate.value, Double(a) / Double(m) - Double(b) / Double(n), within: 1e-12))
    #expect(estimate.n == min(m, n))
  }

  @Test("a difference with an empty side is undefined")
  func undefinedDifference() { #expect(newcombe((0, 0), minus: (1, 2)) == nil) }

  @Test("quantiles are of type 7, as R and numpy print them")
  func quantiles() {
    // numpy.quantile([1, 2, 3, 4, 10], q)
    #expect(quantile([1, 2, 3, 4, 10], 0.25) == 2)
    #expect(quantile([1, 2, 3, 4, 10], 0.5) == 3)
    #expect(near(quantile([1, 2, 3, 4, 10], 0.9), 7.6, within: 1e-12))
    #expect(quantile([1, 2, 3, 4], 0.5) == 2.5)
    #expect(quantile([7], 0.9) == 7)
    #expect(quantile([1, 9], 1) == 9)
    #expect(quantile([], 0.5) == nil)
    // The naive 90th percentile of the closed gaps of methods.md 2.2.
    let gaps: [Int64] = [
      1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 7, 8, 9, 10, 12, 14, 15, 18, 20, 21, 25, 28, 30, 35, 40, 45, 60, 75, 90, 180,
    ]
    #expect(near(quantile(gaps, 0.9), 61.5, within: 1e-9))
  }

  @Test("survival of the worked gaps is what lifelines prints")
  func survival() {
    var events = [Int](repeating: 0, count: 301)
    var censored = events
    for d in [
      1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 7, 8, 9, 10, 12, 14, 15, 18, 20, 21, 25, 28, 30, 35, 40, 45, 60, 75, 90, 180,
    ] {
      events[d] += 1
    }
    for d in [5, 10, 20, 40, 60, 100, 150, 200, 250, 300] { censored[d] += 1 }
    let km = KaplanMeier(events: events, censored: censored)
    for (day, expected) in [(30, 0.39767), (60, 0.27888), (90, 0.20916), (180, 0.15687)] {
      #expect(near(km.survival[day], expected, within: 5e-6))
    }
  }

  @Test("survival without cases stays whole, and with none censored is one less the share so far")
  func survivalEdges() {
    #expect(KaplanMeier(events: [0, 0], censored: [0, 0]).survival == [1, 1])
    let km = KaplanMeier(events: [1, 1, 2], censored: [0, 0, 0])
    #expect(near(km.survival[0], 0.75, within: 1e-12))
    #expect(near(km.survival[1], 0.5, within: 1e-12))
    #expect(km.survival[2] == 0)
  }

  @Test("Goodman's simultaneous intervals are those of statsmodels, methods.md section 7")
  func simultaneous() {
    let shares = goodman([60, 90, 30, 20])
    #expect(near(shares.map(\.low), [0.2261, 0.3650, 0.0976, 0.0585], within: 5e-5))
    #expect(near(shares.map(\.high), [0.3860, 0.5381, 0.2236, 0.1657], within: 5e-5))
    #expect(goodman([0, 5])[0].low == 0 && goodman([0, 5])[1].high == 1 && goodman([0, 0]).isEmpty)
  }
}
