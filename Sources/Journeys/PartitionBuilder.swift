import Reading

/// Turns the rows of one partition of customers into a part of the log: grouped, ordered, columnar.
///
/// A partition fits a core's cache, and no customer lies in two, so that partitions need nothing from each other.
struct PartitionBuilder {
  /// One source's rows with what its codes mean.
  struct Input: Sendable {
    var rows: KeyedRows
    /// Touchpoint code by worker and label; `.max` where no row of it is kept.
    var touchpoints: [[UInt32]]
    /// By worker and label: left out by the project file.
    var isLabelDropped: [[Bool]]
    var channels: [[UInt32]]
    var isChannelDropped: [[Bool]]
    var keepsLifecycle: [[Bool]]
    var orders: [[UInt32]]
    var longPlaces: [Int]
  }

  struct Settings: Sendable {
    var inputs: [Input]
    var partitions: Int
    var latest: Int64?
    var tieByTouchpoint: Bool
    var dropDuplicates: Bool
    var mergeWithin: Int64
    var known: Set<RowKeyValue>?
    var catalog: Catalog
    /// The rows are needed again.
    var keepsRows = false
    /// Customers whose number is asked for, by partition: key, and place in the list of those asked for.
    var wanted: [[(key: RowKey, place: Int)]] = []

    var hasAmounts: Bool { inputs.contains { $0.rows.hasAmounts } }
    var hasOrders: Bool { inputs.contains { $0.rows.hasOrders } }
    var hasReferrers: Bool { inputs.contains { $0.rows.hasReferrers } }
    var hasSequence: Bool { inputs.contains { $0.rows.hasSequence } }
  }

  struct Built: Sendable {
    var parts: [EventLog]
    var counts: AssemblyCounts
    var positions: PositionTally
    /// Where customers asked for were found.
    var found: [(place: Int, at: SurveyAnswers.Place)] = []
  }

  /// Builds every part; cores take partitions in turn, and each writes its own only.
  static func build(_ settings: Settings, threads: Int) -> Built {
    let workers = max(1, min(threads, settings.partitions))
    let done = onCores(workers) { worker in
      var builder = PartitionBuilder(settings)
      let parts = stride(from: worker, to: settings.partitions, by: workers).map { builder.part($0) }
      return Built(parts: parts, counts: builder.counts, positions: builder.positions, found: builder.found)
    }
    var counts = AssemblyCounts()
    var positions = PositionTally(touchpoints: settings.catalog.touchpoints.count)
    for built in done {
      counts.add(built.counts)
      positions.merge(built.positions)
    }
    let parts = (0..<settings.partitions).map { done[$0 % workers].parts[$0 / workers] }
    return Built(parts: parts, counts: counts, positions: positions, found: done.flatMap(\.found))
  }

  private let settings: Settings
  private let stageOf: [Int]
  private let channelOf: [UInt32]
  private let needsPositions: Bool
  private(set) var counts = AssemblyCounts()
  private(set) var positions: PositionTally
  private(set) var found: [(place: Int, at: SurveyAnswers.Place)] = []
  private var rows: Rows
  private var slots: [UInt32] = []
  private var keys: [RowKey] = []

  init(_ settings: Settings) {
    self.settings = settings
    stageOf = settings.catalog.touchpoints.map(\.stage)
    channelOf = settings.catalog.touchpoints.map(\.channel)
    needsPositions = stageOf.contains { $0 < 0 }
    positions = PositionTally(touchpoints: stageOf.count)
    counts.recognised = settings.inputs.map { _ in (0, 0, 0, 0) }
    rows = Rows(
      hasAmounts: settings.hasAmounts, hasOrders: settings.hasOrders, hasReferrers: settings.hasReferrers,
      hasSequence: settings.hasSequence)
  }

  mutating func part(_ partition: Int) -> EventLog {
    rows.removeAll()
    keys.removeAll(keepingCapacity: true)
    let expected = settings.inputs.reduce(0) { $0 + $1.rows.rowCount / $1.rows.partitions }
    var capacity = 1024
    while capacity < expected { capacity *= 2 }
    if slots.count == capacity {
      for i in slots.indices { slots[i] = 0 }
    } else {
      slots = [UInt32](repeating: 0, count: capacity)
    }
    rows.reserveCapacity(expected + expected / 8)
    for source in settings.inputs.indices { take(source, partition) }
    find(partition)
    var ordering = EventOrdering(rows: rows, customers: keys.count)
    ordering.sort(tieByTouchpoint: settings.tieByTouchpoint, stageOf: stageOf)
    if needsPositions { positions.add(ordering) }
    counts.duplicates += ordering.markDuplicates(drop: settings.dropDuplicates)
    if settings.mergeWithin > 0 { counts.merged += ordering.mergeRepeats(within: settings.mergeWithin) }
    return ordering.log(catalog: settings.catalog)
  }

