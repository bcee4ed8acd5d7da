/// Sums of products of several variables over rows without gaps: enough for every correlation and regression of them, and
/// mergeable, so that resampling groups of rows needs no second pass over the rows.
package struct CrossProducts: Sendable, Equatable {
  /// How many variables a row has: the drivers, and last the outcome.
  package let variables: Int
  /// Rows added.
  package private(set) var rows = 0
  /// Σ w u v for u, v of 1, x₁ … x_k: the lower triangle, row by row.
  package private(set) var sums: [Double]

  package init(variables: Int) {
    self.variables = variables
    sums = [Double](repeating: 0, count: (variables + 1) * (variables + 2) / 2)
  }

  /// Sums counted elsewhere, of variables that are whole numbers; `nil` of another number of sums than the variables have.
  ///
  /// - Parameters:
  ///   - rows: how many rows were counted.
  ///   - sums: Σ u v for u, v of 1, x₁ … x_k: the lower triangle, row by row.
  package init?(variables: Int, rows: Int, sums: [Int]) {
    guard sums.count == (variables + 1) * (variables + 2) / 2 else { return nil }
    self.variables = variables
    self.rows = rows
    self.sums = sums.map { Double($0) }
  }

  /// Adds one row; a row of another length is left out.
  package mutating func add(_ row: UnsafeBufferPointer<Double>, weight: Double = 1) {
    guard row.count == variables else { return }
    rows += 1
    sums.withUnsafeMutableBufferPointer { sums in
      sums[0] += weight
      var at = 1
      for i in 0..<row.count {
        let x = weight * row[i]
        sums[at] += x
        at += 1
        for j in 0...i {
          sums[at] += x * row[j]
          at += 1
        }
      }
    }
  }

  /// Adds one row.
  package mutating func add(_ row: [Double], weight: Double = 1) {
    row.withUnsafeBufferPointer { add($0, weight: weight) }
  }

  /// Adds another part's sums, as often as said.
  package mutating func merge(_ other: CrossProducts, times: Int = 1) {
    guard other.variables == variables, times != 0 else { return }
    rows += times * other.rows
    let factor = Double(times)
    other.sums.withUnsafeBufferPointer { from in
      sums.withUnsafeMutableBufferPointer { to in for i in 0..<from.count { to[i] += factor * from[i] } }
    }
  }

  /// Forgets everything added.
  package mutating func reset() {
    rows = 0
    for i in sums.indices { sums[i] = 0 }
  }

  private func sum(_ i: Int, _ j: Int) -> Double { sums[(i + 1) * (i + 2) / 2 + j + 1] }

  /// Σw.
  package var weight: Double { sums[0] }

  /// Each variable's weighted mean; empty without rows.
  package var means: [Double] { weight > 0 ? (0..<variables).map { sum($0, -1) / weight } : [] }

  /// Sums of squares and products about the means.
  package var centred: SquareMatrix {
    var matrix = SquareMatrix(variables)
    guard weight > 0 else { return matrix }
    for i in 0..<variables {
      for j in 0...i {
        let v = sum(i, j) - sum(i, -1) * sum(j, -1) / weight
        // What is left of rounding where all values are alike is no spread.
        matrix[i, j] = i == j && v < 1e-12 * sum(i, i) ? 0 : v
        matrix[j, i] = matrix[i, j]
      }
    }
    return matrix
  }

  /// Pearson's correlations; those of a variable without spread are 0.
  package var correlations: SquareMatrix {
    var matrix = centred
    let scales = (0..<variables).map { matrix[$0, $0] > 0 ? 1 / matrix[$0, $0].squareRoot() : 0 }
    for i in 0..<variables {
      for j in 0..<variables { matrix[i, j] *= scales[i] * scales[j] }
      matrix[i, i] = 1
    }
    return matrix
  }

  /// The same sums for some of the variables only, in the order named.
  package func keeping(_ kept: [Int]) -> CrossProducts {
    var part = CrossProducts(variables: kept.count)
    part.rows = rows
    part.sums[0] = weight
    for (i, a) in kept.enumerated() {
      part.sums[(i + 1) * (i + 2) / 2] = sum(a, -1)
      for (j, b) in kept.enumerated() where j <= i {
        part.sums[(i + 1) * (i + 2) / 2 + j + 1] = a >= b ? sum(a, b) : sum(b, a)
      }
    }
    return part
  }
}
