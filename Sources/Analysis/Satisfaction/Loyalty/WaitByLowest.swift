import Journeys
import Statistics

/// How long customers take to buy again, by the lowest rating they had given a touchpoint before the clock started; each
/// customer once.
///
/// The clock starts at the customer's first purchase that a rating precedes, and what is rated later counts for nothing: who
/// is to rate low later must first have stayed so long (immortal time).
package struct WaitByLowest: Sendable {
  /// In order: low (detractors, bottom boxes), in between, high (promoters, top boxes).
  package static let groups = 3
  /// Customers that a group takes to be compared.
  package static let leastCases = 30

  package var measure: Measure
  /// By group, in days.
  package var curves: [KaplanMeier]
  /// Whether the groups that are large enough differ.
  package var test: LogRank
  /// Groups that the test compares.
  package var compared: [Int]
  /// The test's p, corrected for the measures that were tried (Holm).
  package var adjustedP: Double

  /// Of one curve a group; `nil` where fewer than two groups are large enough, or nobody bought again.
  init?(_ measure: Measure, _ curves: [KaplanMeier]) {
    let compared = curves.indices.filter { curves[$0].n >= Self.leastCases }
    guard compared.count > 1, let test = LogRank(compared.map { curves[$0] }) else { return nil }
    (self.measure, self.curves, self.test, self.compared) = (measure, curves, test, compared)
    adjustedP = test.pValue
  }

  /// One for each measure that has enough customers.
  static func all(_ ratings: [CustomerRatings]) -> [WaitByLowest] {
    var results = ratings.compactMap { WaitByLowest($0.measure, $0.waits.curves) }
    for (place, p) in holm(results.map(\.test.pValue)).enumerated() { results[place].adjustedP = p }
    return results
  }
}

/// Gaps from one purchase day to the next by lowest rating before: ended, and open at the end of observation, by day.
struct WaitTally {
  private var closed: [[Int]]
  private var open: [[Int]]
  private let top, bottom: Int32

  init(_ measure: Measure) {
    closed = [[Int]](repeating: [Int](repeating: 0, count: RepeatTally.days + 1), count: WaitByLowest.groups)
    open = closed
    top = topBox(measure.metric, measure.scale)
    bottom = bottomBox(measure.metric, measure.scale)
  }

  var curves: [KaplanMeier] { zip(closed, open).map { KaplanMeier(events: $0, censored: $1) } }

  /// Counts a customer's first gap that a rating of a touchpoint precedes.
  mutating func add(
    _ own: UnsafeBufferPointer<CustomerScores.Answer>, _ customer: Int, _ outcomes: CustomerOutcomes,
    dayOf: (Int64) -> Int64
  ) {
    var first = Int64.max
    for answer in own where answer.touchpoint >= 0 && answer.time != .min { first = min(first, answer.time) }
    guard first != .max, let gap = outcomes.gap(customer, after: first, dayOf: dayOf) else { return }
    var lowest = Int32.max
    for answer in own where answer.touchpoint >= 0 && answer.time != .min && answer.time < gap.start {
      lowest = min(lowest, answer.score)
    }
    let group = lowest >= top ? 2 : lowest <= bottom ? 0 : 1
    let bin = Int(min(gap.days, Int64(RepeatTally.days)))
    if gap.isClosed, gap.days <= Int64(RepeatTally.days) { closed[group][bin] += 1 } else { open[group][bin] += 1 }
  }
}
