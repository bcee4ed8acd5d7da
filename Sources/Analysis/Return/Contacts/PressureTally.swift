import Journeys
import Statistics

/// Who comes, and who asks for no more, after one contact among few or among many; from the walk over contacts.
///
/// A contact's pressure is how many the customer was sent within the 30 days up to it, itself among them: nothing of it asks
/// what came later. Of each band of pressure a customer's first contact counts, so that nobody is in a band twice: one after
/// the customer had come of itself, before it asked for no more contacts, and with the window after it past. Beside others, the
/// first as a member of the club counts, and the first before that.
package struct PressureTally: Sendable {
  /// The least number of contacts of each band.
  package static let bands = [1, 2, 4, 8]
  static let month = 30 * Micros.day
  /// Days since a customer came, and since it bought, up to which customers are alike: what follows a purchase, and what was
  /// sent because of it, both come in the first days.
  private static let touches: [Int64] = [3, 7, 14, 30, 90]
  private static let purchases: [Int64] = [7, 14, 30, 90]

  /// Customers of a band, those of them who came within the window after the contact, not for service, and those who asked for
  /// no more.
  package struct Counts: Sendable, Equatable {
    package var customers = 0
    package var came = 0
    package var left = 0
  }

  /// On which side of the club a customer was when it was contacted; unknown where nothing says since when.
  package enum Side: UInt32, Sendable, BitwiseCopyable { case other, member, unknown }

  /// Whether anything says that a customer asked for no more contacts.
  package let hasOptOut: Bool
  private let isOptOut: [Bool]
  /// Days within which something may follow a contact, and the same in microseconds.
  let window: Int64
  private let span: Int64
  private let observedUntil: Int64
  /// Whether a purchase says that a customer came; a payment of a contract comes by itself.
  private let comesToBuy: Bool
  private let calendar: ReturnCalendar
  /// By what customers were alike in; by band, side and what followed.
  private var outcomes = PairCounts()

  /// A contact that counts.
  private struct Pending: BitwiseCopyable, Sendable {
    var time: Int64
    var alike: UInt32
    var band: UInt32
    var side: Side
    /// Whether it is the customer's first of its band, on whichever side.
    var isFirst: Bool
    var came = false
    var left = false
  }

  // Of one customer at a time.
  private let pending = ReusedList<Pending>()
  private var joined: Int32?
  private var purchaseDays = 0
  private var lastTouch = Int64.min
  private var lastPurchase = Int64.min
  /// Place among the customer's contacts of the first within the month.
  private var oldest = 0
  private var hasLeft = false
  /// Up to when something may still follow a contact that counts.
  private var until = Int64.min

  init(_ catalog: Catalog, _ calendar: ReturnCalendar, window: Int64, observedUntil: Int64) {
    isOptOut = catalog.touchpoints.map(\.isOptOut)
    hasOptOut = isOptOut.contains(true)
    self.window = window
    span = window * Micros.day
    self.observedUntil = observedUntil
    comesToBuy = calendar.contract == nil
    self.calendar = calendar
  }

  // MARK: Counting

  /// Forgets the customer, for another one.
  ///
  /// - Parameter joined: the day of joining, or what ``ClubMembers`` has in its place; `nil` without a club.
  mutating func next(joined: Int32?) {
    pending.clear()
    self.joined = joined
    (purchaseDays, oldest, hasLeft) = (0, 0, false)
    (lastTouch, lastPurchase, until) = (.min, .min, .min)
  }

  /// Notes a touch of the customer's own.
  mutating func comes(_ time: Int64, touchpoint: Int, kind: TouchpointKind) {
    if isOptOut[touchpoint] {
      hasLeft = true
      for place in 0..<pending.count where time - pending[place].time <= span { pending[place].left = true }
      return
    }
    // Service, a delivery and a refund belong to the purchase before.
    let (buys, comes) =
      switch kind {
      case .touch, .referral: (false, true)
      case .purchase: (true, comesToBuy)
      case .service, .survey, .refund, .exit: (false, false)
      }
    if comes, time <= until {
      for place in 0..<pending.count where time - pending[place].time <= span { pending[place].came = true }
    }
    lastTouch = time
    guard buys else { return }
    // As many days apart: the rows of one order are one purchase.
    if lastPurchase == .min || time / Micros.day != lastPurchase / Micros.day { purchaseDays += 1 }
    lastPurchase = time
  }

  /// Notes a contact, the last of the customer's so far.
  mutating func receives(_ contacts: ReusedList<ContactMemory.Contact>, _ log: EventLog) {
    let (time, day) = (contacts[contacts.count - 1].time, contacts[contacts.count - 1].day)
    while time - contacts[oldest].time >= Self.month { oldest += 1 }
    guard !hasLeft, lastTouch != .min, log.counts(time), observedUntil - time >= span,
      let month = calendar.month(of: time)
    else { return }
    let level = contacts.count - oldest
    let band = UInt32(Self.bands.lastIndex { $0 <= level } ?? 0)
    let side: Side =
      switch joined {
      case nil, ClubMembers.unknown, ClubMembers.undated: .unknown
      case ClubMembers.never: .other
      case let joined?: Int64(joined) <= day ? .member : .other
      }
    var isFirst = true
    for one in pending.buffer where one.band == band {
      if one.side == side { return }
      isFirst = false
    }
    let touch = Self.place(time - lastTouch, among: Self.touches)
    let bought = lastPurchase == .min ? Self.purchases.count : Self.place(time - lastPurchase, among: Self.purchases)
    let alike =
      ((month * 4 + min(purchaseDays, 3)) * (Self.touches.count + 1) + touch) * (Self.purchases.count + 1) + bought
    pending.append(Pending(time: time, alike: UInt32(alike), band: band, side: side, isFirst: isFirst))
    until = time + span
  }

  /// In which stretch of days a time since something lies.
  private static func place(_ since: Int64, among days: [Int64]) -> Int {
    days.firstIndex { since <= $0 * Micros.day } ?? days.count
  }

  /// Counts the customer.
  mutating func finish() {
    for one in pending.buffer {
      let follows: UInt32 = (one.came ? 1 : 0) | (one.left ? 2 : 0) | (one.isFirst ? 4 : 0)
      outcomes.add(one.alike, one.band << 5 | one.side.rawValue << 3 | follows)
    }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: PressureTally) {
    outcomes.merge(other.outcomes)
  }

  // MARK: Reading

  /// By band, customers on one side of the club, by their first contact there; without a side all, by their first.
  package func counts(_ side: Side? = nil) -> [Counts] {
    var counts = [Counts](repeating: Counts(), count: Self.bands.count)
    for entry in outcomes.sorted {
      guard side.map({ entry.b >> 3 & 3 == $0.rawValue }) ?? (entry.b & 4 != 0) else { continue }
      let band = Int(entry.b >> 5)
      counts[band].customers += entry.count
      if entry.b & 1 != 0 { counts[band].came += entry.count }
      if entry.b & 2 != 0 { counts[band].left += entry.count }
    }
    return counts
  }

  /// Customers of each band but the lowest beside those of the lowest who were alike: by what followed, who came or who asked
  /// for no more.
  func strata(left: Bool) -> [[Stratum]] {
    var strata = [[Stratum]](repeating: [], count: Self.bands.count - 1)
    var alike = UInt32.max
    for entry in outcomes.sorted where entry.b & 4 != 0 {
      if entry.a != alike {
        alike = entry.a
        for band in strata.indices { strata[band].append(Stratum((0, 0), (0, 0))) }
      }
      let band = Int(entry.b >> 5)
      let follows = entry.b & (left ? 2 : 1) != 0 ? entry.count : 0
      let last = strata[0].count - 1
      guard band == 0 else {
        strata[band - 1][last].whole += entry.count
        strata[band - 1][last].part += follows
        continue
      }
      for band in strata.indices {
        strata[band][last].otherWhole += entry.count
        strata[band][last].otherPart += follows
      }
    }
    return strata
  }
}
