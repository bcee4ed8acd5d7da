/// An absorbing Markov chain of order 1 (Kemeny & Snell 1960, "Finite Markov Chains"): states that are passed through,
/// and ends in which a way stops.
///
/// With Q the probabilities from state to state and R those from a state to an end, N = (I − Q)⁻¹ holds the expected
/// visits, B = N R the probability of each end, t = N 1 the mean number of steps and (2N − I) t − t∘t its variance.
/// States from which no end can be reached are left out of the system (I − Q would be singular) and flagged.
package struct AbsorbingChain: Sendable, Equatable {
  package let states: Int
  package let ends: Int
  /// From state to state; 0 in the rows of trapped states.
  package let moves: SquareMatrix
  /// From state to end: `exits[state * ends + end]`.
  package let exits: [Double]
  /// Where ways begin, by state; and, by end, the share that goes to an end at once.
  package let starts: [Double]
  package let startEnds: [Double]
  /// Whether no end can be reached from a state, or nobody was seen to leave it.
  package let isTrapped: [Bool]
  /// N: expected visits to a state (column) on a way from a state (row), the first visit included.
  package let visits: SquareMatrix
  /// B: `absorption[state * ends + end]`; the rows of states from which a trap can be reached add up to less than 1.
  package let absorption: [Double]
  /// t: steps from a state to an end, the state itself counted.
  package let meanSteps: [Double]
  /// Visits to each state on a way from the start.
  package let expectedVisits: [Double]

  /// The maximum likelihood chain of counts.
  ///
  /// - Parameter counts: rows of `states + ends` columns, states first: how ways begin, then one row for each state.
  ///   `nil` where no way is counted at all.
  package init?(counts: [Double], states: Int, ends: Int) {
    let columns = states + ends
    guard counts.count == (states + 1) * columns else { return nil }
    // Sums of each row first, so that no row is copied.
    let sums = (0...states).map { i in
      var sum = 0.0
      for j in (i * columns)..<((i + 1) * columns) { sum += counts[j] }
      return sum
    }
    guard sums[0] > 0 else { return nil }
    let start = (0..<columns).map { counts[$0] / sums[0] }
    var moves = SquareMatrix(states)
    var exits = [Double](repeating: 0, count: states * ends)
    for i in 0..<states where sums[i + 1] > 0 {
      let (first, share) = ((i + 1) * columns, 1 / sums[i + 1])
      for j in 0..<states { moves.values[i * states + j] = counts[first + j] * share }
      for e in 0..<ends { exits[i * ends + e] = counts[first + states + e] * share }
    }
    self.init(
      moves: moves, exits: exits, starts: Array(start[0..<states]), startEnds: Array(start[states...]))
  }

  /// The chain of known probabilities.
  package init?(moves given: SquareMatrix, exits givenExits: [Double], starts: [Double], startEnds: [Double]) {
    let (n, ends) = (given.size, startEnds.count)
    guard givenExits.count == n * ends, starts.count == n else { return nil }
    let trapped = Self.trapped(given, givenExits, ends: ends)
    var (moves, exits) = (given, givenExits)
    for i in 0..<n where trapped[i] {
      for j in 0..<n { moves[i, j] = 0 }
      for e in 0..<ends { exits[i * ends + e] = 0 }
    }
    var system = SquareMatrix(n)
    for i in system.values.indices { system.values[i] = -moves.values[i] }
    for i in 0..<n { system[i, i] += 1 }
    guard let factors = LUFactors(system) else { return nil }
    let visits = factors.inverse
    var absorption = [Double](repeating: 0, count: n * ends)
    var meanSteps = [Double](repeating: 0, count: n)
    var expected = [Double](repeating: 0, count: n)
    absorption.withUnsafeMutableBufferPointer { absorption in
      exits.withUnsafeBufferPointer { exits in
        visits.values.withUnsafeBufferPointer { visits in
          for i in 0..<n {
            var steps = 0.0
            for j in 0..<n {
              let own = visits[i &* n &+ j]
              for e in 0..<ends { absorption[i &* ends &+ e] += own * exits[j &* ends &+ e] }
              steps += own
              expected[j] += starts[i] * own
            }
            meanSteps[i] = steps
          }
        }
      }
    }
    (states, self.ends, self.moves, self.exits) = (n, ends, moves, exits)
    (self.starts, self.startEnds, isTrapped, self.visits) = (starts, startEnds, trapped, visits)
    (self.absorption, self.meanSteps, expectedVisits) = (absorption, meanSteps, expected)
  }

  /// States from which no way leads to an end, found backwards from those that have one.
  private static func trapped(_ moves: SquareMatrix, _ exits: [Double], ends: Int) -> [Bool] {
    let n = moves.size
    var isFree = (0..<n).map { i in (0..<ends).contains { exits[i * ends + $0] > 0 } }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for i in 0..<n where !isFree[i] && (0..<n).contains(where: { isFree[$0] && moves[i, $0] > 0 }) {
        isFree[i] = true
        hasChanged = true
      }
    }
    return isFree.map { !$0 }
  }

  /// The probability of an end from a state; `nil` at a trapped one.
  package func probability(of end: Int, from state: Int) -> Double? {
    isTrapped[state] ? nil : absorption[state * ends + end]
  }

  /// The probability of an end from the start.
  package func fromStart(_ end: Int) -> Double {
    (0..<states).reduce(startEnds[end]) { $0 + starts[$1] * absorption[$1 * ends + end] }
  }

  /// The mean number of states on a way from the start.
  package var length: Double { expectedVisits.reduce(0, +) }

  /// The variance of the number of steps from each state.
  package var stepVariances: [Double] {
    let product = visits.times(meanSteps)
    return (0..<states).map { 2 * product[$0] - meanSteps[$0] - meanSteps[$0] * meanSteps[$0] }
  }

  /// The removal effect of a state: by which share ways to an end become fewer where all that comes to the state is lost.
  ///
  /// A way comes to the state with probability v ÷ N[k, k], and from there to the end with B[k, end]: all states from the
  /// one solution. `nil` where nothing comes to the end anyhow.
  package func removalEffect(of state: Int, on end: Int) -> Double? {
    let all = fromStart(end)
    guard all > 0 else { return nil }
    return expectedVisits[state] / visits[state, state] * absorption[state * ends + end] / all
  }

  /// What one way from the start gains where a share of a state's leak is patched: those kept go on as the others there
  /// do.
  ///
  /// With ℓ the state's leak, c = xℓ ÷ (1 − ℓ) and all other probabilities of its row times 1 + c, the rank-one update of
  /// N (Sherman & Morrison 1950) gives c v b ÷ (1 − c (N[k, k] − 1)): v the visits, b the probability of the goal. `nil`
  /// where nothing else leads out of the state.
  package func gain(patching state: Int, by share: Double, leak: Int, goal: Int) -> Double? {
    let lost = exits[state * ends + leak]
    guard !isTrapped[state], lost < 1 else { return nil }
    let more = share * lost / (1 - lost)
    let room = 1 - more * (visits[state, state] - 1)
    // Patched, a state may lead nowhere but back to itself.
    guard room > 1e-12 else { return nil }
    return more * expectedVisits[state] * absorption[state * ends + goal] / room
  }

  /// M: what the first bit of a patch is worth for each way from the start, n v ℓ Σ q b with q the row without its leak.
  package func marginalGain(patching state: Int, leak: Int, goal: Int) -> Double? {
    let lost = exits[state * ends + leak]
    guard !isTrapped[state], lost < 1 else { return nil }
    return expectedVisits[state] * lost / (1 - lost) * absorption[state * ends + goal]
  }

  /// The chain with shares of several states' leaks patched at once, since single patches do not add up.
  ///
  /// A state with no other way out stays as it is.
  package func patched(_ shares: [Int: Double], leak: Int) -> AbsorbingChain? {
    var (moves, exits) = (moves, exits)
    for (state, share) in shares {
      let lost = exits[state * ends + leak]
      guard lost < 1 else { continue }
      let more = 1 + share * lost / (1 - lost)
      for j in 0..<states { moves[state, j] *= more }
      for e in 0..<ends { exits[state * ends + e] *= e == leak ? 1 - share : more }
    }
    return AbsorbingChain(moves: moves, exits: exits, starts: starts, startEnds: startEnds)
  }
}
