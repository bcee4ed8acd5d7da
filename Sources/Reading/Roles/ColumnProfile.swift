/// What the sampled values of a column have in common.
struct ColumnProfile {
  /// The number of values that are not empty.
  private(set) var rows = 0
  /// The number of different values.
  private(set) var distinct = 0
  /// Whether any value has a time of day.
  private(set) var hasTimeOfDay = false
  private var times = 0
  private var digitsOnly = 0
  private var numbers = 0
  private var withDigits = 0
  private var withSpaces = 0
  private var lifecycle = 0
  private var eightDigits = 0
  private var withDecimals = 0

  /// What these values have in common.
  init(_ samples: [String]) {
    var parser = TimeParser(.auto, isDayFirst: true, zone: .utc)
    var parserMonthFirst = TimeParser(.auto, isDayFirst: false, zone: .utc)
    var seen: Set<String> = []
    for sample in samples where !sample.isEmpty {
      rows += 1
      seen.insert(sample)
      var bytes = Array(withoutDirectionMarks(sample).utf8)
      let count = bytes.count
      bytes.append(contentsOf: repeatElement(0, count: overread))
      bytes.withUnsafeBufferPointer { buffer in
        guard let p = buffer.baseAddress else { return }
        if parser.parse(p, count) != TimeParser.unreadable || parserMonthFirst.parse(p, count) != TimeParser.unreadable
        {
          times += 1
        }
        if NumberParser.decimal(p, count) != NumberParser.missing { numbers += 1 }
      }
      if sample.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
        digitsOnly += 1
        if sample.utf8.count == 8, sample >= "19000101", sample < "21000101" { eightDigits += 1 }
      }
      if sample.utf8.contains(0x2E) { withDecimals += 1 }
      if sample.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) { withDigits += 1 }
      if sample.utf8.contains(0x20) { withSpaces += 1 }
      if Self.transitions.contains(sample.lowercased()) { lifecycle += 1 }
    }
    distinct = seen.count
    hasTimeOfDay = parser.tally.withTimeOfDay + parserMonthFirst.tally.withTimeOfDay > 0
  }

  /// The transitions of XES's standard lifecycle that exports write.
  private static let transitions: Set<String> = [
    "start", "complete", "schedule", "assign", "suspend", "resume", "withdraw", "reassign", "ate_abort", "pi_abort",
    "autoskip", "manualskip", "unknown", "end",
  ]

  /// Whether nearly all values are times.
  var looksLikeTime: Bool {
    // Bare digits pass for times only where the units of Unix times and the years of dates make them so.
    // Eight digits that are all days of this century and the last are days, however often each occurs.
    rows > 0 && times * 10 >= rows * 9
      && (digitsOnly * 2 < rows || distinct * 2 > rows || (eightDigits == rows && times == rows && rows >= 3))
  }
  /// Whether the values are money for certain enough without a name: nearly all have decimals, and none is a time.
  var looksLikeAmount: Bool { rows > 0 && numbers == rows && withDecimals * 10 >= rows * 9 && times * 2 < rows }
  /// Whether the values do not contradict a name that means time.
  var couldBeTime: Bool { rows == 0 || times * 2 >= rows }
  /// Whether the values do not contradict a name that means money.
  var couldBeAmount: Bool { rows == 0 || numbers * 2 >= rows }
  /// Whether all values are transitions of XES's lifecycle.
  var looksLikeLifecycle: Bool { rows > 0 && lifecycle == rows && distinct >= 2 }

  /// Values that name someone who comes back: they repeat, hold digits and no spaces.
  var looksLikeID: Bool {
    rows >= 2 && distinct >= 2 && distinct < rows && withDigits * 10 >= rows * 9 && withSpaces * 10 <= rows
      && distinct * 50 >= rows
  }

  /// Several different values, nearly none of which is a number or a time.
  var looksLikeWords: Bool { distinct >= 2 && numbers * 10 <= rows && times * 10 <= rows }

  /// Values that name what happened: few, repeated, and no numbers.
  var looksLikeActivity: Bool {
    rows >= 2 && distinct >= 2 && distinct * 2 <= max(rows, 4) && numbers * 10 <= rows && distinct <= 100
  }
}
