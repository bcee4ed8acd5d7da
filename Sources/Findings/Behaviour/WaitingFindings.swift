import Analysis
import Journeys
import Statistics

/// How long customers who left their details wait for a call back, and what goes along with a long wait.
///
/// `opportunities` are the touchpoints at which something is to be gained, on the terms of a hole's price (`PriceRange`).
package struct WaitingFindings: Sendable {
  /// So many requests, by when they were answered.
  package struct Waits: Sendable {
    package var requests: Published<Int>
    /// Answered within a day; later, but within the window; and not within it.
    package var withinDay, later, never: Published<Int>
    package var withinDayShare, neverShare: Published<Estimate>
    /// Time within which half, and nine in ten, of all requests were answered, seconds: the rung of a ladder, from 15
    /// minutes to 30 days. Undefined where so many waited longer or were not called.
    package var medianSeconds, ninetiethSeconds: Published<Double>
  }

  /// A week, and the waits of its requests.
  package struct Week: Sendable {
    /// Monday.
    package var firstDay: CivilDate
    package var requests, withinDay: Published<Int>
    package var withinDayShare: Published<Estimate>
    /// As `Waits.ninetiethSeconds`; hidden with fewer than ten requests.
    package var ninetiethSeconds: Published<Double>
  }

  /// A touchpoint at which customers leave their details.
  package struct Point: Sendable {
    /// In the catalog.
    package var code: Int
    package var waits: Waits
    /// The last year's weeks with requests, in order.
    package var weeks: [Week]
    /// A wait of more is a long one, seconds: chosen so that it parts customers most evenly.
    package var longSeconds: Double
    /// Those who waited long, or were not called, against those who did not: customers, by their first request.
    package var gap: GapFindings

    /// Weeks that are shown with the longest waits, by what nine in ten waited: the longest first, then the latest; those
    /// that waited too long for the ladder before all others.
    package var longestWeeks: [Week] {
      func wait(_ week: Week) -> Double { week.ninetiethSeconds.shown ?? .infinity }
      return weeks.filter { $0.requests.shown != nil && !$0.ninetiethSeconds.isHidden }.sorted { a, b in
        wait(a) != wait(b) ? wait(a) > wait(b) : a.firstDay > b.firstDay
      }
    }
  }

  /// Those with the most to gain in purchases first, then as they are declared.
  package var points: [Point]
  /// Whether what is lost is said of a year; else of the period.
  package var isPerYear: Bool
  /// Within which a call and a purchase count, microseconds.
  package var window: Int64

  /// Points at which something is to be gained, the most first.
  package var opportunities: [Point] { points.filter(\.gap.isOpportunity) }

  /// Nine in ten of fewer are hardly anybody's wait but the longest one's.
  private static let fewestForNinetieth = 10

  init(
    _ analysis: Waiting, _ cells: BehaviourCells, _ meanAmount: Published<Double>, _ hiding: Hiding
  ) {
    (isPerYear, window) = (analysis.span.isPerYear, analysis.window)
    points = zip(analysis.points, cells.waiting).map { point, own in
      Point(
        code: point.code, waits: Self.waits(point.waits, own, cells),
        weeks: own.weeks.map { week in
          let waits = point.weeks[week.place].waits
          let requests = cells[week.requests]
          return Week(
            firstDay: CivilDate(daysSince1970: Int(point.weeks[week.place].firstDay)), requests: requests,
            withinDay: cells[week.within], withinDayShare: cells.share(week.within, of: week.requests),
            ninetiethSeconds: hiding.hides && waits.all < Self.fewestForNinetieth
              ? .hidden : Self.seconds(waits, 0.9, requests))
        },
        longSeconds: Double(point.cut) / 1_000_000,
        gap: GapFindings(point.gap, own.gap, cells.settled, meanAmount, hiding))
    }
    var gaps = points.map(\.gap)
    GapFindings.correct(&gaps)
    for place in points.indices { points[place].gap = gaps[place] }
    points = points.enumerated().sorted { a, b in
      let (left, right) = (a.element.gap.purchases.shown?.value ?? -1, b.element.gap.purchases.shown?.value ?? -1)
      return left != right ? left > right : a.offset < b.offset
    }.map(\.element)
  }

  private static func waits(_ waits: WaitCounts, _ own: WaitingCells, _ cells: BehaviourCells) -> Waits {
    let requests = cells[own.requests]
    return Waits(
      requests: requests, withinDay: cells[own.within], later: cells[own.later], never: cells[own.never],
      withinDayShare: cells.share(own.within, of: own.requests), neverShare: cells.share(own.never, of: own.requests),
      medianSeconds: seconds(waits, 0.5, requests), ninetiethSeconds: seconds(waits, 0.9, requests))
  }

  private static func seconds(_ waits: WaitCounts, _ share: Double, _ requests: Published<Int>) -> Published<Double> {
    Hiding.number(waits.answered(share).map { Double($0) / 1_000_000 }, with: requests)
  }
}