  /// Adds one source's rows of the partition.
  private mutating func take(_ source: Int, _ partition: Int) {
    let input = settings.inputs[source]
    // A small source has fewer partitions: its coarser one is looked through for this one's customers.
    let ratio = settings.partitions / input.rows.partitions
    let shift = UInt64(64 - settings.partitions.trailingZeroBitCount)
    let latest = settings.latest ?? .max
    var tally = counts.recognised[source]
    input.rows.forEachStretch(partition / ratio) { stretch in
      let touchpoints = input.touchpoints[stretch.worker]
      let dropped = input.isLabelDropped[stretch.worker]
      let channels = stretch.worker < input.channels.count ? input.channels[stretch.worker] : []
      for i in 0..<stretch.count {
        let row = stretch.rows[i]
        if ratio > 1, Int(truncatingIfNeeded: row.key.hash >> shift) != partition { continue }
        let touchpoint = touchpoints[Int(row.label)]
        switch SourcePlan.verdict(
          stretch, i, isLabelDropped: dropped[Int(row.label)], isChannelDropped: input.isChannelDropped,
          keepsLifecycle: input.keepsLifecycle, latest: latest)
        {
        case .kept: break
        case .otherLifecycle:
          counts.otherLifecycle += 1
          continue
        case .filtered:
          counts.filtered += 1
          continue
        case .impossibleTime:
          counts.impossibleTimes += 1
          continue
        case .afterObservation:
          counts.afterObservation += 1
          continue
        }
        var key = row.key
        if key.isLong { key.word1 = 0xFF << 56 | UInt64(input.longPlaces[stretch.longPlaces[key.place]]) }
        let amount = stretch.amounts?[i] ?? Int64.min
        tally.events += 1
        let isKnown = settings.known?.contains(RowKeyValue(key)) ?? true
        if isKnown { tally.known += 1 }
        if amount != Int64.min {
          tally.money = tally.money.addingClamped(amount)
          if isKnown { tally.knownMoney = tally.knownMoney.addingClamped(amount) }
        }
        var order = UInt32.max
        if input.rows.hasOrders, let code = stretch.extras?[i].order, code != DictionaryColumn.none {
          order = input.orders[stretch.worker][Int(code)]
        }
        rows.append(
          customer: customer(key), time: row.time, touchpoint: touchpoint,
          channel: row.group == KeyedRow.none ? channelOf[Int(touchpoint)] : channels[Int(row.group)],
          amount: amount, order: order, isReferred: row.isReferred,
          sequence: input.rows.hasSequence ? stretch.extras?[i].sequence ?? .min : 0)
      }
    }
    counts.recognised[source] = tally
    if !settings.keepsRows, ratio == 1 { input.rows.release(partition) }
  }

  /// The customer's number within the part, in order of first appearance.
  @inline(__always)
  private mutating func customer(_ key: RowKey) -> Int32 {
    if keys.count * 2 > slots.count { growSlots() }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: key.hash) & mask
    while true {
      let found = slots[slot]
      if found == 0 {
        keys.append(key)
        slots[slot] = UInt32(keys.count)
        return Int32(keys.count - 1)
      }
      let own = keys[Int(found) - 1]
      if own.word0 == key.word0, own.word1 == key.word1 { return Int32(found - 1) }
      slot = (slot + 1) & mask
    }
  }

  /// Notes the numbers of customers asked for, without adding any.
  private mutating func find(_ partition: Int) {
    guard !settings.wanted.isEmpty else { return }
    let mask = slots.count - 1
    for (key, place) in settings.wanted[partition] {
      var slot = Int(truncatingIfNeeded: key.hash) & mask
      while slots[slot] != 0 {
        let number = Int(slots[slot]) - 1
        if keys[number].word0 == key.word0, keys[number].word1 == key.word1 {
          found.append((place, SurveyAnswers.Place(part: Int32(partition), customer: Int32(number))))
          break
        }
        slot = (slot + 1) & mask
      }
    }
  }

  private mutating func growSlots() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for (number, key) in keys.enumerated() {
      var slot = Int(truncatingIfNeeded: key.hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number + 1)
    }
  }
}
