import Analysis
import Journeys
import Statistics

/// Where customers started and where they bought, by channel, and through how many points that goes.
package struct ChannelFindings: Sendable {
  package var entryByPurchase: ChannelMatrix
  package var entryByPurchaseCycles: ChannelMatrix
  /// The same two with the channels of a group as one, which without groups they are.
  package var entryByPurchasePlaces: ChannelMatrix
  package var entryByPurchasePlacesCycles: ChannelMatrix
  /// The ways of buyers over channels, or groups of channels: commonest first, those whose count is hidden last, 100 at most.
  package var paths: [Path]
  /// Buyers whose channels of start and purchase are both known: those whose ways these are.
  package var pathBuyers: Published<Int>
  /// Channels, or groups of channels, one by one.
  package var use: ChannelUseFindings

  /// A way from the first touch to the first purchase, and the service after it.
  package struct Path: Sendable {
    /// Codes of channels or groups, up to and with that of the purchase; and those of service after it.
    package var steps, service: [UInt32]
    package var buyers: Published<Int>
    package var share: Published<Estimate>
  }

  /// Of buyers whose channels are known, those who bought in another, of another group, than they started in.
  package var otherChannel: Published<Estimate>
  /// In the order of `ContactMode`.
  package var contactCustomers: [Published<Int>]
  package var contactTouches: [Published<Int>]
  package var purchaseConcentration: Concentration?
  package var entryConcentration: Concentration?
  /// By touchpoint where the journey began.
  package var purchasesByEntry: [Published<Int>]

  init(_ analysis: BehaviourResult, _ cells: BehaviourCells) {
    use = ChannelUseFindings(analysis.channelUse, cells)
    entryByPurchase = ChannelMatrix(cells.byCustomer, cells)
    entryByPurchaseCycles = ChannelMatrix(cells.byCycle, cells)
    entryByPurchasePlaces = ChannelMatrix(cells.byPlace, cells)
    entryByPurchasePlacesCycles = ChannelMatrix(cells.byCyclePlace, cells)
    pathBuyers = cells[cells.choices.all]
    // A way of few is not listed; one that covers another is, with its range.
    paths = cells.channelPaths.listed.map { own in
      Path(
        steps: own.way.steps, service: own.way.service, buyers: cells[own.cell],
        share: cells.share(own.cell, of: cells.choices.all))
    }.filter { !$0.buyers.isHidden || $0.buyers.range != nil }
      .sorted { a, b in
        let (left, right) = (a.buyers.shown ?? 0, b.buyers.shown ?? 0)
        return left != right
          ? left > right : (a.steps + a.service).lexicographicallyPrecedes(b.steps + b.service)
      }
    otherChannel = cells.share(cells.choices.other, of: cells.choices.all)
    contactCustomers = cells.contact.customers.map { cells[$0] }
    contactTouches = cells.contact.touches.map { cells[$0] }
    purchaseConcentration = Concentration(cells.purchases, of: cells.purchaseTotal, cells)
    entryConcentration = Concentration(cells.entries, of: cells.purchaseTotal, cells)
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

  /// `nil` when there is nothing, or when the share would say a count that is hidden.
  init?(_ parts: [Int], of total: Int, _ cells: BehaviourCells) {
    let counts = parts.map { cells[$0].shown ?? 0 }
    guard let all = cells[total].shown, !parts.contains(where: { cells[$0].isHidden }),
      let concentration = Analysis.Concentration(counts), counts.reduce(0, +) == all
    else { return nil }
    points = concentration.points
    self.total = concentration.total
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

  init(_ matrix: BehaviourCells.MatrixCells, _ cells: BehaviourCells) {
    var matrix = matrix
    matrix.sort { cells[$0] }
    rows = matrix.rows
    columns = matrix.columns
    self.cells = matrix.cells.map { $0.map { cells[$0] } }
    rowTotals = matrix.rowTotals.map { cells[$0] }
    columnTotals = matrix.columnTotals.map { cells[$0] }
    total = cells[matrix.total]
  }
}
