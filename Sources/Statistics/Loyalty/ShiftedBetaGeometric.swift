import Foundation

/// How many of those with a contract renew it, period by period, where each has a chance of its own to leave that is beta:
/// the shifted beta-geometric model (Fader & Hardie 2007, "How to project customer retention").
package struct ShiftedBetaGeometric: Sendable, Equatable {
  /// Of the beta distribution of chances to leave; and the natural logarithm of the likelihood there.
  package let alpha: Double
  package let beta: Double
  package let logLikelihood: Double

  /// The fit to a cohort; `nil` where nobody left, or nobody stayed.
  ///
  /// - Parameter remaining: customers at the beginning and after each period, never rising.
  package init?(remaining: [Int]) {
    guard let first = remaining.first, let last = remaining.last, last > 0, last < first else { return nil }
    func logLikelihood(_ alpha: Double, _ beta: Double) -> Double {
      var chance = log(alpha / (alpha + beta))
      var survival = log(beta / (alpha + beta))
      var sum = 0.0
      for t in 1..<remaining.count {
        sum += Double(remaining[t - 1] - remaining[t]) * chance
        if t == remaining.count - 1 { sum += Double(remaining[t]) * survival }
        chance += log((beta + Double(t) - 1) / (alpha + beta + Double(t)))
        survival += log((beta + Double(t)) / (alpha + beta + Double(t)))
      }
      return sum
    }
    let (la, lb) = nelderMead(start: (0, 0), step: 0.5) { la, lb in
      guard abs(la) < 15, abs(lb) < 15 else { return .infinity }
      return -logLikelihood(exp(la), exp(lb))
    }
    (alpha, beta) = (exp(la), exp(lb))
    self.logLikelihood = logLikelihood(alpha, beta)
  }

  /// The share that remains after so many periods: Π (β + t − 1) / (α + β + t − 1).
  package func survival(after periods: Int) -> Double {
    (0..<max(0, periods)).reduce(1.0) { $0 * (beta + Double($1)) / (alpha + beta + Double($1)) }
  }
}
