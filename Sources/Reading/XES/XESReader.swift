import CLibXML2

/// How many events are looked at for their keys before anything is read.
private let inspectedEvents = 10_000

/// Finds the keys of an XES log and their first values.
func inspectXES(_ inspection: inout Inspection, limits: ReadingLimits) throws(ReadingError) {
  let state = UnsafeMutablePointer<XESState>.allocate(capacity: 1)
  state.initialize(to: XESState(file: inspection.file.name, sampling: inspectedEvents, limits: limits))
  defer {
    state.deinitialize(count: 1)
    state.deallocate()
  }
  _ = try parse(inspection, state, limits)
  if state.pointee.eventCount == 0 { throw .noEvents(file: inspection.file.name) }
  inspection.columns = state.pointee.columns
  inspection.samples = state.pointee.samples
}

/// Reads the events of an XES log, one row each.
func readXES(_ inspection: Inspection, _ request: ReadRequest) throws(ReadingError) -> Table {
  let name = inspection.file.name
  let builder = RowBuilder(request, orders: sampledOrders(inspection, request), file: name)
  let state = UnsafeMutablePointer<XESState>.allocate(capacity: 1)
  state.initialize(to: XESState(file: name, columns: request.columns, builder: builder, limits: request.limits))
  defer {
    state.deinitialize(count: 1)
    state.deallocate()
  }
  let contentHash = try parseAll(inspection, state, request.columns, request.limits)
  return state.pointee.builder.finish(contentHash: contentHash)
}

/// Reads the events of an XES log by customer, without columns in between.
func readXES(
  _ inspection: Inspection, _ request: KeyedRequest, partitions: Int?
) throws(ReadingError) -> KeyedRows {
  let name = inspection.file.name
  let asked = ReadRequest(columns: request.columns, zone: request.zone, limits: request.limits)
  let order = sampledOrders(inspection, asked)[1]
  // An event of a few attributes takes some two hundred bytes.
  let partitions = partitions ?? partitionCount(rows: max(1, inspection.raw.size / 200))
  let state = UnsafeMutablePointer<XESState>.allocate(capacity: 1)
  state.initialize(
    to: XESState(
      file: name, columns: request.columns,
      builder: RowBuilder(ReadRequest(columns: [], zone: .utc), orders: [], file: name),
      sink: KeyedRowSink(request, order: order, file: name, partitions: partitions), limits: request.limits))
  defer {
    state.deinitialize(count: 1)
    state.deallocate()
  }
  let contentHash = try parseAll(inspection, state, request.columns, request.limits)
  guard var sink = state.pointee.sink.take() else { throw .noEvents(file: name) }
  sink.store.mark()
  let issues = sink.takeIssues()
  return KeyedRows(
    [sink.finish()], stretches: [(part: 0, index: 0)], request, order: order, issues: issues, contentHash: contentHash)
}

/// Parses a whole log that must have events and every requested column; returns its checksum.
private func parseAll(
  _ inspection: Inspection, _ state: UnsafeMutablePointer<XESState>, _ columns: [ColumnRequest],
  _ limits: ReadingLimits
) throws(ReadingError) -> UInt32 {
  let name = inspection.file.name
  let contentHash = try parse(inspection, state, limits)
  if state.pointee.eventCount == 0 { throw .noEvents(file: name) }
  // A key may occur for the first time far behind what the inspection saw, so only now is it certain to be missing.
  for (index, column) in columns.enumerated() where !state.pointee.hasSeen(column: index) {
    throw .noColumn(file: name, name: column.name, columns: inspection.columns)
  }
  try state.pointee.check()
  return contentHash
}

/// Pushes a file through libxml2; returns its checksum, of the part read when the state stopped early.
private func parse(
  _ inspection: Inspection, _ state: UnsafeMutablePointer<XESState>, _ limits: ReadingLimits
) throws(ReadingError) -> UInt32 {
  let file = inspection.file.name
  let source = try ByteSource(inspection.raw, isCompressed: inspection.isCompressed, encoding: nil, limits: limits)
  // Zeroed but for these: nothing is built, printed, loaded or resolved.
  var handler = xmlSAXHandler()
  handler.startElementNs = { data, name, _, _, _, _, count, _, attributes in
    data?.assumingMemoryBound(to: XESState.self).pointee.start(name, Int(count), attributes)
  }
  handler.endElementNs = { data, _, _, _ in data?.assumingMemoryBound(to: XESState.self).pointee.end() }
  handler.internalSubset = { data, _, _, _ in data?.assumingMemoryBound(to: XESState.self).pointee.refuseDoctype() }
  try pushXML(&handler, state, file: file, chunkBytes: limits.chunkBytes) {
    state.pointee.begin($0)
  } read: { (target, count) throws(ReadingError) in
    try state.pointee.check()
    return try source.read(into: target, count: count)
  } goesOn: { () throws(ReadingError) in
    if let failure = state.pointee.failure { throw failure }
    return !state.pointee.isStopped
  } notWellFormed: {
    .xmlNotWellFormed(file: file, line: $0, reason: $1)
  }
  return source.contentHash
}
