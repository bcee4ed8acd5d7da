import Foundation

/// Turns rows of raw cells into keyed rows and keeps count of what could not be used; one for each worker.
struct KeyedRowSink: ~Copyable {
  let store: RowStore
  let writer: RowWriter
  /// The texts of each column that is kept.
  var attributes: [TextDictionary]
  private var time: ColumnBuilder
  var amount: ColumnBuilder
  private var sequence: ColumnBuilder
  var labels: TextDictionary
  var groups: TextDictionary
  var orders: TextDictionary
  private var lifecycles: TextDictionary
  private var longKeys: TextDictionary
  var rejected = TextDictionary(byteLimit: .max)
  var rejectedCounts: [Int] = []
  var rejectedWithout = 0
  var issues: IssueCollector
  var rejectedRows = 0
  private(set) var rowsRead = 0
  private let file: String
  private let limits: ReadingLimits
  private let timeName: String
  let columnNames: [String]
  // Places of optional cells; -1 where the source has none.
  let groupAt: Int
  let orderAt: Int
  private let lifecycleAt: Int
  private let referrerAt: Int
  let amountAt: Int
  private let sequenceAt: Int
  /// Where the attributes begin, one behind the other.
  let attributeAt: Int
  // Columns of the file that plain rows are read from; -1 where the source has none.
  private let keyColumn: Int
  private let timeColumn: Int
  private let amountColumn: Int
  private let referrerColumn: Int
  let attributeColumns: [Int]
  /// Which attribute says how contact was made, and in what words.
  var contact: ContactWords?
  private let hasAttributes: Bool
  /// By attribute, how far its numbers are told apart, and what parts their decimals.
  let numberClasses: [NumberClasses?]
  let decimals: DecimalMark
  private let isPlain: Bool
  private var kinds = KnownKinds()
  private var ids: KeyResolution
  /// The keys of customers whose long names the tables of who is who give, by place there.
  private var namedKeys: [UInt32: RowKey] = [:]
  /// What each id that is long or not ASCII stands for, by place among the worker's texts of such.
  private var longIDs: [Known] = []
  /// Rows of nobody so far.
  var nameless: [NamelessRow] = []

  /// What an id stands for.
  private enum Known {
    case unknown
    case key(RowKey)
    case nobody(IssueKind)
  }
  /// What touchpoint and channel the row has that was read with care, if nothing about it was odd.
  private var read: (label: UInt32, group: UInt32)?
  private var referrers = ReferrerLinks()

  /// - Parameter columns: where in the file the requested columns stand; without them no row is plain.
  init(
    _ request: KeyedRequest, order: DayMonthOrder, decimals: DecimalMark = .open, file: String, partitions: Int,
    columns: [Int]? = nil
  ) {
    store = RowStore(
      partitions: partitions, hasAmounts: request.amount != nil,
      hasExtras: request.order != nil || request.sequence != nil || request.lifecycle != nil,
      attributes: request.attributes.count)
    writer = RowWriter(store)
    self.file = file
    limits = request.limits
    timeName = request.time
    columnNames = request.columns.map(\.name)
    func builder(_ name: String, _ kind: ColumnKind) -> ColumnBuilder {
      ColumnBuilder(
        ColumnRequest(name: name, kind: kind, required: false), order: order, decimals: decimals,
        zone: request.zone, limits: request.limits)
    }
    time = builder(request.time, .time(request.timeFormat))
    amount = builder(request.amount ?? "", .decimal)
    sequence = builder(request.sequence ?? "", .integer)
    let limit = request.limits.distinctBytes
    labels = TextDictionary(byteLimit: limit)
    groups = TextDictionary(byteLimit: limit)
    orders = TextDictionary(byteLimit: limit)
    lifecycles = TextDictionary(byteLimit: limit)
    longKeys = TextDictionary(byteLimit: limit)
    attributes = request.attributes.map { _ in TextDictionary(byteLimit: limit) }
    numberClasses = request.numberClasses
    self.decimals = decimals
    issues = IssueCollector(columns: columnNames)
    ids = KeyResolution(request.ids)
    var next = 3
    func take(_ name: String?) -> Int {
      guard name != nil else { return -1 }
      defer { next += 1 }
      return next
    }
    groupAt = take(request.group)
    orderAt = take(request.order)
    lifecycleAt = take(request.lifecycle)
    referrerAt = take(request.referrer)
    amountAt = take(request.amount)
    sequenceAt = take(request.sequence)
    attributeAt = next
    hasAttributes = !request.attributes.isEmpty
    attributeColumns = request.attributes.indices.map { columns?[next + $0] ?? -1 }
    contact = request.contact.flatMap { contact in
      request.attributes.firstIndex(of: contact.column).map { ContactWords(attribute: $0, isKnown: contact.isKnown) }
    }
    func column(_ at: Int) -> Int { at < 0 ? -1 : columns?[at] ?? -1 }
    isPlain = columns != nil && sequenceAt < 0 && orderAt < 0 && lifecycleAt < 0
    keyColumn = column(0)
    timeColumn = column(1)
    amountColumn = column(amountAt)
    referrerColumn = column(referrerAt)
    if isPlain { kinds.watch(touchpoint: column(2), channel: column(groupAt)) }
  }

