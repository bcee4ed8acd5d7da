import Journeys
import Statistics

/// Buyers alike in how often they bought again, when last, and for how long they were watched: what models of buying are
/// fitted to; from a walk.
///
/// Bounded: days become pairs of days, then fours, and so on, as soon as there are more kinds of customers than `most`. How
/// coarse that gets depends on all of them together and not on the order they come in.
package struct HistoryCounts: Sendable, Equatable {
  /// Kinds of customers at most.
  static let most = 16_384

  /// A bin holds 2^shift days.
  package private(set) var shift = 0
  private var customers = PairCounts()
  /// Purchases after the observation, by the same kinds.
  private var later = PairCounts()

  init() {}

  /// How many kinds of customers there are.
  package var kinds: Int { customers.count }

  /// Counts one customer.
  ///
  /// - Parameters:
  ///   - repeats: purchase days after the first.
  ///   - recency: days from the first to the last, and to the end of observation.
  ///   - later: purchase days after that.
  mutating func add(repeats: Int, recency: Int64, observed: Int64, later after: Int) {
    let kind = Self.kind(recency >> Int64(shift), observed >> Int64(shift))
    let often = UInt32(min(repeats, 4_095))
    customers.add(kind, often)
    if after > 0 { later.add(kind, often, after) }
    if customers.count > Self.most { coarsen() }
  }

  private static func kind(_ recency: Int64, _ observed: Int64) -> UInt32 {
    UInt32(min(observed, 65_535)) << 16 | UInt32(min(recency, 65_535))
  }

  private mutating func coarsen() {
    repeat { self = at(shift + 1) } while customers.count > Self.most
  }

  /// The same counts in bins of 2^shift days, which are no finer than these.
  private func at(_ shift: Int) -> HistoryCounts {
    guard shift > self.shift else { return self }
    var coarse = HistoryCounts()
    coarse.shift = shift
    let by = UInt32(shift - self.shift)
    func kind(_ a: UInt32) -> UInt32 { ((a >> 16) >> by) << 16 | ((a & 0xFFFF) >> by) }
    for entry in customers.sorted { coarse.customers.add(kind(entry.a), entry.b, entry.count) }
    for entry in later.sorted { coarse.later.add(kind(entry.a), entry.b, entry.count) }
    return coarse
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: HistoryCounts) {
    let coarser = max(shift, other.shift)
    self = at(coarser)
    let other = other.at(coarser)
    customers.merge(other.customers)
    later.merge(other.later)
    if customers.count > Self.most { coarsen() }
  }

  /// The kinds of customers, in weeks, in bins as coarse as it takes that they are no more than `most`; each with its
  /// purchases afterwards.
  package func histories(most: Int) -> [(history: PurchaseHistory, later: Int)] {
    var counts = self
    while counts.customers.count > most { counts = counts.at(counts.shift + 1) }
    var afterwards: [UInt64: Int] = [:]
    for entry in counts.later.sorted { afterwards[UInt64(entry.a) << 32 | UInt64(entry.b)] = entry.count }
    // The middle of a bin, in weeks; a last purchase is never after the end.
    let width = Double(1 << counts.shift)
    func weeks(_ bin: UInt32) -> Double { (Double(bin) * width + (width - 1) / 2) / 7 }
    return counts.customers.sorted.map { entry in
      let observed = weeks(entry.a >> 16)
      let recency = entry.b == 0 ? 0 : min(observed, weeks(entry.a & 0xFFFF))
      return (
        PurchaseHistory(repeats: Int(entry.b), recency: recency, observed: observed, customers: entry.count),
        afterwards[UInt64(entry.a) << 32 | UInt64(entry.b)] ?? 0
      )
    }
  }

  package static func == (a: HistoryCounts, b: HistoryCounts) -> Bool {
    a.shift == b.shift && a.customers == b.customers && a.later == b.later
  }
}

/// Histories up to the end of observation, and up to an earlier day, from which on a forecast is held against what came.
package struct HistoryTally: Sendable, Equatable {
  package var whole = HistoryCounts()
  package var before = HistoryCounts()
  /// The day up to which `before` looks.
  package let split: Int64
  /// First and last day on which anybody bought.
  package var firstDay = Int64.max
  package var lastDay = Int64.min

  init(_ calendar: ReturnCalendar) { split = calendar.lastDay - Self.spanDays(calendar) }

  /// Days that a forecast is for: half of the time there is, a year at most.
  package static func spanDays(_ calendar: ReturnCalendar) -> Int64 {
    max(1, min(365, (calendar.lastDay - calendar.period.lowerBound + 1) / 2))
  }

  /// Counts one customer's purchase days.
  mutating func add(_ days: UnsafeBufferPointer<PurchaseDay>, _ calendar: ReturnCalendar) {
    guard let first = days.first, let last = days.last, first.day <= calendar.lastDay else { return }
    firstDay = min(firstDay, first.day)
    lastDay = max(lastDay, last.day)
    whole.add(
      repeats: days.count - 1, recency: last.day - first.day, observed: calendar.lastDay - first.day, later: 0)
    guard first.day <= split else { return }
    var known = days.count
    while days[known - 1].day > split { known -= 1 }
    before.add(
      repeats: known - 1, recency: days[known - 1].day - first.day, observed: split - first.day,
      later: days.count - known)
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: HistoryTally) {
    whole.merge(other.whole)
    before.merge(other.before)
    firstDay = min(firstDay, other.firstDay)
    lastDay = max(lastDay, other.lastDay)
  }
}
