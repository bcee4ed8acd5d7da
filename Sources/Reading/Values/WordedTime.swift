import Basics

/// Times as people and programs write them with words: `03/Jan/26 03:10 PM`, `Sat, 03 Jan 2026 15:10:00 GMT`,
/// `Sat Jan 03 2026 15:10:00 GMT+0200 (Israel Standard Time)`, `3 בינואר 2026 15:10`, `03/01/2026 15h10`.
///
/// The names of months and weekdays are English and Hebrew. A zone is UTC, GMT or an offset: of `IST` or `EST` nobody knows
/// which is meant, so a time with one of them cannot be read.
struct WordedTime {
  private let tokens: [Token]
  private let isDayFirst: Bool
  private var at = 0

  private enum Token: Equatable {
    case number(Int, digits: Int)
    case word(String)
    case mark(Unicode.Scalar)
    case space
  }

  /// Reads a whole text; `nil` where it is no date of a known form.
  static func parse(_ text: String, isDayFirst: Bool) -> ParsedTime? {
    var time = WordedTime(text, isDayFirst: isDayFirst)
    return time?.read()
  }

  private init?(_ text: String, isDayFirst: Bool) {
    self.isDayFirst = isDayFirst
    var tokens: [Token] = []
    var scalars = Substring(text).unicodeScalars
    while let first = scalars.first {
      if let value = asciiDigit(first) {
        var number = value
        var digits = 1
        scalars.removeFirst()
        while let next = scalars.first, let more = asciiDigit(next) {
          number = number * 10 + more
          digits += 1
          scalars.removeFirst()
          guard digits <= 9 else { return nil }
        }
        tokens.append(.number(number, digits: digits))
      } else if first.properties.isAlphabetic {
        var word = String.UnicodeScalarView()
        while let next = scalars.first, next.properties.isAlphabetic || Self.isGeresh(next) {
          if !Self.isGeresh(next) { word.append(next) }
          scalars.removeFirst()
        }
        tokens.append(.word(String(word).lowercased()))
      } else if first.properties.isWhitespace {
        if tokens.last != .space, !tokens.isEmpty { tokens.append(.space) }
        scalars.removeFirst()
      } else {
        tokens.append(.mark(first))
        scalars.removeFirst()
      }
    }
    if tokens.last == .space { tokens.removeLast() }
    self.tokens = tokens
  }

  /// What Hebrew puts into and behind shortened words, the typewriter's marks among them.
  private static func isGeresh(_ scalar: Unicode.Scalar) -> Bool {
    ["'", "\"", "\u{5F3}", "\u{5F4}", "\u{2019}", "\u{201D}"].contains(scalar)
  }

  // MARK: Steps

  private mutating func read() -> ParsedTime? {
    skipWeekday()
    guard let date = date() else { return nil }
    var year = date.year
    let isAnnounced = skipBetween()
    let clock = clock()
    if clock == nil, isAnnounced || (at < tokens.count && year != nil && !isZoneNext) { return nil }
    let offset = zone()
    if year == nil {
      // As `date` and C's ctime write it: the year stands last.
      skip(.space)
      guard clock != nil, case .number(let value, 4)? = next else { return nil }
      year = value
      at += 1
    }
    if offset != nil { skipComment() }
    guard at == tokens.count, let year, let days = CivilDate.days(year: year, month: date.month, day: date.day) else {
      return nil
    }
    let micros = Int64(days) * microsPerDay + (clock ?? 0)
    return ParsedTime(micros: micros - (offset ?? 0), hasZone: offset != nil, hasTimeOfDay: clock != nil)
  }

  private var next: Token? { at < tokens.count ? tokens[at] : nil }

  @discardableResult
  private mutating func skip(_ token: Token) -> Bool {
    guard next == token else { return false }
    at += 1
    return true
  }

  private mutating func skip(marks: [Unicode.Scalar]) {
    while let token = next {
      if token == .space {
        at += 1
      } else if case .mark(let mark) = token, marks.contains(mark) {
        at += 1
      } else {
        return
      }
    }
  }

  private mutating func skipWeekday() {
    let start = at
    if next == .word("יום") || next == .word("ביום") {
      at += 1
      skip(.space)
    }
    guard case .word(let word)? = next, Self.isWeekday(word, isAnnounced: at > start) else {
      at = start
      return
    }
    at += 1
    skip(marks: [",", "."])
    if skip(.word("ה")) || skip(.word("ב")) { skip(marks: ["-", "\u{5BE}"]) }
  }

  private static func isWeekday(_ word: String, isAnnounced: Bool) -> Bool {
    let names = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
    if word.utf8.count >= 3, names.contains(where: { $0 == word || ($0.hasPrefix(word) && word.utf8.count <= 5) }) {
      return true
    }
    if ["ראשון", "שני", "שלישי", "רביעי", "חמישי", "שישי", "ששי", "שבת"].contains(word) { return true }
    return isAnnounced && ["א", "ב", "ג", "ד", "ה", "ו", "ש"].contains(word)
  }

