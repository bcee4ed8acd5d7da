import Cores
import Synchronization

/// Reads the rows of a file into partitions by customer; plain text on as many cores as asked for.
///
/// - Parameter partitions: how many; by itself as many as suit the file's size.
package func readKeyed(
  _ inspection: Inspection, _ request: KeyedRequest, partitions: Int? = nil
) throws(ReadingError) -> KeyedRows {
  do throws(ReadingError) {
    let rows = try readKeyedOnce(inspection, request, partitions)
    if let again = try inspection.decoded(after: rows.issues) { return try readKeyedOnce(again, request, partitions) }
    return rows
  } catch .binaryFile(let file) {
    guard let again = try inspection.withoutNUL() else { throw .binaryFile(file: file) }
    return try readKeyedOnce(again, request, partitions)
  }
}

private func readKeyedOnce(
  _ inspection: Inspection, _ request: KeyedRequest, _ partitions: Int?
) throws(ReadingError) -> KeyedRows {
  let rows = try keyedRows(inspection, request, partitions: partitions)
  rows.encoding = inspection.encoding
  if let nul = inspection.nul { rows.issues.add(nul.entry) }
  return rows
}

private func keyedRows(
  _ inspection: Inspection, _ request: KeyedRequest, partitions: Int?
) throws(ReadingError) -> KeyedRows {
  let goesThroughTable: Bool
  switch inspection.format {
  case .csv, .tsv: goesThroughTable = inspection.shape != .long || inspection.preparation != nil
  case .xes where inspection.shape == .long && inspection.preparation == nil:
    return try readXES(inspection, request, partitions: partitions)
  case .xes, .xlsx, .sav, .surveyTool, .jsonl, .fixedWidth:
    goesThroughTable = true
  }
  guard goesThroughTable else { return try KeyedReader(inspection, request).read(partitions) }
  let table = try readOnce(
    inspection,
    ReadRequest(columns: request.columnsWithNobody, zone: request.zone, countRejectedBy: 2, limits: request.limits))
  // Codes of touchpoints and channels share a word with the rest of a row.
  for (place, name) in [(2, request.label), (3, request.group)] {
    guard let name, case .dictionary(let column) = table.columns[place],
      column.values.count >= Int(KeyedRow.none)
    else { continue }
    throw .tooManyDistinctValues(file: inspection.file.name, column: name, limit: request.limits.distinctBytes)
  }
  return KeyedRows(table, request, partitions: partitions)
}

/// One reading of a delimited file.
private struct KeyedReader {
  let inspection: Inspection
  let request: KeyedRequest
  let wanted: [Int]
  /// Which wanted cell each requested column is, where one column is requested twice.
  let places: [Int]?
  let order: DayMonthOrder
  let decimals: DecimalMark
  let decimalGuess: DecimalGuess?

  init(_ inspection: Inspection, _ request: KeyedRequest) throws(ReadingError) {
    self.inspection = inspection
    self.request = request
    var wanted: [Int] = []
    var places: [Int] = []
    for column in request.columns {
      guard let place = inspection.columns.firstIndex(of: column.name) else {
        throw .noColumn(file: inspection.file.name, name: column.name, columns: inspection.columns)
      }
      if let known = wanted.firstIndex(of: place) {
        places.append(known)
      } else {
        places.append(wanted.count)
        wanted.append(place)
      }
    }
    self.wanted = wanted
    self.places = wanted.count == places.count ? nil : places
    let orders = try dayMonthOrders(
      inspection,
      ReadRequest(columns: request.columns, zone: request.zone, countRejectedBy: nil, limits: request.limits))
    order = orders[1]
    let amount = request.columns.firstIndex { $0.kind == .decimal }
    decimals = amount.map { orders[$0].decimals } ?? .open
    decimalGuess = amount.flatMap { orders[$0].guess(request.columns[$0].name) }
  }

