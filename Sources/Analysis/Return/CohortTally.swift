import Journeys

/// Customers by when they first bought, followed from period to period: how many bought again in each, and for how much;
/// from a walk.
package struct CohortTally: Sendable, Equatable {
  /// Cohorts at most, the latest ones, and periods after the first purchase.
  package static let cohorts = 24
  package static let periods = 12

  /// `cells[cohort][period]`; cohort 0 is the one the end of observation lies in, period 0 the one of the first purchase.
  package var cells = [[Spending]](
    repeating: [Spending](repeating: Spending(), count: periods + 1), count: cohorts)
  /// Customers of earlier cohorts.
  package var earlier = 0

  /// Counts one customer's purchase days.
  mutating func add(_ days: UnsafeBufferPointer<PurchaseDay>, _ calendar: ReturnCalendar) {
    guard let first = days.first, first.counts else { return }
    let unit = calendar.retention.unit
    let start = unit.index(ofDay: first.day)
    let cohort = unit.index(ofDay: calendar.lastDay) - start
    guard cohort >= 0, cohort < Self.cohorts else {
      earlier += 1
      return
    }
    var period = 0
    var spent: Int64 = 0
    for day in days {
      let own =
        switch calendar.retention.periods {
        case .rolling: Int(day.day - first.day) / unit.days
        case .calendar: unit.index(ofDay: day.day) - start
        }
      if own != period {
        cells[cohort][period].add(spent)
        (period, spent) = (own, 0)
        guard period <= Self.periods else { return }
      }
      spent &+= day.amount
    }
    cells[cohort][period].add(spent)
  }

  /// Whether a whole cohort has been watched to the end of a period.
  package static func isComplete(cohort: Int, period: Int, _ calendar: ReturnCalendar) -> Bool {
    let unit = calendar.retention.unit
    let start = unit.index(ofDay: calendar.lastDay) - cohort
    return switch calendar.retention.periods {
    case .rolling: unit.firstDay(of: start + 1) - 1 + Int64((period + 1) * unit.days) - 1 <= calendar.lastDay
    case .calendar: unit.firstDay(of: start + period + 1) - 1 <= calendar.lastDay
    }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: CohortTally) {
    for c in cells.indices { for p in cells[c].indices { cells[c][p].merge(other.cells[c][p]) } }
    earlier += other.earlier
  }
}
