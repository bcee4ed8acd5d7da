import Journeys
import Statistics

/// The chain of moves to a purchase, from the start of a journey or from the purchase before, the holes in it and what
/// they cost; `nil` in a report in which nothing leaks.
package struct Holes: Sendable, Equatable {
  /// A touchpoint on the way to a purchase, or all others together.
  package struct State: Sendable, Equatable {
    /// `nil` for all others together.
    package var code: Int?
    /// Touches old enough to tell.
    package var touches: Int
    /// How likely a purchase is from here, and how many touches come until the journey ends, this one included.
    package var purchase: Estimate?
    package var steps: Estimate?
    /// By which share purchases become fewer where everything that comes here is lost.
    package var removalEffect: Double?
    /// The probability of a purchase in the chain that remembers, where the test asks for one.
    package var remembered: Double?
    /// Whether where customers go from here depends on where they came from.
    package var hasMemory: Bool
    /// As many next steps would be as uncertain, were they equally likely.
    package var effectiveSteps: Double
  }
  package var states: [State]
  /// How likely a purchase is from the start, how many touches a journey has, and which share of journeys a purchase
  /// led to.
  package var conversion: Estimate?
  package var length: Estimate?
  package var loopShare: Estimate?
  /// Journeys begun; after a purchase, purchases whose horizon has passed.
  package var journeys: Int
  package var memory: ChainMemory
  /// In the order of the states.
  package var holes: [Hole]
  /// Days the period covers, those left out not counted.
  package var days: Int
  /// The chain itself; its ends are purchases that stand, cancelled ones, good ends and leaks.
  let chain: AbsorbingChain

  /// A shorter period is not blown up to a year.
  package static let fewestDaysForYear = 180
  /// Whether prices are for a year; else for the period as it is.
  package var isPerYear: Bool { days >= Self.fewestDaysForYear }

  /// Resamples of customers.
  package static let resamples = 1_000
  /// Of fewer journeys no range is drawn, and so nothing is said.
  static let fewestJourneys = 30

  /// - Parameter tally: of the log whose chain it is.
  init?(_ tally: ChainTally, _ log: JourneyLog, _ rules: CycleRules, resamples: Int, threads: Int) {
    guard tally.moves.count > 0 else { return nil }
    let n = tally.states.count
    let grouped = GroupedCounts(tally.moves.buffer, groups: ChainTally.groups, cells: ChainTally.cells)
    let total = grouped.total
    guard n > 0, let all = ChainDraw(total, states: n) else { return nil }
    days = Self.days(log)
    let part = tally.states.part
    let candidates = (0..<n).filter { state in
      tally.states.codes[state].map { tally.states.isHole(log.catalog.touchpoints[$0]) } ?? false
    }
    let money = ViaMoney(tally, hasAmounts: log.hasAmounts)
    func count(_ row: Int, _ columns: Range<Int>) -> Int {
      columns.reduce(0) { $0 + Int(total[row * ChainStates.columns + $1]) }
    }
    let begun = count(0, 0..<ChainStates.open)
    // After a purchase nothing but prices is said, and those of enough touches only.
    let isAsked = part == .beforePurchase || candidates.contains { count($0 + 1, 0..<ChainStates.open) >= Hole.sureAt }
    let spread =
      begun < Self.fewestJourneys || !isAsked
      ? nil
      : ChainSpread(grouped, money, holes: candidates, states: n, draws: resamples, threads: threads)
    let memoryTables = Self.tables(tally)
    let starts = (0..<n).map { Int(total[$0]) } + ChainDraw.ends.map { Int(total[$0]) }
    let memory = ChainMemory(memoryTables)
    self.memory = memory
    let split =
      memory.isFlagged
      ? SecondOrderChain(memoryTables, starts: starts, end: ChainDraw.goal, memory: memory) : nil
    (journeys, chain) = (begun, all.chain)
    conversion = spread?.estimate(.conversion, all.chain.fromStart(ChainDraw.goal), n: begun)
    length = spread?.estimate(.length, all.chain.length, n: begun)
    loopShare = part == .beforePurchase ? spread?.estimate(.loopShare, all.loopShare, n: begun) : nil
    states = (0..<n).map { state in
      let touches = count(state + 1, 0..<ChainStates.open)
      let moved = (0..<ChainStates.open).map { Int(total[(state + 1) * ChainStates.columns + $0]) }
      let isTrapped = all.chain.isTrapped[state]
      return State(
        code: tally.states.codes[state], touches: touches,
        purchase: all.chain.probability(of: ChainDraw.goal, from: state)
          .flatMap { spread?.estimate(.purchase(state), $0, n: touches) },
        steps: isTrapped ? nil : spread?.estimate(.steps(state), all.chain.meanSteps[state], n: touches),
        removalEffect: isTrapped ? nil : all.chain.removalEffect(of: state, on: ChainDraw.goal),
        remembered: split?.probabilities[state], hasMemory: memory.states[state].isFlagged,
        effectiveSteps: NextStep(moved).effectiveSteps)
    }
    let factor = days >= Self.fewestDaysForYear ? 365 / Double(days) : 1
    holes = candidates.enumerated().map { place, state in
      let touches = count(state + 1, 0..<ChainStates.open)
      var hole: Hole
      switch part {
      case .beforePurchase: hole = Hole(state, tally, rules, touches: touches)
      case .afterPurchase:
        hole = Hole(tally.states.codes[state] ?? 0, touches: touches)
        hole.moved = wilson(count(state + 1, 0..<n), of: touches)
        hole.bought = wilson(count(state + 1, ChainStates.bought..<ChainStates.well), of: touches)
        hole.leaked = wilson(Int(all.leaks(state)), of: touches)
      }
      hole.leaks = Int(all.leaks(state))
      hole.patches = spread?.patches(place, all, state, money, by: factor, n: hole.leaks) ?? []
      hole.via = money.parts[state]
      return hole
    }
  }

  /// By state, where customers were before by where they go: what the test of memory reads. Touches too young to tell
  /// are in none.
  private static func tables(_ tally: ChainTally) -> [[[Int]]] {
    let n = tally.states.count
    let memory = tally.memory.buffer
    return (0..<n).map { state in
      (0...n).map { before in
        let first = (before * ChainStates.most + state) * ChainStates.columns
        return (0..<n).map { Int(memory[first + $0]) } + ChainDraw.ends.map { Int(memory[first + $0]) }
      }
    }
  }

  private static func days(_ log: JourneyLog) -> Int {
    let (first, last) = (log.period.lowerBound, min(log.period.upperBound, log.observedUntil))
    guard last >= first else { return 0 }
    return Int(log.excluded.clock(from: first, to: last) / Micros.day) + 1
  }
}

