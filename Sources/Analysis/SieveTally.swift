import Journeys

/// Counts of one touchpoint's touches: where they came from and what became of them.
package struct SieveRow: Sendable, Equatable {
  // Touches, by how they came.
  package var starts = 0
  package var arrivals = 0
  // Touches, by what became of them; together they equal starts + arrivals.
  package var advance = 0
  package var skip = 0
  package var back = 0
  package var lateral = 0
  package var repeats = 0
  package var purchase = 0
  package var rest = 0
  package var well = 0
  package var leak = 0
  package var open = 0
  package var end = 0
  /// Leaks after which the customer came back.
  package var returned = 0
  /// Touches at a touchpoint already touched in the cycle, after another.
  package var loops = 0
  /// Touches old enough to tell, and the leaks among them.
  package var mature = 0
  package var matureLeak = 0
  // Customers, each counted once.
  package var customers = 0
  package var startedCustomers = 0
  package var boughtNextCustomers = 0
  package var matureCustomers = 0
  package var leakedCustomers = 0
  package var returnedCustomers = 0

  package init() {}

  package var inflow: Int { starts + arrivals }
  /// To another stage further on.
  package var on: Int { advance + skip }
  package var outflow: Int { on + back + lateral + repeats + purchase + rest + well + leak + open + end }

  package mutating func merge(_ other: SieveRow) {
    starts += other.starts
    arrivals += other.arrivals
    advance += other.advance
    skip += other.skip
    back += other.back
    lateral += other.lateral
    repeats += other.repeats
    purchase += other.purchase
    rest += other.rest
    well += other.well
    leak += other.leak
    open += other.open
    end += other.end
    returned += other.returned
    loops += other.loops
    mature += other.mature
    matureLeak += other.matureLeak
    customers += other.customers
    startedCustomers += other.startedCustomers
    boughtNextCustomers += other.boughtNextCustomers
    matureCustomers += other.matureCustomers
    leakedCustomers += other.leakedCustomers
    returnedCustomers += other.returnedCustomers
  }
}

/// A purchase touchpoint: who began and who bought there.
package struct PurchaseRow: Sendable, Equatable {
  package var starts = 0
  /// Purchases that stand, and the ones cancelled later.
  package var purchases = 0
  package var cancelled = 0
  /// Customers with a purchase here that stands.
  package var buyers = 0
  package var customers = 0
  package var startedCustomers = 0
  /// Millionths, net of cancelled purchases.
  package var amount: Int64 = 0

  package init() {}

  package mutating func merge(_ other: PurchaseRow) {
    starts += other.starts
    purchases += other.purchases
    cancelled += other.cancelled
    buyers += other.buyers
    customers += other.customers
    startedCustomers += other.startedCustomers
    amount = amount.addingClamped(other.amount)
  }
}

/// A touchpoint at which the company reaches out.
package struct OutreachRow: Sendable, Equatable {
  package var events = 0
  package var customers = 0
  /// Touches old enough to tell, and those followed by a touch of the customer's within the response window.
  package var mature = 0
  package var responded = 0

  package init() {}

  package mutating func merge(_ other: OutreachRow) {
    events += other.events
    customers += other.customers
    mature += other.mature
    responded += other.responded
  }
}

