import Journeys

/// Where customers started and where they bought, by channel; and how many points bring how much.
package struct ChannelTally: Sendable, Equatable {
  /// Customers: channel of the first touch × channel of the first purchase that stands (`noChannel`: none).
  package var customers = PairCounts()
  /// Cycles: channel of the first touch × channel of the purchase.
  package var cycles = PairCounts()
  /// Customers' touches by how they made contact, in `ContactMode`'s order, and customers who did so at all.
  package var contactTouches = [0, 0, 0]
  package var contactCustomers = [0, 0, 0]
  /// Code that stands for "has not bought"; no channel has it.
  package static let notBought = UInt32.max - 1
  /// By number of the journey, 0, 1 or 2 for all later ones, the channel it begins in; and those of a customer's first two.
  package private(set) var byNumber = PairCounts()
  package private(set) var firstTwo = PairCounts()
  /// Both channels by what tells customers apart.
  package private(set) var byGroup: GroupChannelTally
  private let named: NamedContact

  package init(_ catalog: Catalog) {
    named = NamedContact(catalog)
    byGroup = GroupChannelTally(catalog)
  }

  /// Counts the customer whom the cutter has just cut.
  ///
  /// - Returns: whether it made contact directly, and indirectly; `nil` where its first touch is not in the period.
  @discardableResult
  package mutating func add(
    _ own: CustomerCycles, _ log: EventLog, customer: Int
  ) -> (direct: Bool, indirect: Bool)? {
    let all = own.touches
    guard let first = all.first else { return nil }
    let isOfMatrix = log.counts(first.logged.time)
    if isOfMatrix {
      let start = first.logged.channel
      var bought = Self.notBought
      for purchase in own.purchases
      where !purchase.isCancelled && log.counts(all[purchase.touch].logged.time) {
        bought = all[purchase.touch].logged.channel
        break
      }
      customers.add(start, bought)
      byGroup.add(log, customer: customer, start: start, bought: bought)
    }
    var touches = (direct: 0, indirect: 0, other: 0)
    let contact = log.columns.contact
    for (number, cycle) in own.cycles.enumerated() {
      let first = all[cycle.touches.lowerBound]
      guard log.counts(first.logged.time) else { continue }
      byNumber.add(UInt32(min(number, 2)), first.logged.channel)
      if number == 1, isOfMatrix { firstTwo.add(all[0].logged.channel, first.logged.channel) }
      let bought = cycle.isCancelled ? nil : cycle.purchase.map { all[$0].logged.channel }
      cycles.add(first.logged.channel, bought ?? Self.notBought)
      for i in cycle.touches {
        let own = named.isNamed ? named.mode(log, at: all[i].event) : nil
        switch own ?? contact[Int(all[i].logged.touchpoint)] {
        case .direct: touches.direct &+= 1
        case .indirect: touches.indirect &+= 1
        case .none: touches.other &+= 1
        }
      }
    }
    count(touches.direct, mode: 0)
    count(touches.indirect, mode: 1)
    count(touches.other, mode: 2)
    return isOfMatrix ? (touches.direct > 0, touches.indirect > 0) : nil
  }

  @inline(__always)
  private mutating func count(_ touches: Int, mode: Int) {
    guard touches > 0 else { return }
    contactTouches[mode] += touches
    contactCustomers[mode] += 1
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  package mutating func merge(_ other: ChannelTally) {
    customers.merge(other.customers)
    cycles.merge(other.cycles)
    byNumber.merge(other.byNumber)
    firstTwo.merge(other.firstTwo)
    byGroup.merge(other.byGroup)
    for i in 0..<3 {
      contactTouches[i] += other.contactTouches[i]
      contactCustomers[i] += other.contactCustomers[i]
    }
  }
}

/// Purchases that led to a further one, from a walk; purchases of one day are one.
package struct LoopTally: Sendable, Equatable {
  /// Purchases older than the horizon, and those the same customer followed with another within it.
  package var mature = 0
  package var followed = 0
  /// Customers with any purchase, and with purchases on two days or more.
  package var buyers = 0
  package var repeatBuyers = 0
  /// Customers all of whose purchases were cancelled.
  package var cancelledBuyers = 0

  package init() {}

  /// Counts the purchase days of the customer whom the cutter has just cut.
  mutating func add(
    _ own: CustomerCycles, _ days: UnsafeBufferPointer<PurchaseDay>, _ log: EventLog, _ calendar: ReturnCalendar
  ) {
    var counted = 0
    for i in 0..<days.count where days[i].counts {
      counted += 1
      guard calendar.lastDay - days[i].day >= calendar.horizon else { continue }
      mature += 1
      if i + 1 < days.count, days[i + 1].day - days[i].day <= calendar.horizon { followed += 1 }
    }
    if counted > 0 {
      buyers += 1
    } else if own.purchases.contains(where: { $0.isCancelled && log.counts(log[$0.event].time) }) {
      cancelledBuyers += 1
    }
    if counted > 1 { repeatBuyers += 1 }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  package mutating func merge(_ other: LoopTally) {
    mature += other.mature
    followed += other.followed
    buyers += other.buyers
    repeatBuyers += other.repeatBuyers
    cancelledBuyers += other.cancelledBuyers
  }
}
