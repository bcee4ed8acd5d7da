/// Arithmetic modulo 2⁶¹ − 1, for exact row reduction.
struct PrimeField: Sendable {
  let p: UInt64 = (1 << 61) - 1

  func add(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let s = a + b
    return s >= p ? s - p : s
  }

  func multiply(_ a: UInt64, _ b: UInt64) -> UInt64 {
    // 2⁶¹ is 1 here: the upper part is added to the lower.
    let product = a.multipliedFullWidth(by: b)
    return add(product.low & p, product.high << 3 | product.low >> 61)
  }

  func inverse(_ a: UInt64) -> UInt64 {
    var result: UInt64 = 1
    var base = a
    var exponent = p - 2
    while exponent > 0 {
      if exponent & 1 == 1 { result = multiply(result, base) }
      base = multiply(base, base)
      exponent >>= 1
    }
    return result
  }

  /// Reduced row echelon form of the first columns, in place; the others go along.
  func reduce(_ rows: inout [[UInt64]], pivots: Int) {
    guard let width = rows.first?.count else { return }
    var pivot = 0
    for column in 0..<pivots where pivot < rows.count {
      guard let found = (pivot..<rows.count).first(where: { rows[$0][column] != 0 }) else { continue }
      rows.swapAt(pivot, found)
      let scale = inverse(rows[pivot][column])
      for c in column..<width { rows[pivot][c] = multiply(rows[pivot][c], scale) }
      for r in rows.indices where r != pivot && rows[r][column] != 0 {
        let factor = p - rows[r][column]
        for c in column..<width where rows[pivot][c] != 0 {
          rows[r][c] = add(rows[r][c], multiply(rows[pivot][c], factor))
        }
      }
      pivot += 1
    }
  }
}
