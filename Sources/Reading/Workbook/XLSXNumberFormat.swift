/// What the number in a cell means, by the format it is shown in.
enum XLSXNumberKind: UInt8 {
  case number
  /// A day, shown without time of day.
  case date
  /// A time of day, shown without day.
  case time
  /// A day with time of day.
  case dateTime
  /// A length of time in hours, minutes or seconds that may exceed a day.
  case duration

  /// The meaning of a format that every workbook knows by number.
  init(builtIn id: Int) {
    switch id {
    case 14...17, 27...31, 36, 50...54, 57, 58: self = .date
    case 18...21, 32...35, 45, 47, 55, 56: self = .time
    case 22: self = .dateTime
    case 46: self = .duration
    default: self = .number
    }
  }

  /// The meaning of a format's code, such as `dd/mm/yyyy hh:mm`.
  init(code: String) {
    var letters = CodeLetters()
    letters.take(Array(code.utf8))
    if letters.isDuration {
      self = .duration
    } else if letters.hasDay {
      self = letters.hasClock ? .dateTime : .date
    } else if letters.hasClock {
      self = .time
    } else {
      self = letters.hasMonthOrMinute ? .date : .number
    }
  }
}

/// The letters of a format's code that stand for parts of a time; literals, colours and conditions do not count.
private struct CodeLetters {
  var hasDay = false
  var hasClock = false
  var hasMonthOrMinute = false
  var isDuration = false

  mutating func take(_ code: [UInt8]) {
    var at = 0
    while at < code.count {
      let byte = code[at]
      switch byte {
      case UInt8(ascii: "\""): at = Self.end(of: byte, in: code, from: at)
      // The next character stands for itself, for a gap of its width, or is repeated.
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): at += 1
      case UInt8(ascii: "["):
        let end = Self.end(of: UInt8(ascii: "]"), in: code, from: at)
        let inside = code[(at + 1)..<max(at + 1, min(end, code.count))].map { $0 | 0x20 }
        // [h] counts hours beyond the day; [Red], [>5] and [$-40D] are about something else.
        if let first = inside.first, "hms".utf8.contains(first), inside.allSatisfy({ $0 == first }) {
          isDuration = true
        }
        at = end
      default: at += letter(code, at)
      }
      at += 1
    }
  }

  /// Takes a letter; returns how many more bytes belong to it.
  private mutating func letter(_ code: [UInt8], _ at: Int) -> Int {
    func follows(_ text: String) -> Bool {
      code[at...].prefix(text.utf8.count).map { $0 | 0x20 } == text.utf8.map { $0 | 0x20 }
    }
    switch code[at] | 0x20 {
    case UInt8(ascii: "g"):
      if follows("general") { return 6 }
    case UInt8(ascii: "a"):
      if follows("am/pm") || follows("a/p") {
        hasClock = true
        return follows("am/pm") ? 4 : 2
      }
    case UInt8(ascii: "e"):
      // 0.00E+00 is a number; a lone e is a year.
      let next = at + 1 < code.count ? code[at + 1] : 0
      if next != UInt8(ascii: "+"), next != UInt8(ascii: "-") { hasDay = true }
    case UInt8(ascii: "y"), UInt8(ascii: "d"): hasDay = true
    case UInt8(ascii: "h"), UInt8(ascii: "s"): hasClock = true
    case UInt8(ascii: "m"):
      hasMonthOrMinute = true
      if follows("mmm") {
        hasDay = true
        return 2
      }
    default: break
    }
    return 0
  }

  private static func end(of mark: UInt8, in code: [UInt8], from start: Int) -> Int {
    code[(start + 1)...].firstIndex(of: mark) ?? code.count
  }
}
