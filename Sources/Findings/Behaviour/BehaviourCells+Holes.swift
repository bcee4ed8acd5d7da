import Analysis
import Journeys

extension BehaviourCells {
  /// By touchpoint, leaks within whose window the company still reached out; empty where it never does.
  static func companyLastCells(
    _ analysis: BehaviourResult, _ catalog: Catalog, _ sieve: SieveCells, _ family: inout Suppression
  ) -> [Int: Int] {
    guard let holes = analysis.holes?.holes, catalog.touchpoints.contains(where: \.isCompanyInitiated) else {
      return [:]
    }
    var cells: [Int: Int] = [:]
    for hole in holes {
      let cell = family.add(hole.companyLast)
      family.nest(cell, in: sieve.rows[hole.code][SieveNumbers.leakColumn])
      cells[hole.code] = cell
    }
    return cells
  }

  /// Touches at one touchpoint after a purchase, old enough to tell, and those after which nothing followed.
  struct AfterPurchaseCells {
    let touches, leaks: Int
  }

  /// By touchpoint of service or refunds.
  static func afterPurchaseCells(
    _ after: AfterPurchase?, _ sieve: SieveCells, _ family: inout Suppression
  ) -> [Int: AfterPurchaseCells] {
    guard let after else { return [:] }
    var cells: [Int: AfterPurchaseCells] = [:]
    for (place, hole) in after.chain.holes.enumerated() where hole.touches > 0 {
      let own = AfterPurchaseCells(
        touches: family.add(hole.touches, people: after.customers[place]),
        leaks: family.add(hole.leaks, people: after.stopped[place]))
      family.nest(own.leaks, in: own.touches)
      // The others are touches of those who have not bought before, or not long enough ago.
      let row = sieve.rows[hole.code]
      family.nest(own.touches, in: row.mature)
      family.nest(own.leaks, in: row.matureLeak)
      family.nest(own.leaks, in: row[SieveNumbers.leakColumn])
      cells[hole.code] = own
    }
    return cells
  }
}
