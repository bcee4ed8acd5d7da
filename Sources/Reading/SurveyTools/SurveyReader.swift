/// Counts the rows of a survey export that are no answers while the others are read.
struct SurveyRowFilter {
  private let layout: SurveyLayout
  private var issues: IssueCollector
  private var leftOut = 0

  /// A filter of a layout's rows.
  init(_ layout: SurveyLayout) {
    self.layout = layout
    issues = IssueCollector(columns: layout.rules.map { layout.columns[$0.column] })
  }

  /// Whether a row is an answer; one that is not is counted.
  mutating func takes(row: UInt32, cell: (Int) -> String) -> Bool {
    guard let rule = layout.rule(leavingOut: cell) else { return true }
    leftOut += 1
    let word = Array(cell(layout.rules[rule].column).utf8) + [0]
    word.withUnsafeBufferPointer { buffer in
      if let start = buffer.baseAddress {
        issues.add(.notAnAnswer, column: rule, row: row, start, buffer.count - 1)
      }
    }
    return false
  }

  /// Enters the rows left out into the table of the others.
  func settle(_ table: inout Table) {
    table.rowsRead += leftOut
    table.issues.merge(issues.log(rejectedRows: 0))
  }
}

/// Looks whether a survey tool has written a delimited text; if so, columns, samples and questions become those of its
/// answers.
func inspectSurvey(
  _ inspection: inout Inspection, declared: InputFormat?, limits: ReadingLimits
) throws(ReadingError) {
  let source = try textSource(inspection, limits)
  let width = inspection.columns.count
  var scanner = RecordScanner(
    file: inspection.file.name, delimiter: inspection.delimiter ?? noDelimiter, wanted: Array(0..<width),
    columnNames: inspection.columns, limits: limits)
  try skip(inspection.preamble, &scanner, source)
  var head: [[String]] = []
  while head.count < SurveyLayout.rowsNeeded, let cells = try nextCells(&scanner, source, width) { head.append(cells) }
  guard var layout = SurveyLayout.recognised(head, declared: declared) else { return }
  inspection.format = .surveyTool(layout.tool)
  var samples: [[String]] = Array(repeating: [], count: width)
  // What the columns hold shows in tests too, where there is nothing else.
  var tests = samples
  var rows = 0
  var answers = 0
  func take(_ cells: [String]) {
    rows += 1
    guard layout.rule(leavingOut: { cells[$0] }) == nil else {
      if answers == 0, rows <= sampledRows(columns: width) {
        for index in 0..<width { tests[index].append(layout.readable(index, sampled(cells[index]))) }
      }
      return
    }
    answers += 1
    for index in 0..<width { samples[index].append(layout.readable(index, sampled(cells[index]))) }
  }
  for cells in head.dropFirst(layout.headerRows) { take(cells) }
  while answers < sampledRows(columns: width), let cells = try nextCells(&scanner, source, width) { take(cells) }
  if rows == 0 { throw .headerOnly(file: inspection.file.name, columns: layout.columns) }
  layout.holdsOnlyTests = answers == 0
  inspection.adopt(layout, samples: answers == 0 ? tests : samples)
}

extension Inspection {
  /// Takes over what a survey tool's layout says about the columns, with the first answers column by column.
  ///
  /// The format stays: a workbook laid out like that is still read by its own reader, which asks `survey` for the
  /// number of header rows and passes each row through a `SurveyRowFilter`.
  mutating func adopt(_ layout: SurveyLayout, samples: [[String]]) {
    survey = layout
    columns = layout.columns
    declaredZone = layout.zone
    self.samples = samples
    questions = layout.questions(samples)
  }
}

extension Inspection {
  /// The same export with previews, tests and deleted answers among its answers.
  package func keepingTests() -> Inspection {
    var result = self
    result.survey?.rules = []
    return result
  }

  /// Whether a survey tool's first rows are previews, tests and deleted answers, and nothing else.
  package var holdsOnlyTests: Bool { survey?.holdsOnlyTests ?? false }
}

/// The cells of the next record that is no empty line.
private func nextCells(
  _ scanner: inout RecordScanner, _ source: ByteSource, _ width: Int
) throws(ReadingError) -> [String]? {
  while true {
    switch try scanner.next(from: source) {
    case .end: return nil
    case .blank: continue
    case .record: break
    }
    if scanner.fieldCount == 1, width > 1, scanner.isWhiteSpace { continue }
    return (0..<width).map { index in
      let span = scanner.spans[index]
      // Of a question no more is needed than this, and of an answer less.
      return fieldText(Bytes(scanner.base) + span.start, min(span.length, 16 << 10), span.form).text
    }
  }
}

/// Reads the answers of a survey tool's delimited text.
func readSurvey(
  _ inspection: Inspection, _ layout: SurveyLayout, _ request: ReadRequest
) throws(ReadingError) -> Table {
  let name = inspection.file.name
  var places: [Int] = []
  for column in request.columns {
    guard let place = layout.columns.firstIndex(of: column.name) else {
      throw .noColumn(file: name, name: column.name, columns: layout.columns)
    }
    places.append(place)
  }
  let width = layout.columns.count
  let wanted = Array(Set(places + layout.rules.map(\.column))).sorted()
  let orders = try dayMonthOrders(inspection, request)
  var builder = RowBuilder(request, orders: orders, file: name)
  var filter = SurveyRowFilter(layout)
  var cells = CellRow(columns: places.count)
  let source = try textSource(inspection, request.limits)
  var scanner = RecordScanner(
    file: name, delimiter: inspection.delimiter ?? noDelimiter, wanted: wanted, columnNames: layout.columns,
    limits: request.limits)
  try skip(inspection.preamble + layout.headerRows, &scanner, source)
  var slotOf: [Int: Int] = [:]
  for (slot, column) in wanted.enumerated() { slotOf[column] = slot }
  while true {
    switch try scanner.next(from: source) {
    case .blank: continue
    case .end:
      try builder.check()
      var table = builder.finish(contentHash: source.contentHash)
      filter.settle(&table)
      return table
    case .record: break
    }
    guard scanner.recordNumber < Int(UInt32.max) else { throw .tooManyRows(file: name) }
    let row = UInt32(truncatingIfNeeded: scanner.recordNumber)
    let base = Bytes(scanner.base)
    let spans = scanner.spans
    func text(_ column: Int) -> String {
      guard let slot = slotOf[column] else { return "" }
      return fieldText(base + spans[slot].start, spans[slot].length, spans[slot].form).text
    }
    if scanner.fieldCount == 1, width > 1, scanner.isWhiteSpace { continue }
    guard filter.takes(row: row, cell: text) else { continue }
    if scanner.fieldCount != width || scanner.unclosedField >= 0 { noteShape(&scanner, width, row, &builder) }
    cells.clear()
    for (index, place) in places.enumerated() {
      if layout.timeColumns.contains(place) {
        cells.set(index, layout.readable(place, text(place)))
      } else if let slot = slotOf[place] {
        let span = spans[slot]
        unescaped(base + span.start, span.length, span.form).withUnsafeBufferPointer { cells.set(index, $0) }
      }
    }
    cells.add(to: &builder, row: row)
    if row & 0xFFFF == 0 { try builder.check() }
  }
}
