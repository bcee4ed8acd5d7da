import CBytes
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
  /// Customers whose first journey began here, and those whose last journey leaked here, for good as far as can be seen.
  package var cameIn = 0
  package var lost = 0

  package init() {}

  package var inflow: Int { starts + arrivals }
  /// To another stage further on.
  package var on: Int { advance + skip }
  package var outflow: Int { on + back + lateral + repeats + purchase + rest + well + leak + open + end }

  /// Takes in what was counted over other customers; in which order does not matter.
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
    cameIn += other.cameIn
    lost += other.lost
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
  /// Customers whose first journey began with a purchase here.
  package var cameIn = 0
  /// Millionths, net of cancelled purchases.
  package var amount: Int128 = 0

  package init() {}

  /// Takes in what was counted over other customers; in which order does not matter.
  package mutating func merge(_ other: PurchaseRow) {
    starts += other.starts
    purchases += other.purchases
    cancelled += other.cancelled
    buyers += other.buyers
    customers += other.customers
    startedCustomers += other.startedCustomers
    cameIn += other.cameIn
    amount += other.amount
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

  /// Takes in what was counted over other customers; in which order does not matter.
  package mutating func merge(_ other: OutreachRow) {
    events += other.events
    customers += other.customers
    mature += other.mature
    responded += other.responded
  }
}

/// How many sets of customers are kept for each touchpoint.
private let sets = 8

