/// How many records are looked at for their keys before anything is read.
private let inspectedRecords = 10_000

/// Finds the keys of a JSON Lines file, or of an array of objects, in order of first sight, and their first values.
///
/// - Parameter head: the beginning of the text.
func inspectJSONL(_ inspection: inout Inspection, head: [UInt8], limits: ReadingLimits) throws(ReadingError) {
  let file = inspection.file.name
  var object = JSONObject(nil, limits: limits)
  // An array may stand on one line as long as the file, so it is known by its first byte alone.
  let isArray = head.first { !isASCIISpace($0) } == 0x5B
  inspection.isStreamOfJSON = isArray
  if !isArray { inspection.isStreamOfJSON = try !isOneRecordALine(inspection, limits) }
  var records = try TextRecords(inspection, limits)
  var samples: [[String]] = []
  var seen = 0
  var problems = 0
  var firstProblem = 0
  while seen + problems < inspectedRecords, try records.next() {
    do throws(JSONProblem) {
      try object.parse(records.bytes)
    } catch .tooManyColumns {
      throw .tooManyColumns(file: file, limit: limits.columns)
    } catch .blank {
      throw .jsonBlank(file: file, line: records.recordLine, limit: limits.jsonBlankBytes)
    } catch {
      if problems == 0 { firstProblem = records.recordLine }
      problems += 1
      continue
    }
    if seen < sampledRows(columns: object.paths.count) {
      while samples.count < object.paths.count { samples.append(Array(repeating: "", count: seen)) }
      for column in samples.indices {
        samples[column].append(object.cell(column).map { sampled($0) } ?? "")
      }
    }
    seen += 1
  }
  guard seen > 0 else {
    if problems > 0 { throw .jsonNotReadable(file: file, line: firstProblem) }
    let written = head.prefix(4096).filter { !isASCIISpace($0) }
    if !written.isEmpty, written != [0x5B, 0x5D] { throw .jsonNotReadable(file: file, line: 1) }
    throw .emptyFile(file: file)
  }
  while samples.count < object.paths.count {
    samples.append(Array(repeating: "", count: samples.first?.count ?? 0))
  }
  guard object.paths.count > 0 else { throw .jsonNotReadable(file: file, line: 1) }
  inspection.columns = object.paths.names
  inspection.samples = samples
}

/// Reads the objects of a JSON Lines file, or of an array, one row each; row numbers are lines.
func readJSONL(_ inspection: Inspection, _ request: ReadRequest) throws(ReadingError) -> Table {
  let file = inspection.file.name
  let limits = request.limits
  var builder = RowBuilder(request, orders: sampledOrders(inspection, request), file: file)
  var object = JSONObject(request.columns.map(\.name), limits: limits)
  // One path may be asked for twice, as a customer and as an order.
  let places = request.columns.map { column in
    object.paths.find(Array(column.name.utf8)) ?? 0
  }
  var hasSeen = Array(repeating: false, count: object.paths.count)
  let source = try textSource(inspection, limits)
  var records = TextRecords(source, inspection.isStreamOfJSON ? .jsonStream : .jsonLines, file: file, limits: limits)
  var row = CellRow(columns: request.columns.count)
  var sinceCheck = 0
  while try records.next() {
    guard records.recordLine < Int(UInt32.max) else { throw .tooManyRows(file: file) }
    let number = UInt32(truncatingIfNeeded: records.recordLine)
    do throws(JSONProblem) {
      try object.parse(records.bytes)
    } catch .longValue(let column) {
      throw .valueTooLong(
        file: file, row: records.recordLine, column: object.paths.names[column], limit: limits.fieldBytes,
        format: .jsonl)
    } catch .blank {
      throw .jsonBlank(file: file, line: records.recordLine, limit: limits.jsonBlankBytes)
    } catch {
      builder.refuse(.badRecord, row: number, records.bytes)
      continue
    }
    row.clear()
    for (column, place) in places.enumerated() {
      guard let cell = object.cell(place) else { continue }
      hasSeen[place] = true
      cell.withUnsafeBufferPointer { row.set(column, $0) }
    }
    row.add(to: &builder, row: number)
    sinceCheck += 1
    if sinceCheck & 0xFFFF == 0 { try builder.check() }
  }
  try builder.check()
  // A key may occur for the first time far behind what the inspection saw, so only now is it certain to be missing.
  for (index, column) in request.columns.enumerated()
  where !hasSeen[places[index]] && !inspection.columns.contains(column.name) {
    throw .noColumn(file: file, name: column.name, columns: inspection.columns)
  }
  return builder.finish(contentHash: source.contentHash)
}

/// Whether the first line that is not blank holds a whole object, and not the beginning of one over several lines.
private func isOneRecordALine(_ inspection: Inspection, _ limits: ReadingLimits) throws(ReadingError) -> Bool {
  var records = TextRecords(try textSource(inspection, limits), .jsonLines, file: inspection.file.name, limits: limits)
  guard try records.next() else { return true }
  var reader = JSONBytes(records.bytes, mostBlanks: limits.jsonBlankBytes)
  guard reader.peek() == 0x7B else { return true }
  do throws(JSONProblem) {
    try reader.passValue(maxDepth: .max)
    return true
  } catch {
    // The line is broken, or goes on: if the next one begins an object of its own, lines it is.
    guard try records.next() else { return true }
    return records.bytes.first { !isASCIISpace($0) } == 0x7B
  }
}

extension TextRecords {
  /// The records of an inspected file.
  init(_ inspection: Inspection, _ limits: ReadingLimits) throws(ReadingError) {
    self.init(
      try textSource(inspection, limits), inspection.isStreamOfJSON ? .jsonStream : .jsonLines,
      file: inspection.file.name,
      limits: limits)
  }
}
