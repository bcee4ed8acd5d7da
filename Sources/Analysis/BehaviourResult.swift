import Basics
import CBytes
import Journeys
import Statistics

/// Everything measured on one log: numbers without a language and without a picture.
package struct BehaviourResult: Sendable {
  package var window: InactivityWindow
  package var rules: CycleRules
  package var flow: FlowTally
  package var directlyFollows: DirectlyFollows
  /// The variants with a touchpoint that follows itself told once; `nil` where they are told as they are.
  package var collapsed: VariantCounts?
  package var sieve: SieveTally
  package var outreach: [OutreachRow]
  package var funnel: Funnel
  /// `nil` when no purchase is declared, or the funnel has no step before it.
  package var blindness: Blindness?
  package var channels: ChannelTally
  package var loop: LoopTally
  package var rests: RestTally
  /// Customers apart from visitors; `nil` where there are no visitors.
  package var recognised: RecognisedTally?
  /// What separates buyers from those who left; `nil` where too few first journeys are decided.
  package var separation: Separation?
  package var recent: RecentVolumes
  package var largest: LargestParts
  /// The chain before a purchase, and what its holes cost; `nil` where nothing leaks.
  package var holes: Holes?
  /// The same from a purchase to the next one; `nil` where nothing leaks, or there is no service.
  package var afterPurchase: AfterPurchase?
  package var returns: ReturnResult
  /// Which channels customers start and buy in, by each column that tells them apart.
  package var groupChannels: [GroupChannels]
  /// What the club changes; `nil` where nothing says who is in one.
  package var club: ClubEffect?
  /// Captive customers and the others; `nil` where nothing tells some from others.
  package var captive: CaptiveResult?
  /// What campaigns and offers go along with; `nil` where no event names any.
  package var contacts: ContactEffects?
  /// What goes along with a complaint, and how long customers wait for a call back and what goes along with that.
  package var complaints: Complaints
  package var waiting: Waiting
  /// How it all goes over time.
  package var overTime = OverTime()
  /// The report's period beside another; `nil` where the project names none.
  package var comparison: PeriodComparison?
  /// For each total of the project with days of its own, what was counted on them.
  package var periodTotals: [PeriodTotals?] = []

  /// Purchases that stand.
  package var purchases: Int { sieve.purchases.reduce(0) { $0 + $1.purchases } }
  package var cancelled: Int { sieve.purchases.reduce(0) { $0 + $1.cancelled } }
  package var amount: Int128 { sieve.purchases.reduce(0) { $0 + $1.amount } }
  package var cycles: Int { sieve.cycles.reduce(0, +) }
}

/// Why an analysis stops: a number that must hold does not, which is a fault of Masa and never of the data.
package struct ReconciliationError: SayableError {
  package var touchpoint: String
  package var inflow: Int
  package var outflow: Int
  package var sentence: Sentence {
    Sentence(
      "error.internal.sieve",
      ["touchpoint": .name(touchpoint), "inflow": .number(inflow), "outflow": .number(outflow)])
  }
}

