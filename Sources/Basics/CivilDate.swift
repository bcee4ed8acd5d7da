/// A day of the Gregorian calendar, without a time or a zone.
///
/// The one calendar there is; after Howard Hinnant's `days_from_civil` and `civil_from_days`, whose years begin in March, so
/// that the leap day comes last. It is public because every event's time passes through it (docs/decisions/0007).
public struct CivilDate: Sendable, Hashable, Comparable {
  public var year: Int
  /// 1 is January.
  public var month: Int
  public var day: Int

  @inlinable public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  @inlinable public init(daysSince1970 days: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// The day on which a local time falls, counted in microseconds from the start of 1970.
  package init(localMicros micros: Int64) {
    let microsPerDay: Int64 = 86_400_000_000
    let (whole, rest) = micros.quotientAndRemainder(dividingBy: microsPerDay)
    self.init(daysSince1970: Int(whole) - (rest < 0 ? 1 : 0))
  }

  /// The date written `yyyy-mm-dd`; `nil` for anything else and for days that do not exist.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
    guard CivilDate(daysSince1970: daysSince1970) == self else { return nil }
  }

  /// Days beyond the month's end run on into the next.
  @inlinable public var daysSince1970: Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Days since 1970-01-01, or `nil` when there is no such date in the years 1 to 9999.
  @inlinable public static func days(year: Int, month: Int, day: Int) -> Int? {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    let date = CivilDate(year: year, month: month, day: day)
    return day <= date.daysInMonth ? date.daysSince1970 : nil
  }

  @inlinable public var daysInMonth: Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  package var isLastOfMonth: Bool { day == daysInMonth }

  /// 0 is Sunday, the first day of the Israeli week; 6 is Saturday.
  package var weekday: Int { ((daysSince1970 + 4) % 7 + 7) % 7 }

  /// `yyyy-mm-dd`
  package var iso: String {
    func padded(_ n: Int, _ width: Int) -> String {
      let digits = String(n)
      return digits.utf8.count >= width ? digits : String(repeating: "0", count: width - digits.utf8.count) + digits
    }
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }

  @inlinable public static func < (a: CivilDate, b: CivilDate) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }
}
