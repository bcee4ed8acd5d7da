import Journeys

/// Purchases whose repurchase horizon has passed, and those of them after which the customer neither came to buy nor bought.
package struct RestRow: Sendable, Equatable {
  package var purchases = 0
  package var notFollowed = 0

  /// What is left of a whole without this part.
  package func rest(of all: RestRow) -> RestRow {
    RestRow(purchases: all.purchases - purchases, notFollowed: all.notFollowed - notFollowed)
  }

  mutating func merge(_ other: RestRow) {
    purchases += other.purchases
    notFollowed += other.notFollowed
  }
}

/// What follows a purchase, by the service touchpoints that its rest holds.
///
/// A service touchpoint is compared with customers at rest who did not need it, since a leak there says little: most who come
/// have bought.
package struct RestTally: Sendable, Equatable {
  /// Parallel to the catalog's touchpoints; a purchase counts once at each.
  package var rows: [RestRow]
  package var all = RestRow()

  private var stamps: [Int]
  private var number = 0

  init(touchpoints: Int) {
    rows = [RestRow](repeating: RestRow(), count: touchpoints)
    stamps = [Int](repeating: 0, count: touchpoints)
  }

  /// Counts the purchases of the customer whom the cutter has just cut.
  mutating func add(_ own: CustomerCycles, _ log: EventLog, _ rules: CycleRules) {
    let touches = own.touches
    let cycles = own.cycles
    for purchase in own.purchases where !purchase.isCancelled {
      let time = touches[purchase.touch].logged.time
      guard log.counts(time), rules.observedUntil - time >= rules.repurchase else { continue }
      let isFollowed =
        purchase.cycle + 1 < cycles.count
        && isFollowUp(touches[cycles[purchase.cycle + 1].touches.lowerBound], of: time, log, rules)
      let lost = isFollowed ? 0 : 1
      all.purchases += 1
      all.notFollowed += lost
      number += 1
      for i in (purchase.touch + 1)..<max(purchase.touch + 1, cycles[purchase.cycle].touches.upperBound) {
        let code = Int(touches[i].logged.touchpoint)
        guard case .service = log.columns.kind[code], stamps[code] != number else { continue }
        stamps[code] = number
        rows[code].purchases += 1
        rows[code].notFollowed += lost
      }
    }
  }

  /// Whether a journey's first touch comes within the horizon and is one of buying, not of service.
  private func isFollowUp(_ touch: Touch, of purchase: Int64, _ log: EventLog, _ rules: CycleRules) -> Bool {
    guard touch.logged.time - purchase <= rules.repurchase else { return false }
    switch log.columns.kind[Int(touch.logged.touchpoint)] {
    case .touch, .referral, .purchase: return true
    case .service, .refund, .exit, .survey: return false
    }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: RestTally) {
    for i in rows.indices { rows[i].merge(other.rows[i]) }
    all.merge(other.all)
  }

  package static func == (a: RestTally, b: RestTally) -> Bool { a.rows == b.rows && a.all == b.all }
}
