/// Finds header and samples of a delimited text.
func inspectDelimited(_ inspection: inout Inspection, limits: ReadingLimits) throws(ReadingError) {
  let name = inspection.file.name
  let width = try headerWidth(inspection, limits: limits)
  let source = try textSource(inspection, limits)
  var scanner = RecordScanner(
    file: name, delimiter: inspection.delimiter ?? noDelimiter, wanted: Array(0..<width), columnNames: [],
    limits: limits)
  try skip(inspection.preamble, &scanner, source)
  var columns: [String] = []
  var samples: [[String]] = []
  var rows = 0
  scan: while rows < sampledRows(columns: width) {
    switch try scanner.next(from: source) {
    case .end: break scan
    case .blank: continue
    case .record: break
    }
    let cells = (0..<width).map { index in
      let span = scanner.spans[index]
      let text = fieldText(Bytes(scanner.base) + span.start, span.length, span.form).text
      // Names are kept whole, and no row of them is longer than a row may be.
      return columns.isEmpty ? text : sampled(text)
    }
    if columns.isEmpty {
      columns = uniqueNames(cells)
      scanner.columnNames = columns
      samples = Array(repeating: [], count: width)
    } else if !isWhiteLine(scanner.fieldCount, width, cells.first) {
      for (index, cell) in cells.enumerated() { samples[index].append(cell) }
      rows += 1
    }
  }
  if columns.isEmpty { throw .emptyFile(file: name) }
  if rows == 0 { throw .headerOnly(file: name, columns: columns) }
  inspection.columns = columns
  inspection.samples = samples
}

/// Stands for the delimiter of a text of one column: a byte that no UTF-8 text holds.
let noDelimiter: UInt8 = 0xFE

func textSource(_ inspection: Inspection, _ limits: ReadingLimits) throws(ReadingError) -> ByteSource {
  try ByteSource(
    inspection.raw, isCompressed: inspection.isCompressed, encoding: inspection.encoding,
    dropsNUL: inspection.nul != nil, limits: limits)
}

func skip(_ records: Int, _ scanner: inout RecordScanner, _ source: ByteSource) throws(ReadingError) {
  var left = records
  while left > 0 {
    switch try scanner.next(from: source) {
    case .record: left -= 1
    case .blank: continue
    case .end: return
    }
  }
}

private func headerWidth(_ inspection: Inspection, limits: ReadingLimits) throws(ReadingError) -> Int {
  let source = try textSource(inspection, limits)
  var scanner = RecordScanner(
    file: inspection.file.name, delimiter: inspection.delimiter ?? noDelimiter, wanted: [], columnNames: [],
    limits: limits)
  try skip(inspection.preamble, &scanner, source)
  do throws(ReadingError) {
    while true {
      switch try scanner.next(from: source) {
      case .blank: continue
      case .end: throw .emptyFile(file: inspection.file.name)
      case .record: return scanner.fieldCount
      }
    }
  } catch .tooManyCells(let file, _, let limit) {
    throw .tooManyColumns(file: file, limit: limit)
  }
}

/// A line of white space in a file of several columns is no row.
func isWhiteLine(_ fieldCount: Int, _ width: Int, _ first: String?) -> Bool {
  fieldCount == 1 && width > 1 && first?.isEmpty == true
}

/// Header names as they are used: none empty, no two the same.
func uniqueNames(_ header: [String]) -> [String] {
  var taken: Set<String> = []
  let named = Set(header)
  var result: [String] = []
  result.reserveCapacity(header.count)
  var nextNumber: [String: Int] = [:]
  for (index, cell) in header.enumerated() {
    let base = cell.isEmpty ? "column \(index + 1)" : cell
    var name = base
    var number = nextNumber[base] ?? 2
    while taken.contains(name) || (name != cell && named.contains(name)) {
      name = "\(base) (\(number))"
      number += 1
    }
    nextNumber[base] = number
    taken.insert(name)
    result.append(name)
  }
  return result
}

/// Reads the rows of a delimited text.
func readDelimited(_ inspection: Inspection, _ request: ReadRequest) throws(ReadingError) -> Table {
  let name = inspection.file.name
  var wanted: [Int] = []
  var places: [Int] = []
  for column in request.columns {
    guard let place = inspection.columns.firstIndex(of: column.name) else {
      throw .noColumn(file: name, name: column.name, columns: inspection.columns)
    }
    // One column may be read in two ways; it is then split off once.
    if let known = wanted.firstIndex(of: place) {
      places.append(known)
    } else {
      places.append(wanted.count)
      wanted.append(place)
    }
  }
  let orders = try dayMonthOrders(inspection, request)
  var builder = RowBuilder(request, orders: orders, file: name)
  let source = try textSource(inspection, request.limits)
  if wanted.count == places.count {
    try readRows(inspection, wanted, places: nil, source, &builder, request.limits)
  } else {
    try readRows(inspection, wanted, places: places, source, &builder, request.limits)
  }
  return builder.finish(contentHash: source.contentHash)
}

