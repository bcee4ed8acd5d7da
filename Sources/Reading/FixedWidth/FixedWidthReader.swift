extension Inspection {
  /// Whether nothing but white space, or the colon of a time, parts the first lines.
  var mayBeFixedWidth: Bool { preamble == 0 && (delimiter == nil || delimiter == 0x3A) }
}

/// Finds the columns of a text that parts them by white space; without a header they are `column 1` and so on.
func inspectFixedWidth(_ inspection: inout Inspection, limits: ReadingLimits) throws(ReadingError) {
  let file = inspection.file.name
  inspection.delimiter = nil
  var records = TextRecords(try textSource(inspection, limits), .lines, file: file, limits: limits)
  var rows: [[String]] = []
  var spans: [Range<Int>] = []
  while rows.count <= sampleRows, try records.next() {
    inspection.layout.cells(records.bytes, into: &spans)
    rows.append(spans.map { trimmed(String(decoding: records.bytes[$0], as: UTF8.self)) })
  }
  guard let first = rows.first else { throw .emptyFile(file: file) }
  inspection.hasHeader = inspection.layout.namesColumns(first, rows.dropFirst().first)
  guard first.count <= limits.columns else { throw .tooManyColumns(file: file, limit: limits.columns) }
  inspection.columns = inspection.hasHeader ? uniqueNames(first) : first.indices.map { "column \($0 + 1)" }
  let body = rows.dropFirst(inspection.hasHeader ? 1 : 0).prefix(sampleRows)
  if body.isEmpty { throw .headerOnly(file: file, columns: inspection.columns) }
  inspection.samples = first.indices.map { column in body.map { column < $0.count ? sampled($0[column]) : "" } }
}

/// Reads the lines of a text that parts its columns by white space; row numbers are lines.
func readFixedWidth(_ inspection: Inspection, _ request: ReadRequest) throws(ReadingError) -> Table {
  let file = inspection.file.name
  var places: [Int] = []
  for column in request.columns {
    guard let place = inspection.columns.firstIndex(of: column.name) else {
      throw .noColumn(file: file, name: column.name, columns: inspection.columns)
    }
    places.append(place)
  }
  var builder = RowBuilder(request, orders: sampledOrders(inspection, request), file: file)
  let source = try textSource(inspection, request.limits)
  var records = TextRecords(source, .lines, file: file, limits: request.limits)
  if inspection.hasHeader { _ = try records.next() }
  var row = CellRow(columns: places.count)
  var spans: [Range<Int>] = []
  while try records.next() {
    guard records.recordLine < Int(UInt32.max) else { throw .tooManyRows(file: file) }
    let number = UInt32(truncatingIfNeeded: records.recordLine)
    let line = records.bytes
    inspection.layout.cells(line, into: &spans)
    if spans.count != inspection.columns.count, let base = line.baseAddress {
      builder.note(.raggedRow, row: number, base, line.count)
    }
    row.clear()
    for (column, place) in places.enumerated() where place < spans.count {
      guard spans[place].count <= request.limits.fieldBytes else {
        throw .valueTooLong(
          file: file, row: records.recordLine, column: inspection.columns[place], limit: request.limits.fieldBytes,
          format: .fixedWidth)
      }
      row.set(column, UnsafeBufferPointer(rebasing: line[spans[place]]))
    }
    row.add(to: &builder, row: number)
    if number & 0xFFFF == 0 { try builder.check() }
  }
  try builder.check()
  return builder.finish(contentHash: source.contentHash)
}
