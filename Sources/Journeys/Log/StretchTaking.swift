import Reading

/// What the rows of one kind become.
struct EventKind: BitwiseCopyable {
  /// Code into `catalog.touchpoints`.
  var touchpoint: UInt32
  /// Code into `catalog.channels`, or `Catalog.noChannel`.
  var channel: UInt32
  var isReferred: Bool
  /// Left out by the project file.
  var isDropped: Bool
}

extension PartitionBuilder.Input {
  /// What a worker's rows of a kind become.
  ///
  /// - Parameter channelOf: the channel of a touchpoint's rows that name none.
  func eventKind(_ kind: RowKind, worker: Int, channelOf: [UInt32]) -> EventKind {
    let touchpoint = touchpoints[worker][Int(kind.label)]
    let hasChannel = kind.group != KeyedRow.none
    let isDropped =
      isLabelDropped[worker][Int(kind.label)] || touchpoint == .max
      || hasChannel && !isChannelDropped.isEmpty && isChannelDropped[worker][Int(kind.group)]
    let channel =
      hasChannel ? channels[worker][Int(kind.group)] : isDropped ? Catalog.noChannel : channelOf[Int(touchpoint)]
    return EventKind(touchpoint: touchpoint, channel: channel, isReferred: kind.isReferred, isDropped: isDropped)
  }

  /// The same of every kind a row can name, by worker.
  func eventKinds(channelOf: [UInt32]) -> [[EventKind]] {
    rows.kinds.enumerated().map { worker, kinds in
      kinds.map { eventKind($0, worker: worker, channelOf: channelOf) }
    }
  }
}

/// Takes over the rows of one source and partition, stretch by stretch: the loop every event passes through.
struct StretchTaking {
  private let input: PartitionBuilder.Input
  private let channelOf: [UInt32]
  private let rows: Rows
  private let numbering: CustomerNumbering
  /// The partition wanted, where the source's are coarser.
  private let only: Int?
  private let shift: UInt64
  private let latest: Int64
  /// By worker and place of the kind.
  private let kinds: [[EventKind]]
  private let negativeAmounts: NegativeAmounts
  private let refundOf: UInt32?
  private let isPurchase: [Bool]
  private let source: Int32
  private let fates: [OrdersOnce.RowID: OrdersOnce.Fate]
  /// How many of the rows that a fate leaves out are gone already.
  private var gone: [OrdersOnce.RowID: Int] = [:]
  private let isTouched: [Bool]
  /// Asked of another module once, and not at every row.
  private let noValue = AttributeCode.none
  private(set) var counts: AssemblyCounts

  init(
    settings: PartitionBuilder.Settings, source: Int, input: PartitionBuilder.Input, kinds: [[EventKind]],
    channelOf: [UInt32], rows: Rows,
    numbering: CustomerNumbering, only: Int?, counts: AssemblyCounts
  ) {
    self.input = input
    self.kinds = kinds
    self.channelOf = channelOf
    self.rows = rows
    self.numbering = numbering
    self.only = only
    self.counts = counts
    self.source = Int32(source)
    negativeAmounts = settings.negativeAmounts
    refundOf = settings.refundOf
    isPurchase = input.rows.hasNegativeAmounts ? settings.isPurchase : []
    fates = settings.orders.fates.isEmpty || !input.rows.hasOrders ? [:] : settings.orders.fates
    isTouched = fates.isEmpty ? [] : settings.orders.isTouched
    shift = UInt64(64 - settings.partitions.trailingZeroBitCount)
    latest = settings.latest ?? .max
  }

  /// Appends the rows that are used, and counts the others by why they are not.
  mutating func add(_ stretch: KeyedRows.Stretch) {
    kinds[stretch.worker].withUnsafeBufferPointer { add(stretch, $0) }
  }

