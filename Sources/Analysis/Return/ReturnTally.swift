import Journeys

/// Who comes back: everything that is counted about customers' purchases one after another, from a walk.
package struct ReturnTally: Sendable, Equatable {
  package var repeats: RepeatTally
  package var rings = RingTally()
  package var cohorts = CohortTally()
  package var states: StateTally
  package var histories: HistoryTally
  package var beginnings: BeginningTally
  package var contracts: ContractTally
  package var groups: GroupWaitTally
  package let calendar: ReturnCalendar

  init(_ calendar: ReturnCalendar, _ catalog: Catalog) {
    let channels = catalog.channels.count
    self.calendar = calendar
    groups = GroupWaitTally(catalog)
    repeats = RepeatTally(channels: channels)
    states = StateTally(calendar)
    histories = HistoryTally(calendar)
    beginnings = BeginningTally(calendar, channels: channels)
    contracts = ContractTally(calendar)
  }

  /// Counts the customer whom the cutter has just cut.
  ///
  /// - Parameter days: the customer's purchase days.
  mutating func add(
    _ own: CustomerCycles, _ days: PurchaseDays, _ log: EventLog, customer: Int, dayOf: (Int64) -> Int64
  ) {
    beginnings.add(own, log, calendar, dayOf: dayOf)
    guard days.days.count > 0, let first = own.touches.first, let cycle = own.cycles.first else { return }
    var isReferred = false
    if case .referral = cycle.origin { isReferred = true }
    repeats.add(days.days, calendar, start: first.logged.channel, isReferred: isReferred)
    rings.add(own, log)
    cohorts.add(days.days, calendar)
    states.add(days, calendar)
    histories.add(days.days, calendar)
    contracts.add(days.days, calendar)
    groups.add(days.days, calendar, own, log, customer: customer, dayOf: dayOf)
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: ReturnTally) {
    repeats.merge(other.repeats)
    rings.merge(other.rings)
    cohorts.merge(other.cohorts)
    states.merge(other.states)
    histories.merge(other.histories)
    beginnings.merge(other.beginnings)
    contracts.merge(other.contracts)
    groups.merge(other.groups)
  }
}
