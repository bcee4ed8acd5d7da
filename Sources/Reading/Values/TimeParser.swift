import Basics

/// Reads the times of one column, remembering the last date and the last span of zone offset.
struct TimeParser {
  /// What a value that cannot be read becomes.
  static let unreadable = Int64.min

  /// What a date in three numbers says about which of the first two is the day.
  enum DayMonth { case notThatShape, open, dayFirst, monthFirst }

  /// The declared format.
  let format: TimeFormat
  /// Whether 3/4/2024 is the third of April.
  var isDayFirst: Bool { order.isDayFirst }
  /// What the column's values say about the order of their parts.
  let order: DayMonthOrder
  /// What was read so far.
  var tally: TimeTally {
    var tally = others
    tally.iso += localSeconds + zonedSeconds
    tally.withTimeOfDay += localSeconds + zonedSeconds
    tally.withZone += zonedSeconds
    tally.isoDays = isoDays
    tally.note(firstDays)
    tally.note(finalDays)
    return tally
  }

  private let zone: TimeZoneTable
  private let pattern: TimePattern?
  private let acceptsFast: Bool
  /// Times such as 2025-01-31T12:34:56, without and with a Z; one count a time is all they cost.
  private var localSeconds = 0
  private var zonedSeconds = 0
  private var others = TimeTally()
  /// Which days of the month stood in dates with the year first, as bits, and the first and the last of these dates.
  private var isoDays: UInt32 = 0
  private var firstDays = Int64.max
  private var finalDays = Int64.min
  private var lastDate: UInt64 = 0
  private var lastDateEnd: UInt16 = 0
  private var lastDays: Int64 = 0
  private var spanStart = Int64.max
  private var spanEnd = Int64.min
  private var spanOffset: Int64 = 0

  /// A parser of a column of which nothing but the order of day and month is known.
  init(_ format: TimeFormat, isDayFirst: Bool, zone: TimeZoneTable) {
    self.init(format, order: DayMonthOrder(isDayFirst: isDayFirst), zone: zone)
  }

  /// A parser that has read nothing yet.
  init(_ format: TimeFormat, order: DayMonthOrder, zone: TimeZoneTable) {
    self.format = format
    self.order = order
    self.zone = zone
    if case .pattern(let text) = format { pattern = TimePattern(text) } else { pattern = nil }
    switch format {
    case .auto, .iso, .dmy, .mdy: acceptsFast = true
    case .unix, .unixMillis, .unixMicros, .excel, .excelSwapped, .pattern: acceptsFast = false
    }
  }

  /// 2025-01-31T12:34:56 with nothing or Z behind it, by far the most frequent shape; `unreadable` for all others.
  ///
  /// `overread` readable bytes must follow the text.
  @inline(__always)
  mutating func plain(_ p: Bytes, _ count: Int) -> Int64 {
    guard acceptsFast, count == 20 ? p[19] == 0x5A : count == 19, isDateKnown(p) else { return Self.unreadable }
    let seconds = secondsOfDay(load64(p + 11))
    guard seconds >= 0 else { return Self.unreadable }
    let micros = lastDays &+ seconds &* 1_000_000
    if count == 20 {
      zonedSeconds &+= 1
      return micros
    }
    localSeconds &+= 1
    return moment(ofLocal: micros)
  }

  /// Whether a date stands there, which is the last one then, and a time of day may follow.
  @inline(__always)
  private mutating func isDateKnown(_ p: Bytes) -> Bool {
    guard p[10] == 0x54 || p[10] == 0x20 else { return false }
    let date = load64(p)
    let dateEnd = UnsafeRawPointer(p + 8).loadUnaligned(as: UInt16.self)
    return (date == lastDate && dateEnd == lastDateEnd) || remember(p, date, dateEnd)
  }

  /// The moment in microseconds UTC, or `unreadable`; `overread` readable bytes must follow the text.
  @inline(__always)
  mutating func parse(_ p: Bytes, _ count: Int) -> Int64 {
    let micros = plain(p, count)
    if micros != Self.unreadable { return micros }
    // A fraction or a numeric zone behind the same.
    if acceptsFast, count > 19, count <= 35, isDateKnown(p), let zoned = withTail(p, count) { return zoned }
    return parseSlowly(p, count)
  }

