import Journeys
import Statistics

/// What two periods are compared by, counted for both in the report's own walk.
///
/// A journey and its touches belong to the period of the journey's first touch, a purchase to that of its own date, as
/// everywhere. Shares are sums over customers: what one customer does again and again is told apart from what many do.
struct ComparisonTally: Sendable, Equatable {
  /// One of the two periods.
  struct Side: Sendable, Equatable {
    /// By week of the period.
    var weeks: [Week]
    var journeys = 0
    /// Whose they are.
    var customers = 0
    var purchases = 0
    var buyers = 0
    /// Millionths, and the most of one customer's.
    var amount: Int128 = 0
    var most: Int128 = 0
    /// The most purchases of one customer.
    var mostPurchases = 0
    /// Journeys that stopped, of those whose end is known.
    var stopped = RatioSums()
    /// Purchase days followed by another within the horizon, of those old enough.
    var followed = RatioSums()
    /// Hundredths of money, of purchases.
    var spent = RatioSums()
    /// Journeys, of journeys: wholes alone.
    var all = RatioSums()
    /// By channel of the first touch, the last of none: journeys of customers with any there.
    var entries: [RatioSums]
    /// Journeys whose end is known and those of them that stopped, by channel of the first touch, and by value of each trait
    /// of customers; the last of each list of none.
    var stoppedBy: [[PeriodComparison.Part]]
    /// By touchpoint, leaks of touches old enough to tell; and whose they are.
    var leaks: [RatioSums]
    var matureCustomers: [Int]
    var leakedCustomers: [Int]
  }
  /// Sums of seven days, or of as many weeks as make the period not too long.
  struct Week: Sendable, Equatable {
    var journeys = 0
    var purchases = 0
    var amount: Int128 = 0
  }

  let spans: [PeriodSpan]
  private(set) var sides: [Side]
  /// The first event of anybody.
  private(set) var firstTime = Int64.max
  let channels: Int

  /// One customer's counts, side by side: by side and touchpoint or channel; and which of them are not zero.
  private struct Scratch {
    let wholes: ReusedList<Int32>
    let parts: ReusedList<Int32>
    let touched = ReusedList<Int32>()

    init(_ count: Int) {
      (wholes, parts) = (ReusedList<Int32>(), ReusedList<Int32>())
      wholes.restart(repeating: 0, count: count)
      parts.restart(repeating: 0, count: count)
    }

    @inline(__always)
    func add(_ place: Int, part: Int32) {
      let (wholes, parts) = (wholes.mutableBuffer, parts.mutableBuffer)
      if wholes[place] == 0 { touched.append(Int32(truncatingIfNeeded: place)) }
      wholes[place] &+= 1
      parts[place] &+= part
    }

    /// Hands over what is not zero, and begins anew.
    @inline(__always)
    func empty(_ body: (_ place: Int, _ part: Int64, _ whole: Int64) -> Void) {
      let (wholes, parts) = (wholes.mutableBuffer, parts.mutableBuffer)
      for place in touched.buffer {
        let place = Int(place)
        body(place, Int64(parts[place]), Int64(wholes[place]))
        (wholes[place], parts[place]) = (0, 0)
      }
      touched.clear()
    }
  }
  private let atTouchpoints: Scratch
  private let inChannels: Scratch

  /// - Parameter now, before: the report's period, and the one it is compared with.
  init(_ catalog: Catalog, now: PeriodSpan, before: PeriodSpan) {
    let touchpoints = catalog.touchpoints.count
    let channels = catalog.channels.count
    self.channels = channels
    spans = [now, before]
    let width = channels + 1
    sides = spans.map { span in
      Side(
        weeks: [Week](repeating: Week(), count: span.starts.count),
        entries: [RatioSums](repeating: RatioSums(), count: width),
        stoppedBy: ([channels] + catalog.columnTraits.map(\.values.count)).map {
          [PeriodComparison.Part](repeating: PeriodComparison.Part(), count: $0 + 1)
        },
        leaks: [RatioSums](repeating: RatioSums(), count: touchpoints),
        matureCustomers: [Int](repeating: 0, count: touchpoints),
        leakedCustomers: [Int](repeating: 0, count: touchpoints))
    }
    atTouchpoints = Scratch(2 * touchpoints)
    inChannels = Scratch(2 * width)
  }

  @inline(__always)
  private func side(_ time: Int64, _ log: EventLog) -> Int {
    let side = spans[0].moments.contains(time) ? 0 : spans[1].moments.contains(time) ? 1 : -1
    return side >= 0 && !log.excluded.isEmpty && log.excluded.contains(time) ? -1 : side
  }

