/// Of several ways of leaving a state the share that has gone each of them, and the share still there, where some cases
/// were not watched to the end (Aalen & Johansen 1978).
///
/// In each period F_j grows by S d_j ÷ n, S the share still there before it: the shares and what is left add up to 1.
package struct CompetingExits: Sendable, Equatable {
  /// `incidence[way][d]`: share that has gone that way by the end of period d.
  package let incidence: [[Double]]
  /// Share that has gone no way.
  package let stay: KaplanMeier
  /// By way, periods in which anybody left: how many were at risk, how many left, and how many of them that way.
  private let exits: [[Int]]
  private let atRisk: [Int]

  /// - Parameters:
  ///   - exits: by way, counts by period, 0-based.
  ///   - censored: cases last seen in each period, which were still at risk in it.
  package init(exits: [[Int]], censored: [Int]) {
    let left = censored.indices.map { d in exits.reduce(0) { $0 + $1[d] } }
    stay = KaplanMeier(events: left, censored: censored)
    var n = stay.n
    var (atRisk, sums) = ([Int](), [Double](repeating: 0, count: exits.count))
    var incidence = [[Double]](repeating: [], count: exits.count)
    for d in censored.indices {
      let before = d == 0 ? 1 : stay.survival[d - 1]
      for way in exits.indices {
        if n > 0 { sums[way] += before * Double(exits[way][d]) / Double(n) }
        incidence[way].append(sums[way])
      }
      atRisk.append(n)
      n -= left[d] + censored[d]
    }
    (self.incidence, self.exits, self.atRisk) = (incidence, exits, atRisk)
  }

  /// The variance of a way's share at the end of a period by the delta method (Marubini & Valsecchi 1995, 10.12); with
  /// every case watched to the end it is F (1 − F) ÷ n.
  package func variance(_ way: Int, _ d: Int) -> Double {
    let end = incidence[way][d]
    var sum = 0.0
    for t in 0...d where atRisk[t] > 0 {
      let n = Double(atRisk[t])
      let all = exits.reduce(0.0) { $0 + Double($1[t]) }
      let own = Double(exits[way][t])
      guard all > 0 else { continue }
      let before = t == 0 ? 1 : stay.survival[t - 1]
      let rest = end - incidence[way][t]
      // Once nobody is left no share changes any more.
      if n > all { sum += rest * rest * all / (n * (n - all)) }
      sum += before * before * own * (n - own) / (n * n * n)
      if n > 0 { sum -= 2 * rest * before * own / (n * n) }
    }
    return max(0, sum)
  }

  /// A way's share at the end of a period with the Wilson interval of as many cases as would be as sure, F (1 − F) ÷ V;
  /// `nil` of nobody.
  package func share(_ way: Int, _ d: Int) -> Estimate? {
    let f = incidence[way][d]
    let v = variance(way, d)
    let n = f > 0 && f < 1 && v > 0 ? f * (1 - f) / v : stay.effectiveN(d)
    return wilson(share: min(1, f), effectiveN: n, n: stay.n)
  }
}
