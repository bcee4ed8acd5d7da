/// Whether waves rise or fall.
package struct Trend: Sendable, Equatable {
  /// Change from one wave to the next, in the figure's own unit.
  package let slope: Double
  /// The trend in standard errors; its square is chi-square with one degree of freedom.
  package let z: Double
  /// How likely a trend as steep is where there is none.
  package let pValue: Double

  /// Of shares by Cochran and Armitage's test; `nil` with fewer than three waves with answers, or shares all 0 or all 1.
  ///
  /// - Parameter waves: successes and answers, in order of time; waves without answers keep their place.
  package init?(shares waves: [(part: Int, whole: Int)]) {
    let n = waves.reduce(0.0) { $0 + Double($1.whole) }
    let k = waves.reduce(0.0) { $0 + Double($1.part) }
    guard waves.count(where: { $0.whole > 0 }) > 2, k > 0, k < n else { return nil }
    let p = k / n
    var excess = 0.0
    var sum = 0.0
    var squares = 0.0
    for (t, wave) in waves.enumerated() {
      let t = Double(t)
      excess += t * (Double(wave.part) - Double(wave.whole) * p)
      sum += t * Double(wave.whole)
      squares += t * t * Double(wave.whole)
    }
    let spread = squares - sum * sum / n
    slope = excess / spread
    z = excess / (p * (1 - p) * spread).squareRoot()
    pValue = normalTwoSided(z)
  }

  /// Of means or scores by least squares weighted with 1 / SE²; `nil` with fewer than three waves.
  ///
  /// - Parameter waves: the wave's number, its value, and the value's standard error.
  package init?(values waves: [(wave: Double, value: Double, standardError: Double)]) {
    guard waves.count > 2, waves.allSatisfy({ $0.standardError > 0 }) else { return nil }
    var w = 0.0
    var wt = 0.0
    var wy = 0.0
    for (t, y, se) in waves {
      let weight = 1 / (se * se)
      w += weight
      wt += weight * t
      wy += weight * y
    }
    let (meanT, meanY) = (wt / w, wy / w)
    var spread = 0.0
    var product = 0.0
    for (t, y, se) in waves {
      spread += (t - meanT) * (t - meanT) / (se * se)
      product += (t - meanT) * (y - meanY) / (se * se)
    }
    guard spread > 0 else { return nil }
    slope = product / spread
    z = slope * spread.squareRoot()
    pValue = normalTwoSided(z)
  }
}
