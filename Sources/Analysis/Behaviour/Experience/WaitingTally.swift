import Journeys
import Statistics

/// How long customers who left their details waited for a call back, and who of them bought.
///
/// A request is a customer's event of indirect contact: one whose row says so, or, where the row says nothing, one at such a
/// touchpoint. The call is the first event after it that is the company's answer. Requests while one is waiting are the same
/// request. All of it lies within one window, the funnel's: a request is old enough to tell when it has passed, the call
/// counts within it, and so does the purchase.
///
/// Who buys before a call is not called any more: were such customers left out, or told apart, those who wait would seem to
/// buy less for that alone. So they are among those who waited: what is said of waiting is rather too little.
package struct WaitingTally: Sendable, Equatable {
  /// Waits after which a customer may be said to have waited long; one of them is chosen, blind to who bought.
  package static let cuts = [Micros.hour, 4 * Micros.hour, Micros.day, 3 * Micros.day]

  /// Touchpoints at which customers leave details.
  package let codes: [Int]
  /// First day of the first week, from Monday.
  private let firstWeek: Int64
  private let weeks: Int
  /// By touchpoint, week and place on the ladder.
  private var counts: [Int]
  /// By touchpoint and cut: each customer's first request, long waits against short ones.
  private var outcomes: [GroupOutcomes]
  private let window: Int64
  private let slots: [Int32]
  private let isCall: [Bool]
  private let isIndirect: [Bool]
  /// What rows themselves say, and where a row is a call if it says that contact was direct.
  private let named: NamedContact
  private let mayCall: [Bool]
  private var stamps: [Int]
  private var customers = 0

  private static let mostTouchpoints = 40
  private static let mostWeeks = 530
  /// Purchases before (none, one, more) and touches before (none, up to two, more).
  private static let levels = 3

  init(_ catalog: Catalog, _ period: ClosedRange<Int64>, window: Int64) {
    let touchpoints = catalog.touchpoints
    let isDeclared = touchpoints.contains { $0.isCallBack }
    let named = NamedContact(catalog)
    self.named = named
    isCall = touchpoints.map { touchpoint in
      isDeclared ? touchpoint.isCallBack : touchpoint.isCompanyInitiated && touchpoint.contact == .direct
    }
    mayCall = touchpoints.map { named.isNamed && !isDeclared && $0.isCompanyInitiated }
    isIndirect = touchpoints.map { $0.contact == .indirect }
    func mayAsk(_ touchpoint: Catalog.Touchpoint) -> Bool {
      touchpoint.isCustomerTouch && touchpoint.kind != .purchase && !touchpoint.isCallBack
    }
    let declared = touchpoints.indices.filter { touchpoints[$0].contact == .indirect && mayAsk(touchpoints[$0]) }
    // Those declared go before those of which a row may say it.
    let others = touchpoints.indices.filter {
      named.isNamed && touchpoints[$0].contact != .indirect && mayAsk(touchpoints[$0])
    }
    let isAnswered = isCall.contains(true) || mayCall.contains(true)
    codes = isAnswered ? (declared + others).prefix(Self.mostTouchpoints).sorted() : []
    var slots = [Int32](repeating: -1, count: codes.isEmpty ? 0 : touchpoints.count)
    for (slot, code) in codes.enumerated() { slots[code] = Int32(slot) }
    self.slots = slots
    self.window = window
    let last = Self.week(period.upperBound)
    firstWeek = max(Self.week(period.lowerBound), last - Int64(Self.mostWeeks) + 1)
    weeks = codes.isEmpty ? 0 : Int(last - firstWeek) + 1
    counts = [Int](repeating: 0, count: codes.count * weeks * WaitCounts.width)
    outcomes = [GroupOutcomes](
      repeating: GroupOutcomes(strata: Self.levels * Self.levels * Beforehand.entries),
      count: codes.count * Self.cuts.count)
    stamps = [Int](repeating: 0, count: codes.count)
  }

  /// The week a day lies in, from Monday; 1970 began on a Thursday.
  private static func week(_ day: Int64) -> Int64 {
    let days = day + 3
    return days >= 0 ? days / 7 : (days - 6) / 7
  }

  /// Counts the requests of the customer whom the cutter has just cut.
  mutating func add(
    _ own: CustomerCycles, _ log: EventLog, _ customer: Int, _ rules: CycleRules, dayOf: (Int64) -> Int64
  ) {
    guard !codes.isEmpty else { return }
    customers += 1
    var request: (slot: Int, event: LoggedEvent)?
    let journey = log.journey(of: customer)
    let first = named.isNamed ? log.events(of: customer).lowerBound : 0
    for (place, event) in journey.enumerated() {
      let code = Int(event.touchpoint)
      let mode = named.isNamed ? named.mode(log, at: first + place) : nil
      let isAnswer = mode == nil || !mayCall[code] ? isCall[code] : mode == .direct
      if let own = request, isAnswer || event.time - own.event.time > window {
        let wait = event.time - own.event.time
        settle(own.slot, own.event.time, wait <= window ? wait : nil)
        request = nil
      }
      if request == nil, slots[code] >= 0, mode.map({ $0 == .indirect }) ?? isIndirect[code] {
        request = (Int(slots[code]), event)
      }
    }
    if let own = request { settle(own.slot, own.event.time, nil) }

    /// Counts one request; `wait` is `nil` where nobody called in time.
    func settle(_ slot: Int, _ time: Int64, _ wait: Int64?) {
      guard log.counts(time), rules.observedUntil - time >= window else { return }
      let week = Self.week(dayOf(time)) - firstWeek
      if week >= 0, week < Int64(weeks) {
        counts[(slot * weeks + Int(week)) * WaitCounts.width + WaitCounts.place(of: wait)] += 1
      }
      guard stamps[slot] != customers else { return }
      stamps[slot] = customers
      compare(own, slot, time, wait)
    }
  }

  /// Counts a customer's first request by what came of it.
  private mutating func compare(_ own: CustomerCycles, _ slot: Int, _ time: Int64, _ wait: Int64?) {
    var (before, after) = (0, Int64.max)
    for purchase in own.purchases where !purchase.isCancelled {
      let bought = own.touches[purchase.touch].logged.time
      if bought <= time {
        before += 1
      } else {
        after = bought - time
        break
      }
    }
    var touches = 0
    while touches < Self.levels, touches < own.touches.count, own.touches[touches].logged.time < time { touches += 1 }
    let levels = min(before, Self.levels - 1) * Self.levels + (touches + 1) / 2
    let stratum = levels * Beforehand.entries + Beforehand.entry(own.touches[0].logged.channel)
    // Called before anything was bought.
    let called = wait.map { $0 <= after } ?? false ? wait : nil
    for (place, cut) in Self.cuts.enumerated() {
      outcomes[slot * Self.cuts.count + place].add(
        stratum, isWorse: called.map { $0 > cut } ?? true, hasBought: after <= window)
    }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: WaitingTally) {
    for i in counts.indices { counts[i] += other.counts[i] }
    for i in outcomes.indices { outcomes[i].merge(other.outcomes[i]) }
  }

  /// Weeks in which anybody asked at a touchpoint, by their first days, in order.
  func byWeek(_ slot: Int) -> [(firstDay: Int64, waits: WaitCounts)] {
    (0..<weeks).map { week in
      let start = (slot * weeks + week) * WaitCounts.width
      return ((firstWeek + Int64(week)) * 7 - 3, WaitCounts(counts[start..<start + WaitCounts.width]))
    }.filter { $0.waits.all > 0 }
  }

  /// Long waits against short ones at a touchpoint, by the cut that parts customers most evenly; of two alike the shorter.
  func comparison(_ slot: Int) -> (cut: Int64, outcomes: GroupOutcomes) {
    let own = Array(outcomes[slot * Self.cuts.count..<(slot + 1) * Self.cuts.count])
    var best = 0
    for place in own.indices where smaller(own[place]) > smaller(own[best]) { best = place }
    return (Self.cuts[best], own[best])
  }

  private func smaller(_ outcomes: GroupOutcomes) -> Int { min(outcomes.worse.all, outcomes.better.all) }

  package static func == (a: WaitingTally, b: WaitingTally) -> Bool {
    a.codes == b.codes && a.firstWeek == b.firstWeek && a.counts == b.counts && a.outcomes == b.outcomes
  }
}

