import Analysis
import Journeys
import Statistics

/// One touchpoint by who came: customers the client knows, and visitors.
package struct RecognisedNumbers: Sendable {
  /// Together everybody who came.
  package var customers, visitors: Published<Int>
  /// Together everybody whose last journey leaked here and who has not come back.
  package var lost, lostVisitors: Published<Int>
  /// Share of the events here that are customers'.
  package var eventShare: Published<Estimate>
  /// The leak rate of customers alone.
  package var leakRate: Published<Estimate>
  /// So few touches are visitors' that the rate of all is that of customers, but for those few.
  var isOfAll: Bool
  /// So few of the events are customers' that the touchpoint has no rank.
  package var isLow: Bool { eventShare.shown.map(RecognitionFindings.isLow) ?? false }
}

/// Customers apart from visitors in the report as a whole; `nil` in a report without visitors.
package struct RecognitionFindings: Sendable {
  /// Below this share of an event's customers known, figures are told for customers alone and nothing is ranked.
  package static let enough = 0.8

  /// Share of the events at touchpoints of customers that are known customers'.
  package var eventShare: Published<Estimate>
  /// Share of known customers' purchases that did not complete the funnel.
  package var outside: Published<Estimate>
  /// By step of the funnel, the visitors among those who reached it in order.
  package var visitorsReached: [Published<Int>]
  /// Known customers whose last journey leaked and who have not come back, and visitors of whom the same is true.
  package var lost, lostVisitors: Published<Int>

  /// So few of the events are customers' that sentences speak of those that could be recognised.
  package var isLow: Bool { eventShare.shown.map(Self.isLow) ?? false }

  static func isLow(_ share: Estimate) -> Bool { share.value < enough }

  init?(_ analysis: BehaviourResult, _ catalog: Catalog, _ split: RecognisedSplit?, _ hiding: Hiding) {
    guard let recognised = analysis.recognised, let split else { return nil }
    let touched = catalog.touchpoints.indices.filter { catalog.touchpoints[$0].isCustomerTouch }
    let all = touched.reduce(0) { $0 + analysis.flow.events[$1] }
    eventShare = hiding.share(touched.reduce(0) { $0 + recognised.rows[$1].events }, of: all)
    let known = recognised.blindness
    if let all = analysis.blindness {
      // What is left of the counts of all is visitors'.
      let own = known.purchases - known.completed
      let (others, othersOutside) = (all.purchases - known.purchases, all.outside - own)
      let isTold = [others, othersOutside, others - othersOutside].allSatisfy { !hiding.hides($0) }
      outside = isTold ? hiding.share(own, of: known.purchases) : .hidden
    } else {
      outside = .hidden
    }
    visitorsReached = zip(analysis.funnel.customers.ordered, recognised.reached).map { all, known in
      hiding.hides(known) || hiding.hides(all) ? .hidden : hiding.count(all - known)
    }
    lost = split.lostTotal
    lostVisitors = split.lostVisitorsTotal
  }
}

/// Who stopped for good, customers apart from visitors: one family of sums, by touchpoint and in all.
struct RecognisedSplit {
  private let family: Suppression
  private let known: [Int]
  private let visitors: [Int]
  private let totals: (known: Int, visitors: Int)
  /// By touchpoint, whether its events are not told: a share of them is not either.
  private let areEventsHidden: [Bool]

  /// - Parameter cells: where the sums of both stand already.
  init?(_ analysis: BehaviourResult, _ cells: BehaviourCells, _ hiding: Hiding) {
    guard let recognised = analysis.recognised else { return nil }
    let lost = zip(analysis.sieve.rows, recognised.rows).map { (all: $0.lost, known: $1.lost) }
    areEventsHidden = lost.indices.map { cells[cells.flow.events[$0]].isHidden }
    var family = Suppression(threshold: hiding.threshold)
    known = lost.map { family.add($0.known) }
    visitors = lost.map { family.add($0.all - $0.known) }
    let all = lost.reduce((all: 0, known: 0)) { ($0.all + $1.all, $0.known + $1.known) }
    totals = (family.add(all.known, worth: 2), family.add(all.all - all.known, worth: 2))
    for code in lost.indices {
      let sum = family.add(lost[code].all, isPublished: true)
      family.relate(parts: [known[code], visitors[code]], total: sum)
      guard cells[cells.people.lost.touchpoints[code]].isHidden else { continue }
      // A sum that is not told is not told by its parts either.
      family.hide(known[code])
      family.hide(visitors[code])
    }
    family.relate(parts: known, total: totals.known)
    family.relate(parts: visitors, total: totals.visitors)
    family.relate(parts: [totals.known, totals.visitors], total: family.add(all.all, isPublished: true))
    if cells[cells.people.lost.all].isHidden {
      family.hide(totals.known)
      family.hide(totals.visitors)
    }
    family.settle()
    self.family = family
  }

  var lostTotal: Published<Int> { family[totals.known] }
  var lostVisitorsTotal: Published<Int> { family[totals.visitors] }

  /// The numbers of one touchpoint.
  func numbers(_ code: Int, _ analysis: BehaviourResult, _ hiding: Hiding) -> RecognisedNumbers? {
    guard let own = analysis.recognised?.rows[code] else { return nil }
    let (flow, sieve) = (analysis.flow, analysis.sieve.rows[code])
    let others = flow.customersAt[code] - own.customers
    let areFew = hiding.hides(own.customers) || hiding.hides(others)
    return RecognisedNumbers(
      customers: areFew ? .hidden : hiding.count(own.customers), visitors: areFew ? .hidden : hiding.count(others),
      lost: family[known[code]], lostVisitors: family[visitors[code]],
      eventShare: areFew || areEventsHidden[code] || hiding.hides(flow.events[code] - own.events)
        ? .hidden : hiding.share(own.events, of: flow.events[code]),
      leakRate: Self.leakRate(own, of: sieve, hiding), isOfAll: hiding.hides(sieve.mature - own.mature))
  }

  /// The leak rate of customers, where visitors do not come out as what is left of the rate of all.
  private static func leakRate(_ own: RecognisedRow, of all: SieveRow, _ hiding: Hiding) -> Published<Estimate> {
    let (touches, leaks) = (all.mature - own.mature, all.matureLeak - own.matureLeak)
    if hiding.hides(touches) || hiding.hides(leaks) || hiding.hides(all.leak) { return .hidden }
    return hiding.share(own.matureLeak, of: own.mature)
  }
}
