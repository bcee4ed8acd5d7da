import Statistics

/// What would be gained if a share of those who stopped at a touchpoint had gone on as the others there do: a scenario,
/// no forecast (methods 2.7b).
///
/// Those who stop are not like those who go on; simulated customers of two minds show that a chain says too much. So
/// the chain's own value is the upper end of what is said, and the headline takes half the effect (ρ = .5 instead of 1, x
/// becoming ρ x).
package struct Price: Sendable, Equatable {
  /// ρ at the low end, at the headline, and at the high end of what simulations with two kinds of customers showed.
  package static let realism = (low: 0.45, headline: 0.5, high: 0.75)

  /// At ρ = .5.
  package var value: Double
  /// At ρ = .45, at ρ = .75 and at ρ = 1, the chain's own value: the first less its error (2.5 %), the others with theirs
  /// (97.5 %). The error is that of sampling customers and the chance in what those kept would do.
  package var low: Double
  package var high: Double
  package var most: Double
  /// The chain's own value, with the interval of sampling customers alone.
  package var chain: Estimate
}

/// Prices of one hole, a part of it patched.
package struct Patch: Sendable, Equatable {
  /// Share of those who stopped.
  package var share: Double
  package var purchases: Price
  /// Millionths, as the project declares money; `nil` without amounts.
  package var money: Price?

  /// The parts that are priced.
  package static let shares = [0.1, 0.5, 1]
}

/// One draw of customers, or all of them: the chain of their moves, and what follows from it for every hole.
struct ChainDraw {
  let chain: AbsorbingChain
  private let counts: [Double]
  private let states: Int

  /// Ends of the chain, in the order of its columns.
  static let ends = [ChainStates.bought, ChainStates.cancelled, ChainStates.well, ChainStates.leak]
  static let goal = 0
  static let leakEnd = 3

  /// - Parameter counts: a table of moves as the tally has it.
  init?(_ counts: [Double], states: Int) {
    let columns = states + Self.ends.count
    var own = [Double](repeating: 0, count: (states + 1) * columns)
    for row in 0...states {
      for state in 0..<states { own[row * columns + state] = counts[row * ChainStates.columns + state] }
      for (end, column) in Self.ends.enumerated() {
        own[row * columns + states + end] = counts[row * ChainStates.columns + column]
      }
    }
    guard let chain = AbsorbingChain(counts: own, states: states, ends: Self.ends.count) else { return nil }
    (self.chain, self.counts, self.states) = (chain, counts, states)
  }

  /// Leaks seen at a state.
  func leaks(_ state: Int) -> Double { counts[(state + 1) * ChainStates.columns + ChainStates.leak] }

  /// Journeys that a purchase has led to, of all.
  var loopShare: Double {
    let begun = counts[0..<ChainStates.leak].reduce(0, +)
    return begun > 0 ? counts[ChainStates.loop] / begun : .nan
  }

  /// The same of eight draws at once.
  static func loopShare(_ counts: [SIMD8<Double>]) -> SIMD8<Double> {
    var begun = SIMD8<Double>.zero
    for column in 0..<ChainStates.leak { begun += counts[column] }
    return counts[ChainStates.loop] / begun
  }

  /// Purchases gained where a share of the leaks seen at a state is patched; no number where nothing else leads out of
  /// it.
  ///
  /// The chain's gain for each way is x times its leaks there times what those who go on come to under the same patch.
  /// The leaks seen stand in place of the chain's: of journeys still open no more is claimed than was lost.
  func gain(_ state: Int, _ share: Double) -> Double {
    let own = chain.expectedVisits[state] * chain.exits[state * Self.ends.count + Self.leakEnd]
    guard own > 0 else { return 0 }
    guard let gain = chain.gain(patching: state, by: share, leak: Self.leakEnd, goal: Self.goal) else { return .nan }
    return gain / own * leaks(state)
  }
}
