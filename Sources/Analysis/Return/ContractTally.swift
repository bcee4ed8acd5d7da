import Journeys

/// Contracts by how often they were renewed, up to the end of observation and up to an earlier day, from which on a forecast
/// is held against what came; from a walk. Nothing is counted where purchases are bought one by one.
package struct ContractTally: Sendable, Equatable {
  /// Renewals that are told apart; the last place holds more.
  static let most = 120

  /// Customers by number of renewals: those who left after so many, and those still there.
  package struct Counts: Sendable, Equatable {
    package var left = [Int](repeating: 0, count: most + 1)
    package var staying = [Int](repeating: 0, count: most + 1)
  }

  package var whole = Counts()
  package var before = Counts()
  /// By renewals at the earlier day: of those still there then, those still there at the end.
  package var kept = [Int](repeating: 0, count: most + 1)
  /// Periods between that day and the end.
  package let span: Int
  private let period: Int64

  init(_ calendar: ReturnCalendar) {
    period = calendar.contract ?? 0
    // Half of the time there is, a year at most, but one period at least.
    span = period > 0 ? max(1, Int(HistoryTally.spanDays(calendar) / period)) : 0
  }

  /// Counts one customer's payments.
  mutating func add(_ days: UnsafeBufferPointer<PurchaseDay>, _ calendar: ReturnCalendar) {
    guard period > 0, let end = renewals(days, until: calendar.lastDay) else { return }
    if end.isLeft { whole.left[end.count] += 1 } else { whole.staying[end.count] += 1 }
    guard let split = renewals(days, until: calendar.lastDay - Int64(span) * period) else { return }
    if split.isLeft {
      before.left[split.count] += 1
    } else {
      before.staying[split.count] += 1
      if !end.isLeft { kept[split.count] += 1 }
    }
  }

  /// How often a customer renewed up to a day without a break, and whether that ended: no payment for one and a half
  /// periods. Payments less than half a period after another renew nothing. `nil` before the first payment.
  private func renewals(
    _ days: UnsafeBufferPointer<PurchaseDay>, until end: Int64
  ) -> (count: Int, isLeft: Bool)? {
    guard let first = days.first, first.day <= end else { return nil }
    var (last, latest, count) = (first.day, first.day, 0)
    for day in days where day.day <= end {
      if 2 * (day.day - latest) > 3 * period { return (count, true) }
      latest = day.day
      guard 2 * (day.day - last) >= period else { continue }
      last = day.day
      count = min(Self.most, count + 1)
    }
    return (count, 2 * (end - latest) > 3 * period)
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: ContractTally) {
    whole.left.add(other.whole.left)
    whole.staying.add(other.whole.staying)
    before.left.add(other.before.left)
    before.staying.add(other.before.staying)
    kept.add(other.kept)
  }
}
