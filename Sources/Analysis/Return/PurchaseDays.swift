import Journeys

/// A day on which a customer bought, purchases that were cancelled aside.
package struct PurchaseDay: BitwiseCopyable, Sendable {
  /// Since 1970, in the project's time zone.
  package var day: Int64
  /// Of all purchases of that day, millionths; 0 where there are no amounts.
  package var amount: Int64
  /// Whether one of them lies in the report's period and on no day left out.
  package var counts: Bool
}

/// Customers who are alike in something, and what they spent.
package struct Spending: Sendable, Equatable {
  package var customers = 0
  /// Millionths, of all of them and of the one who spent most.
  package var amount: Int128 = 0
  package var most: Int64 = 0

  package init() {}

  /// Adds one customer.
  mutating func add(_ spent: Int64) {
    customers += 1
    amount += Int128(spent)
    most = max(most, spent)
  }

  /// Takes in what was counted over other customers.
  package mutating func merge(_ other: Spending) {
    customers += other.customers
    amount += other.amount
    most = max(most, other.most)
  }
}

/// The purchase days of one customer at a time, in a list that is used again for the next.
struct PurchaseDays {
  private let list = ReusedList<PurchaseDay>()
  private let gaps = ReusedList<Int64>()

  /// The customer's days in order; good until the next customer's are taken.
  @inline(__always)
  var days: UnsafeBufferPointer<PurchaseDay> { list.buffer }

  /// Takes the purchases of the customer whom the cutter has just cut; those of days left out are in no count.
  func take(_ own: CustomerCycles, _ log: EventLog, dayOf: (Int64) -> Int64) {
    list.clear()
    for purchase in own.purchases where !purchase.isCancelled {
      let time = own.touches[purchase.touch].logged.time
      if !log.excluded.isEmpty, log.excluded.contains(time) { continue }
      let day = dayOf(time)
      var amount = log.amounts.isEmpty ? 0 : log.amounts[purchase.event]
      if amount == .min { amount = 0 }
      let last = list.count - 1
      if last >= 0, list[last].day == day {
        list[last].amount &+= amount
        list[last].counts = list[last].counts || log.counts(time)
      } else {
        list.append(PurchaseDay(day: day, amount: amount, counts: log.counts(time)))
      }
    }
  }

  /// Twice the median of the days between purchases: the sum of the two gaps in the middle; 0 with one purchase.
  func twiceMedianGap() -> Int64 {
    let days = days
    guard days.count > 1 else { return 0 }
    gaps.clear()
    for i in 1..<days.count {
      // Insertion keeps them in order: customers with many purchases are few.
      var place = gaps.count
      let gap = days[i].day - days[i - 1].day
      gaps.append(gap)
      while place > 0, gaps[place - 1] > gap {
        gaps[place] = gaps[place - 1]
        place -= 1
      }
      gaps[place] = gap
    }
    return gaps[(gaps.count - 1) / 2] + gaps[gaps.count / 2]
  }
}
