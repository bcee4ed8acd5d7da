import CBytes
import Journeys

/// Every tally one walk feeds, and the buffers it reuses from customer to customer.
struct Tallies: Sendable {
  var flow: FlowTally
  var sieve: SieveTally
  var outreach: [OutreachRow]
  var funnel: FunnelTally
  var cycleFunnel: FunnelTally
  var blindness = BlindnessTally()
  var channels: ChannelTally
  var channelPaths: ChannelPathTally
  var channelUse: ChannelUseTally
  var groupReach: GroupReachTally
  var bought: ProductTally
  var answers: AnswerTally
  var loop = LoopTally()
  var rests: RestTally
  var recognised: RecognisedTally
  var separation: SeparationTally
  var recent: RecentVolumes
  var chain: ChainTally
  var groupWays: GroupWayTally
  var groupSieves: GroupSieveTally
  var afterPurchase: AfterPurchaseTally
  var returns: ReturnTally
  /// `nil` without a club.
  var club: ClubTally?
  private let members: ClubMembers?
  /// `nil` where nobody is captive, or everybody.
  private(set) var captive: CaptiveTally?
  private let isCaptive: [Bool]?
  /// `nil` without campaigns, offers and a place where customers ask for no more contacts.
  private(set) var contacts: ContactTally?
  /// `nil` where nobody is named who brought another.
  private(set) var friends: FriendTally?
  private let links: FriendLinks?
  /// `nil` where no channel costs anything.
  private(set) var costs: CostTally?
  /// Of branches and teams, where events name any.
  var units: [UnitTally]
  var complaints: ComplaintTally
  var waiting: WaitingTally
  var overTime: OverTimeTally
  /// What is compared with another period, and the funnel of that; `nil` where the project names none.
  var comparison: ComparisonTally?
  var comparedFunnel: FunnelTally?
  private let compared: (entries: ClosedRange<Int64>?, period: ClosedRange<Int64>)?
  var claimed: ClaimTallies
  private let days = PurchaseDays()
  private var cutter: CycleCutter
  private var matcher: FunnelMatcher
  private var purchaseMatcher: BlindnessMatcher
  private let rules: CycleRules
  /// Times of entries old enough to tell; `nil` when the period has none yet.
  private let entries: ClosedRange<Int64>?
  /// What each touchpoint means to the funnel, side by side.
  private let roles = ReusedList<(mask: UInt32, kill: UInt32)>()
  private let events = ReusedList<FunnelEvent>()
  private var outreachStamp: [Int32]
  private let hasOutreach: Bool
  /// Whether touchpoints are more than a core's cache holds.
  private let isWide: Bool

