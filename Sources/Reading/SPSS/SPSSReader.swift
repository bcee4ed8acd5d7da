import Basics
import CReadStat
import Foundation

/// Finds the variables, labels and first cases of an SPSS file.
func inspectSPSS(
  _ file: InputFile, _ raw: RawFile, isCompressed: Bool, limits: ReadingLimits
) throws(ReadingError) -> Inspection {
  var inspection = Inspection(
    file: file, format: .sav, encoding: .utf8, isCompressed: isCompressed, delimiter: nil, columns: [], samples: [],
    raw: raw)
  do {
    try look(&inspection, limits)
  } catch ReadingError.damagedSPSS(_, let reason) where isCharset(reason) {
    // Old Hebrew files name no code page, or one that their text is not in.
    inspection.encoding = .windows1255
    try look(&inspection, limits)
  }
  if inspection.encoding == .utf8, looksLikeMisreadHebrew(inspection) {
    var again = inspection
    again.encoding = .windows1255
    try look(&again, limits)
    inspection = again
  }
  return inspection
}

/// Whether libreadstat failed over the encoding of text.
private func isCharset(_ reason: Sentence.Value) -> Bool {
  [READSTAT_ERROR_UNSUPPORTED_CHARSET, READSTAT_ERROR_CONVERT, READSTAT_ERROR_CONVERT_BAD_STRING]
    .contains { .code(clipped(message($0))) == reason }
}

private func message(_ code: readstat_error_t) -> String {
  readstat_error_message(code).map { String(cString: $0) } ?? "?"
}

/// Whether text came out as Hebrew of Windows-1255 does under another encoding: as broken bytes where the file names none,
/// or, read as Windows-1252, as words of à to ú without a Latin letter among them, which no language has.
private func looksLikeMisreadHebrew(_ inspection: Inspection) -> Bool {
  guard let dictionary = inspection.spss else { return false }
  var odd = 0
  var usual = 0
  func count(_ text: String) {
    odd += text.unicodeScalars.count { $0 == "\u{FFFD}" }
    for word in text.unicodeScalars.split(whereSeparator: { !$0.properties.isAlphabetic }) {
      guard word.contains(where: { $0.value >= 0x80 }) else { continue }
      if word.count > 1, word.allSatisfy({ $0.value >= 0xE0 && $0.value <= 0xFA }) { odd += 1 } else { usual += 1 }
    }
  }
  for variable in dictionary.variables {
    count(variable.label)
    for label in variable.labels { count(label.label) }
  }
  for (variable, samples) in zip(dictionary.variables, inspection.samples) where variable.form == .text {
    for sample in samples { count(sample) }
  }
  return odd >= 2 && odd >= usual * 4
}

private func look(_ inspection: inout Inspection, _ limits: ReadingLimits) throws(ReadingError) {
  let name = inspection.file.name
  let bytes = try SPSSFile(inspection.raw, isCompressed: inspection.isCompressed, limits: limits)
  let state = UnsafeMutablePointer<SPSSState>.allocate(capacity: 1)
  state.initialize(to: SPSSState(sampling: name, size: bytes.size, encoding: inspection.encoding, limits: limits))
  defer {
    state.deinitialize(count: 1)
    state.deallocate()
  }
  try parse(name, bytes, state, encoding: inspection.encoding, rows: sampleRows)
  if state.pointee.isDeclaredHebrew, inspection.encoding != .windows1255 {
    inspection.encoding = .windows1255
    return try look(&inspection, limits)
  }
  _ = state.pointee.endRow()
  inspection.columns = uniqueNames(state.pointee.names)
  inspection.samples = state.pointee.samples
  if inspection.columns.isEmpty {
    throw .damagedSPSS(file: name, reason: .sentence(Sentence("error.spss.no-variables")))
  }
  if state.pointee.rows == 0 { throw .headerOnly(file: name, columns: inspection.columns) }
  var dictionary = state.pointee.dictionary
  inspection.questions = []
  for index in dictionary.variables.indices {
    var variable = dictionary.variables[index]
    variable.labels = (state.pointee.labelSets[variable.labelSet] ?? []).map { label in
      var label = label
      if let number = Double(label.code) { label.isUserMissing = variable.missing.contains { $0.contains(number) } }
      return label
    }
    let column = inspection.columns[index]
    let question = QuestionGuess(
      column: column, text: variable.label.isEmpty ? column : variable.label, samples: inspection.samples[index],
      labels: variable.form == .date || variable.form == .dateTime ? [] : variable.labels, missing: variable.missing
    ).question
    let isScored = question.metric == .nps || question.metric == .csat || question.metric == .ces
    let isRating = SPSSDictionary.isRating(variable)
    if isScored || isRating || question.metric == .text { inspection.questions.append(question) }
    // Codes of anything else name things: a touchpoint, a segment.
    variable.isCategory =
      !isScored && !isRating && (variable.form == .number || variable.form == .text)
      && variable.labels.contains { !$0.isUserMissing }
    dictionary.variables[index] = variable
    if variable.isCategory {
      let labels = Dictionary(variable.labels.map { ($0.code, $0.label) }) { first, _ in first }
      inspection.samples[index] = inspection.samples[index].map { labels[$0] ?? $0 }
    }
  }
  inspection.spss = dictionary
}

