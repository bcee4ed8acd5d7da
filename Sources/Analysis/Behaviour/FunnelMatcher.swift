import Journeys

/// One event as a funnel sees it.
package struct FunnelEvent: Sendable, Equatable, BitwiseCopyable {
  /// Microseconds.
  package var time: Int64
  /// Steps it can serve.
  package var mask: UInt32
  /// Levels whose attempts it ends.
  package var kill: UInt32
  /// Position among the events considered, for arrows that say `next`.
  package var ordinal: Int
}

/// Follows one stream of events through a funnel. Levels are the number of steps reached, 0 for none.
///
/// What is asked of it for every customer is `mutating` whether it changes anything or not: otherwise each call takes a copy
/// of all the fields.
package struct FunnelMatcher: Sendable {
  package let plan: FunnelPlan
  let window: Int64
  static let none = Int64.min
  /// Whether distinct steps in any order must be found by matching, not by counting.
  let needsMatching: Bool
  /// Every event can serve one step only, and every step must be passed.
  let isSingle: Bool
  private let isPlain: Bool
  private let arrows: Arrows
  /// Days on which no entry opens.
  let excluded: ExcludedTime
  // Lists of one value for each step, in memory that one walk uses again and again.
  let entry: ReusedList<Int64>
  private let fresh: ReusedList<Int64>
  private let freshAt: ReusedList<Int>
  private let pointers: ReusedList<Int>
  let served: ReusedList<Int32>
  /// Times of the steps on the chain found last.
  let chain: ReusedList<Int64>
  /// Attempts of the unit looked at last that came to each step.
  let attempted: ReusedList<Int>
  // Buffers of the search in any order, reused from stream to stream.
  var relevant: [FunnelEvent] = []
  var groups: [MaskGroup] = []
  var groupOf: [Int] = []

  /// - Parameter excluded: days on which no entry opens.
  package init(_ plan: FunnelPlan, excluded: ExcludedTime = .none) {
    func list<T: BitwiseCopyable>(_ value: T) -> ReusedList<T> {
      let list = ReusedList<T>()
      list.restart(repeating: value, count: plan.steps.count)
      return list
    }
    self.plan = plan
    self.excluded = excluded
    window = plan.window ?? Int64.max
    entry = list(Self.none)
    fresh = list(Self.none)
    freshAt = list(-2)
    pointers = list(0)
    served = list(0)
    chain = list(Self.none)
    attempted = list(0)
    isPlain = plan.isPlain
    arrows = Arrows(plan)
    var seen: UInt32 = 0
    var overlaps = false
    for mask in Set(plan.masks) {
      if seen & mask != 0 { overlaps = true }
      seen |= mask
    }
    needsMatching = overlaps || plan.steps.contains(where: \.isOptional)
    isSingle = !needsMatching && !plan.masks.contains { $0.nonzeroBitCount > 1 }
  }

  /// Whether an entry at that time opens an attempt.
  @inline(__always)
  func opens(_ time: Int64, _ entries: ClosedRange<Int64>) -> Bool {
    entries.contains(time) && (excluded.isEmpty || !excluded.contains(time))
  }

  /// How far any entry gets.
  ///
  /// For every step only the latest entry that reached it is kept: it reaches whatever an earlier one could.
  /// - Parameters:
  ///   - isStrict: every arrow is `next`.
  ///   - entries: times at which an entry may open; entries outside are not looked at.
  package mutating func level(
    _ events: UnsafeBufferPointer<FunnelEvent>, isStrict: Bool, entries: ClosedRange<Int64>, onlyFirst: Bool = false
  ) -> Int {
    guard isPlain else { return anyLevel(events, isStrict: isStrict, entries: entries, onlyFirst: onlyFirst) }
    if !isStrict {
      return onlyFirst ? plainFirstEntryLevel(events, entries: entries) : plainLevel(events, entries: entries)
    }
    return isSingle && !onlyFirst
      ? singleStrictLevel(events, entries: entries)
      : anyLevel(events, isStrict: true, entries: entries, onlyFirst: onlyFirst)
  }

  /// The same for any funnel.
  private mutating func anyLevel(
    _ events: UnsafeBufferPointer<FunnelEvent>, isStrict: Bool, entries: ClosedRange<Int64>, onlyFirst: Bool
  ) -> Int {
    let (entry, fresh, freshAt) = (entry.mutableBuffer, fresh.mutableBuffer, freshAt.mutableBuffer)
    entry.update(repeating: Self.none)
    fresh.update(repeating: Self.none)
    freshAt.update(repeating: -2)
    let isNext = isStrict ? ~0 : arrows.isNext
    let isOptional = arrows.isOptional
    var level = 0
    var hasEntered = false
    for event in events {
      // An event that ends an attempt opens none; attempts that stand elsewhere it may carry on.
      let opensNone = event.kill != 0 && kill(event.kill, event.time)
      // The last step first: one event serves one step.
      var steps = event.mask & ~1
      while steps != 0 {
        let j = 31 &- steps.leadingZeroBitCount
        let bit = UInt32(1) &<< UInt32(j)
        steps &= ~bit
        var previous = j &- 1
        while true {
          let from =
            isNext & bit == 0
            ? entry[previous] : freshAt[previous] == event.ordinal &- 1 ? fresh[previous] : Self.none
          if from != Self.none, event.time - from <= window {
            if from > entry[j] { entry[j] = from }
            fresh[j] = freshAt[j] == event.ordinal ? max(fresh[j], from) : from
            freshAt[j] = event.ordinal
            level = max(level, j &+ 1)
          }
          guard previous > 0, isOptional & (1 &<< UInt32(previous)) != 0 else { break }
          previous &-= 1
        }
      }
      if event.mask & 1 != 0, !opensNone, opens(event.time, entries), !(onlyFirst && hasEntered) {
        hasEntered = true
        entry[0] = event.time
        fresh[0] = event.time
        freshAt[0] = event.ordinal
        level = max(level, 1)
      }
    }
    return level
  }

  /// Ends the attempts that stand at one of these levels; true when one stood there.
  private func kill(_ levels: UInt32, _ time: Int64) -> Bool {
    var killed = false
    for j in 0..<plan.steps.count where levels & (1 << UInt32(j)) != 0 {
      if entry[j] != Self.none, time - entry[j] <= window { killed = true }
      entry[j] = Self.none
      freshAt[j] = -2
    }
    return killed
  }

  /// Attempts one after another: a new one may open only after the last converted, timed out or was excluded.
  ///
  /// After an arrow that says `next`, an attempt stands where its step was last served.
  package func attempts(_ events: UnsafeBufferPointer<FunnelEvent>, entries: ClosedRange<Int64>) -> (
    entered: [Int], converted: Int
  ) {
    var own = self
    own.recordAttempts(events, entries: entries)
    return (Array(attempted), attempted[plan.last])
  }

  /// Counts the attempts into `attempted`.
  mutating func recordAttempts(_ events: UnsafeBufferPointer<FunnelEvent>, entries: ClosedRange<Int64>) {
    let reached = attempted.mutableBuffer
    reached.update(repeating: 0)
    countAttempts(events, entries: entries, into: reached)
  }

  /// What the walk through one attempt after another must know of the plan, without a look at any list.
  private struct Arrows {
    var isOptional: UInt32 = 0
    var isNext: UInt32 = 0
    var last: Int
    var window: Int64

    init(_ plan: FunnelPlan) {
      last = plan.last
      window = plan.window ?? Int64.max
      for (j, step) in plan.steps.enumerated() {
        if step.isOptional { isOptional |= 1 << UInt32(j) }
        if step.isNext { isNext |= 1 << UInt32(j) }
      }
    }
  }

  /// Adds to `reached[j]` the attempts that came to step j.
  private mutating func countAttempts(
    _ events: UnsafeBufferPointer<FunnelEvent>, entries: ClosedRange<Int64>,
    into reached: UnsafeMutableBufferPointer<Int>
  ) {
    let arrows = arrows
    func has(_ mask: UInt32, _ step: Int) -> Bool { mask & (1 &<< UInt32(truncatingIfNeeded: step)) != 0 }
    var start = Self.none
    var level = 0
    var servedAt = 0
    for event in events {
      if start != Self.none, event.time - start > arrows.window { start = Self.none }
      if start != Self.none {
        if has(event.kill, level) {
          start = Self.none
          continue
        }
        var next = level + 1
        while next < arrows.last, has(arrows.isOptional, next), !has(event.mask, next) { next += 1 }
        if has(event.mask, next), !has(arrows.isNext, next) || servedAt == event.ordinal - 1 {
          for j in (level + 1)...next { reached[j] += 1 }
          level = next
          servedAt = event.ordinal
          if level == arrows.last { start = Self.none }
        } else if has(event.mask, level), level == 0 || !has(arrows.isNext, level) {
          servedAt = event.ordinal
        }
      } else if event.mask & 1 != 0, opens(event.time, entries) {
        start = event.time
        level = 0
        servedAt = event.ordinal
        reached[0] += 1
        if arrows.last == 0 { start = Self.none }
      }
    }
  }

  /// Finds the times of the steps on the best chain into `chain`: the longest, and of those the earliest; false when there
  /// is none. Only for plain funnels.
  ///
  /// Entries are tried in order; each step's pointer only moves forward, so the whole search is linear per step.
  mutating func findBestChain(_ events: UnsafeBufferPointer<FunnelEvent>, level: Int, entries: ClosedRange<Int64>)
    -> Bool
  {
    guard isPlain, level > 0 else { return false }
    let (chain, pointers) = (chain.mutableBuffer, pointers.mutableBuffer)
    pointers.update(repeating: events.startIndex)
    for first in events.indices where events[first].mask & 1 != 0 && opens(events[first].time, entries) {
      chain[0] = events[first].time
      var position = first
      var length = 1
      while length < level {
        var i = max(pointers[length], position + 1)
        while i < events.endIndex, events[i].mask & (1 << UInt32(length)) == 0 { i += 1 }
        pointers[length] = i
        guard i < events.endIndex, events[i].time - chain[0] <= window else { break }
        chain[length] = events[i].time
        position = i
        length += 1
      }
      if length == level { return true }
    }
    return false
  }
}
