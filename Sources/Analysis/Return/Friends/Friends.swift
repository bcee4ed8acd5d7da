import Journeys
import Statistics

/// Customers who bring customers: how many, in which chains, and what those are worth who were brought.
package struct Friends: Sendable, Equatable {
  /// How many generations of those who were brought are told apart; the last one is all further ones.
  package static let generations = 5
  /// Customers on each side of a comparison.
  package static let fewest = 30

  package let tally: FriendTally
  /// New customers of the period whom a customer of the log brought.
  package let known: Int
  /// Those of them by how many stand before them in their chain: one, two, … five and more.
  package let generation: [Int]
  /// Customers who brought them, and those who brought two and more.
  package let bringers, several: Int
  /// The most that one of them brought.
  package let most: Int
  /// Others and brought ones with somebody of the other side in the same month.
  package let others, brought: FriendTally.Side
  /// Share that bought within the horizon, brought ones less others who came in the same month (Mantel–Haenszel).
  package let difference: Estimate?
  /// The same of what they spent, units of the currency; `nil` without amounts.
  package let moneyDifference: Estimate?

  init(_ tally: FriendTally, _ links: FriendLinks, _ log: JourneyLog) {
    self.tally = tally
    let graph = FriendGraph(links)
    var generation = [Int](repeating: 0, count: Self.generations)
    var counts = [Int32: Int]()
    var known = 0
    for part in log.parts {
      for customer in 0..<part.customerCount {
        let number = part.firstCustomer + customer
        guard graph.broughtBy[number] >= 0, part.isNew(customer) else { continue }
        known += 1
        generation[min(Int(graph.depths[number]), Self.generations) - 1] += 1
        counts[graph.broughtBy[number], default: 0] += 1
      }
    }
    (self.known, self.generation) = (known, generation)
    bringers = counts.count
    several = counts.values.count { $0 > 1 }
    most = counts.values.max() ?? 0
    let months = tally.months.map(\.sides).filter { $0[0].customers > 0 && $0[1].customers > 0 }
    var sides = [FriendTally.Side(), FriendTally.Side()]
    for month in months { for side in 0..<2 { sides[side].merge(month[side]) } }
    (others, brought) = (sides[0], sides[1])
    let isEnough = sides.allSatisfy { $0.customers >= Self.fewest }
    difference =
      isEnough
      ? matchedDifference(
        months.map { Stratum(($0[1].bought, $0[1].customers), ($0[0].bought, $0[0].customers)) }) : nil
    moneyDifference =
      isEnough && log.hasAmounts
      ? matchedMeanDifference(months.map { ($0[1].money, $0[0].money) }).map {
        Estimate(value: $0.value * 1e-6, low: $0.low * 1e-6, high: $0.high * 1e-6, n: $0.n)
      } : nil
  }
}

/// Who brought whom as a forest: whoever would stand before itself was brought by nobody in the log.
struct FriendGraph {
  private(set) var broughtBy: [Int32]
  /// By customer, how many stand before it in its chain.
  private(set) var depths: [Int32]

  init(_ links: FriendLinks) {
    broughtBy = links.broughtBy
    depths = [Int32](repeating: -1, count: broughtBy.count)
    var chain: [Int] = []
    // In the chain that is followed now, where a customer stands; one at a time, so no list of all is needed.
    var placeOf: [Int: Int] = [:]
    for start in broughtBy.indices where depths[start] < 0 && broughtBy[start] >= 0 {
      chain.removeAll(keepingCapacity: true)
      placeOf.removeAll(keepingCapacity: true)
      var next = start
      while depths[next] < 0, placeOf[next] == nil, broughtBy[next] >= 0 {
        placeOf[next] = chain.count
        chain.append(next)
        next = Int(broughtBy[next])
      }
      if let first = placeOf[next] {
        for customer in chain[first...] {
          broughtBy[customer] = FriendLinks.outside
          depths[customer] = 0
        }
        chain.removeSubrange(first...)
      }
      var depth = max(0, depths[next])
      for customer in chain.reversed() {
        depth += 1
        depths[customer] = depth
      }
    }
  }
}

extension EventLog {
  /// Whether a customer's first own touch lies in the period.
  fileprivate func isNew(_ customer: Int) -> Bool {
    events(of: customer).first { columns.isCustomerTouch[Int(self[$0].touchpoint)] }.map { counts(self[$0].time) }
      ?? false
  }
}
