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
}
