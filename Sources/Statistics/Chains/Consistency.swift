/// How much departments or channels differ in the experience they give: one-way random analysis of variance.
package struct Consistency: Sendable, Equatable {
  /// Mean squares between groups.
  package let between: Double
  /// Mean squares within groups.
  package let within: Double
  /// The typical size of a group, (N − Σn² / N) / (k − 1).
  package let typicalSize: Double
  /// between / within.
  package let f: Double
  /// How likely an F as large is where all groups are equal.
  package let pValue: Double
  /// Variance of the groups' true means: max(0, (between − within) / typical size).
  package let variance: Double
  /// The standard deviation of these groups' means, √variance, with the interval that the non-centrality of F leaves it:
  /// these groups are all there are, and no draw from many.
  package let spread: Estimate
  /// ICC(1) with its interval: the share of all variance that lies between groups. High means that groups differ, that is
  /// *low* consistency. `n` counts answers.
  package let intraclass: Estimate
  /// Share of variance explained, corrected for chance (ω²).
  package let omegaSquared: Double
  /// How many groups have anybody in them.
  package let groups: Int

  /// 100 (1 − τ / 50) on scores of 0–100, where 50 is the largest deviation there can be: 100 is one and the same
  /// experience everywhere.
  package var index: Double { max(0, 100 * (1 - variance.squareRoot() / 50)) }

  /// One group's answers by number, sum and sum of squares.
  package struct Group: Sendable, Equatable {
    /// Answers.
    package var n: Int
    /// Their sum.
    package var sum: Double
    /// The sum of their squares.
    package var squares: Double

    package init(n: Int = 0, sum: Double = 0, squares: Double = 0) {
      self.n = n
      self.sum = sum
      self.squares = squares
    }

    /// Values whose groups are already parted.
    package init(_ values: [Double]) {
      self.init()
      for v in values { add(v) }
    }

    /// Adds one answer.
    package mutating func add(_ value: Double) {
      n += 1
      sum += value
      squares += value * value
    }
  }

  /// Groups without answers are left out; `nil` with fewer than two, without spread within, or with one answer each.
  package init?(_ all: [Group]) {
    let used = all.filter { $0.n > 0 }
    let k = Double(used.count)
    let count = used.reduce(0) { $0 + $1.n }
    let n = Double(count)
    guard used.count > 1, count > used.count else { return nil }
    let mean = used.reduce(0.0) { $0 + $1.sum } / n
    var ssb = 0.0
    var ssw = 0.0
    var sizes = 0.0
    for g in used {
      let m = g.sum / Double(g.n)
      ssb += Double(g.n) * (m - mean) * (m - mean)
      ssw += max(0, g.squares - g.sum * m)
      sizes += Double(g.n) * Double(g.n)
    }
    let msb = ssb / (k - 1)
    let msw = ssw / (n - k)
    guard msw > 1e-12 * (msb + mean * mean) else { return nil }
    let n0 = (n - sizes / n) / (k - 1)
    let ratio = msb / msw
    groups = used.count
    between = msb
    within = msw
    typicalSize = n0
    f = ratio
    pValue = fisherAbove(ratio, k - 1, n - k)
    variance = max(0, (msb - msw) / n0)
    let (noncentral, unit) = (noncentralityRange(ratio, above: k - 1, degrees: n - k), msw / (n0 * (k - 1)))
    let deviation = variance.squareRoot()
    spread = Estimate(
      value: deviation, low: min(deviation, (noncentral.low * unit).squareRoot()),
      high: max(deviation, (noncentral.high * unit).squareRoot()), n: count)
    omegaSquared = (ssb - (k - 1) * msw) / (ssb + ssw + msw)
    func icc(_ f: Double) -> Double { (f - 1) / (f + n0 - 1) }
    intraclass = Estimate(
      value: icc(ratio), low: icc(ratio / fisherQuantile(0.975, k - 1, n - k)),
      high: icc(ratio / fisherQuantile(0.025, k - 1, n - k)), n: count)
  }
}
