import Analysis
import Journeys
import Statistics

/// One row of the sieve, or the sum of a stage's or of all rows.
package struct SieveNumbers: Sendable {
  package var starts, arrivals, inflow: Published<Int>
  package var advance, skip, back, lateral, repeats, purchase, rest, well, leak, open, end: Published<Int>
  package var returned: Published<Int>
  /// Share of mature touches that were the last within the inactivity window.
  package var hole: Published<Estimate>
  /// Customers; `nil` for sums, over which customers do not add up.
  package var people: SievePeople?
}

/// Customers at one touchpoint of the sieve, each counted once.
package struct SievePeople: Sendable {
  package var customers, started, boughtNext, mature, leaked, returned: Published<Int>
  /// Share of customers with a touch here old enough to tell who did not go on from here at least once.
  package var leakShare: Published<Estimate>
}

/// The sieve's sums; its rows stand with their touchpoints.
package struct SieveFindings: Sendable {
  /// By stage, in order.
  package var stages: [SieveNumbers]
  package var all: SieveNumbers
  /// Customers whose first journey began in each stage, and all of them.
  package var cameIn: [Published<Int>]
  package var cameInTotal: Published<Int>
  /// Customers whose last journey leaked, its window past, and who have not come back: by stage, and all of them.
  package var lost: [Published<Int>]
  package var lostTotal: Published<Int>
  /// Share who stop: of the customers whose last journey is decided, those who are lost.
  package var stopShare: Published<Estimate>

  init(_ analysis: BehaviourResult, _ cells: BehaviourCells, _ hiding: Hiding) {
    cameIn = cells.people.cameIn.stages.map { cells[$0] }
    cameInTotal = cells[cells.people.cameIn.all]
    lost = cells.people.lost.stages.map { cells[$0] }
    lostTotal = cells[cells.people.lost.all]
    let sieve = analysis.sieve
    stopShare =
      lostTotal.isHidden ? .hidden : hiding.share(sieve.rows.reduce(0) { $0 + $1.lost }, of: sieve.decidedCustomers)
    stages = zip(cells.sieve.stageRows, cells.sieve.stages).map {
      SieveNumbers($0, $1, hasPeople: false, cells, hiding)
    }
    all = SieveNumbers(cells.sieve.allRow, cells.sieve.all, hasPeople: false, cells, hiding)
  }
}

extension SieveNumbers {
  /// The place of the leaks among a row's cells.
  static let leakColumn = 11

  /// A row as it may be shown, from a family that is settled.
  ///
  /// - Parameter hasPeople: false for sums, over which customers do not add up.
  init(_ row: SieveRow, _ own: BehaviourCells.SieveRowCells, hasPeople: Bool, _ cells: BehaviourCells, _ hiding: Hiding)
  {
    func shown(_ column: Int) -> Published<Int> { cells[own[column]] }
    (starts, arrivals, inflow) = (shown(0), shown(1), shown(2))
    (advance, skip, back, lateral, repeats) = (shown(3), shown(4), shown(5), shown(6), shown(7))
    (purchase, rest, well, leak, open, end) = (shown(8), shown(9), shown(10), shown(11), shown(12), shown(13))
    returned = hiding.count(row.returned)
    hole = leak.isHidden ? .hidden : hiding.share(row.matureLeak, of: row.mature)
    guard hasPeople else { return }
    people = SievePeople(
      customers: hiding.count(row.customers),
      // Customers and touches nearly coincide: where one is hidden, so is the other.
      started: starts.isHidden ? .hidden : hiding.count(row.startedCustomers),
      boughtNext: purchase.isHidden ? .hidden : hiding.count(row.boughtNextCustomers),
      mature: hiding.count(row.matureCustomers), leaked: leak.isHidden ? .hidden : hiding.count(row.leakedCustomers),
      returned: hiding.count(row.returnedCustomers),
      leakShare: leak.isHidden ? .hidden : hiding.share(row.leakedCustomers, of: row.matureCustomers))
  }
}
