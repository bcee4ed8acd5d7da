/// How customers are followed from their first purchase on: `retention: {periods: …, unit: …}`.
package struct Retention: Sendable, Equatable {
  /// Whether a period is so many times 24 hours from the customer's own first purchase, or one of the calendar's.
  package enum Periods: String, Sendable, CaseIterable { case rolling, calendar }
  package var periods = Periods.rolling
  package var unit = RetentionUnit.month

  package init(periods: Periods = .rolling, unit: RetentionUnit = .month) {
    self.periods = periods
    self.unit = unit
  }
}

/// How long a period of retention is, and of which calendar unit cohorts are.
package enum RetentionUnit: String, Sendable, CaseIterable {
  case day, week, month, quarter, year

  /// Days of a rolling period.
  package var days: Int {
    switch self {
    case .day: 1
    case .week: 7
    case .month: 30
    case .quarter: 91
    case .year: 365
    }
  }
}

/// Whether purchases are payments of a contract, and for how long each is: `contract: …`.
package enum Contract: String, Sendable, CaseIterable {
  case none, monthly, yearly

  /// Days that one payment is for; `nil` where nothing is a contract.
  package var days: Int64? {
    switch self {
    case .none: nil
    case .monthly: 30
    case .yearly: 365
    }
  }
}
