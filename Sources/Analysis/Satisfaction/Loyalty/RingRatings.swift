import Journeys
import Statistics

/// What customers rate on the way to a purchase of each number: the self-feeding cycle's satisfaction, ring by ring.
///
/// An answer belongs to the ring of the purchase that comes next, whether it came or not: the number of purchases the customer
/// had made by the time of the answer.
package struct RingRatings: Sendable {
  package var measure: Measure
  /// By ring: of each customer the answers above the scale's lowest value, summed, and how many there were.
  package private(set) var sums = [ClusterSums](repeating: ClusterSums(), count: RingTally.rings)
  /// By ring: answers of the customer with most.
  package private(set) var most = [Int](repeating: 0, count: RingTally.rings)
  /// Answers of whom, or when, is not known.
  package private(set) var others = 0

  init(_ measure: Measure) { self.measure = measure }

  /// Counts one customer's answers; `outcomes` is `nil` where the log does not know the customer.
  mutating func add(
    _ own: UnsafeBufferPointer<CustomerScores.Answer>, _ customer: Int, _ outcomes: CustomerOutcomes?
  ) {
    guard let outcomes else {
      others += own.count
      return
    }
    // By ring, without a list for each customer.
    var (parts, wholes) = (SIMD8<Int>(), SIMD8<Int>())
    for answer in own {
      guard answer.time != .min else {
        others += 1
        continue
      }
      let ring = min(RingTally.rings - 1, outcomes.purchases(customer, before: answer.time))
      parts[ring] += Int(answer.score - measure.scale.lowerBound)
      wholes[ring] += 1
    }
    for ring in 0..<RingTally.rings where wholes[ring] > 0 {
      sums[ring].add(part: parts[ring], whole: wholes[ring])
      most[ring] = max(most[ring], wholes[ring])
    }
  }

  /// Answers of all rings.
  package var answers: Int { sums.reduce(0) { $0 + $1.whole } }

  /// The mean of a ring on 0–100 with the t interval of customers drawn at random; `nil` of fewer than two customers.
  package func mean(_ ring: Int) -> Estimate? {
    let own = sums[ring]
    guard let variance = own.variance else { return nil }
    let unit = 100 / Double(measure.scale.upperBound - measure.scale.lowerBound)
    let value = Double(own.part) / Double(own.whole) * unit
    let half = studentQuantile(0.975, degrees: Double(own.clusters - 1)) * variance.squareRoot() * unit
    return Estimate(value: value, low: max(0, value - half), high: min(100, value + half), n: own.whole)
  }
}
