/// What the bare numbers of a column of times of day are: 839 may be 8:39 or 0:08:39, which only its other cells tell.
enum ClockDigits: Sendable, Equatable {
  /// Hours and minutes without a mark: 839, 1405, 45.
  case minutes
  /// Hours, minutes and seconds without a mark: 83900, 140530, 4500.
  case seconds
  /// The part of the day that is gone, as spreadsheets keep times: 0.360417.
  case dayFraction

  /// What the numbers of a column are; `nil` where they are none, or each says by itself what it is.
  init?(_ samples: [String]) {
    let filled = samples.filter { !$0.isEmpty && !isNullWord($0) }
    let longest = filled.map(\.utf8.count).max() ?? 0
    let form: ClockDigits
    if filled.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }) {
      // Numbers lose the zeros before them: few of a day's times are so early that one or two digits are left.
      guard longest >= 3, filled.count(where: { $0.utf8.count >= 3 }) * 10 >= filled.count * 9 else { return nil }
      form = longest >= 5 ? .seconds : .minutes
    } else {
      // Two decimals may be minutes behind a point.
      guard filled.contains(where: { $0.utf8.count >= 5 }) else { return nil }
      form = .dayFraction
    }
    guard filled.allSatisfy({ form.numbers($0) != nil }) else { return nil }
    self = form
  }

  /// Hours, minutes and seconds of a cell, which may be out of range; `nil` for what is no such number.
  func numbers(_ cell: String) -> [Int]? {
    switch self {
    case .minutes, .seconds:
      guard (1...6).contains(cell.utf8.count), cell.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
        let value = Int(cell)
      else { return nil }
      let numbers = self == .minutes ? [value / 100, value % 100] : [value / 10_000, value / 100 % 100, value % 100]
      return numbers[0] < 24 && numbers[1...].allSatisfy { $0 < 60 } ? numbers : nil
    case .dayFraction:
      guard cell.utf8.count <= 24, cell.utf8.first.map({ $0 == 0x30 || $0 == 0x2E }) == true,
        cell.utf8.allSatisfy({ $0 == 0x2E || ($0 >= 0x30 && $0 <= 0x39) }), let part = Double(cell), part < 1
      else { return nil }
      let seconds = min(86_399, Int(part * 86_400 + 0.5))
      return [seconds / 3600, seconds / 60 % 60, seconds % 60]
    }
  }
}
