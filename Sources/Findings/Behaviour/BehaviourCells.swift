import Analysis
import Journeys

/// The counts of behaviour that follow from one another, as cells of one family that is settled.
///
/// Whatever adds up to something else, lies within it or is bounded by it is one family. A new number of people joins
/// here: a cell by `family.add`, and in a line what it is a part of (`nest`, `relate`) or never more than (`bound`).
struct BehaviourCells {
  private(set) var family: Suppression
  let flow: FlowCells
  let purchases: [Int]
  let cancelled: [Int]
  let purchaseTotal: Int
  let cancelledTotal: Int
  let origins: [Int]
  let buying: [Int]
  let cycleTotal: Int
  let buyingTotal: Int
  let entries: [Int]
  let sieve: SieveCells
  let people: PeopleCells
  /// By touchpoint that may leak, leaks within whose window the company still reached out.
  let companyLast: [Int: Int]
  /// By touchpoint of service or refunds, what came after purchases.
  let afterPurchase: [Int: AfterPurchaseCells]
  let customers: CustomerCells
  let contact: ContactCells
  /// By touchpoint, where the company made the contact.
  let outreach: [Int: OutreachCells]
  /// By touchpoint, where customers come for service.
  let services: [Int: ServiceCells]
  let shapes: ShapeCells
  let choices: ChoiceCells
  let buyers: BuyerCells
  let leakedCycles: Int
  let openCycles: Int
  let byCustomer, byCycle: MatrixCells
  /// The same with the channels of a group as one, which without groups they are.
  let byPlace, byCyclePlace: MatrixCells
  let channelPaths: ChannelPathCells
  let channelUse: ChannelUseCells
  let journeyNumbers: JourneyNumberCells
  let answers: AnswerCells
  /// `nil` where nothing is known of any product.
  let bought: ProductCells?
  let variants: VariantCells
  let funnel: FunnelCells
  let cycleFunnel: FunnelCells
  let returns: ReturnCells
  /// `nil` without a club.
  let club: ClubCells?
  /// `nil` where nothing tells captive customers from others.
  let captive: CaptiveCells?
  /// `nil` without campaigns and offers.
  let contacts: ContactEffectCells?
  /// `nil` where nobody is named who brought another.
  let friends: FriendCells?
  /// `nil` where no channel costs anything.
  let costs: CostCells?
  /// `nil` likewise, and where nobody was contacted.
  let pressure: PressureCells?
  let blindness: BlindnessCells?
  /// `nil` where too few first journeys are decided.
  let separation: SeparationCells?
  let groups: AllGroupCells
  /// Of branches and teams, where events name any.
  let units: [UnitCells]
  /// By touchpoint for complaints, and by touchpoint where customers leave details, as they are analysed.
  let complaints: [GapCells]
  let waiting: [WaitingCells]
  let overTime: OverTimeCells
  /// `nil` where the report is compared with no other period.
  let comparison: ComparisonCells?
  let effort: EffortCells
  /// `nil` in a report without visitors.
  let recognised: RecognisedCells?

  /// Who fits which persona; `nil` without personas.
  var personas: PersonaCells? { groups.personas }