  /// Adds one row of cells, in the order of `KeyedRequest.columns`.
  @inline(never)
  mutating func add(_ base: Bytes, _ spans: UnsafeMutablePointer<FieldSpan>, row: UInt32) {
    rowsRead &+= 1
    let known = issues.total
    read = nil
    trimCell(&spans[0], base)
    trimCell(&spans[1], base)
    trimCell(&spans[2], base)
    let micros = cellTime(base, spans[1], row)
    if isEmptyCell(base, spans[0]) || micros == .min || isEmptyCell(base, spans[2]) {
      return reject(base, spans, row, time: micros)
    }
    let key: RowKey
    switch whose(base, spans[0], row, column: 0) {
    case .key(let own): key = own
    case .nobody(let kind): return reject(base, spans, row, time: micros, nobody: kind)
    case .unknown: return
    }
    let label = cellCode(&labels, &issues, base, spans[2], column: 2, row)
    var group = KeyedRow.none
    if groupAt >= 0 {
      trimCell(&spans[groupAt], base)
      if spans[groupAt].length > 0 {
        group = min(cellCode(&groups, &issues, base, spans[groupAt], column: groupAt, row), KeyedRow.none)
      }
    }
    var value = Int64.min
    if amountAt >= 0, spans[amountAt].length > 0 {
      value = cellNumber(&amount, &issues, base, &spans[amountAt], column: amountAt, row)
    }
    var extra = RowExtra(sequence: .min, order: .max, lifecycle: .max)
    if sequenceAt >= 0, spans[sequenceAt].length > 0 {
      extra.sequence = cellNumber(&sequence, &issues, base, &spans[sequenceAt], column: sequenceAt, row)
    }
    if orderAt >= 0 {
      trimCell(&spans[orderAt], base)
      extra.order = cellCode(&orders, &issues, base, spans[orderAt], column: orderAt, row)
    }
    if lifecycleAt >= 0 {
      trimCell(&spans[lifecycleAt], base)
      extra.lifecycle = cellCode(&lifecycles, &issues, base, spans[lifecycleAt], column: lifecycleAt, row)
    }
    var isReferred = false
    if referrerAt >= 0 {
      trimCell(&spans[referrerAt], base)
      // A word for nobody is nobody.
      if !isEmptyCell(base, spans[referrerAt]),
        case .key(let referrer) = whose(base, spans[referrerAt], row, column: referrerAt)
      {
        isReferred = true
        referrers.add(key, by: referrer, time: micros)
      }
    }
    if hasAttributes { takeAttributes(base, spans, row) }
    // Bytes that are repaired are an issue of every row they stand in, so they are never known.
    if issues.total == known { read = (label, group) }
    let kind = RowKind(label: label, group: group, isReferred: isReferred)
    writer.add(key, time: micros, kind: kind, amount: value, extra: extra)
  }

  /// Looks at the texts of a run's records.
  @inline(__always)
  mutating func look(_ run: PlainRecords.Run, width: Int) {
    if isPlain, kinds.look(run, width: width), ids.looksUp { prepareKeys(run, width: width) }
  }

