import Analysis
import Journeys

extension BehaviourCells {
  /// Customers by where their first journey began and where their last one leaked, each once: by touchpoint, by stage, in all.
  struct PeopleCells {
    var cameIn: Column
    var lost: Column

    /// One of the two numbers.
    struct Column {
      var touchpoints: [Int]
      var stages: [Int]
      var all: Int
    }
  }

  /// Customers at each touchpoint, each counted once, by what they did there.
  struct CustomerCells {
    var all, started, boughtNext, mature, leaked, returned: [Int]
    /// At purchase touchpoints: journeys that open with the purchase, and the customers who did so.
    var opened, openedCustomers: [Int]
  }

  /// Adds them: all of them customers of the report, and none more than the touches they made.
  static func customerCells(
    _ analysis: BehaviourResult, _ flow: FlowCells, _ sieve: SieveCells, _ family: inout Suppression
  ) -> CustomerCells {
    let rows = analysis.sieve.rows
    let purchases = analysis.sieve.purchases
    let cells = CustomerCells(
      all: analysis.flow.customersAt.map { family.add($0, worth: 1) },
      started: rows.map { family.add($0.startedCustomers) },
      boughtNext: rows.map { family.add($0.boughtNextCustomers) },
      mature: rows.map { family.add($0.matureCustomers) },
      leaked: rows.map { family.add($0.leakedCustomers) },
      returned: rows.map { family.add($0.returnedCustomers) },
      opened: purchases.map { family.add($0.starts) },
      openedCustomers: purchases.map { family.add($0.startedCustomers) })
    guard family.hides else { return cells }
    for code in rows.indices where analysis.flow.customersAt[code] > 0 {
      family.nest(cells.all[code], in: flow.everyone)
      family.bound(cells.all[code], by: flow.events[code])
      family.bound(flow.starts[code], by: cells.all[code])
      family.bound(flow.ends[code], by: cells.all[code])
      if rows[code].inflow > 0 {
        family.bound(cells.started[code], by: sieve.rows[code][0])
        family.bound(cells.started[code], by: cells.all[code])
        family.bound(cells.boughtNext[code], by: sieve.rows[code][8])
        family.bound(cells.boughtNext[code], by: cells.all[code])
        family.nest(cells.mature[code], in: cells.all[code])
        family.bound(cells.mature[code], by: sieve.rows[code].mature)
        family.nest(cells.leaked[code], in: cells.mature[code])
        family.bound(cells.leaked[code], by: sieve.rows[code].matureLeak)
        family.bound(cells.returned[code], by: cells.leaked[code])
        family.bound(cells.returned[code], by: sieve.rows[code].returned)
      }
      if purchases[code].starts > 0 {
        family.bound(cells.openedCustomers[code], by: cells.opened[code])
        family.bound(cells.openedCustomers[code], by: cells.all[code])
        family.bound(cells.opened[code], by: flow.events[code])
      }
    }
    return cells
  }

  static func peopleCells(_ tally: SieveTally, _ catalog: Catalog, _ family: inout Suppression) -> PeopleCells {
    func column(_ counts: [Int], _ family: inout Suppression) -> PeopleCells.Column {
      var sums = [Int](repeating: 0, count: catalog.stages.count)
      for (code, count) in counts.enumerated() { sums[catalog.touchpoints[code].stage] += count }
      let cells = PeopleCells.Column(
        touchpoints: counts.map { family.add($0) }, stages: sums.map { family.add($0) },
        all: family.add(counts.reduce(0, +), worth: 3))
      guard family.hides else { return cells }
      var parts = [[Int]](repeating: [], count: sums.count)
      for code in counts.indices where counts[code] > 0 {
        parts[catalog.touchpoints[code].stage].append(cells.touchpoints[code])
      }
      for (stage, parts) in parts.enumerated() where !parts.isEmpty {
        family.relate(parts: parts, total: cells.stages[stage])
      }
      family.relate(parts: cells.stages, total: cells.all)
      return cells
    }
    return PeopleCells(
      cameIn: column(zip(tally.rows, tally.purchases).map { $0.cameIn + $1.cameIn }, &family),
      lost: column(tally.rows.map(\.lost), &family))
  }
}
