/// Reads the rows of a reshaped table.
func readReshaped(_ inspection: Inspection, _ request: ReadRequest) throws(ReadingError) -> Table {
  guard let original = inspection.shape.original else { return try read(inspection, request) }
  var base = inspection
  base.shape = .long
  base.columns = original.columns
  base.samples = original.samples
  for column in request.columns where !inspection.columns.contains(column.name) {
    throw .noColumn(file: inspection.file.name, name: column.name, columns: inspection.columns)
  }
  switch inspection.shape {
  case .long: return try read(base, request)
  case .everyRow(let touchpoint, _):
    return try readEveryRow(base, request, touchpoint, column: inspection.columns.last ?? "")
  case .wide(let stages, _): return try readWide(inspection, base, request, stages)
  case .answers(let layout): return try readAnswers(inspection, request, layout)
  case .history(let field, let value, _): return try readHistory(inspection, base, request, field, value)
  }
}

/// Adds a column that holds the same touchpoint in every row.
private func readEveryRow(
  _ base: Inspection, _ request: ReadRequest, _ touchpoint: String, column: String
) throws(ReadingError) -> Table {
  var own = request
  own.columns.removeAll { $0.name == column }
  own.countRejectedBy = nil
  var table = try read(base, own)
  for (place, asked) in request.columns.enumerated() where asked.name == column {
    let codes = Array(repeating: UInt32(0), count: table.rowCount)
    table.columns.insert(
      .dictionary(DictionaryColumn(codes: codes, values: table.rowCount > 0 ? [touchpoint] : [])), at: place)
  }
  if table.issues.rejectedRows > 0 { table.rejectedBy = [(value: touchpoint, rows: table.issues.rejectedRows)] }
  return table
}

/// The texts of a table's columns, by name.
struct TextTable {
  private var columns: [String: DictionaryColumn] = [:]
  /// The table they were read from.
  let table: Table

  /// Reads the columns of these names, each once; names of no column are passed over.
  init(_ base: Inspection, _ names: [String], _ request: ReadRequest) throws(ReadingError) {
    var unique: [String] = []
    for name in names where !unique.contains(name) && base.columns.contains(name) { unique.append(name) }
    table = try read(
      base,
      ReadRequest(
        columns: unique.map { ColumnRequest(name: $0, kind: .dictionary) }, zone: request.zone, limits: request.limits))
    for (name, column) in zip(unique, table.columns) {
      if case .dictionary(let texts) = column { columns[name] = texts }
    }
  }

  /// A cell's text; `nil` when it is empty.
  func cell(_ name: String, _ row: Int) -> String? {
    guard let column = columns[name], column.codes[row] != DictionaryColumn.none else { return nil }
    return column.values[Int(column.codes[row])]
  }

  /// The number of a cell's text among the values of its column; `nil` when it is empty.
  func code(_ name: String, _ row: Int) -> Int? {
    guard let column = columns[name], column.codes[row] != DictionaryColumn.none else { return nil }
    return Int(column.codes[row])
  }

  /// The different texts of a column.
  func values(_ name: String) -> [String] { columns[name]?.values ?? [] }
}

/// One row for each date that is filled.
private func readWide(
  _ inspection: Inspection, _ base: Inspection, _ request: ReadRequest, _ stages: [TableShape.StageColumn]
) throws(ReadingError) -> Table {
  let stageAt = inspection.columns.count - 2
  let names = request.columns.map(\.name)
  let conditions = stages.flatMap { $0.leftOut.joined() }
  for condition in conditions where !base.columns.contains(condition.column) {
    throw .noColumn(file: inspection.file.name, name: condition.column, columns: base.columns)
  }
  let texts = try TextTable(base, names + stages.map(\.column) + conditions.map(\.column), request)
  let orders = sampledOrders(inspection, request)
  var amounts = AmountStage(stages, request, orders: orders, dates: inspection.columns[stageAt + 1])
  var builder = RowBuilder(request, orders: orders, file: inspection.file.name)
  var cells = CellRow(columns: names.count)
  var leftOut = 0
  for row in 0..<texts.table.rowCount {
    let number = texts.table.rowNumbers[row]
    let all = stages.map { texts.cell($0.column, row) }
    let dates = zip(stages, all).map { stage, date in stage.isLeftOut(texts, row) ? nil : date }
    leftOut += zip(all, dates).count { $0 != nil && $1 == nil }
    let paid = amounts.place(dates)
    for (place, stage) in stages.enumerated() {
      guard let date = dates[place] else { continue }
      cells.clear()
      for (slot, name) in names.enumerated() {
        if name == inspection.columns[stageAt] {
          cells.set(slot, stage.stage)
        } else if name == inspection.columns[stageAt + 1] {
          cells.set(slot, date)
        } else if request.columns[slot].kind == .decimal, place != paid {
          // A deal's amount is money once, not once for each stage it passed.
        } else if let text = texts.cell(name, row) {
          cells.set(slot, text)
        }
      }
      cells.add(to: &builder, row: number)
    }
    // A row without any date is a customer nothing is known of.
    if all.allSatisfy({ $0 == nil }) {
      withNoBytes { builder.refuse(.missingValue, row: number, UnsafeBufferPointer(start: $0, count: 0)) }
    }
  }
  try builder.check()
  var table = finished(&builder, texts.table)
  table.rowsFiltered += leftOut
  return table
}

