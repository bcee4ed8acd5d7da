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

  init?(_ cells: BehaviourCells) {
    guard let split = cells.recognised else { return nil }
    eventShare = cells.share(split.touches.known, of: split.allTouches)
    if let outside = split.outside, let purchases = split.purchases {
      self.outside = cells.share(outside.known, of: purchases.known)
    } else {
      outside = .hidden
    }
    visitorsReached = split.reached.map { cells[$0.visitors] }
    lost = cells[split.lostTotal.known]
    lostVisitors = cells[split.lostTotal.visitors]
  }
}

extension RecognisedNumbers {
  /// The numbers of one touchpoint.
  init(_ split: BehaviourCells.RecognisedCells, _ code: Int, _ cells: BehaviourCells, _ hiding: Hiding) {
    customers = cells[split.customers[code].known]
    visitors = cells[split.customers[code].visitors]
    lost = cells[split.lost[code].known]
    lostVisitors = cells[split.lost[code].visitors]
    eventShare = cells.share(split.events[code].known, of: cells.flow.events[code])
    leakRate = cells.share(split.leaked[code].known, of: split.mature[code].known)
    isOfAll = hiding.hides(cells.value(split.mature[code].visitors))
  }
}
