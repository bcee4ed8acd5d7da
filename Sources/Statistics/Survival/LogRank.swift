/// Whether groups differ in how soon an event comes: the log-rank test (Mantel 1966; Peto & Peto 1972).
package struct LogRank: Sendable, Equatable {
  /// Chi-square with `degrees` degrees of freedom, one fewer than groups with anything to expect.
  package let chiSquare: Double
  package let degrees: Int
  /// How likely a difference as large is where there is none.
  package let pValue: Double
  /// Events of each group, and how many it would have were there no difference.
  package let observed: [Int]
  package let expected: [Double]

  /// Of curves over the same periods; `nil` with fewer than two groups in which events could happen.
  package init?(_ groups: [KaplanMeier]) {
    let periods = groups.map(\.events.count).max() ?? 0
    var observed = [Int](repeating: 0, count: groups.count)
    var expected = [Double](repeating: 0, count: groups.count)
    var covariance = SquareMatrix(groups.count)
    for d in 0..<periods {
      func risk(_ g: Int) -> Double { d < groups[g].atRisk.count ? Double(groups[g].atRisk[d]) : 0 }
      let events = groups.reduce(0) { $0 + (d < $1.events.count ? $1.events[d] : 0) }
      guard events > 0 else { continue }
      let all = groups.indices.reduce(0.0) { $0 + risk($1) }
      // The hypergeometric variance of who among those at risk has the events.
      let scale = all > 1 ? Double(events) * (all - Double(events)) / (all - 1) : 0
      for g in groups.indices {
        if d < groups[g].events.count { observed[g] += groups[g].events[d] }
        let share = risk(g) / all
        expected[g] += Double(events) * share
        for h in groups.indices { covariance[g, h] += scale * share * ((g == h ? 1 : 0) - risk(h) / all) }
      }
    }
    // One group follows from the others.
    let used = groups.indices.filter { expected[$0] > 0 }.dropLast()
    guard !used.isEmpty else { return nil }
    var reduced = SquareMatrix(used.count)
    for (i, g) in used.enumerated() { for (j, h) in used.enumerated() { reduced[i, j] = covariance[g, h] } }
    guard let inverse = reduced.inversePositive() else { return nil }
    let excess = used.map { Double(observed[$0]) - expected[$0] }
    chiSquare = zip(excess, inverse.times(excess)).reduce(0) { $0 + $1.0 * $1.1 }
    degrees = used.count
    pValue = chiSquareAbove(chiSquare, degrees: Double(used.count))
    self.observed = observed
    self.expected = expected
  }
}
