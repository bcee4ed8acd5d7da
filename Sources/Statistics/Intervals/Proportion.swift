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

/// Difference of two shares with Newcombe's hybrid interval (1998); `n` is the smaller base.
package func newcombe(_ a: (part: Int, whole: Int), minus b: (part: Int, whole: Int)) -> Estimate? {
  guard let p = wilson(a.part, of: a.whole), let q = wilson(b.part, of: b.whole) else { return nil }
  let d = p.value - q.value
  func square(_ x: Double) -> Double { x * x }
  return Estimate(
    value: d, low: d - (square(p.value - p.low) + square(q.high - q.value)).squareRoot(),
    high: d + (square(p.high - p.value) + square(q.value - q.low)).squareRoot(), n: min(a.whole, b.whole))
}