/// The sieve's counts from a walk over cycles.
package struct SieveTally: Sendable, Equatable {
  /// Parallel to the catalog's touchpoints.
  package var rows: [SieveRow]
  package var purchases: [PurchaseRow]
  /// Cycles by origin, and those that ended in a purchase that stands.
  package var cycles = [Int](repeating: 0, count: CycleOrigin.allCases.count)
  package var buyingCycles = [Int](repeating: 0, count: CycleOrigin.allCases.count)
  package var leakedCycles = 0
  /// Those of customers the client knows.
  package var knownLeakedCycles = 0
  package var openCycles = 0
  /// Customers whose last journey is decided: it ended in a purchase, at a touchpoint that ends well, or in a leak.
  package var decidedCustomers = 0
  /// Cycles with at least one step of that shape.
  package var cyclesWithSkip = 0
  package var cyclesWithBack = 0
  package var cyclesWithLoop = 0
  package var strayRefunds = 0
  /// The most purchases that stand, and the most money in millionths, of one customer.
  package var mostPurchases = 0
  package var mostAmount: Int128 = 0
  /// First touchpoint of buying cycles.
  package var purchasesByEntry: [Int]

  // Stamps: the last customer counted in each set, so that a customer counts once.
  private let stamps = ReusedList<Int32>()
  /// The last cycle, by running number, in which each touchpoint was touched.
  private let cycleStamps = ReusedList<Int>()
  private var cycleNumber = 0
  private let wayOffsets = ReusedList<Int>()

  package init(touchpoints: Int) {
    rows = [SieveRow](repeating: SieveRow(), count: touchpoints)
    purchases = [PurchaseRow](repeating: PurchaseRow(), count: touchpoints)
    purchasesByEntry = [Int](repeating: 0, count: touchpoints)
    stamps.restart(repeating: -1, count: touchpoints * sets)
    cycleStamps.restart(repeating: 0, count: touchpoints)
    for offset in Self.wayOffsets { wayOffsets.append(offset) }
  }

  private enum Set: Int { case visited, started, boughtNext, mature, leaked, returned, buyer, startedPurchase }

  /// The tally's columns in plain memory while one customer is added, so that no touch costs a reference count.
  private struct Columns {
    var rows: UnsafeMutableBufferPointer<SieveRow>
    var purchases: UnsafeMutableBufferPointer<PurchaseRow>
    var stamps: UnsafeMutableBufferPointer<Int32>
    var cycleStamps: UnsafeMutableBufferPointer<Int>
    var wayOffsets: UnsafeBufferPointer<Int>

    /// Counts a step.
    @inline(__always)
    func add(_ way: Way, _ touchpoint: Int) {
      UnsafeMutableRawPointer(rows.baseAddress.unsafelyUnwrapped + touchpoint)
        .advanced(by: wayOffsets[Int(way.rawValue)]).assumingMemoryBound(to: Int.self).pointee &+= 1
    }

    /// 1 when the customer is seen for the first time in that set at that touchpoint, otherwise 0.
    @inline(__always)
    func newcomer(_ set: Set, _ touchpoint: Int, _ customer: Int32) -> Int {
      let i = touchpoint &* sets &+ set.rawValue
      let isKnown = stamps[i] == customer
      stamps[i] = customer
      return isKnown ? 0 : 1
    }

    /// Whether the customer is seen for the first time in that set at that touchpoint.
    @inline(__always)
    func isFirst(_ set: Set, _ touchpoint: Int, _ customer: Int32) -> Bool {
      let i = touchpoint &* sets &+ set.rawValue
      guard stamps[i] != customer else { return false }
      stamps[i] = customer
      return true
    }
  }

  /// Where a customer goes from a touch within a cycle.
  private enum Way: UInt8, CaseIterable { case advance, skip, back, lateral, repeats }

  /// Where in a row the count of each way stands, in bytes.
  private static let wayOffsets: [Int] = Way.allCases.map { way in
    let field: WritableKeyPath<SieveRow, Int> =
      switch way {
      case .advance: \.advance
      case .skip: \.skip
      case .back: \.back
      case .lateral: \.lateral
      case .repeats: \.repeats
      }
    return MemoryLayout<SieveRow>.offset(of: field) ?? 0
  }

  /// Which steps a cycle has.
  private struct Shape {
    /// A bit for each way.
    var ways: UInt8 = 0
    var hasLoop = false

    func has(_ way: Way) -> Bool { ways >> way.rawValue & 1 != 0 }
  }

  /// Asks for what a touch at a touchpoint will count at, so that it is at hand by then.
  @inline(__always)
  func prepare(_ touchpoint: Int) {
    rows.withUnsafeBufferPointer { rows in
      guard let row = UnsafeRawPointer(rows.baseAddress.map { $0 + touchpoint }) else { return }
      for line in stride(from: 0, to: MemoryLayout<SieveRow>.stride, by: 64) { masa_prefetch(row + line) }
    }
    masa_prefetch(stamps.buffer.baseAddress.map { $0 + touchpoint * sets })
    masa_prefetch(cycleStamps.buffer.baseAddress.map { $0 + touchpoint })
  }

  /// Counts the customer whom the cutter has just cut.
  ///
  /// - Parameter index: its place in this part of the log.
  package mutating func add(_ own: CustomerCycles, _ log: EventLog, customer index: Int, _ rules: CycleRules) {
    let customer = Int32(truncatingIfNeeded: log.firstCustomer + index)
    strayRefunds += own.strayRefunds
    rows.withUnsafeMutableBufferPointer { rows in
      purchases.withUnsafeMutableBufferPointer { purchases in
        let columns = Columns(
          rows: rows, purchases: purchases, stamps: stamps.mutableBuffer, cycleStamps: cycleStamps.mutableBuffer,
          wayOffsets: wayOffsets.buffer)
        let touches = own.touches
        var hasCome = false
        for cycle in own.cycles {
          let first = touches[cycle.touches.lowerBound]
          guard log.counts(first.logged.time) else { continue }
          if !hasCome {
            hasCome = true
            let code = Int(first.logged.touchpoint)
            if first.outcome.isNone { columns.purchases[code].cameIn += 1 } else { columns.rows[code].cameIn += 1 }
          }
          cycles[cycle.origin.rawValue] += 1
          if cycle.purchase != nil, !cycle.isCancelled { buyingCycles[cycle.origin.rawValue] += 1 }
          cycleNumber += 1
          let shape = Self.add(cycle, cycleNumber, touches, log, customer, rules, columns)
          if shape.has(.skip) { cyclesWithSkip += 1 }
          if shape.has(.back) { cyclesWithBack += 1 }
          if shape.hasLoop { cyclesWithLoop += 1 }
          guard cycle.purchase == nil else { continue }
          switch touches[cycle.touches.upperBound - 1].outcome {
          case .leak:
            leakedCycles += 1
            if log.isRecognised.isEmpty || log.isRecognised[index] { knownLeakedCycles += 1 }
          case .open: openCycles += 1
          case .next, .purchase, .rest, .well, .end, .none: break
          }
        }
        if let cycle = own.cycles.last, log.counts(touches[cycle.touches.lowerBound].logged.time) {
          let end = touches[cycle.touches.upperBound - 1]
          let isLost = cycle.purchase == nil && end.outcome.isLeak
          if isLost { columns.rows[Int(end.logged.touchpoint)].lost += 1 }
          if isLost || cycle.purchase != nil || end.outcome.isWell { decidedCustomers += 1 }
        }
        var (bought, spent) = (0, Int128(0))
        for purchase in own.purchases where log.counts(log[purchase.event].time) {
          let code = Int(log[purchase.event].touchpoint)
          guard !purchase.isCancelled else {
            columns.purchases[code].cancelled += 1
            continue
          }
          columns.purchases[code].purchases += 1
          bought += 1
          if columns.isFirst(.buyer, code, customer) { columns.purchases[code].buyers += 1 }
          if !log.amounts.isEmpty, log.amounts[purchase.event] != Int64.min {
            columns.purchases[code].amount += Int128(log.amounts[purchase.event])
            spent += Int128(log.amounts[purchase.event])
          }
          let cycle = own.cycles[purchase.cycle]
          purchasesByEntry[Int(touches[cycle.touches.lowerBound].logged.touchpoint)] += 1
        }
        (mostPurchases, mostAmount) = (max(mostPurchases, bought), max(mostAmount, spent))
      }
    }
  }

  /// Adds the touches of one cycle.
  private static func add(
    _ cycle: Cycle, _ number: Int, _ touches: UnsafeBufferPointer<Touch>, _ log: EventLog, _ customer: Int32,
    _ rules: CycleRules, _ columns: Columns
  ) -> Shape {
    var shape = Shape()
    let rows = columns.rows
    let lower = cycle.touches.lowerBound
    var before = -1
    var code = Int(touches[lower].logged.touchpoint)
    for i in cycle.touches {
      let touch = touches[i]
      let next = i + 1 < cycle.touches.upperBound ? Int(touches[i + 1].logged.touchpoint) : -1
      defer {
        before = code
        code = next
      }
      let isStart = i == lower
      let isRevisit = columns.cycleStamps[code] == number && before != code
      columns.cycleStamps[code] = number
      if touch.outcome.isNone {
        if isStart { columns.purchases[code].starts += 1 }
        if columns.isFirst(.visited, code, customer) { columns.purchases[code].customers += 1 }
        if isStart, columns.isFirst(.startedPurchase, code, customer) { columns.purchases[code].startedCustomers += 1 }
        continue
      }
      if isStart { rows[code].starts &+= 1 } else { rows[code].arrivals &+= 1 }
      rows[code].customers &+= columns.newcomer(.visited, code, customer)
      rows[code].loops &+= isRevisit ? 1 : 0
      shape.hasLoop = shape.hasLoop || isRevisit
      if isStart, columns.isFirst(.started, code, customer) { rows[code].startedCustomers += 1 }
      switch touch.outcome {
      case .next:
        // Where customers go next nobody can guess, the processor no more than anybody else: hence no branch.
        let step = log.columns.stage[next] - log.columns.stage[code]
        let way: Way = step == 1 ? .advance : step > 1 ? .skip : step < 0 ? .back : next == code ? .repeats : .lateral
        columns.add(way, code)
        shape.ways |= 1 &<< way.rawValue
      case .purchase:
        rows[code].purchase += 1
        if columns.isFirst(.boughtNext, code, customer) { rows[code].boughtNextCustomers += 1 }
      case .rest: rows[code].rest += 1
      case .well: rows[code].well += 1
      case .leak:
        rows[code].leak += 1
        if columns.isFirst(.leaked, code, customer) { rows[code].leakedCustomers += 1 }
        if touch.hasReturned {
          rows[code].returned += 1
          if columns.isFirst(.returned, code, customer) { rows[code].returnedCustomers += 1 }
        }
      case .open: rows[code].open += 1
      case .end: rows[code].end += 1
      case .none: break
      }
      let isMature = touch.logged.time <= rules.matureUntil[code]
      if isMature || touch.outcome.isLeak {
        rows[code].mature &+= 1
        rows[code].matureCustomers &+= columns.newcomer(.mature, code, customer)
        if touch.outcome.isLeak { rows[code].matureLeak += 1 }
      }
    }
    return shape
  }

  /// Takes in what was counted over other customers; in which order does not matter.
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
    knownLeakedCycles += other.knownLeakedCycles
    openCycles += other.openCycles
    decidedCustomers += other.decidedCustomers
    cyclesWithSkip += other.cyclesWithSkip
    cyclesWithBack += other.cyclesWithBack
    cyclesWithLoop += other.cyclesWithLoop
    strayRefunds += other.strayRefunds
    (mostPurchases, mostAmount) = (max(mostPurchases, other.mostPurchases), max(mostAmount, other.mostAmount))
  }

  package static func == (a: SieveTally, b: SieveTally) -> Bool {
    a.rows == b.rows && a.purchases == b.purchases && a.cycles == b.cycles && a.buyingCycles == b.buyingCycles
      && a.purchasesByEntry == b.purchasesByEntry && a.leakedCycles == b.leakedCycles
      && a.knownLeakedCycles == b.knownLeakedCycles && a.openCycles == b.openCycles
      && a.decidedCustomers == b.decidedCustomers
      && a.cyclesWithSkip == b.cyclesWithSkip && a.cyclesWithBack == b.cyclesWithBack
      && a.cyclesWithLoop == b.cyclesWithLoop && a.strayRefunds == b.strayRefunds
  }
}
