import Journeys
import Statistics

/// Counts of one funnel from a walk over journeys, for one unit (customers or cycles).
package struct FunnelTally: Sendable, Equatable {
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
  package var durations: [[Int64]]
  package var timesToConvert: [Int64] = []

  package init(steps: Int) {
    ordered = [Int](repeating: 0, count: steps)
    strict = ordered
    anyOrder = ordered
    firstEntry = ordered
    attempts = ordered
    touched = ordered
    durations = [[Int64]](repeating: [], count: steps)
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
      for j in 1..<level { durations[j].append(matcher.chain[j] - matcher.chain[j - 1]) }
      if level == ordered.count { timesToConvert.append(matcher.chain[level - 1] - matcher.chain[0]) }
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
      durations[j] += other.durations[j]
    }
    immature += other.immature
    timesToConvert += other.timesToConvert
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
    func seconds(_ values: [Int64], _ q: Double) -> Double? { quantile(unordered: values, q).map { $0 / 1_000_000 } }
    return Counts(
      ordered: n, strict: tally.strict, anyOrder: tally.anyOrder, firstEntry: tally.firstEntry,
      attempts: tally.attempts, touched: tally.touched, immature: tally.immature,
      stepConversion: n.indices.map { $0 == 0 ? nil : wilson(n[$0], of: n[$0 - 1]) },
      totalConversion: n.count > 1 ? wilson(n[n.count - 1], of: n[0]) : nil,
      medianSeconds: tally.durations.map { seconds($0, 0.5) },
      secondsToConvert: [0.25, 0.5, 0.75].compactMap { seconds(tally.timesToConvert, $0) })
  }
}
