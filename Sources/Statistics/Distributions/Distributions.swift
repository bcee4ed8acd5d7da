import Foundation

/// The share of the standard normal distribution below z.
package func normalBelow(_ z: Double) -> Double { 0.5 * erfc(-z * 0.707106781186547524) }

/// How likely a standard normal deviate is to lie as far from 0 as z does, on either side.
package func normalTwoSided(_ z: Double) -> Double { erfc(abs(z) * 0.707106781186547524) }

/// The density of the standard normal distribution at z.
package func normalDensity(_ z: Double) -> Double { 0.398942280401432678 * exp(-z * z / 2) }

/// The z below which the share p of the standard normal distribution lies; infinite at 0 and 1.
package func normalQuantile(_ p: Double) -> Double {
  guard p > 0 else { return -.infinity }
  guard p < 1 else { return .infinity }
  guard p <= 0.5 else { return -normalQuantile(1 - p) }
  // Abramowitz & Stegun 26.2.23, then Halley's steps on the distribution itself.
  let t = (-2 * log(p)).squareRoot()
  var z =
    -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))))
  for _ in 0..<4 {
    let step = (normalBelow(z) - p) / normalDensity(z)
    z -= step / (1 + z * step / 2)
  }
  return z
}

/// How likely Student's t is to lie as far from 0 as t does, on either side.
package func studentTwoSided(_ t: Double, degrees: Double) -> Double {
  let t2 = t * t
  return t2 < degrees
    ? incompleteBetaComplement(0.5, degrees / 2, t2 / (degrees + t2))
    : incompleteBeta(degrees / 2, 0.5, degrees / (degrees + t2))
}

/// The t below which the share p of Student's distribution lies.
package func studentQuantile(_ p: Double, degrees: Double) -> Double {
  guard p > 0 else { return -.infinity }
  guard p < 1 else { return .infinity }
  guard p >= 0.5 else { return -studentQuantile(1 - p, degrees: degrees) }
  let tail = 1 - p
  // Its continued fraction errs in proportion to the degrees, by 10⁻¹¹ where they are half a million.
  let noise = min(1e-9, max(1e-12, 1e-15 * degrees))
  return rootOfFalling(noise: noise) { studentTwoSided($0, degrees: degrees) / 2 - tail }
}

/// The share of the chi-square distribution above x.
package func chiSquareAbove(_ x: Double, degrees: Double) -> Double { incompleteGammaComplement(degrees / 2, x / 2) }

/// The share of the F distribution above f.
package func fisherAbove(_ f: Double, _ numerator: Double, _ denominator: Double) -> Double {
  guard f > 0 else { return 1 }
  guard f < .infinity else { return 0 }
  return incompleteBeta(denominator / 2, numerator / 2, denominator / (denominator + numerator * f))
}

/// The f below which the share p of the F distribution lies.
package func fisherQuantile(_ p: Double, _ numerator: Double, _ denominator: Double) -> Double {
  guard p > 0 else { return 0 }
  guard p < 1 else { return .infinity }
  return rootOfFalling { fisherAbove($0, numerator, denominator) - (1 - p) }
}

/// The x below which the share p of the gamma distribution with this shape and scale 1 lies.
package func gammaQuantile(_ p: Double, shape: Double) -> Double {
  guard p > 0 else { return 0 }
  guard p < 1 else { return .infinity }
  return rootOfFalling { incompleteGammaComplement(shape, $0) - (1 - p) }
}

/// The x below which the share p of the beta distribution lies.
package func betaQuantile(_ p: Double, _ a: Double, _ b: Double) -> Double {
  guard p > 0 else { return 0 }
  guard p < 1 else { return 1 }
  // Odds are sought, so that quantiles close to 0 and 1 keep their digits.
  let odds = rootOfFalling {
    let x = $0 / (1 + $0)
    return p < 0.5 ? p - incompleteBeta(a, b, x) : incompleteBetaComplement(a, b, x) - (1 - p)
  }
  return odds / (1 + odds)
}
