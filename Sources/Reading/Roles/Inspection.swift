/// What one look at the beginning of a file tells.
package struct Inspection: Sendable {
  /// The file that was looked at.
  package var file: InputFile
  /// Which reader reads it.
  package var format: InputFormat
  /// How its text is encoded; XES logs declare it themselves.
  package var encoding: TextEncoding
  /// Whether it is gzip data.
  package var isCompressed: Bool
  /// The byte between cells; `nil` for XES and for a file of one column.
  package var delimiter: UInt8?
  /// The header's names in order, made unique; XES: keys in order of first sight, those of traces after `case:`.
  package var columns: [String]
  /// For each column up to two hundred values from the first rows, empty ones included.
  package var samples: [[String]] { didSet { profiles = ColumnProfiles() } }
  /// Lines before the header that only speak to a spreadsheet (`sep=;`).
  var preamble = 0
  /// Where the rows are in a workbook; `nil` for every other format.
  package internal(set) var sheet: SheetPlace?
  /// The survey questions among the columns, with what their wording tells about them.
  package var questions: [QuestionColumn] = []
  /// The zone of times without one, where the file names it (`Asia/Jerusalem`, `UTC`); the project's zone otherwise.
  package var declaredZone: String?
  /// Where a survey tool's table has its headers and which of its rows are answers.
  var survey: SurveyLayout?
  /// The variables of an SPSS file.
  var spss: SPSSDictionary?
  /// Whether JSON objects lie in an array or stretch over lines, instead of one a line.
  var isStreamOfJSON = false
  /// The mark that parts decimals, where the project says it.
  package var decimals = DecimalMark.open
  /// NUL bytes of the text, which are passed over; `nil` without any.
  var nul: NULBytes?
  /// Where the columns of a text without delimiter stand.
  var layout = FixedWidthLayout.runs
  /// Whether the first row names the columns; where it does not, they are `column 1` and so on.
  package var hasHeader = true
  /// What becomes of the rows before they are read.
  package var shape = TableShape.long
  /// What is made of columns and rows before they are read; `nil` where they are read as they are.
  package internal(set) var preparation: RowPreparation?
  /// The open file, kept because standard input can be opened only once.
  let raw: RawFile
  /// What was found out about columns of these samples.
  private(set) var profiles = ColumnProfiles()
}

/// How many rows an inspection keeps.
let sampleRows = 200

/// How many of so many columns' rows an inspection keeps: a table of a hundred thousand columns shows itself in a few.
func sampledRows(columns: Int) -> Int { max(3, min(sampleRows, 400_000 / max(1, columns))) }

/// The longest sample in bytes: whatever a column holds shows in the beginning of its texts.
private let sampleBytes = 1024

/// A cell's text as a sample: without white space around it and without what a spreadsheet keeps it as a text by, and its
/// beginning alone where it is long.
func sampled(_ text: String) -> String {
  let trimmed = trimmed(text)
  let text = textWithin(trimmed) ?? trimmed
  guard text.utf8.count > sampleBytes else { return text }
  // A character that is cut is repaired, which no guess minds.
  return String(decoding: text.utf8.prefix(sampleBytes), as: UTF8.self)
}

/// The same for the bytes of a cell.
func sampled(_ bytes: ArraySlice<UInt8>) -> String {
  sampled(String(decoding: bytes.prefix(sampleBytes * 2), as: UTF8.self))
}

