/// A day of the Gregorian calendar.
struct CivilDate: Equatable {
  var year: Int
  var month: Int
  var day: Int

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day on which a local time falls, counted in microseconds from the start of 1970.
  ///
  /// Years begin in March here, so that the leap day comes last; after Howard Hinnant's `civil_from_days`.
  init(micros: Int64) {
    let perDay: Int64 = 86_400_000_000
    let (whole, rest) = micros.quotientAndRemainder(dividingBy: perDay)
    let days = Int(whole) - (rest < 0 ? 1 : 0) + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shifted + 2) / 5 + 1
    month = shifted < 10 ? shifted + 3 : shifted - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  var isLastOfMonth: Bool {
    switch month {
    case 2: day == (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28)
    case 4, 6, 9, 11: day == 30
    default: day == 31
    }
  }
}
