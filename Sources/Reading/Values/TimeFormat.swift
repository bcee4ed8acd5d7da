/// How the times of a column are written.
package enum TimeFormat: Sendable, Equatable, CustomStringConvertible {
  case auto, iso, dmy, mdy, unix, unixMillis, unixMicros
  /// Days since 1899-12-30, the time of day as fraction: how spreadsheets keep a moment.
  case excel
  /// As `auto`, for a column in which a spreadsheet has taken day for month where it could: dates with the year first have
  /// the two exchanged wherever the day is at most twelve.
  case excelSwapped
  /// Letters as in Unicode's date patterns: `yyyy/MM/dd HH:mm:ss.SSS`, with literals in single quotation marks.
  case pattern(String)

  /// The format a project file declares, or `nil` when it is neither a known name nor a usable pattern.
  package init?(declared: String) {
    switch declared {
    case "auto": self = .auto
    case "iso": self = .iso
    case "dmy": self = .dmy
    case "mdy": self = .mdy
    case "unix": self = .unix
    case "unix-ms": self = .unixMillis
    case "unix-us": self = .unixMicros
    case "excel": self = .excel
    case "excel-swapped": self = .excelSwapped
    default:
      guard TimePattern(declared) != nil else { return nil }
      self = .pattern(declared)
    }
  }

  /// The name a project file would use.
  package var description: String {
    switch self {
    case .auto: return "auto"
    case .iso: return "iso"
    case .dmy: return "dmy"
    case .mdy: return "mdy"
    case .unix: return "unix"
    case .unixMillis: return "unix-ms"
    case .unixMicros: return "unix-us"
    case .excel: return "excel"
    case .excelSwapped: return "excel-swapped"
    case .pattern(let text): return text
    }
  }
}

/// What was found out about the times of a column.
package struct TimeReport: Sendable, Equatable {
  /// The column's name.
  package var column: String
  /// The declared format, or the most frequent one found.
  package var format: TimeFormat
  /// Whether any value's text has a time of day; 00:00:00 counts, and so does any Unix time.
  package var hasTimeOfDay: Bool
  /// Share of the readable values that carry a zone of their own; `nil` without readable values.
  package var zoneShare: Double?
  /// Whether every date could be read both day first and month first, so that day first is a guess.
  package var isDayMonthGuessed: Bool
  /// Whether the column looks as a spreadsheet leaves it that has taken day for month: every date that became a date of its
  /// own has a day up to twelve, and every one that stayed a text has a later day.
  package var isSwapped = false
  /// What the cells leave open, so that it was guessed; `nil` where they tell.
  package var doubt: TimeDoubt?
  /// The first and the last of the times, to a day or so; `nil` without any.
  package var span: ClosedRange<Int64>?
}

/// How often each way to write a time occurred in a column.
struct TimeTally: Sendable, Equatable {
  /// Year first, or run together.
  var iso = 0
  /// Year last.
  var dayMonth = 0
  /// Seconds since 1970.
  var unix = 0
  /// Milliseconds since 1970.
  var unixMillis = 0
  /// Microseconds since 1970.
  var unixMicros = 0
  /// Days since 1899-12-30.
  var excel = 0
  /// By the declared pattern.
  var pattern = 0
  /// With a year of two digits first.
  var yearFirst = 0
  /// In digits alone, the day or the month first.
  var runTogether = 0
  /// With words: months, weekdays.
  var worded = 0
  /// Those with the year last whose day is above twelve.
  var lateDays = 0
  /// Which days of the month stood in dates with the year first, as bits.
  var isoDays: UInt32 = 0
  /// The first and the last time, in microseconds, or the days they lie on.
  private(set) var earliest = Int64.max
  private(set) var latest = Int64.min
  /// Those with a time of day.
  var withTimeOfDay = 0
  /// Those with a zone of their own.
  var withZone = 0

  /// All that were readable.
  var total: Int {
    iso + dayMonth + unix + unixMillis + unixMicros + excel + pattern + worded + yearFirst + runTogether
  }

  /// Whether dates with the year first have no day above twelve, and those with the year last no other.
  var looksSwapped: Bool {
    iso >= 5 && dayMonth >= 5 && lateDays == dayMonth && isoDays >> 13 == 0
  }

  /// Takes in a time, or the day it lies on.
  mutating func note(_ micros: Int64) {
    guard micros != .min, micros != .max else { return }
    earliest = min(earliest, micros)
    latest = max(latest, micros)
  }

  /// Adds what another part of the column holds.
  mutating func merge(_ other: TimeTally) {
    iso += other.iso
    dayMonth += other.dayMonth
    unix += other.unix
    unixMillis += other.unixMillis
    unixMicros += other.unixMicros
    excel += other.excel
    pattern += other.pattern
    worded += other.worded
    yearFirst += other.yearFirst
    runTogether += other.runTogether
    lateDays += other.lateDays
    isoDays |= other.isoDays
    note(other.earliest)
    note(other.latest)
    withTimeOfDay += other.withTimeOfDay
    withZone += other.withZone
  }
}
