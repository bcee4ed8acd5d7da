/// Kendall's τ-b: how far two orders of the same things agree, −1 to 1, ties taken into account (Kendall 1945). `nil`
/// of fewer than two things, or where all are tied in one of the orders.
///
/// τ-b = (agreeing − disagreeing pairs) ÷ √((pairs not tied in a) (pairs not tied in b)).
package func kendallTau(_ a: [Double], _ b: [Double]) -> Double? {
  guard a.count == b.count else { return nil }
  var (agreeing, inA, inB) = (0, 0, 0)
  for i in a.indices {
    for j in 0..<i {
      let (x, y) = (sign(a[i] - a[j]), sign(b[i] - b[j]))
      agreeing += x * y
      inA += abs(x)
      inB += abs(y)
    }
  }
  guard inA > 0, inB > 0 else { return nil }
  return Double(agreeing) / (Double(inA) * Double(inB)).squareRoot()
}

private func sign(_ x: Double) -> Int { x > 0 ? 1 : x < 0 ? -1 : 0 }
