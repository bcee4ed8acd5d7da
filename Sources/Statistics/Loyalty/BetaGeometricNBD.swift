import Foundation

/// The formulas of BG/NBD (Fader, Hardie & Lee 2005) and MBG/NBD (Batislam, Denizel & Filiztekin 2007) for one set of
/// parameters: they differ in whether a customer may stop before the first repeat.
struct BetaGeometricNBD {
  private let r, alpha, a, b: Double
  private let logAlpha: Double
  private let stopsAtOnce: Bool
  /// ln B(a, b + n) / B(a, b) by n, the chances to stop that a customer let pass.
  private let passed: [Double]
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
    self.table = table
    logs = table.times.map { [alpha] in log(alpha + $0.time) }
  }

  /// Chances to stop that somebody who still buys has let pass.
  private func chances(_ row: PurchaseHistory) -> Int { row.repeats + (stopsAtOnce ? 1 : 0) }

  /// ln of how much likelier it is that a customer stopped at the last purchase than that it still buys.
  private func logOdds(_ i: Int) -> Double {
    let row = table.rows[i]
    guard stopsAtOnce || row.repeats > 0 else { return -.infinity }
    let chances = Double(chances(row))
    return log(a / (b + chances - 1))
      + (r + Double(row.repeats)) * (logs[table.observed[i]] - logs[table.recency[i]])
  }

  /// Of a row, without ln Γ(r + x) / Γ(r), which histories share.
  func logLikelihood(_ i: Int) -> Double {
    let row = table.rows[i]
    let buying = passed[chances(row)] - (r + Double(row.repeats)) * logs[table.observed[i]]
    let odds = logOdds(i)
    return r * logAlpha + buying + (odds > 0 ? odds + log1p(exp(-odds)) : log1p(exp(odds)))
  }

  func aliveShare(_ i: Int) -> Double { 1 / (1 + exp(logOdds(i))) }

  /// P(Y ≥ k) of somebody who still buys is P(N ≥ k), N negative binomial, times the chance to let k − 1 occasions to
  /// stop pass; summed over k, so that no hypergeometric function is needed.
  func expected(_ i: Int, within time: Double) -> ExpectedPurchases {
    let row = table.rows[i]
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
    let alive = aliveShare(i)
    mean *= alive
    return ExpectedPurchases(mean: mean, variance: max(0, alive * square - mean * mean))
  }
}
