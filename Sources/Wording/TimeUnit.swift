/// A unit in which a length of time is read.
package enum TimeUnit: String, Sendable, CaseIterable {
  case second, minute, hour, day, week, month, year

  /// Its length; `nil` where the calendar decides.
  var micros: Int64? {
    switch self {
    case .second: 1_000_000
    case .minute: 60 * 1_000_000
    case .hour: 3_600 * 1_000_000
    case .day: 86_400 * 1_000_000
    case .week: 7 * 86_400 * 1_000_000
    case .month: nil
    case .year: 365 * 86_400 * 1_000_000
    }
  }
}
