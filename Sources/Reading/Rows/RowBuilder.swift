/// Turns rows of raw cells into typed columns and keeps count of what could not be used.
///
/// It holds everything that a reading thread would need for itself.
struct RowBuilder: ~Copyable {
  private let columns: UnsafeMutablePointer<ColumnBuilder>
  private let count: Int
  private let countRejectedBy: Int?
  private let file: String
  private let limits: ReadingLimits
  private let orders: [DayMonthOrder]
  private let decimalGuesses: [DecimalGuess]
  private var isFinished = false
  private var rowNumbers = PlainList<UInt32>()
  private var issues: IssueCollector
  private var rejected = TextDictionary(byteLimit: .max)
  private var rejectedCounts: [Int] = []
  private var rejectedWithout = 0
  private var rejectedRows = 0
  /// The number of rows added, rejected ones included.
  private(set) var rowsRead = 0

  /// Empty columns as requested, with the decided order of day and month for each.
  init(_ request: ReadRequest, orders: [DayMonthOrder], file: String) {
    self.file = file
    limits = request.limits
    count = request.columns.count
    countRejectedBy = request.countRejectedBy
    self.orders = orders
    decimalGuesses = zip(request.columns, orders).compactMap { $1.guess($0.name) }
    columns = .allocate(capacity: max(1, count))
    for (index, column) in request.columns.enumerated() {
      (columns + index).initialize(
        to: ColumnBuilder(
          column, order: orders[index], decimals: orders[index].decimals, zone: request.zone, limits: limits))
    }
    issues = IssueCollector(columns: request.columns.map(\.name))
  }

  deinit {
    // A file that is refused midway leaves what was read of it.
    if !isFinished {
      for index in 0..<count { columns[index].deallocate() }
      rejected.deallocate()
      rowNumbers.deallocate()
    }
    columns.deinitialize(count: count)
    columns.deallocate()
  }

  /// Adds one row of cells, one for each requested column.
  @inline(__always)
  mutating func add(_ base: Bytes, _ spans: UnsafeMutablePointer<FieldSpan>, row: UInt32) {
    rowsRead &+= 1
    var isRejected = false
    for index in 0..<count {
      trimCell(&spans[index], base)
      let column = columns + index
      guard column.pointee.isRequired else { continue }
      let p = base + spans[index].start
      let length = spans[index].length
      if isEmptyCell(base, spans[index]) {
        issues.add(.missingValue, column: index, row: row, p, 0)
        isRejected = true
      } else if column.pointee.kind != .dictionary {
        var value = column.pointee.value(p, length, spans[index].form)
        if value == .min { value = valueWithin(&columns[index], &issues, base, spans[index], column: index, row) }
        column.pointee.pending = value
        if value == .min {
          if fieldText(p, length, spans[index].form).text == column.pointee.name {
            return note(.repeatedHeader, row: row, p, length)
          }
          issues.add(unreadable(column.pointee.kind), column: index, row: row, p, length)
          isRejected = true
        }
      }
    }
    if isRejected { return reject(base, spans) }
    for index in 0..<count {
      let column = columns + index
      let p = base + spans[index].start
      let length = spans[index].length
      if column.pointee.kind == .dictionary {
        let found = column.pointee.dictionary.code(p, length, spans[index].form)
        if found & TextDictionary.repairedBit != 0 {
          issues.add(.badEncoding, column: index, row: row, p, length)
        }
        column.pointee.codes.append(UInt32(truncatingIfNeeded: found))
      } else if column.pointee.isRequired {
        column.pointee.numbers.append(column.pointee.pending)
      } else {
        var value = Int64.min
        if length > 0 {
          value = column.pointee.value(p, length, spans[index].form)
          if value == .min { value = valueWithin(&columns[index], &issues, base, spans[index], column: index, row) }
          if value == .min, !isEmptyCell(base, spans[index]), !isNullCell(p, length, spans[index].form) {
            issues.add(unreadable(column.pointee.kind), column: index, row: row, p, length)
          }
        }
        column.pointee.numbers.append(value)
      }
    }
    rowNumbers.append(row)
  }

  /// Notes an issue of a whole row.
  mutating func note(_ kind: IssueKind, row: UInt32, _ p: Bytes, _ length: Int) {
    issues.add(kind, column: issues.wholeRow, row: row, p, length)
  }

