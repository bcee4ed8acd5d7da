/// What an estimate with its 95 % interval says of two bounds.
package struct IntervalTest: Sendable, Equatable {
  /// On which side of the bounds the whole interval lies.
  package enum Side: Sendable, Equatable { case above, below, neither }

  package let side: Side
  /// How likely an estimate as far beyond a bound is where the truth lies at it, on either side: below .05 exactly where the
  /// interval excludes the bound. Of two bounds that of the nearer verdict.
  package let pValue: Double

  /// - Parameters:
  ///   - upper: above it the first verdict holds.
  ///   - lower: below it the second one does; the same as `upper` where there is one bound.
  package init(_ estimate: Estimate, above upper: Double, below lower: Double) {
    side = estimate.low > upper ? .above : estimate.high < lower ? .below : .neither
    pValue = min(
      Self.p(estimate.value - upper, reach: estimate.value - estimate.low),
      Self.p(lower - estimate.value, reach: estimate.high - estimate.value))
  }

  private static func p(_ distance: Double, reach: Double) -> Double {
    guard distance > 0 else { return 1 }
    return reach > 0 ? normalTwoSided(z95 * distance / reach) : 0
  }

  /// As many times the cases it would take for the interval to clear the nearer bound, the estimate staying what it is; `nil`
  /// where it lies between the bounds, which no number of cases settles, or too near one to say.
  ///
  /// Intervals narrow with the root of the number of cases.
  package static func casesNeeded(_ estimate: Estimate, above upper: Double, below lower: Double) -> Double? {
    let (distance, reach) =
      estimate.value > upper
      ? (estimate.value - upper, estimate.value - estimate.low)
      : (lower - estimate.value, estimate.high - estimate.value)
    guard distance > 0, reach > distance else { return nil }
    let times = (reach / distance) * (reach / distance)
    return times <= 100 ? times : nil
  }
}
