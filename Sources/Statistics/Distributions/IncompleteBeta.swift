import Foundation

/// u − ln(1 + u), exact also where the two nearly cancel, and where 1 + u, given apart, is next to nothing.
private func logExcess(_ u: Double, _ onePlus: Double) -> Double {
  guard abs(u) < 0.2 else { return u - log(onePlus) }
  // ln(1 + u) = 2 artanh(r) with r = u / (2 + u), and u = 2r / (1 − r).
  let r = u / (2 + u)
  let r2 = r * r
  var term = r2 * r
  var sum = 0.0
  var k = 3.0
  while k < 23 {
    sum += term / k
    term *= r2
    k += 2
  }
  return u * r - 2 * sum
}

/// x^a (1 − x)^b / B(a, b), which keeps its digits for large a and b as well.
///
/// - Parameters:
///   - x: strictly between 0 and 1.
///   - y: 1 − x, given apart because it may be too small to be found by subtraction.
package func betaKernel(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
  guard x > 0, y > 0 else { return 0 }
  let n = a + b
  let scale = stirlingError(n) - stirlingError(a) - stirlingError(b)
  return betaKernel(a, b, x: x, y: y, scale: (a * b / (2 * .pi * n)).squareRoot() * exp(scale))
}

/// The same, with the part that does not depend on x computed before.
func betaKernel(_ a: Double, _ b: Double, x: Double, y: Double, scale: Double) -> Double {
  let n = a + b
  let mean = a / n
  let rest = b / n
  let distance = x < y ? x - mean : rest - y
  return scale * exp(-(a * logExcess(distance / mean, x / mean) + b * logExcess(-distance / rest, y / rest)))
}

/// The regularised incomplete beta function I_x(a, b): the share of a beta distribution below x.
package func incompleteBeta(_ a: Double, _ b: Double, _ x: Double) -> Double {
  guard x > 0 else { return 0 }
  guard x < 1 else { return 1 }
  return x <= (a + 1) / (a + b + 2) ? betaTail(a, b, x: x, y: 1 - x) : 1 - betaTail(b, a, x: 1 - x, y: x)
}

/// 1 − I_x(a, b), not by subtraction where it is small.
package func incompleteBetaComplement(_ a: Double, _ b: Double, _ x: Double) -> Double {
  guard x > 0 else { return 1 }
  guard x < 1 else { return 0 }
  return x <= (a + 1) / (a + b + 2) ? 1 - betaTail(a, b, x: x, y: 1 - x) : betaTail(b, a, x: 1 - x, y: x)
}

/// The lower tail by its continued fraction, which converges fast below the mean.
private func betaTail(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
  betaKernel(a, b, x: x, y: y) * betaFraction(a, b, x) / a
}

/// The hypergeometric function ₂F₁(a + b, 1; a + 1; x) by the continued fraction of the incomplete beta function (Lentz's
/// method), which converges fast for x below (a + 1) / (a + b + 2); b may be negative.
func betaFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
  let tiny = 1e-300
  func away(_ v: Double) -> Double { abs(v) < tiny ? tiny : v }
  var c = 1.0
  var d = 1 / away(1 - (a + b) * x / (a + 1))
  var h = d
  var m = 1.0
  while m < 10_000 {
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    h *= d * c
    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    h *= d * c
    if abs(d * c - 1) < 1e-16 { break }
    m += 1
  }
  return h
}
