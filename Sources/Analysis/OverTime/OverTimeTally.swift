import Journeys

/// What happened in each week, month and quarter, and who was where in each week; from a walk.
///
/// Journeys count in the unit of their first touch, purchases in that of their own date. A customer counts once a week at a
/// touchpoint, in a channel, and in all, by touches of the customer's own: what the company sends makes nobody active.
package struct OverTimeTally: Sendable, Equatable {
  /// One unit of time.
  package struct Row: Sendable, Equatable, BitwiseCopyable {
    /// Journeys that begin in it, and whose they are; those whose end is known, and those of them that stopped.
    package var journeys = 0
    package var customers = 0
    package var decided = 0
    package var lost = 0
    /// Purchases that stand, and whose they are; their money in millionths, and the most of it that is one customer's.
    package var purchases = 0
    package var buyers = 0
    package var amount: Int128 = 0
    package var most: Int128 = 0

    package init() {}

    /// - Parameter spent: what the customer has spent in the unit, this purchase among it.
    @inline(__always)
    fileprivate mutating func addPurchase(isNew: Bool, _ paid: Int128, of spent: Int128) {
      purchases &+= 1
      buyers &+= isNew ? 1 : 0
      amount += paid
      most = max(most, spent)
    }

    mutating func merge(_ other: Row) {
      journeys += other.journeys
      customers += other.customers
      decided += other.decided
      lost += other.lost
      purchases += other.purchases
      buyers += other.buyers
      amount += other.amount
      most = max(most, other.most)
    }
  }

  /// Journeys of one day, added up once all are counted: a day is in one unit of each grid.
  private struct Day: BitwiseCopyable {
    var journeys = 0
    var decided = 0
    var lost = 0
    /// Those that are the first of their customer.
    var first = 0
  }

  /// Weeks, months, quarters.
  package let grids: [TimeGrid]
  private let days: DayGrid
  private var byDay = ReusedList<Day>()
  /// Journeys by day and channel of their first touch, the last of none: `day * (channels + 1) + channel`.
  private var entriesByDay = ReusedList<Int>()
  /// Grid behind grid, what does not add up from days: purchases, and customers in another unit than before.
  private var apart = ReusedList<Row>()
  private let plans: Plans
  /// Customers active by week; by week and touchpoint, and by week and channel.
  package private(set) var active: [Int]
  private var touchpointVisits = ReusedList<Int>()
  private var channelVisits = ReusedList<Int>()
  package var atTouchpoints: [Int] { Array(touchpointVisits.buffer) }
  package var inChannels: [Int] { Array(channelVisits.buffer) }
  package let touchpoints: Int
  package let channels: Int
  /// Months among the grids.
  var months: TimeGrid { grids[1] }

  /// The last visit (a customer in a week) counted, by touchpoint and channel; and how many there were.
  private var touchpointStamps = ReusedList<Int>()
  private var channelStamps = ReusedList<Int>()
  private var visits = 0

  /// Weeks, months and quarters.
  static let gridCount = 3
  private static let mostWeeks = 530
  private static let mostMonths = 120
  private static let mostQuarters = 40
  /// More of them are a column misread; then none is told apart.
  private static let mostChannels = 200

  init(_ log: JourneyLog, _ calendar: ReturnCalendar, dayOf: (Int64) -> Int64) {
    let units: [(RetentionUnit, Int)] = [
      (.week, Self.mostWeeks), (.month, Self.mostMonths), (.quarter, Self.mostQuarters),
    ]
    grids = units.map { TimeGrid($0, most: $1, log, calendar, dayOf: dayOf) }
    let named = log.catalog.channels.count
    (touchpoints, channels) = (log.catalog.touchpoints.count, named <= Self.mostChannels ? named : 0)
    plans = Plans(grids)
    days = DayGrid(grids, dayOf: dayOf)
    active = [Int](repeating: 0, count: grids[0].count)
    begin()
  }

  /// Takes memory of its own, in which nothing is counted.
  private mutating func begin() {
    let width = channels + 1
    (byDay, entriesByDay, apart) = (ReusedList(), ReusedList(), ReusedList())
    (touchpointVisits, channelVisits) = (ReusedList(), ReusedList())
    (touchpointStamps, channelStamps) = (ReusedList(), ReusedList())
    byDay.restart(repeating: Day(), count: days.count)
    entriesByDay.restart(repeating: 0, count: days.count * width)
    apart.restart(repeating: Row(), count: grids.reduce(0) { $0 + $1.count })
    touchpointVisits.restart(repeating: 0, count: grids[0].count * touchpoints)
    channelVisits.restart(repeating: 0, count: grids[0].count * width)
    touchpointStamps.restart(repeating: 0, count: touchpoints)
    channelStamps.restart(repeating: 0, count: width)
  }

  /// The same with nothing counted, in memory of its own: a copy counts in the same place.
  func fresh() -> OverTimeTally {
    var own = self
    own.begin()
    return own
  }

  /// By grid and unit.
  package func rows() -> [[Row]] {
    var first = 0
    return grids.indices.map { grid in
      var rows = Array(apart.buffer[first..<first + grids[grid].count])
      first += rows.count
      for (day, own) in byDay.enumerated() {
        let unit = days.unit(of: day, grid)
        guard unit >= 0 else { continue }
        rows[unit].journeys += own.journeys
        rows[unit].customers += own.first
        rows[unit].decided += own.decided
        rows[unit].lost += own.lost
      }
      return rows
    }
  }

  /// By grid, journeys by unit and channel of their first touch, the last of none: `unit * (channels + 1) + channel`.
  package func entries() -> [[Int]] {
    let width = channels + 1
    return grids.indices.map { grid in
      var entries = [Int](repeating: 0, count: grids[grid].count * width)
      for day in byDay.indices {
        let unit = days.unit(of: day, grid)
        guard unit >= 0 else { continue }
        for channel in 0..<width { entries[unit * width + channel] += entriesByDay[day * width + channel] }
      }
      return entries
    }
  }

  /// Where the units of each grid stand among all, for loops over every journey.
  private struct Plans: Sendable {
    let weeks, months, quarters: TimeGrid.Plan

    init(_ grids: [TimeGrid]) {
      weeks = TimeGrid.Plan(grids[0], before: 0)
      months = TimeGrid.Plan(grids[1], before: grids[0].count)
      quarters = TimeGrid.Plan(grids[2], before: grids[0].count + grids[1].count)
    }
  }

  /// The unit a customer was in last; those of a customer follow one another, and mostly the next is the same.
  private struct Last {
    var unit = -1
    /// Its first moment and that of the next.
    var from = Int64.max
    var until = Int64.min
    /// What the customer has spent in it, in millionths.
    var spent = Int128(0)

    /// Goes to the unit of a time; -1 before the first. Says whether it is another than before.
    @inline(__always)
    mutating func move(to time: Int64, _ plan: TimeGrid.Plan) -> Bool {
      if time >= from, time < until { return false }
      let before = unit
      (unit, from, until) = plan.unit(of: time)
      return unit != before
    }
  }

  /// Counts where the customer whom the cutter has just cut was in each week, and the journeys and purchases.
  mutating func add(_ own: CustomerCycles, _ log: EventLog) {
    addVisits(own, log)
    addJourneys(own, log)
    if own.purchases.count > 0 { addPurchases(own, log) }
  }

  @inline(__always)
  private mutating func addVisits(_ own: CustomerCycles, _ log: EventLog) {
    let (places, noChannel) = (touchpoints, channels)
    let (atTouchpoints, inChannels) = (touchpointVisits.mutableBuffer, channelVisits.mutableBuffer)
    let (touchpointStamps, channelStamps) = (touchpointStamps.mutableBuffer, channelStamps.mutableBuffer)
    var (visit, week, end) = (visits, -1, Int64.min)
    for touch in own.touches {
      let event = touch.logged
      guard log.counts(event.time) else { continue }
      if event.time >= end {
        let place = days.place(of: event.time)
        guard place >= 0 else { continue }
        let own = days.week(of: place)
        guard own.place >= 0 else { continue }
        (week, end) = own
        visit &+= 1
        active[week] &+= 1
      }
      let code = Int(event.touchpoint)
      if touchpointStamps[code] != visit {
        touchpointStamps[code] = visit
        atTouchpoints[week &* places &+ code] &+= 1
      }
      let channel = min(Int(event.channel), noChannel)
      if channelStamps[channel] != visit {
        channelStamps[channel] = visit
        inChannels[week &* (noChannel &+ 1) &+ channel] &+= 1
      }
    }
    visits = visit
  }

  @inline(__always)
  private func addJourneys(_ own: CustomerCycles, _ log: EventLog) {
    let (byDay, entries) = (byDay.mutableBuffer, entriesByDay.mutableBuffer)
    // A customer's journeys follow one another: whether a unit has seen the customer, the one before tells.
    var before = -1
    for cycle in own.cycles {
      let first = own.touches[cycle.touches.lowerBound].logged
      guard log.counts(first.time) else { continue }
      let day = days.place(of: first.time)
      guard day >= 0 else { continue }
      let end = own.touches[cycle.touches.upperBound &- 1].outcome
      let isLost = cycle.purchase == nil && end.isLeak
      let isDecided = isLost || cycle.purchase != nil || end.isWell
      byDay[day].journeys &+= 1
      byDay[day].decided &+= isDecided ? 1 : 0
      byDay[day].lost &+= isLost ? 1 : 0
      entries[day &* (channels &+ 1) &+ min(Int(first.channel), channels)] &+= 1
      if before < 0 { byDay[day].first &+= 1 } else { countAgain(before, day) }
      before = day
    }
  }

  /// Counts a customer in the units that a further journey begins in, and the one before did not.
  @inline(__always)
  private func countAgain(_ before: Int, _ day: Int) {
    guard before != day else { return }
    let rows = apart.mutableBuffer
    var first = 0
    for grid in 0..<Self.gridCount {
      let unit = days.unit(of: day, grid)
      if unit >= 0, unit != days.unit(of: before, grid) { rows[first &+ unit].customers &+= 1 }
      first &+= days.units(of: grid)
    }
  }

  private func addPurchases(_ own: CustomerCycles, _ log: EventLog) {
    let rows = apart.mutableBuffer
    var (week, month, quarter) = (Last(), Last(), Last())
    for purchase in own.purchases where !purchase.isCancelled {
      let time = own.touches[purchase.touch].logged.time
      guard log.counts(time) else { continue }
      let amount = log.amounts.isEmpty ? Int64.min : log.amounts[purchase.event]
      let paid = amount == .min ? 0 : Int128(amount)
      @inline(__always)
      func count(_ last: inout Last, _ plan: TimeGrid.Plan) {
        let isNew = last.move(to: time, plan)
        guard last.unit >= 0 else { return }
        last.spent = isNew ? paid : last.spent + paid
        rows[plan.before &+ last.unit].addPurchase(isNew: isNew, paid, of: last.spent)
      }
      count(&week, plans.weeks)
      count(&month, plans.months)
      count(&quarter, plans.quarters)
    }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: OverTimeTally) {
    let (own, theirs) = (byDay.mutableBuffer, other.byDay.buffer)
    for day in own.indices {
      own[day].journeys += theirs[day].journeys
      own[day].decided += theirs[day].decided
      own[day].lost += theirs[day].lost
      own[day].first += theirs[day].first
    }
    for unit in apart.indices { apart[unit].merge(other.apart[unit]) }
    active.add(other.active)
    func add(_ list: KeyPath<OverTimeTally, ReusedList<Int>>) {
      let (a, b) = (self[keyPath: list].mutableBuffer, other[keyPath: list].buffer)
      for i in a.indices { a[i] += b[i] }
    }
    add(\.entriesByDay)
    add(\.touchpointVisits)
    add(\.channelVisits)
  }

  package static func == (a: OverTimeTally, b: OverTimeTally) -> Bool {
    a.grids == b.grids && a.rows() == b.rows() && a.entries() == b.entries() && a.active == b.active
      && a.atTouchpoints == b.atTouchpoints && a.inChannels == b.inChannels
  }
}
