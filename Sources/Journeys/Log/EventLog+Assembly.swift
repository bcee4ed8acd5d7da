import Cores
import Reading

/// What assembling counted besides the events themselves.
package struct AssemblyCounts: Sendable, Equatable {
  package var filtered = 0
  /// Rows of another lifecycle than the one asked for (start beside complete).
  package var otherLifecycle = 0
  /// Equal rows beyond the first.
  package var duplicates = 0
  /// Rows of one file that equal rows of another.
  package var acrossFiles = 0
  /// The same by pair of sources, which are numbered in their order.
  package var overlaps: [[Int]: Int] = [:]
  /// Orders that several sources name.
  package var orders = OrderCounts()
  /// Rows at purchases with an amount below nothing that name nothing they cancel: they are not counted.
  package var negativeAmounts = 0
  /// Repeats joined by `merge-within`.
  package var merged = 0
  /// Events after `observed-until`, which are left out.
  package var afterObservation = 0
  /// Events tens of thousands of years away, which are left out: no calendar means them, and no span to them fits.
  package var impossibleTimes = 0
  /// Touchpoints found in the data but not declared, by UTF-8 bytes of the id.
  package var undeclared: [String] = []
  /// Touchpoints that stand together because there are too many; `nil`: none.
  package var gathered: GatheredTouchpoints?
  /// Declared touchpoints that never occur.
  package var unseen: [String] = []
  /// Names all of whose rows are of another state than `lifecycle` asks for, by UTF-8 bytes.
  package var droppedByLifecycle: [String] = []
  /// By source, how much of it belongs to customers one can tell.
  package var recognised: [RecognisedShare] = []
  /// Customers by the sources they are in, a bit for each; kept only where there are several.
  package var customersBySources: [UInt64: Int] = [:]
  /// Customers in the log.
  package var customers = 0
  /// Whether some customer's id is digits behind a zero.
  var hasLeadingZeros = false
  /// Customers by their number of events.
  package var crowds = EventCrowds()
  /// Customers with more events than a person can have.
  package var suspects: [EventCrowds.Suspect] = []
  /// Attributes with too many values to tell groups apart.
  package var crowdedAttributes: [String] = []
  /// Sales without a customer, which are in no journey.
  package var walkIns = WalkIns()

  package static func == (a: AssemblyCounts, b: AssemblyCounts) -> Bool {
    String(describing: a) == String(describing: b)
  }
}

/// One source of events as read, still in the reader's codes.
package struct EventSource: Sendable {
  package var rows: KeyedRows
  package var request: KeyedRequest
  /// Whether its ids are those of devices.
  package var namesDevices = false
  /// The column that says of each row how contact was made, and whether it is read for nothing else.
  package var contact: String?
  package var readsContactOnly = false
  /// Which declared source it belongs to: the files of one are one.
  package var declaration = 0
  /// The times of its rows that are far from all others; `nil` without any.
  package var far: FarTimes?
  /// How many of the attributes asked for the project keeps; what follows tells customers or purchases apart.
  package var keptAttributes = Int.max
  /// The column that says what was bought, where the project names it.
  package var product: String?
  /// The columns that name a campaign, and an offer, where the project names them.
  package var campaign: String?
  package var offer: String?
  /// The columns that name branches and teams.
  package var units: [(unit: OrganisationUnit, column: String)] = []

  /// Whether a column of its request is there for the way of contact alone.
  func addsContact(_ name: String) -> Bool { readsContactOnly && contact == name }

  /// The times between which its rows are used.
  var soundTimes: ClosedRange<Int64> { far?.sound ?? SourcePlan.possibleTimes }

  /// True when no time of the source has a time of day: ties then follow the stages.
  var hasDatesOnly: Bool { rows.times?.hasTimeOfDay == false }
}

