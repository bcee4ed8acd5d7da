import Analysis
import Journeys
import Statistics

/// Where customers started and where they bought, by channel, and through how many points that goes.
package struct ChannelFindings: Sendable {
  package var entryByPurchase: ChannelMatrix
  package var entryByPurchaseCycles: ChannelMatrix
  /// Of buyers whose channels are known, those who bought in another than they started in.
  package var otherChannel: Published<Estimate>
  /// In the order of `ContactMode`.
  package var contactCustomers: [Published<Int>]
  package var contactTouches: [Published<Int>]
  package var purchaseConcentration: Concentration?
  package var entryConcentration: Concentration?
  /// By touchpoint where the journey began.
  package var purchasesByEntry: [Published<Int>]

  init(_ analysis: BehaviourResult, _ cells: BehaviourCells, _ hiding: Hiding) {
    let tally = analysis.channels
    entryByPurchase = ChannelMatrix(tally.customers, hiding)
    entryByPurchaseCycles = ChannelMatrix(tally.cycles, hiding)
    otherChannel = hiding.share(tally.otherChannel, of: tally.otherChannel + tally.sameChannel)
    contactCustomers = tally.contactCustomers.map { hiding.count($0) }
    contactTouches = cells.contact.map { cells[$0] }
    purchaseConcentration = Analysis.Concentration(analysis.sieve.purchases.map(\.purchases)).map(Concentration.init)
    entryConcentration = Analysis.Concentration(analysis.sieve.purchasesByEntry).map(Concentration.init)
    purchasesByEntry = cells.entries.map { cells[$0] }
  }
}

/// Through how many points most of the purchases come.
package struct Concentration: Sendable, Equatable {
  /// Codes of the points that together bring the share, largest first.
  package var points: [Int]
  /// Points with any purchase at all.
  package var total: Int
  /// The share these points bring.
  package var covered: Double

  init(_ concentration: Analysis.Concentration) {
    points = concentration.points
    total = concentration.total
    covered = concentration.covered
  }
}

/// Counts by where customers started (rows) and where they bought (columns, the last: have not bought), with margins.
package struct ChannelMatrix: Sendable {
  /// Stands for "has not bought" among the columns; no channel has it.
  package static let notBought = ChannelTally.notBought

  /// Codes of channels in the catalog, by customers; the missing channel last.
  package var rows: [UInt32]
  package var columns: [UInt32]
  package var cells: [[Published<Int>]]
  package var rowTotals: [Published<Int>]
  package var columnTotals: [Published<Int>]
  package var total: Published<Int>

  init(_ counts: PairCounts, _ hiding: Hiding) {
    let entries = counts.sorted
    func ranked(_ key: (UInt32, UInt32) -> UInt32) -> [UInt32] {
      var sums: [UInt32: Int] = [:]
      for entry in entries { sums[key(entry.a, entry.b), default: 0] += entry.count }
      func rank(_ code: UInt32) -> Int { code == Self.notBought ? 2 : code == Catalog.noChannel ? 1 : 0 }
      return sums.keys.sorted {
        (rank($0), -(sums[$0] ?? 0), $0) < (rank($1), -(sums[$1] ?? 0), $1)
      }
    }
    rows = ranked { a, _ in a }
    columns = ranked { _, b in b }
    var values = [[Int]](repeating: [Int](repeating: 0, count: columns.count), count: rows.count)
    for entry in entries {
      if let r = rows.firstIndex(of: entry.a), let c = columns.firstIndex(of: entry.b) { values[r][c] = entry.count }
    }
    var family = Suppression(threshold: hiding.threshold)
    let cellCells = values.map { $0.map { family.add($0) } }
    let rowCells = values.map { family.add($0.reduce(0, +)) }
    let columnCells = columns.indices.map { c in family.add(values.reduce(0) { $0 + $1[c] }) }
    let totalCell = family.add(values.reduce(0) { $0 + $1.reduce(0, +) })
    for r in rows.indices { family.relate(parts: cellCells[r], total: rowCells[r]) }
    for c in columns.indices { family.relate(parts: cellCells.map { $0[c] }, total: columnCells[c]) }
    if !rowCells.isEmpty {
      family.relate(parts: rowCells, total: totalCell)
      family.relate(parts: columnCells, total: totalCell)
    }
    family.settle()
    cells = cellCells.map { $0.map { family[$0] } }
    rowTotals = rowCells.map { family[$0] }
    columnTotals = columnCells.map { family[$0] }
    total = family[totalCell]
  }
}
