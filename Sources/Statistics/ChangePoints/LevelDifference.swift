import Foundation

/// How far the level of a series lies apart before and after a day that somebody named.
///
/// The error is what the units scatter around the two levels, never less than chance alone, wider where neighbours resemble
/// each other (as in `LevelChange`); the interval is Student's with two degrees fewer than there are units.
package struct LevelDifference: Sendable, Equatable {
  /// After less before, in the series' own unit; n is the number of units.
  package let estimate: Estimate
  package let pValue: Double

  /// Of a number that events come to: so many in units of such lengths.
  package init?(counts: (before: [Int], after: [Int]), exposures: (before: [Double], after: [Double])) {
    func rates(_ counts: [Int], _ lengths: [Double]) -> [Double] {
      zip(counts, lengths).map { $1 > 0 ? Double($0) / $1 : 0 }
    }
    let all = (exposures.before + exposures.after).reduce(0, +)
    guard all > 0 else { return nil }
    self.init(
      before: rates(counts.before, exposures.before), after: rates(counts.after, exposures.after), weights: exposures,
      leastVariance: Double((counts.before + counts.after).reduce(0, +)) / all)
  }

  /// Of a share: so many of so many in each unit.
  package init?(parts: (before: [Int], after: [Int]), wholes: (before: [Int], after: [Int])) {
    let whole = (wholes.before + wholes.after).reduce(0, +)
    guard whole > 0 else { return nil }
    let share = Double((parts.before + parts.after).reduce(0, +)) / Double(whole)
    func shares(_ parts: [Int], _ wholes: [Int]) -> [Double] {
      zip(parts, wholes).map { $1 > 0 ? Double($0) / Double($1) : 0 }
    }
    self.init(
      before: shares(parts.before, wholes.before), after: shares(parts.after, wholes.after),
      weights: (wholes.before.map(Double.init), wholes.after.map(Double.init)), leastVariance: share * (1 - share))
  }

  /// Of means of so many values each; `nil` with fewer than three units on a side, or where nothing varies.
  package init?(
    before: [Double], after: [Double], weights: (before: [Double], after: [Double]), leastVariance: Double
  ) {
    func mean(_ values: [Double], _ weights: [Double]) -> (mean: Double, weight: Double)? {
      let all = weights.reduce(0, +)
      guard weights.count(where: { $0 > 0 }) >= LevelChange.shortest else { return nil }
      return (zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / all, all)
    }
    guard let first = mean(before, weights.before), let second = mean(after, weights.after), leastVariance > 0
    else { return nil }
    let rests =
      zip(before, weights.before).map { ($0 - first.mean) * $1.squareRoot() }
      + zip(after, weights.after).map { ($0 - second.mean) * $1.squareRoot() }
    let units = (weights.before + weights.after).count { $0 > 0 }
    let degrees = Double(units - 2)
    let squares = rests.reduce(0) { $0 + $1 * $1 }
    let variance = max(squares / degrees, leastVariance) * autocorrelationInflation(rests)
    let error = (variance * (1 / first.weight + 1 / second.weight)).squareRoot()
    let difference = second.mean - first.mean
    let half = studentQuantile(0.975, degrees: degrees) * error
    estimate = Estimate(value: difference, low: difference - half, high: difference + half, n: units)
    pValue = studentTwoSided(difference / error, degrees: degrees)
  }
}

/// How much wider the error of a mean is since neighbours resemble each other: (1 + r) / (1 − r), with r corrected for short
/// series (Marriott & Pope 1954); never narrower.
func autocorrelationInflation(_ rests: [Double]) -> Double {
  let all = rests.reduce(0) { $0 + $1 * $1 }
  guard all > 0 else { return 1 }
  let lagged = zip(rests, rests.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } / all
  let r = min(0.9, lagged + (1 + 4 * lagged) / Double(rests.count))
  return r > 0 ? (1 + r) / (1 - r) : 1
}