  /// Counts the customer whom the cutter has just cut.
  ///
  /// - Parameter days: the customer's purchase days.
  mutating func add(
    _ own: CustomerCycles, _ days: UnsafeBufferPointer<PurchaseDay>, _ log: EventLog, customer: Int,
    _ calendar: ReturnCalendar, _ rules: CycleRules
  ) {
    if let first = log.journey(of: customer).first { firstTime = min(firstTime, first.time) }
    addJourneys(own, log, customer, rules)
    guard own.purchases.count > 0 else { return }
    addPurchases(own, log)
    addDays(days, calendar)
  }

  private mutating func addJourneys(_ own: CustomerCycles, _ log: EventLog, _ customer: Int, _ rules: CycleRules) {
    var (all, decided, lost) = ((Int64(0), Int64(0)), (Int64(0), Int64(0)), (Int64(0), Int64(0)))
    let (touchpoints, width) = (sides[0].leaks.count, channels + 1)
    for cycle in own.cycles {
      let first = own.touches[cycle.touches.lowerBound].logged
      let side = side(first.time, log)
      guard side >= 0 else { continue }
      sides[side].journeys += 1
      sides[side].weeks[spans[side].week(of: first.time)].journeys += 1
      let end = own.touches[cycle.touches.upperBound - 1].outcome
      let isLost = cycle.purchase == nil && end.isLeak
      let isDecided = isLost || cycle.purchase != nil || end.isWell
      if side == 0 {
        (all.0, decided.0, lost.0) = (all.0 + 1, decided.0 + (isDecided ? 1 : 0), lost.0 + (isLost ? 1 : 0))
      } else {
        (all.1, decided.1, lost.1) = (all.1 + 1, decided.1 + (isDecided ? 1 : 0), lost.1 + (isLost ? 1 : 0))
      }
      if isDecided {
        sides[side].stoppedBy[0][min(Int(first.channel), channels)].add(isLost)
        for trait in sides[side].stoppedBy.indices.dropFirst() {
          let none = sides[side].stoppedBy[trait].count - 1
          let own = trait <= log.traits.count ? min(Int(log.traits[trait - 1][customer]), none) : none
          sides[side].stoppedBy[trait][own].add(isLost)
        }
      }
      inChannels.add(side * width + min(Int(first.channel), channels), part: 1)
      for i in cycle.touches {
        let touch = own.touches[i]
        if touch.outcome.isNone { continue }
        let code = Int(touch.logged.touchpoint)
        guard touch.outcome.isLeak || touch.logged.time <= rules.matureUntil[code] else { continue }
        atTouchpoints.add(side * touchpoints + code, part: touch.outcome.isLeak ? 1 : 0)
      }
    }
    if all.0 > 0 { sides[0].addJourneys(all.0, decided.0, lost.0) }
    if all.1 > 0 { sides[1].addJourneys(all.1, decided.1, lost.1) }
    // One customer's journeys in a channel are of all of the customer's.
    let journeys = [all.0, all.1]
    inChannels.empty { place, part, _ in
      sides[place / width].entries[place % width].add(part: part, whole: journeys[place / width])
    }
    atTouchpoints.empty { place, part, whole in
      let (side, code) = (place / touchpoints, place % touchpoints)
      sides[side].leaks[code].add(part: part, whole: whole)
      sides[side].matureCustomers[code] += 1
      if part > 0 { sides[side].leakedCustomers[code] += 1 }
    }
  }

  private mutating func addPurchases(_ own: CustomerCycles, _ log: EventLog) {
    for side in 0...1 {
      var (bought, paid) = (0, Int128(0))
      for purchase in own.purchases where !purchase.isCancelled {
        let time = own.touches[purchase.touch].logged.time
        guard self.side(time, log) == side else { continue }
        let amount = log.amounts.isEmpty ? Int64.min : log.amounts[purchase.event]
        let own = amount == .min ? 0 : Int128(amount)
        bought += 1
        paid += own
        let week = spans[side].week(of: time)
        sides[side].weeks[week].purchases += 1
        sides[side].weeks[week].amount += own
      }
      guard bought > 0 else { continue }
      sides[side].purchases += bought
      sides[side].buyers += 1
      sides[side].amount += paid
      sides[side].most = max(sides[side].most, paid)
      sides[side].mostPurchases = max(sides[side].mostPurchases, bought)
      sides[side].spent.add(part: Int64(clamping: paid / 10_000), whole: Int64(bought))
    }
  }

  private mutating func addDays(_ days: UnsafeBufferPointer<PurchaseDay>, _ calendar: ReturnCalendar) {
    for side in 0...1 {
      var (mature, followed) = (Int64(0), Int64(0))
      for i in 0..<days.count where spans[side].days.contains(days[i].day) {
        guard calendar.lastDay - days[i].day >= calendar.horizon else { continue }
        mature += 1
        if i + 1 < days.count, days[i + 1].day - days[i].day <= calendar.horizon { followed += 1 }
      }
      if mature > 0 { sides[side].followed.add(part: followed, whole: mature) }
    }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: ComparisonTally) {
    firstTime = min(firstTime, other.firstTime)
    for side in sides.indices { sides[side].merge(other.sides[side]) }
  }

