import Reading

/// What becomes of one source's names: which touchpoint each label is, and which rows are left out.
struct SourcePlan {
  /// Id of each label by worker; `nil`: rows with it are left out.
  let touchpointIDs: [[String?]]
  /// By worker and channel code; empty when no channel is left out.
  let isChannelDropped: [[Bool]]
  /// By worker and lifecycle code; empty when every lifecycle is kept.
  let keepsLifecycle: [[Bool]]
  /// Times beyond are far from all others of the source.
  let soundTimes: ClosedRange<Int64>

  init(
    _ rows: KeyedRows, _ mapping: NameMapping, soundTimes: ClosedRange<Int64> = Self.possibleTimes,
    keeps: (String) -> Bool
  ) {
    self.soundTimes = soundTimes
    touchpointIDs = rows.labels.map { $0.map { mapping.touchpoint(visibleName($0)) } }
    let dropped = rows.groups.map { $0.map { mapping.isChannelDropped(visibleName($0)) } }
    isChannelDropped = dropped.contains { $0.contains(true) } ? dropped : []
    // A lifecycle column without the one asked for is no lifecycle at all.
    let kept = rows.lifecycles.map { $0.map(keeps) }
    keepsLifecycle =
      rows.hasLifecycles && kept.contains { $0.contains(true) } && kept.contains { $0.contains(false) } ? kept : []
  }

  /// Times beyond these are no dates; within them no difference of two times overflows.
  static let possibleTimes: ClosedRange<Int64> = (-1 << 61)...(1 << 61)

  enum Verdict { case kept, otherLifecycle, filtered, impossibleTime, farTime, afterObservation }

  /// Whether a row is used, and why not.
  @inline(__always)
  static func verdict(
    _ stretch: KeyedRows.Stretch, _ i: Int, _ row: KeyedRow, isLabelDropped: Bool, isChannelDropped: [[Bool]],
    keepsLifecycle: [[Bool]], soundTimes: ClosedRange<Int64>, latest: Int64
  ) -> Verdict {
    // First, since its source has counted it whatever else may leave it out.
    if possibleTimes.contains(row.time), !soundTimes.contains(row.time) { return .farTime }
    if !keepsLifecycle.isEmpty, let code = stretch.extras?[i].lifecycle, code != DictionaryColumn.none,
      !keepsLifecycle[stretch.worker][Int(code)]
    {
      return .otherLifecycle
    }
    if isLabelDropped { return .filtered }
    let group = row.group
    if !isChannelDropped.isEmpty, group != KeyedRow.none, isChannelDropped[stretch.worker][Int(group)] {
      return .filtered
    }
    if !possibleTimes.contains(row.time) { return .impossibleTime }
    return row.time > latest ? .afterObservation : .kept
  }

  func keeps(_ stretch: KeyedRows.Stretch, _ i: Int, _ row: KeyedRow, latest: Int64?) -> Bool {
    Self.verdict(
      stretch, i, row, isLabelDropped: touchpointIDs[stretch.worker][Int(row.label)] == nil,
      isChannelDropped: isChannelDropped,
      keepsLifecycle: keepsLifecycle, soundTimes: soundTimes, latest: latest ?? .max) == .kept
  }
}

/// Who is known, and one numbering of long ids and order ids over all sources.
struct KnownCustomers {
  /// Keys of the customers of lists; `nil` without a list.
  let listed: [RowKey]?
  /// Keys of customers to whom a table leads, where it matters.
  let linked: [RowKey]
  /// Long ids by place.
  let longTexts: [String]
  /// Place of each source's long ids among all long ids.
  let longPlaces: [[Int]]
  /// The id a key holds, by the one numbering of long ids.
  func text(_ key: RowKey) -> String { key.isLong ? longTexts[key.place] : key.shortText }

  /// Code of each order id, by source and worker.
  let orderCodes: [[[UInt32]]]
  /// The key of each id asked for.
  let wanted: [RowKey]

  /// - Parameter wanted: ids of customers whose place in the log is asked for.
  init(_ identities: ResolvedIdentities, _ sources: [EventSource], wanted: [String] = []) {
    var placeOf: [String: Int] = [:]
    func place(_ text: String) -> Int {
      if let place = placeOf[text] { return place }
      placeOf[text] = placeOf.count
      return placeOf.count - 1
    }
    longPlaces = sources.map { $0.rows.longKeys.map { place($0) } }
    var codeOf: [String: UInt32] = [:]
    orderCodes = sources.map { source in
      source.rows.orders.map { texts in
        texts.map { text in
          if let code = codeOf[text] { return code }
          codeOf[text] = UInt32(codeOf.count)
          return UInt32(codeOf.count - 1)
        }
      }
    }
    func key(_ id: String) -> RowKey {
      var text = id
      return text.withUTF8 { bytes in
        bytes.count <= 15
          ? RowKey(short: bytes) : RowKey(long: bytes, place: place(String(decoding: bytes, as: UTF8.self)))
      }
    }
    self.wanted = wanted.map { key($0) }
    listed = identities.customers.map { $0.map { key($0) } }
    let hasDevices = sources.contains { $0.namesDevices || !$0.rows.deviceKeys.isEmpty }
    linked = hasDevices ? identities.linkedNames.map { key($0) } : []
    var texts = [String](repeating: "", count: placeOf.count)
    for (text, place) in placeOf { texts[place] = text }
    longTexts = texts
  }
}

/// A key as a member of a set.
struct RowKeyValue: Hashable, Sendable {
  let word0: UInt64
  let word1: UInt64
  init(_ key: RowKey) {
    word0 = key.word0
    word1 = key.word1
  }
}

extension RowKey {
  /// Whether a short id is one of digits that begins with a zero.
  var hasLeadingZero: Bool {
    !isLong && word0 & 0xFF == 0x30 && word1 >> 56 > 1 && withoutLeadingZeros(shortText) != shortText
  }
}
