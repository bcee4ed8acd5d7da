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
