import Reading

/// What assembling counted besides the events themselves.
package struct AssemblyCounts: Sendable, Equatable {
  package var filtered = 0
  /// Rows of another lifecycle than the one asked for (start beside complete).
  package var otherLifecycle = 0
  /// Equal rows beyond the first.
  package var duplicates = 0
  /// Repeats joined by `merge-within`.
  package var merged = 0
  /// Events after `observed-until`, which are left out.
  package var afterObservation = 0
  /// Events tens of thousands of years away, which are left out: no calendar means them, and no span to them fits.
  package var impossibleTimes = 0
  /// Touchpoints found in the data but not declared, by UTF-8 bytes of the id.
  package var undeclared: [String] = []
  /// Declared touchpoints that never occur.
  package var unseen: [String] = []
  /// Events per batch whose customer is recognised: has an id that, where identity tables are given, is in one of them.
  package var recognised: [(events: Int, known: Int, money: Int64, knownMoney: Int64)] = []

  package static func == (a: AssemblyCounts, b: AssemblyCounts) -> Bool {
    String(describing: a) == String(describing: b)
  }
}

/// Which ids are one customer: id → customer.
package struct IdentityTable: Sendable {
  package var customerOf: [String: String] = [:]
  /// Every customer named on the right.
  package var customers: Set<String> = []
  package init() {}

  /// True when nothing says who is known: then every id is.
  package var isEmpty: Bool { customers.isEmpty }

  package mutating func add(id: String, customer: String) {
    customerOf[id] = customer
    customers.insert(customer)
  }
}

