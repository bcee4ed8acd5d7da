import Journeys

/// What a buyer is by now.
package enum CustomerState: Int, Sendable, CaseIterable {
  /// One purchase, within the horizon.
  case new
  /// Two purchases or more, silent for less than twice the median gap between them.
  case active
  /// Silent for longer than that, and not longer than the horizon, or the inactivity window.
  case slowing
  /// Silent for longer.
  case inactive
  /// Had been inactive before the latest purchase, and is not again.
  case returned
}

/// Buyers by their state, and by how lately, how often and for how much they bought; from a walk.
package struct StateTally: Sendable, Equatable {
  /// Spans of silence and numbers of purchases that are told apart; the last ones hold everything above.
  static let spans = 256
  static let most = 16

  /// In the order of ``CustomerState``.
  package var states = [Int](repeating: 0, count: CustomerState.allCases.count)
  /// `cells[span * most + purchases − 1]`.
  package var cells = [Spending](repeating: Spending(), count: spans * most)
  /// Days of silence that one span holds.
  package let spanDays: Int64

  init(_ calendar: ReturnCalendar) {
    // A period does not hide what came before it: silence is counted from any purchase.
    spanDays = max(1, (calendar.lastDay - calendar.period.lowerBound) / Int64(Self.spans) + 1)
  }

  /// Counts one customer's purchase days, if one of them lies in the period.
  mutating func add(_ own: PurchaseDays, _ calendar: ReturnCalendar) {
    let days = own.days
    var purchases = 0
    var amount: Int64 = 0
    for day in days where day.counts {
      purchases += 1
      amount &+= day.amount
    }
    guard purchases > 0, let last = days.last else { return }
    let silence = max(0, calendar.lastDay - last.day)
    states[state(own, silence: silence, calendar).rawValue] += 1
    let span = Int(min(Int64(Self.spans - 1), silence / spanDays))
    cells[span * Self.most + min(purchases, Self.most) - 1].add(amount)
  }

  private func state(_ own: PurchaseDays, silence: Int64, _ calendar: ReturnCalendar) -> CustomerState {
    let days = own.days
    guard silence <= calendar.silence else { return .inactive }
    guard days.count > 1 else { return silence <= calendar.horizon ? .new : .slowing }
    if days[days.count - 1].day - days[days.count - 2].day > calendar.silence { return .returned }
    return silence < own.twiceMedianGap() ? .active : .slowing
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: StateTally) {
    states.add(other.states)
    for i in cells.indices { cells[i].merge(other.cells[i]) }
  }
}
