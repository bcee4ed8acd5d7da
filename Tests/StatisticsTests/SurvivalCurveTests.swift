import TestSupport
import Testing

@testable import Statistics

/// A curve of cases by their time and whether the event came.
private func curve(_ cases: [(time: Int, event: Bool)], upTo last: Int? = nil) -> KaplanMeier {
  let size = (last ?? cases.map(\.time).max() ?? 0) + 1
  var events = [Int](repeating: 0, count: size)
  var censored = events
  for one in cases { if one.event { events[one.time] += 1 } else { censored[one.time] += 1 } }
  return KaplanMeier(events: events, censored: censored)
}

private func times(_ events: [Int], open: [Int]) -> [(time: Int, event: Bool)] {
  events.map { ($0, true) } + open.map { ($0, false) }
}

/// R's survival and lifelines on small sets, worked in methods.md, section 6.
@Suite struct SurvivalCurveTests {
  private let club = times([12, 20, 25, 33, 41, 55, 72], open: [30, 60, 90, 90, 90])
  private let others = times([18, 35, 50, 70, 88], open: [61, 80, 90, 90, 90, 90, 90])

  @Test("survival of club members and others, with the log-log interval")
  func survival() throws {
    let club = curve(club)
    #expect(near([30, 60, 90].map { club.survival[$0] }, [0.75, 0.46875, 0.351563], within: 1e-6))
    let at30 = try #require(club.estimate(at: 30))
    #expect(near([at30.low, at30.high], [0.4084, 0.912], within: 5e-4))
    #expect(near([30, 60, 90].map { curve(others).survival[$0] }, [0.916667, 0.75, 0.546875]))
  }

  @Test("half of the members bought again by day 55; of the others fewer than half ever did")
  func medians() {
    #expect(curve(club).median.value == 55)
    #expect(curve(others).median.value == nil)
  }

  @Test("the log-rank test and restricted means of the two")
  func logRank() throws {
    let test = try #require(LogRank([curve(club), curve(others)]))
    #expect(near([test.chiSquare, test.pValue], [1.418293, 0.233685]))
    #expect(test.degrees == 1)
    let means = [curve(club), curve(others)].compactMap { $0.restrictedMean(to: 90)?.value }
    #expect(near(means, [56.9219, 73.9896], within: 5e-5))
  }

  @Test("R's aml: chi-square 3.4 and medians of 31 and 23")
  func leukaemia() throws {
    let maintained = curve(times([9, 13, 18, 23, 31, 34, 48], open: [13, 28, 45, 161]))
    let not = curve(times([5, 5, 8, 8, 12, 23, 27, 30, 33, 43, 45], open: [16]))
    let test = try #require(LogRank([maintained, not]))
    #expect(near(test.chiSquare, 3.4, within: 0.05))
    #expect(near(test.pValue, 0.07, within: 0.005))
    #expect([maintained.median.value, not.median.value] == [31, 23])
    #expect([maintained.median.low, not.median.low, maintained.median.high] == [13, 5, nil])
  }

  @Test("with everybody observed to the end, the curve is the plain share")
  func plain() throws {
    let all = curve(times([1, 1, 3, 4], open: [5, 5, 5, 5]))
    #expect(near(all.survival, [1, 0.75, 0.75, 0.625, 0.5, 0.5]))
    #expect(near(all.restrictedMean(to: 5)?.value, 3.625))
    // Of 6 at risk when period 2 begins, 2 have the event in periods 2 to 4.
    #expect(near(all.hazard(in: 2...4)?.value, 1.0 / 3))
  }

  @Test("a mean is not told up to a day that nobody was observed to")
  func unobserved() {
    #expect(curve(times([2], open: [3, 4])).restrictedMean(to: 9) == nil)
    #expect(curve([], upTo: 9).restrictedMean(to: 9) == nil)
    #expect(curve([], upTo: 9).estimate(at: 3) == nil)
  }

  @Test("the mean cumulative function counts every event over those still observed")
  func meanCumulative() {
    // Four cases, observed for 1, 2, 3 and 3 periods: 2 of 4, then 1 of 3 (one left after period 1), then 4 of 2.
    let mean = MeanCumulative(events: [0, 2, 1, 4], ends: [0, 1, 1, 2])
    #expect(near(mean.value, [0, 0.5, 0.8333333, 2.8333333]))
  }
}

/// R's survival and lifelines on the purchases of CDNOW's sample.
@Suite(.enabled(if: PurchaseLog.cdnow != nil, "the shared data folder is not beside this checkout"))
struct SurvivalTruthTests {
  /// By customer: days from the first purchase day to the second or to the end, whether there was one, the first basket.
  private func cases() throws -> [(time: Int, event: Bool, cents: Int)] {
    try #require(PurchaseLog.cdnow).customers.map { days in
      (days.count > 1 ? days[1].day - days[0].day : PurchaseLog.last - days[0].day, days.count > 1, days[0].cents)
    }
  }

  @Test("the time to a second purchase, its intervals and its restricted mean are lifelines' and R's")
  func second() throws {
    let all = curve(try cases().map { ($0.time, $0.event) })
    #expect(all.n == 2_357)
    let truth: [(day: Int, value: Double, low: Double, high: Double)] = [
      (30, 0.8260500636402202, 0.8101357775527371, 0.8407644575074452),
      (90, 0.7085277895630033, 0.6897285886896782, 0.7264238417628687),
      (180, 0.6236741620704283, 0.60377611249918, 0.6428869660054203),
      (365, 0.5443360203648704, 0.5239967322870679, 0.5641973503310175),
      (500, 0.5181107578758911, 0.49769541564659087, 0.5381157555789232),
    ]
    for (day, value, low, high) in truth {
      let estimate = try #require(all.estimate(at: day))
      #expect(near([estimate.value, estimate.low, estimate.high], [value, low, high], within: 1e-9), "day \(day)")
    }
    let mean = try #require(all.restrictedMean(to: 365))
    #expect(near([mean.value, mean.standardError], [239.104370, 3.117403], within: 1e-6))
    #expect(all.median == SurvivalMedian(value: nil, low: 472, high: nil))
  }

  @Test("by thirds of the first basket: counts, log-rank and restricted means are R's")
  func thirds() throws {
    let cases = try cases()
    let baskets = cases.map { Int64($0.cents) }.sorted()
    let cuts = [1.0 / 3, 2.0 / 3].compactMap { quantile(baskets, $0) }
    let groups = (0..<3).map { g in
      cases.filter { one in cuts.count(where: { Double(one.cents) > $0 }) == g }
    }
    #expect(groups.map(\.count) == [831, 740, 786])
    #expect(groups.map { $0.count(where: \.event) } == [352, 364, 423])
    let curves = groups.map { group in curve(group.map { ($0.time, $0.event) }, upTo: 545) }
    let test = try #require(LogRank(curves))
    #expect(near(test.chiSquare, 27.3, within: 0.05))
    #expect(test.degrees == 2)
    #expect(
      near(curves.compactMap { $0.restrictedMean(to: 365)?.value }, [259.8821, 237.8824, 218.2875], within: 5e-5))
  }
}
