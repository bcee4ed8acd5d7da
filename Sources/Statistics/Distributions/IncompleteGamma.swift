import Foundation

/// The regularised upper incomplete gamma function Q(a, x): the share of a gamma distribution above x.
package func incompleteGammaComplement(_ a: Double, _ x: Double) -> Double {
  guard x > 0 else { return 1 }
  return x < a + 1 ? 1 - gammaSeries(a, x) : gammaFraction(a, x)
}

private func gammaSeries(_ a: Double, _ x: Double) -> Double {
  var term = 1 / a
  var sum = term
  var k = a
  for _ in 0..<100_000 {
    k += 1
    term *= x / k
    sum += term
    if term < sum * 1e-17 { break }
  }
  return sum * exp(a * log(x) - x - logGamma(a))
}

private func gammaFraction(_ a: Double, _ x: Double) -> Double {
  let tiny = 1e-300
  var b = x + 1 - a
  var c = 1 / tiny
  var d = 1 / b
  var h = d
  var i = 1.0
  while i < 100_000 {
    let an = -i * (i - a)
    b += 2
    d = an * d + b
    d = 1 / (abs(d) < tiny ? tiny : d)
    c = b + an / c
    c = abs(c) < tiny ? tiny : c
    h *= d * c
    if abs(d * c - 1) < 1e-16 { break }
    i += 1
  }
  return h * exp(a * log(x) - x - logGamma(a))
}