  /// - Parameters:
  ///   - listed: customers on the client's lists, where the report is about all of their time.
  ///   - earlier: what an earlier report told, and the days this one tells of.
  ///   - blueprint: whose personas are told of.
  init(
    _ analysis: BehaviourResult, _ catalog: Catalog, _ hiding: Hiding, listed: Int?,
    earlier: (report: EarlierReport, days: Days)? = nil, blueprint: Blueprint = Blueprint()
  ) {
    let sieve = analysis.sieve
    var family = Suppression(threshold: hiding.threshold)
    flow = Self.flowCells(analysis, &family)
    purchases = sieve.purchases.indices.map { code in
      family.add(
        sieve.purchases[code].purchases, worth: 1, people: sieve.purchases[code].buyers,
        isOnes: analysis.largest.isOnes(code, of: analysis.flow))
    }
    cancelled = sieve.purchases.map { family.add($0.cancelled) }
    purchaseTotal = family.add(
      analysis.purchases, worth: 3, people: analysis.loop.buyers,
      isOnes: Double(sieve.mostPurchases) > LargestParts.most * Double(analysis.purchases))
    cancelledTotal = family.add(analysis.cancelled)
    family.relate(parts: purchases, total: purchaseTotal)
    family.relate(parts: cancelled, total: cancelledTotal)
    origins = sieve.cycles.map { family.add($0) }
    buying = sieve.buyingCycles.map { family.add($0) }
    cycleTotal = family.add(analysis.cycles, worth: 2, people: analysis.flow.customers)
    family.relate(parts: origins, total: cycleTotal)
    let bought = sieve.buyingCycles.reduce(0, +)
    buyingTotal = bought == analysis.purchases ? purchaseTotal : family.add(bought)
    family.relate(parts: buying, total: buyingTotal)
    for (own, all) in zip(buying, origins) { family.nest(own, in: all) }
    entries = zip(sieve.purchasesByEntry, analysis.flow.customersAt).map { family.add($0, people: $1) }
    family.relate(parts: entries, total: purchaseTotal)
    // Interactions at a purchase touchpoint are its purchases, those that stand and those cancelled.
    for code in sieve.purchases.indices where catalog.touchpoints[code].kind == .purchase {
      let row = sieve.purchases[code]
      // On days left out they are interactions and no purchases; what is left over follows from the other three.
      let rest = analysis.flow.events[code] - row.purchases - row.cancelled
      guard rest >= 0 else { continue }
      let left = rest > 0 ? [family.add(implied: rest)] : []
      family.relate(parts: [purchases[code], cancelled[code]] + left, total: flow.events[code])
    }
    self.sieve = Self.sieveCells(analysis, catalog, events: flow.events, &family)
    companyLast = Self.companyLastCells(analysis, catalog, self.sieve, &family)
    afterPurchase = Self.afterPurchaseCells(analysis.afterPurchase, self.sieve, &family)
    people = Self.peopleCells(sieve, catalog, &family)
    customers = Self.customerCells(analysis, flow, self.sieve, &family)
    contact = ContactCells(analysis, catalog, flow, at: customers.all, &family)
    var outreach: [Int: OutreachCells] = [:]
    var services: [Int: ServiceCells] = [:]
    let rests = ServiceCells.Row(analysis.rests.all, &family)
    for (code, info) in catalog.touchpoints.enumerated() {
      if info.isCompanyInitiated {
        outreach[code] = OutreachCells(
          analysis.outreach[code], events: flow.events[code], customers: customers.all[code], &family)
      }
      if info.kind == .service {
        services[code] = ServiceCells(analysis.rests.rows[code], of: analysis.rests.all, rests, &family)
      }
    }
    (self.outreach, self.services) = (outreach, services)
    shapes = ShapeCells(sieve, cycles: cycleTotal, &family)
    buyers = Self.buyerCells(analysis, everyone: flow.everyone, purchases: purchaseTotal, &family)
    leakedCycles = Self.sameOrOwn(sieve.leakedCycles, self.sieve.all[SieveNumbers.leakColumn], &family)
    openCycles = Self.sameOrOwn(sieve.openCycles, self.sieve.all[SieveNumbers.leakColumn + 1], &family)
    byCustomer = MatrixCells(analysis.channels.customers, &family)
    byCycle = MatrixCells(analysis.channels.cycles, &family)
    let places = catalog.channelGroups.isEmpty ? nil : catalog.channelPlaces
    let (channelsOfCustomers, channelsOfCycles) = (byCustomer, byCycle)
    byPlace = places.map { MatrixCells(channelsOfCustomers, by: $0, &family) } ?? byCustomer
    byCyclePlace = places.map { MatrixCells(channelsOfCycles, by: $0, &family) } ?? byCycle
    choices = ChoiceCells(byPlace, &family)
    variants = Self.variantCells(analysis, catalog, flow, &family)
    channelPaths = ChannelPathCells(
      analysis.channelPaths, catalog, byPlace, customers: customers.all, variants, &family)
    channelUse = ChannelUseCells(analysis.channelUse, catalog, byPlace, customers: customers.all, &family)
    journeyNumbers = JourneyNumberCells(
      analysis.journeyNumbers, customers: byPlace, journeys: byCyclePlace, &family)
    answers = AnswerCells(analysis.answers, everyone: flow.everyone, &family)
    funnel = FunnelCells(analysis.funnel.customers, &family)
    cycleFunnel = FunnelCells(analysis.funnel.cycles, &family)
    returns = ReturnCells(
      analysis, catalog,
      ReturnCells.Totals(buyers: buyers, purchases: purchaseTotal, origins: origins, matrix: byCustomer), &family)
    let (purchaseTotal, cancelledTotal, allBuyers, ofReturn) = (purchaseTotal, cancelledTotal, buyers, returns)
    club = analysis.club.map { ClubCells($0, allBuyers, purchases: [purchaseTotal, cancelledTotal], &family) }
    captive = analysis.captive.map { CaptiveCells($0, allBuyers, ofReturn, &family) }
    let visitors = customers.all
    contacts = analysis.contacts.map {
      ContactEffectCells($0, buyers: allBuyers.all, purchases: purchaseTotal, customers: visitors, &family)
    }
    let (cyclesBy, customersBy) = (channelsOfCycles, channelsOfCustomers)
    let referred = origins[CycleOrigin.referral.rawValue]
    friends = analysis.friends.map { FriendCells($0, customersBy, referred: referred, &family) }
    costs = analysis.costs.map { CostCells($0, ofReturn, cyclesBy, &family) }
    let everyone = flow.everyone
    pressure = analysis.pressure.map {
      PressureCells($0, catalog, everyone: everyone, customers: visitors, &family)
    }
    blindness = analysis.blindness.map { BlindnessCells($0, purchases: purchaseTotal, buyers: allBuyers.all, &family) }
    let (buyersAll, lostAll, visitedBy) = (buyers.all, people.lost.all, customers.all)
    separation = analysis.separation.map {
      SeparationCells($0, buyers: buyersAll, lost: lostAll, customers: visitedBy, &family)
    }
    let ofAll = [buyers.all, returns.ladder[0].reached]
    let products = analysis.bought.map { ProductCells($0, totals: ofAll, &family) }
    self.bought = products
    groups = Self.groupCells(
      analysis, catalog, blueprint,
      GroupTotals(
        matrix: byPlace, contact: contact, people: people, buyers: buyers, firstPurchases: returns.ladder[0].reached,
        separation: separation, bought: products), &family)
    units = Self.unitCells(analysis, sold: purchases, returned: cancelled, self.sieve, &family)
    let touches = flow.events
    complaints = Self.complaintCells(analysis.complaints, events: touches, purchases: purchaseTotal, &family)
    waiting = analysis.waiting.points.map { point in
      WaitingCells(point, events: touches[point.code], customers: visitedBy[point.code], &family)
    }
    overTime = Self.overTimeCells(
      analysis, journeys: cycleTotal, purchases: purchaseTotal, lost: leakedCycles, entries: byCycle, returns, &family)
    let own = ComparisonCells.Own(
      journeys: cycleTotal, customers: people.cameIn.all, purchases: purchaseTotal, leaked: leakedCycles,
      mature: buyers.mature,
      followed: buyers.followed, steps: funnel.ordered, entries: byCycle,
      leaks: self.sieve.rows.map { ComparisonCells.Part(part: $0.matureLeak, whole: $0.mature) })
    comparison = analysis.comparison.map { ComparisonCells($0, own, &family) }
    effort = EffortCells(
      analysis.effort, buyers: buyers.all, firstMature: returns.ladder[0].mature, &family)
    recognised = RecognisedCells(
      analysis, catalog,
      RecognisedCells.Totals(
        everyone: flow.everyone, customers: customers.all, events: flow.events, mature: self.sieve.rows.map(\.mature),
        leaked: self.sieve.rows.map(\.matureLeak), lost: people.lost.touchpoints, lostTotal: people.lost.all,
        buyers: buyers.all, blindness: blindness, reached: funnel.ordered), listed: listed, &family)
    self.family = family
    relateAcross(analysis, catalog, &family)
    if let earlier { relate(earlier.report, analysis, catalog, earlier.days, &family) }
    family.settle()
    self.family = family
  }

  /// All of them, settled: for what takes cells of several families.
  var settled: Suppression { family }

  /// A cell as it may be shown.
  subscript(cell: Int) -> Published<Int> { family[cell] }

  /// Whether anything is ever hidden.
  var hides: Bool { family.hides }

  /// The count in a cell, hidden or not.
  func value(_ cell: Int) -> Int { family.value(cell) }

  /// A share of one cell in another, shown when both are.
  func share(_ part: Int, of whole: Int) -> Published<Estimate> { family.share(part, of: whole) }

  /// What is left of one cell beyond another that lies within it, shown where both are and it is not few.
  func difference(_ whole: Int, _ part: Int, _ hiding: Hiding) -> Published<Int> {
    if self[whole].isHidden || self[part].isHidden { return .hidden }
    return hiding.count(max(0, value(whole) - value(part)))
  }

  /// The cell of a count that equals another, or one of its own.
  static func sameOrOwn(_ value: Int, _ cell: Int, _ family: inout Suppression) -> Int {
    family.value(cell) == value ? cell : family.add(value)
  }
}
