import Foundation

/// Proportional odds for answers on an ordered scale (McCullagh 1980): P(Y ≤ k) = σ(α_k − β·x), by Newton's steps on the
/// log likelihood, which is concave.
package struct OrderedLogit: Sendable, Equatable {
  /// Each variable's coefficient: higher answers with a positive one.
  package let coefficients: [Double]
  /// At the maximum.
  package let logLikelihood: Double

  /// - Parameters:
  ///   - patterns: distinct rows of variables with how many gave each answer.
  ///   - levels: how many different answers there are; each was given by somebody.
  ///
  /// `nil` where all answered alike, a variable follows from the others, or the coefficients run away.
  package init?(_ patterns: [(values: [Double], counts: [Int])], levels: Int) {
    guard let first = patterns.first, levels > 1 else { return nil }
    let p = first.values.count
    let n = patterns.reduce(0) { $0 + $1.counts.reduce(0, +) }
    guard n > p + levels else { return nil }
    // Standardised inside, so that steps and tolerance mean the same for every variable.
    var means = [Double](repeating: 0, count: p)
    var scales = [Double](repeating: 1, count: p)
    for j in 0..<p {
      let weighted = patterns.map { (x: $0.values[j], w: Double($0.counts.reduce(0, +))) }
      means[j] = weighted.reduce(0.0) { $0 + $1.x * $1.w } / Double(n)
      let squares = weighted.reduce(0.0) { $0 + ($1.x - means[j]) * ($1.x - means[j]) * $1.w }
      guard squares > 0 else { return nil }
      scales[j] = (squares / Double(n)).squareRoot()
    }
    var totals = [Int](repeating: 0, count: levels)
    for pattern in patterns { for k in 0..<levels { totals[k] += pattern.counts[k] } }
    guard totals.allSatisfy({ $0 > 0 }) else { return nil }
    var below = 0
    var parameters: [Double] = []
    for k in 0..<levels - 1 {
      below += totals[k]
      parameters.append(log(Double(below) / Double(n - below)))
    }
    parameters += [Double](repeating: 0, count: p)
    let rows = patterns.map { pattern in
      (x: (0..<p).map { (pattern.values[$0] - means[$0]) / scales[$0] }, counts: pattern.counts)
    }
    guard let (found, likelihood) = Self.climb(from: parameters, rows, levels) else { return nil }
    coefficients = (0..<p).map { found[levels - 1 + $0] / scales[$0] }
    logLikelihood = likelihood
  }

  private typealias Row = (x: [Double], counts: [Int])

  private static func climb(from start: [Double], _ rows: [Row], _ levels: Int) -> ([Double], Double)? {
    var parameters = start
    guard var reached = likelihood(parameters, rows, levels) else { return nil }
    for _ in 0..<100 {
      let (gradient, information) = derivatives(parameters, rows, levels)
      guard let inverse = information.inversePositive(tolerance: 1e-12) else { return nil }
      let step = inverse.times(gradient)
      var factor = 1.0
      var next: (parameters: [Double], likelihood: Double)?
      for _ in 0..<40 {
        let moved = zip(parameters, step).map { $0 + factor * $1 }
        if let there = likelihood(moved, rows, levels), there >= reached - 1e-12 * abs(reached) {
          next = (moved, there)
          break
        }
        factor /= 2
      }
      guard let next else { return nil }
      let gained = next.likelihood - reached
      (parameters, reached) = (next.parameters, next.likelihood)
      // Standardised slopes as steep as this mean that a variable tells the answers fully apart.
      if parameters.dropFirst(levels - 1).contains(where: { abs($0) > 30 }) { return nil }
      if gained < 1e-10 * max(1, abs(reached)), step.allSatisfy({ abs($0) < 1e-6 }) { return (parameters, reached) }
    }
    return nil
  }

  private static func sigmoid(_ z: Double) -> Double { z >= 0 ? 1 / (1 + exp(-z)) : exp(z) / (1 + exp(z)) }

  /// The log likelihood; `nil` where thresholds do not rise.
  private static func likelihood(_ parameters: [Double], _ rows: [Row], _ levels: Int) -> Double? {
    for k in 1..<max(1, levels - 1) where parameters[k] <= parameters[k - 1] { return nil }
    var sum = 0.0
    for row in rows {
      var eta = 0.0
      for (j, x) in row.x.enumerated() { eta += parameters[levels - 1 + j] * x }
      var lower = 0.0
      for k in 0..<levels {
        let upper = k < levels - 1 ? sigmoid(parameters[k] - eta) : 1
        if row.counts[k] > 0 { sum += Double(row.counts[k]) * log(max(upper - lower, 1e-300)) }
        lower = upper
      }
    }
    return sum.isFinite ? sum : nil
  }

  /// The gradient and the observed information.
  private static func derivatives(_ parameters: [Double], _ rows: [Row], _ levels: Int) -> ([Double], SquareMatrix) {
    let size = parameters.count
    let p = size - (levels - 1)
    var gradient = [Double](repeating: 0, count: size)
    var information = SquareMatrix(size)
    for row in rows {
      var eta = 0.0
      for j in 0..<p { eta += parameters[levels - 1 + j] * row.x[j] }
      // Distribution, density and its slope at the lower threshold.
      var (lower, f0, s0) = (0.0, 0.0, 0.0)
      var (byEta, byEta2) = (0.0, 0.0)
      var mixed = [Double](repeating: 0, count: levels - 1)
      for k in 0..<levels {
        let upper = k < levels - 1 ? sigmoid(parameters[k] - eta) : 1
        let f1 = upper * (1 - upper)
        let s1 = f1 * (1 - 2 * upper)
        if row.counts[k] > 0 {
          let n = Double(row.counts[k])
          let share = max(upper - lower, 1e-300)
          let (a, b, d) = (f1 / share, f0 / share, (f1 - f0) / share)
          byEta -= n * d
          byEta2 += n * ((s1 - s0) / share - d * d)
          if k < levels - 1 {
            gradient[k] += n * a
            information[k, k] -= n * (s1 / share - a * a)
            mixed[k] += n * (-s1 / share + a * d)
          }
          if k > 0 {
            gradient[k - 1] -= n * b
            information[k - 1, k - 1] -= n * (-s0 / share - b * b)
            mixed[k - 1] += n * (s0 / share - b * d)
            if k < levels - 1 {
              information[k, k - 1] -= n * a * b
              information[k - 1, k] -= n * a * b
            }
          }
        }
        (lower, f0, s0) = (upper, f1, s1)
      }
      for j in 0..<p {
        let place = levels - 1 + j
        gradient[place] += byEta * row.x[j]
        for i in 0...j {
          information[place, levels - 1 + i] -= byEta2 * row.x[j] * row.x[i]
          if i < j { information[levels - 1 + i, place] = information[place, levels - 1 + i] }
        }
        for k in 0..<levels - 1 {
          information[place, k] -= mixed[k] * row.x[j]
          information[k, place] = information[place, k]
        }
      }
    }
    return (gradient, information)
  }
}