/// Looks at the beginning of a file; without a format it is found from the content.
///
/// Standard input is used up by this: keep the inspection, which can be read from any number of times.
///
/// - Parameters:
///   - sheet: the sheet to read, for a workbook of several.
///   - hints: what the project says that a look at the file would otherwise have to find out.
package func inspect(
  _ file: InputFile, format: InputFormat?, sheet: String? = nil, hints: ReadingHints = ReadingHints(),
  limits: ReadingLimits = ReadingLimits()
) throws(ReadingError) -> Inspection {
  let raw = try RawFile(file)
  let magic = try beginning(raw, isCompressed: false, bytes: 8, limits: limits)
  if magic.isEmpty { throw .emptyFile(file: file.name) }
  if ContentSniffer.isZip(magic), format.map({ $0 == .xlsx || $0.isSurveyTool }) ?? true {
    var inspection = Inspection(
      file: file, format: .xlsx, encoding: .utf8, isCompressed: false, delimiter: nil, columns: [], samples: [],
      raw: raw)
    try inspectXLSX(&inspection, declared: format, sheet: sheet, headerRow: hints.headerRow, limits: limits)
    return inspection
  }
  let isCompressed = magic.starts(with: [0x1F, 0x8B])
  let headBytes = 1 << 18
  let head = try beginning(raw, isCompressed: isCompressed, bytes: headBytes, limits: limits)
  if head.isEmpty { throw .emptyFile(file: file.name) }
  if ContentSniffer.isCompoundFile(head) {
    throw .notReadable(file: file.name, .plain(try CompoundFile.kind(raw, head)))
  }
  if format == nil || format == .sav, ContentSniffer.isSPSS(head) {
    return try inspectSPSS(file, raw, isCompressed: isCompressed, limits: limits)
  }
  if format == .sav { throw .notSPSS(file: file.name) }
  if let kind = ContentSniffer.unreadableKind(head) { throw .notReadable(file: file.name, .plain(kind)) }
  if format == .xlsx { throw .notReadable(file: file.name, .plain(.noWorkbook)) }
  let nul = try NULBytes(raw, isCompressed: isCompressed, head: head, limits: limits)
  guard let encoding = hints.encoding ?? ContentSniffer.encoding(nul == nil ? head : head.filter { $0 != 0 }) else {
    throw .binaryFile(file: file.name)
  }

  let text = try textBeginning(
    raw, isCompressed: isCompressed, encoding: encoding, dropsNUL: nul != nil, bytes: headBytes, limits: limits)
  let lowerName = file.path.lowercased()
  let isNamedXES = lowerName.hasSuffix(".xes") || lowerName.hasSuffix(".xes.gz")
  let isXES = format.map { $0 == .xes } ?? (isNamedXES || ContentSniffer.isXML(text))
  var inspection = Inspection(
    file: file, format: format ?? .csv, encoding: encoding, isCompressed: isCompressed, delimiter: nil, columns: [],
    samples: [], raw: raw)
  inspection.nul = nul
  if format == .surveyTool(.limesurvey) || format == nil,
    ContentSniffer.isLimeSurveyXML(text, isDeclared: format != nil)
  {
    inspection.format = .surveyTool(.limesurvey)
    try inspectLimeSurvey(&inspection, limits: limits)
    return inspection
  }
  if ContentSniffer.isSpreadsheetXML(text) { throw .notReadable(file: file.name, .plain(.spreadsheetXML)) }
  if isXES {
    inspection.format = .xes
    try inspectXES(&inspection, limits: limits)
    return inspection
  }
  let isNamedJSON = [".jsonl", ".ndjson", ".json"].contains {
    lowerName.hasSuffix($0) || lowerName.hasSuffix($0 + ".gz")
  }
  if format.map({ $0 == .jsonl }) ?? (isNamedJSON || ContentSniffer.isJSON(text)) {
    inspection.format = .jsonl
    try inspectJSONL(&inspection, head: text, limits: limits)
    inspection.questions = questionsByWording(inspection.columns, inspection.samples)
    return inspection
  }
  if let kind = ContentSniffer.unreadableText(text) { throw .notReadable(file: file.name, .plain(kind)) }
  if text.allSatisfy(isASCIISpace) { throw .emptyFile(file: file.name) }
  if text.starts(with: Array("sep=".utf8)), text.count > 4 {
    // Titles may follow the line that names the delimiter.
    var below = hints
    below.headerRow = hints.headerRow.map { max(1, $0 - 1) }
    let rest = Array(text.drop { $0 != 0x0A && $0 != 0x0D }.drop { $0 == 0x0A || $0 == 0x0D })
    let lines = LinesAbove(rest, isWhole: text.count < headBytes, hints: below, delimiter: text[4])
    inspection.preamble = 1 + lines.records
    inspection.delimiter = text[4]
  } else {
    let lines = LinesAbove(text, isWhole: text.count < headBytes, hints: hints, delimiter: format == .tsv ? 0x09 : nil)
    inspection.preamble = lines.records
    inspection.delimiter = lines.delimiter
  }
  if format == .fixedWidth || (format == nil && inspection.mayBeFixedWidth) {
    if let layout = FixedWidthLayout(text, isWhole: text.count < headBytes, isAsked: format != nil) {
      inspection.format = .fixedWidth
      inspection.layout = layout
      try inspectFixedWidth(&inspection, limits: limits)
      return inspection
    }
    if format != nil { throw .noFixedColumns(file: file.name) }
  }
  if format == nil, inspection.delimiter == 0x09 { inspection.format = .tsv }
  try inspectDelimited(&inspection, limits: limits)
  if format != .csv, format != .tsv {
    try inspectSurvey(&inspection, declared: format, limits: limits)
  }
  if inspection.survey == nil {
    inspection.questions = questionsByWording(inspection.columns, inspection.samples)
    inspection.questions = withGrids(inspection)
  }
  return inspection
}

