import Analysis
import Basics
import Journeys

// What an earlier report told of the same counts: whoever holds both files reads the differences.
extension BehaviourCells {
  /// Days that the earlier report may tell of too.
  struct Days {
    /// The report's period.
    let own: ClosedRange<CivilDate>
    /// The period it is compared with.
    let compared: ClosedRange<CivilDate>?
  }

  /// A count with what it is of.
  private typealias Named = (name: EarlierReport.Name, cell: Int)

  /// Joins what both reports tell. Counts of a period within another's differ by what others did, or what was done since, as
  /// people do; of periods that only overlap, the units of time are the same counts.
  func relate(
    _ earlier: EarlierReport, _ analysis: BehaviourResult, _ catalog: Catalog, _ days: Days,
    _ family: inout Suppression
  ) {
    guard family.hides else { return }
    func join(_ counts: [Named]) {
      for count in counts {
        if let told = earlier.counts[count.name] {
          family.relate(count.cell, earlier: told, grows: Self.grows(count.name.what))
        }
      }
    }
    join(unitCounts(analysis, catalog))
    if earlier.lies(within: days.own) {
      join(totalCounts(catalog))
      join(touchpointCounts(catalog))
      join(pathCounts(analysis, catalog))
      join(sieveCounts(catalog))
      join(funnelCounts(analysis, catalog))
      join(channelCounts(catalog))
      join(returnCounts())
    }
    if let compared = days.compared, earlier.lies(within: compared) { join(comparedCounts(analysis, catalog)) }
  }

  /// Whether what is counted once is counted in every later report too: not what may still end, come back or be cancelled.
  private static func grows(_ what: String) -> Bool {
    let end = what.split(separator: ".").last.map(String.init) ?? what
    if ["lost", "ends", "end", "open", "openCycles", "cancelled", "boughtOnce", "immature"].contains(end) {
      return false
    }
    return !["stopShare.", "blindness.", "channels.", "return.states", "topVariants", "topPaths"]
      .contains { what.hasPrefix($0) }
  }

  private func totalCounts(_ catalog: Catalog) -> [Named] {
    var all: [(String, Int)] = [
      ("events", flow.all), ("people", flow.everyone), ("buyers", buyers.all),
      ("buyersCancelledOnly", buyers.cancelledOnly), ("cycles", cycleTotal), ("purchases", purchaseTotal),
      ("cancelled", cancelledTotal), ("cameIn", people.cameIn.all), ("lost", people.lost.all),
      ("leakedCycles", leakedCycles), ("openCycles", openCycles), ("stopShare.whole", buyers.decided),
      ("stopShare.part", people.lost.all), ("followed.whole", buyers.mature), ("followed.part", buyers.followed),
      ("repeatRate.part", buyers.again), ("contact.direct", contact.customers[0]),
      ("contact.indirect", contact.customers[1]), ("contact.none", contact.customers[2]),
    ]
    if let blindness {
      all += [
        ("blindness.outside", blindness.outside), ("blindness.outsideStrict", blindness.strictlyOutside),
        ("blindness.firstOutside", blindness.firstOutside),
      ]
    }
    if let recognised { all.append(("visitors", recognised.everyone.visitors)) }
    var named: [Named] = all.map { (EarlierReport.Name($0.0), $0.1) }
    for origin in CycleOrigin.allCases {
      named.append((EarlierReport.Name("origin.cycles", of: "\(origin)"), origins[origin.rawValue]))
      named.append((EarlierReport.Name("origin.buying", of: "\(origin)"), buying[origin.rawValue]))
    }
    if let blindness {
      for (place, cell) in blindness.reasons.enumerated() {
        if let reason = BlindnessReason(rawValue: place) {
          named.append((EarlierReport.Name("blindness.reasons", of: "\(reason)"), cell))
        }
      }
    }
    return named
  }

