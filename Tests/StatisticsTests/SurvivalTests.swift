import Testing

@testable import Statistics

/// Numbers of methods.md 2.2 and 2.3: survival by lifelines, competing exits by R's survfit.
@Suite struct SurvivalTests {
  /// Times 1, 2, 2, 3, 5, 5, 8, 10, 12, 15, 20, 40 of types m, m, p, m, c, m, p, m, c, m, c, c, by day.
  private static let events: [(day: Int, type: Character)] = [
    (1, "m"), (2, "m"), (2, "p"), (3, "m"), (5, "c"), (5, "m"), (8, "p"), (10, "m"), (12, "c"), (15, "m"), (20, "c"),
    (40, "c"),
  ]

  private static func days(_ type: Character) -> [Int] {
    (0...40).map { day in events.count { $0.day == day && $0.type == type } }
  }

  private let exits = CompetingExits(exits: [days("m"), days("p")], censored: days("c"))

  @Test("by day 30: moved on, bought, and still there")
  func competing() {
    #expect(near(exits.incidence[0][30], 0.560185))
    #expect(near(exits.incidence[1][30], 0.180556))
    #expect(near(exits.stay.survival[30], 0.259259))
    #expect(near(exits.incidence[0][30] + exits.incidence[1][30] + exits.stay.survival[30], 1, within: 1e-12))
  }

  @Test(
    "the share still there has its log-log interval, its effective number of cases and that number's Wilson interval")
  func intervals() throws {
    let log = try #require(exits.stay.estimate(at: 30))
    #expect(near(log.low, 0.0484, within: 5e-5))
    #expect(near(log.high, 0.5478, within: 5e-5))
    #expect(near(exits.stay.effectiveN(30), 9.23, within: 5e-3))
    let share = try #require(exits.stay.share(30))
    #expect(near(share.low, 0.0821, within: 5e-5))
    #expect(near(share.high, 0.5779, within: 5e-5))
    #expect(share.n == 12)
  }

  @Test("thirty closed and ten open gaps: survival at 30, 60, 90 and 180 days is that of lifelines")
  func gaps() {
    let closed = [
      1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 7, 8, 9, 10, 12, 14, 15, 18, 20, 21, 25, 28, 30, 35, 40, 45, 60, 75, 90, 180,
    ]
    let open = [5, 10, 20, 40, 60, 100, 150, 200, 250, 300]
    func days(_ gaps: [Int]) -> [Int] { (0...300).map { day in gaps.count { $0 == day } } }
    let km = KaplanMeier(events: days(closed), censored: days(open))
    #expect(near([30, 60, 90, 180].map { km.survival[$0] }, [0.39767, 0.27888, 0.20916, 0.15687], within: 5e-6))
    #expect(km.period(of: 0.5) == 21)
    // Of those back within 180 days, so many are within 45, 60, 75 and 90: the first nine in ten are at 90.
    let back = [45, 60, 75, 90].map { (1 - km.survival[$0]) / (1 - km.survival[180]) }
    #expect(near(back, [0.8185, 0.8553, 0.8966, 0.9380], within: 5e-5))
  }

  @Test("with nobody out of sight the shares are plain shares, with plain Wilson intervals")
  func noCensoring() throws {
    var random = SplitMix(seed: 3)
    for _ in 0..<300 {
      var counts = [[Int]](repeating: [Int](repeating: 0, count: 10), count: 2)
      let gone = 1 + random.below(60)
      for _ in 0..<gone { counts[random.below(2)][random.below(10)] += 1 }
      let stay = random.below(30)
      var censored = [Int](repeating: 0, count: 10)
      censored[9] = stay
      let exits = CompetingExits(exits: counts, censored: censored)
      let n = gone + stay
      for way in 0..<2 {
        let part = counts[way].reduce(0, +)
        let plain = try #require(wilson(part, of: n))
        let found = try #require(exits.share(way, 9))
        #expect(near(found.value, plain.value, within: 1e-12))
        #expect(near(found.low, plain.low, within: 1e-9))
        #expect(near(found.high, plain.high, within: 1e-9))
      }
      let plain = try #require(wilson(stay, of: n))
      let found = try #require(exits.stay.share(9))
      #expect(near(found.value, plain.value, within: 1e-12))
      #expect(near(found.low, plain.low, within: 1e-9))
      #expect(near(found.high, plain.high, within: 1e-9))
    }
  }

  @Test("with nobody there is no share, and before anything happens those watched so long are as sure as they are many")
  func edges() throws {
    #expect(KaplanMeier(events: [0, 0], censored: [0, 0]).share(1) == nil)
    let none = try #require(KaplanMeier(events: [0, 0, 0], censored: [5, 0, 20]).share(2))
    #expect(none.value == 1)
    #expect(near(none.low, try #require(wilson(20, of: 20)).low, within: 1e-12))
    #expect(KaplanMeier(events: [3], censored: [0]).estimate(at: 0) == Estimate(value: 0, low: 0, high: 0, n: 3))
    #expect(KaplanMeier(events: [1, 1], censored: [8, 0]).period(of: 0.9) == 1)
    #expect(KaplanMeier(events: [1], censored: [9]).period(of: 0.9) == nil)
  }

  @Test("doubling all cases leaves the shares and narrows the intervals by the root of two")
  func doubled() throws {
    let double = CompetingExits(
      exits: [Self.days("m").map { $0 * 200 }, Self.days("p").map { $0 * 200 }],
      censored: Self.days("c").map { $0 * 200 })
    let single = CompetingExits(
      exits: [Self.days("m").map { $0 * 100 }, Self.days("p").map { $0 * 100 }],
      censored: Self.days("c").map { $0 * 100 })
    for way in 0..<2 {
      let (a, b) = (try #require(single.share(way, 30)), try #require(double.share(way, 30)))
      #expect(near(a.value, b.value, within: 1e-12))
      #expect(near((a.high - a.low) / (b.high - b.low), 1.4142, within: 0.01))
    }
  }

  @Test("agreement of two orders is that of scipy's kendalltau")
  func kendall() throws {
    #expect(kendallTau([1, 2, 3, 4], [1, 2, 3, 4]) == 1)
    #expect(kendallTau([1, 2, 3, 4], [4, 3, 2, 1]) == -1)
    #expect(near(kendallTau([1, 2, 3, 4, 5], [3, 1, 2, 5, 4]), 0.4, within: 1e-12))
    #expect(near(kendallTau([1, 2, 2, 3], [1, 3, 2, 3]), 0.8, within: 1e-12))
    #expect(kendallTau([1, 1], [1, 2]) == nil)
    #expect(kendallTau([1], [1]) == nil)
  }
}
