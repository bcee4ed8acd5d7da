/// Where the rows of a workbook's table stand, as its inspection found it.
package struct SheetPlace: Sendable, Equatable {
  /// The sheet's name.
  package var sheet: String
  /// The names of all sheets of cells, hidden ones included, in the order of their tabs.
  package var sheets: [String]
  /// The place of the header among the rows that the sheet writes, from 1.
  var header: Int
  /// The first column of the table; A is 0.
  var firstColumn: Int
  /// The number of columns of the table.
  var width: Int
  /// Whether the samples are all there is.
  var isWholeSampled: Bool
}

/// Finds header and first rows of a sheet.
final class SheetSampler: XLSXSheet {
  /// A row's filled cells.
  private struct Row {
    var ordinal: Int
    var number = 0
    var cells: [(column: Int, text: String)] = []
  }

  /// How many rows may stand above a header: titles, filters, who made the export and when.
  private static let titles = 20
  private var rows: [Row] = []
  private var row = Row(ordinal: 0)
  private var sampledBytes = 0
  /// Whether there may be more rows than were looked at.
  private(set) var isCut = false
  /// The row of the sheet that names the columns, where it is known.
  var headerRow: Int?

  override func beginRow() { row = Row(ordinal: rowOrdinal, number: rowNumber) }

  override func take(_ column: Int, _ text: UnsafeBufferPointer<UInt8>) {
    sampledBytes += text.count
    row.cells.append((column, trimmed(String(decoding: text, as: UTF8.self))))
  }

  override func endRow() {
    rows.append(row)
    if rows.count > Self.titles + sampleRows || sampledBytes > limits.recordBytes {
      isCut = true
      stop()
    }
  }

  /// The place of the header among the filled rows: the first with two filled cells and more than half as many as the
  /// widest has; without any such row the first.
  private var header: Int {
    if let headerRow, let place = rows.firstIndex(where: { $0.number == headerRow }) { return place }
    let top = rows.prefix(Self.titles)
    let widest = top.map(\.cells.count).max() ?? 0
    return top.firstIndex { $0.cells.count >= max(2, widest / 2 + 1) } ?? 0
  }

  /// The table's place, the header's cells and the first rows by column; `nil` for a sheet without anything.
  func table() -> (header: Int, firstColumn: Int, names: [String], samples: [[String]])? {
    guard let (ordinals, first, cells) = cells(from: header), let names = cells.first else { return nil }
    let samples = names.indices.map { column in cells.dropFirst().map { sampled($0[column]) } }
    return (ordinals[0], first, names, samples)
  }

  /// A survey tool's table: its layout, the place of its last header row, and the first answers by column.
  ///
  /// A tool that writes a question over the first of its columns only has a first row too sparse to pass for a header, so
  /// every row down to the header is looked at.
  func surveyTable(
    declared: InputFormat?
  ) -> (layout: SurveyLayout, header: Int, firstColumn: Int, samples: [[String]], rows: Int)? {
    guard !rows.isEmpty else { return nil }
    func table(from start: Int, declared: InputFormat?, only format: InputFormat?) -> (
      layout: SurveyLayout, header: Int, firstColumn: Int, samples: [[String]], rows: Int
    )? {
      guard let (ordinals, first, cells) = cells(from: start),
        var layout = SurveyLayout.recognised(Array(cells.prefix(SurveyLayout.rowsNeeded)), declared: declared),
        format == nil || .surveyTool(layout.tool) == format, layout.headerRows <= cells.count
      else { return nil }
      let rows = cells.dropFirst(layout.headerRows)
      let answers = rows.filter { row in layout.rule(leavingOut: { row[$0] }) == nil }
      layout.holdsOnlyTests = answers.isEmpty && !rows.isEmpty
      let shown = answers.isEmpty ? Array(rows) : answers
      let samples = layout.columns.indices.map { column in shown.map { layout.readable(column, sampled($0[column])) } }
      return (layout, ordinals[layout.headerRows - 1], first, samples, rows.count)
    }
    for start in 0...header {
      if let found = table(from: start, declared: nil, only: declared) { return found }
    }
    return declared.flatMap { table(from: header, declared: $0, only: nil) }
  }

  /// The rows from one on, cell by cell, with their places; `nil` when there is nothing in them.
  private func cells(from start: Int) -> (ordinals: [Int], firstColumn: Int, cells: [[String]])? {
    guard start < self.rows.count else { return nil }
    let rows = self.rows[start...].prefix(sampleRows + 1)
    // A column without a name may hold something all the same, left of the header as well as right of it.
    let columns = rows.flatMap { $0.cells.map(\.column) }
    guard let first = columns.min(), let last = columns.max() else { return nil }
    let cells = rows.map { row in
      var texts = Array(repeating: "", count: last - first + 1)
      for cell in row.cells { texts[cell.column - first] = cell.text }
      return texts
    }
    return (rows.map(\.ordinal), first, cells)
  }
}

