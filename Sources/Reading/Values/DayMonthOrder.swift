/// Which of two numbers in a date is the day, and how that was decided.
struct DayMonthOrder: Sendable, Equatable {
  /// Whether 3/4/2024 is the third of April.
  var isDayFirst = true
  /// Dates of that shape occur and every one of them could be read both ways.
  var isGuessed = false
  /// Whether 26-01-05 is a day of 2026.
  var isYearFirst = false
  /// Whether digits alone are days and times of day, as 050120261405, and no Unix times.
  var isRunTogether = false
  /// What the column leaves open where a line of the project file has to say it.
  var doubt: TimeDoubt?
  /// The mark that parts decimals, of a column of numbers.
  var decimals = DecimalMark.open
  /// A number that can be read both ways, where nothing tells how it is meant; `nil` elsewhere.
  var openNumber: String?

  /// What was guessed of a column's decimals; `nil` where the column or the project tells.
  func guess(_ column: String) -> DecimalGuess? {
    openNumber.map { number in
      let isPoint = number.utf8.contains(0x2E)
      return DecimalGuess(column: column, example: number, isThousands: isPoint == (decimals == .comma))
    }
  }
}

/// What the cells of a column of times do not tell, so that it was guessed.
package enum TimeDoubt: Sendable, Equatable {
  /// Whether the year or the day stands first in 26-01-05.
  case placeOfYear
  /// Whether digits are a date with the day first or a Unix time: 1012026140530.
  case digits
}

/// Counts what a column's dates say about the order of day and month.
struct DayMonthEvidence: Sendable, Equatable {
  /// Dates whose first number is above twelve.
  var dayFirst = 0
  /// Dates whose second number is above twelve.
  var monthFirst = 0
  /// Dates that can be read both ways.
  var open = 0

  /// Dates of three numbers of two digits, and those in digits alone.
  private var twoDigits = TwoDigitDates()
  private var runTogether = RunTogetherTimes()

  /// What numbers say about their decimals, where the column holds numbers.
  var decimals: DecimalEvidence?

  /// Of a column of dates, or of numbers.
  init(_ kind: ColumnKind = .time(.auto)) { if kind == .decimal { decimals = DecimalEvidence() } }

  /// Whether a column of that kind has to be asked at all.
  static func asks(_ kind: ColumnKind) -> Bool { kind.hasOpenDayMonth || kind == .decimal }

  /// Whether another look at the column could still change the decision.
  var isOpen: Bool {
    if let decimals { return decimals.isOpen }
    return twoDigits.isOpen || runTogether.kind == .undecided || isDayMonthOpen
  }

  private var isDayMonthOpen: Bool {
    // Where the year stands first, nothing is said about day and month.
    let counts = twoDigits.place == .first ? TwoDigitDates() : twoDigits
    return dayFirst + counts.dayFirst == 0 && monthFirst + counts.monthFirst == 0 && open + counts.open > 0
  }

  /// Takes in a trimmed cell; `overread` readable bytes must follow it.
  mutating func add(_ p: Bytes, _ count: Int) {
    if twoDigits.add(p, count) || runTogether.add(p, count) { return }
    switch TimeParser.dayMonth(p, count) {
    case .notThatShape: break
    case .open: open += 1
    case .dayFirst: dayFirst += 1
    case .monthFirst: monthFirst += 1
    }
  }

  /// Takes in a raw cell.
  mutating func add(cell p: Bytes, _ count: Int, _ form: FieldForm) {
    if decimals != nil {
      if count < 80 { decimals?.add(fieldText(p, count, form).text) }
      return
    }
    if form == .clean, p[0] &- 0x30 < 10 {
      add(p, count)
    } else if count < 400 {
      add(fieldText(p, count, form).text)
    }
  }

  /// Takes in a value of a sample.
  mutating func add(_ text: String) {
    if decimals != nil {
      if !text.isEmpty, text.utf8.count < 80 { decimals?.add(text) }
      return
    }
    var bytes = Array(withoutDirectionMarks(textWithin(text) ?? text).utf8)
    let length = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: overread))
    bytes.withUnsafeBufferPointer { buffer in
      if let start = buffer.baseAddress { add(start, length) }
    }
  }

  /// The majority decides; without any evidence it is day first.
  var order: DayMonthOrder {
    if let decimals {
      return DayMonthOrder(decimals: decimals.mark, openNumber: decimals.isGuessed ? decimals.example : nil)
    }
    let place = twoDigits.place
    var (days, months) = (dayFirst, monthFirst)
    if place != .first { (days, months) = (days + twoDigits.dayFirst, months + twoDigits.monthFirst) }
    var order = DayMonthOrder(isDayFirst: months <= days, isGuessed: isDayMonthOpen, isYearFirst: place == .first)
    if place == .undecided { order.doubt = .placeOfYear }
    switch runTogether.kind {
    case .none: break
    case .undecided: order.doubt = .digits
    case .runTogether:
      order.isRunTogether = true
      // Digits tell the order where no other dates do.
      if days + months == 0, !order.isGuessed {
        (order.isDayFirst, order.isGuessed) = (runTogether.isDayFirst, runTogether.isGuessed)
      }
    }
    return order
  }
}

/// The order of day and month of each requested column, by the samples alone: what a reader does that cannot look twice.
func sampledOrders(_ inspection: Inspection, _ request: ReadRequest) -> [DayMonthOrder] {
  request.columns.map { column in
    if column.kind == .decimal, inspection.decimals != .open { return DayMonthOrder(decimals: inspection.decimals) }
    guard DayMonthEvidence.asks(column.kind), column.kind != .decimal || inspection.format.isText else {
      return DayMonthOrder(isDayFirst: column.kind != .time(.mdy))
    }
    var evidence = DayMonthEvidence(column.kind)
    if let place = inspection.columns.firstIndex(of: column.name) {
      for sample in inspection.samples[place] { evidence.add(sample) }
    }
    return evidence.order
  }
}