  init(
    _ log: JourneyLog, _ plan: FunnelPlan, _ rules: CycleRules, _ states: (before: ChainStates, after: ChainStates),
    _ calendar: ReturnCalendar, _ times: OverTimeTally, _ spans: PeriodSpans?, _ costs: CostTally?,
    _ groups: GroupSieves, hasLeaks: Bool,
    waitingWindow: Int64,
    contactWindow: Int64, pause: Int64?
  ) {
    overTime = times.fresh()
    claimed = ClaimTallies(log.catalog, times, pause: pause)
    let count = log.catalog.touchpoints.count
    let memory = WordMemory(log.spare)
    flow = FlowTally(touchpoints: count, memory: memory)
    recent = RecentVolumes(touchpoints: count)
    channels = ChannelTally(log.catalog)
    channelPaths = ChannelPathTally(log.catalog)
    channelUse = ChannelUseTally(log.catalog)
    groupReach = GroupReachTally(log.catalog)
    bought = ProductTally(log.catalog)
    answers = AnswerTally(log.catalog)
    returns = ReturnTally(calendar, log.catalog)
    members = log.club
    club = log.club == nil ? nil : ClubTally()
    isCaptive = log.captive
    captive = log.captive == nil ? nil : CaptiveTally()
    self.costs = costs
    units = UnitTally.all(log.catalog)
    links = log.friends
    friends = log.friends == nil ? nil : FriendTally(calendar)
    contacts =
      log.catalog.hasPurchase
      ? ContactTally(log.catalog, calendar, window: contactWindow, observedUntil: log.observedUntil) : nil
    complaints = ComplaintTally(log.catalog, rules)
    waiting = WaitingTally(log.catalog, calendar.period, window: waitingWindow)
    sieve = SieveTally(touchpoints: count)
    rests = RestTally(touchpoints: count)
    let hasVisitors = log.parts.contains { !$0.isRecognised.isEmpty }
    recognised = RecognisedTally(touchpoints: hasVisitors ? count : 0, steps: plan.steps.count)
    separation = SeparationTally(log.catalog)
    outreach = [OutreachRow](repeating: OutreachRow(), count: count)
    outreachStamp = [Int32](repeating: -1, count: count)
    funnel = FunnelTally(steps: plan.steps.count, memory: memory)
    cycleFunnel = FunnelTally(steps: plan.steps.count, memory: memory)
    chain = ChainTally(log, rules, states.before, isActive: hasLeaks)
    groupWays = GroupWayTally(log.catalog)
    groupSieves = GroupSieveTally(groups, touchpoints: count)
    afterPurchase = AfterPurchaseTally(log, rules, states.after, hasLeaks: hasLeaks)
    cutter = CycleCutter(rules, log.catalog)
    matcher = FunnelMatcher(plan, excluded: log.excluded)
    purchaseMatcher = BlindnessMatcher(plan.throughPurchase(log.catalog))
    self.rules = rules
    isWide = count > 256
    hasOutreach = log.catalog.touchpoints.contains { $0.isCompanyInitiated }
    for (mask, kill) in zip(plan.masks, plan.kills) { roles.append((mask, kill)) }
    // An entry is mature when its window has passed by the end of observation; without a window every entry is.
    func entries(_ period: ClosedRange<Int64>) -> ClosedRange<Int64>? {
      let latest = min(plan.window.map { log.observedUntil - $0 } ?? Int64.max, period.upperBound)
      return latest < period.lowerBound ? nil : period.lowerBound...latest
    }
    self.entries = entries(log.period)
    compared = spans.map { (entries($0.before.moments), $0.before.moments) }
    comparison = spans.map { ComparisonTally(log.catalog, now: $0.now, before: $0.before) }
    comparedFunnel = spans.map { _ in FunnelTally(steps: plan.steps.count, memory: memory) }
  }

