/// Type 7 quantile (R's and numpy's default) of values in ascending order; `nil` of none.
package func quantile(_ sorted: [Int64], _ q: Double) -> Double? {
  guard let last = sorted.last else { return nil }
  let position = q * Double(sorted.count - 1)
  let lower = Int(position)
  guard lower + 1 < sorted.count else { return Double(last) }
  let a = Double(sorted[lower])
  return a + (position - Double(lower)) * (Double(sorted[lower + 1]) - a)
}
