/// The sum of weights and of their squares; what they are worth in equal answers is (Σw)² / Σw² (Kish 1965).
package struct WeightSums: Sendable, Equatable {
  /// Σw.
  package var sum = 0.0
  /// Σw².
  package var squares = 0.0
  /// How many weights.
  package var count = 0

  package init() {}

  /// The sums over weights in the order given.
  package init(_ weights: [Double]) { for w in weights { add(w) } }

  /// Adds one weight.
  package mutating func add(_ weight: Double) {
    sum += weight
    squares += weight * weight
    count += 1
  }

  /// Adds the sums of another part.
  package mutating func merge(_ other: WeightSums) {
    sum += other.sum
    squares += other.squares
    count += other.count
  }

  /// As many equal answers say as much as these; `nil` of none.
  package var effectiveN: Double? { squares > 0 ? sum * sum / squares : nil }
  /// By how much weighting widens a variance: n Σw² / (Σw)².
  package var designEffect: Double? { effectiveN.map { Double(count) / $0 } }
}

/// A share of weighted answers with the Wilson interval of its effective number of answers.
///
/// - Parameters:
///   - share: the weighted share, 0…1.
///   - effectiveN: Kish's number; need not be whole.
///   - n: the answers themselves, shown beside it.
package func wilson(share p: Double, effectiveN n: Double, n answers: Int) -> Estimate? {
  guard n > 0, p >= 0, p <= 1 else { return nil }
  let z2 = z95 * z95
  let centre = (p + z2 / (2 * n)) / (1 + z2 / n)
  let half = z95 / (1 + z2 / n) * (p * (1 - p) / n + z2 / (4 * n * n)).squareRoot()
  return Estimate(
    value: p, low: p == 0 ? 0 : max(0, centre - half), high: p == 1 ? 1 : min(1, centre + half), n: answers)
}

/// A score in points from shares of answers, with the interval of their effective number.
///
/// - Parameters:
///   - promoters: the share of 9 and 10, 0…1.
///   - detractors: the share of 0 to 6.
///   - effectiveN: as many equal answers; need not be whole.
///   - n: the answers themselves, shown beside it.
package func netPromoterScore(promoters: Double, detractors: Double, effectiveN: Double, n: Int) -> Estimate? {
  guard effectiveN > 0, promoters >= 0, detractors >= 0, promoters + detractors <= 1 + 1e-9 else { return nil }
  return AdjustedScore(promoters: promoters * effectiveN, detractors: detractors * effectiveN, answers: effectiveN)
    .estimate(value: 100 * (promoters - detractors), n: n)
}

/// Weighted answers to a question declared NPS.
package struct WeightedPromoters: Sendable, Equatable {
  /// Weights of promoters.
  package var promoters = WeightSums()
  /// Weights of passives.
  package var passives = WeightSums()
  /// Weights of detractors.
  package var detractors = WeightSums()

  package init() {}

  /// Adds one answer, 0 to 10.
  package mutating func add(answer: Int, weight: Double) {
    switch answer {
    case 9...: promoters.add(weight)
    case 7...8: passives.add(weight)
    case ...6: detractors.add(weight)
    default: break
    }
  }

  /// All three together.
  package var all: WeightSums {
    var sums = promoters
    sums.merge(passives)
    sums.merge(detractors)
    return sums
  }

  /// The score in points with the adjusted Wald interval of Kish's effective number of answers.
  package var score: Estimate? {
    let sums = all
    guard sums.sum > 0, let n = sums.effectiveN else { return nil }
    let p = promoters.sum / sums.sum
    let d = detractors.sum / sums.sum
    return AdjustedScore(promoters: p * n, detractors: d * n, answers: n)
      .estimate(value: 100 * (p - d), n: sums.count)
  }

  /// The score's standard error in points by linearisation, √Σ(w(s − θ))² / Σw with s = 1, 0, −1.
  package var standardError: Double? {
    let sums = all
    guard sums.sum > 0 else { return nil }
    let score = (promoters.sum - detractors.sum) / sums.sum
    let squares =
      promoters.squares * (1 - score) * (1 - score) + passives.squares * score * score
      + detractors.squares * (1 + score) * (1 + score)
    return 100 * squares.squareRoot() / sums.sum
  }
}
