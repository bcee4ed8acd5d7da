import Journeys

/// What the claims about customers rest on beyond what is counted anyway; from a walk.
package struct ClaimTallies: Sendable, Equatable {
  private(set) var entryPoints: EntryPointTally
  package private(set) var effort: EffortTally

  /// - Parameter pause: a longer one between two touches begins a new visit.
  init(_ catalog: Catalog, _ times: OverTimeTally, pause: Int64?) {
    entryPoints = EntryPointTally(times)
    effort = EffortTally(catalog, pause: pause)
  }

  /// Counts the customer whom the cutter has just cut.
  mutating func add(
    _ own: CustomerCycles, _ days: UnsafeBufferPointer<PurchaseDay>, _ log: EventLog,
    _ calendar: ReturnCalendar, dayOf: (Int64) -> Int64
  ) {
    guard own.touches.count > 0 else { return }
    entryPoints.add(own, log)
    effort.add(own, days, log, calendar, dayOf: dayOf)
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: ClaimTallies) {
    entryPoints.merge(other.entryPoints)
    effort.merge(other.effort)
  }
}

extension BehaviourResult {
  /// Through which points customers come in.
  package var entryPoints: EntryPoints { EntryPoints(claimed.entryPoints) }
  /// What a first purchase took them.
  package var effort: EffortTally { claimed.effort }
}