  /// The moment when a fraction and a numeric zone follow the seconds, as XES logs write it; `nil` for anything else.
  @inline(never)
  private mutating func withTail(_ p: Bytes, _ count: Int) -> Int64? {
    var at = 19
    let seconds = secondsOfDay(load64(p + 11))
    guard seconds >= 0 else { return nil }
    var micros = lastDays + seconds * 1_000_000
    if p[at] == 0x2E {
      at += 1
      guard let part = fraction(p, count, &at) else { return nil }
      micros += part
    }
    guard let offset = zoneOffset(p, count, &at), at == count else { return nil }
    others.iso += 1
    others.withTimeOfDay += 1
    others.withZone += 1
    return micros - offset
  }

  /// Takes a `yyyy-MM-dd` into memory; false when it is none.
  private mutating func remember(_ p: Bytes, _ date: UInt64, _ dateEnd: UInt16) -> Bool {
    // As in `secondsOfDay`: digits become their values and hyphens 0, and the highest bit tells what is more than it may be.
    let values = date ^ 0x2D30_302D_3030_3030
    let over = values &+ 0x7F76_767F_7676_7676
    let ends = UInt32(dateEnd ^ 0x3030)
    guard (over | values) & 0x8080_8080_8080_8080 == 0, ((ends &+ 0x7676) | ends) & 0x8080 == 0 else { return false }
    let pairs = values &* 10 &+ values &>> 8
    let year = Int(pairs & 0xFF) &* 100 &+ Int(pairs &>> 16 & 0xFF)
    let day = Int(ends & 0xFF) &* 10 &+ Int(ends &>> 8)
    guard let days = CivilDate.days(year: year, month: Int(pairs &>> 40 & 0xFF), day: day) else { return false }
    lastDate = date
    lastDateEnd = dateEnd
    lastDays = Int64(days) * microsPerDay
    isoDays |= 1 &<< UInt32(truncatingIfNeeded: day)
    firstDays = min(firstDays, lastDays)
    finalDays = max(finalDays, lastDays)
    return true
  }

  @inline(__always)
  private mutating func moment(ofLocal micros: Int64) -> Int64 {
    if micros < spanStart || micros >= spanEnd {
      let span = zone.localSpan(around: micros)
      spanStart = span.from
      spanEnd = span.to
      spanOffset = span.offset
    }
    return micros &- spanOffset
  }

  @inline(never)
  private mutating func parseSlowly(_ p: Bytes, _ count: Int) -> Int64 {
    guard count > 0, count <= 160, let parsed = declaredTime(p, count) ?? textTime(p, count) else {
      return Self.unreadable
    }
    if parsed.hasTimeOfDay { others.withTimeOfDay += 1 }
    if parsed.hasZone { others.withZone += 1 }
    others.note(parsed.micros)
    return parsed.hasZone ? parsed.micros : moment(ofLocal: parsed.micros)
  }

  private mutating func declaredTime(_ p: Bytes, _ count: Int) -> ParsedTime? {
    switch format {
    case .pattern:
      let parsed = pattern?.parse(p, count)
      if parsed != nil { others.pattern += 1 }
      return parsed
    case .unix: return unixTime(p, count, scale: 1_000_000)
    case .unixMillis: return unixTime(p, count, scale: 1000)
    case .unixMicros: return unixTime(p, count, scale: 1)
    // In a workbook some cells of the column may be shown, and so be read, as dates.
    case .excel: return excelTime(p, count) ?? calendarTime(p, count)
    case .iso, .dmy, .mdy, .excelSwapped: return calendarTime(p, count)
    case .auto:
      if order.isRunTogether, (11...14).contains(count), let time = runTogether(p, count) { return time.parsed }
      return calendarTime(p, count) ?? guessedUnixTime(p, count)
    }
  }

  /// What digits alone are in a column of days and times of day: such a time, or nothing; `nil` where other signs stand.
  private mutating func runTogether(_ p: Bytes, _ count: Int) -> (parsed: ParsedTime?, Void)? {
    for index in 0..<count where digit(p[index]) == nil { return nil }
    let parsed = RunTogetherTimes.time(p, count, isDayFirst: isDayFirst)
    if parsed != nil { others.runTogether += 1 }
    return (parsed, ())
  }

