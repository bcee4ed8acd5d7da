import Journeys

/// The chain after a purchase: from it over service, refunds and exits to coming to buy again, and to the next purchase;
/// `nil` where nothing leaks, or no touchpoint of service or refunds is there.
///
/// What is followed begins at a purchase, one cancelled later included, whose repurchase horizon has passed. It is what
/// the rest of that purchase holds and, where the customer came to buy again within the horizon, the touches up to the
/// next purchase. It belongs to the period of its purchase journey's first touch.
package struct AfterPurchase: Sendable, Equatable {
  /// Its `conversion` is the share of such purchases that another follows.
  package var chain: Holes
  /// By hole: customers with a touch there that is old enough to tell, and those who stopped there.
  package var customers: [Int]
  package var stopped: [Int]

  /// - Parameter tally: of the log whose chain it is.
  init?(_ tally: AfterPurchaseTally, _ log: JourneyLog, _ rules: CycleRules, resamples: Int, threads: Int) {
    guard let chain = Holes(tally.chain, log, rules, resamples: resamples, threads: threads) else { return nil }
    self.chain = chain
    let states = tally.chain.states
    (customers, stopped) = ([], [])
    for hole in chain.holes {
      customers.append(Int(tally.customers[states.stateOf[hole.code]]))
      stopped.append(Int(tally.stopped[states.stateOf[hole.code]]))
    }
  }
}

/// Moves after a purchase, in a chain's tally of their own, and the customers behind them.
struct AfterPurchaseTally: Sendable {
  private(set) var chain: ChainTally
  /// By state, customers with a touch there old enough to tell, and those who stopped there.
  let customers = ReusedList<UInt32>()
  let stopped = ReusedList<UInt32>()
  private let isActive: Bool
  private let stateOf = ReusedList<Int32>()

  /// The tables of one customer's group in plain memory, and what the customer did.
  private struct Tables {
    let moves: UnsafeMutablePointer<UInt32>
    let memory: UnsafeMutablePointer<UInt32>
    /// A bit for each state with a touch old enough to tell, and for each at which the customer stopped.
    var touched: UInt32 = 0
    var stopped: UInt32 = 0
  }

  /// - Parameter hasLeaks: false where nothing is ever called a leak; nothing is counted then, nor where no touchpoint
  ///   after a purchase can be a hole.
  init(_ log: JourneyLog, _ rules: CycleRules, _ states: ChainStates, hasLeaks: Bool) {
    isActive = hasLeaks && log.catalog.touchpoints.contains { states.isHole($0) }
    chain = ChainTally(log, rules, states, isActive: isActive)
    guard isActive else { return }
    customers.restart(repeating: 0, count: ChainStates.most)
    stopped.restart(repeating: 0, count: ChainStates.most)
    for state in states.stateOf { stateOf.append(Int32(state)) }
  }

  /// Counts the customer whom the cutter has just cut: one with a purchase.
  ///
  /// - Parameter index: its place in this part of the log.
  mutating func add(_ own: CustomerCycles, _ log: EventLog, customer index: Int, _ rules: CycleRules) {
    guard isActive, let moves = chain.moves.mutableBuffer.baseAddress,
      let memory = chain.memory.mutableBuffer.baseAddress
    else { return }
    let group = log.groups.isEmpty ? 0 : Int(log.groups[index])
    var tables = Tables(moves: moves + group &* ChainTally.cells, memory: memory)
    var bought: UInt32 = 0
    let isOnly = own.purchases.count == 2
    for purchase in own.purchases {
      let (cycle, touches) = (own.cycles[purchase.cycle], own.touches)
      guard rules.observedUntil - touches[purchase.touch].logged.time >= rules.repurchase,
        log.counts(touches[cycle.touches.lowerBound].logged.time)
      else { continue }
      var (upper, end) = (cycle.touches.upperBound, ChainStates.leak)
      var next: Int?
      if purchase.cycle + 1 < own.cycles.count, case .loop = own.cycles[purchase.cycle + 1].origin {
        let again = own.cycles[purchase.cycle + 1]
        next = again.purchase
        upper = next ?? again.touches.upperBound
        end = again.isCancelled ? ChainStates.cancelled : ChainStates.bought
      }
      if next == nil, upper > purchase.touch + 1 { end = Self.end(touches[upper - 1].outcome) }
      let seen = add(touches, (purchase.touch + 1)..<upper, end: end, rules, &tables)
      guard let next, end == ChainStates.bought, seen != 0 else { continue }
      let amount = log.amounts.isEmpty ? .min : log.amounts[touches[next].event]
      chain.addMoney(seen, amount == .min ? 0 : Int128(amount), group, isOnly: isOnly)
      bought |= seen
    }
    if !isOnly, bought != 0 { chain.settleMoney(bought) }
    Self.count(tables.touched, in: customers)
    Self.count(tables.stopped, in: stopped)
  }

  /// The column of what became of a last touch that no purchase follows in time. Whoever is back before the window has
  /// passed, but after the horizon, has neither bought again nor been lost.
  @inline(__always)
  private static func end(_ outcome: TouchOutcome) -> Int {
    if case .rest = outcome { return ChainStates.well }
    return ChainTally.end(outcome)
  }

  /// Counts the touches after one purchase, and returns a bit for each state among them.
  @inline(__always)
  private func add(
    _ touches: UnsafeBufferPointer<Touch>, _ range: Range<Int>, end: Int, _ rules: CycleRules, _ tables: inout Tables
  ) -> UInt32 {
    // The row of where the customer is: 0 right after the purchase, then the states.
    var (before, row) = (0, 0)
    var seen: UInt32 = 0
    var isTold = true
    for i in range {
      let code = Int(touches[i].logged.touchpoint)
      let state = Int(stateOf[code])
      count(before, row, to: isTold ? state : ChainStates.open, &tables)
      (before, row) = (row, state &+ 1)
      seen |= 1 &<< UInt32(truncatingIfNeeded: state)
      isTold = touches[i].logged.time <= rules.matureUntil[code]
    }
    count(before, row, to: isTold || end == ChainStates.leak ? end : ChainStates.open, &tables)
    return seen
  }

  @inline(__always)
  private func count(_ before: Int, _ row: Int, to: Int, _ tables: inout Tables) {
    tables.moves[row &* ChainStates.columns &+ to] &+= 1
    guard row > 0 else { return }
    tables.memory[(before &* ChainStates.most &+ row &- 1) &* ChainStates.columns &+ to] &+= 1
    let bit = UInt32(1) &<< UInt32(truncatingIfNeeded: row &- 1)
    if to != ChainStates.open { tables.touched |= bit }
    if to == ChainStates.leak { tables.stopped |= bit }
  }

  private static func count(_ states: UInt32, in list: ReusedList<UInt32>) {
    var rest = states
    while rest != 0 {
      list[rest.trailingZeroBitCount] += 1
      rest &= rest &- 1
    }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  func merge(_ other: AfterPurchaseTally) {
    chain.merge(other.chain)
    for i in customers.indices {
      customers[i] += other.customers[i]
      stopped[i] += other.stopped[i]
    }
  }
}