/// Reads the cases of an SPSS file, one row each, numbered from 1.
func readSPSS(_ inspection: Inspection, _ request: ReadRequest) throws(ReadingError) -> Table {
  let name = inspection.file.name
  let dictionary = inspection.spss ?? SPSSDictionary()
  var requested = Array(repeating: [Int](), count: inspection.columns.count)
  for (index, column) in request.columns.enumerated() {
    guard let place = inspection.columns.firstIndex(of: column.name) else {
      throw .noColumn(file: name, name: column.name, columns: inspection.columns)
    }
    requested[place].append(index)
  }
  let bytes = try SPSSFile(inspection.raw, isCompressed: inspection.isCompressed, limits: request.limits)
  let contentHash = bytes.contentHash
  let builder = RowBuilder(request, orders: sampledOrders(inspection, request), file: name)
  let state = UnsafeMutablePointer<SPSSState>.allocate(capacity: 1)
  state.initialize(
    to: SPSSState(
      file: name, size: bytes.size, encoding: inspection.encoding, dictionary: dictionary, requested: requested,
      request: request, builder: builder))
  defer {
    state.deinitialize(count: 1)
    state.deallocate()
  }
  try parse(name, bytes, state, encoding: inspection.encoding, rows: nil)
  _ = state.pointee.endRow()
  if let failure = state.pointee.failure { throw failure }
  if state.pointee.declaredRows >= 0, state.pointee.rows < state.pointee.declaredRows {
    throw .damagedSPSS(
      file: name,
      reason: .sentence(
        Sentence(
          "error.spss.few-cases",
          ["n": .number(state.pointee.rows), "declared": .number(state.pointee.declaredRows)])))
  }
  try state.pointee.builder.check()
  var table = state.pointee.builder.finish(contentHash: contentHash)
  table.issues.merge(state.pointee.missing.log(rejectedRows: 0))
  return table
}

/// Sends a file through libreadstat; every callback gets its state by pointer.
private func parse(
  _ name: String, _ bytes: consuming SPSSFile, _ state: UnsafeMutablePointer<SPSSState>, encoding: TextEncoding,
  rows: Int?
) throws(ReadingError) {
  guard let parser = readstat_parser_init() else {
    throw .readFailed(file: name, reason: .library("libreadstat"))
  }
  let file = UnsafeMutablePointer<SPSSFile>.allocate(capacity: 1)
  file.initialize(to: bytes)
  // The parser keeps the pointer, not the name.
  let hebrew = strdup("WINDOWS-1255")
  defer {
    readstat_parser_free(parser)
    free(hebrew)
    file.deinitialize(count: 1)
    file.deallocate()
  }
  readstat_set_open_handler(parser) { _, _ in 0 }
  readstat_set_close_handler(parser) { _ in 0 }
  readstat_set_seek_handler(parser) { distance, from, context in
    readstat_off_t(context?.assumingMemoryBound(to: SPSSFile.self).pointee.seek(Int(distance), from) ?? -1)
  }
  readstat_set_read_handler(parser) { target, count, context in
    context?.assumingMemoryBound(to: SPSSFile.self).pointee.read(target, count) ?? -1
  }
  readstat_set_update_handler(parser) { _, _, _, _ in READSTAT_OK }
  readstat_set_io_ctx(parser, file)
  // Without a handler libreadstat is silent; nothing is ever printed.
  readstat_set_metadata_handler(parser) { metadata, context in
    context?.assumingMemoryBound(to: SPSSState.self).pointee.take(metadata) ?? 1
  }
  readstat_set_variable_handler(parser) { _, variable, labels, context in
    context?.assumingMemoryBound(to: SPSSState.self).pointee.take(variable, labelSet: labels) ?? 1
  }
  readstat_set_value_label_handler(parser) { set, value, label, context in
    context?.assumingMemoryBound(to: SPSSState.self).pointee.take(set, value, label) ?? 1
  }
  readstat_set_value_handler(parser) { row, variable, value, context in
    context?.assumingMemoryBound(to: SPSSState.self).pointee.take(Int(row), variable, value) ?? 1
  }
  if let rows { readstat_set_row_limit(parser, rows) }
  if encoding == .windows1255 {
    // The system's own converter holds a Hebrew letter back until it has seen the next, and libreadstat never asks for
    // the last one: each text would lose it to the text behind. Without a target nothing is converted.
    readstat_set_file_character_encoding(parser, hebrew)
    readstat_set_handler_character_encoding(parser, nil)
  }
  let status = readstat_parse_sav(parser, "", state)
  if let failure = state.pointee.failure { throw failure }
  if let failure = file.pointee.failure { throw failure }
  if status != READSTAT_OK { throw .damagedSPSS(file: name, reason: .code(clipped(message(status)))) }
}
