import CLibXML2

/// Follows LimeSurvey's XML: a document of tables, each with its fields and its rows of elements named like them.
///
/// Responses (`.lsr`) are read row by row; of a survey's structure (`.lss`) the few fields that tell its questions are kept.
struct LimeSurveyState: ~Copyable {
  private let file: String
  private let limits: ReadingLimits
  private var context: xmlParserCtxtPtr?
  private var depth = 0
  private var table = ""
  private var part = ""
  private var element = ""
  private var text: [UInt8] = []
  private var keptBytes = 0
  private var isInRow = false
  /// One row of a structure table, by field.
  private var row: [String: String] = [:]
  /// The row of responses, by column.
  private var cells: [Int: String] = [:]
  private var places: [String: Int] = [:]

  /// What ended the parsing, if not the XML itself.
  private(set) var failure: ReadingError?
  /// Enough was seen, or parsing failed.
  private(set) var isStopped = false
  /// The languages, the survey's own first.
  private(set) var languages: [String] = []
  /// The names of the fields of the responses.
  private(set) var columns: [String] = []
  /// The first values of each of them.
  private(set) var samples: [[String]] = []
  /// How many responses have begun.
  private(set) var responses = 0
  /// The rows of the tables that tell the questions.
  private(set) var structure: [String: [[String: String]]] = [:]

  private let requested: [[Int]]
  private var output: CellRow
  /// Takes the responses, unless they are only looked at.
  var builder: RowBuilder
  private let isSampling: Bool

  /// Looks at the questions and the first responses.
  init(sampling file: String, limits: ReadingLimits) {
    self.file = file
    self.limits = limits
    isSampling = true
    requested = []
    output = CellRow(columns: 0)
    builder = RowBuilder(ReadRequest(columns: [], zone: .utc), orders: [], file: file)
  }

  /// Reads requested columns; `names` are those of the inspection, `requested` the wanted cells of each.
  init(
    file: String, names: [String], requested: [[Int]], count: Int, builder: consuming RowBuilder, limits: ReadingLimits
  ) {
    self.file = file
    self.limits = limits
    isSampling = false
    self.requested = requested
    output = CellRow(columns: count)
    self.builder = builder
    for (index, name) in names.enumerated() where places[Self.elementName(name)] == nil {
      places[Self.elementName(name)] = index
    }
    columns = names
  }

  /// A field's name as an element: LimeSurvey puts `_` before a digit and writes `-` for `#`.
  private static func elementName(_ field: String) -> String {
    let isDigit = field.utf8.first.map { $0 >= 0x30 && $0 <= 0x39 } ?? false
    return (isDigit ? "_" : "") + field.replacing("#", with: "-")
  }

  /// Takes the parser, to stop it and to ask it for lines.
  mutating func begin(_ context: xmlParserCtxtPtr?) { self.context = context }

  private var line: Int { context.map { Int(xmlSAX2GetLineNumber($0)) } ?? 0 }

  private mutating func fail(_ error: ReadingError) {
    if failure == nil { failure = error }
    isStopped = true
    xmlStopParser(context)
  }

  /// Ends the parsing at a DOCTYPE.
  mutating func refuseDoctype() { fail(.doctype(file: file, line: line)) }

  /// An element begins.
  mutating func start(_ name: UnsafePointer<xmlChar>?) {
    if isStopped { return }
    guard depth < limits.xmlDepth else { return fail(.xmlTooDeep(file: file, line: line, limit: limits.xmlDepth)) }
    let name = name.map { String(cString: $0) } ?? ""
    depth += 1
    text.removeAll(keepingCapacity: true)
    switch depth {
    case 1: if name != "document" { fail(.notLimeSurvey(file: file, root: name)) }
    case 2: table = name
    case 3: part = name
    case 4:
      element = name
      if part == "rows", name == "row" { startRow() }
    case 5: element = name
    default: break
    }
  }

  /// Text of the current element.
  mutating func take(_ characters: UnsafePointer<xmlChar>?, _ count: Int) {
    guard !isStopped, let characters, depth >= 3 else { return }
    guard text.count + count <= limits.fieldBytes else {
      return fail(
        .valueTooLong(
          file: file, row: responses, column: element, limit: limits.fieldBytes, format: .surveyTool(.limesurvey)))
    }
    text.append(contentsOf: UnsafeBufferPointer(start: characters, count: count))
  }

  /// The current element ends.
  mutating func end() {
    if isStopped { return }
    let value = trimmed(String(decoding: text, as: UTF8.self))
    text.removeAll(keepingCapacity: true)
    switch depth {
    case 3: if table == "languages", part == "language" { languages.append(value) }
    case 4:
      if part == "fields", table == "responses", isSampling { _ = addColumn(value) }
      if isInRow { endRow() }
    case 5: if isInRow { takeCell(value) }
    default: break
    }
    depth -= 1
  }

  private mutating func startRow() {
    isInRow = true
    row.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    if table == "responses" { responses += 1 }
    if responses >= Int(UInt32.max) { fail(.tooManyRows(file: file)) }
  }

  /// Fields that tell the questions and the labels of their answers.
  private static let kept: Set<String> = [
    "qid", "parent_qid", "type", "title", "question", "language", "code", "answer", "aid", "sid",
  ]
  private static let tables: Set<String> = ["questions", "subquestions", "question_l10ns", "answers", "answer_l10ns"]

  private mutating func takeCell(_ value: String) {
    if table == "responses" {
      if let place = places[element] ?? (isSampling ? addColumn(element) : nil) { cells[place] = value }
    } else if isSampling, Self.tables.contains(table), Self.kept.contains(element) {
      keptBytes += value.utf8.count + 64
      guard keptBytes <= limits.recordBytes else {
        return fail(.recordTooLong(file: file, row: line, limit: limits.recordBytes))
      }
      row[element] = value
    }
  }

  private mutating func addColumn(_ name: String) -> Int? {
    if let known = places[Self.elementName(name)] ?? places[name] { return known }
    guard columns.count < limits.columns else {
      fail(.tooManyColumns(file: file, limit: limits.columns))
      return nil
    }
    places[Self.elementName(name)] = columns.count
    columns.append(name)
    samples.append(Array(repeating: "", count: min(max(0, responses - 1), sampleRows)))
    return columns.count - 1
  }

  private mutating func endRow() {
    isInRow = false
    guard table == "responses" else {
      if isSampling, Self.tables.contains(table), !row.isEmpty { structure[table, default: []].append(row) }
      row.removeAll(keepingCapacity: true)
      return
    }
    if isSampling {
      guard responses <= sampleRows else { return }
      for index in columns.indices { samples[index].append(sampled(cells[index] ?? "")) }
    } else {
      output.clear()
      for (index, wanted) in requested.enumerated() {
        guard let value = cells[index] else { continue }
        for place in wanted { output.set(place, value) }
      }
      output.add(to: &builder, row: UInt32(truncatingIfNeeded: responses))
    }
  }
}
