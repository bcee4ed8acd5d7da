import Foundation

/// Odds of two groups' successes among alike customers: Σ ad/n ÷ Σ bc/n (Mantel & Haenszel 1959), the interval on its
/// logarithm with the variance of Robins, Breslow & Greenland (1986).
///
/// `nil` where no stratum has both groups, or an end is nobody. `n` counts both groups of the strata that have both.
package func matchedOddsRatio(_ strata: [Stratum]) -> Estimate? {
  var (r, s) = (0.0, 0.0)
  var (pr, ps, qs) = (0.0, 0.0, 0.0)
  for t in strata.overlapping {
    let (a, b, c, d) = t.cells
    let n = a + b + c + d
    let (p, q) = ((a + d) / n, (b + c) / n)
    let (ri, si) = (a * d / n, b * c / n)
    r += ri
    s += si
    pr += p * ri
    ps += p * si + q * ri
    qs += q * si
  }
  guard r > 0, s > 0 else { return nil }
  let variance = pr / (2 * r * r) + ps / (2 * r * s) + qs / (2 * s * s)
  return ratio(log(r / s), variance, n: strata.overlapping.people)
}

/// The first group's share as a multiple of the second's among alike customers: Σ a m₂/n ÷ Σ b m₁/n, the interval on its
/// logarithm with the variance of Greenland & Robins (1985).
package func matchedRiskRatio(_ strata: [Stratum]) -> Estimate? {
  var (r, s, p) = (0.0, 0.0, 0.0)
  for t in strata.overlapping {
    let (a, b, _, _) = t.cells
    let (m, k) = (Double(t.whole), Double(t.otherWhole))
    let n = m + k
    r += a * k / n
    s += b * m / n
    p += (m * k * (a + b) - a * b * n) / (n * n)
  }
  guard r > 0, s > 0 else { return nil }
  return ratio(log(r / s), max(0, p / (r * s)), n: strata.overlapping.people)
}

private func ratio(_ value: Double, _ variance: Double, n: Int) -> Estimate {
  let half = z95 * variance.squareRoot()
  return Estimate(value: exp(value), low: exp(value - half), high: exp(value + half), n: n)
}

/// Whether two groups differ among alike customers: (Σ a − E a)² ÷ Σ Var a, of one degree of freedom and without a
/// correction for continuity (Cochran 1954; Mantel & Haenszel 1959).
package func matchedChiSquare(_ strata: [Stratum]) -> Double? {
  var (excess, variance) = (0.0, 0.0)
  for t in strata.overlapping {
    let (a, b, c, d) = t.cells
    let n = a + b + c + d
    guard n > 1 else { continue }
    excess += a - (a + b) * (a + c) / n
    variance += (a + b) * (c + d) * (a + c) * (b + d) / (n * n * (n - 1))
  }
  return variance > 0 ? excess * excess / variance : nil
}

/// Whose traits a difference is weighted by.
package enum StandardPopulation: Sendable, CaseIterable {
  /// Both groups together.
  case everybody
  /// The first group.
  case first
}

/// Difference of two groups' shares in a population of given traits: the strata's differences weighted by how many of the
/// population each holds (direct standardisation), with the variance Σ w² (p₁q₁/m₁ + p₂q₂/m₂).
///
/// Strata with one group only say nothing and are left out; `nil` where none is left.
package func standardisedDifference(_ strata: [Stratum], to population: StandardPopulation) -> Estimate? {
  let strata = strata.overlapping
  func weight(_ t: Stratum) -> Double {
    switch population {
    case .everybody: Double(t.whole + t.otherWhole)
    case .first: Double(t.whole)
    }
  }
  let all = strata.reduce(0.0) { $0 + weight($1) }
  guard all > 0 else { return nil }
  var (d, variance) = (0.0, 0.0)
  for t in strata {
    let w = weight(t) / all
    let (p, q) = (Double(t.part) / Double(t.whole), Double(t.otherPart) / Double(t.otherWhole))
    d += w * (p - q)
    variance += w * w * (p * (1 - p) / Double(t.whole) + q * (1 - q) / Double(t.otherWhole))
  }
  let half = z95 * variance.squareRoot()
  return Estimate(value: d, low: max(-1, d - half), high: min(1, d + half), n: strata.people)
}