  static func == (a: ComparisonTally, b: ComparisonTally) -> Bool {
    a.spans == b.spans && a.sides == b.sides && a.firstTime == b.firstTime
  }
}

extension ComparisonTally.Side {
  fileprivate mutating func addJourneys(_ journeys: Int64, _ decided: Int64, _ lost: Int64) {
    customers += 1
    all.add(part: 0, whole: journeys)
    if decided > 0 { stopped.add(part: lost, whole: decided) }
  }

  fileprivate mutating func merge(_ other: ComparisonTally.Side) {
    for week in weeks.indices {
      weeks[week].journeys += other.weeks[week].journeys
      weeks[week].purchases += other.weeks[week].purchases
      weeks[week].amount += other.weeks[week].amount
    }
    journeys += other.journeys
    customers += other.customers
    purchases += other.purchases
    buyers += other.buyers
    amount += other.amount
    (most, mostPurchases) = (max(most, other.most), max(mostPurchases, other.mostPurchases))
    stopped.merge(other.stopped)
    followed.merge(other.followed)
    spent.merge(other.spent)
    all.merge(other.all)
    for kind in stoppedBy.indices {
      for value in stoppedBy[kind].indices {
        stoppedBy[kind][value].part += other.stoppedBy[kind][value].part
        stoppedBy[kind][value].whole += other.stoppedBy[kind][value].whole
      }
    }
    for channel in entries.indices { entries[channel].merge(other.entries[channel]) }
    for code in leaks.indices {
      leaks[code].merge(other.leaks[code])
      matureCustomers[code] += other.matureCustomers[code]
      leakedCustomers[code] += other.leakedCustomers[code]
    }
  }
}

/// The report's period and the one it is compared with.
struct PeriodSpans: Sendable {
  let now: PeriodSpan
  let before: PeriodSpan

  /// `nil` where the project does not name both.
  init?(_ blueprint: Blueprint, dayOf: (Int64) -> Int64) {
    guard let period = blueprint.period, let compare = blueprint.compare else { return nil }
    (now, before) = (PeriodSpan(period, dayOf: dayOf), PeriodSpan(compare, dayOf: dayOf))
  }
}

/// A period by its moments, its days and its weeks.
package struct PeriodSpan: Sendable, Equatable {
  /// UTC microseconds, both ends inclusive.
  package let moments: ClosedRange<Int64>
  /// Since 1970, in the project's time zone.
  package let days: ClosedRange<Int64>
  /// First moments of its weeks, and what comes after the last; the last may be cut short.
  let starts: [Int64]
  private let shortest: Int64

  private static let mostWeeks = 530

  /// - Parameter dayOf: day number of a UTC microsecond in the project's time zone.
  init(_ dates: DateSpan, dayOf: (Int64) -> Int64) {
    let (first, last) = (Int64(dates.first.daysSince1970), Int64(dates.last.daysSince1970))
    days = first...max(first, last)
    let length = 7 * max(1, (last - first + 1) / 7 / Int64(Self.mostWeeks) + 1)
    starts = stride(from: first, through: days.upperBound, by: Int64.Stride(length)).map {
      ReturnCalendar.firstMoment(of: $0, dayOf)
    }
    moments = ReturnCalendar.firstMoment(of: first, dayOf)...(ReturnCalendar.firstMoment(of: last + 1, dayOf) - 1)
    shortest = length * Micros.day - Micros.day / 4
  }

  /// Which week a moment of the period lies in.
  @inline(__always)
  func week(of time: Int64) -> Int {
    var week = min(starts.count - 1, Int(max(0, time - starts[0]) / shortest))
    while week > 0, starts[week] > time { week -= 1 }
    return week
  }

  /// Days of each week that count: what is left out, not yet observed, or before all data, is none.
  func exposures(_ excluded: ExcludedTime, from first: Int64, observedUntil: Int64) -> [Double] {
    starts.indices.map { week in
      let end = week + 1 < starts.count ? starts[week + 1] : moments.upperBound + 1
      let (from, to) = (max(starts[week], first), min(end, observedUntil + 1))
      guard from < to else { return 0 }
      return (Double(excluded.clock(from: from, to: to)) / Double(Micros.day)).rounded(toPlaces: 4)
    }
  }
}

extension Double {
  fileprivate func rounded(toPlaces places: Int) -> Double {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    return (self * scale).rounded() / scale
  }
}
