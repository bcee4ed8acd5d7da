import Cores
import Statistics

/// How far what follows from a chain differs between resamples of its customers: groups of them drawn with replacement,
/// each draw's chain solved anew.
struct ChainSpread {
  /// What is drawn.
  enum Quantity {
    case conversion, length, loopShare
    case purchase(Int)
    case steps(Int)
  }

  private let states: Int
  private let draws: Int
  private let hasMoney: Bool
  /// `samples[quantity * draws + draw]`; no number where a draw does not tell.
  private let samples: [Double]

  /// ρ at each of the ends, with the chance in what those kept would do; behind them the chain's own value without it.
  private static let effects = [Price.realism.low, Price.realism.high, 1]
  private static let perShare = effects.count + 1
  private static let perHole = Patch.shares.count * perShare

  /// - Parameters:
  ///   - holes: states that are priced.
  ///   - draws: how many there are.
  init(_ grouped: GroupedCounts, _ money: ViaMoney, holes: [Int], states: Int, draws: Int, threads: Int) {
    (self.states, self.draws, hasMoney) = (states, draws, money.hasAmounts)
    let quantities = 3 + 2 * states + holes.count * Self.perHole * (money.hasAmounts ? 2 : 1)
    let workers = max(1, min(threads, 8))
    let found = onCores(workers) { worker in
      var rows: [Double] = []
      rows.reserveCapacity((draws / workers + 1) * quantities)
      for number in stride(from: worker, to: draws, by: workers) {
        let drawn = GroupedCounts.draw(number, of: grouped.groups)
        let first = rows.count
        if let draw = ChainDraw(grouped.sums(of: drawn), states: states) {
          var random = SplitMix.deviates(number)
          Self.append(draw, money.hasAmounts ? money.means(drawn) : nil, holes, &random, to: &rows)
        }
        rows.append(contentsOf: repeatElement(.nan, count: first + quantities - rows.count))
      }
      return rows
    }
    var samples = [Double](repeating: .nan, count: quantities * draws)
    for number in 0..<draws {
      let first = number / workers * quantities
      for quantity in 0..<quantities {
        samples[quantity * draws + number] = found[number % workers][first + quantity]
      }
    }
    self.samples = samples
  }

  private static func append(
    _ draw: ChainDraw, _ means: [Double]?, _ holes: [Int], _ random: inout SplitMix, to row: inout [Double]
  ) {
    let chain = draw.chain
    row += [chain.fromStart(ChainDraw.goal), chain.length, draw.loopShare]
    for state in 0..<chain.states { row.append(chain.probability(of: ChainDraw.goal, from: state) ?? .nan) }
    for state in 0..<chain.states { row.append(chain.isTrapped[state] ? .nan : chain.meanSteps[state]) }
    for state in holes {
      let (leaks, chance) = (draw.leaks(state), random.deviate())
      for share in Patch.shares {
        func append(_ gain: Double) {
          row.append(gain)
          if let means { row.append(gain * means[state]) }
        }
        var whole = 0.0
        for effect in effects {
          whole = draw.gain(state, share * effect)
          append(withChance(whole, of: leaks, chance))
        }
        append(whole)
      }
    }
  }

  private func quantiles(_ quantity: Int, _ shares: [Double]) -> [Double]? {
    percentiles(Array(samples[(quantity * draws)..<((quantity + 1) * draws)]), shares)
  }

  /// A quantity of all customers with its interval; `nil` where the draws do not tell.
  func estimate(_ quantity: Quantity, _ value: Double, n: Int) -> Estimate? {
    let place =
      switch quantity {
      case .conversion: 0
      case .length: 1
      case .loopShare: 2
      case .purchase(let state): 3 + state
      case .steps(let state): 3 + states + state
      }
    guard n > 0, value.isFinite, let ends = quantiles(place, [0.025, 0.975]) else { return nil }
    return Estimate(value: value, low: min(value, ends[0]), high: max(value, ends[1]), n: n)
  }

  /// The prices of a hole; empty where nothing but its leak leads out of it, or nobody leaks.
  ///
  /// - Parameters:
  ///   - place: among the holes.
  ///   - factor: from the period to what prices are for.
  func patches(_ place: Int, _ all: ChainDraw, _ state: Int, _ money: ViaMoney, by factor: Double, n: Int) -> [Patch] {
    let mean = money.hasAmounts ? money.means(Array(0..<ChainTally.groups))[state] : .nan
    let width = hasMoney ? 2 : 1
    let first = 3 + 2 * states + place * Self.perHole * width
    return Patch.shares.enumerated().compactMap { index, share in
      let own = first + index * Self.perShare * width
      func price(_ offset: Int, worth: Double) -> Price? {
        let (value, whole) = (all.gain(state, share * Price.realism.headline), all.gain(state, share))
        guard n > 0, value.isFinite, whole.isFinite, worth.isFinite,
          let low = quantiles(own + offset, [0.025])?.first,
          let high = quantiles(own + width + offset, [0.975])?.first,
          let most = quantiles(own + 2 * width + offset, [0.975])?.first,
          let ends = quantiles(own + 3 * width + offset, [0.025, 0.975])
        else { return nil }
        let each = worth * factor
        return Price(
          value: value * each, low: min(low * factor, value * each), high: max(high * factor, value * each),
          most: max(most * factor, whole * each),
          chain: Estimate(
            value: whole * each, low: min(ends[0] * factor, whole * each), high: max(ends[1] * factor, whole * each),
            n: n))
      }
      guard let purchases = price(0, worth: 1) else { return nil }
      return Patch(share: share, purchases: purchases, money: hasMoney ? price(1, worth: mean) : nil)
    }
  }
}
