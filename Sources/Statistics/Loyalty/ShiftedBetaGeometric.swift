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
    guard let last = remaining.last else { return nil }
    var left = zip(remaining, remaining.dropFirst()).map { $0 - $1 }
    left.append(0)
    var staying = [Int](repeating: 0, count: remaining.count)
    staying[remaining.count - 1] = last
    self.init(left: left, staying: staying)
  }

  /// The fit to customers of any age; `nil` where nobody left, or nobody stayed.
  ///
  /// - Parameters: customers by number of renewals: those who then left, and those still there; of equal length.
  package init?(left: [Int], staying: [Int]) {
    guard left.contains(where: { $0 > 0 }), staying.dropFirst().contains(where: { $0 > 0 }) else { return nil }
    let (la, lb) = nelderMead(start: (0, 0), step: 0.5) { la, lb in
      guard abs(la) < 15, abs(lb) < 15 else { return .infinity }
      return -Self.logLikelihood(exp(la), exp(lb), left: left, staying: staying)
    }
    (alpha, beta) = (exp(la), exp(lb))
    logLikelihood = Self.logLikelihood(alpha, beta, left: left, staying: staying)
  }

  private init(alpha: Double, beta: Double) { (self.alpha, self.beta, logLikelihood) = (alpha, beta, 0) }

  private static func logLikelihood(_ alpha: Double, _ beta: Double, left: [Int], staying: [Int]) -> Double {
    // After t renewals: of leaving next, and of being there still.
    var (chance, survival, sum) = (log(alpha / (alpha + beta)), 0.0, 0.0)
    for t in left.indices {
      sum += Double(left[t]) * chance + Double(staying[t]) * survival
      let age = Double(t)
      survival += log((beta + age) / (alpha + beta + age))
      chance += log((beta + age) / (alpha + beta + age + 1))
    }
    return sum
  }

  /// The share that remains after so many periods: Π (β + t − 1) / (α + β + t − 1).
  package func survival(after periods: Int) -> Double {
    (0..<max(0, periods)).reduce(1.0) { $0 * (beta + Double($1)) / (alpha + beta + Double($1)) }
  }

  /// How many of customers by number of renewals are expected to stay for so many periods more.
  package func expected(_ customers: [Int], staying periods: Int) -> ExpectedPurchases {
    var sum = ExpectedPurchases()
    for (age, count) in customers.enumerated() where count > 0 {
      let share = (0..<periods).reduce(1.0) {
        $0 * (beta + Double(age + $1)) / (alpha + beta + Double(age + $1))
      }
      sum.add(ExpectedPurchases(mean: share, variance: share * (1 - share)), times: count)
    }
    return sum
  }

  /// The same of those still there, between which numbers 95 % of outcomes lie: for that the parameters are not known (draws
  /// from the normal distribution of their logarithms that the likelihood has about its maximum), and that chance plays.
  ///
  /// - Parameters:
  ///   - left: what was fitted, with `staying`.
  ///   - draws: sets of parameters; the stream of random numbers is the same every time.
  package func forecast(left: [Int], staying: [Int], periods: Int, draws: Int) -> PurchaseForecast {
    let value = expected(staying, staying: periods).mean
    let logs = [log(alpha), log(beta)]
    func misfit(_ a: Double, _ b: Double) -> Double {
      -Self.logLikelihood(exp(logs[0] + a), exp(logs[1] + b), left: left, staying: staying)
    }
    let h = 0.01
    var curvature = SquareMatrix(2)
    let middle = misfit(0, 0)
    curvature[0, 0] = (misfit(h, 0) - 2 * middle + misfit(-h, 0)) / (h * h)
    curvature[1, 1] = (misfit(0, h) - 2 * middle + misfit(0, -h)) / (h * h)
    let cross = (misfit(h, h) - misfit(h, -h) - misfit(-h, h) + misfit(-h, -h)) / (4 * h * h)
    (curvature[0, 1], curvature[1, 0]) = (cross, cross)
    let drawn = FittedPurchases.draws(draws, about: logs, curvature).map {
      Self(alpha: $0[0], beta: $0[1]).expected(staying, staying: periods)
    }
    return FittedPurchases.range(value, drawn)
  }
}
