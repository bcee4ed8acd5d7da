/// Ordinary least squares of the last variable on all others.
package struct LinearFit: Sendable, Equatable {
  /// Constant term.
  package let intercept: Double
  /// Slope of each driver.
  package let coefficients: [Double]
  /// Their standard errors; `nil` without degrees of freedom.
  package let standardErrors: [Double]?
  /// Slopes with every variable in standard deviations.
  package let standardised: [Double]
  /// Share of the outcome's variance that all drivers together go with.
  package let rSquared: Double
  /// The same, reduced for their number.
  package let adjustedRSquared: Double?
  /// How likely slopes as steep are where there are none, each.
  package let pValues: [Double]?
  /// By how much each driver's variance is inflated by the others: 1 / (1 − R²).
  package let varianceInflation: [Double]

  /// `nil` without spread in the outcome, or where a driver follows from the others.
  package init?(_ data: CrossProducts) {
    let p = data.variables - 1
    guard p > 0, data.rows > p else { return nil }
    let centred = data.centred
    let r = data.correlations
    guard centred[p, p] > 0 else { return nil }
    var among = SquareMatrix(p)
    for i in 0..<p { for j in 0..<p { among[i, j] = r[i, j] } }
    guard (0..<p).allSatisfy({ centred[$0, $0] > 0 }), let inverse = among.inversePositive(tolerance: 1e-10) else {
      return nil
    }
    let withOutcome = (0..<p).map { r[$0, p] }
    let betas = inverse.times(withOutcome)
    let fitted = min(1, max(0, zip(betas, withOutcome).reduce(0.0) { $0 + $1.0 * $1.1 }))
    standardised = betas
    rSquared = fitted
    varianceInflation = (0..<p).map { inverse[$0, $0] }
    let slopes = betas.enumerated().map { $1 * (centred[p, p] / centred[$0, $0]).squareRoot() }
    coefficients = slopes
    let means = data.means
    intercept = means[p] - slopes.enumerated().reduce(0.0) { $0 + $1.element * means[$1.offset] }
    let degrees = Double(data.rows - p - 1)
    guard degrees > 0 else {
      (adjustedRSquared, standardErrors, pValues) = (nil, nil, nil)
      return
    }
    adjustedRSquared = 1 - (1 - fitted) * Double(data.rows - 1) / degrees
    let errors = (0..<p).map {
      ((1 - fitted) * centred[p, p] / degrees * inverse[$0, $0] / centred[$0, $0]).squareRoot()
    }
    standardErrors = errors
    pValues = zip(slopes, errors).map { studentTwoSided($1 > 0 ? $0 / $1 : .infinity, degrees: degrees) }
  }
}

/// Which drivers remain after those that follow from others are left out: the one of the highest variance inflation goes
/// first, until none is above the limit.
package func withoutCollinear(_ data: CrossProducts, limit: Double = 10) -> (kept: [Int], dropped: [Int]) {
  let outcome = data.variables - 1
  let centred = data.centred
  // Without spread nothing is driven.
  var kept = (0..<outcome).filter { centred[$0, $0] > 0 }
  var dropped = (0..<outcome).filter { centred[$0, $0] <= 0 }
  while kept.count > 1 {
    let r = data.keeping(kept).correlations
    // A tiny ridge lets exactly dependent drivers be ranked too.
    var ridged = r
    for i in 0..<kept.count { ridged[i, i] += 1e-9 }
    guard let inverse = ridged.inversePositive() else { break }
    var worst = 0
    // Of equals the later in the list goes.
    for i in 0..<kept.count where inverse[i, i] >= inverse[worst, worst] * (1 - 1e-9) { worst = i }
    guard inverse[worst, worst] > limit else { break }
    dropped.append(kept.remove(at: worst))
  }
  return (kept, dropped.sorted())
}
