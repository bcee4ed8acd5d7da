import Basics
import CReadStat
import Foundation

/// What libreadstat's callbacks may touch while it goes through an SPSS file, behind one plain pointer.
struct SPSSState: ~Copyable {
  private let file: String
  private let limits: ReadingLimits
  private let size: Int
  private let isHebrew: Bool
  /// The variables met so far, or those the inspection has found.
  var dictionary: SPSSDictionary
  /// Their names.
  private(set) var names: [String] = []
  /// The sets of value labels, by their own names.
  private(set) var labelSets: [String: [AnswerLabel]] = [:]
  private var labelBytes = 0
  /// Which position each of libreadstat's indices has.
  private var placeOf: [Int: Int] = [:]
  /// What ended the reading, if the file itself was not at fault.
  private(set) var failure: ReadingError?
  /// Cases begun.
  private(set) var rows = 0
  /// The number of cases the file says it has, or -1.
  private(set) var declaredRows = -1
  /// Whether the file says that its text is in Windows-1255.
  private(set) var isDeclaredHebrew = false
  private var cellsRead = 0
  /// When looking: the first cells of each variable.
  private(set) var samples: [[String]] = []
  private let isSampling: Bool

  private let requested: [[Int]]
  private let isNumeric: [Bool]
  private let labelOf: [[String: String]]
  private var output: CellRow
  /// Takes the cases, unless they are only looked at.
  var builder: RowBuilder
  /// The codes that are no answers, by requested column.
  var missing: IssueCollector

  /// Looks at the variables and the first cases.
  init(sampling file: String, size: Int, encoding: TextEncoding, limits: ReadingLimits) {
    self.file = file
    isHebrew = encoding == .windows1255
    self.size = size
    self.limits = limits
    isSampling = true
    dictionary = SPSSDictionary()
    requested = []
    isNumeric = []
    labelOf = []
    output = CellRow(columns: 0)
    builder = RowBuilder(ReadRequest(columns: [], zone: .utc), orders: [], file: file)
    missing = IssueCollector(columns: [])
  }

  /// Reads requested columns: `requested` are the wanted cells of each variable.
  init(
    file: String, size: Int, encoding: TextEncoding, dictionary: SPSSDictionary, requested: [[Int]],
    request: ReadRequest, builder: consuming RowBuilder
  ) {
    self.file = file
    isHebrew = encoding == .windows1255
    self.size = size
    limits = request.limits
    isSampling = false
    self.dictionary = dictionary
    self.requested = requested
    isNumeric = request.columns.map { $0.kind == .decimal || $0.kind == .integer }
    labelOf = dictionary.variables.map { variable in
      guard variable.isCategory else { return [:] }
      return Dictionary(variable.labels.map { ($0.code, $0.label) }) { first, _ in first }
    }
    output = CellRow(columns: request.columns.count)
    self.builder = builder
    missing = IssueCollector(columns: request.columns.map(\.name))
  }

  /// A text of the file, which libreadstat has converted unless it is in Windows-1255.
  private func string(_ text: UnsafePointer<CChar>) -> String {
    if isHebrew, String(validatingCString: text) == nil {
      let bytes = UnsafeBufferPointer(start: text, count: strlen(text)).map { UInt8(bitPattern: $0) }
      return trimmed(hebrewText(bytes))
    }
    return trimmed(String(cString: text))
  }

  private mutating func stop(_ error: ReadingError) -> Int32 {
    if failure == nil { failure = error }
    return Int32(READSTAT_HANDLER_ABORT)
  }

  private var goesOn: Int32 { Int32(READSTAT_HANDLER_OK) }

  /// The file's head.
  mutating func take(_ metadata: UnsafeMutablePointer<readstat_metadata_t>?) -> Int32 {
    guard let metadata else { return goesOn }
    declaredRows = Int(metadata.pointee.row_count)
    isDeclaredHebrew = metadata.pointee.file_encoding.map { String(cString: $0).contains("1255") } ?? false
    if metadata.pointee.var_count > limits.columns {
      return stop(.tooManyColumns(file: file, limit: limits.columns))
    }
    return goesOn
  }

  /// A variable.
  mutating func take(_ variable: UnsafeMutablePointer<readstat_variable_t>?, labelSet: UnsafePointer<CChar>?) -> Int32 {
    guard let variable else { return goesOn }
    placeOf[Int(readstat_variable_get_index(variable))] = names.count
    names.append(readstat_variable_get_name(variable).map { string($0) } ?? "")
    if names.count > limits.columns { return stop(.tooManyColumns(file: file, limit: limits.columns)) }
    guard isSampling else { return goesOn }
    let format = readstat_variable_get_format(variable).map { String(cString: $0).uppercased() } ?? ""
    var found = SPSSDictionary.Variable(
      label: readstat_variable_get_label(variable).map { string($0) } ?? "",
      form: Self.form(format.prefix { $0.isLetter }, readstat_variable_get_type_class(variable)),
      isOrdinal: readstat_variable_get_measure(variable) == READSTAT_MEASURE_ORDINAL)
    if let labelSet { found.labelSet = String(cString: labelSet) }
    if found.form != .text {
      for index in 0..<max(0, readstat_variable_get_missing_ranges_count(variable)) {
        let low = readstat_double_value(readstat_variable_get_missing_range_lo(variable, index))
        let high = readstat_double_value(readstat_variable_get_missing_range_hi(variable, index))
        if low <= high { found.missing.append(low...high) }
      }
    }
    dictionary.variables.append(found)
    samples.append([])
    return goesOn
  }

