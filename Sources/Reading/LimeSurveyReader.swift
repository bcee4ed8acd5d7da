import CLibXML2

/// Finds the questions of a LimeSurvey structure, and the columns of its responses.
func inspectLimeSurvey(_ inspection: inout Inspection, limits: ReadingLimits) throws(ReadingError) {
  let state = UnsafeMutablePointer<LimeSurveyState>.allocate(capacity: 1)
  state.initialize(to: LimeSurveyState(sampling: inspection.file.name, limits: limits))
  defer {
    state.deinitialize(count: 1)
    state.deallocate()
  }
  _ = try parse(inspection, state, limits)
  let structure = LimeSurveyStructure(state.pointee.structure, language: state.pointee.languages.first)
  guard !state.pointee.columns.isEmpty else {
    // A structure alone: its questions are the columns that its CSV has when named by codes.
    if structure.questions.isEmpty { throw .noAnswers(file: inspection.file.name) }
    inspection.questions = structure.questions
    inspection.columns = structure.questions.map(\.column)
    inspection.samples = inspection.columns.map { _ in [] }
    return
  }
  inspection.columns = uniqueNames(state.pointee.columns)
  inspection.samples = state.pointee.samples
  if state.pointee.responses == 0 { throw .headerOnly(file: inspection.file.name, columns: inspection.columns) }
  inspection.questions = inspection.columns.indices.compactMap { index in
    let column = inspection.columns[index]
    guard !isLimeSurveyOwn(simplifiedHeader(column)) else { return nil }
    let known = structure.question(ofField: column)
    var guess = QuestionGuess(column: column, text: known?.text ?? column, samples: inspection.samples[index])
    guess.labels = known?.labels ?? []
    return guess.question
  }
}

/// Reads the responses of a LimeSurvey XML, one row each.
func readLimeSurvey(_ inspection: Inspection, _ request: ReadRequest) throws(ReadingError) -> Table {
  let name = inspection.file.name
  var requested = Array(repeating: [Int](), count: inspection.columns.count)
  for (index, column) in request.columns.enumerated() {
    guard let place = inspection.columns.firstIndex(of: column.name) else {
      throw .noColumn(file: name, name: column.name, columns: inspection.columns)
    }
    requested[place].append(index)
  }
  let orders = sampledOrders(inspection, request)
  let builder = RowBuilder(request, orders: orders, file: name)
  let state = UnsafeMutablePointer<LimeSurveyState>.allocate(capacity: 1)
  state.initialize(
    to: LimeSurveyState(
      file: name, names: inspection.columns, requested: requested, count: request.columns.count, builder: builder,
      limits: request.limits))
  defer {
    state.deinitialize(count: 1)
    state.deallocate()
  }
  let contentHash = try parse(inspection, state, request.limits)
  if state.pointee.responses == 0 { throw .noAnswers(file: name) }
  try state.pointee.builder.check()
  return state.pointee.builder.finish(contentHash: contentHash)
}

/// Pushes a file through libxml2; returns its checksum.
private func parse(
  _ inspection: Inspection, _ state: UnsafeMutablePointer<LimeSurveyState>, _ limits: ReadingLimits
) throws(ReadingError) -> UInt32 {
  let file = inspection.file.name
  let source = try ByteSource(inspection.raw, isCompressed: inspection.isCompressed, encoding: nil, limits: limits)
  // Zeroed but for these: nothing is built, printed, loaded or resolved.
  var handler = xmlSAXHandler()
  handler.initialized = UInt32(XML_SAX2_MAGIC)
  handler.startElementNs = { data, name, _, _, _, _, _, _, _ in
    data?.assumingMemoryBound(to: LimeSurveyState.self).pointee.start(name)
  }
  handler.endElementNs = { data, _, _, _ in data?.assumingMemoryBound(to: LimeSurveyState.self).pointee.end() }
  handler.characters = { data, text, count in
    data?.assumingMemoryBound(to: LimeSurveyState.self).pointee.take(text, Int(count))
  }
  handler.cdataBlock = { data, text, count in
    data?.assumingMemoryBound(to: LimeSurveyState.self).pointee.take(text, Int(count))
  }
  handler.internalSubset = { data, _, _, _ in
    data?.assumingMemoryBound(to: LimeSurveyState.self).pointee.refuseDoctype()
  }
  guard let context = xmlCreatePushParserCtxt(&handler, state, nil, 0, nil) else {
    throw .readFailed(file: file, reason: "the XML parser does not start")
  }
  defer { xmlFreeParserCtxt(context) }
  xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
  state.pointee.begin(context)

  let size = max(4, min(limits.chunkBytes, 1 << 17))
  let chunk = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
  defer { chunk.deallocate() }
  var isAtEnd = false
  while !isAtEnd {
    // The parser guesses the encoding from its first four bytes, so they must come together.
    var filled = 0
    while filled < 4, !isAtEnd {
      let got = try source.read(into: chunk + filled, count: size - filled)
      filled += got
      isAtEnd = got == 0
    }
    let status = chunk.withMemoryRebound(to: CChar.self, capacity: size) {
      xmlParseChunk(context, $0, Int32(filled), isAtEnd ? 1 : 0)
    }
    if let failure = state.pointee.failure { throw failure }
    if state.pointee.isStopped { break }
    if status != 0 {
      let error = xmlCtxtGetLastError(context)
      let reason = error?.pointee.message.map { trimmed(String(cString: $0)) } ?? "unknown error"
      throw .xmlNotWellFormed(file: file, line: error.map { Int($0.pointee.line) } ?? 0, reason: reason)
    }
    try state.pointee.builder.check()
  }
  return source.contentHash
}
