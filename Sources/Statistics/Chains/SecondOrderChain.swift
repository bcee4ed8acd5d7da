/// A chain in which some states remember the one before: each of them is split by it, the others stay whole.
///
/// A state is split where the test of memory flags it, those first of which the test is surest, until `mostStates` are
/// reached: what is left is as uncertain as before, and the system stays small enough to be solved in no time.
package struct SecondOrderChain: Sendable, Equatable {
  /// By state, the probability of the end from there, over all ways of coming to it; `nil` where no end is reached.
  package let probabilities: [Double?]
  /// The probability of the end of a way from its beginning.
  package let fromStart: Double
  /// Which states were split.
  package let isSplit: [Bool]

  /// States at most, pairs counted singly.
  static let mostStates = 200

  /// The chain of counted moves; `nil` where none leads anywhere.
  ///
  /// - Parameters:
  ///   - tables: by state, rows (before: the start, then the states) of columns (after: the states, then the ends).
  ///   - starts: how ways begin, by state and then by end.
  ///   - end: whose probability is asked for, among the ends.
  package init?(_ tables: [[[Int]]], starts: [Int], end: Int, memory: ChainMemory) {
    let n = tables.count
    let ends = starts.count - n
    guard ends > end, starts.contains(where: { $0 > 0 }) else { return nil }
    isSplit = Self.split(tables, memory)
    // Numbers of the split chain's states: by state and row where split, else one for all rows.
    var number = tables.map { [Int](repeating: -1, count: $0.count) }
    var count = 0
    for i in 0..<n {
      for h in tables[i].indices where isSplit[i] && tables[i][h].contains(where: { $0 > 0 }) {
        number[i][h] = count
        count += 1
      }
      guard !isSplit[i] else { continue }
      for h in tables[i].indices { number[i][h] = count }
      count += 1
    }
    let columns = count + ends
    var counts = [Double](repeating: 0, count: (count + 1) * columns)
    for (j, begun) in starts.enumerated() {
      let column = j < n ? number[j][0] : count + j - n
      // Whoever began there and was not seen to leave is in no table.
      if column >= 0 { counts[column] += Double(begun) }
    }
    for i in 0..<n {
      for (h, row) in tables[i].enumerated() where number[i][h] >= 0 {
        for (j, moved) in row.enumerated() where moved > 0 {
          let column = j < n ? number[j][i + 1] : count + j - n
          if column >= 0 { counts[(number[i][h] + 1) * columns + column] += Double(moved) }
        }
      }
    }
    guard let chain = AbsorbingChain(counts: counts, states: count, ends: ends) else { return nil }
    fromStart = chain.fromStart(end)
    probabilities = (0..<n).map { i in
      var (sum, visits) = (0.0, 0.0)
      for own in Set(number[i]).sorted() where own >= 0 && !chain.isTrapped[own] {
        sum += chain.expectedVisits[own] * chain.absorption[own * ends + end]
        visits += chain.expectedVisits[own]
      }
      return visits > 0 ? sum / visits : nil
    }
  }

  private static func split(_ tables: [[[Int]]], _ memory: ChainMemory) -> [Bool] {
    var isSplit = [Bool](repeating: false, count: tables.count)
    var states = tables.count
    for i in tables.indices.sorted(by: { (-memory.states[$0].gain, $0) < (-memory.states[$1].gain, $1) })
    where memory.states[i].isFlagged {
      let more = tables[i].count { $0.contains { $0 > 0 } } - 1
      guard states + more <= mostStates else { continue }
      isSplit[i] = true
      states += more
    }
    return isSplit
  }
}
