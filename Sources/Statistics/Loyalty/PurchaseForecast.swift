import Foundation

/// What a group of customers is expected to buy in a time to come, with its 95 % prediction interval.
package struct PurchaseForecast: Sendable, Equatable {
  /// In purchases; the ends hold it.
  package var value: Double
  package var low: Double
  package var high: Double

  package init(value: Double, low: Double, high: Double) {
    self.value = value
    self.low = low
    self.high = high
  }

  /// The interval at least as wide as a relative error to each side.
  package func widened(to error: Double) -> PurchaseForecast {
    PurchaseForecast(
      value: value, low: max(0, min(low, value * (1 - error))), high: max(high, value * (1 + error)))
  }
}

/// A model of buying fitted to customers' histories, and how well their number tells its parameters.
package struct FittedPurchases: Sendable {
  package let model: PurchaseModel
  /// In the model's order, and the natural logarithm of the likelihood there.
  package let parameters: [Double]
  package let logLikelihood: Double
  /// Sets of parameters that would do as well: draws from the normal distribution that the likelihood has about its
  /// maximum, on the scale of logarithms.
  private let draws: [[Double]]

  /// `nil` where nobody bought again.
  ///
  /// - Parameter draws: sets of parameters; the stream of random numbers is the same every time.
  package init?(_ model: PurchaseModel, _ rows: [PurchaseHistory], draws: Int = 200) {
    guard let parameters = model.fit(rows) else { return nil }
    self.model = model
    self.parameters = parameters
    logLikelihood = model.logLikelihood(parameters, rows)
    let logs = parameters.map { log($0) }
    self.draws = Self.draws(draws, about: logs, model.curvature(PurchaseTable(rows), about: logs))
  }

  /// Sets of parameters from the normal distribution of their logarithms about a maximum, by the second derivatives of
  /// −ln L there; the same every time.
  static func draws(_ count: Int, about logs: [Double], _ curvature: SquareMatrix) -> [[Double]] {
    let (values, vectors) = curvature.symmetricEigen()
    // Where the data say next to nothing, a parameter is known to a factor of e² at best.
    let spreads = values.map { 1 / max($0, 0.25).squareRoot() }
    var random = SplitMix(seed: 1_729)
    return (0..<count).map { _ in
      let steps = spreads.map { $0 * normalQuantile((Double(random.bits() >> 11) + 0.5) / 9_007_199_254_740_992) }
      return logs.indices.map { i in
        exp(logs[i] + logs.indices.reduce(0.0) { $0 + vectors[i, $1] * steps[$1] })
      }
    }
  }

  /// Purchases of customers in the time after their observation: what is expected, and between which numbers 95 % of
  /// outcomes lie, for both that the parameters are not known and that chance plays (a parametric bootstrap whose chance is
  /// summed and not drawn: given the parameters the total is nearly normal).
  package func forecast(_ rows: [PurchaseHistory], within time: Double) -> PurchaseForecast {
    forecasts([rows], within: time).all
  }

  /// The same of several groups of customers, and of all of them together.
  package func forecasts(
    _ groups: [[PurchaseHistory]], within time: Double
  ) -> (each: [PurchaseForecast], all: PurchaseForecast) {
    let tables = groups.map { PurchaseTable($0) }
    let expected = tables.map { model.expected(parameters, $0, within: time).mean }
    let drawn = draws.map { parameters in tables.map { model.expected(parameters, $0, within: time) } }
    let together = drawn.map { groups in
      groups.reduce(into: ExpectedPurchases()) { $0.add($1, times: 1) }
    }
    return (
      groups.indices.map { g in Self.range(expected[g], drawn.map { $0[g] }) },
      Self.range(expected.reduce(0, +), together)
    )
  }

  /// What 95 % of outcomes lie between, each set of parameters as likely as any other.
  static func range(_ value: Double, _ drawn: [ExpectedPurchases]) -> PurchaseForecast {
    let all = drawn.filter { $0.mean.isFinite && $0.variance.isFinite }
    guard !all.isEmpty else { return PurchaseForecast(value: value, low: 0, high: .infinity) }
    func below(_ x: Double) -> Double {
      all.reduce(0.0) { $0 + normalBelow((x - $1.mean) / max(1e-9, $1.variance.squareRoot())) } / Double(all.count)
    }
    func quantile(_ p: Double) -> Double {
      var low = 0.0
      var high = all.reduce(1.0) { max($0, $1.mean + 10 * $1.variance.squareRoot()) }
      for _ in 0..<40 {
        let middle = (low + high) / 2
        if below(middle) < p { low = middle } else { high = middle }
      }
      return (low + high) / 2
    }
    return PurchaseForecast(value: value, low: min(value, quantile(0.025)), high: max(value, quantile(0.975)))
  }
}
