import Journeys
import Statistics

/// Counts of one funnel from a walk over journeys, for one unit (customers or cycles).
package struct FunnelTally: Sendable {
  /// `counts[j]`: units that reached step j + 1 or beyond.
  package var ordered: [Int]
  package var strict: [Int]
  package var anyOrder: [Int]
  package var firstEntry: [Int]
  /// Attempts one after another that reached each step.
  package var attempts: [Int]
  /// Units that touched each step in the period at all, in order or not.
  package var touched: [Int]
  /// Units all of whose entries are too young: counted beside, not in.
  package var immature = 0
  /// Microseconds between a step and the one before on the best chain, by step; and from first to last.
  private var durations: [TimeList]
  private var timesToConvert = TimeList()
  private let memory: WordMemory
  /// What other walks found, kept side by side, not copied.
  private var others: [(durations: [TimeList], timesToConvert: TimeList, memory: WordMemory)] = []

  /// - Parameter memory: for the times.
  package init(steps: Int, memory: WordMemory = WordMemory(nil)) {
    self.memory = memory
    ordered = [Int](repeating: 0, count: steps)
    strict = ordered
    anyOrder = ordered
    firstEntry = ordered
    attempts = ordered
    touched = ordered
    durations = [TimeList](repeating: TimeList(), count: steps)
  }

  /// Adds a unit that touched any step in the period; what it did is what the matcher found last.
  package mutating func add(_ outcome: FunnelOutcome, _ matcher: borrowing FunnelMatcher) {
    var steps = outcome.touched
    while steps != 0 {
      touched[steps.trailingZeroBitCount] += 1
      steps &= steps &- 1
    }
    if outcome.isImmature { immature += 1 }
    Self.count(outcome.anyOrder, &anyOrder)
    let level = outcome.ordered
    guard level > 0 else { return }
    Self.count(level, &ordered)
    Self.count(outcome.strict, &strict)
    Self.count(outcome.firstEntry, &firstEntry)
    for j in attempts.indices { attempts[j] += matcher.attempted[j] }
    if outcome.hasChain {
      for j in 1..<level { durations[j].add(matcher.chain[j] - matcher.chain[j - 1], memory) }
      if level == ordered.count { timesToConvert.add(matcher.chain[level - 1] - matcher.chain[0], memory) }
    }
  }

  private static func count(_ level: Int, _ counts: inout [Int]) {
    for j in 0..<level { counts[j] += 1 }
  }

  package mutating func merge(_ other: FunnelTally) {
    for j in ordered.indices {
      ordered[j] += other.ordered[j]
      strict[j] += other.strict[j]
      anyOrder[j] += other.anyOrder[j]
      firstEntry[j] += other.firstEntry[j]
      attempts[j] += other.attempts[j]
      touched[j] += other.touched[j]
    }
    immature += other.immature
    others.append((other.durations, other.timesToConvert, other.memory))
    others += other.others
  }

  /// Puts the microseconds between a step and the one before into a list, in any order, and nothing else.
  func gatherDurations(_ step: Int, into own: inout [Int64]) {
    gather([durations[step]] + others.map { $0.durations[step] }, into: &own)
  }

  /// The same of the microseconds from the first step to the last.
  func gatherTimesToConvert(into own: inout [Int64]) {
    gather([timesToConvert] + others.map(\.timesToConvert), into: &own)
  }

  private func gather(_ lists: [TimeList], into own: inout [Int64]) {
    own.removeAll(keepingCapacity: true)
    var count = 0
    for list in lists { list.forEachChunk { count += $0.count } }
    own.reserveCapacity(count)
    for list in lists { list.forEachChunk { own.append(contentsOf: $0) } }
  }
}

/// How many customers, and how many cycles, get through the declared steps; and how long it takes them.
package struct Funnel: Sendable, Equatable {
  package struct Counts: Sendable, Equatable {
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
