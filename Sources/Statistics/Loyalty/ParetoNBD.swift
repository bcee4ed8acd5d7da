import Foundation

/// The formulas of Pareto/NBD for one set of parameters (Schmittlein, Morrison & Colombo 1987; as in Fader & Hardie 2005,
/// "A note on deriving the Pareto/NBD model").
///
/// Whoever stopped after the last purchase did so at some time u: what that weighs is an integral of
/// (α + u)^−(r + x) (β + u)^−(s + 1), once a hypergeometric function for each number of repeats x and each time. Between
/// neighbouring x it obeys a recurrence of two terms, so that one function a time is enough.
struct ParetoNBD {
  private let r, alpha, s, beta: Double
  private let logAlpha, logBeta: Double
  private let table: PurchaseTable
  /// By time of the table, ln (α + time) and ln (β + time).
  private let alphaLogs, betaLogs: [Double]
  /// By place of the table, ∫ over u from its time on of (α + u)^−(r + x) (β + u)^−(s + 1), times (α + time)^(r + x)
  /// (β + time)^s: a number of the size of 1 / (r + s + x), whatever the repeats x.
  private let tails: [Double]

  init(_ p: [Double], _ table: PurchaseTable) {
    (r, alpha, s, beta) = (p[0], p[1], p[2], p[3])
    (logAlpha, logBeta) = (log(p[1]), log(p[3]))
    self.table = table
    alphaLogs = table.times.map { log(p[1] + $0.time) }
    betaLogs = table.times.map { log(p[3] + $0.time) }
    tails = Self.tails(p, table)
  }

  /// ``tails`` by the recurrence (r + s + x) I(x) = 1 + (r + x) (α − β) / (α + t) I(x + 1), which follows from integrating by
  /// parts.
  ///
  /// Where α is the larger scale, going down loses nothing. Where β is so much larger that (β − α) / (α + t) is above 1,
  /// going down multiplies errors by more than 1 for many repeats and going up does for few: the start is where they meet.
  private static func tails(_ p: [Double], _ table: PurchaseTable) -> [Double] {
    let (r, alpha, s, beta) = (p[0], p[1], p[2], p[3])
    let inverse = (0...table.largest).map { 1 / (r + s + Double($0)) }
    var tails = [Double](repeating: 0, count: table.places)
    for time in table.times {
      let slope = (alpha - beta) / (alpha + time.time)
      let meeting = slope < -1 ? s / (-slope - 1) - r : .infinity
      let start = meeting < Double(time.most) ? max(0, Int(meeting.rounded(.up))) : time.most
      var value = tail(r + Double(start), alpha, s, beta, time.time)
      tails[time.first + start] = value
      for x in stride(from: start - 1, through: 0, by: -1) {
        value = (1 + (r + Double(x)) * slope * value) * inverse[x]
        tails[time.first + x] = value
      }
      value = tails[time.first + start]
      for x in stride(from: start, to: time.most, by: 1) {
        value = ((r + s + Double(x)) * value - 1) / ((r + Double(x)) * slope)
        tails[time.first + x + 1] = value
      }
    }
    return tails
  }

  /// One of ``tails``, a being r + x: a ₂F₁ with z = (larger − smaller) / (larger + t), by Euler's transformation.
  private static func tail(_ a: Double, _ alpha: Double, _ s: Double, _ beta: Double, _ time: Double) -> Double {
    let k = a + s
    return alpha >= beta
      ? betaFraction(k, -s, (alpha - beta) / (alpha + time)) / k
      : (alpha + time) / (beta + time) * betaFraction(k, 1 - a, (beta - alpha) / (beta + time)) / k
  }

  /// How much likelier a history is of somebody who stopped after the last purchase than of somebody who still buys, as
  /// ln (1 + odds) and the odds.
  private func stopped(_ i: Int) -> (logOnePlus: Double, odds: Double) {
    let row = table.rows[i]
    let (first, last) = (table.recency[i], table.observed[i])
    guard first != last else { return (0, 0) }
    let (early, late) = (tails[table.times[first].first + row.repeats], tails[table.times[last].first + row.repeats])
    let growth =
      (r + Double(row.repeats)) * (alphaLogs[last] - alphaLogs[first]) + s * (betaLogs[last] - betaLogs[first])
    // Beyond what a number holds, all but the early one is nothing.
    guard growth < 700 else { return (growth + log(s * early), .infinity) }
    let odds = s * max(0, exp(growth) * early - late)
    return (log1p(odds), odds)
  }

  /// Of all histories.
  ///
  /// - Parameter rising: ln Γ(r + x) − ln Γ(r) by the number of repeats x.
  func logLikelihood(_ rising: [Double]) -> Double {
    var sum = 0.0
    for (i, row) in table.rows.enumerated() {
      let last = table.observed[i]
      let buying = rising[row.repeats] - (r + Double(row.repeats)) * alphaLogs[last] - s * betaLogs[last]
      sum += Double(row.customers) * (r * logAlpha + s * logBeta + buying + stopped(i).logOnePlus)
    }
    return sum
  }

  func aliveShare(_ i: Int) -> Double { 1 / (1 + stopped(i).odds) }

  /// What one customer of each history is expected to buy: of those who still do, the rate is gamma and the remaining lifetime
  /// Pareto; both moments are closed.
  func expected(within time: Double) -> [ExpectedPurchases] {
    // ∫₀ᵗ P(lifetime > u) du and ∫₀ᵗ 2u P(lifetime > u) du, by the time for which customers were watched.
    let lifetimes = table.times.map { observed in
      let scale = beta + observed.time
      let growth = log1p(time / scale)
      let first = grown(1 - s, growth)
      return (first: scale * first, second: 2 * scale * scale * (grown(2 - s, growth) - first))
    }
    return table.rows.indices.map { i in
      let row = table.rows[i]
      let alive = aliveShare(i)
      let shape = r + Double(row.repeats)
      let rate = shape / (alpha + row.observed)
      let (first, second) = lifetimes[table.observed[i]]
      let mean = alive * rate * first
      let square = alive * rate * (first + (shape + 1) / (alpha + row.observed) * second)
      return ExpectedPurchases(mean: mean, variance: max(0, square - mean * mean))
    }
  }

  /// (e^(k g) − 1) / k, which is g where k is 0.
  private func grown(_ k: Double, _ g: Double) -> Double { abs(k) < 1e-12 ? g : expm1(k * g) / k }
}
