import Foundation

/// Units that do the same work, side by side after indirect standardisation: each is held against what all units together
/// achieve on cases like its own (Goldstein & Spiegelhalter 1996), and its place among them is told as a probability.
///
/// A case's value is on any scale of which more is better. What a unit is expected to achieve is the mean of its cases'
/// strata, over all units; what it achieves beyond that is added to the mean of all cases.
package struct LeagueTable: Sendable, Equatable {
  /// Cases of one unit in one stratum.
  package struct Cell: Sendable, Equatable {
    /// Cases.
    package var n: Int
    /// Their sum, and the sum of their squares.
    package var sum, squares: Double

    package init(n: Int = 0, sum: Double = 0, squares: Double = 0) {
      (self.n, self.sum, self.squares) = (n, sum, squares)
    }

    /// Cases that have one value, or 0.
    package init(_ part: Int, of whole: Int, value: Double = 100) {
      self.init(n: whole, sum: Double(part) * value, squares: Double(part) * value * value)
    }
  }

  /// One unit.
  package struct Row: Sendable, Equatable {
    /// Its place in what was given.
    package var unit: Int
    /// Its cases.
    package var n: Int
    /// Mean of its cases, and what all units together achieve on cases like them.
    package var observed, expected: Double
    /// The mean of all cases plus what it achieves beyond what was expected, with a 95 % interval.
    package var standardised: Estimate
    /// How likely it is the worst, and the best, after shrinkage of all towards each other.
    package var probabilityOfLast, probabilityOfBest: Double
  }

  /// Units with cases enough, in the order given.
  package let rows: [Row]
  /// Mean of all cases.
  package let mean: Double
  /// How far the means of strata lie apart: what a unit would gain at most if one case of a hundred were another kind's,
  /// times a hundred; 0 where all cases are of one kind.
  package let strataSpread: Double
  /// How likely as wide a spread is where no unit differs from what is expected of it (Cochran's Q).
  package let pValue: Double

  /// - Parameters:
  ///   - cells: by unit and stratum.
  ///   - fewest: units of fewer cases are in the expectation and have no row. At least 2.
  ///   - Returns: `nil` with fewer than two rows, or without any spread within them.
  package init?(_ cells: [[Cell]], fewest: Int) {
    var strata: [Cell] = []
    for own in cells {
      for (stratum, cell) in own.enumerated() {
        if stratum == strata.count { strata.append(Cell()) }
        strata[stratum].n += cell.n
        strata[stratum].sum += cell.sum
      }
    }
    let all = strata.reduce(0) { $0 + $1.n }
    guard all > 0 else { return nil }
    let means = strata.map { $0.n > 0 ? $0.sum / Double($0.n) : 0 }
    let mean = strata.reduce(0.0) { $0 + $1.sum } / Double(all)
    var found: [(unit: Int, n: Int, sum: Double, excess: Double, deviation: Double)] = []
    for (unit, own) in cells.enumerated() {
      let n = own.reduce(0) { $0 + $1.n }
      guard n >= max(2, fewest) else { continue }
      // Sums of what is left of each value beyond its stratum's mean.
      let beyond = zip(own, means).reduce(0.0) { $0 + $1.0.sum - Double($1.0.n) * $1.1 }
      let squares = zip(own, means).reduce(0.0) { sum, next in
        let (cell, m) = next
        return sum + cell.squares - 2 * m * cell.sum + Double(cell.n) * m * m
      }
      let excess = beyond / Double(n)
      let variance = max(0, squares - Double(n) * excess * excess) / Double(n - 1)
      found.append((unit, n, own.reduce(0.0) { $0 + $1.sum }, excess, variance.squareRoot()))
    }
    let values = found.map { (mean: mean + $0.excess, standardDeviation: $0.deviation, n: $0.n) }
    guard let last = WeakestLink(means: values),
      let best = WeakestLink(means: values.map { (-$0.mean, $0.standardDeviation, $0.n) })
    else { return nil }
    let whole = Estimate(value: mean, low: mean, high: mean, n: all)
    let used = zip(strata, means).filter { $0.0.n > 0 }.map(\.1)
    strataSpread = (used.max() ?? 0) - (used.min() ?? 0)
    self.mean = mean
    pValue = last.pValue
    rows = found.indices.map { place in
      let own = found[place]
      let observed = own.sum / Double(own.n)
      return Row(
        unit: own.unit, n: own.n, observed: observed, expected: observed - own.excess,
        standardised: meanInterval(
          mean: values[place].mean, standardDeviation: last.deviations[place], n: own.n) ?? whole,
        probabilityOfLast: last.probabilities[place], probabilityOfBest: best.probabilities[place])
    }
  }

  /// A unit has a rank from this probability on, and from so many cases on.
  package static let namingProbability = WeakestLink.namingProbability
  package static let fewestToName = 30

  /// The row that may be called the worst, where units differ; `nil`: none may.
  package var last: Int? { named(\.probabilityOfLast) }
  /// The row that may be called the best.
  package var best: Int? { named(\.probabilityOfBest) }

  private func named(_ probability: (Row) -> Double) -> Int? {
    rows.indices.first { probability(rows[$0]) >= Self.namingProbability && rows[$0].n >= Self.fewestToName }
  }
}
