/// The levels of a plain funnel: every arrow is `eventually`, nothing is optional, nothing is excluded.
///
/// Nearly all funnels are plain, and these levels are asked of every customer: what the general search keeps for each step is
/// then one number, or none.
extension FunnelMatcher {
  /// How far any entry gets. For every step only the latest entry that reached it is kept.
  mutating func plainLevel(_ events: UnsafeBufferPointer<FunnelEvent>, entries: ClosedRange<Int64>) -> Int {
    let window = window
    let entry = entry.mutableBuffer
    entry.update(repeating: Self.none)
    var level = 0
    for event in events {
      var steps = event.mask
      while steps != 0 {
        // The last step first: one event serves one step.
        let j = 31 &- steps.leadingZeroBitCount
        steps &= ~(1 &<< UInt32(j))
        if j > 0 {
          let from = entry[j &- 1]
          if from != Self.none, from > entry[j], event.time - from <= window {
            entry[j] = from
            level = max(level, j &+ 1)
          }
        } else if opens(event.time, entries) {
          entry[0] = event.time
          level = max(level, 1)
        }
      }
    }
    return level
  }

  /// How far the first entry gets: it takes each step as soon as it can.
  mutating func plainFirstEntryLevel(_ events: UnsafeBufferPointer<FunnelEvent>, entries: ClosedRange<Int64>) -> Int {
    let window = window
    let last = plan.last
    var start = Self.none
    var level = 0
    for event in events {
      if level == 0 {
        guard event.mask & 1 != 0, opens(event.time, entries) else { continue }
        start = event.time
        level = 1
      } else {
        guard level <= last, event.time - start <= window else { break }
        if event.mask & (1 &<< UInt32(truncatingIfNeeded: level)) != 0 { level &+= 1 }
      }
    }
    return level
  }

  /// How far any entry gets where every next event must be the next step, and no event can serve two steps: then one attempt
  /// stands at the most.
  mutating func singleStrictLevel(_ events: UnsafeBufferPointer<FunnelEvent>, entries: ClosedRange<Int64>) -> Int {
    let window = window
    let last = plan.last
    var start = Self.none
    var reached = 0
    var servedAt = -2
    var level = 0
    for event in events where event.mask != 0 {
      let carriesOn =
        reached > 0 && reached <= last && servedAt == event.ordinal &- 1
        && event.mask & (1 &<< UInt32(truncatingIfNeeded: reached)) != 0 && event.time - start <= window
      if carriesOn {
        reached &+= 1
      } else if event.mask & 1 != 0, opens(event.time, entries) {
        start = event.time
        reached = 1
      } else {
        reached = 0
      }
      servedAt = event.ordinal
      level = max(level, reached)
    }
    return level
  }
}
