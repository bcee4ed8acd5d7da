/// Reads the rows of a table some of whose columns are made of others, or of whose rows some are left out.
func readPrepared(_ inspection: Inspection, _ request: ReadRequest) throws(ReadingError) -> Table {
  guard let preparation = inspection.preparation else { return try read(inspection, request) }
  for column in request.columns where !inspection.columns.contains(column.name) {
    throw .noColumn(file: inspection.file.name, name: column.name, columns: inspection.ownColumns)
  }
  for condition in preparation.leftOut.joined() where !inspection.columns.contains(condition.column) {
    throw .noColumn(file: inspection.file.name, name: condition.column, columns: inspection.ownColumns)
  }
  var base = inspection
  base.preparation = nil
  base.columns = preparation.original.columns
  base.samples = preparation.original.samples
  let names =
    request.columns.map(\.name).filter { base.columns.contains($0) } + preparation.made.flatMap(\.parts)
    + preparation.leftOut.joined().map(\.column).filter { base.columns.contains($0) }
    + (preparation.opensRow.map { [$0] } ?? [])
  let texts = try TextTable(base, names, request)
  var rows = PreparedRows(texts, preparation)
  let cells = request.columns.map { rows.cells(of: $0.name) }
  let orders = zip(request.columns, cells).map { column, cells in
    column.kind == .decimal && base.decimals != .open
      ? DayMonthOrder(decimals: base.decimals) : order(column, texts, cells, isText: base.format.isText)
  }
  var builder = RowBuilder(request, orders: orders, file: inspection.file.name)
  var row = CellRow(columns: request.columns.count)
  var continued = IssueCollector(columns: [preparation.opensRow ?? ""])
  var continuedRows = 0
  var repeated = IssueCollector(columns: [""])
  var repeatedRows = 0
  var filtered = 0
  let headerCodes = names.map { name in (name, texts.values(name).firstIndex(of: name)) }
  for index in 0..<texts.table.rowCount {
    let number = texts.table.rowNumbers[index]
    if let opens = preparation.opensRow, texts.cell(opens, index) == nil {
      continuedRows += 1
      withNoBytes { continued.add(.continuedRow, column: 0, row: number, $0, 0) }
      continue
    }
    if headerCodes.allSatisfy({ $0.1 != nil && texts.code($0.0, index) == $0.1 }) {
      withNoBytes { repeated.add(.repeatedHeader, column: 0, row: number, $0, 0) }
      repeatedRows += 1
      continue
    }
    if rows.isLeftOut(index) {
      filtered += 1
      continue
    }
    row.clear()
    for (slot, cells) in cells.enumerated() {
      if let text = rows.text(cells, index) { row.set(slot, text) }
    }
    row.add(to: &builder, row: number)
    if number & 0xFFFF == 0 { try builder.check() }
  }
  try builder.check()
  var table = builder.finish(contentHash: texts.table.contentHash)
  table.issues.merge(texts.table.issues)
  table.issues.merge(continued.log(rejectedRows: 0))
  table.issues.merge(repeated.log(rejectedRows: 0))
  table.rowsRead += continuedRows + repeatedRows + filtered
  table.rowsFiltered += filtered
  return table
}

/// The order of day and month by every different date of the column.
private func order(
  _ column: ColumnRequest, _ texts: TextTable, _ cells: PreparedRows.Cells, isText: Bool
) -> DayMonthOrder {
  guard DayMonthEvidence.asks(column.kind), column.kind != .decimal || isText else {
    return DayMonthOrder(isDayFirst: column.kind != .time(.mdy))
  }
  let own: String
  switch cells {
  case .own(let name): own = name
  case .made(let made): own = made.parts[0]
  }
  var evidence = DayMonthEvidence(column.kind)
  for value in texts.values(own) {
    // Of a date with a time behind it the date alone is asked.
    evidence.add(value)
  }
  return evidence.order
}

/// The cells of a prepared table, row by row.
private struct PreparedRows {
  /// Where a requested column's cells come from.
  enum Cells {
    case own(String)
    case made(MadeColumn)
  }

  private let texts: TextTable
  private let preparation: RowPreparation
  /// For each condition on a column of the file, which of its values fit.
  private var fits: [[[Bool]?]]
  /// By column with rules, each of its values under the name it is given.
  private var renamed: [String: [String]] = [:]
  /// What was made of the last cells, so that equal rows beside one another cost one look.
  private var lastParts: [String: [String]] = [:]
  private var lastMade: [String: String] = [:]

  init(_ texts: TextTable, _ preparation: RowPreparation) {
    self.texts = texts
    self.preparation = preparation
    for column in Set(preparation.renamed.map(\.column)) {
      let rules = preparation.renamed.filter { $0.column == column }
      renamed[column] = texts.values(column).map { value in
        rules.first { matches($0.from, trimmed(value)) }?.to ?? value
      }
    }
    fits = preparation.leftOut.map { conditions in
      conditions.map { condition in
        guard !preparation.made.contains(where: { $0.name == condition.column }) else { return nil }
        return texts.values(condition.column).map { value in
          condition.patterns.contains { matches($0, trimmed(value)) }
        }
      }
    }
  }

  func cells(of name: String) -> Cells {
    preparation.made.first { $0.name == name }.map { .made($0) } ?? .own(name)
  }

  /// A cell under the name that the project gives it.
  private func cell(_ name: String, _ row: Int) -> String? {
    guard let renamed = renamed[name] else { return texts.cell(name, row) }
    return texts.code(name, row).map { renamed[$0] }
  }

  mutating func text(_ cells: Cells, _ row: Int) -> String? {
    switch cells {
    case .own(let name): return cell(name, row)
    case .made(let made):
      let parts = made.parts.map { cell($0, row) ?? "" }
      if lastParts[made.name] == parts { return lastMade[made.name] }
      let text = made.markedCell(parts.map(trimmed))
      lastParts[made.name] = parts
      lastMade[made.name] = text
      return text.isEmpty ? nil : text
    }
  }

  /// Whether all conditions of any entry fit a row.
  mutating func isLeftOut(_ row: Int) -> Bool {
    for (conditions, fits) in zip(preparation.leftOut, fits) {
      var all = true
      for (condition, fitting) in zip(conditions, fits) where all {
        if let fitting {
          all = texts.code(condition.column, row).map { fitting[$0] } ?? condition.patterns.contains("")
        } else {
          let text = self.text(cells(of: condition.column), row) ?? ""
          all = condition.patterns.contains { matches($0, text) }
        }
      }
      if all { return true }
    }
    return false
  }
}
