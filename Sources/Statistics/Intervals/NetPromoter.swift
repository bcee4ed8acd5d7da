/// Answers to a question declared NPS, 0 to 10: promoters 9–10, passives 7–8, detractors 0–6 (Reichheld 2003).
package struct PromoterCounts: Sendable, Equatable {
  /// Answers of 9 and 10.
  package var promoters: Int
  /// Answers of 7 and 8.
  package var passives: Int
  /// Answers of 0 to 6.
  package var detractors: Int

  package init(promoters: Int, passives: Int, detractors: Int) {
    self.promoters = promoters
    self.passives = passives
    self.detractors = detractors
  }

  /// From the number of answers at each of 0, 1 … 10.
  package init(answers: [Int]) {
    self.init(
      promoters: answers.dropFirst(9).prefix(2).reduce(0, +), passives: answers.dropFirst(7).prefix(2).reduce(0, +),
      detractors: answers.prefix(7).reduce(0, +))
  }

  /// All answers.
  package var total: Int { promoters + passives + detractors }
}

/// Net promoter score in points, −100 to 100, with the adjusted Wald interval (Rocks 2016); `nil` without answers.
///
/// The value is 100 (P − D) / n as it stands; the interval is that of n + 3 answers with ¾ of a promoter and ¾ of a
/// detractor added, clipped to ±100.
package func netPromoterScore(_ counts: PromoterCounts) -> Estimate? {
  guard counts.total > 0 else { return nil }
  let n = Double(counts.total)
  let adjusted = AdjustedScore(
    promoters: Double(counts.promoters), detractors: Double(counts.detractors), answers: n)
  return adjusted.estimate(value: 100 * Double(counts.promoters - counts.detractors) / n, n: counts.total)
}

/// A score after ¾ of a promoter and ¾ of a detractor (and 3 answers in all) are added, as a share −1…1.
struct AdjustedScore {
  /// The adjusted score.
  let value: Double
  /// In points of NPS over 100.
  let standardError: Double

  init(promoters: Double, detractors: Double, answers: Double) {
    let n = answers + 3
    let p = (promoters + 0.75) / n
    let d = (detractors + 0.75) / n
    value = p - d
    standardError = ((p + d - (p - d) * (p - d)) / n).squareRoot()
  }

  /// The interval around it in points, beside the score as it stands.
  func estimate(value point: Double, n: Int) -> Estimate {
    Estimate(
      value: point, low: max(-100, 100 * (value - z95 * standardError)),
      high: min(100, 100 * (value + z95 * standardError)), n: n)
  }
}

/// A difference of two figures with the test of its being nothing.
package struct Difference: Sendable, Equatable {
  /// The first less the second, with its 95 % interval; `n` is the smaller base.
  package var estimate: Estimate
  /// The difference in standard errors.
  package var z: Double
  /// How likely a difference as large is where there is none.
  package var pValue: Double
}

/// Difference of two net promoter scores in points; its interval and test are of the adjusted scores.
package func netPromoterDifference(_ a: PromoterCounts, minus b: PromoterCounts) -> Difference? {
  guard a.total > 0, b.total > 0 else { return nil }
  func adjusted(_ c: PromoterCounts) -> AdjustedScore {
    AdjustedScore(promoters: Double(c.promoters), detractors: Double(c.detractors), answers: Double(c.total))
  }
  func raw(_ c: PromoterCounts) -> Double { 100 * Double(c.promoters - c.detractors) / Double(c.total) }
  let (s, t) = (adjusted(a), adjusted(b))
  let d = s.value - t.value
  let error = (s.standardError * s.standardError + t.standardError * t.standardError).squareRoot()
  let estimate = Estimate(
    value: raw(a) - raw(b), low: max(-200, 100 * (d - z95 * error)), high: min(200, 100 * (d + z95 * error)),
    n: min(a.total, b.total))
  return Difference(estimate: estimate, z: d / error, pValue: normalTwoSided(d / error))
}
