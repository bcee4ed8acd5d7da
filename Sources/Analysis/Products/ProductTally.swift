import CBytes
import Journeys

/// What customers buy and when, from a walk: of customers whose first purchase is in the period the product of that day against
/// that of the next purchase day, and against the day of the week, the hour and the season; which products are bought together on
/// that day; and what is bought first, second and later.
///
/// Bounded: products are at most a thousand. Nothing is counted where no column names any.
package struct ProductTally: Sendable, Equatable {
  package let products: NamedCodes
  /// Product of the first purchase day, ``GroupWaitTally/none`` where it is not known, and that of the second one: `noChannel` not
  /// known, ``ChannelTally/notBought`` none.
  package private(set) var next = PairCounts()
  /// The same product, and the day of the week from 0, a Sunday; the band of the day of six hours; the season from 0, winter.
  package private(set) var weekday = PairCounts()
  package private(set) var hour = PairCounts()
  package private(set) var season = PairCounts()
  /// Number of the purchase day, 0, 1 or 2 for all later ones, and its product, where it is known.
  package private(set) var byNumber = PairCounts()
  /// Products of a first purchase day, each with how many such days; two of them that stand on one day, the lesser code first.
  package private(set) var baskets = PairCounts()
  package private(set) var together = PairCounts()
  /// First purchase days of known products.
  package private(set) var days = 0
  private let codes = ReusedList<UInt32>()
  private let isActive: Bool

  /// Products of one day that are looked at.
  static let mostOfDay = 20

  init(_ catalog: Catalog) {
    products = NamedCodes(catalog) { $0.isProduct }
    isActive = catalog.hasPurchase && !products.isEmpty
  }

  /// The code of purchase days of several products.
  package var several: UInt32 { UInt32(products.sources.count) }

  /// Counts the customer whom the cutter has just cut.
  ///
  /// - Parameter days: its purchase days.
  @inline(__always)
  mutating func add(
    _ own: CustomerCycles, _ days: UnsafeBufferPointer<PurchaseDay>, _ log: EventLog, dayOf: (Int64) -> Int64
  ) {
    if isActive, days.count > 0 { addBuyer(own, days, log, dayOf) }
  }

  private mutating func addBuyer(
    _ own: CustomerCycles, _ days: UnsafeBufferPointer<PurchaseDay>, _ log: EventLog, _ dayOf: (Int64) -> Int64
  ) {
    for place in days.indices where days[place].counts {
      guard let product = product(on: days[place].day, own, log, dayOf) else { continue }
      byNumber.add(UInt32(min(place, 2)), product)
    }
    guard days[0].counts else { return }
    let first = product(on: days[0].day, own, log, dayOf) ?? GroupWaitTally.none
    var second = ChannelTally.notBought
    if days.count > 1, days[1].counts { second = product(on: days[1].day, own, log, dayOf) ?? Catalog.noChannel }
    next.add(first, second)
    let day = days[0].day
    // The first of January 1970 was a Thursday.
    weekday.add(first, UInt32(((day + 4) % 7 + 7) % 7))
    season.add(first, UInt32(month(ofDay: day) % 12 / 3))
    addBasket(own, day, log, first, dayOf)
  }

  /// What stands on one day together, and the hour of its first purchase.
  private mutating func addBasket(
    _ own: CustomerCycles, _ day: Int64, _ log: EventLog, _ first: UInt32, _ dayOf: (Int64) -> Int64
  ) {
    codes.clear()
    var hasHour = false
    for purchase in own.purchases where !purchase.isCancelled {
      let time = own.touches[purchase.touch].logged.time
      if !log.excluded.isEmpty, log.excluded.contains(time) { continue }
      let bought = dayOf(time)
      if bought > day { break }
      guard bought == day else { continue }
      if !hasHour { hour.add(first, UInt32(hoursSinceMidnight(time, dayOf) / 6)) }
      hasHour = true
      let code = products.code(of: purchase.event, log)
      guard code < several, codes.count < Self.mostOfDay, !codes.buffer.contains(code) else { continue }
      codes.append(code)
    }
    guard codes.count > 0 else { return }
    self.days += 1
    let all = codes.buffer
    for a in all.indices {
      baskets.add(all[a], 0)
      for b in all.indices where all[a] < all[b] { together.add(all[a], all[b]) }
    }
  }

  private func product(
    on day: Int64, _ own: CustomerCycles, _ log: EventLog, _ dayOf: (Int64) -> Int64
  ) -> UInt32? {
    let bought = products.bought(on: day, own, log, dayOf: dayOf)
    return bought == GroupWaitTally.none ? nil : bought == GroupWaitTally.several ? several : bought
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: ProductTally) {
    next.merge(other.next)
    weekday.merge(other.weekday)
    hour.merge(other.hour)
    season.merge(other.season)
    byNumber.merge(other.byNumber)
    baskets.merge(other.baskets)
    together.merge(other.together)
    days += other.days
  }

  package static func == (a: ProductTally, b: ProductTally) -> Bool {
    a.next == b.next && a.weekday == b.weekday && a.hour == b.hour && a.season == b.season && a.byNumber == b.byNumber
      && a.baskets == b.baskets && a.together == b.together && a.days == b.days
  }
}

/// The month of a day since 1970, 1 to 12 (Hinnant's civil calendar).
func month(ofDay day: Int64) -> Int {
  let shifted = day + 719_468
  let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
  let ofEra = shifted - era * 146_097
  let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
  let ofYear = ofEra - (365 * year + year / 4 - year / 100)
  let shiftedMonth = (5 * ofYear + 2) / 153
  return Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
}