  /// Adds one row as it stands in the file if it is as most are; otherwise nothing is done, and false says so.
  ///
  /// - Parameter record: its number in the run that was looked at.
  @inline(__always)
  mutating func add(_ fields: PlainFields, _ record: Int) -> Bool {
    guard isPlain else { return false }
    let kind = kinds.word(record, store.kinds)
    guard kind != 0, referrerColumn < 0 || fields[referrerColumn].count == 0, let key = plainKey(fields) else {
      return false
    }
    var value = Int64.min
    if amountColumn >= 0, fields[amountColumn].count > 0 {
      guard let (start, count) = plainCell(fields, amountColumn) else { return false }
      value = NumberParser.decimal(start, count, amount.decimals)
      if value == .min, !isNullCell(start, count, .clean) { return false }
    }
    if hasAttributes, !takeAttributes(fields) { return false }
    // The time comes last: it counts what it reads, and a row must not be counted twice.
    let (start, count) = fields[timeColumn]
    var micros = time.times.plain(start, count)
    if micros == .min {
      guard let (start, count) = plainCell(fields, timeColumn), start[0] | start[count &- 1] < 0x80 else {
        return false
      }
      micros = time.times.parse(start, count)
      if micros == .min { return false }
    }
    rowsRead &+= 1
    writer.add(key, time: micros, kindWord: kind, amount: value, extra: nil)
    return true
  }

  /// Takes down what the cells of a record say that was read with care just now.
  mutating func learn(_ fields: PlainFields) {
    if isPlain, let read { kinds.learn(fields, label: read.label, group: read.group, store.kinds) }
  }

  /// Asks for the memory in which the ids of all of a run's records will be looked up: one miss for each, one after the
  /// other, takes longer than all else about a row ("group prefetching": Chen, Ailamaki, Gibbons & Mowry 2004).
  private func prepareKeys(_ run: PlainRecords.Run, width: Int) {
    var ahead = run
    while let fields = ahead.fields(width) {
      let (start, count, _) = fields.inner(keyColumn)
      if count > 0, count <= 15, let key = shortKey(start, count) { ids.resolver.prepare(key) }
      ahead.advance(width)
    }
  }

  /// A cell's bytes if they are its text, without white space to take away.
  @inline(__always)
  func plainCell(_ fields: PlainFields, _ column: Int) -> (Bytes, Int)? {
    let (start, count, isQuoted) = fields.inner(column)
    guard count > 0, start[0] > 0x20, start[count &- 1] > 0x20, !isQuoted || memchr(start, 0x22, count) == nil else {
      return nil
    }
    return (start, count)
  }

  /// The key of an id that is short and plain.
  @inline(__always)
  private mutating func plainKey(_ fields: PlainFields) -> RowKey? {
    let (start, count, isQuoted) = fields.inner(keyColumn)
    guard count > 0, count <= 15, start[0] > 0x20, start[count &- 1] > 0x20, let key = shortKey(start, count) else {
      return nil
    }
    if isQuoted, memchr(start, 0x22, count) != nil { return nil }
    // What needs a look at the text, and what is nobody's, goes the careful way.
    guard case .key(let own) = ids.look(key) else { return nil }
    return own
  }

  @inline(__always)
  private mutating func cellTime(_ base: Bytes, _ span: FieldSpan, _ row: UInt32) -> Int64 {
    guard span.length > 0 else { return .min }
    let micros = time.value(base + span.start, span.length, span.form)
    return micros != .min ? micros : valueWithin(&time, &issues, base, span, column: 1, row)
  }

  /// Whose a row is, or who is named in another of its columns.
  private mutating func whose(_ base: Bytes, _ span: FieldSpan, _ row: UInt32, column: Int) -> Known {
    let p = base + span.start
    guard span.form == .clean, span.length <= 15, let key = shortKey(p, span.length) else {
      return slowKey(p, span, row, column: column)
    }
    switch ids.look(key) {
    case .key(let own): return .key(own)
    case .nobody(let kind): return .nobody(kind)
    case .name(let place):
      if let known = namedKeys[place] { return .key(known) }
      let own = self.key(of: ids.resolver.name(place))
      namedKeys[place] = own
      return .key(own)
    case .unknown: break
    }
    switch ids.ask(fieldText(p, span.length, span.form).text) {
    case .customer(let name):
      let own = self.key(of: name)
      ids.learn(key, own)
      return .key(own)
    case .nobody(let kind):
      ids.learn(key, nobody: kind)
      return .nobody(kind)
    }
  }

