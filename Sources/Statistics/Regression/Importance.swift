/// How R² divides over drivers: each driver's gain averaged over all orders of entry (Lindeman, Merenda & Gold 1980; the
/// Shapley value of R²), exact over all 2^p sub-models.
///
/// One value serves many calls on matrices of one size, so that resampling allocates nothing.
package struct RelativeImportance {
  /// More drivers are more sub-models than are worth the time.
  package static let mostDrivers = 12
  private let drivers: Int
  /// R² of each subset of drivers, by bits.
  private var rSquared: [Double]
  /// What is left of the correlations after the drivers chosen so far, one level for each depth.
  private var left: [Double]
  /// s! (p − s − 1)! / p! for subsets of s.
  private let weights: [Double]
  /// Which of four drivers are in a subset, by its four bits.
  private let members: [SIMDMask<SIMD4<Int64>>]

  /// `nil` for no drivers or too many.
  package init?(drivers: Int) {
    guard drivers > 0, drivers <= Self.mostDrivers else { return nil }
    self.drivers = drivers
    rSquared = [Double](repeating: 0, count: 1 << drivers)
    left = [Double](repeating: 0, count: (drivers + 1) * (drivers + 1) * (drivers + 1))
    var weights = [1.0 / Double(drivers)]
    for s in 1..<max(2, drivers) where s < drivers { weights.append(weights[s - 1] * Double(s) / Double(drivers - s)) }
    self.weights = weights
    members = (0..<16).map { bits in
      var mask = SIMDMask<SIMD4<Int64>>(repeating: false)
      for j in 0..<4 { mask[j] = bits >> j & 1 == 1 }
      return mask
    }
  }

  /// Each driver's share of R²; they sum to R².
  ///
  /// - Parameter correlations: of the drivers and, last, the outcome.
  package mutating func shares(_ correlations: SquareMatrix) -> [Double] {
    let p = drivers
    guard correlations.size == p + 1 else { return [Double](repeating: 0, count: p) }
    return rSquared.withUnsafeMutableBufferPointer { rSquared in
      left.withUnsafeMutableBufferPointer { left in
        for (i, v) in correlations.values.enumerated() { left[i] = v }
        Self.visit(chosen: 0, first: 0, level: 0, p, rSquared, left)
        // Four drivers at a time; each sum is added up in the same order as alone.
        let gains = [0] + weights + [0]
        var totals = (SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero)
        for subset in 0..<(1 << p) {
          // A subset adds to the gain of its members and takes from that of all others.
          let size = subset.nonzeroBitCount
          let gained = SIMD4(repeating: gains[size] * rSquared[subset])
          let lost = SIMD4(repeating: -(gains[size + 1] * rSquared[subset]))
          totals.0 += lost.replacing(with: gained, where: members[subset & 15])
          totals.1 += lost.replacing(with: gained, where: members[subset >> 4 & 15])
          totals.2 += lost.replacing(with: gained, where: members[subset >> 8])
        }
        let all = [totals.0, totals.1, totals.2]
        return (0..<p).map { all[$0 / 4][$0 % 4] }
      }
    }
  }

  /// All subsets that add drivers from `first` on: each takes out of what is left what goes with the driver added, so the
  /// gain in R² is one division, and only what later drivers need is brought up to date.
  private static func visit(
    chosen: Int, first: Int, level: Int, _ p: Int, _ rSquared: UnsafeMutableBufferPointer<Double>,
    _ left: UnsafeMutableBufferPointer<Double>
  ) {
    let size = p + 1
    let here = level * size * size
    let next = here + size * size
    for j in first..<p {
      let subset = chosen | (1 << j)
      let spread = left[here + j * size + j]
      let withOutcome = left[here + j * size + p]
      // A driver that follows from those chosen adds nothing.
      let inverse = spread > 1e-10 ? 1 / spread : 0
      rSquared[subset] = rSquared[chosen] + withOutcome * withOutcome * inverse
      guard j + 1 < p else { continue }
      for a in (j + 1)..<p {
        let factor = left[here + j * size + a] * inverse
        for b in a..<size {
          left[next + a * size + b] = left[here + a * size + b] - factor * left[here + j * size + b]
        }
      }
      visit(chosen: subset, first: j + 1, level: level + 1, p, rSquared, left)
    }
  }
}

/// How R² divides over drivers by Johnson's relative weights (2000): beside the exact shares in report.json, and in their
/// place where there are too many drivers for them; `nil` where a driver follows from the others.
package func johnsonWeights(_ correlations: SquareMatrix) -> [Double]? {
  let p = correlations.size - 1
  guard p > 0 else { return nil }
  var among = SquareMatrix(p)
  for i in 0..<p { for j in 0..<p { among[i, j] = correlations[i, j] } }
  let (values, vectors) = among.symmetricEigen()
  guard values.allSatisfy({ $0 > 1e-10 }) else { return nil }
  var root = SquareMatrix(p)
  for i in 0..<p {
    for j in 0..<p {
      for k in 0..<p { root[i, j] += vectors[i, k] * values[k].squareRoot() * vectors[j, k] }
    }
  }
  // V Δ^−½ V′ r, from the right.
  let turned = (0..<p).map { k in
    (0..<p).reduce(0.0) { $0 + vectors[$1, k] * correlations[$1, p] } / values[k].squareRoot()
  }
  let betas = vectors.times(turned)
  return (0..<p).map { i in (0..<p).reduce(0.0) { $0 + root[i, $1] * root[i, $1] * betas[$1] * betas[$1] } }
}
