/// How far one unit (a customer or a cycle) came, by every way of counting.
package struct FunnelOutcome: Sendable, Equatable {
  /// Bit j: step j was touched in the period at all.
  package var touched: UInt32 = 0
  /// All its entries are too young to tell.
  package var isImmature = false
  // Levels: the number of steps reached, 0 for none.
  package var ordered = 0
  package var strict = 0
  package var firstEntry = 0
  package var anyOrder = 0
  /// The matcher holds the times of the steps on the best chain.
  package var hasChain = false
}

extension FunnelMatcher {
  /// What one unit's events come to; `nil` when it touched no step in the period.
  ///
  /// - Parameters:
  ///   - entries: times of entries old enough to tell, within the period; `nil` when there are none yet.
  ///   - period: times at which an entry counts at all.
  package mutating func outcome(
    _ events: UnsafeBufferPointer<FunnelEvent>, entries: ClosedRange<Int64>?, period: ClosedRange<Int64>
  ) -> FunnelOutcome? {
    var outcome = FunnelOutcome()
    var everMask: UInt32 = 0
    for event in events {
      everMask |= event.mask
      if opens(event.time, period) { outcome.touched |= event.mask }
    }
    guard outcome.touched != 0 else { return nil }
    let hasEntry = outcome.touched & 1 != 0
    guard let entries else {
      outcome.isImmature = hasEntry
      return outcome
    }
    let level = hasEntry ? self.level(events, isStrict: false, entries: entries) : 0
    outcome.ordered = level
    outcome.isImmature = level == 0 && hasEntry
    if level > 0 { recordAttempts(events, entries: entries) }
    if level == 1 {
      // Neither the strict nor the first-entry count can be more than one in any order allowed.
      outcome.strict = 1
      outcome.firstEntry = 1
    } else if level > 1 {
      outcome.strict = self.level(events, isStrict: true, entries: entries)
      outcome.firstEntry = self.level(events, isStrict: false, entries: entries, onlyFirst: true)
      outcome.hasChain = findBestChain(events, level: level, entries: entries)
    }
    outcome.anyOrder = level
    // A chain in order is one of those in any order; no more steps can be reached than there are events for.
    let steps = everMask.nonzeroBitCount
    if needsMatching || steps > level {
      if !needsMatching, steps == 1 {
        outcome.anyOrder = events.contains { $0.mask != 0 && opens($0.time, entries) } ? 1 : 0
      } else {
        outcome.anyOrder = max(level, anyOrderLevel(events, entries: entries))
      }
    }
    return outcome
  }
}