  func read(_ asked: Int?) throws(ReadingError) -> KeyedRows {
    let size = inspection.raw.size
    let isPlain = !inspection.isCompressed && inspection.encoding == .utf8 && inspection.nul == nil
    // What a row takes is known from the samples; compressed text is several times its size.
    let rows = max(1, (isPlain ? size : size * 6) / max(8, averageRow))
    let partitions = asked ?? partitionCount(rows: rows)
    let stretch = request.limits.chunkBytes
    if isPlain, size > stretch {
      if let result = try readStretches(size, partitions) { return result }
    }
    return try readThrough(partitions)
  }

  private var averageRow: Int {
    let sampled = inspection.samples.first?.count ?? 0
    guard sampled > 0 else { return 64 }
    return inspection.samples.reduce(0) { $0 + $1.reduce(0) { $0 + $1.utf8.count + 1 } } / sampled
  }

  private func scanner() -> RecordScanner {
    RecordScanner(
      file: inspection.file.name, delimiter: inspection.delimiter ?? noDelimiter, wanted: wanted,
      columnNames: inspection.columns, limits: request.limits)
  }

  private func sink(_ partitions: Int) -> KeyedRowSink {
    let columns = places.map { $0.map { wanted[$0] } } ?? wanted
    return KeyedRowSink(
      request, order: order, decimals: decimals, file: inspection.file.name, partitions: partitions, columns: columns)
  }

  /// From the first byte to the last on one core.
  private func readThrough(_ partitions: Int) throws(ReadingError) -> KeyedRows {
    let source = try textSource(inspection, request.limits)
    var scanner = scanner()
    var sink = sink(partitions)
    try skip(inspection.preamble + 1, &scanner, source)
    _ = try take(&scanner, source, &sink, until: Int.max)
    sink.store.mark()
    let issues = sink.takeIssues()
    return assembled([sink.finish()], [(part: 0, index: 0)], issues, source.contentHash)
  }

  /// Feeds records to the sink until one begins at or behind `until`; returns where that one begins.
  @inline(__always)
  private func take(
    _ scanner: inout RecordScanner, _ source: ByteSource, _ sink: inout KeyedRowSink, until: Int
  ) throws(ReadingError) -> Int {
    let width = inspection.columns.count
    let copied = places?.count ?? 0
    let copies = UnsafeMutablePointer<FieldSpan>.allocate(capacity: max(1, copied))
    // Plain integers in plain memory: an array here would be counted at every row.
    let origins = UnsafeMutablePointer<Int>.allocate(capacity: max(1, copied))
    for (index, place) in (places ?? []).enumerated() { origins[index] = place }
    defer {
      copies.deallocate()
      origins.deallocate()
    }
    let spans = scanner.spans
    func copy() { for index in 0..<copied { (copies + index).initialize(to: spans[origins[index]]) } }
    while true {
      // The next record's beginning is known before it is split, so nobody else's record is ever touched.
      if scanner.nextOffset >= until { return scanner.nextOffset }
      if var run = scanner.plainRun() {
        let stop = scanner.distance(run, to: until)
        let before = scanner.recordNumber
        var number = before
        sink.look(run, width: width)
        while run.start < stop, let fields = run.fields(width) {
          number &+= 1
          if !sink.add(fields, run.next) {
            // Not as most are: it goes the way of all others, which begins with what it is asked to split.
            scanner.spell(fields)
            if copied > 0 { copy() }
            sink.add(Bytes(scanner.base), copied > 0 ? copies : scanner.spans, row: UInt32(truncatingIfNeeded: number))
            sink.learn(fields)
          }
          run.advance(width)
        }
        if number > before {
          scanner.pass(run, records: number - before)
          guard number < Int(UInt32.max) else { throw .tooManyRows(file: inspection.file.name) }
          if number & ~0xFFFF != before & ~0xFFFF { try sink.check() }
          continue
        }
      }
      switch try scanner.next(from: source) {
      case .blank: continue
      case .end:
        try sink.check()
        return scanner.nextOffset
      case .record: break
      }
      guard scanner.recordNumber < Int(UInt32.max) else { throw .tooManyRows(file: inspection.file.name) }
      let base = Bytes(scanner.base)
      let row = UInt32(truncatingIfNeeded: scanner.recordNumber)
      if scanner.fieldCount != width || scanner.unclosedField >= 0 {
        if scanner.fieldCount == 1, width > 1, scanner.isWhiteSpace { continue }
        let (start, length) = scanner.record
        // One empty cell too many is a delimiter at the end of the line, and nothing is lost.
        let isOnlyTrailing = scanner.fieldCount == width + 1 && !scanner.hasTextBeyond
        if scanner.fieldCount != width, !isOnlyTrailing { sink.note(.raggedRow, row: row, start, length) }
        if scanner.unclosedField >= 0 { sink.note(.unclosedQuote, row: row, start, length) }
      }
      if copied > 0 { copy() }
      sink.add(base, copied > 0 ? copies : scanner.spans, row: row)
      if row & 0xFFFF == 0 { try sink.check() }
    }
  }

