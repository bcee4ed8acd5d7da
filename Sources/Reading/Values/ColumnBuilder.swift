/// The cells of one requested column while a file is read.
struct ColumnBuilder {
  /// What the cells become, without the details of a time format.
  enum Kind { case dictionary, time, decimal, integer }

  /// The column's header name.
  let name: String
  /// What its cells become.
  let kind: Kind
  /// Whether its texts are ids.
  private let isIDs: Bool
  /// Whether an empty or unreadable cell rejects the row.
  let isRequired: Bool
  /// The distinct texts of a dictionary column.
  var dictionary: TextDictionary
  /// The cells of a dictionary column.
  var codes: PlainList<UInt32>
  /// The cells of any other column.
  var numbers: PlainList<Int64>
  /// The mark that parts decimals.
  let decimals: DecimalMark
  /// Reads the cells of a time column.
  var times: TimeParser
  /// The value of a required time or number, read before it is known whether the row is kept.
  var pending = Int64.min

  /// An empty column as requested.
  init(
    _ request: ColumnRequest, order: DayMonthOrder, decimals: DecimalMark = .open, zone: TimeZoneTable,
    limits: ReadingLimits
  ) {
    name = request.name
    self.decimals = decimals
    isRequired = request.required
    isIDs = request.kind == .ids
    dictionary = TextDictionary(byteLimit: limits.distinctBytes)
    codes = PlainList()
    numbers = PlainList()
    var format = TimeFormat.auto
    switch request.kind {
    case .dictionary, .ids: kind = .dictionary
    case .decimal: kind = .decimal
    case .integer: kind = .integer
    case .time(let declared):
      kind = .time
      format = declared
    }
    times = TimeParser(format, order: order, zone: zone)
  }

  /// The value of a cell that is not empty, in a column of times or numbers; `Int64.min` when it is unreadable.
  @inline(__always)
  mutating func value(_ p: Bytes, _ count: Int, _ form: FieldForm) -> Int64 {
    switch kind {
    case .time:
      if form == .clean, p[0] | p[count &- 1] < 0x80 { return times.parse(p, count) }
      return slowValue(p, count, form)
    case .decimal: return form == .clean ? NumberParser.decimal(p, count, decimals) : slowValue(p, count, form)
    case .integer: return form == .clean ? NumberParser.integer(p, count) : slowValue(p, count, form)
    case .dictionary: return .min
    }
  }

  /// The same for cells with doubled quotation marks, odd white space or marks of direction.
  @inline(never)
  private mutating func slowValue(_ p: Bytes, _ count: Int, _ form: FieldForm) -> Int64 {
    guard count <= 400 else { return .min }
    return value(of: withoutDirectionMarks(fieldText(p, count, form).text))
  }

  /// The value of what stands in a cell that a spreadsheet was made to keep as a text; `Int64.min` for other cells.
  @inline(never)
  mutating func valueWithin(_ p: Bytes, _ count: Int, _ form: FieldForm) -> Int64 {
    guard count <= 400, let text = textWithin(withoutDirectionMarks(fieldText(p, count, form).text)) else {
      return .min
    }
    return value(of: text)
  }

  private mutating func value(of text: String) -> Int64 {
    var bytes = Array(text.utf8)
    let length = bytes.count
    guard length > 0 else { return .min }
    bytes.append(contentsOf: repeatElement(0, count: overread))
    return bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return Int64.min }
      switch kind {
      case .time: return times.parse(start, length)
      case .decimal: return NumberParser.decimal(start, length, decimals)
      case .integer: return NumberParser.integer(start, length)
      case .dictionary: return .min
      }
    }
  }

  /// The column's cells; what it held is freed.
  consuming func finish() -> ColumnData {
    let values = kind == .dictionary && !isIDs ? dictionary.values() : []
    let ids: (keys: [RowKey], texts: [String]) = isIDs ? dictionary.ids() : ([], [])
    dictionary.deallocate()
    switch kind {
    case .dictionary:
      numbers.deallocate()
      if isIDs { return .ids(IDColumn(codes: codes.takeArray(), keys: ids.keys, texts: ids.texts)) }
      return .dictionary(DictionaryColumn(codes: codes.takeArray(), values: values))
    case .time:
      codes.deallocate()
      return .time(numbers.takeArray())
    case .decimal:
      codes.deallocate()
      return .decimal(numbers.takeArray())
    case .integer:
      codes.deallocate()
      return .integer(numbers.takeArray())
    }
  }

  /// Frees what the column holds.
  func deallocate() {
    dictionary.deallocate()
    codes.deallocate()
    numbers.deallocate()
  }
}

/// A text without marks of direction and without the white space around it.
func withoutDirectionMarks(_ text: String) -> String {
  trimmed(String(String.UnicodeScalarView(text.unicodeScalars.filter { !isInvisible($0) })))
}

/// White space as ASCII knows it; other control characters are data.
@inline(__always) func isASCIISpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 < 5 }
