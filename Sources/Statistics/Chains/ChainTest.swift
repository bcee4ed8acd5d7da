import Foundation

/// Does the weakest link dictate loyalty? Whether the lowest rating tells more about coming back, or about the answer to
/// the overall question, than the mean one, and how much more.
///
/// Models of the outcome on the mean (M0), on the lowest (M1) and on both (M2), each with the number of rated touchpoints
/// and what else is known; likelihood ratio tests of M2 against both. Logistic for yes and no; where the outcome is an
/// answer, proportional odds over its scale decide, and the logit of a top answer stands beside. The size is the gain in R²
/// of least squares.
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
    /// The answer to the overall question; `nil` where the outcome is only a yes or no.
    package var answer: Int?

    package init(
      lowest: Double, mean: Double, rated: Int, returned: Bool, before: Int = 0, answer: Int? = nil
    ) {
      self.lowest = lowest
      self.mean = mean
      self.rated = rated
      self.returned = returned
      self.before = before
      self.answer = answer
    }
  }

  /// Customers counted as they come: what the test needs of all of them.
  package struct Sample: Sendable, Equatable {
    /// Lowest, mean, touchpoints rated and purchases before.
    fileprivate var rows = CountedRows(variables: 4)
    /// The same four, and the answer.
    fileprivate var answers = CountedRows(variables: 5)
    /// Lowest, mean, touchpoints rated, purchases before, and the outcome in its own unit.
    fileprivate var products = CrossProducts(variables: 5)
    private var row = [Double](repeating: 0, count: 5)

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
      row[4] = customer.answer.map { Double($0) } ?? (customer.returned ? 1 : 0)
      rows.add(Array(row[..<4]), events: customer.returned ? 1 : 0)
      if customer.answer != nil { answers.add(row, events: 0) }
      products.add(row)
    }
  }

  /// What the test says of the claim.
  package enum Verdict: Sendable, Equatable {
    /// The lowest rating adds to the mean, enough to be worth saying, and the mean does not add to the lowest.
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
    /// The same two tests on the scale of the answers; `nil` where the outcome is a yes or no.
    package var ordered: Ordered?
    /// Share of the outcome's variation that the lowest adds beyond the mean, with its interval; `nil` where there is no
    /// variation.
    package var size: Estimate?
  }

  /// Likelihood ratio tests of proportional odds on the scale of the answers.
  package struct Ordered: Sendable, Equatable {
    /// p of "the lowest adds to the mean".
    package var lowestAddsP: Double
    /// p of "the mean adds to the lowest".
    package var meanAddsP: Double
    /// Coefficients of both in the model of both.
    package var lowest: Double
    package var mean: Double
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
  /// The lowest must add this share of the variation for the claim to be made: half a point.
  package static let smallestWorthSaying = 0.005

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
    var comparison = Comparison(
      byMean: model(m0, [deviations[1]]), byLowest: model(m1, [deviations[0]]), byBoth: model(m2, deviations),
      lowestAdds: lowestAdds, lowestAddsP: chiSquareAbove(lowestAdds, degrees: 1), meanAdds: meanAdds,
      meanAddsP: chiSquareAbove(meanAdds, degrees: 1), correlation: products.correlations[0, 1])
    comparison.ordered = ordered(sample.answers, others)
    comparison.size = size(products, others)
    let tested =
      comparison.ordered
      ?? Ordered(
        lowestAddsP: comparison.lowestAddsP, meanAddsP: comparison.meanAddsP, lowest: m2.coefficients[1],
        mean: m2.coefficients[2])
    // A higher rating with lower outcomes supports neither claim, and a gain too small to see no chain.
    let gain = comparison.size.map { $0.low > 0 && $0.value >= smallestWorthSaying } ?? false
    let lowest = tested.lowestAddsP < 0.05 && tested.lowest > 0 && gain
    let mean = tested.meanAddsP < 0.05 && tested.mean > 0
    switch (lowest, mean) {
    case (true, false): return (.chain, comparison)
    case (false, true): return (.average, comparison)
    case (true, true): return (.both, comparison)
    case (false, false): return (.inconclusive, comparison)
    }
  }

  /// Proportional odds over the answers; `nil` without answers, or where the models have no maximum.
  private static func ordered(_ rows: CountedRows, _ others: [Int]) -> Ordered? {
    guard rows.count > 0 else { return nil }
    var levels: [Double] = []
    for pattern in rows.patterns where !levels.contains(pattern.values[4]) { levels.append(pattern.values[4]) }
    levels.sort()
    func fit(_ columns: [Int]) -> OrderedLogit? {
      var patterns: [(values: [Double], counts: [Int])] = []
      // Patterns come in order of their values, so that equal ones follow each other.
      for pattern in rows.keeping(columns + [4]).patterns {
        let values = Array(pattern.values.dropLast())
        if patterns.last?.values != values { patterns.append((values, [Int](repeating: 0, count: levels.count))) }
        guard let level = levels.firstIndex(of: pattern.values[columns.count]) else { continue }
        patterns[patterns.count - 1].counts[level] += pattern.n
      }
      return OrderedLogit(patterns, levels: levels.count)
    }
    guard let byMean = fit([1] + others), let byLowest = fit([0] + others), let byBoth = fit([0, 1] + others) else {
      return nil
    }
    return Ordered(
      lowestAddsP: chiSquareAbove(max(0, 2 * (byBoth.logLikelihood - byMean.logLikelihood)), degrees: 1),
      meanAddsP: chiSquareAbove(max(0, 2 * (byBoth.logLikelihood - byLowest.logLikelihood)), degrees: 1),
      lowest: byBoth.coefficients[0], mean: byBoth.coefficients[1])
  }

  /// The gain in R² of least squares when the lowest is added; its range is that of the term's non-central F, λ/n (1 − R²).
  private static func size(_ products: CrossProducts, _ others: [Int]) -> Estimate? {
    guard let full = LinearFit(products.keeping([0, 1] + others + [4])),
      let without = LinearFit(products.keeping([1] + others + [4])), full.rSquared < 1
    else { return nil }
    let gain = max(0, full.rSquared - without.rSquared)
    let degrees = Double(products.rows - others.count - 3)
    guard degrees > 0 else { return nil }
    let range = noncentralityRange(gain / (1 - full.rSquared) * degrees, degrees: degrees)
    let unit = (1 - full.rSquared) / Double(products.rows)
    return Estimate(value: gain, low: range.low * unit, high: range.high * unit, n: products.rows)
  }
}
