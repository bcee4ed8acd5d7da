import Foundation

/// A share with its Wilson interval (Wilson 1927), clamped to 0…1; `nil` when there is nothing to be a share of.
///
/// Centre (p + z²/2n) / (1 + z²/n), half-width z / (1 + z²/n) · √(p(1 − p)/n + z²/4n²).
package func wilson(_ part: Int, of whole: Int) -> Estimate? {
  guard whole > 0, part >= 0, part <= whole else { return nil }
  let n = Double(whole)
  let p = Double(part) / n
  let z2 = z95 * z95
  let centre = (p + z2 / (2 * n)) / (1 + z2 / n)
  let half = z95 / (1 + z2 / n) * (p * (1 - p) / n + z2 / (4 * n * n)).squareRoot()
  // At 0 and 1 the bound is exact; rounding must not move it.
  let low = part == 0 ? 0 : max(0, centre - half)
  let high = part == whole ? 1 : min(1, centre + half)
  return Estimate(value: p, low: low, high: high, n: whole)
}

/// How far two shares differ, as Cohen's h (1988): 2 arcsin √p less 2 arcsin √q; .2 is small, .5 middling, .8 large.
package func cohensH(_ p: Double, _ q: Double) -> Double { 2 * asin(p.squareRoot()) - 2 * asin(q.squareRoot()) }

/// Difference of two shares with Newcombe's hybrid interval (1998); `n` is the smaller base.
package func newcombe(_ a: (part: Int, whole: Int), minus b: (part: Int, whole: Int)) -> Estimate? {
  guard let p = wilson(a.part, of: a.whole), let q = wilson(b.part, of: b.whole) else { return nil }
  let d = p.value - q.value
  func square(_ x: Double) -> Double { x * x }
  return Estimate(
    value: d, low: d - (square(p.value - p.low) + square(q.high - q.value)).squareRoot(),
    high: d + (square(p.high - p.value) + square(q.value - q.low)).squareRoot(), n: min(a.whole, b.whole))
}

/// Shares of one whole with intervals that hold all of them at once with 95 % (Goodman 1965): Bonferroni's z in each score
/// interval, (A + 2n ± √(A (A + 4n (N − n)/N))) / 2 (N + A) with A = z²; empty where nothing was counted.
package func goodman(_ counts: [Int]) -> [Estimate] {
  let all = counts.reduce(0, +)
  guard all > 0 else { return [] }
  let z = normalQuantile(1 - 0.05 / (2 * Double(counts.count)))
  let (a, whole) = (z * z, Double(all))
  return counts.map { count in
    let n = Double(count)
    let half = (a * (a + 4 * n * (whole - n) / whole)).squareRoot()
    return Estimate(
      value: n / whole, low: count == 0 ? 0 : max(0, (a + 2 * n - half) / (2 * (whole + a))),
      high: count == all ? 1 : min(1, (a + 2 * n + half) / (2 * (whole + a))), n: all)
  }
}
