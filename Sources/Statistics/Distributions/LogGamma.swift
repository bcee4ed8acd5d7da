import Foundation

/// Half the logarithm of 2π.
private let halfLogTwoPi = 0.918938533204672741780329736406

/// ln Γ(x) less Stirling's (x − ½) ln x − x + ½ ln 2π, for positive x: what is left is small and keeps its digits where
/// ln Γ itself is large.
package func stirlingError(_ x: Double) -> Double {
  // Below 15 the series is shifted up by Γ(x + 1) = x Γ(x).
  guard x < 15 else {
    let r = 1 / (x * x)
    let tail = r * (1.0 / 1188 - r * (691.0 / 360_360 - r / 156))
    return (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - tail)))) / x
  }
  return logGamma(x) - ((x - 0.5) * log(x) - x + halfLogTwoPi)
}

/// ln Γ(x) for positive x.
///
/// The C library's own keeps its sign in a global, which no thread may share.
package func logGamma(_ x: Double) -> Double {
  var shifted = x
  var product = 1.0
  while shifted < 15 {
    product *= shifted
    shifted += 1
  }
  return (shifted - 0.5) * log(shifted) - shifted + halfLogTwoPi + stirlingError(shifted) - log(product)
}

/// ln B(a, b) for positive a and b.
package func logBeta(_ a: Double, _ b: Double) -> Double { logGamma(a) + logGamma(b) - logGamma(a + b) }

/// The derivative of ln Γ at a positive x.
package func digamma(_ x: Double) -> Double {
  var shifted = x
  var value = 0.0
  while shifted < 10 {
    value -= 1 / shifted
    shifted += 1
  }
  let r = 1 / (shifted * shifted)
  let series = r * (1.0 / 12 - r * (1.0 / 120 - r * (1.0 / 252 - r * (1.0 / 240 - r / 132))))
  return value + log(shifted) - 0.5 / shifted - series
}

/// The second derivative of ln Γ at a positive x.
package func trigamma(_ x: Double) -> Double {
  var shifted = x
  var value = 0.0
  while shifted < 10 {
    value += 1 / (shifted * shifted)
    shifted += 1
  }
  let r = 1 / (shifted * shifted)
  let series = r * (1.0 / 6 - r * (1.0 / 30 - r * (1.0 / 42 - r * (1.0 / 30 - r * 5 / 66))))
  return value + (1 + 0.5 / shifted + series) / shifted
}
