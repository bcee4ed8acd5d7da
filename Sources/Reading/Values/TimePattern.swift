import Basics

/// A declared way to write times, taken apart into its fields.
package struct TimePattern: Sendable, Equatable {
  /// A field or a literal byte.
  enum Part: Sendable, Equatable {
    case year(digits: Int)
    case month(digits: Int)
    case monthName
    case day(digits: Int)
    case hour(digits: Int)
    case hour12(digits: Int)
    case minute(digits: Int)
    case second(digits: Int)
    case fraction, halfDay, zone, weekday
    case literal(UInt8)
  }

  /// The fields in the order they are written.
  let parts: [Part]
  /// Whether it has an hour.
  let hasTimeOfDay: Bool
  /// Whether it has a zone.
  let hasZone: Bool

  /// Takes a pattern apart; `nil` unless it names a year, a month and a day and uses known letters only.
  init?(_ text: String) {
    var parts: [Part] = []
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      let letter = bytes[index]
      if letter == UInt8(ascii: "'") {
        index += 1
        if index < bytes.count, bytes[index] == letter {
          parts.append(.literal(letter))
          index += 1
          continue
        }
        while index < bytes.count, bytes[index] != letter {
          parts.append(.literal(bytes[index]))
          index += 1
        }
        guard index < bytes.count else { return nil }
        index += 1
        continue
      }
      guard isLetter(letter) else {
        parts.append(.literal(letter))
        index += 1
        continue
      }
      var run = 0
      while index < bytes.count, bytes[index] == letter {
        run += 1
        index += 1
      }
      switch (letter, run) {
      case (UInt8(ascii: "y"), 2): parts.append(.year(digits: 2))
      case (UInt8(ascii: "y"), 1), (UInt8(ascii: "y"), 4): parts.append(.year(digits: 4))
      case (UInt8(ascii: "M"), 1...2): parts.append(.month(digits: run))
      case (UInt8(ascii: "M"), 3...4): parts.append(.monthName)
      case (UInt8(ascii: "E"), 1...4): parts.append(.weekday)
      case (UInt8(ascii: "d"), 1...2): parts.append(.day(digits: run))
      case (UInt8(ascii: "H"), 1...2): parts.append(.hour(digits: run))
      case (UInt8(ascii: "h"), 1...2): parts.append(.hour12(digits: run))
      case (UInt8(ascii: "m"), 1...2): parts.append(.minute(digits: run))
      case (UInt8(ascii: "s"), 1...2): parts.append(.second(digits: run))
      case (UInt8(ascii: "S"), 1...9): parts.append(.fraction)
      case (UInt8(ascii: "a"), 1): parts.append(.halfDay)
      case (UInt8(ascii: "Z"), 1...5), (UInt8(ascii: "X"), 1...5), (UInt8(ascii: "x"), 1...5): parts.append(.zone)
      default: return nil
      }
    }
    self.parts = parts
    func has(_ test: (Part) -> Bool) -> Bool { parts.contains(where: test) }
    let hasYear = has { if case .year = $0 { true } else { false } }
    let hasMonth = has { if case .month = $0 { true } else { $0 == .monthName } }
    let hasDay = has { if case .day = $0 { true } else { false } }
    guard hasYear, hasMonth, hasDay else { return nil }
    hasTimeOfDay = has {
      switch $0 {
      case .hour, .hour12: true
      case .year, .month, .monthName, .day, .minute, .second, .fraction, .halfDay, .zone, .weekday, .literal: false
      }
    }
    hasZone = has { $0 == .zone }
  }

  /// Reads a whole text; local or with its own offset, in microseconds.
  func parse(_ p: Bytes, _ count: Int) -> ParsedTime? {
    var at = 0
    var year = 1970
    var month = 1
    var day = 1
    var micros: Int64 = 0
    var hour = 0
    var isAfternoon: Bool?
    var zone: Int64?
    for part in parts {
      switch part {
      case .literal(let byte):
        guard at < count, p[at] == byte else { return nil }
        at += 1
      case .year(let digits):
        guard let value = number(p, count, &at, digits, digits) else { return nil }
        year = digits == 2 ? fullYear(value) : value
      case .month(let digits):
        guard let value = number(p, count, &at, digits, 2) else { return nil }
        month = value
      case .monthName:
        guard let value = monthNamed(p, count, &at) else { return nil }
        month = value
      case .weekday:
        // Which one it is follows from the date.
        guard !letters(p, count, &at).isEmpty else { return nil }
      case .day(let digits):
        guard let value = number(p, count, &at, digits, 2) else { return nil }
        day = value
      case .hour(let digits):
        guard let value = number(p, count, &at, digits, 2), value < 24 else { return nil }
        hour = value
      case .hour12(let digits):
        guard let value = number(p, count, &at, digits, 2), (1...12).contains(value) else { return nil }
        hour = value % 12
      case .minute(let digits):
        guard let value = number(p, count, &at, digits, 2), value < 60 else { return nil }
        micros += Int64(value) * 60_000_000
      case .second(let digits):
        guard let value = number(p, count, &at, digits, 2), value < 60 else { return nil }
        micros += Int64(value) * 1_000_000
      case .fraction:
        guard let value = fraction(p, count, &at) else { return nil }
        micros += value
      case .halfDay:
        guard let value = halfDay(p, count, &at) else { return nil }
        isAfternoon = value
      case .zone:
        guard let value = zoneOffset(p, count, &at) else { return nil }
        zone = value
      }
    }
    guard at == count, let days = CivilDate.days(year: year, month: month, day: day) else { return nil }
    if let isAfternoon, isAfternoon { hour += hour < 12 ? 12 : 0 }
    micros += Int64(hour) * 3_600_000_000 + Int64(days) * microsPerDay
    return ParsedTime(micros: micros - (zone ?? 0), hasZone: zone != nil, hasTimeOfDay: hasTimeOfDay)
  }
}

private func isLetter(_ byte: UInt8) -> Bool {
  (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
}

/// English or Hebrew month names, short or long; the number of the month.
private func monthNamed(_ p: Bytes, _ count: Int, _ at: inout Int) -> Int? {
  MonthName.number(of: letters(p, count, &at))
}

/// The letters that stand there, in lower case and without a geresh.
private func letters(_ p: Bytes, _ count: Int, _ at: inout Int) -> String {
  let start = at
  while at < count, isLetter(p[at]) || p[at] >= 0x80 || p[at] == UInt8(ascii: "'") { at += 1 }
  let text = String(decoding: UnsafeBufferPointer(start: p + start, count: at - start), as: UTF8.self)
  return String(String.UnicodeScalarView(text.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic }))
}
