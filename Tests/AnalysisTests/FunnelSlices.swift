@testable import Analysis

// Tests hold events in arrays; the matcher reads them where they lie in memory.
extension FunnelMatcher {
  mutating func level(
    _ events: ArraySlice<FunnelEvent>, isStrict: Bool, entries: ClosedRange<Int64>, onlyFirst: Bool = false
  ) -> Int {
    events.withUnsafeBufferPointer { level($0, isStrict: isStrict, entries: entries, onlyFirst: onlyFirst) }
  }

  mutating func anyOrderLevel(_ events: ArraySlice<FunnelEvent>, entries: ClosedRange<Int64>) -> Int {
    events.withUnsafeBufferPointer { anyOrderLevel($0, entries: entries) }
  }

  mutating func bestChain(_ events: ArraySlice<FunnelEvent>, level: Int, entries: ClosedRange<Int64>) -> [Int64] {
    events.withUnsafeBufferPointer { findBestChain($0, level: level, entries: entries) }
      ? Array(chain.prefix(level)) : []
  }

  func attempts(_ events: ArraySlice<FunnelEvent>, entries: ClosedRange<Int64>) -> (entered: [Int], converted: Int) {
    events.withUnsafeBufferPointer { attempts($0, entries: entries) }
  }

  mutating func outcome(
    _ events: ArraySlice<FunnelEvent>, entries: ClosedRange<Int64>?, period: ClosedRange<Int64>
  ) -> FunnelOutcome? {
    events.withUnsafeBufferPointer { outcome($0, entries: entries, period: period) }
  }
}
