/// A day of the Gregorian calendar, counted in days since 1970-01-01.
package struct CivilDay: Sendable, Equatable, Comparable {
  /// Days since 1970-01-01.
  package var number: Int

  /// The day with this number.
  package init(number: Int) { self.number = number }

  /// A day of a year and month; days beyond the month's end run on into the next.
  package init(_ year: Int, _ month: Int, _ day: Int) {
    // Howard Hinnant's days_from_civil: years begin in March, so that the leap day comes last.
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Year, month and day of the month.
  package var parts: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// 0 is Sunday, the first day of the Israeli week; 6 is Saturday.
  package var weekday: Int { ((number + 4) % 7 + 7) % 7 }

  /// Whether a day is before another.
  package static func < (left: CivilDay, right: CivilDay) -> Bool { left.number < right.number }
}
