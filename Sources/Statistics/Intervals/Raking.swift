/// Weights that make respondents' margins equal known ones (Deming & Stephan 1940), trimmed, with what they cost.
package struct Raking: Sendable, Equatable {
  /// Why there are no weights.
  package enum Failure: Error, Sendable, Equatable {
    /// A category that has people has no respondent, so no weight can stand for them.
    case emptyCell(margin: Int, category: Int)
    /// Margins, targets or categories do not fit each other.
    case mismatched(margin: Int)
    /// Weights would widen every variance more than `Raking.largestDesignEffect` times.
    case tooUneven(designEffect: Double)
    /// The margins contradict each other: no weights meet them all.
    case notReached(error: Double)
  }

  /// One weight for each respondent, with mean 1.
  package let weights: [Double]
  /// Their sums: effective number of answers and design effect.
  package let sums: WeightSums
  /// Weights held at the limits.
  package let trimmed: Int
  /// Largest relative difference left between a margin and its target; above 10⁻¹⁰ only where trimming forbids more.
  package let error: Double

  /// n Σw² / (Σw)².
  package var designEffect: Double { sums.designEffect ?? 1 }
  /// (Σw)² / Σw².
  package var effectiveN: Double { sums.effectiveN ?? 0 }

  /// Weights that widen variances more than this are not given out.
  package static let largestDesignEffect = 3.0
  /// Weights stay between a fifth and five times their median.
  package static let trimFactor = 5.0

  /// - Parameters:
  ///   - categories: by margin (age group, channel …), the category of each respondent, 0-based.
  ///   - targets: by margin, the people in each category; only their proportions count.
  package init(categories: [[Int]], targets: [[Double]]) throws(Failure) {
    guard let n = categories.first?.count, n > 0, categories.count == targets.count else {
      throw .mismatched(margin: 0)
    }
    var shares: [[Double]] = []
    for (m, target) in targets.enumerated() {
      let total = target.reduce(0, +)
      guard total > 0, target.allSatisfy({ $0 >= 0 && $0.isFinite }), categories[m].count == n,
        categories[m].allSatisfy({ $0 >= 0 && $0 < target.count })
      else { throw .mismatched(margin: m) }
      var counts = [Int](repeating: 0, count: target.count)
      for c in categories[m] { counts[c] += 1 }
      for c in target.indices {
        // Respondents of a category that nobody belongs to, and the reverse, are both contradictions.
        if (target[c] > 0) != (counts[c] > 0) { throw .emptyCell(margin: m, category: c) }
      }
      shares.append(target.map { $0 / total * Double(n) })
    }
    var weights = [Double](repeating: 1, count: n)
    var error = Self.rake(&weights, categories, shares)
    guard error < 1e-6 else { throw .notReached(error: error) }
    var trimmed = 0
    // Trimmed weights are raked again; a few rounds bring both to rest, or as near as both allow.
    for _ in 0..<50 {
      let median = Self.median(weights)
      let (low, high) = (median / Self.trimFactor, median * Self.trimFactor)
      let outside = weights.count(where: { $0 < low * (1 - 1e-9) || $0 > high * (1 + 1e-9) })
      if outside == 0 { break }
      trimmed = max(trimmed, outside)
      for i in weights.indices { weights[i] = min(max(weights[i], low), high) }
      error = Self.rake(&weights, categories, shares)
    }
    let scale = Double(n) / weights.reduce(0, +)
    for i in weights.indices { weights[i] *= scale }
    let sums = WeightSums(weights)
    let effect = sums.designEffect ?? 1
    guard effect <= Self.largestDesignEffect else { throw .tooUneven(designEffect: effect) }
    self.weights = weights
    self.sums = sums
    self.trimmed = trimmed
    self.error = error
  }

  /// The median of positive weights; their bits stand in the order of their values, so that nothing need be sorted.
  private static func median(_ weights: [Double]) -> Double {
    guard !weights.isEmpty else { return 1 }
    var bits = weights.map { Int64(bitPattern: $0.bitPattern) }
    let position = 0.5 * Double(bits.count - 1)
    let lower = Int(position)
    return bits.withUnsafeMutableBufferPointer { bits in
      func value(_ place: Int) -> Double { Double(bitPattern: UInt64(bitPattern: bits[place])) }
      select(bits, lower)
      let below = value(lower)
      guard lower + 1 < bits.count else { return below }
      select(UnsafeMutableBufferPointer(rebasing: bits[(lower + 1)...]), 0)
      return below + (position - Double(lower)) * (value(lower + 1) - below)
    }
  }

  /// Scales margin after margin until none is off by more than 10⁻¹⁰; returns what is left.
  private static func rake(_ weights: inout [Double], _ categories: [[Int]], _ targets: [[Double]]) -> Double {
    var error = Double.infinity
    for _ in 0..<1000 {
      error = 0
      for (m, target) in targets.enumerated() {
        var sums = [Double](repeating: 0, count: target.count)
        for (i, c) in categories[m].enumerated() { sums[c] += weights[i] }
        for c in target.indices where target[c] > 0 {
          error = max(error, abs(sums[c] / target[c] - 1))
          sums[c] = sums[c] > 0 ? target[c] / sums[c] : 1
        }
        for (i, c) in categories[m].enumerated() { weights[i] *= sums[c] }
      }
      if error < 1e-10 { break }
    }
    return error
  }
}

/// How far respondents differ from everybody in an attribute: |p − q| / √(q (1 − q)); above .1 is worth a warning.
///
/// `nil` where everybody is alike.
package func standardisedDifference(respondents p: Double, everybody q: Double) -> Double? {
  q > 0 && q < 1 ? abs(p - q) / (q * (1 - q)).squareRoot() : nil
}
