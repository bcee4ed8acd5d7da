/// The factors P A = L U of a square matrix, by Gaussian elimination with partial pivoting (Golub & Van Loan, "Matrix
/// Computations", 3.4), from which systems are solved.
package struct LUFactors: Sendable, Equatable {
  private let size: Int
  /// Row by row: below the diagonal L, whose own diagonal is 1; on it and above U.
  private var values: [Double]
  /// `order[i]`: which row of A stands in row i.
  private var order: [Int]

  /// `nil` where a pivot is no more than rounding leaves of the largest value of its matrix: a singular one.
  package init?(_ matrix: SquareMatrix) {
    let n = matrix.size
    size = n
    values = matrix.values
    order = Array(0..<n)
    let largest = matrix.values.reduce(0.0) { max($0, abs($1)) }
    guard largest.isFinite else { return nil }
    let tolerance = largest * Double(max(1, n)) * 1e-15
    let isSound = values.withUnsafeMutableBufferPointer { a in
      for j in 0..<n {
        var pivot = j
        for i in j..<n where abs(a[i * n + j]) > abs(a[pivot * n + j]) { pivot = i }
        guard abs(a[pivot * n + j]) > tolerance else { return false }
        if pivot != j {
          for k in 0..<n { a.swapAt(j * n + k, pivot * n + k) }
          order.swapAt(j, pivot)
        }
        let inverse = 1 / a[j * n + j]
        for i in j..<n where i > j && a[i * n + j] != 0 {
          let factor = a[i * n + j] * inverse
          a[i * n + j] = factor
          for k in j..<n where k > j { a[i * n + k] -= factor * a[j * n + k] }
        }
      }
      return true
    }
    guard isSound else { return nil }
  }

  /// x with A x = b.
  package func solve(_ b: [Double]) -> [Double] {
    var x = order.map { b[$0] }
    for i in 0..<size {
      for k in 0..<i { x[i] -= values[i * size + k] * x[k] }
    }
    for i in (0..<size).reversed() {
      for k in i..<size where k > i { x[i] -= values[i * size + k] * x[k] }
      x[i] /= values[i * size + i]
    }
    return x
  }

  /// x with x A = b, that is of the transposed matrix.
  package func solveTransposed(_ b: [Double]) -> [Double] {
    var y = b
    for i in 0..<size {
      y[i] /= values[i * size + i]
      for k in i..<size where k > i { y[k] -= values[i * size + k] * y[i] }
    }
    for i in (0..<size).reversed() {
      for k in 0..<i { y[k] -= values[i * size + k] * y[i] }
    }
    var x = y
    for i in 0..<size { x[order[i]] = y[i] }
    return x
  }

  /// The inverse: all columns of the identity solved at once, row by row, so that the inner loops run over neighbours.
  package var inverse: SquareMatrix {
    var result = SquareMatrix(size)
    for i in 0..<size { result[i, order[i]] = 1 }
    let n = size
    result.values.withUnsafeMutableBufferPointer { x in
      values.withUnsafeBufferPointer { a in
        for i in 0..<n {
          for k in 0..<i where a[i * n + k] != 0 {
            let factor = a[i * n + k]
            for c in 0..<n { x[i * n + c] -= factor * x[k * n + c] }
          }
        }
        for i in (0..<n).reversed() {
          for k in i..<n where k > i && a[i * n + k] != 0 {
            let factor = a[i * n + k]
            for c in 0..<n { x[i * n + c] -= factor * x[k * n + c] }
          }
          let pivot = 1 / a[i * n + i]
          for c in 0..<n { x[i * n + c] *= pivot }
        }
      }
    }
    return result
  }
}
