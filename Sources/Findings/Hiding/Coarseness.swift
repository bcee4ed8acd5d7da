import Statistics

/// How coarsely an estimate is told that follows from many counts at once, hidden ones among them: whoever knows all
/// counts but one could work that one out of an exact estimate. So as many people as the threshold, moved from one
/// place to another, do not show in what is told.
extension Hiding {
  /// The finest step at which a share of so many is told; 0 where nothing is hidden: exactly.
  func step(of n: Int) -> Double {
    guard hides, n > 0 else { return 0 }
    let least = Double(threshold) / Double(n)
    return [0.01, 0.02, 0.05, 0.1, 0.2].first { $0 >= least } ?? 0.5
  }

  /// An estimate in whole steps, its ends outwards.
  ///
  /// - Parameters:
  ///   - n: how many cases it is of; said beside it.
  ///   - scale: how much one case may change it by, in units of its share.
  func coarse(_ estimate: Estimate, n: Int, scale: Double = 1, within range: ClosedRange<Double>? = 0...1) -> Estimate {
    let step = step(of: n) * scale
    func held(_ x: Double) -> Double { range.map { min(max(x, $0.lowerBound), $0.upperBound) } ?? x }
    guard step > 0 else { return Estimate(value: estimate.value, low: estimate.low, high: estimate.high, n: n) }
    func whole(_ x: Double, _ rule: FloatingPointRoundingRule) -> Double {
      // Divided by a whole number where the step is one part of 1, so that 0.07 is told as 0.07.
      let parts = (1 / step).rounded()
      return held(step <= 1 ? (x * parts).rounded(rule) / parts : (x / step).rounded(rule) * step)
    }
    return Estimate(
      value: whole(estimate.value, .toNearestOrEven), low: whole(estimate.low, .down), high: whole(estimate.high, .up),
      n: n)
  }

  /// A number that is no less than 0 with two digits that count, above 10 whole ones only; as it is where nothing is
  /// hidden.
  func twoDigits(_ x: Double, _ rule: FloatingPointRoundingRule = .toNearestOrEven) -> Double {
    guard hides, x.isFinite, x > 0 else { return x }
    var unit = 1.0
    while x >= unit * 100 { unit *= 10 }
    return (x / unit).rounded(rule) * unit
  }

  /// The power of ten that a number above nothing begins in: the scale of money, so that a step is never of the number itself.
  static func unit(_ x: Double) -> Double {
    var unit = 1.0
    while x >= unit * 10, unit < 1e15 { unit *= 10 }
    while x < unit, unit > 1e-6 { unit /= 10 }
    return unit
  }
}
