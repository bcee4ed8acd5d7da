extension FunnelMatcher {
  /// The most distinct steps within the window of an entry, in any order; any step's event may enter.
  ///
  /// One event serves one step. An optional step left out counts as passed once the required ones around it are there.
  package mutating func anyOrderLevel(_ events: UnsafeBufferPointer<FunnelEvent>, entries: ClosedRange<Int64>) -> Int {
    if isSingle { return singleAnyOrderLevel(events, entries: entries) }
    relevant.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
    groupOf.removeAll(keepingCapacity: true)
    for event in events where event.mask != 0 {
      relevant.append(event)
      if let g = groups.firstIndex(where: { $0.mask == event.mask }) {
        groupOf.append(g)
      } else {
        groupOf.append(groups.count)
        groups.append(MaskGroup(mask: event.mask))
      }
    }
    var best = 0
    var upper = 0
    // Levels only change when a group gains or loses an event that matters.
    var isStale = true
    for first in relevant.indices {
      while upper < relevant.count, relevant[upper].time - relevant[first].time <= window {
        let g = groupOf[upper]
        if groups[g].count < groups[g].capacity { isStale = true }
        groups[g].count += 1
        upper += 1
      }
      if isStale, opens(relevant[first].time, entries) {
        var level = 0
        if needsMatching {
          level = matchedLevel(groups)
        } else {
          for group in groups { level += min(group.count, group.capacity) }
        }
        best = max(best, level)
        isStale = false
      }
      let g = groupOf[first]
      groups[g].count -= 1
      if groups[g].count < groups[g].capacity { isStale = true }
      if best == plan.steps.count { break }
    }
    return best
  }

  /// The same where every event can serve one step only and none is optional: distinct steps are counted.
  private func singleAnyOrderLevel(_ events: UnsafeBufferPointer<FunnelEvent>, entries: ClosedRange<Int64>) -> Int {
    let served = served.mutableBuffer
    served.update(repeating: 0)
    let steps = plan.steps.count
    var best = 0
    var distinct = 0
    var upper = 0
    for first in events where first.mask != 0 {
      while upper < events.count, events[upper].time - first.time <= window {
        let mask = events[upper].mask
        upper += 1
        guard mask != 0 else { continue }
        let step = mask.trailingZeroBitCount
        if served[step] == 0 { distinct += 1 }
        served[step] += 1
      }
      if distinct > best, opens(first.time, entries) { best = distinct }
      if best == steps { break }
      let step = first.mask.trailingZeroBitCount
      served[step] -= 1
      if served[step] == 0 { distinct -= 1 }
    }
    return best
  }

  /// Events inside the window that can serve the same steps.
  struct MaskGroup {
    var mask: UInt32
    var count = 0
    var capacity: Int { mask.nonzeroBitCount }
  }

  /// Steps are matched to events, required ones first, so that no two share one (augmenting paths).
  private func matchedLevel(_ groups: [MaskGroup]) -> Int {
    var owner = [Int](repeating: -1, count: plan.steps.count)
    var used = [Int](repeating: 0, count: groups.count)
    func serve(_ step: Int, _ tried: inout [Bool]) -> Bool {
      for g in groups.indices where !tried[g] && groups[g].mask & (1 << UInt32(step)) != 0 && groups[g].count > 0 {
        tried[g] = true
        if used[g] < groups[g].count {
          used[g] += 1
          owner[step] = g
          return true
        }
        for other in owner.indices where owner[other] == g {
          if serve(other, &tried) {
            owner[step] = g
            return true
          }
        }
      }
      return false
    }
    var required = 0
    var optional = 0
    for wanted in [false, true] {
      for step in plan.steps.indices where plan.steps[step].isOptional == wanted {
        var tried = [Bool](repeating: false, count: groups.count)
        guard serve(step, &tried) else { continue }
        if wanted { optional += 1 } else { required += 1 }
      }
    }
    var level = required + optional
    var before = 0
    for step in plan.steps.indices {
      let isRequired = !plan.steps[step].isOptional
      if isRequired { before += 1 }
      if before <= required, required > 0, isRequired || owner[step] >= 0 { level = max(level, step + 1) }
    }
    return level
  }
}