  // MARK: On several cores

  /// What is known of one stretch once it has been read.
  private struct Stretch: Sendable {
    var worker = 0
    var index = 0
    var first = 0
    var stop = 0
    var records = 0
    var issues = IssueLog()
    var failure: ReadingError?
  }

  /// What one worker made of the stretches it took.
  private struct WorkerResult: Sendable {
    var rows: KeyedRowSink.Result
    var stretches: [(number: Int, stretch: Stretch)]
  }

  /// Reads the file in stretches, each from the first line end behind its beginning.
  ///
  /// Where a stretch begins is a guess: the line end may stand inside quotation marks. After the fact every guess is held
  /// against where the stretch before really ended; should one be wrong, `nil` says so and the file is read through.
  private func readStretches(_ size: Int, _ partitions: Int) throws(ReadingError) -> KeyedRows? {
    let length = request.limits.chunkBytes
    let count = (size + length - 1) / length
    let workers = max(1, min(request.threads, count))
    let next = Atomic<Int>(0)
    let done = onCores(workers) { worker in
      var scanner = scanner()
      var sink = sink(partitions)
      var own: [(number: Int, stretch: Stretch)] = []
      while true {
        let s = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if s >= count { break }
        var stretch = Stretch(worker: worker, index: own.count)
        do throws(ReadingError) {
          try read(&stretch, s * length, min(size, (s + 1) * length), &scanner, &sink)
        } catch {
          stretch.failure = error
        }
        sink.store.mark()
        stretch.issues = sink.takeIssues()
        stretch.records = scanner.recordNumber
        own.append((s, stretch))
      }
      return WorkerResult(rows: sink.finish(), stretches: own)
    }
    var stretches = [Stretch](repeating: Stretch(), count: count)
    for result in done { for (number, stretch) in result.stretches { stretches[number] = stretch } }
    for (s, stretch) in stretches.enumerated() {
      if s > 0, stretches[s - 1].stop != stretch.first { return nil }
      if let failure = stretch.failure {
        if s > 0 { try renumber() }
        throw failure
      }
    }
    var issues = IssueLog()
    var before = 0
    for stretch in stretches {
      issues.merge(stretch.issues.shifted(by: before))
      before += stretch.records
    }
    let hash = try inspection.raw.fingerprint()
    return assembled(done.map(\.rows), stretches.map { (part: $0.worker, index: $0.index) }, issues, hash)
  }

  /// An error found behind the first stretch has no true row number: reading through finds it again, with one.
  private func renumber() throws(ReadingError) { _ = try readThrough(1) }

