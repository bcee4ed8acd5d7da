/// Which of the measured touchpoints is the weakest, said only as far as the answers allow.
package struct WeakestLink: Sendable, Equatable {
  /// What may be said of the weakest.
  package enum Verdict: Sendable, Equatable {
    /// One is the weakest with a probability of at least .80.
    case named(Int)
    /// The smallest set that holds the weakest with a probability of at least .90, most likely first.
    case contenders([Int])
    /// The answers do not show that the touchpoints differ at all.
    case noDifference
  }

  /// How likely each is the lowest, in the order given.
  package let probabilities: [Double]
  /// What is known of each true value after shrinkage, in the order given.
  package let posteriors: [Posterior]
  /// What may be said.
  package let verdict: Verdict
  /// How likely values as different are where all are equal.
  package let pValue: Double
  /// Standard deviations of one answer as they were used, in the order given; empty of shares.
  package let deviations: [Double]
  /// Further answers at *each* contender, at the rates now estimated, after which the likeliest could be named; `nil`
  /// where one is named already, where they do not differ, or where `WeakestLink.mostFurtherAnswers` would not do.
  package let furtherAnswers: Int?

  /// The one with the highest shrunken value: the strength that stands beside a weakness; of equals the first.
  package var strongest: Int {
    posteriors.indices.max {
      posteriors[$0].mean != posteriors[$1].mean ? posteriors[$0].mean < posteriors[$1].mean : $0 > $1
    }
      ?? 0
  }

  /// A link is named from this probability on.
  package static let namingProbability = 0.80
  /// Contenders together reach this probability.
  package static let contendersProbability = 0.90
  /// More than these further answers at each contender are not asked for.
  package static let mostFurtherAnswers = 10_000

  /// By shares (top two boxes, easy, promoters): beta-binomial shrinkage.
  ///
  /// - Parameter counts: successes and answers of each touchpoint; `nil` with fewer than two touchpoints or without answers.
  package init?(shares counts: [(part: Int, whole: Int)]) {
    guard let shrunken = BetaBinomialShrinkage(counts) else { return nil }
    let pValue = Self.homogeneity(counts)
    self.init(shrunken.posteriors, [], pValue, differ: shrunken.showsDifferences && pValue < 0.05) { i, more in
      guard case .beta(let a, let b) = shrunken.posteriors[i] else { return shrunken.posteriors[i] }
      let mean = a / (a + b)
      return .beta(a + more * mean, b + more * (1 - mean))
    }
  }

  /// By means (experience curve, CES, NPS item): normal shrinkage.
  ///
  /// - Parameter means: mean, standard deviation of one answer, and answers of each touchpoint.
  package init?(means: [(mean: Double, standardDeviation: Double, n: Int)]) {
    guard means.allSatisfy({ $0.n > 1 }) else { return nil }
    // A few answers all alike do not make a mean certain: each variance is averaged with 4 degrees of the common one.
    let degrees = means.reduce(0.0) { $0 + Double($1.n - 1) }
    let squares = means.reduce(0.0) { $0 + Double($1.n - 1) * $1.standardDeviation * $1.standardDeviation }
    guard degrees > 0, squares > 0 else { return nil }
    let common = squares / degrees
    let deviations = means.map {
      let own = Double($0.n - 1)
      return ((own * $0.standardDeviation * $0.standardDeviation + 4 * common) / (own + 4)).squareRoot()
    }
    let errors = zip(means, deviations).map { (mean: $0.mean, standardError: $1 / Double($0.n).squareRoot()) }
    guard let shrunken = NormalShrinkage(errors) else { return nil }
    let pValue = shrunken.pValue
    self.init(shrunken.posteriors, deviations, pValue, differ: shrunken.showsDifferences && pValue < 0.05) { i, more in
      guard case .normal(let mean, let deviation) = shrunken.posteriors[i] else { return shrunken.posteriors[i] }
      let precision = 1 / (deviation * deviation) + more / (deviations[i] * deviations[i])
      return .normal(mean: mean, deviation: (1 / precision).squareRoot())
    }
  }

  private init?(
    _ posteriors: [Posterior], _ deviations: [Double], _ pValue: Double, differ: Bool,
    after: (Int, Double) -> Posterior
  ) {
    guard posteriors.count > 1, let probabilities = probabilityOfLowest(posteriors) else { return nil }
    (self.deviations, self.pValue) = (deviations, pValue)
    self.probabilities = probabilities
    self.posteriors = posteriors
    let order = probabilities.indices.sorted {
      probabilities[$0] != probabilities[$1] ? probabilities[$0] > probabilities[$1] : $0 < $1
    }
    guard differ else {
      (verdict, furtherAnswers) = (.noDifference, nil)
      return
    }
    if probabilities[order[0]] >= Self.namingProbability {
      (verdict, furtherAnswers) = (.named(order[0]), nil)
      return
    }
    var contenders: [Int] = []
    var sum = 0.0
    for i in order where sum < Self.contendersProbability {
      contenders.append(i)
      sum += probabilities[i]
    }
    verdict = .contenders(contenders)
    furtherAnswers = Self.further(posteriors, contenders, after)
  }

  /// The fewest further answers at each contender that let the lowest of today's shrunken rates be named.
  ///
  /// The contenders are taken to keep those rates, so that only their spread narrows; doubled, then halved in on.
  private static func further(
    _ posteriors: [Posterior], _ contenders: [Int], _ after: (Int, Double) -> Posterior
  ) -> Int? {
    func settled(_ more: Int) -> Bool {
      var later = posteriors
      for i in contenders { later[i] = after(i, Double(more)) }
      return (probabilityOfLowest(later)?.max() ?? 0) >= namingProbability
    }
    var high = 16
    while !settled(high) {
      guard high < mostFurtherAnswers else { return nil }
      high = min(2 * high, mostFurtherAnswers)
    }
    var low = high / 2
    while low + 1 < high {
      let middle = (low + high) / 2
      if settled(middle) { high = middle } else { low = middle }
    }
    return high
  }

  /// How likely shares as different are where all are equal: the chi-square test of homogeneity.
  static func homogeneity(_ counts: [(part: Int, whole: Int)]) -> Double {
    let k = counts.reduce(0.0) { $0 + Double($1.part) }
    let n = counts.reduce(0.0) { $0 + Double($1.whole) }
    guard k > 0, k < n, counts.count > 1 else { return 1 }
    let p = k / n
    let x = counts.reduce(0.0) { sum, c in
      let expected = Double(c.whole) * p
      let d = Double(c.part) - expected
      return sum + d * d / (expected * (1 - p))
    }
    return chiSquareAbove(x, degrees: Double(counts.count - 1))
  }
}