/// Whether the odds ratio is one in all strata (Breslow & Day 1980), with Tarone's correction (1985): without it the
/// statistic is not chi-square, as the common ratio is Mantel and Haenszel's and no likelihood's.
package struct BreslowDay: Sendable, Equatable {
  /// Σ (a − E a)² ÷ Var a at the common odds ratio, and the same less (Σ a − E a)² ÷ Σ Var a.
  package let uncorrected, chiSquare: Double
  /// Strata that can tell, less one.
  package let degrees: Int
  /// How likely strata differ as much where they do not: of the corrected statistic.
  package var pValue: Double { chiSquareAbove(chiSquare, degrees: Double(degrees)) }

  /// `nil` with fewer than two strata of both groups and both outcomes, or without a common odds ratio.
  package init?(_ strata: [Stratum]) {
    let strata = strata.overlapping.filter {
      0 < $0.part + $0.otherPart && $0.part + $0.otherPart < $0.whole + $0.otherWhole
    }
    guard strata.count > 1, let common = matchedOddsRatio(strata)?.value else { return nil }
    var (sum, excess, variance) = (0.0, 0.0, 0.0)
    for t in strata {
      let (a, b, _, _) = t.cells
      let (m, k, ones) = (Double(t.whole), Double(t.otherWhole), a + b)
      let e = Self.expected(ones, m, k, common)
      let v = 1 / (1 / e + 1 / (ones - e) + 1 / (m - e) + 1 / (k - ones + e))
      sum += (a - e) * (a - e) / v
      excess += a - e
      variance += v
    }
    uncorrected = sum
    chiSquare = max(0, sum - excess * excess / variance)
    degrees = strata.count - 1
  }

  /// The first group's successes at which a stratum of these margins has the odds ratio: the root of
  /// e (k − ones + e) = ratio (ones − e) (m − e) within the margins.
  private static func expected(_ ones: Double, _ m: Double, _ k: Double, _ ratio: Double) -> Double {
    if abs(ratio - 1) < 1e-12 { return ones * m / (m + k) }
    let (a, b, c) = (ratio - 1, -(ratio * (ones + m) + k - ones), ratio * ones * m)
    // Of the two roots this one lies within the margins, and loses no digits near a ratio of one.
    return 2 * c / (-b + max(0, b * b - 4 * a * c).squareRoot())
  }
}

/// How strongly a trait that nobody measured would have to go with both joining and the outcome, each as a ratio of risks, to
/// explain a risk ratio away: R + √(R (R − 1)) (VanderWeele & Ding 2017); of a ratio below one, that of its inverse.
package func eValue(riskRatio: Double) -> Double {
  let r = riskRatio < 1 ? 1 / riskRatio : riskRatio
  return r + (r * (r - 1)).squareRoot()
}

/// The same for the end of the interval nearer to one; 1 where the interval holds one.
package func eValueOfInterval(_ ratio: Estimate) -> Double {
  if ratio.low <= 1, ratio.high >= 1 { return 1 }
  return eValue(riskRatio: ratio.value > 1 ? ratio.low : ratio.high)
}

extension Stratum {
  /// Successes of both groups, then failures of both.
  fileprivate var cells: (a: Double, b: Double, c: Double, d: Double) {
    (Double(part), Double(otherPart), Double(whole - part), Double(otherWhole - otherPart))
  }
}

extension [Stratum] {
  /// Those with both groups.
  package var overlapping: [Stratum] { filter { $0.whole > 0 && $0.otherWhole > 0 } }
  /// How many there are in all.
  fileprivate var people: Int { reduce(0) { $0 + $1.whole + $1.otherWhole } }
}
