/// Two groups' successes and sizes within one stratum of alike customers.
package struct Stratum: Sendable, Equatable {
  /// Successes of the first group.
  package var part: Int
  /// Size of the first group.
  package var whole: Int
  /// Successes of the second group.
  package var otherPart: Int
  /// Size of the second group.
  package var otherWhole: Int

  package init(_ a: (part: Int, whole: Int), _ b: (part: Int, whole: Int)) {
    part = a.part
    whole = a.whole
    otherPart = b.part
    otherWhole = b.whole
  }
}

/// Difference of two groups' shares among alike customers: the strata's differences weighted by n₁n₂ / n (Mantel &
/// Haenszel 1959), with the variance of Sato (1989), which holds for few large and for many small strata.
///
/// A stratum with one group only says nothing and is left out; `nil` where none is left. `n` counts both groups.
package func matchedDifference(_ strata: [Stratum]) -> Estimate? {
  var weights = 0.0
  var sum = 0.0
  var p = 0.0
  var q = 0.0
  var n = 0
  for s in strata where s.whole > 0 && s.otherWhole > 0 {
    let (a, m) = (Double(s.part), Double(s.whole))
    let (b, k) = (Double(s.otherPart), Double(s.otherWhole))
    let total = m + k
    weights += m * k / total
    sum += (a * k - b * m) / total
    p += (m * m * b - k * k * a + m * k * (k - m) / 2) / (total * total)
    q += (a * (k - b) + b * (m - a)) / (2 * total)
    n += s.whole + s.otherWhole
  }
  guard weights > 0 else { return nil }
  let d = sum / weights
  let error = max(0, (d * p + q) / (weights * weights)).squareRoot()
  return Estimate(value: d, low: max(-1, d - z95 * error), high: min(1, d + z95 * error), n: n)
}
