import Analysis
import Statistics

/// What customers rate on the way to a purchase of each number, as it may be said.
package struct RingRatingFindings: Sendable {
  package var measure: Measure
  /// On 0–100, by number of the purchase; undefined where fewer than two customers answered.
  package var means: [Published<Estimate>]

  /// The measure with most answers of customers whose purchases are known.
  ///
  /// - Returns: `nil` where a ring, or what is in none, is of few: each could be told from the others.
  init?(_ all: [RingRatings], ratings: Hiding, behaviour: Hiding) {
    guard let rings = all.max(by: { $0.answers < $1.answers }), rings.answers > 0 else { return nil }
    let isFew = rings.sums.indices.contains { ring in
      let own = rings.sums[ring]
      return ratings.hides(own.whole) || behaviour.hides(own.clusters)
        || behaviour.hides && Double(rings.most[ring]) > LargestParts.most * Double(own.whole)
    }
    guard !isFew, !ratings.hides(rings.others) else { return nil }
    measure = Measure(rings.measure)
    means = rings.sums.indices.map { ratings.number(rings.mean($0), of: rings.sums[$0].whole) }
  }
}
