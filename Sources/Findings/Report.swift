import Analysis
import Journeys
import Statistics

/// Everything the report says, as numbers: small groups are hidden here, once, before any page or file sees them.
package struct Report: Sendable {
  package var blueprint: Blueprint
  package var catalog: Catalog
  package var quality: DataQuality
  package var window: InactivityWindow
  /// First and last day covered, in the project's time zone.
  package var firstDay: CivilDate
  package var lastDay: CivilDate
  /// Whether nobody knows when: surveys without dates, and nothing else.
  package var isUndated = false
  package var observedUntilDay: CivilDate

  package var journeys: JourneyTotals
  /// By code.
  package var touchpoints: [TouchpointFindings]
  package var sieve: SieveFindings
  package var paths: PathFindings
  package var funnel: FunnelFindings
  /// What the holes cost; `nil` where nothing leaks.
  package var holes: HolesFindings?
  /// What the holes after a purchase cost in further ones; `nil` where nothing leaks, or nothing is service.
  package var afterPurchase: AfterPurchaseFindings?
  package var channels: ChannelFindings
  /// Customers by the columns of `groups`: their channels; empty without channels.
  package var groups: [GroupFindings]
  /// The same columns: how customers make contact, and over how many channels.
  package var groupReach: [GroupFindings]
  /// Who answers the company, by channel, hour and column; empty where it contacts nobody.
  package var answers: [AnswerFindings]
  package var journeyNumbers: JourneyNumberFindings
  /// The same columns: where customers came in and were lost, and what they bought first and when.
  package var groupJourneys, groupPurchases: [GroupFindings]
  /// Groups and personas that are told by name, each by itself.
  package var groupPages: [GroupPageFindings]
  /// Those known from surveys alone.
  package var surveyGroups: [SurveyGroupFindings]
  /// Who fits which persona; `nil` without personas.
  package var personas: PersonaFindings?
  /// What was bought, by code.
  package var products: [NamedThing]
  /// What is bought, and when; `nil` where nothing is known of any product.
  package var bought: ProductFindings?
  /// Branches and teams side by side; empty where nothing names any.
  package var units: [UnitFindings]
  /// What separates buyers from those who left; `nil` where too few first journeys are decided.
  package var separation: SeparationFindings?
  /// What goes along with a low score or a complaint.
  package var experience: ExperienceFindings
  /// How long customers wait for a call back; no points where none is asked for.
  package var waiting: WaitingFindings
  /// What a first purchase took; `nil` where nobody bought.
  package var effort: EffortFindings?
  /// How it all goes over time, and what has changed.
  package var overTime: OverTimeFindings
  /// The two latest waves of surveys without dates; `nil` of fewer.
  package var waves: WaveFindings?
  /// The report's period beside another; `nil` where the project names none.
  package var comparison: ComparisonFindings?
  /// What an earlier report told otherwise; `nil` where none was given.
  package var restated: RestatedFindings?
  package var books: Books
  /// Who comes back; `nil` where nothing is a purchase.
  package var returns: ReturnFindings?
  /// What the club changes; `nil` where nothing says who is in one, or nobody of either side bought.
  package var club: ClubFindings?
  /// Captive customers apart; `nil` where nothing tells some from others, or it may not be told.
  package var captive: CaptiveFindings?
  /// What campaigns and offers go along with; `nil` where no event names any.
  package var contacts: ContactFindings?
  /// Customers who bring customers; `nil` where nobody is named who brought another.
  package var friends: FriendFindings?
  /// What channels, offers and the club cost; `nil` where nothing that may be told of does.
  package var costs: CostFindings?
  /// What goes along with being contacted often; `nil` where no event names a campaign or an offer and nothing says that
  /// somebody asked for no more.
  package var pressure: PressureFindings?
  /// Customers apart from visitors; `nil` in a report without visitors.
  package var recognition: RecognitionFindings?
  /// What the surveys say; empty without surveys.
  package var satisfaction: SatisfactionFindings
  /// What workshops decided about touchpoints.
  package var decisions: [Decision]
  /// The ten claims, each with a verdict.
  package var claims = ClaimFindings()
  /// What can be gained, the first thing first.
  package var opportunities: Opportunities

  /// Code of each touchpoint by its id; only looked up, never listed.
  package var codeOf: [String: Int]
  /// Whether any touchpoint is a purchase; kept, since it is asked for at every row.
  package var hasPurchases: Bool
  /// Which touchpoints are drawn and listed.
  package let listing: Listing
  private let hiding: Hiding
  private let eventCount: Int

  /// Takes what was measured, hides what must stay hidden, and keeps the rest.
  ///
  /// - Parameters:
  ///   - earlier: what an earlier report told, whose reader has this one too.
  ///   - dayOf: the day of a UTC microsecond in the project's time zone.
  package init(
    _ analysis: BehaviourResult, _ log: JourneyLog, _ blueprint: Blueprint, _ quality: DataQuality,
    satisfaction: SatisfactionResult = SatisfactionResult(), decisions: [Decision] = [],
    earlier: EarlierReport? = nil, dayOf: (Int64) -> CivilDate
  ) {
    let behaviour = Hiding(threshold: blueprint.privacy.behaviour)
    let ratings = Hiding(threshold: blueprint.privacy.isOff ? 0 : blueprint.privacy.ratings)
    let catalog = log.catalog
    self.blueprint = blueprint
    self.catalog = catalog
    self.quality = quality
    self.decisions = decisions
    hasPurchases = catalog.hasPurchase
    codeOf = Dictionary(minimumCapacity: catalog.touchpoints.count)
    for (code, touchpoint) in catalog.touchpoints.enumerated() { codeOf[touchpoint.id] = code }
    window = InactivityWindow(analysis.window)
    firstDay = dayOf(log.period.lowerBound)
    lastDay = dayOf(log.period.upperBound)
    observedUntilDay = dayOf(log.observedUntil)
    let days = BehaviourCells.Days(
      own: firstDay...lastDay, compared: analysis.comparison.map { $0.dates.first...$0.dates.last })
    let cells = BehaviourCells(
      analysis, catalog, behaviour, listed: blueprint.period == nil ? quality.listedCustomers : nil,
      earlier: earlier.map { ($0, days) }, blueprint: blueprint)
    journeys = JourneyTotals(analysis, log, cells)
    if let earlier, earlier.lies(within: days.own),
      earlier.tellsFew(analysis.amount, earlier.amount, purchases: analysis.purchases, "purchases", behaviour)
    {
      journeys.amount = .hidden
    }
    touchpoints = TouchpointFindings.all(catalog, cells, behaviour)
    recognition = RecognitionFindings(cells)
    sieve = SieveFindings(cells)
    paths = PathFindings(analysis, catalog, cells)
    funnel = FunnelFindings(analysis, cells)
    channels = ChannelFindings(analysis, cells)
    groups = GroupFindings.channels(analysis, catalog, cells)
    groupReach = GroupFindings.reach(analysis, catalog, cells)
    answers = zip(analysis.answers, cells.answers.rows).map { AnswerFindings($0, $1, catalog, cells) }
    journeyNumbers = JourneyNumberFindings(analysis.journeyNumbers, cells.journeyNumbers, cells)
    groupJourneys = GroupFindings.journeys(analysis, catalog, cells)
    groupPurchases = GroupFindings.purchases(analysis, catalog, cells)
    groupPages = GroupPageFindings.all(analysis, log, blueprint, cells, groupJourneys, behaviour)
    personas = PersonaFindings(blueprint, catalog, cells)
    products = analysis.groupWays.products.sources.map { catalog.attributes[$0.attribute].values[$0.value] }
    let goods = products
    bought = analysis.bought.flatMap { own in cells.bought.map { ProductFindings(own, $0, goods, cells) } }
    separation = SeparationFindings(analysis, catalog, cells)
    let amount = journeys.amount
    holes = analysis.holes.map { HolesFindings($0, catalog, cells, amount, behaviour) }
    afterPurchase = analysis.afterPurchase.map { AfterPurchaseFindings($0, catalog, cells, amount, behaviour) }
    let purchases = max(1, analysis.purchases)
    // With the number of purchases it says all money, and is told where that is.
    let meanAmount = amount.map { Double($0) / Double(purchases) }
    experience = ExperienceFindings(
      analysis, satisfaction.experience, catalog, cells, meanAmount, behaviour: behaviour, ratings: ratings)
    waiting = WaitingFindings(analysis.waiting, cells, meanAmount, behaviour)
    effort = EffortFindings(analysis.effort, cells, behaviour)
    overTime = OverTimeFindings(
      analysis.overTime, analysis.entryPoints, satisfaction, blueprint.facts, cells, hasAmounts: log.hasAmounts,
      amount: amount, behaviour: behaviour, ratings: ratings, earlier: earlier)
    comparison = ComparisonFindings(
      analysis.comparison, satisfaction.compared, cells, amount: amount, behaviour: behaviour, ratings: ratings,
      decided: decisions, catalog, earlier: earlier)
    returns =
      catalog.hasPurchase && analysis.purchases > 0
      ? ReturnFindings(analysis, log, cells, journeys, behaviour) : nil
    club = catalog.hasPurchase ? ClubFindings(analysis, cells, behaviour) : nil
    contacts = catalog.hasPurchase ? ContactFindings(analysis, catalog, cells, behaviour) : nil
    friends = returns == nil ? nil : FriendFindings(analysis, cells, behaviour)
    costs =
      returns == nil
      ? nil
      : CostFindings(analysis, blueprint, catalog, cells, club: club, contacts: contacts, behaviour)
    pressure = catalog.hasPurchase ? PressureFindings(analysis, cells, behaviour) : nil
    books = Books(
      blueprint, catalog, quality, journeys, periods: analysis.periodTotals, hasAmounts: log.hasAmounts, behaviour,
      ratings: ratings, dayOf: dayOf)
    self.satisfaction = SatisfactionFindings(
      satisfaction, (touchpoints, journeys.customers), ratings: ratings, behaviour: behaviour,
      captive: blueprint.captive.rule, personas: blueprint.personas,
      earlier: earlier.map { ($0, $0.lies(within: days.own)) })
    surveyGroups = SurveyGroupFindings.all(
      self.satisfaction.questions, blueprint, known: groupJourneys.map(\.column))
    self.satisfaction.correctDifferences(
      of: groupPages.map { ($0.by, $0.value.id) } + surveyGroups.map { ($0.by, $0.value.id) })
    units = UnitFindings.all(analysis, self.satisfaction.units, catalog, cells, behaviour)
    captive = CaptiveFindings(analysis, cells, blueprint.captive.rule, self.satisfaction, catalog, behaviour)
    waves = WaveFindings(satisfaction.waveComparison, self.satisfaction.questions)
    if let inactive = returns?.states[ReturnFindings.State.inactivePlace] {
      let strict = Hiding(threshold: max(ratings.threshold, behaviour.threshold))
      returns?.ratings = RingRatingFindings(satisfaction.rings, ratings: ratings, behaviour: behaviour)
      returns?.exits = satisfaction.exitReasons.compactMap { ExitFindings($0, inactive: inactive, strict) }
    }
    listing = Listing(touchpoints, catalog, hasLeaks: catalog.hasPurchase && window.window != nil)
    // Visitors who may buy under another name would seem to have left: where they are many, nothing is priced.
    let isLow = touchpoints.map { $0.recognised?.isLow ?? false }
    holes?.dropPrices { isLow[$0] }
    let (priced, places) = (holes, touchpoints)
    let before = priced.map { Gain.leaks($0, places) } ?? []
    let after = afterPurchase.map { Gain.leaks($0) } ?? []
    opportunities = Opportunities(
      before + after + Gain.gaps(experience, waiting), hasMemory: priced?.chain.hasMemory ?? false, catalog,
      blueprint.notes, self.satisfaction.touchpoints, decisions, costs: blueprint.costs,
      months: priced?.isPerYear ?? experience.isPerYear
        ? 12 : Double(lastDay.daysSince1970 - firstDay.daysSince1970 + 1) * 12 / 365)
    hiding = behaviour
    eventCount = analysis.flow.events.reduce(0, +)
    claims = ClaimFindings(self)
    restated = earlier.map { RestatedFindings($0, self, cells, comparison: analysis.comparison, behaviour) }
  }

  /// Whether somebody drew the funnel: its steps or the stages are declared, and a purchase is no guess.
  package var isFunnelDrawn: Bool {
    quality.guessedPurchases.isEmpty && (blueprint.funnel != nil || catalog.stages.contains { $0.isDeclared })
  }

  /// Counts of people from here on are shown; for words only: what is hidden is decided here.
  package var fewestPeople: Int { hiding.threshold }
  /// The same for numbers of answers.
  package var fewestAnswers: Int { blueprint.privacy.ratings }
  /// Whether small groups are hidden at all.
  package var hidesFew: Bool { hiding.hides }

  /// What the attributes that are compared, and their values, are called.
  package var attributeNames: [String] {
    (separation?.factors ?? []).flatMap { factor -> [String] in
      guard case .attribute(let place) = factor.subject else { return [] }
      let attribute = catalog.attributes[place]
      return [attribute.name]
        + factor.levels.compactMap(\.value).flatMap { attribute.values[$0].name.entries.map(\.text) }
    } + groupNames
  }

  /// Rows of a file of events, or of all of them: hidden where the interactions are, which they would tell.
  package func rowsRead(_ source: SourceQuality? = nil) -> Published<Int> {
    guard let source else { return journeys.events.adding(quality.rowsRead - eventCount) }
    if source.kind != .events { return Published<Int>.zero.adding(source.rowsRead) }
    // Of several files each could be told from the sum.
    if journeys.events.isHidden, quality.eventSources.count > 1 { return .hidden }
    return journeys.events.adding(source.rowsRead - eventCount)
  }

  /// A share of two counts that are shown; hidden when either is, or when its part or what is left is a small group.
  package func share(_ part: Published<Int>, of whole: Published<Int>) -> Published<Estimate> {
    if part.isHidden || whole.isHidden { return .hidden }
    guard let part = part.shown, let whole = whole.shown else { return .undefined }
    return hiding.share(part, of: whole)
  }

  /// What is left of a count when a part of it is taken away; hidden when it is a small group, or either count is.
  package func rest(_ whole: Published<Int>, without part: Published<Int>) -> Published<Int> {
    if part.isHidden || whole.isHidden { return .hidden }
    guard let part = part.shown, let whole = whole.shown else { return .undefined }
    return hiding.count(whole - part)
  }
}
