/// A time of day without a date, as cells beside a date hold it: `14:05`, `2:05:30 PM`, `1405`.
struct ClockText: Equatable {
  /// Hours, minutes and seconds as times are read: `14:05:30`.
  let text: String

  /// The time of day in a cell; `nil` for anything else.
  ///
  /// - Parameters:
  ///   - isBare: whether what only a header can tell from something else counts: digits alone (`1405`, `9`), `14.05`,
  ///     `14h05`, a day that says nothing (`1899-12-30 14:05`, `0 days 14:05:00`).
  ///   - digits: what the numbers of the cell's column are, where its other cells tell.
  init?(_ cell: String, isBare: Bool = false, digits: ClockDigits? = nil) {
    if let numbers = digits?.numbers(cell) {
      text = Self.text(numbers)
      return
    }
    let cell = isBare ? DayBeforeClock(cell)?.clock ?? cell : cell
    var parts = cell.split(whereSeparator: { $0 == " " || $0 == "\u{A0}" || $0 == "\u{202F}" }).map(String.init)
    var half: Bool?
    if parts.count == 2 {
      guard let isLater = Self.isAfternoon(parts[1]) else { return nil }
      half = isLater
      parts.removeLast()
    }
    guard parts.count == 1, var clock = parts.first, clock.utf8.count <= 15 else { return nil }
    var numbers: [Int] = []
    var fraction = ""
    if isBare, clock.utf8.count <= 6, clock.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let value = Int(clock) {
      guard digits == nil else { return nil }
      switch clock.utf8.count {
      case 1, 2: numbers = [value, 0]
      case 3, 4: numbers = [value / 100, value % 100]
      default: numbers = [value / 10_000, value / 100 % 100, value % 100]
      }
    } else {
      if isBare, !clock.utf8.contains(0x3A) { clock = Self.withColons(clock) }
      let pieces = clock.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      if pieces.count == 2 {
        guard !pieces[1].isEmpty, pieces[1].utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        fraction = "." + pieces[1]
      }
      let fields = pieces[0].split(separator: ":", omittingEmptySubsequences: false)
      guard (2...3).contains(fields.count) else { return nil }
      for field in fields {
        guard (1...2).contains(field.utf8.count), field.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
          let value = Int(field)
        else { return nil }
        numbers.append(value)
      }
    }
    if let half {
      guard (1...12).contains(numbers[0]) else { return nil }
      numbers[0] = numbers[0] % 12 + (half ? 12 : 0)
    }
    guard numbers[0] < 24, numbers[1...].allSatisfy({ $0 < 60 }) else { return nil }
    text = Self.text(numbers) + fraction
  }

  private static func text(_ numbers: [Int]) -> String {
    (numbers.count == 2 ? numbers + [0] : numbers).map(padded).joined(separator: ":")
  }

  /// Whether a word behind a time of day says that it is after noon; `nil` for any other word.
  private static func isAfternoon(_ word: String) -> Bool? {
    switch word.lowercased().filter({ !".\"'\u{5F3}\u{5F4}\u{201D}\u{2019}".contains($0) }) {
    case "am", "לפנהצ": false
    case "pm", "אחהצ": true
    default: nil
    }
  }

  /// `14h05` and `14.05` with the usual mark; anything else as it is.
  private static func withColons(_ clock: String) -> String {
    var fields = clock.lowercased().split(separator: "h", omittingEmptySubsequences: false)
    if fields.count == 2 {
      if fields[1].hasSuffix("m") { fields[1].removeLast() }
      return fields[0] + ":" + (fields[1].isEmpty ? "00" : fields[1])
    }
    fields = clock.split(separator: ".", omittingEmptySubsequences: false)
    // One decimal, or three, are no minutes.
    return fields.dropFirst().allSatisfy { $0.utf8.count == 2 } ? fields.joined(separator: ":") : clock
  }
}

/// A cell with a day before its time of day, parted: `1899-12-30 08:39:00`.
struct DayBeforeClock {
  /// The day as it is written.
  let day: Substring
  /// What stands behind it.
  let clock: String
  /// Whether programs write this day where there is none: the first of their calendars, or no days at all.
  let isNone: Bool

  /// The parts of a cell; `nil` where no day of digits, or nothing with a colon, stands in it.
  init?(_ cell: String) {
    guard cell.utf8.count > 10, cell.utf8.contains(0x3A) else { return nil }
    if cell.hasPrefix("0 days ") {
      (day, clock, isNone) = (cell.prefix(6), String(cell.dropFirst(7)), true)
      return
    }
    guard let gap = cell.firstIndex(where: { $0 == " " || $0 == "T" }), cell[gap...].utf8.contains(0x3A) else {
      return nil
    }
    let day = cell[..<gap]
    let numbers = day.split(whereSeparator: { "-/.".contains($0) }).compactMap { Int($0) }.sorted()
    guard numbers.count == 3, day.utf8.allSatisfy({ $0 < 0x3A }) else { return nil }
    self.day = day
    clock = String(cell[cell.index(after: gap)...])
    isNone = Self.first.contains(numbers)
  }

  /// The days on which calendars of spreadsheets, databases and languages begin, their numbers in order.
  private static let first: Set<[Int]> = [
    [12, 30, 1899], [12, 31, 1899], [0, 1, 1900], [1, 1, 1900], [1, 1, 1904], [1, 1, 1970], [1, 1, 1],
  ]
}
