import Foundation

/// How likely each true value is the lowest: ∫ fⱼ Π_{i≠j} (1 − Fᵢ), in the order given; sums to 1 within 10⁻¹⁰.
///
/// Gauss–Legendre in panels as narrow as the narrowest distribution alive there, over all of the ranges that hold all but
/// 10⁻¹³ of each. Shares are integrated over their log odds, where a beta distribution has no poles and falls
/// exponentially. Shares and means do not mix: `nil`. Means without a spread, as when no difference shows, are as likely.
package func probabilityOfLowest(_ posteriors: [Posterior]) -> [Double]? {
  guard let found = integralsOfLowest(posteriors) else { return nil }
  // What rounding and the ranges' ends leave out is spread in proportion.
  let sum = found.reduce(0, +)
  return sum > 0 ? found.map { $0 / sum } : found
}

/// The integrals themselves: how far their sum is from 1 tells how well they were done.
func integralsOfLowest(_ posteriors: [Posterior]) -> [Double]? {
  guard posteriors.count > 1 else { return posteriors.isEmpty ? nil : [1] }
  var curves: [Curve] = []
  var isBeta = false
  for (i, posterior) in posteriors.enumerated() {
    switch posterior {
    case .beta(let a, let b):
      guard a > 0, b > 0, i == 0 || isBeta else { return nil }
      isBeta = true
      curves.append(Curve(a, b))
    case .normal(let mean, let deviation):
      guard deviation >= 0, !isBeta else { return nil }
      if deviation == 0 { return [Double](repeating: 1 / Double(posteriors.count), count: posteriors.count) }
      curves.append(Curve(mean: mean, deviation: deviation))
    }
  }
  return integrate(curves)
}

/// A density to integrate over: the whole line, log-concave.
private struct Curve {
  let low: Double
  let high: Double
  /// The widest panel that still resolves it.
  let step: Double
  private let a: Double
  private let b: Double
  private let scale: Double
  private let isBeta: Bool

  init(mean: Double, deviation: Double) {
    (a, b, isBeta) = (mean, 1 / deviation, false)
    scale = 0.398942280401432678 / deviation
    low = mean - 7.5 * deviation
    high = mean + 7.5 * deviation
    step = 1.2 * deviation
  }

  /// Beta(a, b) over the log odds.
  init(_ a: Double, _ b: Double) {
    (self.a, self.b, isBeta) = (a, b, true)
    let n = a + b
    let scale = (a * b / (2 * .pi * n)).squareRoot() * exp(stirlingError(n) - stirlingError(a) - stirlingError(b))
    self.scale = scale
    let centre = digamma(a) - digamma(b)
    let deviation = (trigamma(a) + trigamma(b)).squareRoot()
    step = min(1.2 * deviation, 1)
    // Outwards until what lies beyond, at most density over slope, no longer counts.
    func edge(_ direction: Double) -> Double {
      var y = centre + 2 * direction * deviation
      for _ in 0..<200 {
        let x = 1 / (1 + exp(-y))
        let slope = direction < 0 ? a - n * x : n * x - a
        let density = Self.density(a, b, y, scale: scale)
        if slope > 0, density < 1e-13 * slope { break }
        y += direction * 0.5 * deviation
      }
      return y
    }
    low = edge(-1)
    high = edge(1)
  }

  func density(_ y: Double) -> Double {
    guard isBeta else {
      let z = (y - a) * b
      return scale * exp(-0.5 * z * z)
    }
    return Self.density(a, b, y, scale: scale)
  }

  /// Beyond these log odds a share or its rest is too small for a number; the density goes on as an exponential.
  private static let farthest = 600.0

  private static func density(_ a: Double, _ b: Double, _ y: Double, scale: Double) -> Double {
    let near = min(abs(y), farthest)
    let odds = exp(-near)
    let (less, more) = (odds / (1 + odds), 1 / (1 + odds))
    let kernel =
      y < 0 ? betaKernel(a, b, x: less, y: more, scale: scale) : betaKernel(a, b, x: more, y: less, scale: scale)
    return near < abs(y) ? kernel * exp((near - abs(y)) * (y < 0 ? a : b)) : kernel
  }
}

private let rule = GaussLegendre(10)

private func integrate(_ curves: [Curve]) -> [Double] {
  let k = curves.count
  let m = rule.nodes.count
  var result = [Double](repeating: 0, count: k)
  // Share of each that lies above the panel's start.
  var above = [Double](repeating: 1, count: k)
  var densities = [Double](repeating: 0, count: k * m)
  var survivals = [Double](repeating: 1, count: k * m)
  var x = curves.reduce(Double.infinity) { min($0, $1.low) }
  // Beyond the first range's end that value is certainly passed, and no product is left.
  let end = curves.reduce(Double.infinity) { min($0, $1.high) }
  while x < end {
    var width = end - x
    for curve in curves {
      if curve.low > x { width = min(width, curve.low - x) } else if curve.high > x { width = min(width, curve.step) }
    }
    for i in 0..<k {
      guard curves[i].low <= x else { continue }
      var mass = 0.0
      for j in 0..<m {
        let f = width * curves[i].density(x + width * rule.nodes[j])
        densities[i * m + j] = f
        mass += rule.weights[j] * f
      }
      for j in 0..<m {
        var below = 0.0
        for l in 0..<m { below += rule.running[j * m + l] * densities[i * m + l] }
        survivals[i * m + j] = max(0, above[i] - below)
      }
      above[i] = max(0, above[i] - mass)
    }
    for j in 0..<m {
      // Products of all others from both sides, so that nothing is divided by a survival of 0.
      var suffix = [Double](repeating: 1, count: k + 1)
      for i in stride(from: k - 1, through: 0, by: -1) { suffix[i] = suffix[i + 1] * survivals[i * m + j] }
      var prefix = 1.0
      for i in 0..<k {
        result[i] += rule.weights[j] * densities[i * m + j] * prefix * suffix[i + 1]
        prefix *= survivals[i * m + j]
      }
    }
    // A range's start may be nearer than a rounding step.
    x = max(x + width, x.nextUp)
  }
  return result
}
