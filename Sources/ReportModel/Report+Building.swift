import Analysis
import Journeys
import Statistics

extension Report {
  /// Takes what was measured, hides what must stay hidden, and keeps the rest.
  package init(
    _ analysis: Analysis, _ log: JourneyLog, _ blueprint: Blueprint, _ quality: DataQuality,
    satisfaction: SatisfactionResult = SatisfactionResult(), decisions: [Decision] = [], dayOf: (Int64) -> CivilDate
  ) {
    let threshold = blueprint.privacy.behaviour
    let catalog = log.catalog
    let flow = analysis.flow
    let sieve = analysis.sieve
    self.blueprint = blueprint
    self.catalog = catalog
    hasPurchases = catalog.hasPurchase
    codeOf = Dictionary(minimumCapacity: catalog.touchpoints.count)
    for (code, touchpoint) in catalog.touchpoints.enumerated() { codeOf[touchpoint.id] = code }
    self.quality = quality
    self.decisions = decisions
    self.satisfaction = satisfaction.hiding(below: blueprint.privacy.isOff ? 0 : blueprint.privacy.ratings)
    window = analysis.window
    firstDay = dayOf(log.period.lowerBound)
    lastDay = dayOf(log.period.upperBound)
    observedUntilDay = dayOf(log.observedUntil)
    funnel = analysis.funnel.plan
    variantCount = flow.variants.count
    events = flow.events.reduce(0, +)
    strayRefunds = sieve.strayRefunds
    tiedShare = log.neighbours > 0 ? Double(log.tiedNeighbours) / Double(log.neighbours) : nil

    func share(_ part: Int, of whole: Int) -> ShownEstimate { shownShare(part, of: whole, threshold) }
    func shown(_ n: Int) -> Shown { n > 0 && n < threshold ? .hidden : .count(n) }

    // Whatever adds up to something else is one family: interactions, transitions, purchases, journeys, the sieve.
    var family = Suppression(threshold: threshold)
    let flowCells = Self.flowCells(analysis, &family)
    let purchaseCells = sieve.purchases.map { family.add($0.purchases, worth: 2) }
    let cancelledCells = sieve.purchases.map { family.add($0.cancelled) }
    let purchaseTotal = family.add(analysis.purchases, worth: 3)
    let cancelledTotal = family.add(analysis.cancelled)
    family.relate(parts: purchaseCells, total: purchaseTotal)
    family.relate(parts: cancelledCells, total: cancelledTotal)
    let originCells = sieve.cycles.map { family.add($0) }
    let buyingCells = sieve.buyingCycles.map { family.add($0) }
    let cycleTotal = family.add(analysis.cycles, worth: 2)
    family.relate(parts: originCells, total: cycleTotal)
    let buying = sieve.buyingCycles.reduce(0, +)
    let buyingTotal = buying == analysis.purchases ? purchaseTotal : family.add(buying)
    family.relate(parts: buyingCells, total: buyingTotal)
    let entryCells = sieve.purchasesByEntry.map { family.add($0) }
    family.relate(parts: entryCells, total: purchaseTotal)
    // Interactions at a purchase touchpoint are its purchases, those that stand and those cancelled.
    for code in sieve.purchases.indices where catalog.touchpoints[code].kind == .purchase {
      let row = sieve.purchases[code]
      guard row.purchases + row.cancelled == flow.events[code] else { continue }
      family.relate(parts: [purchaseCells[code], cancelledCells[code]], total: flowCells.events[code])
      // A few cancellations are covered by the interactions, so that the purchases stay in sight.
      if family[cancelledCells[code]] == .hidden { family.hide(flowCells.events[code]) }
    }
    let sieveCells = Self.sieveCells(sieve, catalog, events: flowCells.events, &family)
    let contactCells = Self.contactCells(analysis, catalog, events: flowCells.events, &family)
    family.settle()
    purchases = family[purchaseTotal]
    cancelled = family[cancelledTotal]
    cycles = family[cycleTotal]
    buyingCycles = family[buyingTotal]
    cyclesByOrigin = CycleOrigin.allCases.map {
      ($0, family[originCells[$0.rawValue]], family[buyingCells[$0.rawValue]])
    }
    purchasesByEntry = entryCells.map { family[$0] }
    customers = shown(flow.customers)
    buyers = shown(analysis.loop.buyers)
    buyerShare = share(analysis.loop.buyers, of: flow.customers)
    repeatShare = share(analysis.loop.repeatBuyers, of: analysis.loop.buyers)
    followed = share(analysis.loop.followed, of: analysis.loop.mature)
    amount = !log.hasAmounts || family[purchaseTotal] == .hidden || analysis.purchases == 0 ? nil : analysis.amount
    leakedCycles = shown(sieve.leakedCycles)
    openCycles = shown(sieve.openCycles)
    cyclesWithSkip = shown(sieve.cyclesWithSkip)
    cyclesWithBack = shown(sieve.cyclesWithBack)
    cyclesWithLoop = shown(sieve.cyclesWithLoop)
    singletonVariants = shown(flow.variants.singletons)

    func numbers(_ row: SieveRow, _ cells: SieveRowCells, hasPeople: Bool) -> SieveNumbers {
      Self.sieve(row, cells, hasPeople: hasPeople, family, threshold)
    }
    stageSieve = zip(sieveCells.stageRows, sieveCells.stages).map { numbers($0, $1, hasPeople: false) }
    allSieve = numbers(sieveCells.allRow, sieveCells.all, hasPeople: false)
    omittedPairs = analysis.directlyFollows.omittedPairs
    edges = analysis.directlyFollows.edges.enumerated().map { i, edge in
      let count = family[flowCells.edges[i]]
      return Edge(
        from: edge.from, to: edge.to, count: count, meanSeconds: count == .hidden ? nil : edge.meanSeconds,
        medianSeconds: count == .hidden ? nil : edge.medianSeconds)
    }
    touchpoints = catalog.touchpoints.indices.map { code in
      let info = catalog.touchpoints[code]
      let events = family[flowCells.events[code]]
      let isCustomerTouch = info.isCustomerTouch
      return Touchpoint(
        code: code, info: info, isCustomerTouch: isCustomerTouch, events: events,
        customers: shown(flow.customersAt[code]), starts: family[flowCells.starts[code]], ends: family[flowCells.ends[code]], purchases: family[purchaseCells[code]], cancelled: family[cancelledCells[code]],
        opened: shown(sieve.purchases[code].starts), openedCustomers: shown(sieve.purchases[code].startedCustomers),
        sieve: info.kind == .purchase || !isCustomerTouch
          ? nil : numbers(sieve.rows[code], sieveCells.rows[code], hasPeople: true),
        outreach: info.isCompanyInitiated ? Self.outreach(analysis.outreach[code], events: events, threshold) : nil)
    }
    variants = flow.variants.top(100, catalog).filter { $0.count >= max(1, threshold) }
      .map { Variant(touchpoints: $0.touchpoints.map { Int($0) }, count: $0.count) }
    funnelCustomers = Self.funnel(analysis.funnel.customers, threshold)
    funnelCycles = Self.funnel(analysis.funnel.cycles, threshold)
    blindness = analysis.blindness.flatMap { Self.blindness($0, purchases: family[purchaseTotal], threshold) }
    entryByPurchase = Self.matrix(analysis.channels.customers, threshold)
    entryByPurchaseCycles = Self.matrix(analysis.channels.cycles, threshold)
    otherChannel = share(
      analysis.channels.otherChannel, of: analysis.channels.otherChannel + analysis.channels.sameChannel)
    contactCustomers = analysis.channels.contactCustomers.map(shown)
    contactTouches = contactCells.map { family[$0] }
    purchaseConcentration = Concentration(sieve.purchases.map(\.purchases))
    entryConcentration = Concentration(sieve.purchasesByEntry)
    identity = zip(quality.eventSources, quality.assembly.recognised).map { source, tally in
      // Rows without a customer were rejected, and are as unknown as an id nobody can place.
      let customerColumn = source.roles.first { $0.role == .customer }?.column
      let nameless = source.issues.entries.first { $0.kind == .missingValue && $0.column == customerColumn }?.count ?? 0
      let events = tally.events + nameless
      return (
        source.name, events > 0 ? Double(tally.known) / Double(events) : nil,
        tally.money > 0 ? Double(tally.knownMoney) / Double(tally.money) : nil
      )
    }
    totals = []
    totals = blueprint.totals.map { total(of: $0, analysis, flow) }
  }

