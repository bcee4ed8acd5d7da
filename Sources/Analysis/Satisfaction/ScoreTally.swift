import Journeys
import Statistics

/// Answers at each value of one scale, with their weights.
struct ScoreTally: Sendable, Equatable {
  let scale: ClosedRange<Int32>
  let counts: [Int]
  /// Sums of weights and of their squares at each value.
  let weights: [Double]
  let squares: [Double]
  /// Answers in all.
  let n: Int

  /// Answers that count once each.
  init(_ scale: ClosedRange<Int32>, _ counts: [Int]) {
    let weights = counts.map { Double($0) }
    self.init(scale, counts, weights: weights, squares: weights)
  }

  init(_ scale: ClosedRange<Int32>, _ counts: [Int], weights: [Double], squares: [Double]) {
    self.scale = scale
    self.counts = counts
    self.weights = weights
    self.squares = squares
    n = counts.reduce(0, +)
  }

  /// The answers without their weights.
  var unweighted: ScoreCounts { ScoreCounts(lowest: Int(scale.lowerBound), counts: counts) }

  /// Weighted sums over the values for which that holds.
  private func sums(_ isIn: (Int32) -> Bool) -> WeightSums {
    var sums = WeightSums()
    for i in counts.indices where isIn(scale.lowerBound + Int32(i)) {
      sums.sum += weights[i]
      sums.squares += squares[i]
      sums.count += counts[i]
    }
    return sums
  }

  /// The figure of a metric: NPS in points, else the share in the top boxes.
  func value(_ metric: QuestionMetric) -> Estimate? {
    switch metric {
    case .nps: netPromoterScore(promoters)
    case .csat, .ces: unweighted.share(atLeast: Int(topBox(metric, scale)))
    case .text, .choice: nil
    }
  }

  var promoters: PromoterCounts { PromoterCounts(answers: counts) }

  /// Answers in the top boxes, of all.
  func top(_ metric: QuestionMetric) -> (part: Int, whole: Int) {
    (unweighted.atLeast(Int(topBox(metric, scale))), n)
  }

  /// Σw.
  var weight: Double { weights.reduce(0, +) }

  /// The weighted figure without a range: NPS in points, else the share in the top boxes; `nil` without weight.
  func figure(_ metric: QuestionMetric) -> Double? {
    let all = weight
    guard all > 0 else { return nil }
    switch metric {
    case .nps: return 100 * (sums { $0 >= 9 }.sum - sums { $0 <= 6 }.sum) / all
    case .csat, .ces, .text, .choice:
      let box = topBox(metric, scale)
      return sums { $0 >= box }.sum / all
    }
  }

  /// Whether any answer counts for more or less than one.
  private var isUneven: Bool {
    zip(counts, zip(weights, squares)).contains { Double($0) != $1.0 || Double($0) != $1.1 }
  }

  /// Answers at each value as whole numbers of equal ones: the counts without weights, else shares of Kish's number.
  ///
  /// Tests of differences and trends count answers; this is what weighted ones may count for.
  var worth: [Int] {
    guard isUneven else { return counts }
    let all = sums { _ in true }
    guard all.sum > 0, let effective = all.effectiveN else { return counts.map { _ in 0 } }
    return weights.map { Int(($0 / all.sum * effective).rounded()) }
  }

  /// Answers in the top boxes, of all, as `worth`.
  func topWorth(_ metric: QuestionMetric) -> (part: Int, whole: Int) {
    let worth = ScoreCounts(lowest: Int(scale.lowerBound), counts: worth)
    return (worth.atLeast(Int(topBox(metric, scale))), worth.counts.reduce(0, +))
  }

  /// Promoters and detractors as `worth`.
  var promotersWorth: PromoterCounts { PromoterCounts(answers: worth) }

  private func weightedValue(_ metric: QuestionMetric) -> Estimate? {
    let all = sums { _ in true }
    guard all.sum > 0, let effective = all.effectiveN else { return nil }
    switch metric {
    case .nps:
      var promoters = WeightedPromoters()
      promoters.promoters = sums { $0 >= 9 }
      promoters.passives = sums { $0 == 7 || $0 == 8 }
      promoters.detractors = sums { $0 <= 6 }
      return promoters.score
    case .csat, .ces:
      let box = topBox(metric, scale)
      return wilson(share: sums { $0 >= box }.sum / all.sum, effectiveN: effective, n: n)
    case .text, .choice: return nil
    }
  }

  /// Weighted mean with the interval of its linearised standard error; `nil` of fewer than two answers.
  private var weightedMean: Estimate? {
    let all = sums { _ in true }
    guard n > 1, all.sum > 0, let effective = all.effectiveN, effective > 1 else { return nil }
    var mean = 0.0
    for i in counts.indices { mean += weights[i] * Double(scale.lowerBound + Int32(i)) }
    mean /= all.sum
    var variance = 0.0
    for i in counts.indices {
      let d = Double(scale.lowerBound + Int32(i)) - mean
      variance += squares[i] * d * d
    }
    let deviation = (variance * effective / (effective - 1)).squareRoot() / all.sum
    let half = studentQuantile(0.975, degrees: effective - 1) * deviation
    return Estimate(value: mean, low: mean - half, high: mean + half, n: n)
  }

  /// Everything to be said about these answers.
  ///
  /// - Parameter hiddenBelow: fewer answers than this are hidden.
  func score(_ metric: QuestionMetric, isWeighted: Bool, hiddenBelow: Int) -> Score {
    let mean = isWeighted ? weightedMean : unweighted.meanEstimate
    let width = Double(scale.upperBound - scale.lowerBound)
    let low = Double(scale.lowerBound)
    let index = mean.map {
      Estimate(
        value: 100 * ($0.value - low) / width, low: max(0, 100 * ($0.low - low) / width),
        high: min(100, 100 * ($0.high - low) / width), n: n)
    }
    return Score(
      n: n, nEffective: isWeighted ? sums { _ in true }.effectiveN ?? 0 : Double(n),
      value: isWeighted ? weightedValue(metric) : value(metric), unweighted: isWeighted ? value(metric) : nil,
      mean: mean, index: index, distribution: counts, state: displayState(n, hiddenBelow: hiddenBelow))
  }
}

/// The lowest answer that counts as satisfied (top two), easy (above the middle: 5 of 7) or promoting.
package func topBox(_ metric: QuestionMetric, _ scale: ClosedRange<Int32>) -> Int32 {
  switch metric {
  case .nps: 9
  case .csat: max(scale.lowerBound + 1, scale.upperBound - 1)
  case .ces, .text, .choice: scale.lowerBound + (scale.upperBound - scale.lowerBound) / 2 + 1
  }
}

/// The highest answer that counts as dissatisfied (bottom two), hard or detracting.
package func bottomBox(_ metric: QuestionMetric, _ scale: ClosedRange<Int32>) -> Int32 {
  switch metric {
  case .nps: 6
  case .csat: min(scale.upperBound - 1, scale.lowerBound + 1)
  case .ces, .text, .choice: scale.lowerBound + (scale.upperBound - scale.lowerBound + 1) / 2 - 1
  }
}

/// What may be said about so many answers.
package func displayState(_ n: Int, hiddenBelow: Int) -> DisplayState {
  n < hiddenBelow || n == 0 ? .hidden : n < 30 ? .directional : .solid
}
