/// Which of two numbers in a date is the day, and how that was decided.
struct DayMonthOrder: Sendable, Equatable {
  /// Whether 3/4/2024 is the third of April.
  var isDayFirst = true
  /// Dates of that shape occur and every one of them could be read both ways.
  var isGuessed = false
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

/// Counts what a column's dates say about the order of day and month.
struct DayMonthEvidence: Sendable, Equatable {
  /// Dates whose first number is above twelve.
  var dayFirst = 0
  /// Dates whose second number is above twelve.
  var monthFirst = 0
  /// Dates that can be read both ways.
  var open = 0

  /// What numbers say about their decimals, where the column holds numbers.
  var decimals: DecimalEvidence?

  /// Of a column of dates, or of numbers.
  init(_ kind: ColumnKind = .time(.auto)) { if kind == .decimal { decimals = DecimalEvidence() } }

  /// Whether a column of that kind has to be asked at all.
  static func asks(_ kind: ColumnKind) -> Bool { kind.hasOpenDayMonth || kind == .decimal }

  /// Whether another look at the column could still change the decision.
  var isOpen: Bool { decimals?.isOpen ?? (dayFirst == 0 && monthFirst == 0 && open > 0) }

  /// Takes in a trimmed cell; `overread` readable bytes must follow it.
  mutating func add(_ p: Bytes, _ count: Int) {
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
    var bytes = Array(withoutDirectionMarks(text).utf8)
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
    return DayMonthOrder(isDayFirst: monthFirst <= dayFirst, isGuessed: isOpen)
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