  private func touchpointCounts(_ catalog: Catalog) -> [Named] {
    catalog.touchpoints.enumerated().flatMap { code, touchpoint -> [Named] in
      let counts = [
        ("events", flow.events[code]), ("customers", customers.all[code]), ("starts", flow.starts[code]),
        ("ends", flow.ends[code]), ("purchases", purchases[code]), ("cancelled", cancelled[code]),
        ("cameIn", people.cameIn.touchpoints[code]), ("lost", people.lost.touchpoints[code]),
      ]
      return counts.map { (EarlierReport.Name("touchpoints." + $0.0, of: touchpoint.id), $0.1) }
    }
  }

  private func pathCounts(_ analysis: BehaviourResult, _ catalog: Catalog) -> [Named] {
    let ids = catalog.touchpoints.map(\.id)
    let moves: [Named] = zip(analysis.directlyFollows.edges, flow.edges).map { edge, cell in
      (EarlierReport.Name("directlyFollows", of: EarlierReport.joined([ids[edge.from], ids[edge.to]])), cell)
    }
    return moves
      + [("topVariants", variants.gone), ("topPaths", variants.told)].flatMap { list, paths in
        paths.listed.map { path -> Named in
          (EarlierReport.Name(list, of: EarlierReport.joined(path.touchpoints.map { ids[$0] })), path.cell)
        }
      }
  }

  private func sieveCounts(_ catalog: Catalog) -> [Named] {
    let columns = [
      "starts", "arrivals", "", "advance", "skip", "back", "lateral", "repeat", "purchase", "rest", "well", "leak",
      "open", "end",
    ]
    func row(_ list: String, _ id: String, _ own: SieveRowCells) -> [Named] {
      let flows = columns.indices.filter { $0 != 2 }.map { (columns[$0], own[$0]) }
      let rates = [("returned", own.returned), ("hole.whole", own.mature), ("hole.part", own.matureLeak)]
      return (flows + rates).map { (EarlierReport.Name(list + "." + $0.0, of: id), $0.1) }
    }
    let rows = catalog.touchpoints.enumerated().flatMap { code, touchpoint -> [Named] in
      let own = [
        ("started", customers.started[code]), ("boughtNext", customers.boughtNext[code]),
        ("mature", customers.mature[code]), ("leaked", customers.leaked[code]),
        ("returned", customers.returned[code]),
      ].map { (name: EarlierReport.Name("sieve.people." + $0.0, of: touchpoint.id), cell: $0.1) }
      return row("sieve", touchpoint.id, sieve.rows[code]) + own
    }
    return rows
      + catalog.stages.enumerated().flatMap { place, stage -> [Named] in
        row("stages.sieve", stage.id, sieve.stages[place]) + [
          (EarlierReport.Name("stages.cameIn", of: stage.id), people.cameIn.stages[place]),
          (EarlierReport.Name("stages.lost", of: stage.id), people.lost.stages[place]),
        ]
      }
  }

  private func funnelCounts(_ analysis: BehaviourResult, _ catalog: Catalog) -> [Named] {
    let steps = analysis.funnel.plan.steps.map { step in
      switch step.subject {
      case .stage(let stage): catalog.stages[stage].id
      case .touchpoint(let code): catalog.touchpoints[code].id
      }
    }
    let ids = EarlierReport.joined(steps)
    return [("customers", funnel), ("cycles", cycleFunnel)].flatMap { base, own -> [Named] in
      let lists = [
        ("strict", own.strict), ("ordered", own.ordered), ("anyOrder", own.anyOrder), ("firstEntry", own.firstEntry),
        ("attempts", own.attempts), ("touched", own.touched), ("immature", [own.immature]),
      ]
      return lists.flatMap { name, cells -> [Named] in
        cells.enumerated().map { (EarlierReport.Name("funnel.\(base).\(name).\($0)", of: ids), $1) }
      }
    }
  }

