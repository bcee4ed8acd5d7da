import Journeys
import Statistics

/// Customers who came new by month, how many of them somebody brought, and what these and the others bought within the
/// horizon; from a walk.
package struct FriendTally: Sendable, Equatable {
  /// Customers of one side whose horizon has passed since they came.
  package struct Side: Sendable, Equatable {
    package internal(set) var customers = 0
    /// Those of them who bought within it.
    package internal(set) var bought = 0
    /// What they spent within it, customer by customer; millionths.
    package internal(set) var money = RatioSums()
    /// The most of one of them.
    package internal(set) var most: Int64 = 0

    mutating func merge(_ other: Side) {
      customers += other.customers
      bought += other.bought
      money.merge(other.money)
      most = max(most, other.most)
    }
  }

  /// Customers who came new in one month.
  package struct Month: Sendable, Equatable {
    package internal(set) var all = 0
    package internal(set) var brought = 0
    /// The others, and those whom somebody brought.
    package internal(set) var sides = [Side(), Side()]
  }

  /// By month of the calendar.
  package private(set) var months: [Month]

  init(_ calendar: ReturnCalendar) {
    months = [Month](repeating: Month(), count: calendar.monthStarts.count)
  }

  /// Counts the customer whom the cutter has just cut.
  ///
  /// - Parameter broughtBy: what ``FriendLinks`` has of it.
  mutating func add(
    _ own: CustomerCycles, _ days: UnsafeBufferPointer<PurchaseDay>, _ log: EventLog, _ calendar: ReturnCalendar,
    broughtBy: Int32, dayOf: (Int64) -> Int64
  ) {
    guard let first = own.touches.first, let cycle = own.cycles.first, log.counts(first.logged.time),
      let month = calendar.month(of: first.logged.time)
    else { return }
    var isBrought = broughtBy != FriendLinks.nobody
    if case .referral = cycle.origin { isBrought = true }
    months[month].all += 1
    if isBrought { months[month].brought += 1 }
    let start = dayOf(first.logged.time)
    guard calendar.lastDay - start >= calendar.horizon else { return }
    var spent: Int64 = 0
    var hasBought = false
    for day in days where day.day - start <= calendar.horizon {
      spent &+= day.amount
      hasBought = true
    }
    let side = isBrought ? 1 : 0
    months[month].sides[side].customers += 1
    if hasBought { months[month].sides[side].bought += 1 }
    months[month].sides[side].money.add(part: spent, whole: 1)
    months[month].sides[side].most = max(months[month].sides[side].most, spent)
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: FriendTally) {
    for place in months.indices {
      months[place].all += other.months[place].all
      months[place].brought += other.months[place].brought
      for side in 0..<2 { months[place].sides[side].merge(other.months[place].sides[side]) }
    }
  }
}
