import Basics

/// A spreadsheet's moment: days since an epoch, the time of day as fraction.
enum XLSXSerial {
  /// Writes a serial number as its format means it: `2026-01-05`, `2026-01-05 10:00:00`, `10:00:00` or `255:10:10`.
  ///
  /// - Returns: false for a number that is no such moment; nothing is written then.
  static func write(_ serial: Double, _ kind: XLSXNumberKind, is1904: Bool, to text: inout PlainList<UInt8>) -> Bool {
    // Behind 9999-12-31 there is no date, and before the epoch there is none either.
    guard serial >= 0, serial < 2_958_466 else { return false }
    // Doubles hold a moment of our days to the microsecond; what people enter is exact to the millisecond.
    let millis = Int((serial * 86_400_000).rounded())
    let clock = millis % 86_400_000
    let day = millis / 86_400_000
    switch kind {
    case .number: return false
    case .duration:
      writeClock(millis, to: &text)
      return true
    case .time, .date, .dateTime:
      // A time of day alone has no day in the system of 1900, and shows none in the other.
      if day == 0, kind == .time || (!is1904 && clock > 0) {
        writeClock(clock, to: &text)
        return true
      }
      if !is1904, day == 0 { return false }
      writeDay(day, is1904: is1904, to: &text)
      if kind == .dateTime || kind == .time || clock > 0 {
        text.append(0x20)
        writeClock(clock, to: &text)
      }
      return true
    }
  }

  private static func writeDay(_ day: Int, is1904: Bool, to text: inout PlainList<UInt8>) {
    // The system of 1900 has a day 60, 1900-02-29, that never was; it is written as what it claims to be.
    let isThatDay = !is1904 && day == 60
    let date =
      isThatDay
      ? CivilDate(year: 1900, month: 2, day: 29)
      : CivilDate(daysSince1970: daysSince1970(day, is1904: is1904))
    write(date.year, 4, to: &text)
    text.append(0x2D)
    write(date.month, 2, to: &text)
    text.append(0x2D)
    write(date.day, 2, to: &text)
  }

  /// Days since 1970-01-01 of a spreadsheet's day.
  static func daysSince1970(_ day: Int, is1904: Bool) -> Int {
    // 1904-01-01 is 24,107 days before 1970, 1899-12-30 is 25,569; before March 1900 the days are one later.
    is1904 ? day - 24_107 : day - (day < 60 ? 25_568 : 25_569)
  }

  private static func writeClock(_ millis: Int, to text: inout PlainList<UInt8>) {
    write(millis / 3_600_000, 2, to: &text)
    text.append(0x3A)
    write(millis / 60_000 % 60, 2, to: &text)
    text.append(0x3A)
    write(millis / 1000 % 60, 2, to: &text)
    if millis % 1000 > 0 {
      text.append(0x2E)
      write(millis % 1000, 3, to: &text)
    }
  }

  /// Writes a number that is not negative with at least so many digits.
  private static func write(_ value: Int, _ digits: Int, to text: inout PlainList<UInt8>) {
    var divisor = 1
    var places = 1
    while value / divisor >= 10 || places < digits {
      divisor *= 10
      places += 1
    }
    while divisor > 0 {
      text.append(UInt8(truncatingIfNeeded: 0x30 + value / divisor % 10))
      divisor /= 10
    }
  }
}