/// Builds the log: names mapped, customers recognised, events grouped and put in order.
package struct LogAssembly {
  let blueprint: Blueprint
  let mapping: NameMapping
  let zone: TimeZoneTable
  private(set) var counts = AssemblyCounts()

  package init(_ blueprint: Blueprint, zone: TimeZoneTable) {
    self.blueprint = blueprint
    self.zone = zone
    mapping = NameMapping(blueprint)
  }

  package mutating func assemble(
    _ batches: [EventBatch], identities: IdentityTable = IdentityTable()
  ) -> (log: EventLog, counts: AssemblyCounts) {
    // Touchpoint and channel codes of every batch, as ids.
    let touchpointIDs = batches.map { $0.touchpoint.values.map { mapping.touchpoint($0) } }
    let lifecycleKeeps = batches.map { batch in batch.lifecycle.map { $0.values.map { keeps($0) } } }
    let latest = blueprint.observedUntil.map { endOfDay($0) }
    let kept = batches.indices.map { b in keptRows(batches[b], touchpointIDs[b], lifecycleKeeps[b], latest: latest) }
    var seen = Set<String>()
    for (b, batch) in batches.enumerated() {
      var isSeen = [Bool](repeating: false, count: batch.touchpoint.values.count)
      for (row, isKept) in kept[b].enumerated() where isKept { isSeen[Int(batch.touchpoint.codes[row])] = true }
      for (code, id) in touchpointIDs[b].enumerated() where isSeen[code] { if let id { seen.insert(id) } }
    }
    var catalog = declaredCatalog(batches, seen: seen)
    let channelCodes = channelMapping(batches, &catalog)
    var codeOf: [String: UInt32] = [:]
    for (code, touchpoint) in catalog.touchpoints.enumerated() { codeOf[touchpoint.id] = UInt32(code) }
    let touchpointCodes = touchpointIDs.map { ids in ids.map { $0.flatMap { codeOf[$0] } ?? UInt32.max } }

    // One row per kept event, in source and row order; then grouped by customer with a stable counting sort.
    var rows = Rows(
      hasAmounts: batches.contains { $0.amount != nil }, hasOrders: batches.contains { $0.order != nil },
      hasReferrers: batches.contains { $0.referrer != nil }, hasSequence: batches.contains { $0.sequence != nil })
    rows.reserveCapacity(kept.reduce(0) { $0 + $1.reduce(0) { $0 + ($1 ? 1 : 0) } })
    var customerOf: [String: Int32] = [:]
    var orderOf: [String: UInt32] = [:]
    for (b, batch) in batches.enumerated() {
      var tally = (events: 0, known: 0, money: Int64(0), knownMoney: Int64(0))
      var customerCodes = [Int32](repeating: -1, count: batch.customer.values.count)
      var isKnown = [Bool](repeating: true, count: batch.customer.values.count)
      for (code, raw) in batch.customer.values.enumerated() {
        let mapped = identities.customerOf[raw]
        isKnown[code] = identities.isEmpty || mapped != nil || identities.customers.contains(raw)
        let name = mapped ?? raw
        if let existing = customerOf[name] {
          customerCodes[code] = existing
        } else {
          customerCodes[code] = Int32(customerOf.count)
          customerOf[name] = Int32(customerOf.count)
        }
      }
      let orderCodes: [UInt32] = (batch.order?.values ?? []).map { id in
        if let existing = orderOf[id] { return existing }
        orderOf[id] = UInt32(orderOf.count)
        return UInt32(orderOf.count - 1)
      }
      for row in 0..<batch.time.count where kept[b][row] {
        let customerCode = Int(batch.customer.codes[row])
        let touchpoint = touchpointCodes[b][Int(batch.touchpoint.codes[row])]
        let amount = batch.amount?[row] ?? Int64.min
        tally.events += 1
        if isKnown[customerCode] { tally.known += 1 }
        if amount != Int64.min {
          tally.money = tally.money.addingClamped(amount)
          if isKnown[customerCode] { tally.knownMoney = tally.knownMoney.addingClamped(amount) }
        }
        var channel = catalog.touchpoints[Int(touchpoint)].channel
        if let own = batch.channel?.codes[row], own != DictionaryColumn.none { channel = channelCodes[b][Int(own)] }
        rows.append(
          customer: customerCodes[customerCode], time: batch.time[row], touchpoint: touchpoint, channel: channel,
          amount: amount,
          order: batch.order.map { $0.codes[row] == DictionaryColumn.none ? .max : orderCodes[Int($0.codes[row])] }
            ?? .max,
          isReferred: batch.referrer.map { $0.codes[row] != DictionaryColumn.none } ?? false,
          sequence: batch.sequence?[row] ?? 0)
      }
      counts.recognised.append(tally)
    }
    let byStage =
      blueprint.ties == .stageOrder
      || (blueprint.ties == .auto && !batches.isEmpty && batches.allSatisfy(\.hasDatesOnly))
    var ordering = EventOrdering(rows: rows, customers: customerOf.count)
    ordering.sort(tieByTouchpoint: byStage, stageOf: catalog.touchpoints.map(\.stage))
    if catalog.touchpoints.contains(where: { $0.stage < 0 }) {
      let positions = MedianPositions(ordering, touchpoints: catalog.touchpoints.count)
      for t in catalog.touchpoints.indices { catalog.touchpoints[t].medianPosition = positions.median[t] }
      settleStages(&catalog, positions)
      if byStage { ordering.sort(tieByTouchpoint: true, stageOf: catalog.touchpoints.map(\.stage)) }
    }
    counts.duplicates = ordering.markDuplicates(drop: blueprint.dropDuplicates)
    if blueprint.mergeWithin > 0 { counts.merged = ordering.mergeRepeats(within: blueprint.mergeWithin) }
    let log = ordering.log(catalog: catalog, observedUntil: latest, period: periodBounds())
    counts.unseen = catalog.touchpoints.filter { !seen.contains($0.id) }.map(\.id)
    return (log, counts)
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

  /// Times beyond these are no dates; within them no difference of two times overflows.
  private static let possibleTimes: ClosedRange<Int64> = (-1 << 61)...(1 << 61)

  private mutating func keptRows(
    _ batch: EventBatch, _ ids: [String?], _ lifecycle: [Bool]?, latest: Int64?
  ) -> [Bool] {
    // A lifecycle column without the one asked for is no lifecycle at all.
    let lifecycle = lifecycle.flatMap { $0.contains(true) ? $0 : nil }
    let dropped = batch.channel.map { $0.values.map { mapping.isChannelDropped($0) } }
    var kept = [Bool](repeating: true, count: batch.time.count)
    for row in kept.indices {
      if let lifecycle, let code = batch.lifecycle?.codes[row], code != DictionaryColumn.none, !lifecycle[Int(code)] {
        kept[row] = false
        counts.otherLifecycle += 1
      } else if ids[Int(batch.touchpoint.codes[row])] == nil {
        kept[row] = false
        counts.filtered += 1
      } else if let dropped, let code = batch.channel?.codes[row], code != DictionaryColumn.none, dropped[Int(code)] {
        kept[row] = false
        counts.filtered += 1
      } else if !Self.possibleTimes.contains(batch.time[row]) {
        kept[row] = false
        counts.impossibleTimes += 1
      } else if let latest, batch.time[row] > latest {
        kept[row] = false
        counts.afterObservation += 1
      }
    }
    return kept
  }

  private mutating func declaredCatalog(_ batches: [EventBatch], seen: Set<String>) -> Catalog {
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
          isDeclared: true, rank: catalog.touchpoints.count))
    }
    let known = Set(blueprint.touchpoints.map(\.id))
    counts.undeclared = seen.subtracting(known).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for id in counts.undeclared {
      catalog.touchpoints.append(
        Catalog.Touchpoint(
          id: id, name: LocalizedText(id), stage: -1, department: nil, channel: Catalog.noChannel, kind: .touch,
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

  /// Channel codes per batch; values not declared are added by UTF-8 bytes.
  private func channelMapping(_ batches: [EventBatch], _ catalog: inout Catalog) -> [[UInt32]] {
    var codeOf: [String: UInt32] = [:]
    for (code, channel) in catalog.channels.enumerated() {
      for entry in channel.name.entries where codeOf[entry.text] == nil { codeOf[entry.text] = UInt32(code) }
    }
    for (code, channel) in catalog.channels.enumerated() { codeOf[channel.id] = UInt32(code) }
    let values = Set(batches.flatMap { $0.channel?.values ?? [] }.filter { codeOf[$0] == nil })
    for value in values.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      codeOf[value] = UInt32(catalog.channels.count)
      catalog.channels.append(Catalog.Channel(id: value, name: LocalizedText(value), isDeclared: false))
    }
    return batches.map { batch in (batch.channel?.values ?? []).map { codeOf[$0] ?? Catalog.noChannel } }
  }
}
