import Analysis
import Journeys

/// The counts of behaviour that add up to one another, as cells of one family that is settled.
///
/// Whatever adds up to something else is one family: interactions, transitions, purchases, purchase journeys, the sieve.
struct BehaviourCells {
  let family: Suppression
  let flow: FlowCells
  let purchases: [Int]
  let cancelled: [Int]
  let purchaseTotal: Int
  let cancelledTotal: Int
  let origins: [Int]
  let buying: [Int]
  let cycleTotal: Int
  let buyingTotal: Int
  let entries: [Int]
  let sieve: SieveCells
  let people: PeopleCells
  let contact: [Int]

  init(_ analysis: BehaviourResult, _ catalog: Catalog, _ hiding: Hiding) {
    let sieve = analysis.sieve
    var family = Suppression(threshold: hiding.threshold)
    flow = Self.flowCells(analysis, &family)
    purchases = sieve.purchases.map { family.add($0.purchases, worth: 2) }
    cancelled = sieve.purchases.map { family.add($0.cancelled) }
    purchaseTotal = family.add(analysis.purchases, worth: 3)
    cancelledTotal = family.add(analysis.cancelled)
    family.relate(parts: purchases, total: purchaseTotal)
    family.relate(parts: cancelled, total: cancelledTotal)
    origins = sieve.cycles.map { family.add($0) }
    buying = sieve.buyingCycles.map { family.add($0) }
    cycleTotal = family.add(analysis.cycles, worth: 2)
    family.relate(parts: origins, total: cycleTotal)
    let bought = sieve.buyingCycles.reduce(0, +)
    buyingTotal = bought == analysis.purchases ? purchaseTotal : family.add(bought)
    family.relate(parts: buying, total: buyingTotal)
    entries = sieve.purchasesByEntry.map { family.add($0) }
    family.relate(parts: entries, total: purchaseTotal)
    // Interactions at a purchase touchpoint are its purchases, those that stand and those cancelled.
    for code in sieve.purchases.indices where catalog.touchpoints[code].kind == .purchase {
      let row = sieve.purchases[code]
      // On days left out they are interactions and no purchases; what is left over follows from the other three.
      let rest = analysis.flow.events[code] - row.purchases - row.cancelled
      guard rest >= 0 else { continue }
      let left = rest > 0 ? [family.add(rest)] : []
      family.relate(parts: [purchases[code], cancelled[code]] + left, total: flow.events[code])
      // A few cancellations are covered by the interactions, so that the purchases stay in sight.
      if family.isHidden(cancelled[code]) { family.hide(flow.events[code]) }
    }
    self.sieve = Self.sieveCells(sieve, catalog, events: flow.events, &family)
    people = Self.peopleCells(sieve, catalog, &family)
    contact = Self.contactCells(analysis, catalog, events: flow.events, &family)
    family.settle()
    self.family = family
  }

  /// A cell as it may be shown.
  subscript(cell: Int) -> Published<Int> { family[cell] }
}