  /// Notes an issue of one cell.
  mutating func note(_ kind: IssueKind, column: Int, row: UInt32, _ p: Bytes, _ length: Int) {
    issues.add(kind, column: column, row: row, p, length)
  }

  /// Counts a row that could not even be taken apart.
  mutating func refuse(_ kind: IssueKind, row: UInt32, _ bytes: UnsafeBufferPointer<UInt8>) {
    rowsRead += 1
    rejectedRows += 1
    if countRejectedBy != nil { rejectedWithout += 1 }
    if let base = bytes.baseAddress { note(kind, row: row, base, bytes.count) }
  }

  /// Refuses to go on when a column has too many distinct values.
  func check() throws(ReadingError) {
    for index in 0..<count where columns[index].dictionary.isOverLimit {
      throw .tooManyDistinctValues(file: file, column: columns[index].name, limit: limits.distinctBytes)
    }
  }

  private func unreadable(_ kind: ColumnBuilder.Kind) -> IssueKind {
    switch kind {
    case .time: .unreadableTime
    case .decimal, .integer, .dictionary: .unreadableNumber
    }
  }

  @inline(never)
  private mutating func reject(_ base: Bytes, _ spans: UnsafeMutablePointer<FieldSpan>) {
    rejectedRows += 1
    guard let index = countRejectedBy else { return }
    let code = rejected.code(base + spans[index].start, spans[index].length, spans[index].form)
    let place = Int(UInt32(truncatingIfNeeded: code))
    guard place != Int(DictionaryColumn.none) else {
      rejectedWithout += 1
      return
    }
    if place == rejectedCounts.count { rejectedCounts.append(0) }
    rejectedCounts[place] += 1
  }

  /// The table of everything added.
  mutating func finish(contentHash: UInt32) -> Table {
    var reports: [TimeReport] = []
    var data: [ColumnData] = []
    for index in 0..<count {
      let column = columns[index]
      if column.kind == .time { reports.append(column.times.report(column.name)) }
      data.append(column.finish())
    }
    var rejectedBy = zip(rejected.values(), rejectedCounts).map { (value: $0, rows: $1) }
    if rejectedWithout > 0 { rejectedBy.append((value: "", rows: rejectedWithout)) }
    rejectedBy.sort { $0.value.utf8.lexicographicallyPrecedes($1.value.utf8) }
    rejected.deallocate()
    let numbers = rowNumbers.takeArray()
    isFinished = true
    var table = Table(
      columns: data, rowCount: numbers.count, rowsRead: rowsRead, rowNumbers: numbers,
      issues: issues.log(rejectedRows: rejectedRows), rejectedBy: rejectedBy, timeReports: reports,
      contentHash: contentHash)
    table.decimalGuesses = decimalGuesses
    return table
  }
}

extension TimeParser {
  /// What the values read so far say about their column.
  func report(_ column: String) -> TimeReport { report(column, tally: tally) }

  /// The same for a column that several workers have read.
  func report(_ column: String, tally: TimeTally) -> TimeReport {
    var found = format
    if format == .auto {
      let dayMonth: TimeFormat = isDayFirst ? .dmy : .mdy
      let counts: [(TimeFormat, Int)] = [
        (.iso, tally.iso), (dayMonth, tally.dayMonth), (.unix, tally.unix), (.unixMillis, tally.unixMillis),
        (.unixMicros, tally.unixMicros), (.pattern("yy-MM-dd"), tally.yearFirst),
        (.pattern(isDayFirst ? "ddMMyyyyHHmm" : "MMddyyyyHHmm"), tally.runTogether),
      ]
      var most = 0
      for (candidate, count) in counts where count > most {
        most = count
        found = candidate
      }
    }
    var report = TimeReport(
      column: column, format: found, hasTimeOfDay: tally.withTimeOfDay > 0,
      zoneShare: tally.total == 0 ? nil : Double(tally.withZone) / Double(tally.total),
      isDayMonthGuessed: order.isGuessed)
    report.doubt = format == .auto ? order.doubt : nil
    report.isSwapped = format == .auto && tally.looksSwapped
    report.span = tally.earliest <= tally.latest ? tally.earliest...tally.latest : nil
    return report
  }
}
