/// Means of several touchpoints drawn towards each other by how much they truly differ: normal–normal empirical Bayes
/// with the variance between them of DerSimonian & Laird (1986).
package struct NormalShrinkage: Sendable, Equatable {
  /// Variance between the true means: max(0, (Q − (K − 1)) / (Σw − Σw² / Σw)), w = 1 / se².
  package let variance: Double
  /// Cochran's Q.
  package let q: Double
  /// Share of the spread that is not chance: max(0, 1 − (K − 1) / Q).
  package let inconsistency: Double
  /// The common mean, weighted by 1 / (se² + variance).
  package let mean: Double
  /// The posterior of each mean, in the order given.
  package let posteriors: [Posterior]

  /// Whether the means differ by more than chance.
  package var showsDifferences: Bool { variance > 0 }

  /// How likely a spread as wide is where all true means are equal.
  package var pValue: Double { chiSquareAbove(q, degrees: Double(posteriors.count - 1)) }

  /// - Parameter means: each mean with its standard error; `nil` with fewer than two or an error that is not positive.
  package init?(_ means: [(mean: Double, standardError: Double)]) {
    guard means.count > 1, means.allSatisfy({ $0.standardError > 0 && $0.mean.isFinite }) else { return nil }
    let k = Double(means.count)
    var sum = 0.0
    var squares = 0.0
    var total = 0.0
    for (y, se) in means {
      let w = 1 / (se * se)
      sum += w
      squares += w * w
      total += w * y
    }
    let fixed = total / sum
    let q = means.reduce(0.0) { $0 + ($1.mean - fixed) * ($1.mean - fixed) / ($1.standardError * $1.standardError) }
    let variance = max(0, (q - (k - 1)) / (sum - squares / sum))
    var weights = 0.0
    var weighted = 0.0
    for (y, se) in means {
      weights += 1 / (se * se + variance)
      weighted += y / (se * se + variance)
    }
    let mean = weighted / weights
    self.q = q
    self.variance = variance
    self.mean = mean
    inconsistency = q > 0 ? max(0, 1 - (k - 1) / q) : 0
    posteriors = means.map { y, se in
      let pull = se * se / (se * se + variance)
      return .normal(mean: pull * mean + (1 - pull) * y, deviation: se * (1 - pull).squareRoot())
    }
  }
}
