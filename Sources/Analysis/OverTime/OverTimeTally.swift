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

    @inline(__always)
    fileprivate mutating func addJourney(isNew: Bool, isDecided: Bool, isLost: Bool) {
      journeys &+= 1
      customers &+= isNew ? 1 : 0
      decided &+= isDecided ? 1 : 0
      lost &+= isLost ? 1 : 0
    }

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

  /// Weeks, months, quarters.
  package let grids: [TimeGrid]
  /// Grid behind grid, the units of each.
  private var allRows = ReusedList<Row>()
  /// Likewise, journeys by channel of their first touch, the last of none: `unit * (channels + 1) + channel`.
  private var allEntries = ReusedList<Int>()
  private let plans: Plans
  /// By grid and unit.
  package var rows: [[Row]] { ofGrids(allRows, 1) }
  /// By grid, journeys by unit and channel.
  package var entries: [[Int]] { ofGrids(allEntries, channels + 1) }
  /// Customers active by week; by week and touchpoint, and by week and channel.
  package private(set) var active: [Int]
  package private(set) var atTouchpoints: [Int]
  package private(set) var inChannels: [Int]
  package let touchpoints: Int
  package let channels: Int
  /// Months among the grids.
  var months: TimeGrid { grids[1] }

  /// The last visit (a customer in a week) counted, by touchpoint and channel; and how many there were.
  private var touchpointStamps: [Int]
  private var channelStamps: [Int]
  private var visits = 0

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
    let width = channels + 1
    let all = grids.reduce(0) { $0 + $1.count }
    allRows.restart(repeating: Row(), count: all)
    allEntries.restart(repeating: 0, count: all * width)
    plans = Plans(grids)
    active = [Int](repeating: 0, count: grids[0].count)
    atTouchpoints = [Int](repeating: 0, count: grids[0].count * touchpoints)
    inChannels = [Int](repeating: 0, count: grids[0].count * width)
    touchpointStamps = [Int](repeating: 0, count: touchpoints)
    channelStamps = [Int](repeating: 0, count: width)
  }

  /// The same with nothing counted, in memory of its own: a copy counts in the same place.
  func fresh() -> OverTimeTally {
    var own = self
    own.allRows = ReusedList()
    own.allRows.restart(repeating: Row(), count: allRows.count)
    own.allEntries = ReusedList()
    own.allEntries.restart(repeating: 0, count: allEntries.count)
    return own
  }

  /// Counts where some customers of a part were in each week.
  mutating func add(_ log: EventLog, customers range: Range<Int>) {
    let (weeks, places, noChannel) = (grids[0], touchpoints, channels)
    atTouchpoints.withUnsafeMutableBufferPointer { atTouchpoints in
      inChannels.withUnsafeMutableBufferPointer { inChannels in
        touchpointStamps.withUnsafeMutableBufferPointer { touchpointStamps in
          channelStamps.withUnsafeMutableBufferPointer { channelStamps in
            weeks.starts.withUnsafeBufferPointer { starts in
              for customer in range {
                var (week, end, isNew) = (0, Int64.min, false)
                for event in log.journey(of: customer) {
                  let code = Int(event.touchpoint)
                  guard log.columns.isCustomerTouch[code], log.counts(event.time) else { continue }
                  if event.time >= end {
                    week = weeks.place(of: event.time)
                    guard week >= 0 else { continue }
                    end = week + 1 < starts.count ? starts[week + 1] : .max
                    visits &+= 1
                    isNew = true
                  }
                  if isNew {
                    active[week] &+= 1
                    isNew = false
                  }
                  if touchpointStamps[code] != visits {
                    touchpointStamps[code] = visits
                    atTouchpoints[week &* places &+ code] &+= 1
                  }
                  let channel = min(Int(event.channel), noChannel)
                  if channelStamps[channel] != visits {
                    channelStamps[channel] = visits
                    inChannels[week &* (noChannel &+ 1) &+ channel] &+= 1
                  }
                }
              }
            }
          }
        }
      }
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

  private func ofGrids<Cell>(_ all: ReusedList<Cell>, _ width: Int) -> [[Cell]] {
    var first = 0
    return grids.map { grid in
      defer { first += grid.count * width }
      return Array(all.buffer[first..<first + grid.count * width])
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

  /// Counts the journeys and purchases of the customer whom the cutter has just cut.
  func add(_ own: CustomerCycles, _ log: EventLog) {
    guard let rows = allRows.mutableBuffer.baseAddress, let entries = allEntries.mutableBuffer.baseAddress else {
      return
    }
    addJourneys(own, log, rows, entries)
    if own.purchases.count > 0 { addPurchases(own, log, rows) }
  }

  @inline(__always)
  private func addJourneys(
    _ own: CustomerCycles, _ log: EventLog, _ rows: UnsafeMutablePointer<Row>, _ entries: UnsafeMutablePointer<Int>
  ) {
    // A customer's journeys follow one another: whether a unit has seen the customer, the one before tells.
    var (week, month, quarter) = (Last(), Last(), Last())
    for cycle in own.cycles {
      let first = own.touches[cycle.touches.lowerBound].logged
      guard log.counts(first.time) else { continue }
      let end = own.touches[cycle.touches.upperBound &- 1].outcome
      let isLost = cycle.purchase == nil && end.isLeak
      let isDecided = isLost || cycle.purchase != nil || end.isWell
      let channel = min(Int(first.channel), channels)
      @inline(__always)
      func count(_ last: inout Last, _ plan: TimeGrid.Plan) {
        let isNew = last.move(to: first.time, plan)
        guard last.unit >= 0 else { return }
        let place = plan.before &+ last.unit
        rows[place].addJourney(isNew: isNew, isDecided: isDecided, isLost: isLost)
        entries[place &* (channels &+ 1) &+ channel] &+= 1
      }
      count(&week, plans.weeks)
      count(&month, plans.months)
      count(&quarter, plans.quarters)
    }
  }

  private func addPurchases(_ own: CustomerCycles, _ log: EventLog, _ rows: UnsafeMutablePointer<Row>) {
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
    let (rows, entries) = (allRows.mutableBuffer, allEntries.mutableBuffer)
    for unit in rows.indices { rows[unit].merge(other.allRows[unit]) }
    for place in entries.indices { entries[place] += other.allEntries[place] }
    active.add(other.active)
    atTouchpoints.add(other.atTouchpoints)
    inChannels.add(other.inChannels)
  }

  package static func == (a: OverTimeTally, b: OverTimeTally) -> Bool {
    a.grids == b.grids && a.rows == b.rows && a.entries == b.entries && a.active == b.active
      && a.atTouchpoints == b.atTouchpoints && a.inChannels == b.inChannels
  }
}
