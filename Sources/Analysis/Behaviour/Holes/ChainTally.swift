import Journeys

/// Moves between touchpoints before a purchase, how long they took, and what purchases by way of each touchpoint brought:
/// counts of bounded size from a walk over cycles; a copy counts in the same place.
///
/// Moves and money are kept by group of customers, for resampling. A touch too young to tell is counted as open
/// wherever it went: a move after it can be seen, a leak cannot, and the rates would say so.
package struct ChainTally: Sendable {
  /// Groups of customers.
  static let groups = 256
  /// Bins of times: 0, then steps of a thirty-second of the touchpoint's inactivity window up to two windows, then
  /// longer.
  static let bins = 66
  /// The bins that end with half a window, one and two.
  static let windowBins = [16, 32, 64]
  /// Bins of the time to a return: 0, then sixty-fourths of the window and the repurchase horizon together, then longer.
  static let returnBins = 66
  /// Cells of a group's table of moves.
  static let cells = ChainStates.rows * ChainStates.columns

  let states: ChainStates
  /// Group after group, the table of moves: from (start, then states) by to.
  let moves = ReusedList<UInt32>()
  /// Moves by where customers were before (start, then states), where they are, and where they go.
  let memory = ReusedList<UInt32>()
  /// By state, bins of the time to the next touch that is no purchase, to a purchase, and to the end of observation.
  let times = ReusedList<UInt32>()
  /// By state, bins of the time from a leak to the return, and to the end of observation without one.
  let returns = ReusedList<UInt32>()
  /// Group after group, by state: purchases that stand of journeys that came by, and their money in millionths.
  let purchasesVia = ReusedList<UInt32>()
  let moneyVia = ReusedList<Int128>()
  /// By state: customers with such purchases, and the most money of one of them.
  let customersVia = ReusedList<UInt32>()
  let mostVia = ReusedList<Int128>()
  /// By state, customers who went nowhere after it: by how many of three windows, half as long, as it is, and twice as long,
  /// have passed since.
  let lost = ReusedList<UInt32>()
  /// By state, leaks within whose window the company still reached out.
  let companyLast = ReusedList<UInt32>()

  private let points = ReusedList<Point>()
  private let limits = ReusedList<Limits>()
  private let isActive: Bool
  private let hasOutreach: Bool
  /// Money by state of the customer at hand.
  private let own = ReusedList<Int128>()

  /// What decides about a touch at one touchpoint, side by side.
  private struct Point: BitwiseCopyable {
    var matureUntil: Int64
    /// A thirty-second of the window.
    var width: BinWidth
    var state: Int32
    var isHole: Bool
  }

  /// What is asked of a customer's last touch and of leaks only.
  private struct Limits: BitwiseCopyable {
    var returnWidth: BinWidth
    /// Latest last touches that are lost with half and with twice the window.
    var halfUntil: Int64
    var doubleUntil: Int64
  }

  /// - Parameter isActive: false where nothing is ever called a leak; nothing is counted then.
  init(_ log: JourneyLog, _ rules: CycleRules, _ states: ChainStates, isActive: Bool) {
    self.states = states
    self.isActive = isActive
    hasOutreach = log.catalog.touchpoints.contains { $0.isCompanyInitiated }
    guard isActive else { return }
    let n = ChainStates.most
    moves.restart(repeating: 0, count: Self.groups * Self.cells)
    memory.restart(repeating: 0, count: ChainStates.rows * n * ChainStates.columns)
    times.restart(repeating: 0, count: n * 3 * Self.bins)
    returns.restart(repeating: 0, count: n * 2 * Self.returnBins)
    purchasesVia.restart(repeating: 0, count: Self.groups * n)
    moneyVia.restart(repeating: 0, count: Self.groups * n)
    customersVia.restart(repeating: 0, count: n)
    mostVia.restart(repeating: 0, count: n)
    lost.restart(repeating: 0, count: n * 4)
    companyLast.restart(repeating: 0, count: n)
    own.restart(repeating: -1, count: n)
    for (code, touchpoint) in log.catalog.touchpoints.enumerated() {
      let window = rules.inactivity[code]
      let state = states.stateOf[code]
      let isNamed = state >= 0 && states.codes[state] != nil
      func latest(_ window: Int64) -> Int64 { rules.excluded.latest(window, before: rules.observedUntil) }
      points.append(
        Point(
          matureUntil: rules.matureUntil[code], width: BinWidth(max(1, window / 32)), state: Int32(state),
          isHole: isNamed && window < .max && ChainStates.canLeak(touchpoint)))
      limits.append(
        Limits(
          returnWidth: BinWidth(max(1, Self.returnSpan(window, rules) / 64)), halfUntil: latest(window / 2),
          doubleUntil: window > .max / 4 ? .min : latest(window * 2)))
    }
  }

  /// How long after a touch a return is waited for: until its window and a repurchase horizon have passed.
  static func returnSpan(_ window: Int64, _ rules: CycleRules) -> Int64 {
    min(window, .max / 4) + min(rules.repurchase, .max / 4)
  }

  /// Counts the customer whom the cutter has just cut.
  ///
  /// - Parameter index: its place in this part of the log.
  @inline(__always)
  mutating func add(_ own: CustomerCycles, _ log: EventLog, customer index: Int, _ rules: CycleRules) {
    if isActive { addAll(own, log, index, rules) }
  }

  /// The tally's tables in plain memory while one customer is added.
  private struct Tables {
    let points: UnsafePointer<Point>
    /// Those of the customer's group.
    let moves: UnsafeMutablePointer<UInt32>
    let memory: UnsafeMutablePointer<UInt32>
    let times: UnsafeMutablePointer<UInt32>

    /// Counts a move from a touchpoint, and returns that one's state.
    ///
    /// - Parameters:
    ///   - before: where the customer was before: 0 at the start, then the states.
    ///   - to: a column.
    @inline(__always)
    func count(_ before: Int, _ point: UnsafePointer<Point>, to: Int) -> Int {
      let own = Int(point.pointee.state)
      let place = own &* ChainStates.columns &+ to
      moves[ChainStates.columns &+ place] &+= 1
      memory[before &* (ChainStates.most &* ChainStates.columns) &+ place] &+= 1
      return own
    }

    /// Counts how long a touch waited, and for what: 0 for a touch that is no purchase, 1 for a purchase, 2 till the end of
    /// observation.
    @inline(__always)
    func count(_ time: Int64, way: Int, _ point: UnsafePointer<Point>) {
      let bin = point.pointee.width.bin(time, most: ChainTally.bins &- 1)
      times[(Int(point.pointee.state) &* 3 &+ way) &* ChainTally.bins &+ bin] &+= 1
    }
  }

  private mutating func addAll(_ own: CustomerCycles, _ log: EventLog, _ index: Int, _ rules: CycleRules) {
    let group = log.groups.isEmpty ? 0 : Int(log.groups[index])
    guard let points = points.buffer.baseAddress, let moves = moves.mutableBuffer.baseAddress,
      let memory = memory.mutableBuffer.baseAddress, let times = times.mutableBuffer.baseAddress
    else { return }
    let tables = Tables(points: points, moves: moves + group &* Self.cells, memory: memory, times: times)
    let touches = own.touches
    var buying = 0
    var seen: UInt32 = 0
    for cycle in own.cycles {
      guard log.counts(touches[cycle.touches.lowerBound].logged.time) else { continue }
      let states = add(cycle, own, log, index, rules, tables)
      if let purchase = cycle.purchase, !cycle.isCancelled, states != 0 {
        let amount = log.amounts.isEmpty ? .min : log.amounts[touches[purchase].event]
        let isOnly = own.purchases.count == 1
        addMoney(states, amount == .min ? 0 : Int128(amount), group, isOnly: isOnly)
        buying &+= isOnly ? 0 : 1
        seen |= states
      }
    }
    if buying > 0 { settleMoney(seen) }
    guard let last = own.cycles.last, last.purchase == nil, log.counts(touches[last.touches.lowerBound].logged.time)
    else { return }
    let end = touches[last.touches.upperBound &- 1]
    let code = Int(end.logged.touchpoint)
    let point = points[code]
    guard point.isHole else { return }
    // Where a window has passed, a shorter one has, too.
    let (limit, time) = (limits[code], end.logged.time)
    let passed =
      (time <= limit.halfUntil ? 1 : 0) &+ (time <= point.matureUntil ? 1 : 0) &+ (time <= limit.doubleUntil ? 1 : 0)
    lost.mutableBuffer[Int(point.state) &* 4 &+ passed] &+= 1
  }

  /// Customers lost at a state, with a window half as long (0), as it is (1), and twice as long (2).
  func lost(at state: Int, window: Int) -> Int {
    (window + 1...3).reduce(0) { $0 + Int(lost[state * 4 + $1]) }
  }

  /// Counts the touches of a cycle up to its purchase, and returns a bit for each state it came by.
  @inline(__always)
  private mutating func add(
    _ cycle: Cycle, _ own: CustomerCycles, _ log: EventLog, _ customer: Int, _ rules: CycleRules, _ tables: Tables
  ) -> UInt32 {
    let touches = own.touches
    let range = cycle.touches.lowerBound..<(cycle.purchase ?? cycle.touches.upperBound)
    // After its last touch a cycle was bought in, or what became of that touch is known.
    let bought = cycle.isCancelled ? ChainStates.cancelled : ChainStates.bought
    if case .loop = cycle.origin { tables.moves[ChainStates.loop] &+= 1 }
    guard !range.isEmpty else {
      tables.moves[bought] &+= 1
      return 0
    }
    var end = bought
    if cycle.purchase == nil {
      let code = Int(touches[range.upperBound &- 1].logged.touchpoint)
      end = Self.end(touches[range.upperBound &- 1].outcome)
      if end == ChainStates.leak, tables.points[code].isHole {
        addLeak(touches, range.upperBound, tables.points[code], code, log, customer, rules)
      }
    }
    return addTouches(touches, range, end: end, rules, tables)
  }

  /// Counts where each touch of a cycle led to, and how long it took to the customer's next one: the last touch leads to the
  /// end, and the next one is in whichever cycle.
  ///
  /// What a touch leads to within the cycle needs no branch; the last one stands apart.
  @inline(__always)
  private func addTouches(
    _ touches: UnsafeBufferPointer<Touch>, _ range: Range<Int>, end: Int, _ rules: CycleRules, _ tables: Tables
  ) -> UInt32 {
    guard let start = touches.baseAddress else { return 0 }
    var touch = start + range.lowerBound
    let last = start + (range.upperBound &- 1)
    var point = tables.points + Int(touch.pointee.logged.touchpoint)
    tables.moves[Int(point.pointee.state)] &+= 1
    var (before, seen) = (0, UInt32(0))
    while touch < last {
      let (time, next) = (touch.pointee.logged.time, touch + 1)
      let nextPoint = tables.points + Int(next.pointee.logged.touchpoint)
      let isOpen = time > point.pointee.matureUntil
      let own = tables.count(before, point, to: isOpen ? ChainStates.open : Int(nextPoint.pointee.state))
      if point.pointee.isHole { tables.count(clock(time, next.pointee.logged.time, rules), way: 0, point) }
      seen |= 1 &<< UInt32(truncatingIfNeeded: own)
      (touch, point, before) = (next, nextPoint, own &+ 1)
    }
    let time = touch.pointee.logged.time
    let isOpen = time > point.pointee.matureUntil && end != ChainStates.leak
    let own = tables.count(before, point, to: isOpen ? ChainStates.open : end)
    if point.pointee.isHole {
      let isSeen = range.upperBound < touches.count
      let until = isSeen ? touch[1].logged.time : rules.observedUntil
      tables.count(clock(time, until, rules), way: !isSeen ? 2 : touch[1].outcome.isNone ? 1 : 0, point)
    }
    return seen | 1 &<< UInt32(truncatingIfNeeded: own)
  }

  /// The column of what became of a last touch.
  @inline(__always)
  static func end(_ outcome: TouchOutcome) -> Int {
    switch outcome {
    case .leak: ChainStates.leak
    case .well: ChainStates.well
    case .next, .purchase, .rest, .open, .end, .none: ChainStates.open
    }
  }

  /// Counts whether, and after how long, a customer came back after a leak, and whether the company reached out
  /// meanwhile.
  @inline(never)
  private mutating func addLeak(
    _ touches: UnsafeBufferPointer<Touch>, _ next: Int, _ point: Point, _ code: Int, _ log: EventLog,
    _ customer: Int, _ rules: CycleRules
  ) {
    let touch = touches[next - 1]
    let isSeen = next < touches.count
    let time = clock(touch.logged.time, isSeen ? touches[next].logged.time : rules.observedUntil, rules)
    let bin = limits[code].returnWidth.bin(time, most: Self.returnBins - 1)
    returns[(Int(point.state) * 2 + (isSeen ? 0 : 1)) * Self.returnBins + bin] += 1
    guard hasOutreach else { return }
    let journey = log.journey(of: customer)
    let until = touch.logged.time + point.width.width * 32
    var place = touch.event - log.events(of: customer).lowerBound + 1
    while place < journey.count, journey[place].time <= until {
      if log.columns.isCompanyInitiated[Int(journey[place].touchpoint)] {
        companyLast[Int(point.state)] += 1
        return
      }
      place += 1
    }
  }

  @inline(__always)
  private func clock(_ from: Int64, _ to: Int64, _ rules: CycleRules) -> Int64 {
    rules.excluded.isEmpty ? to &- from : rules.excluded.clock(from: from, to: to)
  }

  mutating func addMoney(_ states: UInt32, _ money: Int128, _ group: Int, isOnly: Bool) {
    let first = group &* ChainStates.most
    let (purchases, sums) = (purchasesVia.mutableBuffer, moneyVia.mutableBuffer)
    let (customers, most, own) = (customersVia.mutableBuffer, mostVia.mutableBuffer, own.mutableBuffer)
    var rest = states
    while rest != 0 {
      let state = rest.trailingZeroBitCount
      rest &= rest &- 1
      purchases[first &+ state] &+= 1
      sums[first &+ state] &+= money
      if isOnly {
        customers[state] &+= 1
        if money > most[state] { most[state] = money }
      } else {
        own[state] = max(0, own[state]) &+ money
      }
    }
  }

  /// Ends the customer at hand: what it spent by way of each state is compared with the others'.
  mutating func settleMoney(_ states: UInt32) {
    var rest = states
    while rest != 0 {
      let state = rest.trailingZeroBitCount
      rest &= rest &- 1
      customersVia[state] += 1
      mostVia[state] = max(mostVia[state], own[state])
      own[state] = -1
    }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  func merge(_ other: ChainTally) {
    func add(_ list: KeyPath<ChainTally, ReusedList<UInt32>>) {
      let (a, b) = (self[keyPath: list].mutableBuffer, other[keyPath: list].buffer)
      for i in a.indices { a[i] += b[i] }
    }
    for list in [
      \ChainTally.moves, \.memory, \.times, \.returns, \.purchasesVia, \.customersVia, \.lost, \.companyLast,
    ] {
      add(list)
    }
    for i in moneyVia.indices { moneyVia[i] += other.moneyVia[i] }
    for i in mostVia.indices { mostVia[i] = max(mostVia[i], other.mostVia[i]) }
  }
}