  private func read(
    _ stretch: inout Stretch, _ from: Int, _ until: Int, _ scanner: inout RecordScanner, _ sink: inout KeyedRowSink
  ) throws(ReadingError) {
    let start = from == 0 ? 0 : try lineStart(from)
    stretch.first = start
    stretch.stop = start
    guard start < until else {
      scanner.restart(at: start)
      return
    }
    let source = ByteSource(inspection.raw, from: start, softEnd: until)
    // The mark of UTF-8 is passed over by the source and does not count as text.
    scanner.restart(at: start == 0 ? try markLength() : start)
    if from == 0 { try skip(inspection.preamble + 1, &scanner, source) }
    stretch.stop = try take(&scanner, source, &sink, until: until)
  }

  private func markLength() throws(ReadingError) -> Int {
    let head = UnsafeMutablePointer<UInt8>.allocate(capacity: 3)
    defer { head.deallocate() }
    let got = try inspection.raw.read(into: head, count: 3, at: 0)
    return got == 3 && head[0] == 0xEF && head[1] == 0xBB && head[2] == 0xBF ? 3 : 0
  }

  /// The offset behind the first line end that stands at `offset - 1` or later; the file's size when there is none.
  private func lineStart(_ offset: Int) throws(ReadingError) -> Int {
    let size = 64 << 10
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    defer { buffer.deallocate() }
    var at = offset - 1
    while true {
      let got = try inspection.raw.read(into: buffer, count: size, at: at)
      if got == 0 { return at }
      for i in 0..<got where buffer[i] == 0x0A || buffer[i] == 0x0D {
        guard buffer[i] == 0x0D else { return at + i + 1 }
        // A line feed may follow the carriage return, even behind the buffer.
        var after: UInt8 = 0
        if try inspection.raw.read(into: &after, count: 1, at: at + i + 1) == 1, after == 0x0A { return at + i + 2 }
        return at + i + 1
      }
      at += got
    }
  }

  // MARK: Result

  private func assembled(
    _ results: [KeyedRowSink.Result], _ stretches: [(part: Int, index: Int)], _ issues: IssueLog, _ hash: UInt32
  ) -> KeyedRows {
    let rows = KeyedRows(results, stretches: stretches, request, order: order, issues: issues, contentHash: hash)
    rows.decimalGuess = decimalGuess
    return rows
  }
}

extension KeyedRows {
  /// What workers have read, under one numbering of long ids.
  convenience init(
    _ results: [KeyedRowSink.Result], stretches: [(part: Int, index: Int)], _ request: KeyedRequest,
    order: DayMonthOrder, issues: IssueLog, contentHash: UInt32
  ) {
    var longPlace: [String: Int] = [:]
    var longKeys: [String] = []
    var parts: [KeyedRows.Part] = []
    var tally = TimeTally()
    var rejected: [String: Int] = [:]
    var used: [Bool] = []
    for result in results {
      let places = result.longKeys.map { key in
        if let place = longPlace[key] { return place }
        longPlace[key] = longKeys.count
        longKeys.append(key)
        return longKeys.count - 1
      }
      parts.append(
        KeyedRows.Part(
          store: result.store, labels: result.labels, groups: result.groups, orders: result.orders,
          lifecycles: result.lifecycles, longPlaces: places, nameless: result.nameless,
          attributes: result.attributes))
      if used.isEmpty {
        used = result.used
      } else {
        for (place, isUsed) in result.used.enumerated() where isUsed { used[place] = true }
      }
      tally.merge(result.times)
      for entry in result.rejectedBy { rejected[entry.value, default: 0] += entry.rows }
    }
    let times = TimeParser(request.timeFormat, order: order, zone: request.zone)
      .report(request.time, tally: tally)
    self.init(
      parts: parts, stretches: stretches, longKeys: longKeys, request: request,
      rowsRead: results.reduce(0) { $0 + $1.rowsRead }, issues: issues,
      rejectedBy: rejected.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { (value: $0.key, rows: $0.value) }, times: times, contentHash: contentHash)
    self.used = used
    referrals = results.flatMap(\.referrals)
  }
}
