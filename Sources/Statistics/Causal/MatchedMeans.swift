/// Difference of two groups' means among people alike: the strata's differences weighted by m k / (m + k) of their people, as
/// Mantel and Haenszel weight shares, with the variances of the strata's means.
///
/// - Parameter strata: sums by person of both groups; strata with fewer than two of either say nothing and are left out.
package func matchedMeanDifference(_ strata: [(RatioSums, RatioSums)]) -> Estimate? {
  var (weights, sum, variance, people) = (0.0, 0.0, 0.0, 0)
  for (one, other) in strata where one.whole > 1 && other.whole > 1 {
    guard let a = one.ratio, let b = other.ratio, let va = one.variance, let vb = other.variance else { continue }
    let (m, k) = (Double(one.whole), Double(other.whole))
    let weight = m * k / (m + k)
    weights += weight
    sum += weight * (a - b)
    // Of the people's own variance an unbiased one.
    variance += weight * weight * (va * m / (m - 1) + vb * k / (k - 1))
    people += Int(clamping: one.whole + other.whole)
  }
  guard weights > 0 else { return nil }
  let half = z95 * variance.squareRoot() / weights
  return Estimate(value: sum / weights, low: sum / weights - half, high: sum / weights + half, n: people)
}