  @inline(never)
  private mutating func slowKey(_ p: Bytes, _ span: FieldSpan, _ row: UInt32, column: Int) -> Known {
    // Its bytes are looked up first, so that an id's text is made and asked for once and not in every row.
    let found = longKeys.code(p, span.length, span.form)
    if found & TextDictionary.repairedBit != 0 { issues.add(.badEncoding, column: column, row: row, p, span.length) }
    let place = Int(UInt32(truncatingIfNeeded: found))
    guard place != Int(DictionaryColumn.none) else { return asked("") }
    while longIDs.count <= place { longIDs.append(.unknown) }
    if case .unknown = longIDs[place] { longIDs[place] = asked(fieldText(p, span.length, span.form).text) }
    return longIDs[place]
  }

  private mutating func asked(_ text: String) -> Known {
    switch ids.ask(text) {
    case .customer(let name): .key(key(of: name))
    case .nobody(let kind): .nobody(kind)
    }
  }

  /// The key of a customer's name.
  private mutating func key(of name: String) -> RowKey {
    var name = name
    let place = name.utf8.count > 15 ? longPlace(name) : 0
    return name.withUTF8 { $0.count > 15 ? RowKey(long: $0, place: place) : RowKey(short: $0) }
  }

  private mutating func longPlace(_ text: String) -> Int {
    var bytes = Array(text.utf8)
    let length = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: overread))
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { Int(UInt32(truncatingIfNeeded: longKeys.code($0, length, .clean))) } ?? 0
    }
  }

  /// Refuses to go on when a column has too many distinct values.
  func check() throws(ReadingError) {
    // Codes of touchpoints and channels share a word with the rest of a row.
    let isTooMany = [
      (2, labels.isOverLimit || labels.codeCount >= KeyedRow.none),
      (groupAt, groups.isOverLimit || groups.codeCount >= KeyedRow.none), (orderAt, orders.isOverLimit),
      (lifecycleAt, lifecycles.isOverLimit), (0, longKeys.isOverLimit),
    ]
    if let (column, _) = isTooMany.first(where: { $0.1 }) {
      throw .tooManyDistinctValues(file: file, column: columnNames[column], limit: limits.distinctBytes)
    }
  }

  /// Issues since the last call, with row numbers as given.
  mutating func takeIssues() -> IssueLog {
    let log = issues.log(rejectedRows: rejectedRows)
    issues = IssueCollector(columns: columnNames)
    rejectedRows = 0
    return log
  }

  /// Everything a worker leaves behind.
  struct Result: Sendable {
    var store: RowStore
    var labels, groups, orders, lifecycles, longKeys: [String]
    var attributes: [[String]]
    var rejectedBy: [(value: String, rows: Int)]
    var rowsRead: Int
    var times: TimeTally
    var report: TimeReport
    var nameless: [NamelessRow]
    /// By place in the tables of who is who, whether an id came up.
    var used: [Bool]
    /// Who brought whom.
    var referrals: [Referral]
  }

  consuming func finish() -> Result {
    writer.finish()
    var rejectedBy = zip(rejected.values(), rejectedCounts).map { (value: $0, rows: $1) }
    if rejectedWithout > 0 { rejectedBy.append((value: "", rows: rejectedWithout)) }
    let longTexts = longKeys.values()
    let result = Result(
      store: store, labels: labels.values(), groups: groups.values(), orders: orders.values(),
      lifecycles: lifecycles.values(), longKeys: longTexts,
      attributes: zip(attributes, numberClasses).map { $1?.texts ?? $0.values() },
      rejectedBy: rejectedBy, rowsRead: rowsRead,
      times: time.times.tally, report: time.times.report(timeName), nameless: nameless,
      used: Array(UnsafeBufferPointer(start: ids.used, count: ids.resolver.count)),
      referrals: referrers.named(longTexts))
    return result
  }

  deinit {
    for dictionary in [labels, groups, orders, lifecycles, longKeys, rejected] + attributes { dictionary.deallocate() }
    time.deallocate()
    amount.deallocate()
    sequence.deallocate()
  }
}
