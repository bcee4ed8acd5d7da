import Journeys
import Statistics

/// Which touchpoints are drawn and listed, by code; settled once, by what may be shown of them.
package struct Listing: Sendable {
  /// Figures show this many touchpoints at most.
  package static let drawnAtMost = 40
  /// Tables list this many at most.
  package static let listedAtMost = 200

  /// Drawn in figures: the busiest, in stage order.
  package let drawn: [Int]
  /// Listed in tables, in stage order; the rest is in report.json.
  package let listed: [Int]
  /// Touched by anybody.
  package let present: [Int]
  /// Those of them that customers touch, rather than being reached by.
  package let touched: [Int]
  /// Touchpoints that leak, the highest rate that is sure first.
  package let leaks: [Leak]
  /// How many touchpoints have a rate that is hidden, of touches enough to be ranked, and that may be above the first leak's.
  package let unranked: Int

  /// A touchpoint whose customers stop there.
  package struct Leak: Sendable {
    package let code: Int
    /// Leaks by touches old enough to tell.
    package let rate: Estimate
  }

  /// Where so many of those who stopped came back, nothing leaks.
  static let backAgain = 0.9
  /// Rates of fewer touches stand behind those of more.
  static let sureAt = 30

  init(_ touchpoints: [TouchpointFindings], _ catalog: Catalog, hasLeaks: Bool) {
    // By code alone: where there are thousands, moving what is known of each about would cost more than all pages.
    present = touchpoints.indices.filter { !touchpoints[$0].customers.isZero }
    touched = present.filter { touchpoints[$0].isCustomerTouch }
    // A hidden count is smaller than any shown one.
    let sizes = touchpoints.indices.map { touchpoints[$0].customers.shown ?? 0 }
    let busiest = present.smallest(Self.listedAtMost) { (sizes[$0], $1) > (sizes[$1], $0) }
    func place(_ code: Int) -> (Int, Int, Int) {
      (catalog.touchpoints[code].stage, catalog.touchpoints[code].rank, code)
    }
    drawn = busiest.prefix(Self.drawnAtMost).sorted { place($0) < place($1) }
    // Declared ones that nobody touched are listed while there is room: that is a finding too.
    let absent = touchpoints.indices.filter { touchpoints[$0].customers.isZero }
    listed = (busiest + absent).prefix(Self.listedAtMost).sorted { place($0) < place($1) }
    guard hasLeaks else {
      (leaks, unranked) = ([], 0)
      return
    }
    // Ranked by the low end of the range: a rate that few touches happen to have is not the highest.
    leaks = touchpoints.indices.compactMap { Self.leak(touchpoints[$0]) }.sorted { a, b in
      let (sureA, sureB) = (a.rate.n >= Self.sureAt, b.rate.n >= Self.sureAt)
      if sureA != sureB { return sureA }
      return (a.rate.low, b.code) > (b.rate.low, a.code)
    }
    let highest = leaks.first?.rate.value ?? 0
    unranked = touchpoints.filter { Self.mayLeakMore($0, than: highest) }.count
  }

  /// Whether those who stop at a touchpoint leak, rather than having bought, been served or ended well.
  static func canLeak(_ touchpoint: Catalog.Touchpoint) -> Bool {
    (touchpoint.kind == .touch || touchpoint.kind == .referral) && !touchpoint.endsWell
  }

  /// Whether a hidden rate may be above a shown one, by the ends of what is published of its counts.
  private static func mayLeakMore(_ touchpoint: TouchpointFindings, than rate: Double) -> Bool {
    guard canLeak(touchpoint.info), touchpoint.leakRate.isHidden, let sieve = touchpoint.sieve,
      touchpoint.events.ends.map({ $0.high >= sureAt }) ?? true
    else { return false }
    // Of customers apart from visitors no count is published that would tell.
    guard touchpoint.recognised == nil, let leaked = sieve.leak.ends, let events = touchpoint.events.ends,
      let open = sieve.open.ends
    else { return true }
    return Double(leaked.high) > rate * Double(max(1, events.low - open.high))
  }

  /// Service is judged by what follows purchases, and where nearly all came back nothing leaks.
  private static func leak(_ touchpoint: TouchpointFindings) -> Leak? {
    guard canLeak(touchpoint.info), let sieve = touchpoint.sieve, let rate = touchpoint.leakRate.shown,
      let leaks = sieve.leak.shown, leaks > 0, rate.value > 0
    else { return nil }
    let back = Double(sieve.returned.shown ?? 0) / Double(leaks)
    return back >= backAgain ? nil : Leak(code: touchpoint.code, rate: rate)
  }
}