/// How long customers wait for a call back, and what goes along with a long wait, by touchpoint.
package struct Waiting: Sendable, Equatable {
  /// A touchpoint at which customers leave their details.
  package struct Point: Sendable, Equatable {
    package var code: Int
    package var waits: WaitCounts
    /// Weeks with requests in order, each with its first day since 1970.
    package var weeks: [(firstDay: Int64, waits: WaitCounts)]
    /// A wait of more is a long one, microseconds; and what goes along with it.
    package var cut: Int64
    package var gap: ExperienceGap

    package static func == (a: Point, b: Point) -> Bool {
      a.code == b.code && a.waits == b.waits && a.cut == b.cut && a.gap == b.gap
        && a.weeks.elementsEqual(b.weeks, by: ==)
    }
  }
  /// Those at which anybody has asked, as they are declared.
  package var points: [Point]
  package var span: ExperienceSpan
  /// Within which a call and a purchase count, microseconds.
  package var window: Int64

  /// The funnel's window, or where it has none 30 days.
  static func window(_ blueprint: Blueprint) -> Int64 { blueprint.windows.conversion ?? 30 * Micros.day }

  init(_ tally: WaitingTally, _ log: JourneyLog, window: Int64) {
    let span = ExperienceSpan(log, window: window)
    self.span = span
    self.window = window
    points = tally.codes.enumerated().compactMap { slot, code in
      let weeks = tally.byWeek(slot)
      guard !weeks.isEmpty else { return nil }
      let (cut, outcomes) = tally.comparison(slot)
      return Point(
        code: code, waits: weeks.reduce(into: WaitCounts()) { $0.merge($1.waits) }, weeks: weeks, cut: cut,
        gap: ExperienceGap(outcomes, factor: span.factor))
    }
  }
}
