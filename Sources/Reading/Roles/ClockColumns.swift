extension Inspection {
  /// Columns of times of day that a program has written with a day which says nothing, beside a column of days.
  ///
  /// Such a day is the first of a program's calendar; or it is the day of the export, the same in every row of a column
  /// that is called a time and nothing else, while the days beside it, called a date and nothing else, vary.
  var clocksWithDays: [Int] {
    let days = columns.indices.map { $0 < samples.count ? soleDay($0) : nil }
    guard days.contains(where: { $0 != nil }) else { return [] }
    let others = columns.indices.filter { days[$0] == nil && $0 < samples.count && profile($0).looksLikeTime }
    return columns.indices.filter { index in
      guard let day = days[index], !HeaderWords(columns[index]).say(.duration) else { return false }
      if day.isNone { return !others.isEmpty }
      return others.contains { other in
        Set(samples[other].map { $0.prefix(10) }).count > 2 && isCalledClock(index, beside: other)
          && Set(HeaderWords(columns[other]).words).subtracting(HeaderWords(columns[index]).words)
            .allSatisfy { HeaderWords($0).say(.day) }
      }
    }
  }

  /// The day that stands before every time of day of a column; `nil` where there are several or none, or one time alone.
  private func soleDay(_ index: Int) -> DayBeforeClock? {
    var sole: DayBeforeClock?
    var clocks: Set<String> = []
    for sample in samples[index] where !sample.isEmpty && !isNullWord(sample) {
      guard let found = DayBeforeClock(sample), sole == nil || sole?.day == found.day else { return nil }
      sole = sole ?? found
      clocks.insert(found.clock)
    }
    return clocks.count >= 2 ? sole : nil
  }

  /// Whether a column's header says that it is a time of day, and beyond that only what the header of the days says.
  private func isCalledClock(_ index: Int, beside day: Int) -> Bool {
    let words = HeaderWords(columns[index])
    guard words.say(.clock), !words.say(.duration) else { return false }
    let others: Set<String> = ["of", "day", "local"]
    return Set(words.words).subtracting(HeaderWords(columns[day]).words).subtracting(others)
      .allSatisfy { HeaderWords($0).say(.clock) }
  }

  /// Words of headers under which one or two digits are an hour.
  static var hours: Set<String> { ["hour", "hr", "שעה"] }

  /// Whether a cell is a time of day under a header that says so.
  func isBareClock(_ cell: String) -> Bool { ClockText(cell, isBare: true) != nil }

  /// Whether the values of a column whose header says so are times of day, and none contradicts it.
  func readsAsClock(_ index: Int, isHour: Bool) -> Bool {
    let filled = samples[index].filter { !$0.isEmpty && !isNullWord($0) }
    guard filled.count >= 2, Set(filled).count >= 2 else { return false }
    if ClockDigits(filled) != nil { return true }
    guard filled.allSatisfy({ ($0.utf8.count >= 3 || isHour) && isBareClock($0) }) else { return false }
    // A day before a time of day says something, or the column would be one of those above.
    guard !filled.contains(where: { DayBeforeClock($0) != nil }) else { return false }
    // Two decimals below sixty are minutes where a nought stands before the hours, or where many numbers have them.
    let decimals = filled.filter { $0.utf8.contains(0x2E) && !$0.utf8.contains(0x3A) && $0.utf8.count <= 5 }
    return decimals.isEmpty || decimals.contains { $0.utf8.count == 5 && $0.utf8.first == 0x30 }
      || Set(decimals).count >= 10
  }

  /// A column beside the days that is called a time of day and whose values are not understood, and one of them; `nil` where
  /// there is none, or the days have times of their own.
  ///
  /// - Parameter day: the column taken for the time.
  package func unreadClock(beside day: String) -> (column: String, value: String)? {
    guard shape == .long, !made.contains(where: { $0.role == .time }), let place = columns.firstIndex(of: day),
      place < samples.count
    else { return nil }
    let own = profile(place)
    guard own.looksLikeTime, !own.hasTimeOfDay || samples[place].allSatisfy({ $0.isEmpty || $0.hasSuffix("00:00:00") })
    else { return nil }
    for index in columns.indices where index != place && index < samples.count && isCalledClock(index, beside: place) {
      let profile = self.profile(index)
      let withDigits = samples[index].filter { $0.utf8.contains { $0 >= 0x30 && $0 <= 0x39 } }
      guard profile.distinct >= 2, withDigits.count * 2 > profile.rows, let value = withDigits.first else { continue }
      return (columns[index], value)
    }
    return nil
  }
}
