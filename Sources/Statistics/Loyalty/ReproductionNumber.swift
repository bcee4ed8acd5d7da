/// Purchases that each purchase brings within the horizon, of purchases whose horizon has passed: R of a branching process.
package struct ReproductionNumber: Sendable, Equatable {
  /// Purchases old enough to tell, and those that they brought; each brought one counts once, for the latest before it.
  package struct Counts: Sendable, Equatable {
    package var purchases: Int
    package var brought: Int

    package init(purchases: Int = 0, brought: Int = 0) {
      self.purchases = purchases
      self.brought = brought
    }
  }

  /// R with its interval.
  package let value: Estimate

  /// 1 / (1 − R), all purchases that one brings in the end, itself included, with its interval; `nil` from R = 1 on, where
  /// purchases sustain themselves. Its high end is infinite where that of R is 1 or more.
  package var multiplier: Estimate? {
    guard value.value < 1 else { return nil }
    return Estimate(
      value: 1 / (1 - value.value), low: 1 / (1 - value.low),
      high: value.high < 1 ? 1 / (1 - value.high) : .infinity, n: value.n)
  }

  /// With the interval of Jeffreys' gamma posterior, as if purchases did not know of one another; `nil` without purchases.
  package init?(_ counts: Counts) {
    guard counts.purchases > 0 else { return nil }
    let n = Double(counts.purchases)
    let shape = Double(counts.brought) + 0.5
    let r = Double(counts.brought) / n
    value = Estimate(
      value: r, low: min(r, gammaQuantile(0.025, shape: shape) / n), high: gammaQuantile(0.975, shape: shape) / n,
      n: counts.purchases)
  }

  /// With the interval of groups of customers drawn anew, since a customer's purchases go together (percentiles); `nil`
  /// without purchases.
  ///
  /// - Parameter draws: how often; the stream of random numbers is the same every time.
  package init?(groups: [Counts], draws: Int = 2_000) {
    guard let ratio = GroupedRatio(groups.map { (part: $0.brought, whole: $0.purchases) }, draws: draws) else {
      return nil
    }
    value = ratio.estimate
  }
}

/// A ratio of two sums over groups of customers, with the interval of groups drawn anew.
package struct GroupedRatio: Sendable, Equatable {
  package let estimate: Estimate

  /// `nil` where there is nothing to be a share of. The percentiles of the draws, deterministic.
  package init?(_ groups: [(part: Int, whole: Int)], draws: Int = 2_000, seed: UInt64 = 20_260_101) {
    let groups = groups.filter { $0.whole > 0 || $0.part > 0 }
    let whole = groups.reduce(0) { $0 + $1.whole }
    guard whole > 0 else { return nil }
    let value = Double(groups.reduce(0) { $0 + $1.part }) / Double(whole)
    var random = SplitMix(seed: seed)
    var ratios: [Double] = []
    ratios.reserveCapacity(draws)
    for _ in 0..<draws {
      var part = 0
      var base = 0
      for _ in groups.indices {
        let group = groups[random.below(groups.count)]
        part += group.part
        base += group.whole
      }
      if base > 0 { ratios.append(Double(part) / Double(base)) }
    }
    ratios.sort()
    let low = quantile(ofSorted: ratios, 0.025) ?? value
    let high = quantile(ofSorted: ratios, 0.975) ?? value
    estimate = Estimate(value: value, low: min(low, value), high: max(high, value), n: whole)
  }
}