/// Whether a file may be a workbook, as its first bytes tell; standard input, which can be read once only, is left alone.
package func beginsAsWorkbook(_ file: InputFile) -> Bool {
  guard file.path != "-", let raw = try? RawFile(file),
    let head = try? beginning(raw, isCompressed: false, bytes: 8, limits: ReadingLimits())
  else { return false }
  return ContentSniffer.isZip(head)
}

/// The first bytes of a file as they are, uncompressed.
private func beginning(
  _ raw: RawFile, isCompressed: Bool, bytes: Int, limits: ReadingLimits
) throws(ReadingError) -> [UInt8] {
  let source = try ByteSource(raw, isCompressed: isCompressed, encoding: nil, limits: limits)
  return try firstBytes(of: source, bytes)
}

/// The first bytes of a file's text as UTF-8.
private func textBeginning(
  _ raw: RawFile, isCompressed: Bool, encoding: TextEncoding, dropsNUL: Bool, bytes: Int, limits: ReadingLimits
) throws(ReadingError) -> [UInt8] {
  let source = try ByteSource(
    raw, isCompressed: isCompressed, encoding: encoding, dropsNUL: dropsNUL, limits: limits)
  return try firstBytes(of: source, bytes)
}

private func firstBytes(of source: ByteSource, _ count: Int) throws(ReadingError) -> [UInt8] {
  let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: count)
  defer { buffer.deallocate() }
  var got = 0
  while got < count {
    let more = try source.read(into: buffer + got, count: count - got)
    if more == 0 { break }
    got += more
  }
  return Array(UnsafeBufferPointer(start: buffer, count: got))
}

/// Reads a file's rows into typed columns.
package func read(_ inspection: Inspection, _ request: ReadRequest) throws(ReadingError) -> Table {
  do throws(ReadingError) {
    let table = try readOnce(inspection, request)
    if let again = try inspection.decoded(after: table.issues) { return try readMarked(again, request) }
    return try table.marked(inspection)
  } catch .binaryFile(let file) {
    guard let again = try inspection.withoutNUL() else { throw .binaryFile(file: file) }
    return try readMarked(again, request)
  }
}

private func readMarked(_ inspection: Inspection, _ request: ReadRequest) throws(ReadingError) -> Table {
  try readOnce(inspection, request).marked(inspection)
}

/// The same without a second look at the encoding.
func readOnce(_ inspection: Inspection, _ request: ReadRequest) throws(ReadingError) -> Table {
  if inspection.shape != .long { return try readReshaped(inspection, request) }
  if inspection.preparation != nil { return try readPrepared(inspection, request) }
  switch inspection.format {
  case .csv, .tsv: return try readDelimited(inspection, request)
  case .jsonl: return try readJSONL(inspection, request)
  case .fixedWidth: return try readFixedWidth(inspection, request)
  case .xes: return try readXES(inspection, request)
  case .xlsx: return try readXLSX(inspection, request)
  case .sav: return try readSPSS(inspection, request)
  case .surveyTool:
    if let layout = inspection.survey { return try readSurvey(inspection, layout, request) }
    return try readLimeSurvey(inspection, request)
  }
}
