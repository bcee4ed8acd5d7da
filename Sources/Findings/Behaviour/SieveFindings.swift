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

  init(_ cells: BehaviourCells, _ hiding: Hiding) {
    stages = zip(cells.sieve.stageRows, cells.sieve.stages).map {
      SieveNumbers($0, $1, hasPeople: false, cells, hiding)
    }
    all = SieveNumbers(cells.sieve.allRow, cells.sieve.all, hasPeople: false, cells, hiding)
  }
}

extension SieveNumbers {
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
