/// What goes with an outcome (overall satisfaction, willingness to recommend), and how much of it with each driver.
package struct DriverAnalysis: Sendable, Equatable {
  /// What is known of one driver.
  package struct Driver: Sendable, Equatable {
    /// Pearson's correlation with the outcome.
    package var correlation: Double
    /// Standardised slope among all drivers.
    package var standardisedBeta: Double
    /// 1 / (1 − R² on the other drivers).
    package var varianceInflation: Double
    /// Share of the outcome's variance (Lindeman–Merenda–Gold); `nil` with more than 12 drivers.
    package var share: Double?
    /// Johnson's relative weight, in the same unit; it takes the share's place with more than 12 drivers.
    package var relativeWeight: Double?
    /// The share as a part of all shares, 0…1, with its bootstrap interval where groups were given.
    package var importance: Estimate?
    /// Share of resamples in which it is among the three most important.
    package var inTopThree: Double?
  }

  /// In the order given.
  package var drivers: [Driver]
  /// Share of the outcome's variance that all drivers together go with.
  package let rSquared: Double
  /// Answers without gaps.
  package let n: Int

  /// - Parameters:
  ///   - groups: sums of products of the drivers and, last, the outcome, by group of customers (256 by hashed id); one
  ///     group gives no intervals. `nil` where a driver follows from the others (see `withoutCollinear`), or few rows.
  ///   - resamples: how often the groups are drawn again.
  package init?(groups: [CrossProducts], resamples: Int = 2000, seed: UInt64 = 42) {
    guard let first = groups.first else { return nil }
    var total = CrossProducts(variables: first.variables)
    for group in groups { total.merge(group) }
    guard let fit = LinearFit(total) else { return nil }
    let p = first.variables - 1
    let correlations = total.correlations
    let johnson = johnsonWeights(correlations)
    rSquared = fit.rSquared
    n = total.rows
    var found = RelativeImportance(drivers: p)
    let shares = found?.shares(correlations)
    drivers = (0..<p).map { j in
      Driver(
        correlation: correlations[j, p], standardisedBeta: fit.standardised[j],
        varianceInflation: fit.varianceInflation[j], share: shares?[j], relativeWeight: johnson?[j])
    }
    let used = groups.filter { $0.rows > 0 }
    // With too many drivers for every sub-model the relative weights take the place of the shares.
    guard let weights = shares ?? johnson, fit.rSquared > 0, used.count > 1, resamples > 1 else { return }
    var worker = found
    found = nil
    var stream = SplitMix(seed: seed)
    var times = [Int](repeating: 0, count: used.count)
    var draws = [[Double]](repeating: [], count: p)
    var top = [Int](repeating: 0, count: p)
    var done = 0
    for _ in 0..<resamples {
      stream.resample(&times)
      total.reset()
      for (group, t) in zip(used, times) { total.merge(group, times: t) }
      guard let drawn = worker?.shares(total.correlations) ?? johnsonWeights(total.correlations) else { continue }
      let sum = drawn.reduce(0, +)
      // Groups drawn may hold no spread at all.
      guard sum > 1e-12 else { continue }
      done += 1
      for j in 0..<p {
        draws[j].append(drawn[j] / sum)
        if drawn.enumerated().count(where: { $1 > drawn[j] || ($1 == drawn[j] && $0 < j) }) < 3 { top[j] += 1 }
      }
    }
    guard done > 0 else { return }
    let all = weights.reduce(0, +)
    for j in 0..<p {
      draws[j].sort()
      guard let low = quantile(ofSorted: draws[j], 0.025), let high = quantile(ofSorted: draws[j], 0.975) else {
        continue
      }
      drivers[j].importance = Estimate(value: weights[j] / all, low: low, high: high, n: n)
      drivers[j].inTopThree = Double(top[j]) / Double(done)
    }
  }
}
