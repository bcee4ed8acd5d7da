import Analysis
import Journeys

extension BehaviourCells {
  /// The sieve's cells in the report's family of sums: by touchpoint, by stage, and in all.
  struct SieveCells {
    var stageRows: [SieveRow]
    var allRow: SieveRow
    var rows: [SieveRowCells]
    var stages: [SieveRowCells]
    var all: SieveRowCells
  }

  /// The cells of one row, which stand side by side; only what came in may be a cell from elsewhere.
  struct SieveRowCells {
    /// Starts, arrivals, inflow; then what became of it: advance, skip, back, lateral, repeats, purchase, rest, well,
    /// leak, open, end.
    static let columns = 14
    fileprivate var first: Int
    fileprivate var inflow: Int

    subscript(column: Int) -> Int {
      column < 2 ? first + column : column == 2 ? inflow : first + column - (inflow == first + 2 ? 0 : 1)
    }
  }

  /// Adds the sieve's rows, stages and total, and states how they add up.
  ///
  /// - Parameter events: cells of the touchpoints' interactions; what came in is the same number, and one cell.
  static func sieveCells(
    _ tally: SieveTally, _ catalog: Catalog, events: [Int], _ family: inout Suppression
  ) -> SieveCells {
    var stageRows = [SieveRow](repeating: SieveRow(), count: catalog.stages.count)
    var allRow = SieveRow()
    for (code, row) in tally.rows.enumerated() {
      stageRows[catalog.touchpoints[code].stage].merge(row)
      allRow.merge(row)
    }
    func cells(_ row: SieveRow, isIn known: Int?, _ family: inout Suppression) -> SieveRowCells {
      let first = family.add(row.starts)
      _ = family.add(row.arrivals)
      let isKnown = known.map { family.value($0) == row.inflow } ?? false
      let cells = SieveRowCells(first: first, inflow: isKnown ? known ?? first : family.add(row.inflow))
      _ = family.add(row.advance)
      _ = family.add(row.skip)
      _ = family.add(row.back)
      _ = family.add(row.lateral)
      _ = family.add(row.repeats)
      _ = family.add(row.purchase)
      _ = family.add(row.rest)
      _ = family.add(row.well)
      _ = family.add(row.leak)
      _ = family.add(row.open)
      _ = family.add(row.end)
      family.relate(parts: [cells[0], cells[1]], total: cells[2])
      family.relate(parts: (3..<SieveRowCells.columns).map { cells[$0] }, total: cells[2])
      return cells
    }
    family.reserve((tally.rows.count + stageRows.count + 1) * SieveRowCells.columns)
    let rowCells = tally.rows.enumerated().map { cells($1, isIn: events[$0], &family) }
    let stageCells = stageRows.map { cells($0, isIn: nil, &family) }
    let allCells = cells(allRow, isIn: nil, &family)
    if family.hides {
      var partsOf = [[Int]](repeating: [], count: stageCells.count)
      for code in rowCells.indices where tally.rows[code].inflow > 0 {
        partsOf[catalog.touchpoints[code].stage].append(code)
      }
      for column in 0..<SieveRowCells.columns {
        for (stage, parts) in partsOf.enumerated() where !parts.isEmpty {
          family.relate(parts: parts.map { rowCells[$0][column] }, total: stageCells[stage][column])
        }
        family.relate(parts: stageCells.map { $0[column] }, total: allCells[column])
      }
    }
    return SieveCells(stageRows: stageRows, allRow: allRow, rows: rowCells, stages: stageCells, all: allCells)
  }
}