  mutating func add(_ log: EventLog, _ customer: Int, response: Int64, dayOf: (Int64) -> Int64) {
    if isWide { prepare(log, customer + 1) }
    cutter.cut(log, customer: customer)
    let own = cutter.customer
    sieve.add(own, log, customer: customer, rules)
    chain.add(own, log, customer: customer, rules)
    let modes = channels.add(own, log, customer: customer)
    channelPaths.add(own, log)
    let touched = channelUse.add(own, log)
    if let modes { groupReach.add(log, customer: customer, modes: modes, touched: touched) }
    overTime.add(own, log)
    days.take(own, log, dayOf: dayOf)
    loop.add(own, days.days, log, returns.calendar)
    returns.add(own, days, log, customer: customer, dayOf: dayOf)
    comparison?.add(own, days.days, log, customer: customer, returns.calendar, rules)
    claimed.add(own, days.days, log, returns.calendar, dayOf: dayOf)
    if let members {
      club?.add(
        own, days.days, log, returns.calendar, joined: members.joined[log.firstCustomer + customer],
        group: log.groups.isEmpty ? 0 : log.groups[customer])
    }
    if let isCaptive, isCaptive[log.firstCustomer + customer] {
      captive?.add(own, days.days, log, returns.calendar)
    }
    if let links {
      friends?.add(
        own, days.days, log, returns.calendar, broughtBy: links.broughtBy[log.firstCustomer + customer], dayOf: dayOf)
    }
    costs?.add(own, days.days, log, returns.calendar)
    groupWays.add(own, days.days, log, customer: customer, dayOf: dayOf)
    groupSieves.add(own, days.days, log, customer: customer, rules, returns.calendar)
    bought.add(own, days.days, log, dayOf: dayOf)
    if own.purchases.count > 0 {
      rests.add(own, log, rules)
      afterPurchase.add(own, log, customer: customer, rules)
      complaints.add(own, log, rules)
    }
    for place in units.indices { units[place].add(own, log, customer: customer, rules) }
    waiting.add(own, log, customer, rules, dayOf: dayOf)
    let isRecognised = RecognisedTally.counts(log, customer: customer)
    contacts?.add(
      own, days.days, log, customer: customer, isKnown: isRecognised || log.isRecognised.isEmpty,
      joined: members?.joined[log.firstCustomer + customer], dayOf: dayOf)
    if isRecognised { recognised.add(own, log, customer: customer, rules) }
    // A visitor who buys as somebody else would seem to have left.
    if isRecognised || log.isRecognised.isEmpty { separation.add(own, log, customer: customer) }
    addFunnels(log, isRecognised: isRecognised)
    addOutreach(log, customer, response: response, dayOf: dayOf)
  }

  /// Asks for the memory that a customer's touches will need.
  private func prepare(_ log: EventLog, _ customer: Int) {
    guard customer < log.customerCount else { return }
    for event in log.journey(of: customer) {
      let touchpoint = Int(event.touchpoint)
      cutter.prepare(touchpoint)
      sieve.prepare(touchpoint)
      rules.matureUntil.withUnsafeBufferPointer { masa_prefetch($0.baseAddress.map { $0 + touchpoint }) }
      log.columns.stage.withUnsafeBufferPointer { masa_prefetch($0.baseAddress.map { $0 + touchpoint }) }
    }
  }

  private mutating func addFunnels(_ log: EventLog, isRecognised: Bool) {
    events.clear()
    var everMask: UInt32 = 0
    let roles = roles.buffer
    let touches = cutter.touches.buffer
    for ordinal in 0..<touches.count {
      let touch = touches[ordinal]
      let role = roles[Int(touch.logged.touchpoint)]
      // A purchase stays in, whatever steps it serves: it ends the stretch its blindness is judged by.
      if role.mask | role.kill != 0 || touch.outcome.isNone {
        events.append(FunnelEvent(time: touch.logged.time, mask: role.mask, kill: role.kill, ordinal: ordinal))
        everMask |= role.mask
      }
    }
    guard events.count > 0 else { return }
    let all = events.buffer
    if everMask != 0 {
      if let outcome = matcher.outcome(all, entries: entries, period: log.period) {
        funnel.add(outcome, matcher)
        if isRecognised { recognised.add(outcome) }
        // Most customers have one cycle, which is all they did.
        if cutter.cycles.count == 1 { cycleFunnel.add(outcome, matcher) }
      }
      if cutter.cycles.count > 1 { addCycles(all, log) }
      if let compared, let outcome = matcher.outcome(all, entries: compared.entries, period: compared.period) {
        comparedFunnel?.add(outcome, matcher)
      }
    }
    if cutter.purchases.count > 0 { addPurchases(all, log, isRecognised: isRecognised) }
  }

  private mutating func addCycles(_ all: UnsafeBufferPointer<FunnelEvent>, _ log: EventLog) {
    var upper = 0
    for cycle in cutter.cycles.buffer {
      let lower = upper
      while upper < all.count, all[upper].ordinal < cycle.touches.upperBound { upper += 1 }
      guard lower < upper,
        let outcome = matcher.outcome(
          UnsafeBufferPointer(rebasing: all[lower..<upper]), entries: entries, period: log.period)
      else { continue }
      cycleFunnel.add(outcome, matcher)
    }
  }

