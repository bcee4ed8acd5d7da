extension KeyedRows {
  /// Rows that were read into columns first, as XES is.
  convenience init(_ table: Table, _ request: KeyedRequest, partitions: Int?) {
    let columns = request.columns
    func dictionary(_ name: String?) -> DictionaryColumn? {
      guard let name, let place = columns.firstIndex(where: { $0.name == name && $0.kind == .dictionary }),
        case .dictionary(let column) = table.columns[place]
      else { return nil }
      return column
    }
    func numbers(_ name: String?, _ isKind: (ColumnKind) -> Bool) -> [Int64]? {
      guard let name, let place = columns.firstIndex(where: { $0.name == name && isKind($0.kind) }) else { return nil }
      switch table.columns[place] {
      case .time(let values), .decimal(let values), .integer(let values): return values
      case .dictionary: return nil
      }
    }
    let none = DictionaryColumn(codes: [], values: [])
    self.init(
      inMemory: request, key: dictionary(request.key) ?? none,
      time: numbers(request.time) { if case .time = $0 { true } else { false } } ?? [],
      label: dictionary(request.label) ?? none, group: dictionary(request.group),
      amount: numbers(request.amount) { $0 == .decimal }, sequence: numbers(request.sequence) { $0 == .integer },
      order: dictionary(request.order), lifecycle: dictionary(request.lifecycle),
      referrer: dictionary(request.referrer), times: table.times,
      partitions: partitions ?? partitionCount(rows: table.rowCount), rowsRead: table.rowsRead, issues: table.issues,
      rejectedBy: table.rejectedBy, contentHash: table.contentHash)
    rowsFiltered = table.rowsFiltered
  }

  /// Rows from columns of one length.
  package convenience init(
    inMemory request: KeyedRequest, key keys: DictionaryColumn, time: [Int64], label: DictionaryColumn,
    group: DictionaryColumn?, amount: [Int64]?, sequence: [Int64]?, order: DictionaryColumn?,
    lifecycle: DictionaryColumn?, referrer: DictionaryColumn?, times: TimeReport?, partitions: Int = 1,
    rowsRead: Int? = nil, issues: IssueLog = IssueLog(), rejectedBy: [(value: String, rows: Int)] = [],
    contentHash: UInt32 = 0
  ) {
    let store = RowStore(
      partitions: partitions, hasAmounts: amount != nil,
      hasExtras: order != nil || sequence != nil || lifecycle != nil)
    let writer = RowWriter(store)
    var longKeys: [String] = []
    let rowKeys = keys.values.map { text -> RowKey in
      var text = text
      return text.withUTF8 { bytes in
        guard bytes.count > 15 else { return RowKey(short: bytes) }
        longKeys.append(String(decoding: bytes, as: UTF8.self))
        return RowKey(long: bytes, place: longKeys.count - 1)
      }
    }
    for row in time.indices {
      let kind = RowKind(
        label: label.codes[row], group: group.map { min($0.codes[row], KeyedRow.none) } ?? KeyedRow.none,
        isReferred: referrer.map { $0.codes[row] != DictionaryColumn.none } ?? false)
      writer.add(
        rowKeys[Int(keys.codes[row])], time: time[row], kind: kind, amount: amount?[row] ?? .min,
        extra: RowExtra(
          sequence: sequence?[row] ?? .min, order: order?.codes[row] ?? .max,
          lifecycle: lifecycle?.codes[row] ?? .max))
    }
    writer.finish()
    store.mark()
    self.init(
      parts: [
        Part(
          store: store, labels: label.values, groups: group?.values ?? [], orders: order?.values ?? [],
          lifecycles: lifecycle?.values ?? [], longPlaces: Array(longKeys.indices))
      ], stretches: [(part: 0, index: 0)], longKeys: longKeys, request: request, rowsRead: rowsRead ?? time.count,
      issues: issues, rejectedBy: rejectedBy, times: times, contentHash: contentHash)
  }
}
