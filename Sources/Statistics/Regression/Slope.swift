/// How fast a figure rises, by a line through its values over time, with its interval.
///
/// Least squares weighted by 1 / SE². Where values scatter about the line more than their errors say, as seasons and
/// campaigns make them, the error is as much wider (the dispersion of Birge 1932, never below 1); quantiles are Student's.
package struct Slope: Sendable, Equatable {
  /// In the figure's unit for each unit of time; `n` counts the values.
  package let estimate: Estimate

  /// `nil` with fewer than four values, at one time, or with an error of 0.
  package init?(_ points: [(time: Double, value: Double, standardError: Double)]) {
    guard points.count > 3, points.allSatisfy({ $0.standardError > 0 }) else { return nil }
    var (w, wt, wy) = (0.0, 0.0, 0.0)
    for (time, value, error) in points {
      let weight = 1 / (error * error)
      w += weight
      wt += weight * time
      wy += weight * value
    }
    let (meanTime, meanValue) = (wt / w, wy / w)
    var (spread, product) = (0.0, 0.0)
    for (time, value, error) in points {
      spread += (time - meanTime) * (time - meanTime) / (error * error)
      product += (time - meanTime) * (value - meanValue) / (error * error)
    }
    guard spread > 0 else { return nil }
    let slope = product / spread
    let scatter = points.reduce(0.0) { sum, point in
      let away = point.value - meanValue - slope * (point.time - meanTime)
      return sum + away * away / (point.standardError * point.standardError)
    }
    let degrees = Double(points.count - 2)
    let error = (max(1, scatter / degrees) / spread).squareRoot()
    let half = studentQuantile(0.975, degrees: degrees) * error
    estimate = Estimate(value: slope, low: slope - half, high: slope + half, n: points.count)
  }
}