/// Builds the log: names mapped, customers recognised, events grouped and put in order.
package struct LogAssembly {
  let blueprint: Blueprint
  let mapping: NameMapping
  let zone: TimeZoneTable
  private(set) var counts = AssemblyCounts()
  /// Where each customer asked for lies in the log assembled last; `nil` for one without events.
  package private(set) var places: [SurveyAnswers.Place?] = []
  /// Of each customer asked for, a bit for each source that knows it.
  private(set) var sourcesOf: [UInt64] = []
  /// What came of the columns of customers' files.
  private(set) var ofCustomers = CustomerColumns.Outcome()
  /// Ids of more than fifteen bytes in the log assembled last.
  private(set) var longTexts: [String] = []

  /// What ``otherTouchpoints`` are called.
  private let otherName: LocalizedText

  package init(
    _ blueprint: Blueprint, zone: TimeZoneTable, otherName: LocalizedText = LocalizedText(otherTouchpoints)
  ) {
    self.blueprint = blueprint
    self.otherName = otherName
    self.zone = zone
    mapping = NameMapping(blueprint)
  }

  /// The log of all sources, in one part for each partition of customers; the sources' rows are used up.
  ///
  /// - Parameters:
  ///   - wanted: ids of customers whose places are kept in `places`, before those that customers' files name.
  ///   - columns: what these files say of them.
  package mutating func assemble(
    _ sources: [EventSource], identities: ResolvedIdentities, threads: Int, wanted: [String] = [],
    columns: CustomerColumns = CustomerColumns()
  ) -> (log: JourneyLog, counts: AssemblyCounts) {
    let wanted = wanted + columns.asked
    let partitions = sources.map(\.rows.partitions).max() ?? 1
    let latest = blueprint.observedUntil.map { endOfDay($0) }
    let plans = sources.map { SourcePlan($0.rows, mapping, soundTimes: $0.soundTimes, keeps: keeps) }
    var numbering = TouchpointNumbering(declared: blueprint.touchpoints.map(\.id), plans)
    numbering.look(at: sources, plans, latest: latest)
    counts.gathered = numbering.gather(sources, plans, latest: latest)
    let undeclared = numbering.undeclared
    counts.undeclared = undeclared.map { numbering.ids[$0] }
    var catalog = declaredCatalog()
    let channels = channelCodes(sources, &catalog)
    catalog.group(blueprint.channelGroups)
    let codes = numbering.codes(undeclared: undeclared)
    let attributes = AttributeNumbering(sources)
    catalog.attributes = attributes.attributes
    counts.crowdedAttributes = attributes.crowded
    let known = KnownCustomers(identities, sources, wanted: wanted)
    let inputs = sources.indices.map { s in
      PartitionBuilder.Input(
        rows: sources[s].rows,
        touchpoints: codes[s],
        isLabelDropped: numbering.numbers[s].map { $0.map { $0 == TouchpointNumbering.dropped } },
        channels: channels[s],
        isChannelDropped: plans[s].isChannelDropped, keepsLifecycle: plans[s].keepsLifecycle,
        orders: known.orderCodes[s], longPlaces: known.longPlaces[s], soundTimes: sources[s].soundTimes,
        attributes: attributes.columns[s])
    }
    let orders = blueprint.countsOrdersOnce ? OrdersOnce(inputs, catalog, latest: latest) : OrdersOnce()
    counts.orders = orders.counts
    let byStage =
      blueprint.ties == .stageOrder
      || (blueprint.ties == .auto && !sources.isEmpty && sources.allSatisfy(\.hasDatesOnly))
    let hasHomeless = catalog.touchpoints.contains { $0.stage < 0 }
    var settings = PartitionBuilder.Settings(
      inputs: inputs, partitions: partitions, latest: latest, tieByTouchpoint: byStage,
      duplicates: blueprint.duplicates, negativeAmounts: blueprint.negativeAmounts,
      refundOf: refunds(in: catalog), isPurchase: catalog.touchpoints.map { $0.kind == .purchase }, orders: orders,
      onlyRecognised: blueprint.onlyRecognised, mergeWithin: blueprint.mergeWithin,
      recognition: CustomerRecognition(known, sources), catalog: catalog)
    if !wanted.isEmpty {
      settings.wanted = [[(key: RowKey, place: Int)]](repeating: [], count: partitions)
      let shift = UInt64(64 - partitions.trailingZeroBitCount)
      for (place, key) in known.wanted.enumerated() {
        settings.wanted[partitions == 1 ? 0 : Int(truncatingIfNeeded: key.hash >> shift)].append((key, place))
      }
    }
    if hasHomeless, byStage {
      // The order of tied events needs the stages, and the stages need an order: a first round with ties by name.
      settings.keepsRows = true
      let first = PartitionBuilder.build(settings, threads: threads)
      settle(&catalog, MedianPositions(first.positions))
      settings.catalog = catalog
      settings.keepsRows = false
    }
    if settings.onlyRecognised, settings.recognition.isOpen {
      // Whether an id of a device is nobody known is seen when all sources are together: a first round for that alone.
      (settings.keepsRows, settings.onlyRecognised) = (true, false)
      let first = PartitionBuilder.build(settings, threads: threads)
      settings.onlyRecognised = settings.recognition.tellsApart(first.counts)
      settings.keepsRows = false
    }
    var built = PartitionBuilder.build(settings, threads: threads)
    if hasHomeless, !byStage { settle(&catalog, MedianPositions(built.positions)) }
    longTexts = known.longTexts
    places = [SurveyAnswers.Place?](repeating: nil, count: wanted.count)
    sourcesOf = [UInt64](repeating: 0, count: wanted.count)
    for (place, at, sources) in built.found {
      places[place] = at
      sourcesOf[place] = sources
    }
    ofCustomers = columns.settle(&built.parts, &catalog, places.suffix(columns.asked.count))
    settings.recognition.settle(&built.parts, &built.counts)
    counts.add(built.counts)
    counts.suspects = counts.crowds.suspects(known.text)
    let excluded = ExcludedTime(blueprint.calendar, zone)
    countNameless(
      inputs, orders, catalog, latest: latest, period: periodBounds(), excluded: excluded, into: &counts)
    counts.unseen = numbering.unseen
    if latest == nil, plans.contains(where: { !$0.keepsLifecycle.isEmpty }) {
      counts.droppedByLifecycle = numbering.lost.sortedByBytes()
    }
    return (
      JourneyLog(
        parts: &built.parts, catalog: catalog, observedUntil: latest, period: periodBounds(),
        excluded: excluded, spare: settings.spare),
      counts
    )
  }

  /// The touchpoint of a refund that is written as a purchase below nothing; `nil` where none was.
  private func refunds(in catalog: Catalog) -> UInt32? {
    catalog.touchpoints.firstIndex { $0.id == negativeRefund }.map { UInt32($0) }
  }

  private func settle(_ catalog: inout Catalog, _ positions: MedianPositions) {
    for t in catalog.touchpoints.indices { catalog.touchpoints[t].medianPosition = positions.median[t] }
    settleStages(&catalog, positions)
  }

  /// UTC microsecond at which a day of the project's zone ends.
  private func endOfDay(_ day: CivilDate) -> Int64 {
    zone.utcMicros(localMicros: Int64(day.daysSince1970 + 1) * Micros.day) - 1
  }

  private func periodBounds() -> ClosedRange<Int64>? {
    blueprint.period.map {
      zone.utcMicros(localMicros: Int64($0.first.daysSince1970) * Micros.day)...endOfDay($0.last)
    }
  }

  private func keeps(_ lifecycle: String) -> Bool {
    switch blueprint.lifecycle {
    case .all: true
    case .complete: lifecycle.lowercased() == "complete"
    case .start: lifecycle.lowercased() == "start"
    }
  }

  /// Everything declared, and then the undeclared touchpoints that were counted.
  private func declaredCatalog() -> Catalog {
    let stages = blueprint.stages.map {
      Catalog.Stage(id: $0.id, name: $0.name, isDeclared: true, inactivity: $0.inactivity)
    }
    let channels = blueprint.channels.map { Catalog.Channel(id: $0.id, name: $0.name, isDeclared: true) }
    var catalog = Catalog(stages: stages, touchpoints: [], channels: channels, departments: blueprint.departments)
    for declared in blueprint.touchpoints {
      let stage = declared.stage.flatMap { id in stages.firstIndex { $0.id == id } } ?? -1
      catalog.touchpoints.append(
        Catalog.Touchpoint(
          id: declared.id, name: declared.name, stage: stage,
          department: declared.department.flatMap { id in departmentIndex(id, &catalog) },
          channel: declared.channel.map { channelCode($0, &catalog) } ?? Catalog.noChannel, kind: declared.kind,
          contact: declared.contact, isCompanyInitiated: declared.isCompanyInitiated, endsWell: declared.endsWell,
          isDeclared: !declared.isGuessed, rank: catalog.touchpoints.count, isComplaint: declared.isComplaint,
          isCallBack: declared.isCallBack, isOptOut: declared.isOptOut))
    }
    catalog.touchpoints.reserveCapacity(catalog.touchpoints.count + counts.undeclared.count)
    for id in counts.undeclared {
      catalog.touchpoints.append(
        Catalog.Touchpoint(
          id: id, name: id == otherTouchpoints ? otherName : LocalizedText(id), stage: -1, department: nil,
          channel: Catalog.noChannel, kind: .touch,
          contact: .none, isCompanyInitiated: false, endsWell: false, isDeclared: false))
    }
    return catalog
  }

  private func departmentIndex(_ id: String, _ catalog: inout Catalog) -> Int {
    if let index = catalog.departments.firstIndex(where: { $0.id == id }) { return index }
    catalog.departments.append(NamedThing(id: id, name: LocalizedText(id)))
    return catalog.departments.count - 1
  }

  private func channelCode(_ id: String, _ catalog: inout Catalog) -> UInt32 {
    if let index = catalog.channels.firstIndex(where: { $0.id == id }) { return UInt32(index) }
    catalog.channels.append(Catalog.Channel(id: id, name: LocalizedText(id), isDeclared: false))
    return UInt32(catalog.channels.count - 1)
  }

  /// Channel codes per source and worker; values not declared are added by UTF-8 bytes.
  private func channelCodes(_ sources: [EventSource], _ catalog: inout Catalog) -> [[[UInt32]]] {
    var codeOf: [String: UInt32] = [:]
    for (code, channel) in catalog.channels.enumerated() {
      for entry in channel.name.entries where codeOf[entry.text] == nil { codeOf[entry.text] = UInt32(code) }
    }
    for (code, channel) in catalog.channels.enumerated() { codeOf[channel.id] = UInt32(code) }
    let groups = sources.map { $0.rows.groups.map { $0.map(visibleName) } }
    let values = Set(groups.flatMap { $0.flatMap { $0 } }.filter { codeOf[$0] == nil })
    for value in Array(values).sortedByBytes() {
      codeOf[value] = UInt32(catalog.channels.count)
      catalog.channels.append(Catalog.Channel(id: value, name: LocalizedText(value), isDeclared: false))
    }
    return groups.map { $0.map { $0.map { codeOf[$0] ?? Catalog.noChannel } } }
  }
}

extension AssemblyCounts {
  mutating func add(_ other: AssemblyCounts) {
    filtered += other.filtered
    otherLifecycle += other.otherLifecycle
    duplicates += other.duplicates
    acrossFiles += other.acrossFiles
    for (pair, rows) in other.overlaps { overlaps[pair, default: 0] += rows }
    negativeAmounts += other.negativeAmounts
    merged += other.merged
    afterObservation += other.afterObservation
    impossibleTimes += other.impossibleTimes
    for (source, share) in other.recognised.enumerated() {
      if source == recognised.count { recognised.append(RecognisedShare()) }
      recognised[source].add(share)
    }
    for (sources, customers) in other.customersBySources { customersBySources[sources, default: 0] += customers }
    crowds.add(other.crowds)
    customers += other.customers
    hasLeadingZeros = hasLeadingZeros || other.hasLeadingZeros
  }
}