  private static func form(_ format: Substring, _ kind: readstat_type_class_t) -> SPSSDictionary.Form {
    if kind == READSTAT_TYPE_CLASS_STRING { return .text }
    switch format {
    case "DATE", "ADATE", "EDATE", "JDATE", "SDATE", "QYR", "MOYR", "WKYR": return .date
    case "DATETIME", "YMDHMS": return .dateTime
    case "TIME": return .timeOfDay
    default: return .number
    }
  }

  /// A value's label.
  mutating func take(_ set: UnsafePointer<CChar>?, _ value: readstat_value_t, _ label: UnsafePointer<CChar>?) -> Int32 {
    guard isSampling, let set, let label else { return goesOn }
    let code =
      readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING
      ? readstat_string_value(value).map { string($0) } ?? ""
      : spssNumber(readstat_double_value(value))
    let text = string(label)
    labelBytes += code.utf8.count + text.utf8.count + 32
    if labelBytes > limits.recordBytes {
      let reason = Sentence("error.spss.long-labels", ["limit": .size(limits.recordBytes)])
      return stop(.damagedSPSS(file: file, reason: .sentence(reason)))
    }
    labelSets[String(cString: set), default: []].append(AnswerLabel(code: code, label: text))
    return goesOn
  }

  /// A cell; those of a case come one after another.
  mutating func take(
    _ row: Int, _ variable: UnsafeMutablePointer<readstat_variable_t>?, _ value: readstat_value_t
  ) -> Int32 {
    if row >= rows {
      let code = endRow()
      if code != goesOn { return code }
      rows = row + 1
      if rows > limits.spssCases { return stop(.tooManyCases(file: file, limit: limits.spssCases)) }
    }
    cellsRead += 1
    // Compression stands a byte for a number, and zlib may stand a byte for a thousand of those.
    let bytes = cellsRead * 8
    if bytes > limits.inflatedBytes { return stop(.inflatesTooFar(file: file, limit: .size(64 << 30))) }
    if bytes > limits.inflateRatioFrom, cellsRead / limits.spssCellsPerByte > max(1, size) {
      return stop(.inflatesTooFar(file: file, limit: .times(limits.spssCellsPerByte * 8)))
    }
    guard let variable, let place = placeOf[Int(readstat_variable_get_index(variable))],
      place < dictionary.variables.count
    else { return goesOn }
    if isSampling {
      guard samples[place].count < rows else { return goesOn }
      samples[place].append(sampled(text(place, variable, value) ?? ""))
      return goesOn
    }
    let wanted = requested[place]
    guard !wanted.isEmpty else { return goesOn }
    if readstat_value_is_defined_missing(value, variable) != 0 {
      for slot in wanted { noteMissing(slot, raw(place, value) ?? "") }
      return goesOn
    }
    guard let code = text(place, variable, value) else { return goesOn }
    if code.utf8.count > limits.fieldBytes {
      return stop(
        .valueTooLong(file: file, row: rows, column: names[place], limit: limits.fieldBytes, format: .sav))
    }
    for slot in wanted { output.set(slot, isNumeric[slot] ? code : labelOf[place][code] ?? code) }
    return goesOn
  }

  private func text(
    _ place: Int, _ variable: UnsafeMutablePointer<readstat_variable_t>, _ value: readstat_value_t
  ) -> String? {
    readstat_value_is_missing(value, variable) != 0 ? nil : raw(place, value)
  }

  /// A value as a cell has it, declared missing or not.
  private func raw(_ place: Int, _ value: readstat_value_t) -> String? {
    let form = dictionary.variables[place].form
    if form == .text { return readstat_string_value(value).map { string($0) } }
    if readstat_value_is_system_missing(value) != 0 { return nil }
    let number = readstat_double_value(value)
    guard number.isFinite else { return nil }
    return form == .number ? spssNumber(number) : spssTime(number, form) ?? spssNumber(number)
  }

  private mutating func noteMissing(_ slot: Int, _ code: String) {
    let bytes = Array(code.utf8) + [0]
    let row = UInt32(truncatingIfNeeded: rows)
    bytes.withUnsafeBufferPointer { buffer in
      if let start = buffer.baseAddress {
        missing.add(.declaredMissing, column: slot, row: row, start, buffer.count - 1)
      }
    }
  }

  /// Hands over the case whose cells have all come.
  mutating func endRow() -> Int32 {
    guard rows > 0 else { return goesOn }
    guard !isSampling else {
      for index in samples.indices where samples[index].count < rows { samples[index].append("") }
      return goesOn
    }
    output.add(to: &builder, row: UInt32(truncatingIfNeeded: rows))
    output.clear()
    guard rows & 0xFFFF == 0 else { return goesOn }
    do throws(ReadingError) { try builder.check() } catch { return stop(error) }
    return goesOn
  }
}