  /// A time with words in it, or with blanks that are no spaces.
  private mutating func textTime(_ p: Bytes, _ count: Int) -> ParsedTime? {
    // A date takes six characters, and digits among them; most texts that are none have no digit.
    guard count >= 6 else { return nil }
    var digits = 0
    for index in 0..<count where digit(p[index]) != nil { digits += 1 }
    guard digits >= 3, digits <= 24 else { return nil }
    var text = String(decoding: UnsafeBufferPointer(start: p, count: count), as: UTF8.self)
    if let spaced = withPlainSpaces(text) {
      text = spaced
      var bytes = Array(spaced.utf8)
      let length = bytes.count
      bytes.append(contentsOf: repeatElement(0, count: overread))
      let parsed = bytes.withUnsafeBufferPointer { buffer -> ParsedTime? in
        guard length > 0, let start = buffer.baseAddress else { return nil }
        return declaredTime(start, length)
      }
      if let parsed { return parsed }
    }
    switch format {
    case .auto, .dmy, .mdy, .excelSwapped:
      // Of a year of two digits the whole is told: 26-01-05 15h10.
      if order.isYearFirst, let first = text.utf8.prefix(2).last, digit(first) != nil {
        text = String(fullYear(Int(text.prefix(2)) ?? 0)) + text.dropFirst(2)
      }
      let parsed = WordedTime.parse(text, isDayFirst: isDayFirst)
      if parsed != nil { others.worded += 1 }
      return parsed
    case .iso, .unix, .unixMillis, .unixMicros, .excel, .pattern: return nil
    }
  }

  private mutating func calendarTime(_ p: Bytes, _ count: Int) -> ParsedTime? {
    var at = 0
    guard let first = number(p, count, &at, 1, 4) else { return nil }
    let digits = at
    guard at < count else { return nil }
    if digits == 4, digit(p[at]) != nil { return compactTime(p, count) }
    let separator = p[at]
    guard separator == 0x2D || separator == 0x2F || separator == 0x2E else { return nil }
    at += 1
    guard let second = number(p, count, &at, 1, 2), at < count, p[at] == separator else { return nil }
    at += 1
    if digits == 4 {
      guard let day = number(p, count, &at, 1, 2), let days = daysUnswapped(first, second, day),
        let parsed = timeOfDay(p, count, at, days: days)
      else { return nil }
      others.iso += 1
      if day < 32 { isoDays |= 1 << UInt32(day) }
      return parsed
    }
    guard format != .iso, format != .excel, digits <= 2 else { return nil }
    let start = at
    guard var year = number(p, count, &at, 2, 4), at - start != 3 else { return nil }
    if at - start == 2, digits == 2, format == .auto, order.isYearFirst || first > 31 {
      guard let days = CivilDate.days(year: fullYear(first), month: second, day: year),
        let parsed = timeOfDay(p, count, at, days: days)
      else { return nil }
      others.yearFirst += 1
      return parsed
    }
    if at - start == 2 { year = fullYear(year) }
    let month = isDayFirst ? second : first
    let day = isDayFirst ? first : second
    guard let days = CivilDate.days(year: year, month: month, day: day),
      let parsed = timeOfDay(p, count, at, days: days)
    else { return nil }
    others.dayMonth += 1
    if day > 12 { others.lateDays += 1 }
    return parsed
  }

  /// The day of a date with the year first, as a spreadsheet wrote it that had taken day for month and month for day.
  private func daysUnswapped(_ year: Int, _ month: Int, _ day: Int) -> Int? {
    let isSwapped = format == .excelSwapped && day <= 12
    return CivilDate.days(year: year, month: isSwapped ? day : month, day: isSwapped ? month : day)
  }

  /// `yyyyMMdd`, alone, with `THHmmss`, or run together as `yyyyMMddHHmm`, `yyyyMMddHHmmss` and `yyyyMMddHHmmssSSS`.
  private mutating func compactTime(_ p: Bytes, _ count: Int) -> ParsedTime? {
    var digits = 0
    while digits < count, digit(p[digits]) != nil { digits += 1 }
    guard digits == 8 || (digits == count && [12, 14, 17].contains(digits)) else { return nil }
    var at = 0
    guard let year = number(p, 4, &at, 4, 4), let month = number(p, 6, &at, 2, 2), let day = number(p, 8, &at, 2, 2),
      (1900...2200).contains(year), let days = CivilDate.days(year: year, month: month, day: day)
    else { return nil }
    if digits == 8 {
      guard let parsed = timeOfDay(p, count, 8, days: days) else { return nil }
      others.iso += 1
      return parsed
    }
    guard let hour = number(p, 10, &at, 2, 2), let minute = number(p, 12, &at, 2, 2), hour < 24, minute < 60 else {
      return nil
    }
    var second = 0
    var millis = 0
    if digits > 12 {
      guard let seconds = number(p, 14, &at, 2, 2), seconds < 60 else { return nil }
      second = seconds
    }
    if digits == 17 { millis = number(p, 17, &at, 3, 3) ?? 0 }
    others.iso += 1
    let micros =
      Int64(days) * microsPerDay + Int64(hour * 3600 + minute * 60 + second) * 1_000_000 + Int64(millis) * 1000
    return ParsedTime(micros: micros, hasZone: false, hasTimeOfDay: true)
  }

