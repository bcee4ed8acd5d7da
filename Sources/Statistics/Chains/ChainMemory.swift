import Foundation

/// Whether where customers go next depends on where they came from, beyond where they are (Anderson & Goodman 1957).
///
/// For each state a table of state before × state after, G = 2 Σ n ln(n n.. ÷ (n_h. n_.j)), with (rows − 1)(columns − 1)
/// degrees of freedom over the rows and columns that occur; sums over the states. Padded tables of one order more would
/// not give these degrees. With many customers everything is significant: the size is the conditional mutual information
/// I = G ÷ (2 n ln 2) in bits, as a share of the entropy of the next step.
package struct ChainMemory: Sendable, Equatable {
  /// G, and its degrees of freedom.
  package let gain: Double
  package let degrees: Int
  /// Moves in all tables.
  package let n: Int
  /// Entropy of the next step given the present one, bits.
  package let entropy: Double
  /// The same of each state alone, in the order of the tables.
  package let states: [State]

  /// The test of one state's table.
  package struct State: Sendable, Equatable {
    /// G, and its degrees of freedom.
    package let gain: Double
    package let degrees: Int
    /// Moves in the table.
    package let n: Int
    /// Of the next step, bits.
    package let entropy: Double
    /// As of the whole chain.
    package var isFlagged: Bool { ChainMemory.isFlagged(gain, degrees, n, entropy) }
  }

  /// - Parameter tables: by state, rows (before) of equal length (after).
  package init(_ tables: [[[Int]]]) {
    states = tables.map(Self.state)
    gain = states.reduce(0) { $0 + $1.gain }
    degrees = states.reduce(0) { $0 + $1.degrees }
    let all = states.reduce(0) { $0 + $1.n }
    n = all
    entropy = all == 0 ? 0 : states.reduce(0) { $0 + $1.entropy * Double($1.n) } / Double(all)
  }

  private static func state(_ table: [[Int]]) -> State {
    let rows = table.map { $0.reduce(0, +) }
    let columns = (0..<(table.first?.count ?? 0)).map { j in table.reduce(0) { $0 + $1[j] } }
    let n = rows.reduce(0, +)
    guard n > 0 else { return State(gain: 0, degrees: 0, n: 0, entropy: 0) }
    var gain = 0.0
    for (h, row) in table.enumerated() {
      for (j, count) in row.enumerated() where count > 0 {
        gain += 2 * Double(count) * log(Double(count) * Double(n) / (Double(rows[h]) * Double(columns[j])))
      }
    }
    let (before, after) = (rows.count { $0 > 0 }, columns.count { $0 > 0 })
    return State(
      gain: max(0, gain), degrees: (before - 1) * (after - 1), n: n, entropy: NextStep(columns).bits)
  }

  /// How likely so large a G is where the chain has no memory; 1 where nothing could tell.
  package var pValue: Double { degrees > 0 ? chiSquareAbove(gain, degrees: Double(degrees)) : 1 }
  /// I, in bits.
  package var information: Double { n > 0 ? gain / (2 * Double(n) * log(2)) : 0 }
  /// I as a share of the entropy of the next step; `nil` where there is nothing to be uncertain of.
  package var share: Double? { entropy > 0 ? information / entropy : nil }
  /// ΔBIC = G − df ln n: above 0 where a chain of order 2 is worth its parameters.
  package var bayesianGain: Double { n > 0 ? gain - Double(degrees) * log(Double(n)) : 0 }
  /// p < .01, and I above 5 % of the entropy.
  package var isFlagged: Bool { Self.isFlagged(gain, degrees, n, entropy) }

  private static func isFlagged(_ gain: Double, _ degrees: Int, _ n: Int, _ entropy: Double) -> Bool {
    guard degrees > 0, n > 0, entropy > 0 else { return false }
    return chiSquareAbove(gain, degrees: Double(degrees)) < 0.01
      && gain / (2 * Double(n) * log(2)) > 0.05 * entropy
  }
}

/// How uncertain the next step from a state is (Shannon 1948), with the correction of Miller (1955) and Madow for small
/// counts.
package struct NextStep: Sendable, Equatable {
  /// H = −Σ p log₂ p.
  package let bits: Double
  /// H + (K − 1) ÷ (2 n ln 2), K the destinations that occur.
  package let correctedBits: Double

  /// - Parameter counts: by destination.
  package init(_ counts: [Int]) {
    let n = counts.reduce(0, +)
    let entropy = counts.reduce(0.0) { sum, count in
      guard count > 0 else { return sum }
      let p = Double(count) / Double(n)
      return sum - p * log2(p)
    }
    bits = entropy
    correctedBits = n > 0 ? entropy + Double(counts.count { $0 > 0 } - 1) / (2 * Double(n) * log(2)) : 0
  }

  /// 2^H: as many equally likely next steps would be as uncertain.
  package var effectiveSteps: Double { exp2(bits) }
}