  private func channelCounts(_ catalog: Catalog) -> [Named] {
    func id(_ code: UInt32) -> String { catalog.channelID(code) ?? "" }
    let paths = channelPaths.listed.map { own -> Named in
      let of = [own.way.steps, own.way.service].map { EarlierReport.joined($0.map(id)) }
      return (EarlierReport.Name("channels.paths", of: of.joined(separator: "\u{1E}")), own.cell)
    }
    let matrices = [
      ("entryByPurchase", byCustomer), ("entryByPurchaseCycles", byCycle), ("entryByPurchaseGroups", byPlace),
      ("entryByPurchaseGroupsCycles", byCyclePlace),
    ]
    return paths
      + matrices.flatMap { list, matrix -> [Named] in
        matrix.rows.indices.flatMap { r in
          matrix.columns.indices.map { c -> Named in
            let isBought = matrix.columns[c] != ChannelTally.notBought
            let of = EarlierReport.joined([id(matrix.rows[r]), id(matrix.columns[c]), "\(isBought)"])
            return (EarlierReport.Name("channels." + list, of: of), matrix.cells[r][c])
          }
        }
      }
  }

  private func returnCounts() -> [Named] {
    let ladder = returns.ladder.enumerated().flatMap { place, step in
      [
        ("return.ladder.customers", step.reached), ("return.ladder.goesOn.whole", step.mature),
        ("return.ladder.goesOn.part", step.followed),
      ].map { (name: EarlierReport.Name($0.0, of: "\(place)"), cell: $0.1) }
    }
    let states = zip(ReturnFindings.State.allCases, returns.states).map { state, cell in
      (name: EarlierReport.Name("return.states", of: state.rawValue), cell: cell)
    }
    return ladder + states + (returns.once.map { [(EarlierReport.Name("return.boughtOnce"), $0)] } ?? [])
  }

  private func unitCounts(_ analysis: BehaviourResult, _ catalog: Catalog) -> [Named] {
    zip(analysis.overTime.units, overTime.units).flatMap { unit, own -> [Named] in
      let of = EarlierReport.Unit.name(
        from: CivilDate(daysSince1970: Int(unit.days.lowerBound)),
        to: CivilDate(daysSince1970: Int(unit.days.upperBound) - 1))
      let counts = [
        ("units.journeys", own.journeys), ("units.purchases", own.purchases), ("units.stopped.whole", own.decided),
        ("units.stopped.part", own.lost),
      ].map { (name: EarlierReport.Name($0.0, of: of), cell: $0.1) }
      let entries = zip(overTime.channels, own.entries).map { channel, cell in
        (
          name: EarlierReport.Name(
            "units.entries", of: EarlierReport.joined([of, catalog.channels[Int(channel)].id])), cell: cell
        )
      }
      return counts + entries
    }
  }

  /// What is told of the other period is what the earlier report told of its own.
  private func comparedCounts(_ analysis: BehaviourResult, _ catalog: Catalog) -> [Named] {
    guard let before = comparison?.before else { return [] }
    var named: [Named] = [
      (EarlierReport.Name("cycles"), before.journeys), (EarlierReport.Name("cameIn"), before.customers),
      (EarlierReport.Name("purchases"), before.purchases),
      (EarlierReport.Name("followed.whole"), before.followed.whole),
      (EarlierReport.Name("followed.part"), before.followed.part),
    ]
    for (code, touchpoint) in catalog.touchpoints.enumerated() {
      named.append((EarlierReport.Name("sieve.hole.whole", of: touchpoint.id), before.leaks[code].whole))
      named.append((EarlierReport.Name("sieve.hole.part", of: touchpoint.id), before.leaks[code].part))
    }
    let steps = funnelCounts(analysis, catalog).map(\.name).filter { $0.what.hasPrefix("funnel.customers.ordered.") }
    return named + zip(steps, before.steps).map { ($0, $1) }
  }
}

extension EarlierReport {
  /// Several ids as one.
  package static func joined(_ ids: [String]) -> String { ids.joined(separator: "\u{1F}") }
}
