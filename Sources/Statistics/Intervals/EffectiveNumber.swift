/// As many parts of equal size would be as concentrated: 1 / Σ share² (Laakso & Taagepera 1979).
///
/// Σ share² is Simpson's estimate, Σ nᵢ (nᵢ − 1) / n (n − 1), which few cases do not raise, with his exact variance
/// (Simpson 1949).
package struct EffectiveNumber: Sendable, Equatable {
  /// The number, with the interval of 1 / Σ share².
  package let estimate: Estimate
  /// Of the number.
  package let standardError: Double

  /// `nil` with fewer than three cases, or where no two of them are in one part.
  package init?(_ counts: [Int]) {
    let n = counts.reduce(0.0) { $0 + Double($1) }
    let pairs = counts.reduce(0.0) { $0 + Double($1) * Double($1 - 1) }
    guard n > 2, pairs > 0 else { return nil }
    let all = n * (n - 1)
    let sum = pairs / all
    let (squares, cubes) = counts.reduce(into: (0.0, 0.0)) { sums, count in
      let share = Double(count) / n
      sums.0 += share * share
      sums.1 += share * share * share
    }
    let variance =
      (4 * all * (n - 2) * cubes + 2 * all * squares - 2 * all * (2 * n - 3) * squares * squares) / (all * all)
    let error = max(0, variance).squareRoot()
    let parts = Double(counts.count { $0 > 0 })
    let least = sum - z95 * error
    estimate = Estimate(
      value: 1 / sum, low: max(1, 1 / (sum + z95 * error)), high: least > 0 ? 1 / least : max(parts, 1 / sum), n: Int(n)
    )
    standardError = error / (sum * sum)
  }
}
