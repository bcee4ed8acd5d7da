import Testing

@testable import Statistics

/// Numbers of methods.md 2.6, 2.8 and 2.9; the one table's from scipy.
@Suite struct ChainMemoryTests {
  /// Ways a–b–c and so on, so many of each: by state (a, b, c) rows of start, a, b, c and columns a, b, c, end.
  private static func tables(_ ways: [(String, Int)]) -> [[[Int]]] {
    let states = Array("abc")
    var tables = [[[Int]]](
      repeating: [[Int]](repeating: [Int](repeating: 0, count: 4), count: 4), count: 3)
    for (way, count) in ways {
      let places = way.compactMap { states.firstIndex(of: $0) }
      for (step, place) in places.enumerated() {
        let before = step == 0 ? 0 : places[step - 1] + 1
        let after = step + 1 < places.count ? places[step + 1] : 3
        tables[place][before][after] += count
      }
    }
    return tables
  }

  private static let fixture = tables([("abc", 40), ("cba", 40), ("aba", 10), ("cbc", 10)])

  @Test("one state's table: G and one degree of freedom")
  func oneState() {
    let memory = ChainMemory([[[10, 40], [40, 10]]])
    #expect(near(memory.gain, 38.54895, within: 5e-6))
    #expect(memory.degrees == 1)
    #expect(memory.isFlagged)
  }

  @Test("the whole chain: G, the degrees of the tables as they are, ΔBIC and the information in bits")
  func wholeChain() {
    let memory = ChainMemory(Self.fixture)
    #expect(near(memory.gain, 315.8078, within: 5e-5))
    #expect(memory.degrees == 3)
    #expect(memory.n == 300)
    #expect(near(memory.bayesianGain, 298.70, within: 5e-3))
    #expect(near(memory.information, 0.7594, within: 5e-5))
    #expect(memory.isFlagged)
    #expect(memory.states.map(\.isFlagged) == [true, true, true])
  }

  @Test("where the next step does not ask where one came from, nothing is flagged")
  func noMemory() {
    let memory = ChainMemory([[[30, 60], [20, 40], [10, 20]]])
    #expect(memory.gain < 1e-9)
    #expect(memory.degrees == 2)
    #expect(memory.pValue > 0.99)
    #expect(!memory.isFlagged)
    #expect(ChainMemory([]).share == nil)
    #expect(ChainMemory([[[0, 0], [0, 0]]]).pValue == 1)
  }

  @Test("a difference that is certain but small is not flagged: with many customers everything is significant")
  func small() {
    let memory = ChainMemory([[[50_000, 50_000], [52_000, 48_000]]])
    #expect(memory.pValue < 1e-10)
    #expect(memory.share.map { $0 < 0.05 } == true)
    #expect(!memory.isFlagged)
  }

  @Test("of independent tables some 1 % are flagged by chance, and of dependent ones all")
  func chance() {
    var random = SplitMix(seed: 5)
    var (flagged, found) = (0, 0)
    for _ in 0..<400 {
      var (apart, tied) = ([[0, 0], [0, 0]], [[0, 0], [0, 0]])
      for _ in 0..<100 {
        let before = random.below(2)
        apart[before][random.below(2)] += 1
        tied[before][random.below(10) < 3 ? 1 - before : before] += 1
      }
      if ChainMemory([apart]).pValue < 0.01 { flagged += 1 }
      if ChainMemory([tied]).isFlagged { found += 1 }
    }
    #expect(flagged <= 14)
    #expect(found >= 340)
  }

  @Test("split by what was before, the chain says of each state what its data say, and converts as they did")
  func secondOrder() throws {
    // From b those who came from a go on to buy, those who came from c do not: a chain without memory mixes them.
    // States a, b, c; ends bought, lost.
    var tables = [[[Int]]](
      repeating: [[Int]](repeating: [Int](repeating: 0, count: 5), count: 4), count: 3)
    tables[0][0][1] = 100  // start, a, b
    tables[2][0][1] = 100  // start, c, b
    tables[1][1][3] = 90  // a, b, bought
    tables[1][1][4] = 10
    tables[1][3][3] = 10  // c, b, bought
    tables[1][3][4] = 90
    let chain = try #require(
      SecondOrderChain(tables, starts: [100, 0, 100, 0, 0], end: 0, memory: ChainMemory(tables)))
    #expect(chain.isSplit == [false, true, false])
    #expect(near(chain.probabilities.compactMap { $0 }, [0.9, 0.5, 0.1], within: 1e-12))
    #expect(near(chain.fromStart, 0.5, within: 1e-12))
  }

  @Test("on random logs the split chain still converts as its data did")
  func secondOrderProperty() throws {
    for seed in 0..<200 {
      let ways = AbsorbingChainTests.RandomWays(seed: UInt64(seed))
      let chain = try #require(
        SecondOrderChain(ways.tables, starts: ways.starts, end: 0, memory: ChainMemory(ways.tables)))
      #expect(near(chain.fromStart, Double(ways.ended[0]) / Double(ways.ways), within: 1e-9))
    }
  }

  @Test(
    "entropy of the next step, plain and corrected",
    arguments: [
      (1, 1.68680, 1.69834), (2, 2.40721, 2.42164), (3, 1.81924, 1.84809), (4, 2.06596, 2.09481),
    ])
  func entropy(row: Int, plain: Double, corrected: Double) {
    let counts = AbsorbingChainTests.counts[(row * 6)..<((row + 1) * 6)].map { Int($0) }
    let next = NextStep(counts)
    #expect(near(next.bits, plain, within: 5e-6))
    #expect(near(next.correctedBits, corrected, within: 5e-6))
  }

  @Test("four equally likely next steps count as four, and one alone as one")
  func effectiveSteps() {
    #expect(near(NextStep([5, 5, 5, 5]).effectiveSteps, 4, within: 1e-12))
    #expect(NextStep([0, 9]).effectiveSteps == 1)
    #expect(NextStep([]).correctedBits == 0)
  }
}
