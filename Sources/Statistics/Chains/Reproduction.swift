/// R: how many purchases each purchase leads to within the horizon, and what a purchase is worth with all that follow it.
package struct Reproduction: Sendable, Equatable {
  /// With the interval of a Poisson rate under Jeffreys' prior, Gamma(children + ½, purchases).
  package let rate: Estimate
  /// 1 ÷ (1 − R), a branching process's expected size; `nil` where R is 1 or more, and purchases would never end. The
  /// upper end is infinite where R's is 1 or more.
  package let multiplier: Estimate?

  /// - Parameters:
  ///   - children: purchases that followed, each counted once.
  ///   - purchases: whose horizon has passed; `nil` of none.
  package init?(children: Int, of purchases: Int) {
    guard purchases > 0, children >= 0 else { return nil }
    let n = Double(purchases)
    let shape = Double(children) + 0.5
    rate = Estimate(
      value: Double(children) / n, low: children == 0 ? 0 : gammaQuantile(0.025, shape: shape) / n,
      high: gammaQuantile(0.975, shape: shape) / n, n: purchases)
    multiplier =
      rate.value >= 1
      ? nil
      : Estimate(
        value: 1 / (1 - rate.value), low: 1 / (1 - rate.low), high: rate.high < 1 ? 1 / (1 - rate.high) : .infinity,
        n: purchases)
  }
}

/// The x below which the share p of the gamma distribution of that shape and scale 1 lies.
package func gammaQuantile(_ p: Double, shape: Double) -> Double {
  guard p > 0 else { return 0 }
  guard p < 1 else { return .infinity }
  return rootOfFalling { incompleteGammaComplement(shape, $0) - (1 - p) }
}
