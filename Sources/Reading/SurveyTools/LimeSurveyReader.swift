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
  let questions = inspection.columns.indices.compactMap { index -> QuestionColumn? in
    let column = inspection.columns[index]
    guard !isLimeSurveyOwn(simplifiedHeader(column)) else { return nil }
    let known = structure.question(ofField: column)
    var guess = QuestionGuess(column: column, text: known?.text ?? column, samples: inspection.samples[index])
    guess.labels = known?.labels ?? []
    return guess.question
  }
  inspection.questions = onScalesOfSiblings(questions)
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
  try pushXML(&handler, state, file: file, chunkBytes: limits.chunkBytes) {
    state.pointee.begin($0)
  } read: { (target, count) throws(ReadingError) in
    try state.pointee.builder.check()
    return try source.read(into: target, count: count)
  } goesOn: { () throws(ReadingError) in
    if let failure = state.pointee.failure { throw failure }
    return !state.pointee.isStopped
  } notWellFormed: {
    .xmlNotWellFormed(file: file, line: $0, reason: $1)
  }
  return source.contentHash
}
