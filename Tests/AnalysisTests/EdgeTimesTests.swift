import Journeys
import Testing

@testable import Analysis

/// Pairs of touchpoints and the times between them.
struct EdgeTimesTests {
  private struct Pair: Hashable {
    var from: UInt32
    var to: UInt32
  }

  @Test(
    "counts and times of every pair are those that were added, by one walk or by several that are joined twice",
    arguments: [3, 40, 256, 257, 5000])
  func times(touchpoints: Int) {
    var state: UInt64 = 3
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var expected: [Pair: [Int64]] = [:]
    var walks = (0..<5).map { _ in EdgeTimes(touchpoints: touchpoints) }
    for _ in 0..<30_000 {
      // Some pairs come often, most once or never, and a few in one walk alone.
      let walk = next(5)
      let from = UInt32(next(4) == 0 ? next(touchpoints) : next(3))
      let to = UInt32(walk == 4 ? next(touchpoints) : next(min(touchpoints, 20)))
      let time = Int64(next(1 << 30)) << Int64(next(20))
      expected[Pair(from: from, to: to), default: []].append(time)
      walks[walk].add(from, to, micros: time)
    }
    for walk in walks.indices { walks[walk].finish() }
    // The second has joined two others before it is joined itself.
    walks[1].merge(walks[2])
    walks[1].merge(walks[3])
    walks[0].merge(walks[1])
    walks[0].merge(walks[4])
    let all = walks[0]
    #expect(Set(all.pairs.map { Pair(from: $0.from, to: $0.to) }) == Set(expected.keys))
    #expect(all.pairs.count == expected.count)
    var seen = 0
    all.forEachTimes(of: Array(all.pairs.indices.reversed())) { pair, times in
      let own = expected[Pair(from: all.pairs[pair].from, to: all.pairs[pair].to)] ?? []
      #expect(times.sorted() == own.sorted())
      #expect(all.count(pair) == own.count)
      seen += times.count
    }
    #expect(seen == 30_000)
  }

  @Test("lists that share memory do not write over one another, whatever pieces they take of it")
  func sharedMemory() {
    let memory = WordMemory(nil)
    var edges = EdgeTimes(touchpoints: 3, memory: memory)
    var singles: [TimeList] = []
    for number in 0..<20_000 {
      edges.add(0, UInt32(number % 2), micros: Int64(number))
      if number % 7 == 0 {
        var single = TimeList()
        single.add(Int64(-number), memory)
        singles.append(single)
      }
    }
    edges.forEachTimes(of: [0, 1]) { pair, times in
      #expect(times.sorted() == (0..<20_000).filter { $0 % 2 == pair }.map { Int64($0) })
    }
    for (place, single) in singles.enumerated() {
      var found: [Int64] = []
      single.forEachChunk { found.append(contentsOf: $0) }
      #expect(found == [Int64(-7 * place)])
    }
  }
}
