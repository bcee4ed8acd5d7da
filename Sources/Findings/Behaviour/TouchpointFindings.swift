import Analysis
import Journeys
import Statistics

/// One touchpoint of the log.
package struct TouchpointFindings: Sendable {
  package var code: Int
  package var info: Catalog.Touchpoint
  /// As `info` has it; kept, since it is asked for of every touchpoint.
  package var isCustomerTouch: Bool
  package var events: Published<Int>
  package var customers: Published<Int>
  package var starts: Published<Int>
  package var ends: Published<Int>
  /// Purchases that stand, and the ones cancelled later; 0 where nothing is sold.
  package var purchases: Published<Int>
  package var cancelled: Published<Int>
  /// At a purchase touchpoint: journeys that open with that purchase, and the customers who did so.
  package var opened: Published<Int>
  package var openedCustomers: Published<Int>
  package var sieve: SieveNumbers?
  package var outreach: OutreachNumbers?
}

/// What the company sent out at one touchpoint, and who answered.
package struct OutreachNumbers: Sendable {
  package var events, customers, mature, responded: Published<Int>
  package var response: Published<Estimate>

  /// - Parameter events: the touchpoint's interactions as other tables show them.
  init(_ row: OutreachRow, events: Published<Int>, _ hiding: Hiding) {
    self.events = events.isHidden ? .hidden : hiding.count(row.events)
    customers = hiding.count(row.customers)
    mature = hiding.count(row.mature)
    responded = hiding.count(row.responded)
    response = hiding.share(row.responded, of: row.mature)
  }
}

extension TouchpointFindings {
  /// All touchpoints of the catalog, by code.
  static func all(
    _ analysis: BehaviourResult, _ catalog: Catalog, _ cells: BehaviourCells, _ hiding: Hiding
  ) -> [TouchpointFindings] {
    let (flow, sieve) = (analysis.flow, analysis.sieve)
    return catalog.touchpoints.indices.map { code in
      let info = catalog.touchpoints[code]
      let events = cells[cells.flow.events[code]]
      let isCustomerTouch = info.isCustomerTouch
      return TouchpointFindings(
        code: code, info: info, isCustomerTouch: isCustomerTouch, events: events,
        customers: hiding.count(flow.customersAt[code]), starts: cells[cells.flow.starts[code]],
        ends: cells[cells.flow.ends[code]], purchases: cells[cells.purchases[code]],
        cancelled: cells[cells.cancelled[code]], opened: hiding.count(sieve.purchases[code].starts),
        openedCustomers: hiding.count(sieve.purchases[code].startedCustomers),
        sieve: info.kind == .purchase || !isCustomerTouch
          ? nil : SieveNumbers(sieve.rows[code], cells.sieve.rows[code], hasPeople: true, cells, hiding),
        outreach: info.isCompanyInitiated
          ? OutreachNumbers(analysis.outreach[code], events: events, hiding) : nil)
    }
  }
}