  /// A Unix time whose unit shows in its number of digits: from 1973 to 5138 no two units overlap.
  private mutating func guessedUnixTime(_ p: Bytes, _ count: Int) -> ParsedTime? {
    var digits = 0
    while digits < count, digit(p[digits]) != nil { digits += 1 }
    switch digits {
    case 9...11: return unixTime(p, count, scale: 1_000_000)
    case 12...14: return unixTime(p, count, scale: 1000)
    case 15...17: return unixTime(p, count, scale: 1)
    default: return nil
    }
  }

  private mutating func unixTime(_ p: Bytes, _ count: Int, scale: Int64) -> ParsedTime? {
    var at = 0
    let isNegative = p[0] == 0x2D
    if isNegative { at = 1 }
    guard at < count, digit(p[at]) != nil, let whole = number(p, count, &at, 1, 18) else { return nil }
    let (product, overflow) = Int64(whole).multipliedReportingOverflow(by: scale)
    // Beyond the year 9999 it is no time but some other number.
    guard !overflow, product < 253_402_300_800_000_000 else { return nil }
    var micros = product
    if at < count, p[at] == 0x2E {
      at += 1
      let start = at
      while at < count, digit(p[at]) != nil { at += 1 }
      guard at > start else { return nil }
      var step = scale
      for index in start..<at {
        step /= 10
        micros += Int64(p[index] & 15) * step
      }
    }
    guard at == count else { return nil }
    switch scale {
    case 1_000_000: others.unix += 1
    case 1000: others.unixMillis += 1
    default: others.unixMicros += 1
    }
    return ParsedTime(micros: isNegative ? -micros : micros, hasZone: true, hasTimeOfDay: true)
  }

  /// A spreadsheet's serial number in the system of 1900.
  private mutating func excelTime(_ p: Bytes, _ count: Int) -> ParsedTime? {
    guard let serial = XLSXNumberText.value(UnsafeBufferPointer(start: p, count: count)) else { return nil }
    // Day 60 is a 29th of February that never was; behind 9999-12-31 there are no dates.
    guard serial >= 1, serial < 2_958_466, Int(serial) != 60 else { return nil }
    let millis = Int64((serial * 86_400_000).rounded())
    let day = XLSXSerial.daysSince1970(Int(millis / 86_400_000), is1904: false)
    others.excel += 1
    return ParsedTime(
      micros: Int64(day) * microsPerDay + millis % 86_400_000 * 1000, hasZone: false,
      hasTimeOfDay: millis % 86_400_000 != 0)
  }

  /// What a value says about the order of day and month.
  static func dayMonth(_ p: Bytes, _ count: Int) -> DayMonth {
    var at = 0
    // A weekday may stand first.
    while at < min(count, 40), digit(p[at]) == nil { at += 1 }
    guard count <= 160, let first = number(p, count, &at, 1, 2), at < count else { return .notThatShape }
    let separator = p[at]
    guard separator == 0x2D || separator == 0x2F || separator == 0x2E else { return .notThatShape }
    at += 1
    guard let second = number(p, count, &at, 1, 2), at < count, p[at] == separator else { return .notThatShape }
    at += 1
    guard number(p, count, &at, 2, 4) != nil else { return .notThatShape }
    if (13...31).contains(first), (1...12).contains(second) { return .dayFirst }
    if (13...31).contains(second), (1...12).contains(first) { return .monthFirst }
    return .open
  }
}

/// The second of the day of eight bytes `HH:MM:SS`, -1 when they are something else.
@inline(__always)
private func secondsOfDay(_ clock: UInt64) -> Int64 {
  // Digits become their values and colons 0; the first byte is the lowest.
  let values = clock ^ 0x3030_3A30_303A_3030
  // The highest bit of a byte says that it is more than it may be: 2, 9, 0, 5, 9, 0, 5, 9.
  let over = values &+ 0x767A_7F76_7A7F_767D
  guard (over | values) & 0x8080_8080_8080_8080 == 0 else { return -1 }
  // Every byte ten times itself and the next one: no sum is more than a byte holds.
  let pairs = values &* 10 &+ values &>> 8
  let hour = Int64(truncatingIfNeeded: pairs & 0xFF)
  let minute = Int64(truncatingIfNeeded: pairs &>> 24 & 0xFF)
  let second = Int64(truncatingIfNeeded: pairs &>> 48 & 0xFF)
  return hour < 24 ? (hour &* 60 &+ minute) &* 60 &+ second : -1
}
