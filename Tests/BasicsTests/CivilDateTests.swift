import Basics
import Testing

struct CivilDateTests {
  @Test("days of the calendar come back as they went in")
  func roundTrip() {
    for number in stride(from: -800_000, through: 3_000_000, by: 997) {
      let date = CivilDate(daysSince1970: number)
      #expect(date.daysSince1970 == number)
      #expect((1...12).contains(date.month) && (1...date.daysInMonth).contains(date.day))
    }
  }

  @Test("known days have their numbers, dates and weekdays")
  func knownDays() {
    #expect(CivilDate(year: 1970, month: 1, day: 1).daysSince1970 == 0)
    #expect(CivilDate(year: 2000, month: 3, day: 1).daysSince1970 == 11_017)
    // 141,428 days lie between the first day of the Gregorian calendar, which was 15 October 1582, less one, and 1970.
    #expect(CivilDate(daysSince1970: -141_428).iso == "1582-10-14")
    #expect(CivilDate(year: 2026, month: 6, day: 27).weekday == 6, "27 June 2026 is a Saturday")
    #expect(CivilDate(year: 1969, month: 12, day: 28).weekday == 0, "28 December 1969 was a Sunday")
  }

  @Test("a moment before 1970 falls on the day that had begun")
  func moments() {
    #expect(CivilDate(localMicros: 0).iso == "1970-01-01")
    #expect(CivilDate(localMicros: -1).iso == "1969-12-31")
    #expect(CivilDate(localMicros: -86_400_000_000).iso == "1969-12-31")
    #expect(CivilDate(localMicros: 86_400_000_000 - 1).iso == "1970-01-01")
  }

  @Test("there is no 29 February in a year that is none of 400, and no day after the last")
  func existing() {
    #expect(CivilDate.days(year: 2000, month: 2, day: 29) == 11_016)
    #expect(CivilDate.days(year: 1900, month: 2, day: 29) == nil)
    #expect(CivilDate.days(year: 2025, month: 4, day: 31) == nil)
    #expect(CivilDate.days(year: 2025, month: 13, day: 1) == nil)
    #expect(CivilDate.days(year: 0, month: 1, day: 1) == nil)
    #expect(CivilDate("2024-02-29")?.isLastOfMonth == true)
    #expect(CivilDate("2023-02-29") == nil && CivilDate("2023-2-01") == nil)
  }
}
