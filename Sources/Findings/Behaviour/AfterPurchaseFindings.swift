import Analysis
import Journeys
import Statistics

/// Touchpoints after a purchase at which customers stop and do not buy again, and what that costs in further purchases;
/// the one that costs most first.
package struct AfterPurchaseFindings: Sendable {
  /// A touchpoint of service or refunds.
  package struct Hole: PricedHole {
    package var code: Int
    /// Touches after a purchase whose horizon has passed, old enough to tell, and those after which nothing followed.
    package var touches, leaks: Published<Int>
    /// The leaks' share of the touches.
    package var leaked: Published<Estimate>
    /// How likely another purchase within the horizon is for whoever is here, whatever comes between.
    package var again: Published<Estimate>
    /// Parts of the hole that are priced.
    package var prices: [PatchFindings]
  }
  /// Those whose price is told, by its purchases, then all others by the ids' bytes.
  package var holes: [Hole]
  /// Whether prices are for a year; else for the period, which is shorter than 180 days.
  package var isPerYear: Bool

  init(
    _ analysis: AfterPurchase, _ catalog: Catalog, _ cells: BehaviourCells, _ money: Published<Int128>,
    _ hiding: Hiding
  ) {
    isPerYear = analysis.chain.isPerYear
    let rank = catalog.idRanks
    func price(_ hole: Hole) -> Double { hole.half?.purchases.shown?.value ?? -1 }
    holes = analysis.chain.holes.enumerated().compactMap { place, hole -> Hole? in
      guard hole.touches > 0, let own = cells.afterPurchase[hole.code] else { return nil }
      let row = cells.sieve.rows[hole.code]
      // Whatever is told here follows from these counts, and is told with them.
      let isTold = [own.touches, own.leaks, row.mature, row.matureLeak, row[SieveNumbers.leakColumn]].allSatisfy {
        cells[$0].shown != nil
      }
      let isEnough = hole.touches >= HolesFindings.sureAt
      let purchase = isEnough ? analysis.chain.states.first { $0.code == hole.code }?.purchase : nil
      let again = purchase.map { hiding.coarse($0, n: hole.touches) }
      return Hole(
        code: hole.code, touches: cells[own.touches], leaks: cells[own.leaks],
        leaked: cells.share(own.leaks, of: own.touches),
        again: isTold ? hiding.number(again, of: analysis.customers[place]) : .hidden,
        prices: PatchFindings.all(
          hole, cells, money, customers: analysis.stopped[place], isOpen: isTold, hiding))
    }.sorted { a, b in (price(b), rank[a.code]) < (price(a), rank[b.code]) }
  }
}
