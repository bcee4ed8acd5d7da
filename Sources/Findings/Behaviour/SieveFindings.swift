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

  init(_ cells: BehaviourCells) {
    cameIn = cells.people.cameIn.stages.map { cells[$0] }
    cameInTotal = cells[cells.people.cameIn.all]
    lost = cells.people.lost.stages.map { cells[$0] }
    lostTotal = cells[cells.people.lost.all]
    stopShare = cells.share(cells.people.lost.all, of: cells.buyers.decided)
    stages = cells.sieve.stages.map { SieveNumbers($0, customersAt: nil, cells) }
    all = SieveNumbers(cells.sieve.all, customersAt: nil, cells)
  }
}

extension SieveNumbers {
  /// The places of the leaks, and of touches right before a purchase, among a row's cells.
  static let leakColumn = 11
  static let purchaseColumn = 8

  /// A row as it may be shown, from a family that is settled.
  ///
  /// - Parameter code: the touchpoint of the row; `nil` for sums, over which customers do not add up.
  init(_ own: BehaviourCells.SieveRowCells, customersAt code: Int?, _ cells: BehaviourCells) {
    func shown(_ column: Int) -> Published<Int> { cells[own[column]] }
    (starts, arrivals, inflow) = (shown(0), shown(1), shown(2))
    (advance, skip, back, lateral, repeats) = (shown(3), shown(4), shown(5), shown(6), shown(7))
    (purchase, rest, well, leak, open, end) = (shown(8), shown(9), shown(10), shown(11), shown(12), shown(13))
    returned = cells[own.returned]
    hole = cells.share(own.matureLeak, of: own.mature)
    guard let code else { return }
    let people = cells.customers
    self.people = SievePeople(
      customers: cells[people.all[code]], started: cells[people.started[code]],
      boughtNext: cells[people.boughtNext[code]], mature: cells[people.mature[code]],
      leaked: cells[people.leaked[code]], returned: cells[people.returned[code]],
      leakShare: cells.share(people.leaked[code], of: people.mature[code]))
  }
}
