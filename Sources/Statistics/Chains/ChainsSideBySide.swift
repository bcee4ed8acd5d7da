/// Eight absorbing chains of the same states solved side by side, a resample of customers in each place of a vector; what
/// ``AbsorbingChain`` says of one, as far as resamples are asked for it.
///
/// I − Q is factored without pivoting: its rows are dominated by their diagonals, so no value grows by more than a factor
/// of two (Golub & Van Loan, "Matrix Computations", 4.1). Of N only the diagonal is found, a column at a time.
package struct ChainsSideBySide: Sendable {
  /// A number of each of the eight.
  package typealias Eight = SIMD8<Double>

  /// Where the counts of a chain stand in a table: how ways begin in row 0, then a row for each state; states in the first
  /// columns.
  package struct Layout: Sendable {
    package let states: Int
    package let columns: Int
    /// Columns of the ends; which of them is the goal, and which is the leak.
    package let ends: [Int]
    package let goal: Int
    package let leak: Int

    package init(states: Int, columns: Int, ends: [Int], goal: Int, leak: Int) {
      (self.states, self.columns, self.ends, self.goal, self.leak) = (states, columns, ends, goal, leak)
    }
  }

  private let layout: Layout
  /// Probability of the goal, and states on a way, from the start.
  package private(set) var conversion = Eight.zero
  package private(set) var length = Eight.zero
  /// By state: the probability of the goal and mean steps from it (no number where nobody left it), visits on a way from
  /// the start, its share of leaks, leaks seen, and N at its place of the diagonal (of those asked for).
  package private(set) var absorption: [Eight]
  package private(set) var meanSteps: [Eight]
  package private(set) var visits: [Eight]
  package private(set) var leakShare: [Eight]
  package private(set) var leaks: [Eight]
  package private(set) var returns: [Eight]
  /// Where a chain has no solution, since no way was counted.
  package private(set) var isUnsolved = SIMDMask<SIMD8<Int64>>(repeating: true)

  /// A and its factors, row by row.
  private var factors: [Eight]
  /// How many touches of a state left it, or ended.
  private var left: [Eight]

  package init(_ layout: Layout) {
    self.layout = layout
    let none = [Eight](repeating: .zero, count: layout.states)
    (absorption, meanSteps, visits, leakShare, leaks, returns, left) = (none, none, none, none, none, none, none)
    factors = [Eight](repeating: .zero, count: layout.states * layout.states)
  }

  /// Solves the chains of eight tables of counts.
  ///
  /// - Parameters:
  ///   - counts: cell after cell as the layout says.
  ///   - diagonal: states whose place on the diagonal of N is found.
  package mutating func solve(_ counts: [Eight], diagonal: [Int]) {
    solveAsGiven(counts, diagonal: diagonal)
    guard any(isUnsolved) else { return }
    // No end can be reached from some state: left out of the system, the others have a solution.
    var reachable = counts
    for place in 0..<8 where isUnsolved[place] { dropTrapped(&reachable, place) }
    solveAsGiven(reachable, diagonal: diagonal)
  }

  /// Empties the rows of states of one chain from which no way leads to an end.
  private func dropTrapped(_ counts: inout [Eight], _ place: Int) {
    let (n, columns) = (layout.states, layout.columns)
    var isFree = (0..<n).map { i in layout.ends.contains { counts[(i + 1) * columns + $0][place] > 0 } }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for i in 0..<n
      where !isFree[i] && (0..<n).contains(where: { isFree[$0] && counts[(i + 1) * columns + $0][place] > 0 }) {
        isFree[i] = true
        hasChanged = true
      }
    }
    for i in 0..<n where !isFree[i] {
      for j in 0..<columns { counts[(i + 1) * columns + j][place] = 0 }
    }
  }

  private mutating func solveAsGiven(_ counts: [Eight], diagonal: [Int]) {
    let n = layout.states
    let begun = sum(counts, row: 0)
    let perWay = Self.inverse(begun)
    isUnsolved = begun .<= 0
    for i in 0..<n { take(counts, state: i) }
    factor()
    for i in 0..<n {
      // L y = r and L y = 1, then U b = y.
      var (goal, steps) = (absorption[i], Eight(repeating: 1))
      for k in 0..<i {
        goal -= factors[i &* n &+ k] * absorption[k]
        steps -= factors[i &* n &+ k] * meanSteps[k]
      }
      (absorption[i], meanSteps[i]) = (goal, steps)
    }
    for i in (0..<n).reversed() {
      var (goal, steps) = (absorption[i], meanSteps[i])
      for k in (i &+ 1)..<max(n, i &+ 1) {
        goal -= factors[i &* n &+ k] * absorption[k]
        steps -= factors[i &* n &+ k] * meanSteps[k]
      }
      let pivot = 1 / factors[i &* n &+ i]
      (absorption[i], meanSteps[i]) = (goal * pivot, steps * pivot)
    }
    conversion = counts[layout.ends[layout.goal]] * perWay
    for i in 0..<n {
      visits[i] = counts[i] * perWay
      conversion += visits[i] * absorption[i]
    }
    solveVisits()
    for state in diagonal { returns[state] = diagonalOfInverse(state) }
    for i in 0..<n {
      let isEmpty = left[i] .<= 0
      absorption[i].replace(with: .nan, where: isEmpty)
      meanSteps[i].replace(with: .nan, where: isEmpty)
    }
  }

  /// The row of a state in I − Q, its probability of the goal where ``absorption`` is solved from, and its leaks; `left`
  /// keeps how many left it.
  private mutating func take(_ counts: [Eight], state i: Int) {
    let n = layout.states
    let first = (i &+ 1) &* layout.columns
    left[i] = sum(counts, row: i &+ 1)
    let share = Self.inverse(left[i])
    for j in 0..<n { factors[i &* n &+ j] = -counts[first &+ j] * share }
    factors[i &* n &+ i] += 1
    leaks[i] = counts[first &+ layout.ends[layout.leak]]
    leakShare[i] = leaks[i] * share
    absorption[i] = counts[first &+ layout.ends[layout.goal]] * share
  }

  private func sum(_ counts: [Eight], row: Int) -> Eight {
    let first = row &* layout.columns
    var sum = Eight.zero
    for j in 0..<layout.states { sum += counts[first &+ j] }
    for end in layout.ends { sum += counts[first &+ end] }
    return sum
  }

  /// 1 ÷ x; 0 where x is 0.
  private static func inverse(_ x: Eight) -> Eight {
    var result = 1 / x
    result.replace(with: 0, where: x .<= 0)
    return result
  }

  private mutating func factor() {
    let n = layout.states
    var isSolved = SIMDMask<SIMD8<Int64>>(repeating: true)
    factors.withUnsafeMutableBufferPointer { a in
      for k in 0..<n {
        let pivot = a[k &* n &+ k]
        isSolved = isSolved .& (pivot .>= 1e-9)
        let inverse = 1 / pivot
        var i = k &+ 1
        while i < n {
          let own = a[i &* n &+ k] * inverse
          a[i &* n &+ k] = own
          var j = k &+ 1
          while j < n {
            a[i &* n &+ j] -= own * a[k &* n &+ j]
            j &+= 1
          }
          i &+= 1
        }
      }
    }
    isUnsolved = isUnsolved .| .!isSolved
  }

  /// v with v A = s, where s stands in `visits`; and their sum.
  private mutating func solveVisits() {
    let n = layout.states
    for i in 0..<n {
      var own = visits[i]
      for k in 0..<i { own -= factors[k &* n &+ i] * visits[k] }
      visits[i] = own / factors[i &* n &+ i]
    }
    length = .zero
    for i in (0..<n).reversed() {
      var own = visits[i]
      for k in (i &+ 1)..<max(n, i &+ 1) { own -= factors[k &* n &+ i] * visits[k] }
      visits[i] = own
      length += own
    }
  }

  /// N at a state's place of the diagonal: L x = e, then U z = x down to that place.
  private func diagonalOfInverse(_ state: Int) -> Eight {
    let n = layout.states
    return withUnsafeTemporaryAllocation(of: Eight.self, capacity: n) { x in
      factors.withUnsafeBufferPointer { a in
        x[state] = Eight(repeating: 1)
        var i = state &+ 1
        while i < n {
          var own = Eight.zero
          var k = state
          while k < i {
            own -= a[i &* n &+ k] * x[k]
            k &+= 1
          }
          x[i] = own
          i &+= 1
        }
        i = n &- 1
        while i >= state {
          var own = x[i]
          var k = i &+ 1
          while k < n {
            own -= a[i &* n &+ k] * x[k]
            k &+= 1
          }
          x[i] = own / a[i &* n &+ i]
          i &-= 1
        }
        return x[state]
      }
    }
  }

  /// What a patched share of the leaks seen at a state brings, as ``AbsorbingChain/gain(patching:by:leak:goal:)`` says it
  /// of one way; no number where nothing else leads out of the state.
  ///
  /// - Parameter state: one whose place on the diagonal was asked for.
  package func gain(patching state: Int, by share: Double) -> Eight {
    let lost = leakShare[state]
    let more = share * lost / (1 - lost)
    let room = 1 - more * (returns[state] - 1)
    var gain = share / (1 - lost) * absorption[state] / room * leaks[state]
    gain.replace(with: .nan, where: (lost .>= 1) .| (room .<= 1e-12))
    gain.replace(with: 0, where: (lost .<= 0) .| (visits[state] .<= 0))
    return gain
  }
}
