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
  /// Rows of the sieve in which something can leak, most leaking customers first.
  package let leaks: [(code: Int, people: SievePeople)]

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
      leaks = []
      return
    }
    leaks = touchpoints.indices.compactMap { code -> (code: Int, people: SievePeople)? in
      guard let people = touchpoints[code].sieve?.people, let leaked = people.leaked.shown, leaked > 0 else {
        return nil
      }
      return (code, people)
    }.sorted { a, b in
      (a.people.leaked.shown ?? 0, b.code) > (b.people.leaked.shown ?? 0, a.code)
    }
  }
}