  /// Day, month and year in one of their orders; no year where it may still follow the time of day.
  private mutating func date() -> (year: Int?, month: Int, day: Int)? {
    if case .word(let word)? = next, let month = MonthName.number(of: word) {
      at += 1
      skip(marks: [".", "-", "/", ","])
      guard case .number(let day, 1...2)? = next else { return nil }
      at += 1
      skipOrdinal()
      let end = at
      skip(marks: [",", ".", "-", "/"])
      if let year = year() { return (year, month, day) }
      at = end
      return (nil, month, day)
    }
    if skip(.word("ב")) || skip(.word("ה")) { skip(marks: ["-", "\u{5BE}"]) }
    guard case .number(let first, let digits)? = next else { return nil }
    at += 1
    if digits <= 2 { skipOrdinal() }
    let marks: [Unicode.Scalar] = ["-", "/", ".", ",", "\u{2013}"]
    skip(marks: marks)
    if skip(.word("of")) { skip(.space) }
    if case .word(let word)? = next {
      guard let month = MonthName.number(of: word) else { return nil }
      at += 1
      skip(marks: marks)
      if digits == 4 {
        guard case .number(let day, 1...2)? = next else { return nil }
        at += 1
        return (first, month, day)
      }
      guard digits <= 2 else { return nil }
      let end = at
      if let year = year() { return (year, month, first) }
      at = end
      return (nil, month, first)
    }
    guard case .number(let second, 1...2)? = next else { return nil }
    at += 1
    guard case .mark(let mark)? = next, marks.contains(mark) else { return nil }
    at += 1
    if digits == 4 {
      guard case .number(let day, 1...2)? = next else { return nil }
      at += 1
      return (first, second, day)
    }
    guard digits <= 2, let year = year() else { return nil }
    return isDayFirst ? (year, second, first) : (year, first, second)
  }

  /// A year of four digits, or of two that no time of day begins with.
  private mutating func year() -> Int? {
    guard case .number(let value, let digits)? = next, digits == 4 || digits == 2 else { return nil }
    if digits == 2, peek(1) == .mark(":") || peek(1) == .word("h") { return nil }
    at += 1
    return digits == 4 ? value : fullYear(value)
  }

  private mutating func skipOrdinal() {
    for ending in ["st", "nd", "rd", "th"] where skip(.word(ending)) { return }
  }

  /// What stands between a date and its time of day; whether a word of it says that one follows.
  private mutating func skipBetween() -> Bool {
    skip(marks: [",", "-", "\u{2013}", "|", ":"])
    for word in ["t", "at", "בשעה", "ב"] where skip(.word(word)) {
      skip(marks: ["-", "\u{5BE}"])
      return true
    }
    return false
  }

  /// Microseconds of the day.
  private mutating func clock() -> Int64? {
    let start = at
    guard case .number(var hour, 1...2)? = next else { return nil }
    at += 1
    var minute = 0
    var second = 0
    var micros: Int64 = 0
    var isBare = false
    switch next {
    case .mark(let mark)? where mark == ":" || mark == ".":
      at += 1
      guard case .number(let minutes, 2)? = next else { return reset(start) }
      at += 1
      minute = minutes
      if next == .mark(mark), case .number(let seconds, 2)? = peek(1) {
        at += 2
        second = seconds
        if next == .mark(".") || next == .mark(","), case .number(let part, let digits)? = peek(1), digits <= 9 {
          at += 2
          micros = Int64(part)
          for _ in digits..<max(6, digits) { micros *= 10 }
          for _ in 6..<max(6, digits) { micros /= 10 }
        }
      }
    case .word(let word)? where word == "h" || word == "u":
      at += 1
      if case .number(let minutes, 2)? = next {
        at += 1
        minute = minutes
        if skip(.word("m")) || skip(.word("min")), case .number(let seconds, 2)? = next {
          at += 1
          second = seconds
          skip(.word("s"))
        }
      }
    default: isBare = true
    }
    let end = at
    skip(.space)
    if let isAfternoon = halfDay() {
      guard (1...12).contains(hour) else { return reset(start) }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    } else {
      // An hour alone is one only with its half of the day.
      if isBare { return reset(start) }
      at = end
    }
    let isEndOfDay = hour == 24 && minute == 0 && second == 0 && micros == 0
    guard hour < 24 || isEndOfDay, minute < 60, second < 60 else { return reset(start) }
    return Int64(hour * 3600 + minute * 60 + second) * 1_000_000 + micros
  }