  /// Each purchase with what the customer did since the one before.
  private mutating func addPurchases(
    _ all: UnsafeBufferPointer<FunnelEvent>, _ log: EventLog, isRecognised: Bool
  ) {
    var lower = 0
    for (index, purchase) in cutter.purchases.buffer.enumerated() {
      guard let own = cutter.cycles[purchase.cycle].purchase else { continue }
      var upper = lower
      while upper < all.count, all[upper].ordinal <= own { upper += 1 }
      if !purchase.isCancelled, log.counts(log[purchase.event].time) {
        let verdict = purchaseMatcher.judge(UnsafeBufferPointer(rebasing: all[lower..<upper]), isRepeat: index > 0)
        blindness.add(verdict, isFirst: index == 0)
        if isRecognised { recognised.blindness.add(verdict, isFirst: index == 0) }
      }
      lower = upper
    }
  }

  private mutating func addOutreach(_ log: EventLog, _ customer: Int, response: Int64, dayOf: (Int64) -> Int64) {
    // Where all events are touches of the customer's own, as of most customers, there is none.
    guard hasOutreach, cutter.touches.count < log.events(of: customer).count else { return }
    // Backwards, so that the customer's next own touch is at hand whatever the number of mailings.
    var answer: Int64?
    var first: (event: LoggedEvent, isAnswered: Bool)?
    let stamp = Int32(truncatingIfNeeded: log.firstCustomer + customer)
    for event in log.journey(of: customer).reversed() {
      let code = Int(event.touchpoint)
      let time = event.time
      if log.columns.isCustomerTouch[code] { answer = time }
      guard log.columns.isCompanyInitiated[code], log.period.contains(time) else { continue }
      outreach[code].events += 1
      if outreachStamp[code] != stamp {
        outreachStamp[code] = stamp
        outreach[code].customers += 1
      }
      guard log.observedUntil - time >= response else { continue }
      outreach[code].mature += 1
      let isAnswered = answer.map { $0 - time <= response } ?? false
      if isAnswered { outreach[code].responded += 1 }
      first = (event, isAnswered)
    }
    if let first { answers.add(first.event, isAnswered: first.isAnswered, log, customer: customer, dayOf: dayOf) }
  }

  mutating func merge(_ other: Tallies) {
    flow.merge(other.flow)
    sieve.merge(other.sieve)
    for i in outreach.indices { outreach[i].merge(other.outreach[i]) }
    funnel.merge(other.funnel)
    cycleFunnel.merge(other.cycleFunnel)
    blindness.merge(other.blindness)
    channels.merge(other.channels)
    channelPaths.merge(other.channelPaths)
    channelUse.merge(other.channelUse)
    groupReach.merge(other.groupReach)
    bought.merge(other.bought)
    answers.merge(other.answers)
    loop.merge(other.loop)
    rests.merge(other.rests)
    recognised.merge(other.recognised)
    separation.merge(other.separation)
    recent.merge(other.recent)
    chain.merge(other.chain)
    groupWays.merge(other.groupWays)
    groupSieves.merge(other.groupSieves)
    afterPurchase.merge(other.afterPurchase)
    returns.merge(other.returns)
    if let other = other.club { club?.merge(other) }
    if let other = other.captive { captive?.merge(other) }
    if let other = other.contacts { contacts?.merge(other) }
    if let other = other.costs { costs?.merge(other) }
    for place in units.indices { units[place].merge(other.units[place]) }
    if let other = other.friends { friends?.merge(other) }
    complaints.merge(other.complaints)
    waiting.merge(other.waiting)
    overTime.merge(other.overTime)
    if let other = other.comparison { comparison?.merge(other) }
    if let other = other.comparedFunnel { comparedFunnel?.merge(other) }
    claimed.merge(other.claimed)
  }
}
