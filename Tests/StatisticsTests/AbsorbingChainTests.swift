import Testing

@testable import Statistics

/// Numbers of methods.md 2.7 and 2.7b: the chain's from R's markovchain, patches and removals from its reference script.
@Suite struct AbsorbingChainTests {
  /// Fixture S1: Ad, Web, Store, Call; then Purchase, Leak. The first row is where ways begin.
  static let counts: [Double] = [
    235, 65, 30, 30, 0, 0,
    5, 120, 20, 15, 0, 90,
    10, 40, 30, 40, 60, 70,
    0, 10, 5, 10, 55, 20,
    0, 15, 15, 5, 25, 40,
  ]
  static let starts = 360.0
  private static let names = ["Ad", "Web", "Store", "Call"]
  private let chain: AbsorbingChain

  init() throws { chain = try #require(AbsorbingChain(counts: Self.counts, states: 4, ends: 2)) }

  @Test("expected visits, purchase probabilities, steps and their variance are those of R's markovchain")
  func fundamental() {
    let visits = [
      1.047264, 0.657965, 0.202610, 0.198286, 0.052578, 1.288160, 0.205335, 0.241888, 0.006517, 0.159659, 1.095873,
      0.142657, 0.009331, 0.228603, 0.205454, 1.113349,
    ]
    #expect(near(chain.visits.values, visits))
    let bought = (0..<4).compactMap { chain.probability(of: 0, from: $0) }
    #expect(near(bought, [0.3189186, 0.4825649, 0.6767123, 0.4462017], within: 5e-8))
    #expect(near(chain.meanSteps, [2.106125, 1.787961, 1.404705, 1.556737]))
    #expect(near(chain.stepVariances, [1.408855, 1.173048, 0.743391, 0.920191]))
    #expect(chain.isTrapped == [false, false, false, false])
  }

  @Test("from the start: conversion, visits and length")
  func start() {
    #expect(near(chain.fromStart(0), 140.0 / 360, within: 1e-12))
    #expect(near(chain.fromStart(1), 220.0 / 360, within: 1e-12))
    #expect(near(chain.expectedVisits, [0.694444, 0.694444, 0.277778, 0.277778]))
    #expect(near(chain.length, 1.944444))
  }

  @Test(
    "patches of 10, 50 and 100 %, what the first bit is worth, and the revenue at 250 an order",
    arguments: [
      (0, [4.4967, 22.7261, 46.0728], 44.8479, 5681.51), (1, [4.7448, 24.8504, 52.8371], 46.9160, 6212.60),
      (2, [1.6958, 8.5615, 17.3333], 16.9178, 2140.38), (3, [2.9973, 15.4574, 32.1784], 29.7468, 3864.35),
    ])
  func patches(state: Int, gains: [Double], marginal: Double, revenue: Double) throws {
    for (share, gain) in zip([0.1, 0.5, 1], gains) {
      let one = try #require(chain.gain(patching: state, by: share, leak: 1, goal: 0))
      #expect(near(one * Self.starts, gain, within: 5e-5))
      // The same by changing the row and solving anew.
      let patched = try #require(chain.patched([state: share], leak: 1))
      #expect(near((patched.fromStart(0) - chain.fromStart(0)) * Self.starts, gain, within: 5e-5))
    }
    let first = try #require(chain.marginalGain(patching: state, leak: 1, goal: 0))
    #expect(near(first * Self.starts, marginal, within: 5e-5))
    let half = try #require(chain.gain(patching: state, by: 0.5, leak: 1, goal: 0))
    #expect(near(half * Self.starts * 250, revenue, within: 5e-3))
  }

  @Test("what the rows of moves leave to chance: half a patch of Web is worth 19.80 to 30.33 purchases")
  func rowsByChance() throws {
    var random = SplitMix(seed: 11)
    let columns = 6
    let worth = try (0..<1500).map { _ in
      var drawn = [Double](repeating: 0, count: Self.counts.count)
      for row in 0...4 {
        let own = Self.counts[row * columns..<(row + 1) * columns]
        let places = own.indices.flatMap { [Int](repeating: $0, count: Int(own[$0])) }
        for _ in places { drawn[places[random.below(places.count)]] += 1 }
      }
      let one = try #require(AbsorbingChain(counts: drawn, states: 4, ends: 2))
      return try #require(one.gain(patching: 1, by: 0.5, leak: 1, goal: 0)) * Self.starts
    }.sorted()
    let ends = [0.025, 0.5, 0.975].compactMap { quantile(ofSorted: worth, $0) }
    // So many draws know the ends to a quarter of a purchase, and the middle to a tenth.
    #expect(near([ends[0], ends[2]], [19.80, 30.33], within: 0.75) && near(ends[1], 24.76, within: 0.3), "\(ends)")
    let mean = worth.reduce(0, +) / Double(worth.count)
    let spread = (worth.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(worth.count)).squareRoot()
    #expect(near(spread, 2.67, within: 0.2), "\(spread)")
  }

  /// Fixture S1 with purchases and leaks so many times as likely, as shares.
  private static func kind(purchase: Double, leak: Double) throws -> AbsorbingChain {
    let counts = counts.enumerated().map { $1 * ($0 < 6 ? 1 : $0 % 6 == 4 ? purchase : $0 % 6 == 5 ? leak : 1) }
    return try #require(AbsorbingChain(counts: counts, states: 4, ends: 2))
  }

  @Test(
    "two kinds of customers in one chain convert as they do, and half a patch of it promises twice what it brings",
    arguments: [
      (0.2, 0.16327, [0.48, 0.68], [0.47375756, 0.68512584]), (0.4, 0.28024, [0.45, 0.68], [0.45286892, 0.68287655]),
      (0.6, 0.39722, [0.52, 0.75], [0.52143811, 0.73923935]),
    ])
  func twoKinds(share: Double, conversion: Double, worked: [Double], byNumpy: [Double]) throws {
    // Those who mean to buy and those who look around; the script's own two kinds are not told, these convert as they do.
    let high = try Self.kind(purchase: 1.46129816, leak: 0.50745418)
    let low = try Self.kind(purchase: 0.6121593, leak: 6.71500206)
    var counts = [Double](repeating: 0, count: Self.counts.count)
    for column in 0..<6 { counts[column] = Self.counts[column] / Self.starts }
    for (kind, weight) in [(high, share), (low, 1 - share)] {
      for row in 0..<4 {
        let visits = weight * kind.expectedVisits[row]
        for column in 0..<4 { counts[(row + 1) * 6 + column] += visits * kind.moves[row, column] }
        for end in 0..<2 { counts[(row + 1) * 6 + 4 + end] += visits * kind.exits[row * 2 + end] }
      }
    }
    let pooled = try #require(AbsorbingChain(counts: counts, states: 4, ends: 2))
    #expect(near(pooled.fromStart(0), share * high.fromStart(0) + (1 - share) * low.fromStart(0), within: 1e-12))
    #expect(near(pooled.fromStart(0), conversion, within: 2e-4))
    func half(_ chain: AbsorbingChain, _ state: Int) throws -> Double {
      try #require(chain.gain(patching: state, by: 0.5, leak: 1, goal: 0))
    }
    let ratios = try (0..<2).map { state in
      try (share * half(high, state) + (1 - share) * half(low, state)) / half(pooled, state)
    }
    #expect(near(ratios, byNumpy, within: 5e-8))
    #expect(near(ratios, worked, within: 0.011))
  }

  @Test("removal effects from one solution are those of sending a state's inflow to the leak")
  func removals() throws {
    let effects = (0..<4).compactMap { chain.removalEffect(of: $0, on: 0) }
    #expect(near(effects, [0.543796, 0.668957, 0.441079, 0.286267]))
  }

  @Test("fixture A2: the chain of seven ways converts as they did, 113 of 295, and removals are those of methods 3")
  func fixtureA2() throws {
    let names = ["Social", "Web", "App", "Search", "Store", "Call", "Email"]
    let ways: [(path: String, bought: Double, left: Double)] = [
      ("Social Web App", 30, 20), ("Search Web", 25, 75), ("Social Store", 10, 15), ("Web Call Store", 20, 5),
      ("Email Web Email App", 15, 10), ("Search", 5, 45), ("Call", 8, 12),
    ]
    let columns = names.count + 2
    var counts = [Double](repeating: 0, count: (names.count + 1) * columns)
    for way in ways {
      let touched = way.path.split(separator: " ").compactMap { names.firstIndex(of: String($0)) }
      for (from, to) in zip([-1] + touched, touched) { counts[(from + 1) * columns + to] += way.bought + way.left }
      let last = try #require(touched.last)
      counts[(last + 1) * columns + names.count] += way.bought
      counts[(last + 1) * columns + names.count + 1] += way.left
    }
    let chain = try #require(AbsorbingChain(counts: counts, states: names.count, ends: 2))
    #expect(near(chain.fromStart(0), 113.0 / 295, within: 1e-12))
    let effects = names.indices.compactMap { chain.removalEffect(of: $0, on: 0) }
    #expect(near(effects, [0.310390, 0.666175, 0.398230, 0.399541, 0.265487, 0.203540, 0.207719]))
  }

  @Test("patching two holes at once gains 121 purchases, the two apart 99: patches do not add up")
  func notAdditive() throws {
    let both = try #require(chain.patched([0: 1, 1: 1], leak: 1))
    // By numpy, from the counts without the two leaks.
    #expect(near((both.fromStart(0) - chain.fromStart(0)) * Self.starts, 121.12063985, within: 1e-7))
  }

  @Test("a state with no way out but its leak cannot be patched, and one without a leak gains nothing")
  func unpatchable() throws {
    let counts: [Double] = [10, 10, 0, 0, 0, 0, 0, 10, 0, 0, 5, 0]
    let chain = try #require(AbsorbingChain(counts: counts, states: 2, ends: 2))
    #expect(chain.gain(patching: 0, by: 0.5, leak: 1, goal: 0) == nil)
    #expect(chain.marginalGain(patching: 0, leak: 1, goal: 0) == nil)
    #expect(chain.gain(patching: 1, by: 0.5, leak: 1, goal: 0) == 0)
  }

  @Test("states from which nothing ends are flagged, and those beside them are solved all the same")
  func trapped() throws {
    // 0 → 1 or 2; 1 → end; 2 → 3 → 2 for ever.
    let counts: [Double] = [
      8, 0, 0, 0, 0,
      0, 6, 2, 0, 0,
      0, 0, 0, 0, 6,
      0, 0, 0, 5, 0,
      0, 0, 5, 0, 0,
    ]
    let chain = try #require(AbsorbingChain(counts: counts, states: 4, ends: 1))
    #expect(chain.isTrapped == [false, false, true, true])
    #expect(near(chain.probability(of: 0, from: 0), 0.75, within: 1e-12))
    #expect(chain.probability(of: 0, from: 2) == nil)
    #expect(AbsorbingChain(counts: [0, 0, 1, 1], states: 1, ends: 1) == nil)
  }

  // MARK: Properties of section 12, on random ways

  /// Counts of random ways through a few states that all end, and how many of them ended in each end.
  struct RandomWays {
    let states: Int
    let counts: [Double]
    /// By state, before × after.
    let tables: [[[Int]]]
    let starts: [Int]
    let ended: [Int]
    let ways: Int

    init(seed: UInt64) {
      var random = SplitMix(seed: seed)
      let n = 1 + random.below(7)
      let columns = n + 2
      var counts = [Double](repeating: 0, count: (n + 1) * columns)
      var tables = [[[Int]]](
        repeating: [[Int]](repeating: [Int](repeating: 0, count: columns), count: n + 1), count: n)
      var ended = [0, 0]
      ways = 30 + random.below(200)
      for _ in 0..<ways {
        var (before, at) = (0, 0)
        for step in 0..<40 {
          let isLast = step == 39 || random.below(4) == 0
          let next = isLast && step > 0 ? n + random.below(2) : random.below(n)
          counts[at * columns + next] += 1
          if at > 0 { tables[at - 1][before][next] += 1 }
          guard next < n else {
            ended[next - n] += 1
            break
          }
          (before, at) = (at, next + 1)
        }
      }
      (states, self.counts, self.tables, self.ended) = (n, counts, tables, ended)
      starts = counts[0..<columns].map { Int($0) }
    }
  }

  @Test("on a thousand random logs flow is kept, rows add up to 1, and the chain converts as its data did")
  func properties() throws {
    for seed in 0..<1000 {
      let ways = RandomWays(seed: UInt64(seed))
      let (n, columns) = (ways.states, ways.states + 2)
      let chain = try #require(AbsorbingChain(counts: ways.counts, states: n, ends: 2))
      for k in 0..<n {
        let inflow = (0...n).reduce(0.0) { $0 + ways.counts[$1 * columns + k] }
        let outflow = ways.counts[((k + 1) * columns)..<((k + 2) * columns)].reduce(0, +)
        #expect(inflow == outflow)
        guard inflow > 0 else { continue }
        #expect(!chain.isTrapped[k])
        let row = (0..<n).reduce(0.0) { $0 + chain.moves[k, $1] } + chain.exits[k * 2] + chain.exits[k * 2 + 1]
        #expect(near(row, 1, within: 1e-12))
        #expect(near(chain.absorption[k * 2] + chain.absorption[k * 2 + 1], 1, within: 1e-9))
        #expect(near(chain.expectedVisits[k], inflow / Double(ways.ways), within: 1e-9))
      }
      #expect(near(chain.fromStart(0), Double(ways.ended[0]) / Double(ways.ways), within: 1e-9))
    }
  }

  @Test("on a thousand random logs patches start at 0, grow, agree with a chain solved anew, and never beat the leak")
  func patchProperties() throws {
    for seed in 1000..<2000 {
      let ways = RandomWays(seed: UInt64(seed))
      let chain = try #require(AbsorbingChain(counts: ways.counts, states: ways.states, ends: 2))
      for k in 0..<ways.states where !chain.isTrapped[k] {
        let lost = chain.exits[k * 2 + 1]
        guard lost < 1, let first = chain.marginalGain(patching: k, leak: 1, goal: 0) else { continue }
        #expect(chain.gain(patching: k, by: 0, leak: 1, goal: 0) == 0)
        let tiny = try #require(chain.gain(patching: k, by: 1e-6, leak: 1, goal: 0))
        #expect(near(tiny / 1e-6, first, within: 1e-4 * max(1, first)))
        var before = 0.0
        for share in [0.1, 0.25, 0.5, 0.75, 0.99] {
          let gain = try #require(chain.gain(patching: k, by: share, leak: 1, goal: 0))
          #expect(gain >= before - 1e-12)
          before = gain
          let patched = try #require(chain.patched([k: share], leak: 1))
          #expect(near(patched.fromStart(0) - chain.fromStart(0), gain, within: 1e-8))
          // Those kept do at best what those who go on do under the same patch.
          let kept = 1 - patched.exits[k * 2 + 1]
          let goOn = kept > 0 ? (patched.probability(of: 0, from: k) ?? 0) / kept : 0
          #expect(gain <= share * lost * chain.expectedVisits[k] * goOn + 1e-9)
        }
        // Removal by hand: whatever comes to the state leaks there.
        var (moves, exits) = (chain.moves, chain.exits)
        for j in 0..<ways.states { moves[k, j] = 0 }
        (exits[k * 2], exits[k * 2 + 1]) = (0, 1)
        let without = try #require(
          AbsorbingChain(moves: moves, exits: exits, starts: chain.starts, startEnds: chain.startEnds))
        if let effect = chain.removalEffect(of: k, on: 0) {
          #expect(near(1 - without.fromStart(0) / chain.fromStart(0), effect, within: 1e-8))
        }
      }
    }
  }
}