/// Two walks over the log: the first fixes the inactivity window, the second cuts every journey once and feeds every tally.
///
/// - Parameters:
///   - resamples: how often customers are drawn anew for the ranges of the chain.
///   - dayOf: day number of a UTC microsecond in the project's time zone.
package func analyse(
  _ log: JourneyLog, _ blueprint: Blueprint, threads: Int, resamples: Int = Holes.resamples,
  dayOf: @escaping @Sendable (Int64) -> Int64
) throws -> BehaviourResult {
  let catalog = log.catalog
  let plan = try FunnelPlan(blueprint, catalog)
  let window = inactivityWindow(log, blueprint, threads: threads)
  let rules = CycleRules(
    inactivity: catalog.touchpoints.map { touchpoint in
      guard let window = window.window else { return Int64.max }
      return catalog.stages[touchpoint.stage].inactivity ?? window
    }, repurchase: blueprint.windows.repurchase, observedUntil: log.observedUntil, hasPurchase: catalog.hasPurchase,
    excluded: log.excluded)
  let response = blueprint.windows.response
  let hasLeaks = catalog.hasPurchase && window.window != nil
  let states = ChainStates.both(log, threads: threads)
  let waitingWindow = Waiting.window(blueprint)
  let calendar = ReturnCalendar(log, rules, blueprint.retention, contract: blueprint.contract, dayOf: dayOf)
  let times = OverTimeTally(log, calendar, dayOf: dayOf)
  let spans = PeriodSpans(blueprint, dayOf: dayOf)
  let tallies = walk(log, threads: threads) {
    Tallies(
      log, plan, rules, states, calendar, times, spans, hasLeaks: hasLeaks, waitingWindow: waitingWindow,
      contactWindow: response / Micros.day)
  } _: { tallies, part, range in
    tallies.flow.add(part, customers: range)
    tallies.recent.add(part, customers: range)
    tallies.overTime.add(part, customers: range)
    for customer in range { tallies.add(part, customer, response: response, dayOf: dayOf) }
  } merge: {
    $0.merge($1)
  }
  // A funnel whose only step is the purchase cannot be missed, and says nothing.
  let canMiss = catalog.hasPurchase && plan.throughPurchase(catalog).steps.count > 1
  for (code, row) in tallies.sieve.rows.enumerated() where row.inflow != row.outflow {
    throw ReconciliationError(touchpoint: catalog.touchpoints[code].id, inflow: row.inflow, outflow: row.outflow)
  }
  let follows = DirectlyFollows(tallies.flow, catalog, threads: threads)
  let repeats = follows.omittedPairs > 0 || follows.edges.contains { $0.from == $0.to }
  let funnel = Funnel(
    plan: plan, customers: Funnel.counts(tallies.funnel), cycles: Funnel.counts(tallies.cycleFunnel))
  let comparison = PeriodComparison(
    tallies.comparison, (funnel.customers, tallies.comparedFunnel), log, blueprint, rules, dayOf: dayOf)
  let returns = ReturnResult(tallies.returns, fewest: blueprint.privacy.behaviour)
  return BehaviourResult(
    window: window, rules: rules, flow: tallies.flow, directlyFollows: follows,
    collapsed: blueprint.collapseAdjacent && repeats ? tallies.flow.variants.collapsed() : nil, sieve: tallies.sieve,
    outreach: tallies.outreach,
    funnel: funnel,
    blindness: canMiss ? Blindness(tallies.blindness) : nil, channels: tallies.channels,
    loop: tallies.loop, rests: tallies.rests,
    recognised: tallies.flow.visitors > 0 ? tallies.recognised : nil,
    separation: Separation(tallies.separation, catalog), recent: tallies.recent,
    largest: LargestParts(log, tallies.flow, follows, fewest: blueprint.privacy.behaviour),
    holes: Holes(tallies.chain, log, rules, resamples: resamples, threads: threads),
    afterPurchase: AfterPurchase(tallies.afterPurchase, log, rules, resamples: resamples, threads: threads),
    returns: returns,
    groupChannels: GroupChannels.all(
      tallies.channels.byGroup, returns.groups, fewest: blueprint.privacy.behaviour),
    club: log.club.flatMap { club in tallies.club.map { ClubEffect($0, club) } },
    captive: tallies.captive.map { CaptiveResult($0, of: tallies.loop, tallies.returns.repeats) },
    contacts: tallies.contacts.map { ContactEffects($0) },
    complaints: Complaints(tallies.complaints, log, rules),
    waiting: Waiting(tallies.waiting, log, window: waitingWindow),
    overTime: OverTime(
      tallies.overTime, catalog, blueprint, customersAt: tallies.flow.customersAt,
      beforePurchase: tallies.sieve.mostBeforePurchase), comparison: comparison,
    periodTotals: PeriodTotals.all(log, rules, blueprint, dayOf: dayOf))
}

/// The same for a log in one part.
package func analyse(
  _ log: EventLog, _ blueprint: Blueprint, threads: Int, resamples: Int = Holes.resamples,
  dayOf: @escaping @Sendable (Int64) -> Int64
) throws -> BehaviourResult {
  try analyse(JourneyLog(log), blueprint, threads: threads, resamples: resamples, dayOf: dayOf)
}

