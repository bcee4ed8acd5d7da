/// Days between 1970-01-01 and a date of the Gregorian calendar (Howard Hinnant's days_from_civil).
func daysFromCivil(year: Int, month: Int, day: Int) -> Int {
  let y = month <= 2 ? year - 1 : year
  let era = (y >= 0 ? y : y - 399) / 400
  let yearOfEra = y - era * 400
  let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
  let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/// Days since 1970-01-01, or `nil` when there is no such date in the years 1 to 9999.
func validDays(year: Int, month: Int, day: Int) -> Int? {
  guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
  let last: Int
  switch month {
  case 2: last = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
  case 4, 6, 9, 11: last = 30
  default: last = 31
  }
  return day <= last ? daysFromCivil(year: year, month: month, day: day) : nil
}

/// The microseconds of a day of 24 hours.
let microsPerDay: Int64 = 86_400_000_000
