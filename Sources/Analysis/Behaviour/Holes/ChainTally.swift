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
  /// By state, customers lost with a window half as long, as it is, and twice as long.
  let lost = ReusedList<UInt32>()
  /// By state, leaks within whose window the company still reached out.
  let companyLast = ReusedList<UInt32>()

  private let points = ReusedList<Point>()
  private let isActive: Bool
  private let hasOutreach: Bool
  /// Money by state of the customer at hand.
  private let own = ReusedList<Int128>()

  /// What decides about a touch at one touchpoint, side by side.
  private struct Point: BitwiseCopyable {
    var matureUntil: Int64
    /// A thirty-second of the window, and what multiplies a time by it.
    var width: Int64
    var inverse: Double
    var returnWidth: Int64
    var state: Int16
    var isHole: Bool
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
    lost.restart(repeating: 0, count: n * 3)
    companyLast.restart(repeating: 0, count: n)
    own.restart(repeating: -1, count: n)
    for (code, touchpoint) in log.catalog.touchpoints.enumerated() {
      let window = rules.inactivity[code]
      let width = max(1, window / 32)
      let state = states.stateOf[code]
      let isNamed = state >= 0 && states.codes[state] != nil
      func latest(_ window: Int64) -> Int64 { rules.excluded.latest(window, before: rules.observedUntil) }
      points.append(
        Point(
          matureUntil: rules.matureUntil[code], width: width, inverse: 1 / Double(width),
          returnWidth: max(1, Self.returnSpan(window, rules) / 64), state: Int16(state),
          isHole: isNamed && window < .max && ChainStates.canLeak(touchpoint), halfUntil: latest(window / 2),
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

  private func addAll(_ own: CustomerCycles, _ log: EventLog, _ index: Int, _ rules: CycleRules) {
    let group = log.groups.isEmpty ? 0 : Int(log.groups[index])
    let touches = own.touches
    var seen: UInt32 = 0
    for cycle in own.cycles {
      guard log.counts(touches[cycle.touches.lowerBound].logged.time) else { continue }
      let states = add(cycle, own, log, index, rules, group: group)
      if let purchase = cycle.purchase, !cycle.isCancelled, states != 0 {
        addMoney(states, log.amounts.isEmpty ? .min : log.amounts[touches[purchase].event], group)
        seen |= states
      }
    }
    if seen != 0 { settleMoney(seen) }
    guard let last = own.cycles.last, last.purchase == nil,
      log.counts(touches[last.touches.lowerBound].logged.time)
    else { return }
    let end = touches[last.touches.upperBound - 1]
    let point = points[Int(end.logged.touchpoint)]
    guard point.isHole else { return }
    let (place, time) = (Int(point.state) * 3, end.logged.time)
    lost[place] += time <= point.halfUntil ? 1 : 0
    lost[place + 1] += time <= point.matureUntil ? 1 : 0
    lost[place + 2] += time <= point.doubleUntil ? 1 : 0
  }

  /// Counts the touches of a cycle up to its purchase, and returns a bit for each state it came by.
  @inline(__always)
  private func add(
    _ cycle: Cycle, _ own: CustomerCycles, _ log: EventLog, _ customer: Int, _ rules: CycleRules, group: Int
  ) -> UInt32 {
    let columns = ChainStates.columns
    let (touches, points) = (own.touches, points.buffer)
    let (moves, memory) = (self.moves.mutableBuffer, self.memory.mutableBuffer)
    let table = group &* Self.cells
    let lower = cycle.touches.lowerBound
    let upper = cycle.purchase ?? cycle.touches.upperBound
    // After its last touch a cycle was bought in, or what became of that touch is known.
    let bought = cycle.purchase == nil ? -1 : cycle.isCancelled ? ChainStates.cancelled : ChainStates.bought
    if case .loop = cycle.origin { moves[table + ChainStates.loop] += 1 }
    guard upper > lower else {
      moves[table + bought] += 1
      return 0
    }
    var point = points[Int(touches[lower].logged.touchpoint)]
    moves[table &+ Int(point.state)] += 1
    var before = 0
    var seen: UInt32 = 0
    var i = lower
    while i < upper {
      let touch = touches[i]
      let state = Int(point.state)
      let own = point
      seen |= 1 &<< UInt32(truncatingIfNeeded: state)
      i &+= 1
      var to = bought
      if i < upper {
        point = points[Int(touches[i].logged.touchpoint)]
        to = Int(point.state)
      } else if bought < 0 {
        switch touch.outcome {
        case .leak: to = ChainStates.leak
        case .well: to = ChainStates.well
        case .next, .purchase, .rest, .open, .end, .none: to = ChainStates.open
        }
      }
      let isLeak = to == ChainStates.leak
      if touch.logged.time > own.matureUntil, !isLeak { to = ChainStates.open }
      moves[table &+ (state &+ 1) &* columns &+ to] += 1
      memory[(before &* ChainStates.most &+ state) &* columns &+ to] += 1
      if own.isHole { addTime(touch, touches, i, own, rules) }
      if isLeak, own.isHole { addLeak(touch, touches, i, own, log, customer, rules) }
      before = state &+ 1
    }
    return seen
  }

  /// Counts how long it took to the customer's next touch, whichever cycle that is in.
  @inline(__always)
  private func addTime(
    _ touch: Touch, _ touches: UnsafeBufferPointer<Touch>, _ next: Int, _ point: Point, _ rules: CycleRules
  ) {
    let isSeen = next < touches.count
    let way = !isSeen ? 2 : touches[next].outcome.isNone ? 1 : 0
    let time = clock(touch.logged.time, isSeen ? touches[next].logged.time : rules.observedUntil, rules)
    let bin = Self.bin(time, point.width, point.inverse, most: Self.bins &- 1)
    times[(Int(point.state) &* 3 &+ way) &* Self.bins &+ bin] += 1
  }

  /// Counts whether, and after how long, a customer came back after a leak, and whether the company reached out
  /// meanwhile.
  private func addLeak(
    _ touch: Touch, _ touches: UnsafeBufferPointer<Touch>, _ next: Int, _ point: Point, _ log: EventLog,
    _ customer: Int, _ rules: CycleRules
  ) {
    let isSeen = next < touches.count
    let time = clock(touch.logged.time, isSeen ? touches[next].logged.time : rules.observedUntil, rules)
    let bin = Self.bin(time, point.returnWidth, 1 / Double(point.returnWidth), most: Self.returnBins - 1)
    returns[(Int(point.state) * 2 + (isSeen ? 0 : 1)) * Self.returnBins + bin] += 1
    guard hasOutreach else { return }
    let journey = log.journey(of: customer)
    let until = touch.logged.time + point.width * 32
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

  /// The bin of a time: 0 of nothing, i of what is above i − 1 widths and at most i.
  @inline(__always)
  static func bin(_ time: Int64, _ width: Int64, _ inverse: Double, most: Int) -> Int {
    // The product may be one too low or, at a bound, just right; a whole number that is too low is told by multiplying.
    let guess = Int(min(Double(time) * inverse, Double(most)))
    return min(most, Int64(guess) &* width < time ? guess &+ 1 : guess)
  }

  private func addMoney(_ states: UInt32, _ amount: Int64, _ group: Int) {
    var rest = states
    while rest != 0 {
      let state = rest.trailingZeroBitCount
      rest &= rest &- 1
      purchasesVia[group * ChainStates.most + state] += 1
      let money = amount == .min ? 0 : Int128(amount)
      moneyVia[group * ChainStates.most + state] += money
      own[state] = max(0, own[state]) + money
    }
  }

  /// Ends the customer at hand: what it spent by way of each state is compared with the others'.
  private func settleMoney(_ states: UInt32) {
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