/// Every tally one walk feeds, and the buffers it reuses from customer to customer.
private struct Tallies: Sendable {
  var flow: FlowTally
  var sieve: SieveTally
  var outreach: [OutreachRow]
  var funnel: FunnelTally
  var cycleFunnel: FunnelTally
  var blindness = BlindnessTally()
  var channels: ChannelTally
  var loop = LoopTally()
  var rests: RestTally
  var recognised: RecognisedTally
  var separation: SeparationTally
  var recent: RecentVolumes
  var chain: ChainTally
  let afterPurchase: AfterPurchaseTally
  var returns: ReturnTally
  /// `nil` without a club.
  var club: ClubTally?
  private let members: ClubMembers?
  /// `nil` where nobody is captive, or everybody.
  private(set) var captive: CaptiveTally?
  private let isCaptive: [Bool]?
  /// `nil` without campaigns and offers.
  private(set) var contacts: ContactTally?
  var complaints: ComplaintTally
  var waiting: WaitingTally
  var overTime: OverTimeTally
  /// What is compared with another period, and the funnel of that; `nil` where the project names none.
  var comparison: ComparisonTally?
  var comparedFunnel: FunnelTally?
  private let compared: (entries: ClosedRange<Int64>?, period: ClosedRange<Int64>)?
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
    _ calendar: ReturnCalendar, _ times: OverTimeTally, _ spans: PeriodSpans?, hasLeaks: Bool, waitingWindow: Int64,
    contactWindow: Int64
  ) {
    overTime = times.fresh()
    let count = log.catalog.touchpoints.count
    let memory = WordMemory(log.spare)
    flow = FlowTally(touchpoints: count, memory: memory)
    recent = RecentVolumes(touchpoints: count)
    channels = ChannelTally(log.catalog)
    returns = ReturnTally(calendar, log.catalog)
    members = log.club
    club = log.club == nil ? nil : ClubTally()
    isCaptive = log.captive
    captive = log.captive == nil ? nil : CaptiveTally()
    contacts = log.catalog.hasPurchase ? ContactTally(log.catalog, calendar, window: contactWindow) : nil
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
    channels.add(own, log, customer: customer)
    overTime.add(own, log)
    days.take(own, log, dayOf: dayOf)
    loop.add(own, days.days, log, returns.calendar)
    returns.add(own, days, log, customer: customer, dayOf: dayOf)
    comparison?.add(own, days.days, log, customer: customer, returns.calendar, rules)
    if let members {
      club?.add(
        own, days.days, log, returns.calendar, joined: members.joined[log.firstCustomer + customer],
        group: log.groups.isEmpty ? 0 : log.groups[customer])
    }
    if let isCaptive, isCaptive[log.firstCustomer + customer] {
      captive?.add(own, days.days, log, returns.calendar)
    }
    if own.purchases.count > 0 {
      rests.add(own, log, rules)
      afterPurchase.add(own, log, customer: customer, rules)
      complaints.add(own, log, rules)
    }
    waiting.add(own, log, customer, rules, dayOf: dayOf)
    let isRecognised = RecognisedTally.counts(log, customer: customer)
    contacts?.add(
      own, days.days, log, customer: customer, isKnown: isRecognised || log.isRecognised.isEmpty, dayOf: dayOf)
    if isRecognised { recognised.add(own, log, customer: customer, rules) }
    // A visitor who buys as somebody else would seem to have left.
    if isRecognised || log.isRecognised.isEmpty { separation.add(own, log, customer: customer) }
    addFunnels(log, isRecognised: isRecognised)
    addOutreach(log, customer, response: response)
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
        blindness.add(verdict)
        if isRecognised { recognised.blindness.add(verdict) }
      }
      lower = upper
    }
  }

  private mutating func addOutreach(_ log: EventLog, _ customer: Int, response: Int64) {
    guard hasOutreach else { return }
    // Backwards, so that the customer's next own touch is at hand whatever the number of mailings.
    var answer: Int64?
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
      if let answer, answer - time <= response { outreach[code].responded += 1 }
    }
  }

  mutating func merge(_ other: Tallies) {
    flow.merge(other.flow)
    sieve.merge(other.sieve)
    for i in outreach.indices { outreach[i].merge(other.outreach[i]) }
    funnel.merge(other.funnel)
    cycleFunnel.merge(other.cycleFunnel)
    blindness.merge(other.blindness)
    channels.merge(other.channels)
    loop.merge(other.loop)
    rests.merge(other.rests)
    recognised.merge(other.recognised)
    separation.merge(other.separation)
    recent.merge(other.recent)
    chain.merge(other.chain)
    afterPurchase.merge(other.afterPurchase)
    returns.merge(other.returns)
    if let other = other.club { club?.merge(other) }
    if let other = other.captive { captive?.merge(other) }
    if let other = other.contacts { contacts?.merge(other) }
    complaints.merge(other.complaints)
    waiting.merge(other.waiting)
    overTime.merge(other.overTime)
    if let other = other.comparison { comparison?.merge(other) }
    if let other = other.comparedFunnel { comparedFunnel?.merge(other) }
  }
}
