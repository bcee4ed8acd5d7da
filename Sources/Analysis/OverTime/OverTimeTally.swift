import Journeys

/// What happened in each week, month and quarter, and who was where in each week; from a walk.
///
/// Journeys count in the unit of their first touch, purchases in that of their own date. A customer counts once a week at a
/// touchpoint, in a channel, and in all, by touches of the customer's own: what the company sends makes nobody active.
package struct OverTimeTally: Sendable, Equatable {
  /// One unit of time.
  package struct Row: Sendable, Equatable {
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

    fileprivate mutating func addJourney(isNew: Bool, isDecided: Bool, isLost: Bool) {
      journeys += 1
      customers += isNew ? 1 : 0
      decided += isDecided ? 1 : 0
      lost += isLost ? 1 : 0
    }

    /// - Parameter spent: what the customer has spent in the unit, this purchase among it.
    fileprivate mutating func addPurchase(isNew: Bool, _ paid: Int128, of spent: Int128) {
      purchases += 1
      buyers += isNew ? 1 : 0
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
  /// By grid and unit.
  package private(set) var rows: [[Row]]
  /// By grid, journeys by unit and channel of their first touch, the last of none: `unit * (channels + 1) + channel`.
  package private(set) var entries: [[Int]]
  /// Customers active by week; by week and touchpoint, and by week and channel.
  package private(set) var active: [Int]
  package private(set) var atTouchpoints: [Int]
  package private(set) var inChannels: [Int]
  package let touchpoints: Int
  package let channels: Int

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
    rows = grids.map { [Row](repeating: Row(), count: $0.count) }
    entries = grids.map { [Int](repeating: 0, count: $0.count * width) }
    active = [Int](repeating: 0, count: grids[0].count)
    atTouchpoints = [Int](repeating: 0, count: grids[0].count * touchpoints)
    inChannels = [Int](repeating: 0, count: grids[0].count * width)
    touchpointStamps = [Int](repeating: 0, count: touchpoints)
    channelStamps = [Int](repeating: 0, count: width)
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

  /// Counts the journeys and purchases of the customer whom the cutter has just cut.
  mutating func add(_ own: CustomerCycles, _ log: EventLog) {
    for grid in grids.indices {
      addJourneys(own, log, grid)
      if own.purchases.count > 0 { addPurchases(own, log, grid) }
    }
  }

  private mutating func addJourneys(_ own: CustomerCycles, _ log: EventLog, _ grid: Int) {
    let units = grids[grid]
    // A customer's journeys follow one another: whether a unit has seen the customer, the one before tells.
    var last = -1
    for cycle in own.cycles {
      let first = own.touches[cycle.touches.lowerBound].logged
      guard log.counts(first.time) else { continue }
      let unit = units.place(of: first.time)
      guard unit >= 0 else { continue }
      let end = own.touches[cycle.touches.upperBound - 1].outcome
      let isLost = cycle.purchase == nil && end.isLeak
      let isDecided = isLost || cycle.purchase != nil || end.isWell
      rows[grid][unit].addJourney(isNew: unit != last, isDecided: isDecided, isLost: isLost)
      entries[grid][unit &* (channels &+ 1) &+ min(Int(first.channel), channels)] &+= 1
      last = unit
    }
  }

  private mutating func addPurchases(_ own: CustomerCycles, _ log: EventLog, _ grid: Int) {
    let units = grids[grid]
    var (unit, spent) = (-1, Int128(0))
    for purchase in own.purchases where !purchase.isCancelled {
      let time = own.touches[purchase.touch].logged.time
      guard log.counts(time) else { continue }
      let place = units.place(of: time)
      guard place >= 0 else { continue }
      let isNew = place != unit
      if isNew { (unit, spent) = (place, 0) }
      let amount = log.amounts.isEmpty ? Int64.min : log.amounts[purchase.event]
      let paid = amount == .min ? 0 : Int128(amount)
      spent += paid
      rows[grid][unit].addPurchase(isNew: isNew, paid, of: spent)
    }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: OverTimeTally) {
    for grid in grids.indices {
      for unit in rows[grid].indices { rows[grid][unit].merge(other.rows[grid][unit]) }
      entries[grid].add(other.entries[grid])
    }
    active.add(other.active)
    atTouchpoints.add(other.atTouchpoints)
    inChannels.add(other.inChannels)
  }

  package static func == (a: OverTimeTally, b: OverTimeTally) -> Bool {
    a.grids == b.grids && a.rows == b.rows && a.entries == b.entries && a.active == b.active
      && a.atTouchpoints == b.atTouchpoints && a.inChannels == b.inChannels
  }
}
