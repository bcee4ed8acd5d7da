import Foundation

/// Does the weakest link dictate loyalty? Whether the lowest rating tells more about coming back than the mean one.
///
/// Logistic models of the outcome on the mean (M0), on the lowest (M1) and on both (M2), each with the number of rated
/// touchpoints and what else is known; likelihood ratio tests of M2 against both.
package struct ChainTest: Sendable, Equatable {
  /// One customer with two or more rated touchpoints.
  package struct Customer: Sendable, Equatable {
    /// Lowest rating.
    package var lowest: Double
    /// Mean rating on the same scale.
    package var mean: Double
    /// Touchpoints rated.
    package var rated: Int
    /// Whether the customer bought again within the horizon after the last rating.
    package var returned: Bool
    /// How often the customer had bought before; the same for every customer where nothing is known of it.
    package var before: Int

    package init(lowest: Double, mean: Double, rated: Int, returned: Bool, before: Int = 0) {
      self.lowest = lowest
      self.mean = mean
      self.rated = rated
      self.returned = returned
      self.before = before
    }
  }

  /// Customers counted as they come: what the test needs of all of them.
  package struct Sample: Sendable, Equatable {
    /// Lowest, mean, touchpoints rated and purchases before.
    fileprivate var rows = CountedRows(variables: 4)
    /// Of lowest and mean.
    fileprivate var products = CrossProducts(variables: 2)
    private var row = [Double](repeating: 0, count: 4)
    private var pair = [Double](repeating: 0, count: 2)

    package init() {}

    /// Customers added.
    package var count: Int { rows.count }
    /// Those of them who came back.
    package var returned: Int { rows.events }

    /// Adds a customer; one with fewer than two rated touchpoints is left out.
    package mutating func add(_ customer: Customer) {
      guard customer.rated >= 2 else { return }
      row[0] = customer.lowest
      row[1] = customer.mean
      row[2] = Double(customer.rated)
      row[3] = Double(customer.before)
      rows.add(row, events: customer.returned ? 1 : 0)
      pair[0] = customer.lowest
      pair[1] = customer.mean
      products.add(pair)
    }
  }

  /// What the test says of the claim.
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
    /// Natural logarithm, at the maximum.
    package var logLikelihood: Double
    /// Akaike's criterion: lower is better.
    package var aic: Double
    /// Probability that one who came back is ranked above one who did not.
    package var areaUnderCurve: Double
    /// Odds ratio for one standard deviation more of the lowest and of the mean, where the model has it.
    package var oddsPerDeviation: [Double]
  }

  /// What the models say of each other.
  package struct Comparison: Sendable, Equatable {
    /// M0.
    package var byMean: Model
    /// M1.
    package var byLowest: Model
    /// M2.
    package var byBoth: Model
    /// Likelihood ratio of M2 to M0, "the lowest adds to the mean".
    package var lowestAdds: Double
    /// Its p value.
    package var lowestAddsP: Double
    /// Likelihood ratio of M2 to M1, "the mean adds to the lowest".
    package var meanAdds: Double
    /// Its p value.
    package var meanAddsP: Double
    /// Pearson's correlation of lowest and mean.
    package var correlation: Double
  }

  /// What the test says.
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
    var sample = Sample()
    for customer in customers { sample.add(customer) }
    self.init(sample)
  }

  package init(_ sample: Sample) {
    n = sample.count
    returned = sample.returned
    (verdict, comparison) = Self.run(sample)
  }

  private static func run(_ sample: Sample) -> (Verdict, Comparison?) {
    let (rows, products) = (sample.rows, sample.products)
    guard rows.count >= fewestCustomers else { return (.notRun(.fewCustomers(rows.count)), nil) }
    // What is the same for everybody explains nothing.
    let others = [2, 3].filter { rows.varies($0) }
    let rarer = min(rows.events, rows.count - rows.events)
    let needed = outcomesPerParameter * (3 + others.count)
    guard rarer >= needed else { return (.notRun(.fewOutcomes(rarer, needed: needed)), nil) }
    guard rows.varies(0), rows.varies(1) else { return (.notRun(.noSpread), nil) }
    guard let m0 = LogisticFit(rows.keeping([1] + others)), let m1 = LogisticFit(rows.keeping([0] + others)),
      let m2 = LogisticFit(rows.keeping([0, 1] + others))
    else { return (.notRun(.noSpread), nil) }
    let centred = products.centred
    let deviations = (0..<2).map { (centred[$0, $0] / Double(rows.count - 1)).squareRoot() }
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
