import Cores
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
    /// Times beyond are far from all others of the source.
    var soundTimes = SourcePlan.possibleTimes
    var attributes: [AttributeNumbering.Column] = []
  }

  struct Settings: Sendable {
    var inputs: [Input]
    var partitions: Int
    var latest: Int64?
    var tieByTouchpoint: Bool
    var duplicates: Duplicates
    var negativeAmounts: NegativeAmounts
    /// Code of the touchpoint of a refund that is written as a purchase below nothing.
    var refundOf: UInt32?
    /// By touchpoint code.
    var isPurchase: [Bool]
    var orders: OrdersOnce
    var onlyRecognised: Bool
    var mergeWithin: Int64
    var recognition: CustomerRecognition
    var catalog: Catalog
    /// Where memory goes that is not needed.
    let spare = SpareMemory()
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
    var found: [(place: Int, at: SurveyAnswers.Place, sources: UInt64)] = []
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
  /// What rows become, by source, worker and place of their kind.
  private let kinds: [[[EventKind]]]
  private let needsPositions: Bool
  private(set) var counts = AssemblyCounts()
  private(set) var positions: PositionTally
  private(set) var found: [(place: Int, at: SurveyAnswers.Place, sources: UInt64)] = []
  private let rows: Rows
  private let blocks = EventBlocks()
  private let ordering: EventOrdering
  private let numbering = CustomerNumbering()

  init(_ settings: Settings) {
    self.settings = settings
    stageOf = settings.catalog.touchpoints.map(\.stage)
    let channelOf = settings.catalog.touchpoints.map(\.channel)
    self.channelOf = channelOf
    kinds = settings.inputs.map { $0.eventKinds(channelOf: channelOf) }
    needsPositions = stageOf.contains { $0 < 0 }
    positions = PositionTally(touchpoints: stageOf.count)
    counts.recognised = settings.inputs.map { _ in RecognisedShare() }
    rows = Rows(
      hasAmounts: settings.hasAmounts, hasOrders: settings.hasOrders, hasReferrers: settings.hasReferrers,
      hasSequence: settings.hasSequence, attributes: settings.catalog.attributes.count)
    ordering = EventOrdering(rows: rows, blocks: blocks)
  }

  mutating func part(_ partition: Int) -> EventLog {
    // A coarser partition of a small source may hold other customers too: what it holds is room enough.
    let most = settings.inputs.reduce(0) { sum, input in
      sum + input.rows.count(in: partition / (settings.partitions / input.rows.partitions))
    }
    rows.restart(capacity: most)
    numbering.restart(rows: most)
    var bounds = [0]
    for source in settings.inputs.indices {
      take(source, partition)
      bounds.append(rows.count)
    }
    var (isKnown, sourcesOf) = settings.recognition.weigh(
      rows, bounds, numbering, settings.inputs.map(\.rows.hasAmounts), &counts)
    var customers = numbering.count
    var numberOf: [Int32] = []
    if settings.onlyRecognised, isKnown.contains(false) {
      numberOf = rows.keep(isKnown, &bounds)
      customers = isKnown.count { $0 }
      isKnown = []
    }
    find(partition, sourcesOf, numberOf)
    ordering.restart(customers: customers)
    ordering.sort(tieByTouchpoint: settings.tieByTouchpoint, stageOf: stageOf)
    if needsPositions { positions.add(ordering) }
    let equal = ordering.markDuplicates(settings.duplicates, bounds)
    counts.duplicates += equal.within
    for (pair, rows) in equal.across {
      counts.acrossFiles += rows
      counts.overlaps[pair, default: 0] += rows
    }
    if settings.mergeWithin > 0 { counts.merged += ordering.mergeRepeats(within: settings.mergeWithin) }
    counts.customers += customers
    if !counts.hasLeadingZeros {
      counts.hasLeadingZeros = (0..<numbering.count).contains { numbering.key($0).hasLeadingZero }
    }
    if numberOf.isEmpty {
      counts.crowds.add(ordering.eventCount, customers: customers, key: numbering.key)
    } else {
      let keys = numberOf.indices.filter { numberOf[$0] >= 0 }.map { numbering.key($0) }
      counts.crowds.add(ordering.eventCount, customers: customers) { keys[$0] }
    }
    var log = ordering.log(catalog: settings.catalog)
    log.isRecognised = isKnown
    log.keys = numbering.allKeys
    log.groups = groups(numberOf)
    blocks.giveRest(to: settings.spare)
    return log
  }

  /// The group of each customer that is kept: the first eight bits of its key's hash, which those of one partition
  /// mostly share.
  private func groups(_ numberOf: [Int32]) -> [UInt8] {
    (0..<numbering.count).lazy.filter { numberOf.isEmpty || numberOf[$0] >= 0 }
      .map { UInt8(truncatingIfNeeded: numbering.key($0).hash >> 56) }
  }

  /// Adds one source's rows of the partition.
  private mutating func take(_ source: Int, _ partition: Int) {
    let input = settings.inputs[source]
    // A small source has fewer partitions: its coarser one is looked through for this one's customers.
    let ratio = settings.partitions / input.rows.partitions
    var taking = StretchTaking(
      settings: settings, source: source, input: input, kinds: kinds[source], channelOf: channelOf, rows: rows,
      numbering: numbering, only: ratio > 1 ? partition : nil, counts: counts)
    input.rows.forEachStretch(partition / ratio) { taking.add($0) }
    counts = taking.counts
    if !settings.keepsRows, ratio == 1 { blocks.add(input.rows.reclaim(partition), from: input.rows) }
  }

  /// Notes the numbers of customers asked for, without adding any.
  private mutating func find(_ partition: Int, _ sourcesOf: [UInt64], _ numberOf: [Int32]) {
    guard !settings.wanted.isEmpty else { return }
    for (key, place) in settings.wanted[partition] {
      guard let own = numbering.known(key) else { continue }
      let number = numberOf.isEmpty ? own : numberOf[Int(own)]
      guard number >= 0 else { continue }
      found.append(
        (
          place, SurveyAnswers.Place(part: Int32(partition), customer: number),
          sourcesOf.isEmpty ? 1 : sourcesOf[Int(own)]
        ))
    }
  }
}
