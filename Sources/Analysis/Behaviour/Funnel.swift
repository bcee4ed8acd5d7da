import Journeys
import Statistics

/// Counts of one funnel from a walk over journeys, for one unit (customers or cycles); a copy counts in the same place.
package struct FunnelTally: Sendable {
  private let steps: Int
  /// What is counted of every unit, in plain memory, side by side: for each measure as many as there are steps and one
  /// more. Of units that got so far and no farther, a sum at the end says how many got at least there.
  private let counts = ReusedList<Int>()
  private enum Measure: Int, CaseIterable { case ordered, strict, anyOrder, firstEntry, attempts, touched }
  /// Units all of whose entries are too young: counted beside, not in.
  package var immature = 0
  /// Microseconds between a step and the one before on the best chain, by step; and from first to last, behind them.
  private let times = ReusedList<TimeList>()
  private let memory: WordMemory
  /// What other walks found, kept side by side, not copied.
  private var others: [(times: ReusedList<TimeList>, memory: WordMemory)] = []

  /// - Parameter memory: for the times.
  package init(steps: Int, memory: WordMemory = WordMemory(nil)) {
    self.steps = steps
    self.memory = memory
    counts.restart(repeating: 0, count: Measure.allCases.count * (steps + 1))
    times.restart(repeating: TimeList(), count: steps + 1)
  }

  /// Units that reached step j + 1 or beyond, by j, their steps in order.
  package var ordered: [Int] { reached(.ordered) }
  package var strict: [Int] { reached(.strict) }
  package var anyOrder: [Int] { reached(.anyOrder) }
  package var firstEntry: [Int] { reached(.firstEntry) }
  /// Attempts one after another that reached each step.
  package var attempts: [Int] { Array(counts[place(.attempts, 0)..<place(.attempts, steps)]) }
  /// Units that touched each step in the period at all, in order or not.
  package var touched: [Int] { Array(counts[place(.touched, 0)..<place(.touched, steps)]) }

  @inline(__always)
  private func place(_ measure: Measure, _ level: Int) -> Int { measure.rawValue &* (steps &+ 1) &+ level }

  private func reached(_ measure: Measure) -> [Int] {
    (0..<steps).map { j in counts[place(measure, j + 1)...place(measure, steps)].reduce(0, +) }
  }

  /// Adds a unit that touched any step in the period; what it did is what the matcher found last.
  @inline(__always)
  package mutating func add(_ outcome: FunnelOutcome, _ matcher: borrowing FunnelMatcher) {
    let counts = counts.mutableBuffer
    var touched = outcome.touched
    while touched != 0 {
      counts[place(.touched, touched.trailingZeroBitCount)] += 1
      touched &= touched &- 1
    }
    if outcome.isImmature { immature += 1 }
    counts[place(.anyOrder, outcome.anyOrder)] += 1
    let level = outcome.ordered
    guard level > 0 else { return }
    counts[place(.ordered, level)] += 1
    counts[place(.strict, outcome.strict)] += 1
    counts[place(.firstEntry, outcome.firstEntry)] += 1
    for j in 0..<steps { counts[place(.attempts, j)] += matcher.attempted[j] }
    guard outcome.hasChain else { return }
    let (times, chain) = (times.mutableBuffer, matcher.chain.buffer)
    for j in 1..<level { times[j].add(chain[j] - chain[j - 1], memory) }
    if level == steps { times[steps].add(chain[level - 1] - chain[0], memory) }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  package mutating func merge(_ other: FunnelTally) {
    for i in counts.indices { counts[i] += other.counts[i] }
    immature += other.immature
    others.append((other.times, other.memory))
    others += other.others
  }

  /// Puts the microseconds between a step and the one before into a list, in any order, and nothing else.
  func gatherDurations(_ step: Int, into own: inout [Int64]) { gather(step, into: &own) }

  /// The same of the microseconds from the first step to the last.
  func gatherTimesToConvert(into own: inout [Int64]) { gather(steps, into: &own) }

  private func gather(_ place: Int, into own: inout [Int64]) {
    own.removeAll(keepingCapacity: true)
    let lists = [times[place]] + others.map { $0.times[place] }
    var count = 0
    for list in lists { list.forEachChunk { count += $0.count } }
    own.reserveCapacity(count)
    for list in lists { list.forEachChunk { own.append(contentsOf: $0) } }
  }
}

/// How many customers, and how many cycles, get through the declared steps; and how long it takes them.
package struct Funnel: Sendable, Equatable {
  /// One unit of counting, by step: how many got so far by each way of reading the funnel.
  package struct Counts: Sendable, Equatable {
    /// As in the tally, by step.
    package var ordered: [Int]
    package var strict: [Int]
    package var anyOrder: [Int]
    package var firstEntry: [Int]
    package var attempts: [Int]
    package var touched: [Int]
    package var immature: Int
    /// Share of the step before, in order; `nil` on the first step and when nobody reached the one before.
    package var stepConversion: [Estimate?]
    /// Share of the first step that reached the last.
    package var totalConversion: Estimate?
    /// Median and quartiles of seconds between a step and the one before.
    package var medianSeconds: [Double?]
    /// Quartiles of seconds from first to last step.
    package var secondsToConvert: [Double]
  }
  package var plan: FunnelPlan
  package var customers: Counts
  package var cycles: Counts

  static func counts(_ tally: FunnelTally) -> Counts {
    let n = tally.ordered
    var times: [Int64] = []
    func seconds(_ q: Double) -> Double? {
      times.withUnsafeMutableBufferPointer { quantile($0, q) }.map { $0 / 1_000_000 }
    }
    let medians = n.indices.map { step in
      tally.gatherDurations(step, into: &times)
      return seconds(0.5)
    }
    tally.gatherTimesToConvert(into: &times)
    return Counts(
      ordered: n, strict: tally.strict, anyOrder: tally.anyOrder, firstEntry: tally.firstEntry,
      attempts: tally.attempts, touched: tally.touched, immature: tally.immature,
      stepConversion: n.indices.map { $0 == 0 ? nil : wilson(n[$0], of: n[$0 - 1]) },
      totalConversion: n.count > 1 ? wilson(n[n.count - 1], of: n[0]) : nil,
      medianSeconds: medians, secondsToConvert: [0.25, 0.5, 0.75].compactMap { seconds($0) })
  }
}
