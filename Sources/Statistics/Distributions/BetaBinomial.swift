import Foundation

/// Shares of several touchpoints drawn towards each other by how much they truly differ: beta-binomial empirical Bayes.
///
/// Each true share is taken to come from Beta(a, b), with a and b where Σ ln B(k + a, n − k + b) − ln B(a, b) is largest;
/// a share's posterior is Beta(a + k, b + n − k).
package struct BetaBinomialShrinkage: Sendable, Equatable {
  /// The first parameter of the common distribution.
  package let a: Double
  /// The second parameter.
  package let b: Double
  /// Whether the shares differ by more than chance: `false` where a + b would grow without bound and is held at 10⁴.
  package let showsDifferences: Bool
  /// The posterior of each share, in the order given.
  package let posteriors: [Posterior]

  /// a + b: as many answers as the common distribution is worth.
  package var strength: Double { a + b }
  /// The mean of the common distribution.
  package var mean: Double { a / (a + b) }

  /// What a + b is held at.
  package static let largestStrength = 1e4

  /// What a and b are held at from below, half an answer each as in Jeffreys' prior.
  ///
  /// Where every share is 0 or 1 the likelihood grows as both vanish, and a touchpoint of five perfect answers would be
  /// certain to be perfect.
  package static let smallestParameter = 0.5

  /// - Parameter counts: successes and answers of each; `nil` where fewer than two have answers.
  package init?(_ counts: [(part: Int, whole: Int)]) {
    let used = counts.filter { $0.whole > 0 && $0.part >= 0 && $0.part <= $0.whole }
    guard used.count > 1, used.count == counts.count else { return nil }
    let k = used.reduce(0) { $0 + $1.part }
    let n = used.reduce(0) { $0 + $1.whole }
    // All or none everywhere: nothing to tell apart, and no largest likelihood inside.
    let pooled = (Double(k) + 0.5) / (Double(n) + 1)
    // In one order, whatever order they are given in: the search then ends at the same bits.
    let sorted = used.sorted { ($0.whole, $0.part) < ($1.whole, $1.part) }
    var found = (
      a: max(Self.smallestParameter, pooled * Self.largestStrength),
      b: max(Self.smallestParameter, (1 - pooled) * Self.largestStrength)
    )
    var differs = false
    if k > 0, k < n {
      let start = min(max(Self.strengthByMoments(sorted, mean: Double(k) / Double(n)), 1), 1000)
      let p = Double(k) / Double(n)
      let floor = Self.smallestParameter
      func above(_ v: Double) -> Double { floor + exp(v) }
      func from(_ v: Double) -> Double { log(max(v - floor, 0.1)) }
      let point = nelderMead(start: (from(p * start), from((1 - p) * start)), step: 0.3, tolerance: 1e-9) { la, lb in
        let (a, b) = (above(la), above(lb))
        // Near the floor the simplex would walk on for ever without moving a or b.
        guard a + b <= Self.largestStrength, la > -14, lb > -14 else { return .infinity }
        return -Self.logLikelihood(sorted, a, b)
      }
      let (a, b) = (above(point.0), above(point.1))
      // The simplex may stop short of the cap along the flat ridge; the cap itself decides.
      let free = Self.logLikelihood(sorted, a, b)
      let cap = (a: max(floor, p * Self.largestStrength), b: max(floor, (1 - p) * Self.largestStrength))
      let capped = Self.logLikelihood(sorted, cap.a, cap.b)
      differs = a + b < 0.9 * Self.largestStrength && free > capped + 1e-9
      found = differs ? (a, b) : cap
    }
    a = found.a
    b = found.b
    showsDifferences = differs
    posteriors = used.map { .beta(found.a + Double($0.part), found.b + Double($0.whole - $0.part)) }
  }

  /// Log likelihood without the binomial coefficients, which do not depend on a and b.
  static func logLikelihood(_ counts: [(part: Int, whole: Int)], _ a: Double, _ b: Double) -> Double {
    let common = logBeta(a, b)
    return counts.reduce(0) { $0 + logBeta(Double($1.part) + a, Double($1.whole - $1.part) + b) - common }
  }

  /// a + b by moments, 1/ρ − 1: ρ = (S/pq − (K − 1)) / (N − Σn²/N − (K − 1)) with S = Σ n (p̂ − p)² (Kleinman 1973).
  static func strengthByMoments(_ counts: [(part: Int, whole: Int)], mean p: Double) -> Double {
    let groups = Double(counts.count)
    let n = counts.reduce(0.0) { $0 + Double($1.whole) }
    let squares = counts.reduce(0.0) { $0 + Double($1.whole) * Double($1.whole) }
    let spread = counts.reduce(0.0) { sum, c in
      let d = Double(c.part) / Double(c.whole) - p
      return sum + Double(c.whole) * d * d
    }
    let room = n - squares / n - (groups - 1)
    guard p > 0, p < 1, room > 0 else { return 1 }
    let rho = (spread / (p * (1 - p)) - (groups - 1)) / room
    guard rho < 1 else { return 1 }
    return rho > 0 ? 1 / rho - 1 : largestStrength
  }
}