/// The sieve's counts from a walk over cycles.
package struct SieveTally: Sendable, Equatable {
  /// Parallel to the catalog's touchpoints.
  package var rows: [SieveRow]
  package var purchases: [PurchaseRow]
  /// Cycles by origin, and those that ended in a purchase that stands.
  package var cycles = [Int](repeating: 0, count: CycleOrigin.allCases.count)
  package var buyingCycles = [Int](repeating: 0, count: CycleOrigin.allCases.count)
  package var leakedCycles = 0
  package var openCycles = 0
  /// Cycles with at least one step of that shape.
  package var cyclesWithSkip = 0
  package var cyclesWithBack = 0
  package var cyclesWithLoop = 0
  package var strayRefunds = 0
  /// First touchpoint of buying cycles.
  package var purchasesByEntry: [Int]

  // Stamps: the last customer counted in each set, so that a customer counts once.
  private var stamps: [Int32]
  private static let sets = 8
  /// The last cycle, by running number, in which each touchpoint was touched.
  private var cycleStamps: [Int]
  private var cycleNumber = 0

  package init(touchpoints: Int) {
    rows = [SieveRow](repeating: SieveRow(), count: touchpoints)
    purchases = [PurchaseRow](repeating: PurchaseRow(), count: touchpoints)
    purchasesByEntry = [Int](repeating: 0, count: touchpoints)
    stamps = [Int32](repeating: -1, count: touchpoints * Self.sets)
    cycleStamps = [Int](repeating: 0, count: touchpoints)
  }

  private enum Set: Int { case visited, started, boughtNext, mature, leaked, returned, buyer, startedPurchase }

  private mutating func isFirst(_ set: Set, _ touchpoint: Int, _ customer: Int) -> Bool {
    let i = touchpoint * Self.sets + set.rawValue
    guard stamps[i] != Int32(truncatingIfNeeded: customer) else { return false }
    stamps[i] = Int32(truncatingIfNeeded: customer)
    return true
  }

  package mutating func add(_ cutter: CycleCutter, _ log: EventLog, customer index: Int, _ rules: CycleRules) {
    let customer = log.firstCustomer + index
    strayRefunds += cutter.strayRefunds
    let stages = log.columns.stage
    var isCancelled = [Bool](repeating: false, count: cutter.cycles.count)
    for purchase in cutter.purchases where purchase.isCancelled { isCancelled[purchase.cycle] = true }
    for (index, cycle) in cutter.cycles.enumerated() {
      let first = cutter.touches[cycle.touches.lowerBound]
      guard log.period.contains(log.times[first.event]) else { continue }
      cycles[cycle.origin.rawValue] += 1
      if cycle.purchase != nil, !isCancelled[index] { buyingCycles[cycle.origin.rawValue] += 1 }
      cycleNumber += 1
      var hasSkip = false
      var hasBack = false
      var hasLoop = false
      for i in cycle.touches {
        let touch = cutter.touches[i]
        let code = Int(log.touchpoints[touch.event])
        let isStart = i == cycle.touches.lowerBound
        let isRevisit =
          cycleStamps[code] == cycleNumber
          && log.touchpoints[cutter.touches[i - 1].event] != log.touchpoints[touch.event]
        cycleStamps[code] = cycleNumber
        if touch.outcome.isNone {
          if isStart { purchases[code].starts += 1 }
          if isFirst(.visited, code, customer) { purchases[code].customers += 1 }
          if isStart, isFirst(.startedPurchase, code, customer) { purchases[code].startedCustomers += 1 }
          continue
        }
        if isStart { rows[code].starts += 1 } else { rows[code].arrivals += 1 }
        if isFirst(.visited, code, customer) { rows[code].customers += 1 }
        if isRevisit {
          rows[code].loops += 1
          hasLoop = true
        }
        if isStart, isFirst(.started, code, customer) { rows[code].startedCustomers += 1 }
        switch touch.outcome {
        case .next:
          let next = Int(log.touchpoints[cutter.touches[i + 1].event])
          let step = stages[next] - stages[code]
          if step == 1 {
            rows[code].advance += 1
          } else if step > 1 {
            rows[code].skip += 1
            hasSkip = true
          } else if step < 0 {
            rows[code].back += 1
            hasBack = true
          } else if next == code {
            rows[code].repeats += 1
          } else {
            rows[code].lateral += 1
          }
        case .purchase:
          rows[code].purchase += 1
          if isFirst(.boughtNext, code, customer) { rows[code].boughtNextCustomers += 1 }
        case .rest: rows[code].rest += 1
        case .well: rows[code].well += 1
        case .leak:
          rows[code].leak += 1
          if isFirst(.leaked, code, customer) { rows[code].leakedCustomers += 1 }
          if touch.hasReturned {
            rows[code].returned += 1
            if isFirst(.returned, code, customer) { rows[code].returnedCustomers += 1 }
          }
        case .open: rows[code].open += 1
        case .end: rows[code].end += 1
        case .none: break
        }
        let window = rules.inactivity[code]
        let isMature = rules.observedUntil - log.times[touch.event] >= window
        if isMature || touch.outcome.isLeak {
          rows[code].mature += 1
          if isFirst(.mature, code, customer) { rows[code].matureCustomers += 1 }
          if touch.outcome.isLeak { rows[code].matureLeak += 1 }
        }
      }
      if hasSkip { cyclesWithSkip += 1 }
      if hasBack { cyclesWithBack += 1 }
      if hasLoop { cyclesWithLoop += 1 }
      if cycle.purchase == nil, let last = cutter.touches[cycle.touches].last {
        if last.outcome == .leak { leakedCycles += 1 }
        if last.outcome == .open { openCycles += 1 }
      }
    }
    for purchase in cutter.purchases where log.period.contains(log.times[purchase.event]) {
      let code = Int(log.touchpoints[purchase.event])
      guard !purchase.isCancelled else {
        purchases[code].cancelled += 1
        continue
      }
      purchases[code].purchases += 1
      if isFirst(.buyer, code, customer) { purchases[code].buyers += 1 }
      if !log.amounts.isEmpty, log.amounts[purchase.event] != Int64.min {
        purchases[code].amount = purchases[code].amount.addingClamped(log.amounts[purchase.event])
      }
      let cycle = cutter.cycles[purchase.cycle]
      purchasesByEntry[Int(log.touchpoints[cutter.touches[cycle.touches.lowerBound].event])] += 1
    }
  }

  package mutating func merge(_ other: SieveTally) {
    for i in rows.indices {
      rows[i].merge(other.rows[i])
      purchases[i].merge(other.purchases[i])
      purchasesByEntry[i] += other.purchasesByEntry[i]
    }
    for i in cycles.indices {
      cycles[i] += other.cycles[i]
      buyingCycles[i] += other.buyingCycles[i]
    }
    leakedCycles += other.leakedCycles
    openCycles += other.openCycles
    cyclesWithSkip += other.cyclesWithSkip
    cyclesWithBack += other.cyclesWithBack
    cyclesWithLoop += other.cyclesWithLoop
    strayRefunds += other.strayRefunds
  }

  package static func == (a: SieveTally, b: SieveTally) -> Bool {
    a.rows == b.rows && a.purchases == b.purchases && a.cycles == b.cycles && a.buyingCycles == b.buyingCycles
      && a.purchasesByEntry == b.purchasesByEntry && a.leakedCycles == b.leakedCycles && a.openCycles == b.openCycles
      && a.cyclesWithSkip == b.cyclesWithSkip && a.cyclesWithBack == b.cyclesWithBack
      && a.cyclesWithLoop == b.cyclesWithLoop && a.strayRefunds == b.strayRefunds
  }
}