/// Purchases that stand of journeys that came by each state, and their money.
struct ViaMoney: Sendable {
  /// Of one state: purchases, customers and money in millionths, and the most money of one customer.
  let parts: [Hole.Via]
  /// Group after group, by state, eight side by side: purchases, and behind them money.
  private let sums: [SIMD8<Double>]
  let hasAmounts: Bool
  private static let width = (ChainStates.most + 7) / 8

  init(_ tally: ChainTally, hasAmounts: Bool) {
    self.hasAmounts = hasAmounts
    let n = ChainStates.most
    let (purchases, money) = (tally.purchasesVia.buffer, tally.moneyVia.buffer)
    var sums = [SIMD8<Double>](repeating: .zero, count: hasAmounts ? ChainTally.groups * 2 * Self.width : 0)
    if hasAmounts {
      for group in 0..<ChainTally.groups {
        for state in 0..<n where purchases[group * n + state] > 0 {
          let place = group * 2 * Self.width + state / 8
          sums[place][state % 8] = Double(purchases[group * n + state])
          sums[place + Self.width][state % 8] = Self.number(money[group * n + state])
        }
      }
    }
    self.sums = sums
    parts = (0..<n).map { state in
      var via = Hole.Via()
      for group in 0..<ChainTally.groups {
        via.purchases += Int(purchases[group * n + state])
        via.money += money[group * n + state]
      }
      (via.customers, via.most) = (Int(tally.customersVia[state]), tally.mostVia[state])
      return via
    }
  }

  /// The library turns a wide integer into a number bit by bit; nearly none of these is wider than a word.
  private static func number(_ money: Int128) -> Double {
    Int64(exactly: money).map { Double($0) } ?? Double(money)
  }

  /// By state, the mean order value in millionths.
  var means: [Double] {
    var all = [SIMD8<Double>](repeating: .zero, count: ChainStates.most)
    putMeans(of: Array(0..<ChainTally.groups), to: &all, place: 0)
    return all.map { $0[0] }
  }

  /// By state, the mean order value in millionths of the groups named, each as often as it is, put into one place of
  /// vectors.
  func putMeans(of drawn: [Int], to means: inout [SIMD8<Double>], place: Int) {
    let width = Self.width
    withUnsafeTemporaryAllocation(of: SIMD8<Double>.self, capacity: 2 * width) { all in
      sumRows(sums, drawn, width: 2 * width, to: all)
      var (count, sum) = (0.0, 0.0)
      for i in 0..<width {
        count += all[i].sum()
        sum += all[width + i].sum()
      }
      let mean = count > 0 ? sum / count : .nan
      for state in means.indices {
        let own = all[state / 8][state % 8]
        let isSure = parts[state].purchases >= Hole.Via.sureAt && own > 0
        means[state][place] = isSure ? all[width + state / 8][state % 8] / own : mean
      }
    }
  }
}