/// Reads the requested columns of a sheet into a builder.
final class SheetRows: XLSXSheet {
  /// Takes the rows.
  private(set) var builder: RowBuilder
  private let place: SheetPlace
  private let names: [String]
  /// For each column of the sheet the first requested column that reads it, or −1.
  private var slots = Array(repeating: -1, count: XLSXSheet.columnLimit)
  /// Requested columns that read a column which an earlier one reads already.
  private var repeats: [(column: Int, slot: Int)] = []
  private var serials: [Bool]
  private var cells: CellRow
  private var isRagged = false
  private let survey: SurveyLayout?
  /// Counts rows of a survey tool that are no answers.
  private var filter: SurveyRowFilter?
  /// The current row's cells that tell whether it is an answer, by column of the table.
  private var status: [Int: String] = [:]
  private let statusColumns: Set<Int>

  /// Reads columns of the table at a place.
  init(
    _ part: ZipPart, _ workbook: XLSXWorkbook, strings: XLSXSharedStrings, kinds: [XLSXNumberKind],
    _ place: SheetPlace, names: [String], columns: [(place: Int, isSerial: Bool)],
    survey: SurveyLayout?, limits: ReadingLimits, builder: consuming RowBuilder
  ) {
    self.survey = survey
    filter = survey.map { SurveyRowFilter($0) }
    statusColumns = Set((survey?.rules ?? []).map { place.firstColumn + $0.column })
    self.place = place
    self.names = names
    self.builder = builder
    cells = CellRow(columns: columns.count)
    serials = columns.map(\.isSerial)
    for (slot, column) in columns.enumerated() {
      let at = place.firstColumn + column.place
      if slots[at] < 0 { slots[at] = slot } else { repeats.append((at, slot)) }
    }
    super.init(part, limits: limits, strings: strings, kinds: kinds, is1904: workbook.is1904)
  }

  override func beginRow() {
    cells.clear()
    isRagged = false
    if !status.isEmpty { status.removeAll(keepingCapacity: true) }
  }

  override func wants(_ column: Int) -> Bool {
    if column < place.firstColumn || column >= place.firstColumn + place.width { isRagged = true }
    return rowOrdinal > place.header && (slots[column] >= 0 || statusColumns.contains(column))
  }

  override func isSerial(_ column: Int) -> Bool { slots[column] >= 0 && serials[slots[column]] }

  override func take(_ column: Int, _ text: UnsafeBufferPointer<UInt8>) {
    let own = column - place.firstColumn
    if statusColumns.contains(column) { status[own] = trimmed(String(decoding: text, as: UTF8.self)) }
    guard slots[column] >= 0 else { return }
    if let survey, survey.timeColumns.contains(own) {
      let time = survey.readable(own, String(decoding: text, as: UTF8.self))
      cells.set(slots[column], time)
      for entry in repeats where entry.column == column { cells.set(entry.slot, time) }
      return
    }
    cells.set(slots[column], text)
    if !repeats.isEmpty { for entry in repeats where entry.column == column { cells.set(entry.slot, text) } }
  }

  override func takeError(_ column: Int, _ text: UnsafeBufferPointer<UInt8>) {
    guard let base = text.baseAddress, slots[column] >= 0 else { return }
    builder.note(.formulaError, column: slots[column], row: UInt32(clamping: rowNumber), base, text.count)
  }

  override func endRow() {
    guard rowOrdinal > place.header else { return }
    let row = UInt32(clamping: rowNumber)
    if filter?.takes(row: row, cell: { self.status[$0] ?? "" }) == false { return }
    if isRagged {
      let nothing: [UInt8] = [0]
      nothing.withUnsafeBufferPointer { buffer in
        if let base = buffer.baseAddress { builder.note(.raggedRow, row: row, base, 0) }
      }
    }
    cells.add(to: &builder, row: row)
    if row & 0xFFFF == 0 {
      do { try builder.check() } catch { fail(error) }
    }
  }

  override func columnName(_ column: Int) -> String {
    let at = column - place.firstColumn
    return names.indices.contains(at) ? names[at] : Self.letters(column)
  }

  /// The table of everything read.
  func finish(contentHash: UInt32) throws(ReadingError) -> Table {
    try builder.check()
    var table = builder.finish(contentHash: contentHash)
    filter?.settle(&table)
    return table
  }
}

/// Looks through the whole of some columns for dates that tell whether the day or the month comes first.
final class SheetDates: XLSXSheet {
  /// What was found, by column of the sheet.
  private(set) var evidence: [Int: DayMonthEvidence]
  private let header: Int

  /// Looks through columns below a header.
  init(
    _ part: ZipPart, _ workbook: XLSXWorkbook, strings: XLSXSharedStrings, kinds: [XLSXNumberKind], header: Int,
    columns: [Int], limits: ReadingLimits
  ) {
    self.header = header
    evidence = Dictionary(columns.map { ($0, DayMonthEvidence()) }, uniquingKeysWith: { first, _ in first })
    super.init(part, limits: limits, strings: strings, kinds: kinds, is1904: workbook.is1904)
  }

  override func wants(_ column: Int) -> Bool { rowOrdinal > header && evidence[column] != nil }

  override func take(_ column: Int, _ text: UnsafeBufferPointer<UInt8>) {
    if let base = text.baseAddress { evidence[column]?.add(cell: base, text.count, .clean) }
  }
}