  private mutating func reset(_ start: Int) -> Int64? {
    at = start
    return nil
  }

  private func peek(_ ahead: Int) -> Token? { at + ahead < tokens.count ? tokens[at + ahead] : nil }

  /// Whether the half of the day that stands next is the second.
  private mutating func halfDay() -> Bool? {
    guard case .word(let word)? = next else { return nil }
    switch word {
    case "am", "pm":
      at += 1
      return word == "pm"
    case "a", "p":
      guard peek(1) == .mark("."), peek(2) == .word("m") else { return nil }
      at += 3
      skip(.mark("."))
      return word == "p"
    case "לפנהצ", "לפנהצהריים", "אחהצ", "אחהצהריים":
      at += 1
      return word.hasPrefix("אחה")
    case "לפני", "אחרי":
      guard peek(1) == .space, [.word("הצהריים"), .word("הצהרים"), .word("צהריים")].contains(peek(2)) else {
        return nil
      }
      at += 3
      return word == "אחרי"
    default: return nil
    }
  }

  private var isZoneNext: Bool {
    guard case .word(let word)? = next else { return false }
    return ["z", "utc", "gmt", "ut"].contains(word)
  }

  /// `GMT`, `UTC`, `Z`, `+0200`, `+02:00`, `GMT+2`, in microseconds east of UTC.
  private mutating func zone() -> Int64? {
    let start = at
    skip(.space)
    var isNamed = false
    if isZoneNext {
      at += 1
      isNamed = true
    }
    let sign: Int64
    switch next {
    case .mark("+")?: sign = 1
    case .mark("-")?, .mark("\u{2212}")?: sign = -1
    default:
      if !isNamed { at = start }
      return isNamed ? 0 : nil
    }
    guard case .number(let value, let digits)? = peek(1), digits <= 4, digits != 3 else {
      at = start
      return nil
    }
    at += 2
    var (hours, minutes) = digits == 4 ? (value / 100, value % 100) : (value, 0)
    if digits <= 2, next == .mark(":"), case .number(let more, 2)? = peek(1) {
      minutes = more
      at += 2
    }
    guard hours <= 18, minutes < 60 else {
      at = start
      return nil
    }
    hours = hours * 60 + minutes
    return sign * Int64(hours) * 60_000_000
  }

  /// The zone's name in brackets, behind the offset that says it already.
  private mutating func skipComment() {
    let start = at
    skip(.space)
    guard next == .mark("("), tokens.last == .mark(")") else {
      at = start
      return
    }
    at = tokens.count
  }
}

/// Names of months in English and Hebrew.
enum MonthName {
  /// The number of a month by its name, whole or shortened, in lower case and without a geresh; `nil` for other words.
  static func number(of word: String) -> Int? {
    if let number = number(ofBare: word) { return number }
    // In Hebrew a date says "in January", or "the third of March" with a letter before the month.
    return word.hasPrefix("ב") || word.hasPrefix("ל") ? number(ofBare: String(word.dropFirst())) : nil
  }

  private static func number(ofBare word: String) -> Int? {
    let count = word.unicodeScalars.count
    guard count >= 2 else { return nil }
    for (index, names) in names.enumerated() {
      for name in names {
        if name == word { return index + 1 }
        // Three letters and more of a name, and the two of Hebrew's shortest, say which it is.
        if count >= 3, count < 5, name.unicodeScalars.count > 4, name.hasPrefix(word) { return index + 1 }
      }
    }
    return nil
  }

  private static let names: [[String]] = [
    ["january", "ינואר", "ינו"], ["february", "פברואר", "פבר"], ["march", "mar", "מרץ", "מרס", "מארס", "מרצ"],
    ["april", "apr", "אפריל", "אפר"], ["may", "מאי"], ["june", "jun", "יוני", "יונ"], ["july", "jul", "יולי", "יול"],
    ["august", "aug", "אוגוסט", "אוג"], ["september", "sept", "ספטמבר", "ספט"], ["october", "אוקטובר", "אוק"],
    ["november", "נובמבר", "נוב"], ["december", "דצמבר", "דצמ", "דצ"],
  ]
}

private func asciiDigit(_ scalar: Unicode.Scalar) -> Int? {
  scalar.value >= 0x30 && scalar.value <= 0x39 ? Int(scalar.value) - 0x30 : nil
}

/// A text of a time with plain spaces for every kind of blank, and without marks of direction; `nil` where nothing changes.
func withPlainSpaces(_ text: String) -> String? {
  var scalars = String.UnicodeScalarView()
  var isChanged = false
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000:
      scalars.append(" ")
      isChanged = true
    case 0x200B...0x200F, 0x061C, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: isChanged = true
    default: scalars.append(scalar)
    }
  }
  return isChanged ? trimmed(String(scalars)) : nil
}
