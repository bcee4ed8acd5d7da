/// The factors P A = L U of a square matrix, by Gaussian elimination with partial pivoting (Golub & Van Loan, "Matrix
/// Computations", 3.4), from which systems are solved.
///
/// Rows are padded to a multiple of eight, and eliminated eight values at a time: a chain that remembers the step before has
/// hundreds of states. Resamples of customers are solved by ``ChainsSideBySide``.
package struct LUFactors: Sendable, Equatable {
  private typealias Eight = SIMD8<Double>

  private let size: Int
  /// U row by row, each of `width` times eight, zeros below the diagonal.
  private var rows: [Eight]
  /// L below its diagonal of ones, row by row.
  private var lower: [Double]
  private let width: Int
  /// `order[i]`: which row of A stands in row i.
  private var order: [Int]

  /// `nil` where a pivot is no more than rounding leaves of the largest value of its matrix: a singular one.
  package init?(_ matrix: SquareMatrix) {
    let n = matrix.size
    let width = (n + 7) / 8
    (size, self.width) = (n, width)
    order = Array(0..<n)
    rows = [Eight](repeating: .zero, count: n * width)
    lower = [Double](repeating: 0, count: n * n)
    let largest = matrix.values.reduce(0.0) { max($0, abs($1)) }
    guard largest.isFinite else { return nil }
    let tolerance = largest * Double(max(1, n)) * 1e-15
    var lower = lower
    var order = order
    let isSound = rows.withUnsafeMutableBytes { raw in
      guard n > 0, let base = raw.baseAddress else { return true }
      // Safe: both views lie in the rows' memory, which holds plain numbers.
      let (a, eights) = (base.assumingMemoryBound(to: Double.self), base.assumingMemoryBound(to: Eight.self))
      let stride = width &* 8
      for i in 0..<n { for j in 0..<n { a[i &* stride &+ j] = matrix.values[i &* n &+ j] } }
      for j in 0..<n {
        var pivot = j
        var i = j &+ 1
        while i < n {
          if abs(a[i &* stride &+ j]) > abs(a[pivot &* stride &+ j]) { pivot = i }
          i &+= 1
        }
        guard abs(a[pivot &* stride &+ j]) > tolerance else { return false }
        if pivot != j {
          for k in 0..<width {
            let row = eights[j &* width &+ k]
            eights[j &* width &+ k] = eights[pivot &* width &+ k]
            eights[pivot &* width &+ k] = row
          }
          for k in 0..<j { lower.swapAt(j &* n &+ k, pivot &* n &+ k) }
          order.swapAt(j, pivot)
        }
        let inverse = 1 / a[j &* stride &+ j]
        i = j &+ 1
        while i < n {
          let value = a[i &* stride &+ j]
          if value != 0 {
            let factor = value * inverse
            lower[i &* n &+ j] = factor
            // Left of the pivot its row holds zeros: whole eights may be taken away.
            var k = j / 8
            while k < width {
              eights[i &* width &+ k] -= factor * eights[j &* width &+ k]
              k &+= 1
            }
            a[i &* stride &+ j] = 0
          }
          i &+= 1
        }
      }
      return true
    }
    guard isSound else { return nil }
    (self.lower, self.order) = (lower, order)
  }

  /// One value of L, below the diagonal, or of U.
  private subscript(row: Int, column: Int) -> Double {
    column < row ? lower[row * size + column] : rows[row * width + column / 8][column % 8]
  }

  /// x with A x = b.
  package func solve(_ b: [Double]) -> [Double] {
    var x = order.map { b[$0] }
    for i in 0..<size {
      for k in 0..<i { x[i] -= self[i, k] * x[k] }
    }
    for i in (0..<size).reversed() {
      for k in i..<size where k > i { x[i] -= self[i, k] * x[k] }
      x[i] /= self[i, i]
    }
    return x
  }

  /// x with x A = b, that is of the transposed matrix.
  package func solveTransposed(_ b: [Double]) -> [Double] {
    var y = b
    for i in 0..<size {
      y[i] /= self[i, i]
      for k in i..<size where k > i { y[k] -= self[i, k] * y[i] }
    }
    for i in (0..<size).reversed() {
      for k in 0..<i { y[k] -= self[i, k] * y[i] }
    }
    var x = y
    for i in 0..<size { x[order[i]] = y[i] }
    return x
  }

  /// The inverse: all columns of the identity solved at once, row by row.
  package var inverse: SquareMatrix {
    let (n, width) = (size, width)
    var solved = [Eight](repeating: .zero, count: n * width)
    for i in 0..<n { solved[i * width + order[i] / 8][order[i] % 8] = 1 }
    var result = SquareMatrix(n)
    solved.withUnsafeMutableBytes { target in
      rows.withUnsafeBytes { source in
        lower.withUnsafeBufferPointer { lower in
          guard n > 0, let into = target.baseAddress, let from = source.baseAddress else { return }
          // Safe: likewise.
          let x = into.assumingMemoryBound(to: Eight.self)
          let a = from.assumingMemoryBound(to: Double.self)
          let stride = width &* 8
          // Eight columns at a time, so that what is being solved stays in the processor.
          for c in 0..<width {
            var i = 1
            while i < n {
              var own = x[i &* width &+ c]
              var k = 0
              while k < i {
                own -= lower[i &* n &+ k] * x[k &* width &+ c]
                k &+= 1
              }
              x[i &* width &+ c] = own
              i &+= 1
            }
            i = n &- 1
            while i >= 0 {
              var own = x[i &* width &+ c]
              var k = i &+ 1
              while k < n {
                own -= a[i &* stride &+ k] * x[k &* width &+ c]
                k &+= 1
              }
              x[i &* width &+ c] = own * (1 / a[i &* stride &+ i])
              i &-= 1
            }
          }
          let values = into.assumingMemoryBound(to: Double.self)
          for i in 0..<n { for j in 0..<n { result.values[i &* n &+ j] = values[i &* stride &+ j] } }
        }
      }
    }
    return result
  }
}