  private mutating func add(_ stretch: KeyedRows.Stretch, _ kinds: UnsafeBufferPointer<EventKind>) {
    let rows = rows
    let hasOrders = input.rows.hasOrders
    let hasSequence = input.rows.hasSequence
    // Read once: the compiler cannot know that no write below moves them.
    let (event, amounts, amount) = (rows.event, stretch.amounts, rows.amount)
    let hasAmounts = rows.hasAmounts && amounts != nil
    let (hasReferrers, hasOwnOrders, hasOwnSequence) = (rows.hasReferrers, rows.hasOrders, rows.hasSequence)
    let (numbering, only, shift) = (numbering, only, shift)
    let hasLifecycles = !input.keepsLifecycle.isEmpty
    let attributes = rows.attributes > 0 ? input.attributes.map { AttributeColumn($0, stretch) } : []
    let hasAttributes = rows.attributes > 0
    let earliest = max(input.soundTimes.lowerBound, SourcePlan.possibleTimes.lowerBound)
    let latest = min(latest, min(input.soundTimes.upperBound, SourcePlan.possibleTimes.upperBound))
    let hasOdd = !isTouched.isEmpty || !isPurchase.isEmpty
    var at = rows.count
    for i in 0..<stretch.count {
      let row = stretch.rows[i]
      if let only, Int(truncatingIfNeeded: row.key.hash >> shift) != only { continue }
      var time = row.time
      var kind: EventKind
      if row.kind != PackedRow.wide {
        kind = kinds[row.kind]
      } else {
        let own = stretch.row(i)
        time = own.time
        kind = input.eventKind(own.kind, worker: stretch.worker, channelOf: channelOf)
      }
      let isSurelyKept = !hasLifecycles && !kind.isDropped && time <= latest && time >= earliest
      guard isSurelyKept || isKeptSlowly(stretch, i) else { continue }
      var key = row.key
      if key.isLong { key.word1 = 0xFF << 56 | UInt64(input.longPlaces[stretch.longPlaces[key.place]]) }
      var hasAmount = hasAmounts && row.hasAmount
      var order = UInt32.max
      if hasOrders, let code = stretch.extras?[i].order, code != DictionaryColumn.none {
        order = input.orders[stretch.worker][Int(code)]
      }
      var money = Int64.min
      if hasAmount, let amounts { money = amounts[i] }
      if hasOdd, isOdd(order, money, kind) {
        guard settle(order, key, &time, &money, &kind) else { continue }
        hasAmount = money != .min
      }
      event[at] = UngroupedEvent(
        event: LoggedEvent(time: time, touchpoint: kind.touchpoint, channel: kind.channel),
        customer: numbering.number(key), hasAmount: hasAmount)
      if hasAmount { amount[at] = money }
      if hasReferrers { rows.isReferred[at] = kind.isReferred }
      if hasOwnOrders { rows.order[at] = order }
      if hasOwnSequence { rows.sequence[at] = hasSequence ? stretch.extras?[i].sequence ?? .min : 0 }
      if hasAttributes { takeAttributes(attributes, i, at) }
      at &+= 1
    }
    rows.count = at
  }

  /// One attribute of a stretch in plain memory, which the source holds.
  private struct AttributeColumn: BitwiseCopyable {
    /// The worker's code by row.
    let own: UnsafePointer<UInt16>
    /// The log's by the worker's.
    let codes: UnsafeBufferPointer<UInt16>
    let place: Int

    init(_ column: AttributeNumbering.Column, _ stretch: KeyedRows.Stretch) {
      own = stretch.attributes[column.own]
      codes = column.codes[stretch.worker].buffer
      place = column.place
    }
  }

  /// Notes the attributes of a row beside it.
  @inline(never)
  private func takeAttributes(_ columns: [AttributeColumn], _ i: Int, _ at: Int) {
    let own = rows.attribute + at * rows.attributes
    for place in 0..<rows.attributes { own[place] = noValue }
    for column in columns {
      let code = column.own[i]
      if code != noValue { own[column.place] = column.codes[Int(code)] }
    }
  }

  /// Whether a row is not simply what it says: its order is another source's too, or its amount is below nothing.
  @inline(__always)
  private func isOdd(_ order: UInt32, _ money: Int64, _ kind: EventKind) -> Bool {
    if order != .max, !isTouched.isEmpty, isTouched[Int(order)] { return true }
    return money < 0 && money != .min && !isPurchase.isEmpty && isPurchase[Int(kind.touchpoint)]
  }

  /// What such a row becomes; false where it is not counted.
  @inline(never)
  private mutating func settle(
    _ order: UInt32, _ key: RowKey, _ time: inout Int64, _ money: inout Int64, _ kind: inout EventKind
  ) -> Bool {
    if money < 0, money != .min, !isPurchase.isEmpty, isPurchase[Int(kind.touchpoint)] {
      switch negativeAmounts {
      case .keep: return true
      case .refund:
        if order != .max, let refundOf {
          kind.touchpoint = refundOf
          return true
        }
      case .reject: break
      }
      counts.negativeAmounts += 1
      return false
    }
    let id = OrdersOnce.RowID(source: source, order: order, key: RowKeyValue(key), time: time)
    guard let fate = fates[id] else { return true }
    if fate.dropped > 0, gone[id, default: 0] < fate.dropped {
      gone[id, default: 0] += 1
      return false
    }
    if let changed = fate.changed {
      (time, kind) = (changed.time, changed.kind)
      money = changed.amount
    }
    return true
  }

  @inline(never)
  private mutating func isKeptSlowly(_ stretch: KeyedRows.Stretch, _ i: Int) -> Bool {
    let row = stretch.row(i)
    switch SourcePlan.verdict(
      stretch, i, row, isLabelDropped: input.isLabelDropped[stretch.worker][Int(row.label)],
      isChannelDropped: input.isChannelDropped, keepsLifecycle: input.keepsLifecycle,
      soundTimes: input.soundTimes, latest: latest)
    {
    case .kept: return true
    case .otherLifecycle: counts.otherLifecycle += 1
    case .filtered: counts.filtered += 1
    case .impossibleTime: counts.impossibleTimes += 1
    // Its source has counted it, and knows the row's number.
    case .farTime: break
    case .afterObservation: counts.afterObservation += 1
    }
    return false
  }
}
