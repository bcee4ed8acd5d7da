import Basics

/// Where the year stands in dates of three numbers of two digits: `26-01-05` is a day of 2026, or the 26th of January 2005.
///
/// A single date does not tell, the column does: years stay nearly the same while days run through the month.
struct TwoDigitDates: Sendable, Equatable {
  /// Which first and which last numbers occurred, 0 to 63 and 64 to 99, as bits.
  private var firsts = [UInt64](repeating: 0, count: 2)
  private var lasts = [UInt64](repeating: 0, count: 2)
  /// Whether every date can be read with the year first, and with the year last.
  private var canBeFirst = true
  private var canBeLast = true
  /// Whether nothing but hyphens stood between the numbers, as where the year is usually first.
  private var isHyphened = true
  /// How many dates there were.
  private(set) var count = 0
  /// Dates that can only be read with the day first, should the year stand last.
  private(set) var dayFirst = 0
  /// Those that can only be read with the month first.
  private(set) var monthFirst = 0
  /// Those that can be read both ways.
  private(set) var open = 0

  /// A decision on the whole column.
  enum Place { case none, first, last, undecided }

  /// So many numbers of one end are days and no years.
  private static let many = 6

  /// Takes in a trimmed cell; false when it is of another shape.
  mutating func add(_ p: Bytes, _ length: Int) -> Bool {
    guard length >= 8, let a = pair(p, 0), let b = pair(p, 3), let c = pair(p, 6),
      p[2] == 0x2D || p[2] == 0x2F || p[2] == 0x2E, p[5] == p[2], length == 8 || digit(p[8]) == nil
    else { return false }
    count += 1
    firsts[a >> 6] |= 1 << UInt64(a & 63)
    lasts[c >> 6] |= 1 << UInt64(c & 63)
    if p[2] != 0x2D { isHyphened = false }
    if CivilDate.days(year: fullYear(a), month: b, day: c) == nil { canBeFirst = false }
    let year = fullYear(c)
    let isDayFirst = CivilDate.days(year: year, month: b, day: a) != nil
    let isMonthFirst = CivilDate.days(year: year, month: a, day: b) != nil
    switch (isDayFirst, isMonthFirst) {
    case (true, true): open += 1
    case (true, false): dayFirst += 1
    case (false, true): monthFirst += 1
    case (false, false): canBeLast = false
    }
    return true
  }

  /// Where the year stands.
  var place: Place {
    guard count > 0 else { return .none }
    guard canBeFirst else { return .last }
    guard canBeLast else { return .first }
    let (first, last) = (firsts[0].nonzeroBitCount, lasts[0].nonzeroBitCount)
    if first >= Self.many, first >= 3 * last { return .last }
    // The first or the last of every month, year by year, is as few days as years.
    if last >= Self.many, last >= 3 * first, firsts[0] & ~Self.ends != 0 { return .first }
    return last > first || (last == first && isHyphened) ? .undecided : .last
  }

  /// Whether further dates may change the decision.
  var isOpen: Bool {
    guard count > 0, canBeFirst, canBeLast else { return false }
    let (first, last) = (firsts[0].nonzeroBitCount, lasts[0].nonzeroBitCount)
    return !(first >= Self.many && first >= 3 * last) && !(last >= Self.many && last >= 3 * first)
  }

  /// The days on which months begin and end.
  private static let ends: UInt64 = 1 << 1 | 1 << 28 | 1 << 29 | 1 << 30 | 1 << 31

  private func pair(_ p: Bytes, _ at: Int) -> Int? {
    guard let tens = digit(p[at]), let ones = digit(p[at + 1]) else { return nil }
    return tens * 10 + ones
  }
}

extension TimeDoubt {
  /// Whether a cell is one of those that can be read in two ways.
  package func concerns(_ cell: String) -> Bool {
    var bytes = Array(withoutDirectionMarks(cell).utf8)
    let length = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: overread))
    return bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return false }
      switch self {
      case .placeOfYear:
        var dates = TwoDigitDates()
        return dates.add(start, length)
      case .digits: return RunTogetherTimes.fits(start, length)
      }
    }
  }
}

