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
      case .dictionary, .ids: return nil
      }
    }
    let none = DictionaryColumn(codes: [], values: [])
    self.init(
      inMemory: request, key: dictionary(request.key) ?? none,
      time: numbers(request.time) { if case .time = $0 { true } else { false } } ?? [],
      label: dictionary(request.label) ?? none, group: dictionary(request.group),
      amount: numbers(request.amount) { $0 == .decimal }, sequence: numbers(request.sequence) { $0 == .integer },
      order: dictionary(request.order), lifecycle: dictionary(request.lifecycle),
      referrer: dictionary(request.referrer), attributes: request.attributes.map { dictionary($0) ?? none },
      times: table.times,
      partitions: partitions ?? partitionCount(rows: table.rowCount), rowsRead: table.rowsRead, issues: table.issues,
      rejectedBy: table.rejectedBy, contentHash: table.contentHash, rowNumbers: table.rowNumbers)
    rowsFiltered = table.rowsFiltered
    decimalGuess = table.decimalGuesses.first
  }

  /// Rows from columns of one length.
  package convenience init(
    inMemory request: KeyedRequest, key keys: DictionaryColumn, time: [Int64], label: DictionaryColumn,
    group: DictionaryColumn?, amount: [Int64]?, sequence: [Int64]?, order: DictionaryColumn?,
    lifecycle: DictionaryColumn?, referrer: DictionaryColumn?, attributes: [DictionaryColumn] = [],
    times: TimeReport?, partitions: Int = 1,
    rowsRead: Int? = nil, issues: IssueLog = IssueLog(), rejectedBy: [(value: String, rows: Int)] = [],
    contentHash: UInt32 = 0, rowNumbers: [UInt32] = []
  ) {
    let attributes = zip(attributes, request.numberClasses).map { $1?.applied(to: $0) ?? $0 }
    let store = RowStore(
      partitions: partitions, hasAmounts: amount != nil,
      hasExtras: order != nil || sequence != nil || lifecycle != nil, attributes: attributes.count)
    let writer = RowWriter(store)
    var longKeys: [String] = []
    var longPlaceOf: [String: Int] = [:]
    var used = [Bool](repeating: false, count: request.ids.count)
    var devices: [RowKey] = []
    // Whose each id of a column is: asked once for each.
    func owner(_ text: String) -> (key: RowKey, nobody: IssueKind?) {
      let (id, place) = request.ids.look(text)
      if let place { used[Int(place)] = true }
      switch id {
      case .nobody(let kind): return (RowKey(word0: 0, word1: 0), kind)
      case .customer(var name):
        let key = name.withUTF8 { bytes in
          guard bytes.count > 15 else { return RowKey(short: bytes) }
          let text = String(decoding: bytes, as: UTF8.self)
          let place = longPlaceOf[text] ?? longKeys.count
          if place == longKeys.count {
            longPlaceOf[text] = place
            longKeys.append(text)
          }
          return RowKey(long: bytes, place: place)
        }
        if text.utf8.first == MadeColumn.deviceMark { devices.append(key) }
        return (key, nil)
      }
    }
    let owners = keys.values.map(owner)
    let bringers = referrer.map { $0.values.map(owner) } ?? []
    var referrers = ReferrerLinks()
    var nameless: [NamelessRow] = []
    var issues = issues
    var found = IssueCollector(columns: [request.key])
    var rejected = [Int](repeating: 0, count: label.values.count)
    // The column that says how contact was made, and which of its words do.
    let contact = request.contact.flatMap { asked in
      request.attributes.prefix(attributes.count).firstIndex(of: asked.column)
    }
    let known = contact.map { attributes[$0].values.map { request.contact?.isKnown($0) ?? true } } ?? []
    for row in time.indices {
      let group = group.map { min($0.codes[row], KeyedRow.none) } ?? KeyedRow.none
      let code = keys.codes[row]
      let isEmpty = code == DictionaryColumn.none
      if isEmpty || owners[Int(code)].nobody != nil {
        let why = isEmpty ? .missingValue : owners[Int(code)].nobody ?? .missingValue
        var cell = Array((isEmpty ? "" : keys.values[Int(code)]).utf8.prefix(400))
        let length = cell.count
        cell.append(0)
        cell.withUnsafeBufferPointer { bytes in
          if let p = bytes.baseAddress {
            found.add(why, column: 0, row: row < rowNumbers.count ? rowNumbers[row] : UInt32(row), p, length)
          }
        }
        rejected[Int(label.codes[row])] += 1
        var own = NamelessRow(time: time[row], label: label.codes[row])
        own.group = group
        own.amount = amount?[row] ?? .min
        own.order = order?.codes[row] ?? .max
        nameless.append(own)
        continue
      }
      var isReferred = false
      if let by = referrer?.codes[row], by != DictionaryColumn.none, bringers[Int(by)].nobody == nil {
        isReferred = true
        referrers.add(owners[Int(code)].key, by: bringers[Int(by)].key, time: time[row])
      }
      let kind = RowKind(label: label.codes[row], group: group, isReferred: isReferred)
      for (attribute, column) in attributes.enumerated() {
        writer.attributeCodes[attribute] = UInt16(exactly: column.codes[row]) ?? AttributeCode.none
      }
      if let contact, case let code = attributes[contact].codes[row], code != DictionaryColumn.none, !known[Int(code)] {
        issues.add(
          Issue(
            kind: .unknownContact, row: row < rowNumbers.count ? rowNumbers[row] : UInt32(row),
            column: request.attributes[contact], value: attributes[contact].values[Int(code)]))
      }
      writer.add(
        owners[Int(code)].key, time: time[row], kind: kind, amount: amount?[row] ?? .min,
        extra: RowExtra(
          sequence: sequence?[row] ?? .min, order: order?.codes[row] ?? .max,
          lifecycle: lifecycle?.codes[row] ?? .max))
    }
    writer.finish()
    store.mark()
    issues.merge(found.log(rejectedRows: nameless.count))
    var by: [String: Int] = [:]
    for (value, rows) in rejectedBy { by[value, default: 0] += rows }
    for (code, rows) in rejected.enumerated() where rows > 0 { by[label.values[code], default: 0] += rows }
    self.init(
      parts: [
        Part(
          store: store, labels: label.values, groups: group?.values ?? [], orders: order?.values ?? [],
          lifecycles: lifecycle?.values ?? [], longPlaces: Array(longKeys.indices), nameless: nameless,
          attributes: attributes.map { Array($0.values.prefix(AttributeCode.mostValues + 1)) })
      ], stretches: [(part: 0, index: 0)], longKeys: longKeys, request: request, rowsRead: rowsRead ?? time.count,
      issues: issues,
      rejectedBy: by.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map {
        (value: $0.key, rows: $0.value)
      },
      times: times, contentHash: contentHash)
    self.used = used
    deviceKeys = devices
    referrals = referrers.named(longKeys)
  }
}
