import Foundation

/// The share of the non-central F distribution below f.
///
/// A Poisson mixture of beta distributions, summed outwards from its largest term.
///
/// - Parameters:
///   - f: the F of the data.
///   - above: degrees above the line.
///   - degrees: degrees below the line.
///   - lambda: how far from none the terms truly are.
package func noncentralFisherBelow(_ f: Double, above: Double = 1, degrees: Double, lambda: Double) -> Double {
  guard f > 0 else { return 0 }
  guard lambda > 0 else { return 1 - fisherAbove(f, above, degrees) }
  let (half, a, b) = (lambda / 2, above / 2, degrees / 2)
  let (x, y) = (above * f / (above * f + degrees), degrees / (above * f + degrees))
  let mode = half.rounded(.down)
  let weight = exp(mode * log(half) - half - logGamma(mode + 1))
  // Upwards: I_x(a + 1, b) = I_x(a, b) − x^a (1 − x)^b / (a B(a, b)).
  var sum = 0.0
  var (j, w) = (mode, weight)
  var below = incompleteBeta(a + j, b, x)
  while w > 1e-18, below > 0 {
    sum += w * below
    below -= betaKernel(a + j, b, x: x, y: y) / (a + j)
    j += 1
    w *= half / j
  }
  (j, w) = (mode, weight)
  below = incompleteBeta(a + j, b, x)
  while j > 0, w > 1e-18 {
    w *= j / half
    j -= 1
    below += betaKernel(a + j, b, x: x, y: y) / (a + j)
    sum += w * min(1, below)
  }
  return min(1, max(0, sum))
}

/// The 95 % range of the non-centrality that an F leaves, 2.5 % on either side: 0 is in it exactly where the F test of
/// 2.5 % does not reject.
package func noncentralityRange(_ f: Double, above: Double = 1, degrees: Double) -> (low: Double, high: Double) {
  noncentralityRange(from: above * f) { noncentralFisherBelow(f, above: above, degrees: degrees, lambda: $0) }
}

/// The non-centralities at which 97.5 and 2.5 % lie below what was found; 0 where more never does.
///
/// - Parameters:
///   - found: what was found, about which the range is looked for.
///   - below: the share below it by non-centrality, which falls.
func noncentralityRange(from found: Double, below: (Double) -> Double) -> (low: Double, high: Double) {
  func lambda(_ p: Double) -> Double {
    guard below(0) > p else { return 0 }
    var high = max(1, found)
    while below(high) > p, high < 1e9 { high *= 2 }
    var low = 0.0
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if below(middle) > p { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
  return (lambda(0.975), lambda(0.025))
}
