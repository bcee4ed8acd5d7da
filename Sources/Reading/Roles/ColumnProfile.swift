import Synchronization

/// What was found out about the columns of an inspection: each is asked for several times, and looking at two hundred values
/// costs as much as reading some ten thousand rows.
final class ColumnProfiles: Sendable {
  private let known = Mutex<[Int: ColumnProfile]>([:])

  /// The profile of a column, made when it is first asked for.
  func profile(_ column: Int, _ samples: [String]) -> ColumnProfile {
    if let profile = known.withLock({ $0[column] }) { return profile }
    let profile = ColumnProfile(samples)
    known.withLock { $0[column] = profile }
    return profile
  }
}

extension Inspection {
  /// What the sampled values of a column have in common.
  func profile(_ column: Int) -> ColumnProfile { profiles.profile(column, samples[column]) }
}

/// What the sampled values of a column have in common.
struct ColumnProfile {
  /// The number of values, empty ones included.
  private(set) var sampled = 0
  /// The number of values that are not empty.
  private(set) var rows = 0
  /// The number of different values.
  private(set) var distinct = 0
  /// Whether any value has a time of day.
  private(set) var hasTimeOfDay = false
  private var times = 0
  private var clocks = 0
  private var digitsOnly = 0
  private var numbers = 0
  private var points = 0
  private var withDigits = 0
  private var withSpaces = 0
  private var words = 0
  private var lifecycle = 0
  private var eightDigits = 0
  private var datesInDigits = 0
  private var withDecimals = 0
  private var addresses = 0
  private var mails = 0
  private var codes = 0
  private var structured = 0
  private var people = 0
  private var longNumbers = 0
  private var singles = 0
  private var singlesWithSpaces = 0

  /// What these values have in common.
  init(_ samples: [String]) {
    sampled = samples.count
    var parser = TimeParser(.auto, isDayFirst: true, zone: .utc)
    var parserMonthFirst = TimeParser(.auto, isDayFirst: false, zone: .utc)
    // Equal values are looked at once.
    var counts: [String: Int] = [:]
    for sample in samples where !sample.isEmpty && !isNullWord(sample) { counts[sample, default: 0] += 1 }
    for (sample, count) in counts {
      rows += count
      look(sample, count, &parser, &parserMonthFirst)
    }
    distinct = counts.count
    hasTimeOfDay = parser.tally.withTimeOfDay + parserMonthFirst.tally.withTimeOfDay > 0
  }

