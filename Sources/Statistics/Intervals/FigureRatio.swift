import Foundation

/// A ratio of two independent figures above nothing, with the error of its logarithm: √((error/a)² + (error/b)²).
package struct FigureRatio: Sendable, Equatable {
  /// A multiple, and the error of its logarithm.
  package let value, error: Double

  /// `nil` where one of the figures is nothing.
  package init?(_ a: (value: Double, error: Double), to b: (value: Double, error: Double)) {
    guard a.value > 0, b.value > 0 else { return nil }
    value = a.value / b.value
    let (x, y) = (a.error / a.value, b.error / b.value)
    error = (x * x + y * y).squareRoot()
  }

  /// The ratio with its 95 % interval.
  package func estimate(n: Int) -> Estimate {
    let factor = exp(z95 * error)
    return Estimate(value: value, low: value / factor, high: value * factor, n: n)
  }

  /// How likely it is as far from 1 where it is 1.
  package var pValue: Double {
    guard error > 0 else { return value == 1 ? 1 : 0 }
    return normalTwoSided(log(value) / error)
  }
}

/// What is known, by each of so many cases, whose number is that of a rate (Jeffreys' interval of a Poisson rate: the
/// quantiles of a gamma distribution of cases + ½); `nil` of none.
package func perCase(_ known: Double, cases: Int) -> Estimate? {
  guard cases > 0 else { return nil }
  let shape = Double(cases) + 0.5
  return Estimate(
    value: known / Double(cases), low: known / gammaQuantile(0.975, shape: shape),
    high: known / gammaQuantile(0.025, shape: shape), n: cases)
}
