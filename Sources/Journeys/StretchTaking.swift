import Reading

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
  private let known: Set<RowKeyValue>?
  /// Nothing but its time can leave a row out.
  private let isPlain: Bool
  private(set) var counts: AssemblyCounts
  private(set) var tally: (events: Int, known: Int, money: Int64, knownMoney: Int64)

  init(
    settings: PartitionBuilder.Settings, input: PartitionBuilder.Input, channelOf: [UInt32], rows: Rows,
    numbering: CustomerNumbering, only: Int?, counts: AssemblyCounts,
    tally: (events: Int, known: Int, money: Int64, knownMoney: Int64)
  ) {
    self.input = input
    self.channelOf = channelOf
    self.rows = rows
    self.numbering = numbering
    self.only = only
    self.counts = counts
    self.tally = tally
    shift = UInt64(64 - settings.partitions.trailingZeroBitCount)
    latest = settings.latest ?? .max
    known = settings.known
    isPlain =
      input.isChannelDropped.isEmpty && input.keepsLifecycle.isEmpty
      && !input.isLabelDropped.contains { $0.contains(true) }
  }

  /// Appends the rows that are used, and counts the others by why they are not.
  mutating func add(_ stretch: KeyedRows.Stretch) {
    input.touchpoints[stretch.worker].withUnsafeBufferPointer { touchpoints in
      channelOf.withUnsafeBufferPointer { channelOf in
        let own = stretch.worker < input.channels.count ? input.channels[stretch.worker] : []
        own.withUnsafeBufferPointer { add(stretch, touchpoints, $0, channelOf) }
      }
    }
  }

  private mutating func add(
    _ stretch: KeyedRows.Stretch, _ touchpoints: UnsafeBufferPointer<UInt32>, _ channels: UnsafeBufferPointer<UInt32>,
    _ channelOf: UnsafeBufferPointer<UInt32>
  ) {
    let rows = rows
    let hasOrders = input.rows.hasOrders
    let hasSequence = input.rows.hasSequence
    // Read once: the compiler cannot know that no write below moves them.
    let (event, amounts, amount) = (rows.event, stretch.amounts, rows.amount)
    let hasAmounts = rows.hasAmounts && amounts != nil
    let (hasReferrers, hasOwnOrders, hasOwnSequence) = (rows.hasReferrers, rows.hasOrders, rows.hasSequence)
    let (isPlain, known, numbering, only, shift) = (isPlain, known, numbering, only, shift)
    let earliest = SourcePlan.possibleTimes.lowerBound
    let latest = min(latest, SourcePlan.possibleTimes.upperBound)
    var at = rows.count
    var events = 0
    for i in 0..<stretch.count {
      let row = stretch.rows[i]
      if let only, Int(truncatingIfNeeded: row.key.hash >> shift) != only { continue }
      let isSurelyKept = isPlain && row.time <= latest && row.time >= earliest
      guard isSurelyKept || isKeptSlowly(stretch, i, row) else { continue }
      let code = touchpoints[Int(row.label)]
      var key = row.key
      if key.isLong { key.word1 = 0xFF << 56 | UInt64(input.longPlaces[stretch.longPlaces[key.place]]) }
      let hasAmount = hasAmounts && row.hasAmount
      event[at] = UngroupedEvent(
        event: LoggedEvent(
          time: row.time, touchpoint: code,
          channel: row.group == KeyedRow.none ? channelOf[Int(code)] : channels[Int(row.group)]),
        customer: numbering.number(key), hasAmount: hasAmount)
      var money = Int64.min
      if hasAmount, let amounts {
        money = amounts[i]
        amount[at] = money
      }
      if hasReferrers { rows.isReferred[at] = row.isReferred }
      if hasOwnOrders {
        var order = UInt32.max
        if hasOrders, let code = stretch.extras?[i].order, code != DictionaryColumn.none {
          order = input.orders[stretch.worker][Int(code)]
        }
        rows.order[at] = order
      }
      if hasOwnSequence { rows.sequence[at] = hasSequence ? stretch.extras?[i].sequence ?? .min : 0 }
      at &+= 1
      events &+= 1
      if let known {
        count(known.contains(RowKeyValue(key)), money)
      } else if money != .min {
        tally.money = tally.money.addingClamped(money)
        tally.knownMoney = tally.knownMoney.addingClamped(money)
      }
    }
    rows.count = at
    tally.events += events
    if known == nil { tally.known += events }
  }

  private mutating func count(_ isKnown: Bool, _ money: Int64) {
    if isKnown { tally.known += 1 }
    guard money != .min else { return }
    tally.money = tally.money.addingClamped(money)
    if isKnown { tally.knownMoney = tally.knownMoney.addingClamped(money) }
  }

  @inline(never)
  private mutating func isKeptSlowly(_ stretch: KeyedRows.Stretch, _ i: Int, _ row: KeyedRow) -> Bool {
    switch SourcePlan.verdict(
      stretch, i, isLabelDropped: input.isLabelDropped[stretch.worker][Int(row.label)],
      isChannelDropped: input.isChannelDropped, keepsLifecycle: input.keepsLifecycle, latest: latest)
    {
    case .kept: return true
    case .otherLifecycle: counts.otherLifecycle += 1
    case .filtered: counts.filtered += 1
    case .impossibleTime: counts.impossibleTimes += 1
    case .afterObservation: counts.afterObservation += 1
    }
    return false
  }
}
