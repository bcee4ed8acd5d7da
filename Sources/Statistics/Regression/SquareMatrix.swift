/// A small square matrix, row by row.
package struct SquareMatrix: Sendable, Equatable {
  /// Rows and columns.
  package let size: Int
  /// `values[row * size + column]`.
  package var values: [Double]

  /// A matrix of zeros.
  package init(_ size: Int) {
    self.size = size
    values = [Double](repeating: 0, count: size * size)
  }

  /// One value.
  package subscript(row: Int, column: Int) -> Double {
    get { values[row * size + column] }
    set { values[row * size + column] = newValue }
  }

  /// The product with a column.
  package func times(_ x: [Double]) -> [Double] {
    (0..<size).map { i in (0..<size).reduce(0.0) { $0 + self[i, $1] * x[$1] } }
  }

  /// The inverse of a symmetric positive definite matrix by Cholesky's factors; `nil` where a pivot falls below
  /// `tolerance` of its diagonal value, that is where the matrix is singular for all that the digits tell.
  package func inversePositive(tolerance: Double = 1e-12) -> SquareMatrix? {
    var factor = SquareMatrix(size)
    for j in 0..<size {
      var pivot = self[j, j]
      for k in 0..<j { pivot -= factor[j, k] * factor[j, k] }
      guard pivot > tolerance * abs(self[j, j]), pivot.isFinite else { return nil }
      factor[j, j] = pivot.squareRoot()
      for i in j..<size where i > j {
        var v = self[i, j]
        for k in 0..<j { v -= factor[i, k] * factor[j, k] }
        factor[i, j] = v / factor[j, j]
      }
    }
    // The inverse of the lower factor, then its product with its own transpose.
    var lower = SquareMatrix(size)
    for j in 0..<size {
      lower[j, j] = 1 / factor[j, j]
      for i in j..<size where i > j {
        var v = 0.0
        for k in j..<i { v -= factor[i, k] * lower[k, j] }
        lower[i, j] = v / factor[i, i]
      }
    }
    var inverse = SquareMatrix(size)
    for i in 0..<size {
      for j in 0...i {
        var v = 0.0
        for k in i..<size { v += lower[k, i] * lower[k, j] }
        inverse[i, j] = v
        inverse[j, i] = v
      }
    }
    return inverse
  }

  /// Eigenvalues and eigenvectors (columns) of a symmetric matrix by Jacobi's rotations.
  func symmetricEigen() -> (values: [Double], vectors: SquareMatrix) {
    var a = self
    var v = SquareMatrix(size)
    for i in 0..<size { v[i, i] = 1 }
    for _ in 0..<60 {
      var off = 0.0
      for i in 0..<size { for j in 0..<i { off += a[i, j] * a[i, j] } }
      if off < 1e-26 { break }
      for p in 0..<size {
        for q in (p + 1)..<max(size, p + 1) where abs(a[p, q]) > 1e-300 {
          let theta = (a[q, q] - a[p, p]) / (2 * a[p, q])
          let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
          let c = 1 / (t * t + 1).squareRoot()
          let s = t * c
          for k in 0..<size { (a[k, p], a[k, q]) = (c * a[k, p] - s * a[k, q], s * a[k, p] + c * a[k, q]) }
          for k in 0..<size { (a[p, k], a[q, k]) = (c * a[p, k] - s * a[q, k], s * a[p, k] + c * a[q, k]) }
          for k in 0..<size { (v[k, p], v[k, q]) = (c * v[k, p] - s * v[k, q], s * v[k, p] + c * v[k, q]) }
        }
      }
    }
    return ((0..<size).map { a[$0, $0] }, v)
  }
}
