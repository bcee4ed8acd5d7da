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
  /// Customers whose first journey began here, and those whose last one leaked here and who have not come back.
  package var cameIn: Published<Int>
  package var lost: Published<Int>
  package var sieve: SieveNumbers?
  /// The leak rate of the other touchpoints of its stage together; undefined with fewer than two others.
  package var typical: Published<Estimate>
  /// At a service touchpoint: purchases after which customers came here.
  package var service: ServiceNumbers?
  package var outreach: OutreachNumbers?
  /// Customers apart from visitors; `nil` in a report without visitors.
  package var recognised: RecognisedNumbers?

  /// The leak rate by which the touchpoint is ranked, coloured and named: that of the customers the client knows, where they
  /// are told from visitors. Undefined where too few of its events are theirs.
  package var leakRate: Published<Estimate> {
    guard let all = sieve?.hole else { return .undefined }
    guard let recognised else { return all }
    if recognised.isLow { return .undefined }
    return recognised.isOfAll ? all : recognised.leakRate
  }
}

/// What follows purchases, by whether their customers came to a service touchpoint afterwards.
package struct ServiceNumbers: Sendable {
  /// Of the purchases followed by a touch here, those with no touch of buying within the horizon; and of all others.
  package var here, elsewhere: Published<Estimate>

  init(_ own: BehaviourCells.ServiceCells, _ cells: BehaviourCells) {
    here = cells.share(own.here.notFollowed, of: own.here.purchases)
    elsewhere = cells.share(own.elsewhere.notFollowed, of: own.elsewhere.purchases)
    if here.isHidden || elsewhere.isHidden { (here, elsewhere) = (.hidden, .hidden) }
  }
}

/// What the company sent out at one touchpoint, and who answered.
package struct OutreachNumbers: Sendable {
  package var events, customers, mature, responded: Published<Int>
  package var response: Published<Estimate>

  init(_ own: BehaviourCells.OutreachCells, _ cells: BehaviourCells) {
    events = cells[own.events]
    customers = cells[own.customers]
    mature = cells[own.mature]
    responded = cells[own.responded]
    response = cells.share(own.responded, of: own.mature)
  }
}

extension TouchpointFindings {
  /// All touchpoints of the catalog, by code.
  static func all(_ catalog: Catalog, _ cells: BehaviourCells, _ hiding: Hiding) -> [TouchpointFindings] {
    let peers = StagePeers(catalog, cells)
    return catalog.touchpoints.indices.map { code in
      let info = catalog.touchpoints[code]
      let events = cells[cells.flow.events[code]]
      let isCustomerTouch = info.isCustomerTouch
      return TouchpointFindings(
        code: code, info: info, isCustomerTouch: isCustomerTouch, events: events,
        customers: cells[cells.customers.all[code]], starts: cells[cells.flow.starts[code]],
        ends: cells[cells.flow.ends[code]], purchases: cells[cells.purchases[code]],
        cancelled: cells[cells.cancelled[code]], opened: cells[cells.customers.opened[code]],
        openedCustomers: cells[cells.customers.openedCustomers[code]],
        cameIn: cells[cells.people.cameIn.touchpoints[code]], lost: cells[cells.people.lost.touchpoints[code]],
        sieve: info.kind == .purchase || !isCustomerTouch
          ? nil : SieveNumbers(cells.sieve.rows[code], customersAt: code, cells),
        typical: peers.without(code).map { hiding.share($0.leaks, of: $0.touches) } ?? .undefined,
        service: cells.services[code].map { ServiceNumbers($0, cells) },
        outreach: cells.outreach[code].map { OutreachNumbers($0, cells) },
        recognised: cells.recognised.map { RecognisedNumbers($0, code, cells, hiding) })
    }
  }
}

/// Touches old enough to tell and the leaks among them, by stage: what a touchpoint's leak rate is compared with. Where
/// customers are told from visitors, those of customers.
private struct StagePeers {
  private var touches: [Int]
  private var leaks: [Int]
  private var members: [Int]
  /// `nil` where one of the two numbers is not told: what is compared with says no more than the numbers beside it.
  private let rows: [(mature: Int, matureLeak: Int)?]
  private let catalog: Catalog

  init(_ catalog: Catalog, _ cells: BehaviourCells) {
    let counts =
      cells.recognised.map { zip($0.mature.map(\.known), $0.leaked.map(\.known)).map { ($0, $1) } }
      ?? cells.sieve.rows.map { ($0.mature, $0.matureLeak) }
    rows = counts.map { mature, leaked in
      guard let mature = cells[mature].shown, let leaked = cells[leaked].shown else { return nil }
      return (mature, leaked)
    }
    self.catalog = catalog
    touches = [Int](repeating: 0, count: catalog.stages.count)
    (leaks, members) = (touches, touches)
    for (code, row) in rows.enumerated() {
      guard let row, isPeer(code) else { continue }
      let stage = catalog.touchpoints[code].stage
      touches[stage] += row.mature
      leaks[stage] += row.matureLeak
      members[stage] += 1
    }
  }

  /// Service and what ends well stop for other reasons, and what nobody touched long enough ago says nothing.
  private func isPeer(_ code: Int) -> Bool {
    let info = catalog.touchpoints[code]
    return (info.kind == .touch || info.kind == .referral) && !info.endsWell && (rows[code]?.mature ?? 0) > 0
  }

  /// The others of a touchpoint's stage together; `nil` with fewer than two of them.
  func without(_ code: Int) -> (leaks: Int, touches: Int)? {
    let stage = catalog.touchpoints[code].stage
    let own = isPeer(code) ? rows[code] : nil
    guard members[stage] - (own == nil ? 0 : 1) >= 2, catalog.touchpoints[code].kind != .service else { return nil }
    return (leaks[stage] - (own?.matureLeak ?? 0), touches[stage] - (own?.mature ?? 0))
  }
}
