/// Purchases that each purchase brings within the horizon, of purchases whose horizon has passed: R of a branching process.
package struct ReproductionNumber: Sendable, Equatable {
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
  ///
  /// - Parameters:
  ///   - brought: purchases brought within the horizon, each counted once, for the latest before it.
  ///   - purchases: those old enough to tell.
  package init?(brought: Int, of purchases: Int) { self.init(brought: brought, of: purchases, effect: 1) }

  /// With the interval of customers drawn at random: Jeffreys' posterior of as many purchases as carry the same error, where
  /// a customer's purchases go together (the design effect of Kish 1965); `nil` without purchases.
  package init?(_ sums: ClusterSums) { self.init(brought: sums.part, of: sums.whole, effect: sums.designEffect) }

  private init?(brought: Int, of purchases: Int, effect: Double) {
    guard purchases > 0 else { return nil }
    let n = Double(purchases) / effect
    let shape = Double(brought) / effect + 0.5
    let r = Double(brought) / Double(purchases)
    value = Estimate(
      value: r, low: min(r, gammaQuantile(0.025, shape: shape) / n), high: gammaQuantile(0.975, shape: shape) / n,
      n: purchases)
  }
}

/// What the error of a ratio of two sums needs to know of those who were summed over, each with a part and a whole: whole
/// numbers only, so that they add up in any order.
package struct ClusterSums: Sendable, Equatable {
  /// How many have a part or a whole.
  package private(set) var clusters = 0
  package private(set) var part = 0
  package private(set) var whole = 0
  private var partSquares = 0
  private var products = 0
  private var wholeSquares = 0

  package init() {}

  /// Adds one of them.
  package mutating func add(part: Int, whole: Int) {
    guard part != 0 || whole != 0 else { return }
    clusters += 1
    self.part += part
    self.whole += whole
    partSquares += part * part
    products += part * whole
    wholeSquares += whole * whole
  }

  /// Takes in what was summed over others.
  package mutating func merge(_ other: ClusterSums) {
    clusters += other.clusters
    part += other.part
    whole += other.whole
    partSquares += other.partSquares
    products += other.products
    wholeSquares += other.wholeSquares
  }

  /// Takes out what was summed over some of them.
  package mutating func remove(_ some: ClusterSums) {
    clusters -= some.clusters
    part -= some.part
    whole -= some.whole
    partSquares -= some.partSquares
    products -= some.products
    wholeSquares -= some.wholeSquares
  }

  /// The variance of part / whole by linearisation, Σ (part − R whole)² / whole² · n / (n − 1) (Cochran 1977, section 6.5);
  /// `nil` with fewer than two.
  package var variance: Double? {
    guard clusters > 1, whole > 0 else { return nil }
    let r = Double(part) / Double(whole)
    let squares = Double(partSquares) - 2 * r * Double(products) + r * r * Double(wholeSquares)
    return max(0, squares) / (Double(whole) * Double(whole)) * Double(clusters) / Double(clusters - 1)
  }

  /// That variance over the one of a Poisson count; 1 where neither says anything.
  fileprivate var designEffect: Double {
    guard let variance, part > 0, variance > 0 else { return 1 }
    return max(0.05, variance * Double(whole) * Double(whole) / Double(part))
  }
}
