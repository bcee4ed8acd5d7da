/// A time of day without a date, as cells beside a date hold it: `14:05`, `2:05:30 PM`, `1405`.
struct ClockText: Equatable {
  /// Hours, minutes and seconds as times are read: `14:05:30`.
  let text: String

  /// The time of day in a cell; `nil` for anything else.
  ///
  /// - Parameter isBare: whether digits alone count (`1405`, `9`), which only a header can tell from a number.
  init?(_ cell: String, isBare: Bool = false) {
    var parts = cell.split(whereSeparator: { $0 == " " || $0 == "\u{A0}" || $0 == "\u{202F}" }).map(String.init)
    var half: Bool?
    if parts.count == 2 {
      switch parts[1].lowercased().replacing(".", with: "") {
      case "am": half = false
      case "pm": half = true
      default: return nil
      }
      parts.removeLast()
    }
    guard parts.count == 1, let clock = parts.first, clock.utf8.count <= 15 else { return nil }
    var numbers: [Int] = []
    var fraction = ""
    if isBare, clock.utf8.count <= 6, clock.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let value = Int(clock) {
      switch clock.utf8.count {
      case 1, 2: numbers = [value, 0]
      case 3, 4: numbers = [value / 100, value % 100]
      default: numbers = [value / 10_000, value / 100 % 100, value % 100]
      }
    } else {
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
    text = (numbers.count == 2 ? numbers + [0] : numbers).map(padded).joined(separator: ":") + fraction
  }
}
