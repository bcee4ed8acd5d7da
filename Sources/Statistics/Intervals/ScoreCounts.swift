/// How many answers chose each value of a scale of whole numbers.
package struct ScoreCounts: Sendable, Equatable {
  /// The scale's lowest value.
  package let lowest: Int
  /// Answers at each value from the lowest up.
  package var counts: [Int]

  /// A scale without answers yet.
  package init(_ scale: ClosedRange<Int>) {
    lowest = scale.lowerBound
    counts = [Int](repeating: 0, count: scale.count)
  }

  package init(lowest: Int, counts: [Int]) {
    self.lowest = lowest
    self.counts = counts
  }

  /// Counts one answer, or says `false` to one outside the scale.
  @discardableResult
  package mutating func add(_ value: Int, times: Int = 1) -> Bool {
    guard value >= lowest, value - lowest < counts.count else { return false }
    counts[value - lowest] += times
    return true
  }

  /// All answers.
  package var n: Int { counts.reduce(0, +) }

  /// The mean answer.
  package var mean: Double? {
    let n = n
    guard n > 0 else { return nil }
    var sum = 0
    for (i, c) in counts.enumerated() { sum += c * (lowest + i) }
    return Double(sum) / Double(n)
  }

  /// The sample's standard deviation, over n − 1; `nil` of fewer than two answers.
  package var standardDeviation: Double? {
    let n = n
    guard n > 1, let mean else { return nil }
    var squares = 0.0
    for (i, c) in counts.enumerated() {
      let d = Double(lowest + i) - mean
      squares += Double(c) * d * d
    }
    return (squares / Double(n - 1)).squareRoot()
  }

  /// The mean with Student's t interval; `nil` of fewer than two answers.
  package var meanEstimate: Estimate? {
    guard let mean, let standardDeviation else { return nil }
    return meanInterval(mean: mean, standardDeviation: standardDeviation, n: n)
  }

  /// Answers of a value or more.
  package func atLeast(_ value: Int) -> Int { counts.dropFirst(max(0, value - lowest)).reduce(0, +) }

  /// Share of answers of a value or more, with its Wilson interval.
  package func share(atLeast value: Int) -> Estimate? { wilson(atLeast(value), of: n) }

  /// Answers by value as shares of all; empty without answers.
  package var shares: [Double] {
    let n = n
    return n > 0 ? counts.map { Double($0) / Double(n) } : []
  }
}

/// A mean with Student's t interval; `nil` of fewer than two, which say nothing of their spread.
package func meanInterval(mean: Double, standardDeviation: Double, n: Int) -> Estimate? {
  guard n > 1 else { return nil }
  let half = studentQuantile(0.975, degrees: Double(n - 1)) * standardDeviation / Double(n).squareRoot()
  return Estimate(value: mean, low: mean - half, high: mean + half, n: n)
}