  private mutating func look(
    _ sample: String, _ count: Int, _ dayFirst: inout TimeParser, _ monthFirst: inout TimeParser
  ) {
    let utf8 = sample.utf8
    let isPlain = utf8.allSatisfy { $0 < 0x80 }
    var bytes = Array(isPlain ? utf8 : withoutDirectionMarks(sample).utf8)
    let length = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: overread))
    bytes.withUnsafeBufferPointer { buffer in
      guard let p = buffer.baseAddress else { return }
      let isTime =
        dayFirst.parse(p, length) != TimeParser.unreadable || monthFirst.parse(p, length) != TimeParser.unreadable
      // A telephone number begins with a nought; a number of seconds never does.
      let isTelephone =
        length >= 9 && p[0] == 0x30 && (0..<length).allSatisfy { p[$0] >= 0x30 && p[$0] <= 0x39 }
        && !RunTogetherTimes.fits(p, length)
      if isTime, !isTelephone { times += count }
      if NumberParser.decimal(p, length) != NumberParser.missing { numbers += count }
    }
    let digits = utf8.count { $0 >= 0x30 && $0 <= 0x39 }
    let spaces = utf8.count { $0 == 0x20 }
    if digits == utf8.count {
      digitsOnly += count
      if digits >= 5 { longNumbers += count }
      if digits == 8, sample >= "19000101", sample < "21000101" { eightDigits += count }
      if Self.isTimeOfOurDays(bytes, digits) { datesInDigits += count }
      if digits <= 2, let value = Int(sample), (0...11).contains(value) { points += count }
    }
    if utf8.contains(0x2E) { withDecimals += count }
    if digits > 0 { withDigits += count }
    if spaces > 0 { withSpaces += count }
    if count == 1 { singles += 1 }
    if count == 1, spaces > 0 { singlesWithSpaces += 1 }
    words += count * (spaces + 1)
    if Self.transitions.contains(sample.lowercased()) { lifecycle += count }
    if utf8.contains(0x3A), ClockText(sample) != nil { clocks += count }
    if (utf8.contains(0x2F) && sample.contains("://")) || sample.hasPrefix("www.") { addresses += count }
    if spaces == 0, let at = sample.firstIndex(of: "@"), sample[at...].contains(".") { mails += count }
    // A code says little in letters: #1001, INV-2024-17, a0f3c9.
    if spaces == 0, digits * 2 >= utf8.count || sample.hasPrefix("#") { codes += count }
    if let first = sample.first, first == "{" || first == "[", utf8.count > 2 { structured += count }
    if FirstNames.begin(sample) { people += count }
  }

  /// The transitions of XES's standard lifecycle that exports write.
  private static let transitions: Set<String> = [
    "start", "complete", "schedule", "assign", "suspend", "resume", "withdraw", "reassign", "ate_abort", "pi_abort",
    "autoskip", "manualskip", "unknown", "end",
  ]

  /// Whether rows were looked at and none has a value.
  var isEmpty: Bool { sampled > 0 && rows == 0 }
  /// Whether every row that was looked at has a value.
  var isFull: Bool { rows == sampled }
  /// Whether fewer than half of the rows have a value.
  var isSparse: Bool { rows * 2 < sampled }

  /// Whether nearly all values are times.
  var looksLikeTime: Bool {
    // Bare digits pass for times only where the units of Unix times and the years of dates make them so.
    // Eight digits that are all days of this century and the last are days, however often each occurs.
    rows > 0 && times * 10 >= rows * 9
      && (digitsOnly * 2 < rows || distinct * 2 > rows || (eightDigits == rows && times == rows && rows >= 3))
  }
  /// Whether digits alone, where nearly all values are such, are dates or Unix times of our days: numbers of nine digits are
  /// those of people, and of the last century's computers.
  var areDigitsTimes: Bool { datesInDigits * 10 >= digitsOnly * 9 }

  /// Whether digits are a date of the years 1900 to 2100, or a Unix time from 2001 to 2033.
  private static func isTimeOfOurDays(_ digits: [UInt8], _ count: Int) -> Bool {
    let century = Int(digits[0] & 15) * 10 + Int(digits[1] & 15)
    switch count {
    case 10, 13, 16: return digits[0] == 0x31
    case 8, 17: return century == 19 || century == 20
    case 11, 12, 14:
      return century == 19 || century == 20
        || digits.withUnsafeBufferPointer { $0.baseAddress.map { RunTogetherTimes.fits($0, count) } ?? false }
    default: return false
    }
  }

  /// Whether nearly all values are times of day without a date: 14:05, 2:05 PM.
  var looksLikeClock: Bool { rows > 0 && clocks * 10 >= rows * 9 }
  /// Whether the values are money for certain enough without a name: nearly all have decimals, and none is a time.
  var looksLikeAmount: Bool { rows > 0 && numbers == rows && withDecimals * 10 >= rows * 9 && times * 2 < rows }
  /// Whether the values do not contradict a name that means time.
  var couldBeTime: Bool { rows == 0 || times * 2 >= rows }
  /// Whether the values do not contradict a name that means money.
  var couldBeAmount: Bool { rows == 0 || numbers * 2 >= rows }
  /// Whether nearly all values are numbers.
  var looksLikeNumbers: Bool { rows > 0 && numbers * 10 >= rows * 9 }
  /// Whether nearly all values are whole numbers, as counts are and sums of money seldom.
  var looksLikeCounts: Bool { looksLikeNumbers && withDecimals * 10 <= rows }
  /// Whether the values are numbers of few digits or with decimals, as what is counted or measured is, and no numbers of something.
  var looksMeasured: Bool { looksLikeNumbers && longNumbers * 10 < rows * 9 }
  /// Whether most values begin with a person's first name.
  var looksLikePeople: Bool { distinct >= 2 && people * 10 >= rows * 6 }
  /// Whether all values are transitions of XES's lifecycle.
  var looksLikeLifecycle: Bool { rows > 0 && lifecycle == rows && distinct >= 2 }
  /// Whether all values are whole numbers from 0 to 11, as answers, steps and counts of few are.
  var looksLikePoints: Bool { rows > 0 && points == rows }
  /// Whether nearly all values are e-mail addresses.
  var looksLikeMail: Bool { rows > 0 && mails * 10 >= rows * 9 }
  /// Whether some value is the address of a page.
  var hasAddresses: Bool { addresses > 0 }
  /// Whether values are lists or objects of another format.
  var looksStructured: Bool { rows > 0 && structured * 2 > rows }

  /// Values that name someone who comes back: they repeat, hold digits and no spaces.
  var looksLikeID: Bool {
    rows >= 2 && distinct >= 2 && distinct < rows && withDigits * 10 >= rows * 9 && withSpaces * 10 <= rows
      && distinct * 50 >= rows
  }

  /// Whether nearly every row has a value of its own.
  var isNearlyUnique: Bool { rows >= 20 && distinct * 10 >= rows * 8 }

  /// Several different values, nearly none of which is a number or a time.
  var looksLikeWords: Bool { distinct >= 2 && numbers * 10 <= rows && times * 10 <= rows }

  /// Values that somebody wrote in words of his own: many different ones, of several words.
  var looksLikeSentences: Bool { rows >= 10 && distinct > 12 && distinct * 3 > rows && words >= rows * 3 }

  /// Whether somebody wrote in his own words, although short answers repeat among them: of the different values most occur
  /// once and have several words, and they are no few of all.
  var looksLikeFreeText: Bool {
    looksLikeSentences
      || (rows >= 20 && distinct > 12 && singles * 5 >= rows && singles * 4 >= distinct * 3
        && singlesWithSpaces * 5 >= singles * 4)
  }

  /// Values that number something: many different ones, mostly of digits.
  var looksLikeCodes: Bool { rows > 0 && codes * 10 >= rows * 9 && (distinct > 30 || distinct * 3 > rows) }

  /// Values that name what happened: few, repeated, and no numbers.
  var looksLikeActivity: Bool {
    rows >= 2 && distinct >= 2 && distinct * 2 <= max(rows, 4) && numbers * 10 <= rows && distinct <= 100
      && !looksLikeTime && !looksLikeClock && !looksLikeSentences && !looksLikeCodes && !looksLikeMail
      && !looksStructured && !looksLikePeople
  }

  /// Whether the values could say what happened, where the header says that they do.
  var couldBeActivity: Bool {
    !isNearlyUnique && !looksLikeSentences && !looksLikeMail && !looksStructured && !looksLikePeople
      && !(rows >= 20 && looksLikeCodes)
  }
}