  private func total(of declared: DeclaredTotal, _ analysis: Analysis, _ flow: FlowTally) -> Total {
    var explained: [(cause: String, count: Int)] = []
    let found: Double
    var shown: Shown?
    switch declared.what {
    case .purchases:
      found = Double(analysis.purchases)
      shown = purchases
      let ids = Set(catalog.touchpoints.filter { $0.kind == .purchase }.map(\.id))
      let names = Set(
        blueprint.touchpoints.filter { ids.contains($0.id) }.flatMap { $0.aliases + [$0.id] + $0.name.entries.map(\.text) })
      let rejected = quality.eventSources.flatMap(\.rejectedByTouchpoint)
        .reduce(0) { $0 + (names.contains($1.value) || ids.contains($1.value) ? $1.rows : 0) }
      if rejected >= max(1, threshold) { explained.append(("rejected", rejected)) }
      if let cancelled = cancelled.value, cancelled > 0 { explained.append(("cancelled", cancelled)) }
    case .cancelled:
      found = Double(analysis.cancelled)
      shown = cancelled
    case .customers:
      found = Double(flow.customers)
      shown = customers
    case .events:
      found = Double(events)
      if quality.rowsRejected > 0 { explained.append(("rejected", quality.rowsRejected)) }
    case .revenue:
      found = Double(amount ?? 0) / 1_000_000
    }
    return Total(declared: declared, found: found, foundShown: shown, explained: explained)
  }
}

/// A share, hidden when its part or what is left of the whole is a small group.
func shownShare(_ part: Int, of whole: Int, _ threshold: Int) -> ShownEstimate {
  guard let estimate = wilson(part, of: whole) else { return .undefined }
  if part > 0, part < threshold { return .hidden }
  if whole - part > 0, whole - part < threshold, whole < threshold { return .hidden }
  return .estimate(estimate)
}