/// Dates and times of day in digits alone with the day or the month first, as `050120261405` and `05012026140530`.
///
/// The same digits pass for Unix times, which such a column is where any of its cells is no date, or all could be both.
struct RunTogetherTimes: Sendable, Equatable {
  /// Cells that are such times.
  private var times = 0
  /// Those of them that could be Unix times of our days as well.
  private var plausible = 0
  /// Cells of as many digits that are none.
  private var others = 0
  private var dayFirst = 0
  private var monthFirst = 0
  private var open = 0

  /// A decision on the whole column.
  enum Kind { case none, runTogether, undecided }

  /// The moment that such digits tell, a nought before them included or lost; `nil` for others.
  ///
  /// Years are those from 1990 to 2100: the last four digits of anything else are seldom among them.
  static func time(_ p: Bytes, _ count: Int, isDayFirst: Bool) -> ParsedTime? {
    guard let parts = Parts(p, count) else { return nil }
    let (day, month) = isDayFirst ? (parts.first, parts.second) : (parts.second, parts.first)
    guard let days = CivilDate.days(year: parts.year, month: month, day: day) else { return nil }
    return ParsedTime(
      micros: Int64(days) * microsPerDay + Int64(parts.secondOfDay) * 1_000_000, hasZone: false, hasTimeOfDay: true)
  }

  /// Whether the digits can be such a time, in either order of day and month.
  static func fits(_ p: Bytes, _ count: Int) -> Bool {
    time(p, count, isDayFirst: true) != nil || time(p, count, isDayFirst: false) != nil
  }

  /// Takes in a trimmed cell; false when it is of another shape.
  mutating func add(_ p: Bytes, _ count: Int) -> Bool {
    guard (11...14).contains(count), (0..<count).allSatisfy({ digit(p[$0]) != nil }) else { return false }
    let isDayFirst = Self.time(p, count, isDayFirst: true) != nil
    let isMonthFirst = Self.time(p, count, isDayFirst: false) != nil
    guard isDayFirst || isMonthFirst else {
      others += 1
      return true
    }
    times += 1
    // Milliseconds of thirteen digits are those from 2001 on; all other lengths are days of the first or of distant ages.
    if count == 13 { plausible += 1 }
    if isDayFirst, isMonthFirst { open += 1 } else if isDayFirst { dayFirst += 1 } else { monthFirst += 1 }
    return true
  }

  /// What the column holds.
  var kind: Kind {
    guard times > 0, times > others else { return .none }
    return others == 0 && plausible < times ? .runTogether : .undecided
  }

  /// Whether 05012026 is the fifth of January.
  var isDayFirst: Bool { monthFirst <= dayFirst }

  /// Whether every one of them could be read both ways.
  var isGuessed: Bool { dayFirst == 0 && monthFirst == 0 && open > 0 }

  /// Two numbers of two digits, a year, and a time of day.
  private struct Parts {
    let first, second, year, secondOfDay: Int

    init?(_ p: Bytes, _ count: Int) {
      guard (11...14).contains(count) else { return nil }
      var numbers: [Int] = []
      numbers.reserveCapacity(14)
      // A number has lost the nought before it.
      if count % 2 == 1 { numbers.append(0) }
      for index in 0..<count {
        guard let value = digit(p[index]) else { return nil }
        numbers.append(value)
      }
      func pair(_ at: Int) -> Int { numbers[at] * 10 + numbers[at + 1] }
      (first, second, year) = (pair(0), pair(2), pair(4) * 100 + pair(6))
      let (hour, minute, seconds) = (pair(8), pair(10), numbers.count == 14 ? pair(12) : 0)
      guard (1990...2100).contains(year), hour < 24, minute < 60, seconds < 60 else { return nil }
      secondOfDay = hour * 3600 + minute * 60 + seconds
    }
  }
}
