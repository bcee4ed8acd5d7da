import Foundation

/// The formulas of Pareto/NBD for one set of parameters (Schmittlein, Morrison & Colombo 1987; as in Fader & Hardie 2005,
/// "A note on deriving the Pareto/NBD model").
struct ParetoNBD {
  private let r, alpha, s, beta: Double
  private let logAlpha, logBeta: Double
  /// The larger and the smaller of the scales, and the exponent that the larger one's hypergeometric function takes.
  private let larger, smaller, exponent: Double
  private let isAlphaLarger: Bool

  private let table: PurchaseTable
  /// By time of the table: ``logTerm(_:_:)``, and the way to still buying.
  private var terms: [Double] = []
  private var buying: [Double] = []

  init(_ p: [Double], _ table: PurchaseTable) {
    (r, alpha, s, beta) = (p[0], p[1], p[2], p[3])
    (logAlpha, logBeta) = (log(p[1]), log(p[3]))
    isAlphaLarger = p[1] >= p[3]
    (larger, smaller) = isAlphaLarger ? (p[1], p[3]) : (p[3], p[1])
    exponent = p[2] + 1
    self.table = table
    terms = table.times.map { logTerm(Double($0.repeats), $0.time) }
    buying = table.times.map { -(r + Double($0.repeats)) * log(alpha + $0.time) - s * log(beta + $0.time) }
  }

  /// ln of ₂F₁(k, c; k + 1; z) / (larger + t)^k with z = (larger − smaller) / (larger + t), by Euler's transformation.
  private func logTerm(_ repeats: Double, _ time: Double) -> Double {
    let k = r + s + repeats
    let c = isAlphaLarger ? exponent : r + repeats
    let whole = larger + time
    let z = (larger - smaller) / whole
    return -k * log(whole) + (1 - c) * log((smaller + time) / whole) + log(betaFraction(k, 1 - c, z))
  }

  /// ln of the two ways to a history: still buying, and stopped after the last purchase; both without the factors
  /// Γ(r + x) / Γ(r) and α^r β^s.
  private func ways(_ i: Int) -> (buying: Double, stopped: Double) {
    let (row, last) = (table.rows[i], table.observed[i])
    guard row.recency < row.observed else { return (buying[last], -.infinity) }
    let first = terms[table.recency[i]]
    return (buying[last], log(s / (r + s + Double(row.repeats))) + first + log1p(-exp(terms[last] - first)))
  }

  /// Of a row, without ln Γ(r + x) / Γ(r), which histories share.
  func logLikelihood(_ i: Int) -> Double {
    let (buying, stopped) = ways(i)
    let top = max(buying, stopped)
    return r * logAlpha + s * logBeta + top + log1p(exp(min(buying, stopped) - top))
  }

  func aliveShare(_ i: Int) -> Double {
    let (buying, stopped) = ways(i)
    return 1 / (1 + exp(stopped - buying))
  }

  /// Of those who still buy, the rate is gamma and the remaining lifetime Pareto; both moments are closed.
  func expected(_ i: Int, within time: Double) -> ExpectedPurchases {
    let row = table.rows[i]
    let alive = aliveShare(i)
    let shape = r + Double(row.repeats)
    let rate = shape / (alpha + row.observed)
    let scale = beta + row.observed
    let logGrowth = log1p(time / scale)
    // ∫₀ᵗ P(lifetime > u) du and ∫₀ᵗ 2u P(lifetime > u) du.
    let first = scale * grown(1 - s, logGrowth)
    let second = 2 * scale * scale * (grown(2 - s, logGrowth) - grown(1 - s, logGrowth))
    let mean = alive * rate * first
    let square = alive * rate * (first + (shape + 1) / (alpha + row.observed) * second)
    return ExpectedPurchases(mean: mean, variance: max(0, square - mean * mean))
  }

  /// (e^(k g) − 1) / k, which is g where k is 0.
  private func grown(_ k: Double, _ g: Double) -> Double { abs(k) < 1e-12 ? g : expm1(k * g) / k }
}
