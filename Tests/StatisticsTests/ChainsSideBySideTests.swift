import Testing

@testable import Statistics

/// Eight chains at once, against one after the other.
@Suite struct ChainsSideBySideTests {
  private static let ends = 3

  /// A table of counts with states that nobody comes to, and some from which there is no way out.
  private static func counts(_ random: inout SplitMix, states: Int) -> [Double] {
    let columns = states + ends
    let most = 1 + random.below(40)
    var counts = (0..<((states + 1) * columns)).map { _ in Double(random.below(3) == 0 ? 0 : random.below(most)) }
    for state in 0..<states {
      let first = (state + 1) * columns
      switch random.below(8) {
      case 0: for column in 0..<columns { counts[first + column] = 0 }
      case 1: for column in 0..<columns where column != state { counts[first + column] = 0 }
      default: counts[first + states] += 1
      }
    }
    counts[random.below(states)] += 1
    return counts
  }

  private static func same(_ a: Double, _ b: Double?) -> Bool {
    guard let b, b.isFinite else { return a.isNaN }
    return abs(a - b) <= 1e-9 * max(1, abs(b))
  }

  @Test("what follows from eight chains is what follows from each", arguments: 0..<200)
  func eight(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let states = 1 + random.below(12)
    let columns = states + Self.ends
    let tables = (0..<8).map { _ in Self.counts(&random, states: states) }
    var chains = ChainsSideBySide(
      ChainsSideBySide.Layout(
        states: states, columns: columns, ends: [states, states + 1, states + 2], goal: 0, leak: 2))
    let counts = tables[0].indices.map { cell in
      tables.indices.reduce(into: SIMD8<Double>.zero) { $0[$1] = tables[$1][cell] }
    }
    chains.solve(counts, diagonal: Array(0..<states))
    for (place, table) in tables.enumerated() {
      let one = try #require(AbsorbingChain(counts: table, states: states, ends: Self.ends))
      #expect(!chains.isUnsolved[place])
      #expect(Self.same(chains.conversion[place], one.fromStart(0)))
      #expect(Self.same(chains.length[place], one.length))
      for state in 0..<states {
        #expect(Self.same(chains.visits[state][place], one.expectedVisits[state]))
        #expect(Self.same(chains.absorption[state][place], one.probability(of: 0, from: state)))
        #expect(Self.same(chains.meanSteps[state][place], one.isTrapped[state] ? nil : one.meanSteps[state]))
        let leaks = table[(state + 1) * columns + states + 2]
        let own = one.expectedVisits[state] * one.exits[state * Self.ends + 2]
        for share in [0.1, 0.5, 1] {
          let gain =
            own > 0 ? one.gain(patching: state, by: share, leak: 2, goal: 0).map { $0 / own * leaks } : 0
          #expect(Self.same(chains.gain(patching: state, by: share)[place], gain))
        }
      }
    }
  }

  @Test("a chain that nobody began has no solution, and those beside it have theirs")
  func nobody() {
    var chains = ChainsSideBySide(
      ChainsSideBySide.Layout(states: 1, columns: 3, ends: [1, 2], goal: 0, leak: 1))
    var counts = [SIMD8<Double>](repeating: SIMD8(repeating: 3), count: 6)
    for cell in counts.indices { counts[cell][5] = 0 }
    chains.solve(counts, diagonal: [0])
    for place in 0..<8 { #expect(chains.isUnsolved[place] == (place == 5)) }
    // A third reaches the goal at once, and of the third that comes to the state half in the end.
    #expect(near(chains.conversion[0], 0.5, within: 1e-12))
  }
}
