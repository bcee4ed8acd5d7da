import Basics
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
  /// Buyers by their ways over channels.
  package var channelPaths: ChannelPathTally
  /// Who uses each channel, from where and to where.
  package var channelUse: ChannelUse
  package var journeyNumbers: JourneyNumbers
  /// What is bought, and when; `nil` where nothing is known of any product.
  package var bought: Products?
  /// Who answers the company's first contact; empty where it contacts nobody.
  package var answers: [AnswerRates]
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
  package var groups: GroupComparisons
  /// Counts of the same columns.
  package var groupWays: GroupWayTally
  /// The sieve of each group that may have a page, and what its customers are worth; and by group and touchpoint the most
  /// touches of one customer, where those may be most of all.
  package var groupSieves: GroupSieveTally
  package var groupLargest: [[Int]]
  /// What the club changes; `nil` where nothing says who is in one.
  package var club: ClubEffect?
  /// Captive customers and the others; `nil` where nothing tells some from others.
  package var captive: CaptiveResult?
  /// What campaigns and offers go along with; `nil` where no event names any.
  package var contacts: ContactEffects?
  /// Customers who bring customers; `nil` where nobody is named who brought another.
  package var friends: Friends?
  /// What a first purchase costs by channel; `nil` where no channel costs anything.
  package var costs: ChannelCosts?
  /// Branches and teams side by side, where events name any.
  package var units: [UnitTables] = []
  /// What goes along with being contacted often; `nil` likewise, where nobody was contacted or nothing is bought.
  package var pressure: ContactPressure?
  /// What goes along with a complaint, and how long customers wait for a call back and what goes along with that.
  package var complaints: Complaints
  package var waiting: Waiting
  /// How it all goes over time.
  package var overTime = OverTime()
  /// The report's period beside another; `nil` where the project names none.
  package var comparison: PeriodComparison?
  /// What the claims about customers rest on beyond all this.
  package var claimed: ClaimTallies
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
  let (window, visits) = inactivityWindow(log, blueprint, threads: threads)
  let rules = CycleRules(
    inactivity: catalog.touchpoints.map { touchpoint in
      guard let window = window.window else { return Int64.max }
      return catalog.stages[touchpoint.stage].inactivity ?? window
    }, repurchase: blueprint.windows.repurchase, observedUntil: log.observedUntil, hasPurchase: catalog.hasPurchase,
    excluded: log.excluded)
  let response = blueprint.windows.response
  let hasLeaks = catalog.hasPurchase && window.window != nil
  let states = ChainStates.both(log, visits, threads: threads)
  let waitingWindow = Waiting.window(blueprint)
  let calendar = ReturnCalendar(log, rules, blueprint.retention, contract: blueprint.contract, dayOf: dayOf)
  let times = OverTimeTally(log, calendar, dayOf: dayOf)
  let spans = PeriodSpans(blueprint, dayOf: dayOf)
  let costs = catalog.hasPurchase ? CostTally(blueprint.costs, catalog, calendar) : nil
  let groups = GroupSieves(log)
  let tallies = walk(log, threads: threads) {
    Tallies(
      log, plan, rules, states, calendar, times, spans, costs, groups, hasLeaks: hasLeaks, waitingWindow: waitingWindow,
      contactWindow: response / Micros.day, pause: blueprint.windows.visit)
  } _: { tallies, part, range in
    tallies.flow.add(part, customers: range)
    tallies.recent.add(part, customers: range)
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
    channelPaths: tallies.channelPaths, channelUse: ChannelUse(tallies.channelUse),
    journeyNumbers: JourneyNumbers(tallies.channels.byNumber, tallies.channels.firstTwo, catalog.channelPlaces),
    bought: Products(
      tallies.bought, days: dayOf(log.period.upperBound) - dayOf(log.period.lowerBound) + 1,
      fewest: blueprint.privacy.behaviour),
    answers: AnswerRates.all(tallies.answers),
    loop: tallies.loop, rests: tallies.rests,
    recognised: tallies.flow.visitors > 0 ? tallies.recognised : nil,
    separation: Separation(tallies.separation, catalog), recent: tallies.recent,
    largest: LargestParts(log, tallies.flow, follows, fewest: blueprint.privacy.behaviour),
    holes: Holes(tallies.chain, log, rules, resamples: resamples, threads: threads),
    afterPurchase: AfterPurchase(tallies.afterPurchase, log, rules, resamples: resamples, threads: threads),
    returns: returns,
    groups: GroupComparisons(
      tallies.channels.byGroup, tallies.groupReach, tallies.groupWays, returns.groups,
      choices: PersonaChoice.all(catalog, blueprint),
      fewest: blueprint.privacy.behaviour),
    groupWays: tallies.groupWays, groupSieves: tallies.groupSieves, groupLargest: tallies.groupSieves.largest(log),
    club: log.club.flatMap { club in tallies.club.map { ClubEffect($0, club) } },
    captive: tallies.captive.map { CaptiveResult($0, of: tallies.loop, tallies.returns.repeats) },
    contacts: tallies.contacts.map { ContactEffects($0) },
    friends: log.friends.flatMap { links in tallies.friends.map { Friends($0, links, log) } },
    costs: tallies.costs.map { ChannelCosts($0, hasAmounts: log.hasAmounts) },
    units: tallies.units.map { UnitTables($0, fewest: max(2, blueprint.privacy.behaviour)) },
    pressure: tallies.contacts.flatMap { ContactPressure($0.pressure) },
    complaints: Complaints(tallies.complaints, log, rules),
    waiting: Waiting(tallies.waiting, log, window: waitingWindow),
    overTime: OverTime(
      tallies.overTime, catalog, blueprint, customersAt: tallies.flow.customersAt,
      beforePurchase: tallies.sieve.mostBeforePurchase), comparison: comparison, claimed: tallies.claimed,
    periodTotals: PeriodTotals.all(log, rules, blueprint, dayOf: dayOf))
}

/// The same for a log in one part.
package func analyse(
  _ log: EventLog, _ blueprint: Blueprint, threads: Int, resamples: Int = Holes.resamples,
  dayOf: @escaping @Sendable (Int64) -> Int64
) throws -> BehaviourResult {
  try analyse(JourneyLog(log), blueprint, threads: threads, resamples: resamples, dayOf: dayOf)
}
