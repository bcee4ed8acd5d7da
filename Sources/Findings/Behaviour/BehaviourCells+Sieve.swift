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
    /// Touches old enough to tell, the leaks among them, and leaks after which the customer came back.
    var mature: Int
    var matureLeak: Int
    var returned: Int

    subscript(column: Int) -> Int {
      column < 2 ? first + column : column == 2 ? inflow : first + column - (inflow == first + 2 ? 0 : 1)
    }
  }

  /// A rate and its base say how many touches were old enough to tell, and how many of them leaked.
  private static func relateRates(_ row: SieveRow, _ cells: SieveRowCells, open: Int, _ family: inout Suppression) {
    guard family.hides, row.mature > 0 || row.leak > 0 else { return }
    let leak = cells[SieveNumbers.leakColumn]
    family.bound(cells.matureLeak, by: leak)
    family.nest(cells.matureLeak, in: cells.mature)
    family.bound(cells.returned, by: leak)
    // Whatever is too young is not among those old enough.
    if row.open + row.mature <= row.inflow {
      let rest = family.add(slack: row.inflow - row.open - row.mature)
      family.relate(
        parts: [cells.mature, open, rest], total: cells[2])
    } else {
      family.bound(cells.mature, by: cells[2])
    }
  }

  /// The touchpoints that a report opens with: the three with the highest leak rates, of touches enough to be ranked.
  private static func leading(_ tally: SieveTally, _ catalog: Catalog) -> [Int] {
    let ranked = tally.rows.indices.filter { code in
      Listing.canLeak(catalog.touchpoints[code]) && tally.rows[code].mature >= Listing.sureAt
    }
    func rate(_ code: Int) -> Double { Double(tally.rows[code].matureLeak) / Double(tally.rows[code].mature) }
    return ranked.smallest(3) { (rate($0), $1) > (rate($1), $0) }
  }

  /// By touchpoint, the most of the moves that few customers made in each way of going on, as the sieve's columns have them:
  /// a column that is mostly of such a move is as much a secret as the move.
  private static func fewMoves(_ analysis: BehaviourResult, _ catalog: Catalog) -> [[Int]] {
    var most = [[Int]](repeating: [Int](repeating: 0, count: 5), count: catalog.touchpoints.count)
    for (place, edge) in analysis.directlyFollows.edges.enumerated() where analysis.largest.isFewMove[place] {
      let step = catalog.touchpoints[edge.to].stage - catalog.touchpoints[edge.from].stage
      let way = step == 1 ? 0 : step > 1 ? 1 : step < 0 ? 2 : edge.from == edge.to ? 4 : 3
      most[edge.from][way] = max(most[edge.from][way], edge.count)
    }
    return most
  }

  /// Adds the sieve's rows, stages and total, and states how they add up.
  ///
  /// - Parameter events: cells of the touchpoints' interactions; what came in is the same number, and one cell.
  static func sieveCells(
    _ analysis: BehaviourResult, _ catalog: Catalog, events: [Int], _ family: inout Suppression
  ) -> SieveCells {
    let tally = analysis.sieve
    let few = fewMoves(analysis, catalog)
    var stageRows = [SieveRow](repeating: SieveRow(), count: catalog.stages.count)
    var allRow = SieveRow()
    for (code, row) in tally.rows.enumerated() {
      stageRows[catalog.touchpoints[code].stage].merge(row)
      allRow.merge(row)
    }
    /// Customers of a sum are not counted: `isSum`. What a leak that leads is made of covers others last.
    func cells(
      _ row: SieveRow, at code: Int?, isIn known: Int? = nil, leads: Bool = false, _ family: inout Suppression
    ) -> SieveRowCells {
      func add(_ count: Int, _ people: Int, worth: Int = 0, few: Int = 0) -> Int {
        family.add(
          count, worth: worth, people: code == nil ? nil : people,
          isOnes: Double(few) > LargestParts.most * Double(count))
      }
      let first = add(row.starts, row.startedCustomers)
      _ = add(row.arrivals, row.customers)
      let isKnown = known.map { family.value($0) == row.inflow } ?? false
      let inflow = isKnown ? known ?? first : add(row.inflow, row.customers)
      for (way, count) in [row.advance, row.skip, row.back, row.lateral, row.repeats].enumerated() {
        _ = add(count, row.customers, few: code.map { few[$0][way] } ?? 0)
      }
      _ = add(row.purchase, row.boughtNextCustomers)
      for count in [row.rest, row.well] { _ = add(count, row.customers) }
      let worth = leads ? 2 : 0
      _ = add(row.leak, row.customers, worth: worth)
      let open = add(row.open, row.customers, worth: worth)
      _ = add(row.end, row.customers)
      let mature = add(row.mature, row.matureCustomers, worth: worth)
      let matureLeak = add(row.matureLeak, row.leakedCustomers, worth: worth)
      let returned = add(row.returned, row.returnedCustomers)
      let cells = SieveRowCells(
        first: first, inflow: inflow, mature: mature, matureLeak: matureLeak, returned: returned)
      relateRates(row, cells, open: open, &family)
      family.relate(parts: [cells[0], cells[1]], total: cells[2])
      family.relate(parts: (3..<SieveRowCells.columns).map { cells[$0] }, total: cells[2])
      return cells
    }
    family.reserve((tally.rows.count + stageRows.count + 1) * SieveRowCells.columns)
    let leading = leading(tally, catalog)
    let rowCells = tally.rows.enumerated().map {
      cells($1, at: $0, isIn: events[$0], leads: leading.contains($0), &family)
    }
    let stageCells = stageRows.map { cells($0, at: nil, &family) }
    let allCells = cells(allRow, at: nil, &family)
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
      for column in [\SieveRowCells.mature, \.matureLeak, \.returned] {
        for (stage, parts) in partsOf.enumerated() where !parts.isEmpty {
          family.relate(parts: parts.map { rowCells[$0][keyPath: column] }, total: stageCells[stage][keyPath: column])
        }
        family.relate(parts: stageCells.map { $0[keyPath: column] }, total: allCells[keyPath: column])
      }
    }
    return SieveCells(stageRows: stageRows, allRow: allRow, rows: rowCells, stages: stageCells, all: allCells)
  }
}
