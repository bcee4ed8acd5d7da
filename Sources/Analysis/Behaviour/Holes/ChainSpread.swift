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

  private typealias Eight = ChainsSideBySide.Eight

  private let states: Int
  private let hasMoney: Bool
  /// Draws by eights: `samples[quantity * eights + draw / 8]`; no number where a draw does not tell.
  private let samples: [Eight]
  private let eights: Int

  /// ρ at each of the ends, with the chance in what those kept would do; behind them the chain's own value without it.
  private static let effects = [Price.realism.low, Price.realism.high, 1]
  private static let perShare = effects.count + 1
  private static let perHole = Patch.shares.count * perShare

  /// - Parameters:
  ///   - holes: states that are priced.
  ///   - draws: how many there are; made up to a multiple of eight.
  init(_ grouped: GroupedCounts, _ money: ViaMoney, holes: [Int], states: Int, draws: Int, threads: Int) {
    (self.states, hasMoney) = (states, money.hasAmounts)
    let eights = (draws + 7) / 8
    self.eights = eights
    let quantities = 3 + 2 * states + holes.count * Self.perHole * (money.hasAmounts ? 2 : 1)
    let workers = max(1, min(threads, 8))
    let found = onCores(workers) { worker in
      var solver = Solver(grouped, money, holes, states)
      solver.rows.reserveCapacity((eights / workers + 1) * quantities)
      for number in stride(from: worker, to: eights, by: workers) { solver.append(number * 8) }
      return solver.rows
    }
    var samples = [Eight](repeating: Eight(repeating: .nan), count: quantities * eights)
    for number in 0..<eights {
      let first = number / workers * quantities
      for quantity in 0..<quantities {
        samples[quantity * eights + number] = found[number % workers][first + quantity]
      }
    }
    self.samples = samples
  }

  /// Draws eight resamples at a time and keeps what follows from their chains, quantity after quantity.
  private struct Solver {
    let grouped: GroupedCounts
    let money: ViaMoney
    let holes: [Int]
    let states: Int
    var rows: [Eight] = []
    private var chains: ChainsSideBySide
    private var counts: [Eight]
    private var means: [Eight]
    private var chances: [Eight]

    init(_ grouped: GroupedCounts, _ money: ViaMoney, _ holes: [Int], _ states: Int) {
      (self.grouped, self.money, self.holes, self.states) = (grouped, money, holes, states)
      chains = ChainsSideBySide(
        ChainsSideBySide.Layout(
          states: states, columns: ChainStates.columns, ends: ChainDraw.ends, goal: ChainDraw.goal,
          leak: ChainDraw.leakEnd))
      counts = [Eight](repeating: .zero, count: grouped.cells)
      means = [Eight](repeating: .zero, count: ChainStates.most)
      chances = [Eight](repeating: .zero, count: holes.count)
    }

    /// Appends what follows from the eight resamples from a number on.
    mutating func append(_ first: Int) {
      for place in 0..<8 {
        let drawn = GroupedCounts.draw(first + place, of: grouped.groups)
        grouped.putSums(of: drawn, to: &counts, place: place)
        if money.hasAmounts { money.putMeans(of: drawn, to: &means, place: place) }
        var random = SplitMix.deviates(first + place)
        for hole in holes.indices { chances[hole][place] = random.deviate() }
      }
      chains.solve(counts, diagonal: holes)
      let start = rows.count
      rows += [chains.conversion, chains.length, ChainDraw.loopShare(counts)]
      rows += chains.absorption
      rows += chains.meanSteps
      for (hole, state) in holes.enumerated() {
        for share in Patch.shares {
          var whole = Eight.zero
          for effect in ChainSpread.effects {
            whole = chains.gain(patching: state, by: share * effect)
            append(withChance(whole, of: chains.leaks[state], chances[hole]), state)
          }
          append(whole, state)
        }
      }
      guard any(chains.isUnsolved) else { return }
      for i in start..<rows.count { rows[i].replace(with: .nan, where: chains.isUnsolved) }
    }

    private mutating func append(_ gain: Eight, _ state: Int) {
      rows.append(gain)
      if money.hasAmounts { rows.append(gain * means[state]) }
    }
  }

  private func quantiles(_ quantity: Int, _ shares: [Double]) -> [Double]? {
    samples.withUnsafeBytes { samples in
      let all = samples.bindMemory(to: Double.self)
      return percentiles(Array(all[(quantity * eights * 8)..<((quantity + 1) * eights * 8)]), shares)
    }
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
    let mean = money.hasAmounts ? money.means[state] : .nan
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
