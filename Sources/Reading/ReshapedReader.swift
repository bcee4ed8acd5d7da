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
private struct TextTable {
  private var columns: [String: DictionaryColumn] = [:]
  let table: Table

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
}

/// One row for each date that is filled.
private func readWide(
  _ inspection: Inspection, _ base: Inspection, _ request: ReadRequest, _ stages: [TableShape.StageColumn]
) throws(ReadingError) -> Table {
  let stageAt = inspection.columns.count - 2
  let names = request.columns.map(\.name)
  let texts = try TextTable(base, names + stages.map(\.column), request)
  var builder = RowBuilder(request, orders: sampledOrders(inspection, request), file: inspection.file.name)
  var cells = CellRow(columns: names.count)
  for row in 0..<texts.table.rowCount {
    let number = texts.table.rowNumbers[row]
    var isReached = false
    for stage in stages {
      guard let date = texts.cell(stage.column, row) else { continue }
      isReached = true
      cells.clear()
      for (place, name) in names.enumerated() {
        if name == inspection.columns[stageAt] {
          cells.set(place, stage.stage)
        } else if name == inspection.columns[stageAt + 1] {
          cells.set(place, date)
        } else if let text = texts.cell(name, row) {
          cells.set(place, text)
        }
      }
      cells.add(to: &builder, row: number)
    }
    // A row without any date is a customer nothing is known of.
    if !isReached { withUnsafeTemporaryBytes { builder.refuse(.missingValue, row: number, $0) } }
  }
  try builder.check()
  return finished(&builder, texts.table)
}

/// The changes of the stage; those of other fields are no touches and are passed over.
private func readHistory(
  _ inspection: Inspection, _ base: Inspection, _ request: ReadRequest, _ field: String, _ value: String
) throws(ReadingError) -> Table {
  let names = request.columns.map(\.name)
  let texts = try TextTable(base, names + [field], request)
  var builder = RowBuilder(request, orders: sampledOrders(inspection, request), file: inspection.file.name)
  var cells = CellRow(columns: names.count)
  for row in 0..<texts.table.rowCount {
    guard let changed = texts.cell(field, row), isStageField(changed) else { continue }
    cells.clear()
    for (place, name) in names.enumerated() {
      // The creation of a record has no value; its own name says what happened.
      let text = texts.cell(name, row) ?? (name == value && simplifiedHeader(changed) == "created" ? changed : nil)
      if let text { cells.set(place, text) }
    }
    cells.add(to: &builder, row: texts.table.rowNumbers[row])
  }
  try builder.check()
  return finished(&builder, texts.table)
}

private func finished(_ builder: inout RowBuilder, _ base: Table) -> Table {
  var table = builder.finish(contentHash: base.contentHash)
  table.issues.merge(base.issues)
  return table
}

/// Bytes of no cell at all, at an address that can be read.
private func withUnsafeTemporaryBytes(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
  let nothing: [UInt8] = [0]
  nothing.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[0..<0])) }
}