extension TableShape.StageColumn {
  /// Whether a row's date of this stage is left out.
  fileprivate func isLeftOut(_ texts: TextTable, _ row: Int) -> Bool {
    leftOut.contains { conditions in
      conditions.allSatisfy { condition in
        texts.cell(condition.column, row).map { text in condition.patterns.contains { matches($0, trimmed(text)) } }
          ?? false
      }
    }
  }
}

/// Finds the stage of a deal that its amounts belong to.
private struct AmountStage {
  /// The stages that can be it: purchases where any is known, else all.
  private let candidates: [Int]
  private var times: TimeParser
  private let isNeeded: Bool

  init(_ stages: [TableShape.StageColumn], _ request: ReadRequest, orders: [DayMonthOrder], dates: String) {
    let purchases = stages.indices.filter { stages[$0].isPurchase }
    candidates = purchases.isEmpty ? Array(stages.indices) : purchases
    isNeeded = request.columns.contains { $0.kind == .decimal }
    var format = TimeFormat.auto
    var order = DayMonthOrder()
    for (column, own) in zip(request.columns, orders) {
      guard column.name == dates, case .time(let declared) = column.kind else { continue }
      (format, order) = (declared, own)
    }
    times = TimeParser(format, order: order, zone: request.zone)
  }

  /// The place of the candidate that was reached last, of several on one day the last column; `nil` when none was.
  mutating func place(_ dates: [String?]) -> Int? {
    guard isNeeded else { return nil }
    var last: (place: Int, time: Int64)?
    for place in candidates {
      guard let date = dates[place] else { continue }
      let time = time(date)
      guard time != TimeParser.unreadable, last.map({ time >= $0.time }) ?? true else { continue }
      last = (place, time)
    }
    return last?.place
  }

  private mutating func time(_ text: String) -> Int64 {
    let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: overread)
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { times.parse($0, buffer.count - overread) } ?? TimeParser.unreadable
    }
  }
}

/// The changes of the stage; those of other fields are no touches: they are left out and counted.
private func readHistory(
  _ inspection: Inspection, _ base: Inspection, _ request: ReadRequest, _ field: String, _ value: String
) throws(ReadingError) -> Table {
  let names = request.columns.map(\.name)
  let texts = try TextTable(base, names + [field], request)
  var builder = RowBuilder(request, orders: sampledOrders(inspection, request), file: inspection.file.name)
  var cells = CellRow(columns: names.count)
  var others = IssueCollector(columns: [field])
  var leftOut = 0
  for row in 0..<texts.table.rowCount {
    let changed = texts.cell(field, row) ?? ""
    guard isStageField(changed) else {
      leftOut += 1
      let name = Array(changed.utf8) + [0]
      name.withUnsafeBufferPointer { buffer in
        if let start = buffer.baseAddress {
          others.add(.otherField, column: 0, row: texts.table.rowNumbers[row], start, buffer.count - 1)
        }
      }
      continue
    }
    cells.clear()
    for (place, name) in names.enumerated() {
      // The creation of a record has no value; its own name says what happened.
      let text = texts.cell(name, row) ?? (name == value && simplifiedHeader(changed) == "created" ? changed : nil)
      if let text { cells.set(place, text) }
    }
    cells.add(to: &builder, row: texts.table.rowNumbers[row])
  }
  try builder.check()
  var table = finished(&builder, texts.table)
  table.rowsRead += leftOut
  table.issues.merge(others.log(rejectedRows: 0))
  return table
}

private func finished(_ builder: inout RowBuilder, _ base: Table) -> Table {
  var table = builder.finish(contentHash: base.contentHash)
  table.issues.merge(base.issues)
  return table
}

/// An address of no cell at all, which can be read.
func withNoBytes(_ body: (UnsafePointer<UInt8>) -> Void) {
  let nothing = [UInt8](repeating: 0, count: overread)
  nothing.withUnsafeBufferPointer { buffer in
    if let base = buffer.baseAddress { body(base) }
  }
}
