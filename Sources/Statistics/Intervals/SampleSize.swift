/// How many answers a survey needs, and what a number of answers is worth.
package enum SampleSize {
  /// Answers for a share of a finite population within ± `margin` (Cochran 1977): n₀ = z² p (1 − p) / e²,
  /// n = n₀ / (1 + (n₀ − 1) / N).
  ///
  /// `nil` for nobody or a margin that is not positive.
  package static func answers(population: Int, share p: Double = 0.5, margin: Double) -> Int? {
    guard population > 0, margin > 0, p > 0, p < 1 else { return nil }
    let n0 = z95 * z95 * p * (1 - p) / (margin * margin)
    return min(population, rounded(n0 / (1 + (n0 - 1) / Double(population))))
  }

  /// Up, save where rounding alone lies above a whole number.
  private static func rounded(_ x: Double) -> Int { Int((x - 1e-9).rounded(.up)) }

  /// Invitations for that many answers at a response rate.
  package static func invitations(answers: Int, responseRate: Double) -> Int? {
    responseRate > 0 && responseRate <= 1 ? rounded(Double(answers) / responseRate) : nil
  }

  /// Half the width of a share's interval: z √(p (1 − p) / n · (N − n) / (N − 1)).
  package static func margin(answers n: Int, population: Int, share p: Double = 0.5) -> Double? {
    guard n > 0, population >= n else { return nil }
    guard population > 1 else { return 0 }
    return z95 * (p * (1 - p) / Double(n) * Double(population - n) / Double(population - 1)).squareRoot()
  }

  /// Answers for a net promoter score within ± `margin` points: z² (p + d − (p − d)²) / m² − 3.
  ///
  /// - Parameter variance: p + d − (p − d)², 1 at worst.
  package static func netPromoter(margin: Double, variance: Double = 1) -> Int? {
    guard margin > 0, variance > 0 else { return nil }
    return max(1, rounded(z95 * z95 * variance * 10_000 / (margin * margin) - 3))
  }

  /// Answers in each of two waves that find a change of a share with 80 % certainty at the 5 % level.
  package static func detecting(from p: Double, to q: Double) -> Int? {
    guard p >= 0, p <= 1, q >= 0, q <= 1, p != q else { return nil }
    let mean = (p + q) / 2
    let chance = z95 * (2 * mean * (1 - mean)).squareRoot()
    let power = normalQuantile(0.8) * (p * (1 - p) + q * (1 - q)).squareRoot()
    return rounded((chance + power) * (chance + power) / ((p - q) * (p - q)))
  }

  /// What a cell of the measurement programme needs, and what it can reach.
  package struct Plan: Sendable, Equatable {
    /// Answers wanted.
    package var answers: Int
    /// Invitations that bring them at the response rate.
    package var invitations: Int
    /// Where there are fewer people than invitations: the answers that asking everybody brings, and the margin that they give.
    package var census: Census?
  }

  /// Asking everybody.
  package struct Census: Sendable, Equatable {
    /// Answers it brings.
    package var answers: Int
    /// The margin that they give.
    package var margin: Double
  }

  /// The plan of one touchpoint; `nil` for nobody or a response rate that is none.
  package static func plan(population: Int, share p: Double = 0.5, margin e: Double, responseRate: Double) -> Plan? {
    guard let answers = answers(population: population, share: p, margin: e),
      let invitations = invitations(answers: answers, responseRate: responseRate)
    else { return nil }
    var plan = Plan(answers: answers, invitations: invitations, census: nil)
    if invitations > population {
      let all = Int((Double(population) * responseRate).rounded())
      plan.census = Census(
        answers: all, margin: margin(answers: max(1, all), population: population, share: p) ?? 1)
    }
    return plan
  }

  /// Answers divided so that the total is known best (Neyman 1934): in proportion to N √(p (1 − p)), as real numbers.
  package static func neyman(total: Double, strata: [(population: Int, share: Double)]) -> [Double] {
    let weights = strata.map { Double($0.population) * max(0, $0.share * (1 - $0.share)).squareRoot() }
    let sum = weights.reduce(0, +)
    return sum > 0 ? weights.map { total * $0 / sum } : weights
  }

  /// The same in whole answers, none below `floor` (or everybody, where they are fewer) and none above its population; what
  /// the floors take is taken from the others. Largest remainders get what is left over.
  package static func neyman(total: Int, strata: [(population: Int, share: Double)], floor: Int) -> [Int] {
    var fixed: [Int?] = strata.map { _ in nil }
    while true {
      let open = strata.indices.filter { fixed[$0] == nil }
      let left = total - fixed.reduce(0) { $0 + ($1 ?? 0) }
      let shares = neyman(total: Double(max(0, left)), strata: open.map { strata[$0] })
      var changed = false
      for (i, share) in zip(open, shares) {
        let least = min(floor, strata[i].population)
        if share < Double(least) { (fixed[i], changed) = (least, true) }
      }
      if !changed {
        for (i, share) in zip(open, shares) where share > Double(strata[i].population) {
          (fixed[i], changed) = (strata[i].population, true)
        }
      }
      if changed { continue }
      var whole = shares.map { Int($0) }
      var rest = max(0, left) - whole.reduce(0, +)
      let order = shares.indices.sorted { a, b in
        let (x, y) = (shares[a] - Double(whole[a]), shares[b] - Double(whole[b]))
        return x != y ? x > y : a < b
      }
      for o in order where rest > 0 && shares[o] > 0 {
        whole[o] += 1
        rest -= 1
      }
      for (i, w) in zip(open, whole) { fixed[i] = w }
      return fixed.map { $0 ?? 0 }
    }
  }

  /// Share of triggers that can be invited where a customer sets off `load` of them within one quarantine: 1 / (1 + λ).
  package static func invitable(load: Double) -> Double { 1 / (1 + max(0, load)) }
}
