import Foundation

/// Logistic regression by iteratively reweighted least squares.
package struct LogisticFit: Sendable, Equatable {
  /// The constant, then each variable's coefficient on the log odds.
  package let coefficients: [Double]
  /// Their standard errors.
  package let standardErrors: [Double]
  /// Log likelihood of the model.
  package let logLikelihood: Double
  /// Log likelihood of a constant alone.
  package let nullLogLikelihood: Double
  /// Rows.
  package let n: Int
  /// Whether a ridge of 10⁻⁴ was needed because a variable tells the outcomes fully apart.
  package let isPenalised: Bool
  /// Mean change of the probability per unit of each variable: the average of p (1 − p) times the coefficient.
  package let averageMarginalEffects: [Double]
  /// Probability that a row with the outcome is ranked above one without; ties count half.
  package let areaUnderCurve: Double

  /// 2 (parameters) − 2 log likelihood.
  package var aic: Double { 2 * Double(coefficients.count) - 2 * logLikelihood }

  /// - Parameters:
  ///   - rows: the variables of each row, without the constant; all of one length.
  ///   - outcomes: of each row.
  ///
  /// `nil` without both outcomes, with too few rows, or where a variable follows from the others.
  package init?(rows: [[Double]], outcomes: [Bool]) {
    guard rows.count == outcomes.count, let first = rows.first else { return nil }
    var counted = CountedRows(variables: first.count)
    for (row, outcome) in zip(rows, outcomes) { counted.add(row, events: outcome ? 1 : 0) }
    guard counted.count == rows.count else { return nil }
    self.init(counted)
  }

  /// - Parameter rows: the variables of each row, without the constant.
  ///
  /// `nil` without both outcomes, with too few rows, or where a variable follows from the others.
  package init?(_ rows: CountedRows) {
    let (n, p, events) = (rows.count, rows.variables, rows.events)
    guard n > p + 1, events > 0, events < n else { return nil }
    let share = Double(events) / Double(n)
    let null = Double(events) * log(share) + Double(n - events) * log(1 - share)
    // Standardised inside, so that the ridge and the tolerance mean the same for every variable.
    var means = [Double](repeating: 0, count: p)
    var scales = [Double](repeating: 1, count: p)
    let patterns = rows.patterns
    for j in 0..<p {
      means[j] = patterns.reduce(0.0) { $0 + Double($1.n) * $1.values[j] } / Double(n)
      let squares = patterns.reduce(0.0) {
        $0 + Double($1.n) * ($1.values[j] - means[j]) * ($1.values[j] - means[j])
      }
      guard squares > 0 else { return nil }
      scales[j] = (squares / Double(n)).squareRoot()
    }
    var design: [Double] = []
    design.reserveCapacity(patterns.count * (p + 1))
    for pattern in patterns {
      design.append(1)
      for j in 0..<p { design.append((pattern.values[j] - means[j]) / scales[j]) }
    }
    let trials = patterns.map { Double($0.n) }
    let hits = patterns.map { Double($0.events) }
    let start = [log(share / (1 - share))] + [Double](repeating: 0, count: p)
    var isPenalised = false
    var solution = Solver(design, trials, hits, p + 1, ridge: 0).solve(from: start)
    if solution == nil {
      isPenalised = true
      solution = Solver(design, trials, hits, p + 1, ridge: 1e-4 * Double(n)).solve(from: start)
    }
    guard let (betas, covariance, likelihood) = solution else { return nil }
    // Back to the variables' own units.
    var coefficients = betas
    for j in 0..<p {
      coefficients[j + 1] = betas[j + 1] / scales[j]
      coefficients[0] -= coefficients[j + 1] * means[j]
    }
    // The constant's variance is that of a combination: 1 less mean over scale of each.
    var combination = [1.0]
    for j in 0..<p { combination.append(-means[j] / scales[j]) }
    let constant = zip(combination, covariance.times(combination)).reduce(0.0) { $0 + $1.0 * $1.1 }
    standardErrors =
      [max(0, constant).squareRoot()] + (0..<p).map { covariance[$0 + 1, $0 + 1].squareRoot() / scales[$0] }
    self.coefficients = coefficients
    self.n = n
    self.isPenalised = isPenalised
    logLikelihood = likelihood
    nullLogLikelihood = null
    let scores = patterns.indices.map { i in (0...p).reduce(0.0) { $0 + design[i * (p + 1) + $1] * betas[$1] } }
    let slope = scores.indices.reduce(0.0) { sum, i in
      let mu = 1 / (1 + exp(-scores[i]))
      return sum + trials[i] * mu * (1 - mu)
    }
    averageMarginalEffects = coefficients.dropFirst().map { $0 * slope / Double(n) }
    areaUnderCurve = Self.area(scores, patterns)
  }

  /// Mann and Whitney's statistic by ranks.
  private static func area(_ scores: [Double], _ patterns: [CountedRows.Pattern]) -> Double {
    let order = scores.indices.sorted { scores[$0] != scores[$1] ? scores[$0] < scores[$1] : $0 < $1 }
    var ranks = 0.0
    var (below, all, events) = (0, 0, 0)
    var i = 0
    while i < order.count {
      var j = i
      var (tied, tiedEvents) = (0, 0)
      while j < order.count, scores[order[j]] == scores[order[i]] {
        tied += patterns[order[j]].n
        tiedEvents += patterns[order[j]].events
        j += 1
      }
      ranks += Double(tiedEvents) * (Double(2 * below + tied + 1) / 2)
      below += tied
      (all, events) = (all + tied, events + tiedEvents)
      i = j
    }
    let e = Double(events)
    return (ranks - e * (e + 1) / 2) / (e * Double(all - events))
  }
}

