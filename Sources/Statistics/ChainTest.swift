import Foundation

/// Does the weakest link dictate loyalty? Whether the lowest rating tells more about coming back than the mean one.
///
/// Logistic models of the outcome on the mean (M0), on the lowest (M1) and on both (M2), each with the number of rated
/// touchpoints and what else is known; likelihood ratio tests of M2 against both.
package struct ChainTest: Sendable, Equatable {
  /// One customer with two or more rated touchpoints.
  package struct Customer: Sendable, Equatable {
    /// Lowest and mean rating on one scale.
    package var lowest: Double
    package var mean: Double
    /// Touchpoints rated.
    package var rated: Int
    /// Whether the customer bought again within the horizon after the last rating.
    package var returned: Bool
    /// Value band, tenure and the like, the same for every customer.
    package var others: [Double]

    package init(lowest: Double, mean: Double, rated: Int, returned: Bool, others: [Double] = []) {
      self.lowest = lowest
      self.mean = mean
      self.rated = rated
      self.returned = returned
      self.others = others
    }
  }

  package enum Verdict: Sendable, Equatable {
    /// The lowest rating adds to the mean, and the mean does not add to the lowest.
    case chain
    /// The mean adds to the lowest, and the lowest does not add to the mean.
    case average
    /// Each adds to the other.
    case both
    /// Neither does: the data do not decide. Never "refuted": noisy and missing ratings leave little power.
    case inconclusive
    case notRun(Reason)
  }

  /// Why the test was not run.
  package enum Reason: Sendable, Equatable {
    /// Fewer customers than `fewestCustomers` have two ratings and a known outcome.
    case fewCustomers(Int)
    /// Fewer of the rarer outcome than ten for each parameter.
    case fewOutcomes(Int, needed: Int)
    /// Lowest and mean are one and the same, or do not vary.
    case noSpread
  }

  /// One of the three models.
  package struct Model: Sendable, Equatable {
    package var logLikelihood: Double
    package var aic: Double
    package var areaUnderCurve: Double
    /// Odds ratio for one standard deviation more of the lowest and of the mean, where the model has it.
    package var oddsPerDeviation: [Double]
  }

  /// What the models say of each other.
  package struct Comparison: Sendable, Equatable {
    package var byMean: Model
    package var byLowest: Model
    package var byBoth: Model
    /// Likelihood ratio of M2 to M0, "the lowest adds to the mean", and how likely one as large is by chance.
    package var lowestAdds: Double
    package var lowestAddsP: Double
    /// Likelihood ratio of M2 to M1, "the mean adds to the lowest".
    package var meanAdds: Double
    package var meanAddsP: Double
    /// Pearson's correlation of lowest and mean.
    package var correlation: Double
  }

  package let verdict: Verdict
  /// Customers used.
  package let n: Int
  /// Those of them who came back.
  package let returned: Int
  /// `nil` where the test was not run.
  package let comparison: Comparison?

  /// Fewer customers than this give no test.
  package static let fewestCustomers = 200
  /// Of the rarer outcome, for each parameter of the largest model.
  package static let outcomesPerParameter = 10

  /// - Parameter customers: of others than two or more rated touchpoints none is used.
  package init(_ customers: [Customer]) {
    let used = customers.filter { $0.rated >= 2 }
    n = used.count
    returned = used.count(where: \.returned)
    let (verdict, comparison) = Self.run(used)
    self.verdict = verdict
    self.comparison = comparison
  }

  private static func run(_ used: [Customer]) -> (Verdict, Comparison?) {
    guard used.count >= fewestCustomers, let first = used.first else {
      return (.notRun(.fewCustomers(used.count)), nil)
    }
    // What is the same for everybody explains nothing.
    var others = used.map { [Double($0.rated)] + $0.others }
    let width = others.reduce(Int.max) { min($0, $1.count) }
    let varying = (0..<width).filter { j in others.contains { $0[j] != others[0][j] } }
    others = others.map { row in varying.map { row[$0] } }
    let outcomes = used.map(\.returned)
    let events = outcomes.count(where: { $0 })
    let rarer = min(events, used.count - events)
    let needed = outcomesPerParameter * (3 + varying.count)
    guard rarer >= needed else { return (.notRun(.fewOutcomes(rarer, needed: needed)), nil) }
    guard used.contains(where: { $0.lowest != first.lowest }), used.contains(where: { $0.mean != first.mean }) else {
      return (.notRun(.noSpread), nil)
    }
    func fit(_ variables: (Customer) -> [Double]) -> LogisticFit? {
      LogisticFit(rows: used.indices.map { variables(used[$0]) + others[$0] }, outcomes: outcomes)
    }
    guard let m0 = fit({ [$0.mean] }), let m1 = fit({ [$0.lowest] }), let m2 = fit({ [$0.lowest, $0.mean] }) else {
      return (.notRun(.noSpread), nil)
    }
    var products = CrossProducts(variables: 2)
    for customer in used { products.add([customer.lowest, customer.mean]) }
    let centred = products.centred
    let deviations = (0..<2).map { (centred[$0, $0] / Double(used.count - 1)).squareRoot() }
    func model(_ fit: LogisticFit, _ deviations: [Double]) -> Model {
      Model(
        logLikelihood: fit.logLikelihood, aic: fit.aic, areaUnderCurve: fit.areaUnderCurve,
        oddsPerDeviation: deviations.enumerated().map { exp(fit.coefficients[$0 + 1] * $1) })
    }
    let lowestAdds = max(0, 2 * (m2.logLikelihood - m0.logLikelihood))
    let meanAdds = max(0, 2 * (m2.logLikelihood - m1.logLikelihood))
    let comparison = Comparison(
      byMean: model(m0, [deviations[1]]), byLowest: model(m1, [deviations[0]]), byBoth: model(m2, deviations),
      lowestAdds: lowestAdds, lowestAddsP: chiSquareAbove(lowestAdds, degrees: 1), meanAdds: meanAdds,
      meanAddsP: chiSquareAbove(meanAdds, degrees: 1), correlation: products.correlations[0, 1])
    // A higher rating with fewer returns supports neither claim.
    let lowest = comparison.lowestAddsP < 0.05 && m2.coefficients[1] > 0
    let mean = comparison.meanAddsP < 0.05 && m2.coefficients[2] > 0
    switch (lowest, mean) {
    case (true, false): return (.chain, comparison)
    case (false, true): return (.average, comparison)
    case (true, true): return (.both, comparison)
    case (false, false): return (.inconclusive, comparison)
    }
  }
}
