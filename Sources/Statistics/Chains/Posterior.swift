import Foundation

/// What is known of a true value after the answers: its distribution.
package enum Posterior: Sendable, Equatable {
  /// Of a share: Beta(a, b).
  case beta(Double, Double)
  /// Of a mean.
  case normal(mean: Double, deviation: Double)

  /// In the unit of the observations.
  package var mean: Double {
    switch self {
    case .beta(let a, let b): a / (a + b)
    case .normal(let mean, _): mean
    }
  }

  /// Its standard deviation.
  package var deviation: Double {
    switch self {
    case .beta(let a, let b): (a * b / (a + b + 1)).squareRoot() / (a + b)
    case .normal(_, let deviation): deviation
    }
  }

  /// The value below which the share p of it lies.
  package func quantile(_ p: Double) -> Double {
    switch self {
    case .beta(let a, let b): betaQuantile(p, a, b)
    case .normal(let mean, let deviation): mean + deviation * normalQuantile(p)
    }
  }

  /// Mean with the 95 % interval between the quantiles of 2.5 and 97.5 %.
  package func estimate(n: Int) -> Estimate {
    Estimate(value: mean, low: quantile(0.025), high: quantile(0.975), n: n)
  }
}