/// One run of Newton's steps on standardised variables.
private struct Solver {
  let design: [Double]
  /// How many rows are alike, and how many of them have the outcome.
  let trials: [Double]
  let events: [Double]
  let size: Int
  let ridge: Double

  init(_ design: [Double], _ trials: [Double], _ events: [Double], _ size: Int, ridge: Double) {
    self.design = design
    self.trials = trials
    self.events = events
    self.size = size
    self.ridge = ridge
  }

  private func logLikelihood(_ betas: [Double]) -> Double {
    var sum = 0.0
    for i in trials.indices {
      var eta = 0.0
      for j in 0..<size { eta += design[i * size + j] * betas[j] }
      // ln of the probability of what happened, without overflow: the same logarithm serves both outcomes.
      let common = log1p(exp(-abs(eta)))
      sum -= events[i] * (eta > 0 ? common : common - eta)
      sum -= (trials[i] - events[i]) * (eta > 0 ? common + eta : common)
    }
    return sum
  }

  private func penalty(_ betas: [Double]) -> Double { ridge / 2 * betas.dropFirst().reduce(0.0) { $0 + $1 * $1 } }

  /// Coefficients, their covariance and the log likelihood; `nil` where they run away or do not settle.
  func solve(from start: [Double]) -> ([Double], SquareMatrix, Double)? {
    var betas = start
    var likelihood = logLikelihood(betas)
    var target = likelihood - penalty(betas)
    for _ in 0..<100 {
      var gradient = [Double](repeating: 0, count: size)
      var information = SquareMatrix(size)
      for i in trials.indices {
        let row = i * size
        var eta = 0.0
        for j in 0..<size { eta += design[row + j] * betas[j] }
        let mu = 1 / (1 + exp(-eta))
        let w = trials[i] * mu * (1 - mu)
        let residual = events[i] - trials[i] * mu
        for j in 0..<size {
          gradient[j] += residual * design[row + j]
          let wx = w * design[row + j]
          for k in 0...j { information.values[j * size + k] += wx * design[row + k] }
        }
      }
      for j in 0..<size {
        for k in 0..<j { information[k, j] = information[j, k] }
        if j > 0 {
          gradient[j] -= ridge * betas[j]
          information[j, j] += ridge
        }
      }
      guard let covariance = information.inversePositive(tolerance: 1e-10) else { return nil }
      let step = covariance.times(gradient)
      var factor = 1.0
      var moved = betas
      var better = target
      for _ in 0..<30 {
        for j in 0..<size { moved[j] = betas[j] + factor * step[j] }
        let reached = logLikelihood(moved)
        better = reached - penalty(moved)
        likelihood = reached
        if better >= target - 1e-12 * abs(target) { break }
        factor /= 2
      }
      betas = moved
      // Standardised slopes as steep as this mean that a variable tells the outcomes fully apart.
      if ridge == 0, betas.dropFirst().contains(where: { abs($0) > 30 }) { return nil }
      let change = abs(better - target)
      target = better
      if change < 1e-10 * max(1, abs(target)), step.allSatisfy({ abs($0) < 1e-7 }) {
        return (betas, covariance, likelihood)
      }
    }
    return nil
  }
}
