import Basics
import Journeys

/// What days and months mean to the tallies of coming back: in the project's time zone, over all purchases of a log.
package struct ReturnCalendar: Sendable, Equatable {
  /// Number of the last day observed, and of the first and last of the report's period.
  package let lastDay: Int64
  package let period: ClosedRange<Int64>
  /// Days of the repurchase horizon H, and of silence after which nobody is called slowing: H, or the inactivity window if
  /// longer.
  package let horizon: Int64
  package let silence: Int64
  /// How cohorts are cut.
  package let retention: Retention
  /// Days that one payment of a contract is for; `nil` where purchases are bought one by one.
  package let contract: Int64?
  /// First moments of the months of the period, UTC microseconds; at most `months` of them, the latest.
  package let monthStarts: [Int64]
  /// Months since year 0 of the first of them.
  package let firstMonth: Int

  /// At most so many months are told apart.
  static let months = 120

  /// - Parameter dayOf: day number of a UTC microsecond in the project's time zone.
  init(
    _ log: JourneyLog, _ rules: CycleRules, _ retention: Retention, contract: Contract = .none,
    dayOf: (Int64) -> Int64
  ) {
    self.contract = contract.days
    lastDay = dayOf(rules.observedUntil)
    period = dayOf(log.period.lowerBound)...max(dayOf(log.period.lowerBound), dayOf(log.period.upperBound))
    horizon = rules.repurchase / Micros.day
    let longest = rules.inactivity.filter { $0 != .max }.max() ?? 0
    silence = max(rules.repurchase, longest) / Micros.day
    self.retention = retention
    let end = RetentionUnit.month.index(ofDay: period.upperBound)
    let begin = max(RetentionUnit.month.index(ofDay: period.lowerBound), end - Self.months + 1)
    firstMonth = begin
    monthStarts = (begin...end).map { month in
      let day = RetentionUnit.month.firstDay(of: month)
      return Self.firstMoment(of: day, dayOf)
    }
  }

  /// The first microsecond of a day, to the minute; clocks are moved by minutes at the least.
  static func firstMoment(of day: Int64, _ dayOf: (Int64) -> Int64) -> Int64 {
    var before = day * Micros.day - 2 * Micros.day
    var after = day * Micros.day + 2 * Micros.day
    while after - before > Micros.minute {
      let middle = (before + after) / 2 / Micros.minute * Micros.minute
      guard middle > before else { break }
      if dayOf(middle) >= day { after = middle } else { before = middle }
    }
    return after
  }

  /// Which month of the period a moment lies in; `nil` before the first.
  @inline(__always)
  func month(of time: Int64) -> Int? {
    guard let first = monthStarts.first, time >= first else { return nil }
    // A month has 28 days at least, so the guess is never too early.
    var month = min(monthStarts.count - 1, Int((time - first) / (28 * Micros.day)))
    while monthStarts[month] > time { month -= 1 }
    return month
  }
}

extension RetentionUnit {
  /// Which of these a day lies in, counted without a gap.
  package func index(ofDay day: Int64) -> Int {
    let date = CivilDate(daysSince1970: Int(day))
    let month = date.year * 12 + date.month - 1
    return switch self {
    case .day: Int(day)
    // 1 January 1970 was a Thursday; weeks begin on Sunday.
    case .week: Int(day >= -4 ? (day + 4) / 7 : (day - 2) / 7)
    case .month: month
    case .quarter: month / 3
    case .year: date.year
    }
  }

  /// The first day of one of these.
  package func firstDay(of index: Int) -> Int64 {
    switch self {
    case .day: Int64(index)
    case .week: Int64(index) * 7 - 4
    case .month: Int64(CivilDate(year: index / 12, month: index % 12 + 1, day: 1).daysSince1970)
    case .quarter: Int64(CivilDate(year: index / 4, month: index % 4 * 3 + 1, day: 1).daysSince1970)
    case .year: Int64(CivilDate(year: index, month: 1, day: 1).daysSince1970)
    }
  }
}
