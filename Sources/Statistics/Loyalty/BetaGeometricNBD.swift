import Foundation

/// The formulas of BG/NBD (Fader, Hardie & Lee 2005) and MBG/NBD (Batislam, Denizel & Filiztekin 2007) for one set of
/// parameters: they differ in whether a customer may stop before the first repeat.
struct BetaGeometricNBD {
  private let r, alpha, a, b: Double
  private let logAlpha: Double
  private let stopsAtOnce: Bool
  /// ln B(a, b + n) / B(a, b) by n, the chances to stop that a customer let pass.
  private let passed: [Double]
  /// ln a / (b + n − 1) by n, of stopping at the last of n chances.
  private let stopping: [Double]
  private let table: PurchaseTable
  /// By time of the table, ln (α + time).
  private let logs: [Double]

  init(_ p: [Double], stopsAtOnce: Bool, _ table: PurchaseTable) {
    (r, alpha, a, b) = (p[0], p[1], p[2], p[3])
    logAlpha = log(p[1])
    self.stopsAtOnce = stopsAtOnce
    let up = risingLogarithms(p[3], upTo: table.largest + 1, log: log)
    let down = risingLogarithms(p[2] + p[3], upTo: table.largest + 1, log: log)
    passed = zip(up, down).map { $0 - $1 }
    // Nobody stops at no chance at all.
    stopping = (0...table.largest + 1).map { $0 == 0 ? -.infinity : log(p[2] / (p[3] + Double($0 - 1))) }
    self.table = table
    logs = table.times.map { [alpha] in log(alpha + $0.time) }
  }

  /// Chances to stop that somebody who still buys has let pass.
  private func chances(_ row: PurchaseHistory) -> Int { row.repeats + (stopsAtOnce ? 1 : 0) }

  /// ln of how much likelier it is that a customer stopped at the last purchase than that it still buys.
  private func logOdds(_ i: Int) -> Double {
    let row = table.rows[i]
    return stopping[chances(row)]
      + (r + Double(row.repeats)) * (logs[table.observed[i]] - logs[table.recency[i]])
  }

  /// Of all histories.
  ///
  /// - Parameter rising: ln Γ(r + x) − ln Γ(r) by the number of repeats x.
  func logLikelihood(_ rising: [Double]) -> Double {
    var sum = 0.0
    for (i, row) in table.rows.enumerated() {
      let buying =
        rising[row.repeats] + passed[chances(row)] - (r + Double(row.repeats)) * logs[table.observed[i]]
      let odds = logOdds(i)
      sum +=
        Double(row.customers) * (r * logAlpha + buying + (odds > 0 ? odds + log1p(exp(-odds)) : log1p(exp(odds))))
    }
    return sum
  }

  /// The derivatives of ln L of all histories by r, α, a and b.
  var slopes: [Double] {
    // Of ln Γ(c + n) − ln Γ(c) by c, for n from 0 up: the sum of 1 / (c + m) over m below n.
    func rising(_ c: Double) -> [Double] { risingLogarithms(c, upTo: table.largest + 1) { 1 / $0 } }
    let (ofR, ofB, ofBoth) = (rising(r), rising(b), rising(a + b))
    let inverse = table.times.map { 1 / (alpha + $0.time) }
    var (byR, byAlpha, byA, byB) = (0.0, 0.0, 0.0, 0.0)
    for (i, row) in table.rows.enumerated() {
      let (first, last, passed) = (table.recency[i], table.observed[i], chances(row))
      let (count, shape) = (Double(row.customers), r + Double(row.repeats))
      // The share of such customers who have stopped; nobody stops at no chance at all.
      let stopped = 1 - aliveShare(i)
      byR += count * (ofR[row.repeats] + logAlpha - logs[last] + stopped * (logs[last] - logs[first]))
      byAlpha += count * (r / alpha - shape * (inverse[last] + stopped * (inverse[first] - inverse[last])))
      byA += count * (stopped / a - ofBoth[passed])
      byB += count * (ofB[passed] - ofBoth[passed] - (passed > 0 ? stopped / (b + Double(passed - 1)) : 0))
    }
    return [byR, byAlpha, byA, byB]
  }

  func aliveShare(_ i: Int) -> Double { 1 / (1 + exp(logOdds(i))) }

  /// What one customer of each history is expected to buy; those who bought as often and were watched as long differ only in
  /// how likely they still do.
  func expected(within time: Double) -> [ExpectedPurchases] {
    var known = [(mean: Double, square: Double)?](repeating: nil, count: table.places)
    return table.rows.indices.map { i in
      let row = table.rows[i]
      let place = table.times[table.observed[i]].first + row.repeats
      let ofBuyer = known[place] ?? ofBuyer(row, within: time)
      known[place] = ofBuyer
      let alive = aliveShare(i)
      let mean = alive * ofBuyer.mean
      return ExpectedPurchases(mean: mean, variance: max(0, alive * ofBuyer.square - mean * mean))
    }
  }

  /// The mean of purchases of somebody who still buys, and of their square.
  ///
  /// P(Y ≥ k) is P(N ≥ k), N negative binomial, times the chance to let k − 1 occasions to stop pass; summed over k, so that no
  /// hypergeometric function is needed.
  private func ofBuyer(_ row: PurchaseHistory, within time: Double) -> (mean: Double, square: Double) {
    let shape = r + Double(row.repeats)
    let end = alpha + row.observed
    let step = time / (end + time)
    var chance = exp(-shape * log1p(time / end))
    var above = 1 - chance
    var pass = 1.0
    var mean = 0.0
    var square = 0.0
    let up = b + Double(chances(row))
    var k = 1.0
    while k < 100_000 {
      let tail = above * pass
      mean += tail
      square += (2 * k - 1) * tail
      // The terms fall from the middle on.
      if k > shape * time / end, (2 * k - 1) * tail < 1e-12 * square { break }
      chance *= (shape + k - 1) / k * step
      above -= chance
      guard above > 0 else { break }
      pass *= (up + k - 1) / (a + up + k - 1)
      k += 1
    }
    return (mean, square)
  }
}
