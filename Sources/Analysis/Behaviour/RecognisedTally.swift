import Journeys

/// What customers whom the client knows did at one touchpoint.
package struct RecognisedRow: Sendable, Equatable {
  /// Their events, and they themselves, each counted once.
  package var events = 0
  package var customers = 0
  /// Touches old enough to tell, and the leaks among them.
  package var mature = 0
  package var matureLeak = 0
  /// Those of them whose last journey leaked here.
  package var lost = 0

  package init() {}

  mutating func merge(_ other: RecognisedRow) {
    events += other.events
    customers += other.customers
    mature += other.mature
    matureLeak += other.matureLeak
    lost += other.lost
  }
}

/// What customers whom the client knows did, apart from visitors; counts nothing where nothing tells the two apart, so that
/// a log without visitors costs nothing.
package struct RecognisedTally: Sendable, Equatable {
  /// Parallel to the catalog's touchpoints.
  package var rows: [RecognisedRow]
  package var buyers = 0
  package var blindness = BlindnessTally()
  /// By step of the funnel, those who reached it in order.
  package var reached: [Int]
  private var stamps: [Int32]

  /// - Parameter steps: of the funnel.
  init(touchpoints: Int, steps: Int) {
    reached = [Int](repeating: 0, count: steps)
    rows = [RecognisedRow](repeating: RecognisedRow(), count: touchpoints)
    stamps = [Int32](repeating: -1, count: touchpoints)
  }

  /// Whether a customer is one to be counted here.
  static func counts(_ log: EventLog, customer: Int) -> Bool {
    !log.isRecognised.isEmpty && log.isRecognised[customer]
  }

  /// Counts the customer whom the cutter has just cut: one for whom `counts` holds.
  mutating func add(_ own: CustomerCycles, _ log: EventLog, customer index: Int, _ rules: CycleRules) {
    addEvents(log, customer: index)
    let touches = own.touches
    for cycle in own.cycles where log.counts(touches[cycle.touches.lowerBound].logged.time) {
      for i in cycle.touches where !touches[i].outcome.isNone {
        let touch = touches[i]
        let code = Int(touch.logged.touchpoint)
        guard touch.logged.time <= rules.matureUntil[code] || touch.outcome.isLeak else { continue }
        rows[code].mature += 1
        if touch.outcome.isLeak { rows[code].matureLeak += 1 }
      }
    }
    if let cycle = own.cycles.last, cycle.purchase == nil,
      log.counts(touches[cycle.touches.lowerBound].logged.time)
    {
      let end = touches[cycle.touches.upperBound - 1]
      if end.outcome.isLeak { rows[Int(end.logged.touchpoint)].lost += 1 }
    }
    let hasBought = own.purchases.contains { !$0.isCancelled && log.counts(log[$0.event].time) }
    if hasBought { buyers += 1 }
  }

  /// Counts how far the customer came in the funnel.
  mutating func add(_ outcome: FunnelOutcome) {
    for step in 0..<min(outcome.ordered, reached.count) { reached[step] += 1 }
  }

  /// The events of a journey that lie in the period, as `FlowTally` takes them.
  private mutating func addEvents(_ log: EventLog, customer index: Int) {
    let customer = Int32(truncatingIfNeeded: log.firstCustomer + index)
    var hasBegun = false
    for event in log.journey(of: index) where log.period.contains(event.time) {
      // No journey begins on a day left out.
      if !hasBegun, log.excluded.contains(event.time) { continue }
      hasBegun = true
      let code = Int(event.touchpoint)
      rows[code].events += 1
      guard stamps[code] != customer else { continue }
      stamps[code] = customer
      rows[code].customers += 1
    }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: RecognisedTally) {
    for code in rows.indices { rows[code].merge(other.rows[code]) }
    buyers += other.buyers
    for step in reached.indices { reached[step] += other.reached[step] }
    blindness.merge(other.blindness)
  }
}