private func readRows(
  _ inspection: Inspection, _ wanted: [Int], places: [Int]?, _ source: ByteSource, _ builder: inout RowBuilder,
  _ limits: ReadingLimits
) throws(ReadingError) {
  let width = inspection.columns.count
  var scanner = RecordScanner(
    file: inspection.file.name, delimiter: inspection.delimiter ?? noDelimiter, wanted: wanted,
    columnNames: inspection.columns, limits: limits)
  try skip(inspection.preamble + 1, &scanner, source)
  let copies = UnsafeMutablePointer<FieldSpan>.allocate(capacity: max(1, places?.count ?? 0))
  defer { copies.deallocate() }
  while true {
    switch try scanner.next(from: source) {
    case .blank: continue
    case .end:
      try builder.check()
      return
    case .record: break
    }
    let base = Bytes(scanner.base)
    guard scanner.recordNumber < Int(UInt32.max) else { throw .tooManyRows(file: inspection.file.name) }
    let row = UInt32(truncatingIfNeeded: scanner.recordNumber)
    if scanner.fieldCount != width || scanner.unclosedField >= 0 {
      if scanner.fieldCount == 1, width > 1, scanner.isWhiteSpace { continue }
      noteShape(&scanner, width, row, &builder)
    }
    if let places {
      for (index, place) in places.enumerated() { (copies + index).initialize(to: scanner.spans[place]) }
      builder.add(base, copies, row: row)
    } else {
      builder.add(base, scanner.spans, row: row)
    }
    if row & 0xFFFF == 0 { try builder.check() }
  }
}

/// Notes a row with too few or too many cells, or with a quotation mark that never ends.
func noteShape(_ scanner: inout RecordScanner, _ width: Int, _ row: UInt32, _ builder: inout RowBuilder) {
  let (start, length) = scanner.record
  // One empty cell too many is a delimiter at the end of the line, and nothing is lost.
  let isOnlyTrailing = scanner.fieldCount == width + 1 && !scanner.hasTextBeyond
  if scanner.fieldCount != width, !isOnlyTrailing { builder.note(.raggedRow, row: row, start, length) }
  if scanner.unclosedField >= 0 { builder.note(.unclosedQuote, row: row, start, length) }
}

/// Decides the order of day and month for each requested column, in a pass of its own when the head leaves it open.
func dayMonthOrders(
  _ inspection: Inspection, _ request: ReadRequest
) throws(ReadingError) -> [DayMonthOrder] {
  var evidence = request.columns.map { column in
    var evidence = DayMonthEvidence(column.kind)
    if DayMonthEvidence.asks(column.kind), let place = inspection.columns.firstIndex(of: column.name) {
      for sample in inspection.samples[place] { evidence.add(sample) }
    }
    return evidence
  }
  let isDeclared = inspection.decimals != .open
  let undecided = evidence.indices.filter {
    let kind = request.columns[$0].kind
    return DayMonthEvidence.asks(kind) && evidence[$0].isOpen && !(isDeclared && kind == .decimal)
  }
  let isWholeFileSampled = (inspection.samples.first?.count ?? 0) < sampledRows(columns: inspection.columns.count)
  if !undecided.isEmpty, !isWholeFileSampled {
    let places = undecided.map { inspection.columns.firstIndex(of: request.columns[$0].name) ?? 0 }
    let wanted = Array(Set(places)).sorted()
    let slots = places.map { wanted.firstIndex(of: $0) ?? 0 }
    for index in undecided { evidence[index] = DayMonthEvidence(request.columns[index].kind) }
    let source = try textSource(inspection, request.limits)
    var scanner = RecordScanner(
      file: inspection.file.name, delimiter: inspection.delimiter ?? noDelimiter, wanted: wanted,
      columnNames: inspection.columns, limits: request.limits)
    try skip(inspection.preamble + 1, &scanner, source)
    scan: while true {
      switch try scanner.next(from: source) {
      case .end: break scan
      case .blank: continue
      case .record: break
      }
      for (slot, index) in zip(slots, undecided) {
        let span = scanner.spans[slot]
        if span.length > 0 { evidence[index].add(cell: Bytes(scanner.base) + span.start, span.length, span.form) }
      }
    }
  }
  return zip(request.columns, evidence).map { column, evidence in
    switch column.kind {
    case .decimal where isDeclared: return DayMonthOrder(decimals: inspection.decimals)
    case .time(.auto), .time(.excelSwapped), .decimal: return evidence.order
    case .time(.mdy): return DayMonthOrder(isDayFirst: false)
    case .time, .dictionary, .ids, .integer: return DayMonthOrder()
    }
  }
}
