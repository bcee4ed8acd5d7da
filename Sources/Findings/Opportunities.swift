import Journeys
import Reading
import Statistics

/// Something to be gained at a touchpoint: who is lost there, what that is worth, and who sees to it.
package struct Opportunity: Sendable {
  /// How sure its range is.
  package enum Certainty: String, Sendable, CaseIterable {
    /// The upper end is at most four times the lower one.
    case firm
    /// The upper end is more than that.
    case wide
    /// The next step of customers depends on the one before, which the scenario leaves out.
    case doubtful
  }

  /// What to look at first.
  package enum FirstLook: Sendable, Equatable {
    /// What the consultant wrote about the touchpoint, or quoted there.
    case note(Note)
    /// Words typical of low scores there, the clearest first.
    case words([KeyTerm])
    /// Nobody has said anything: listen to contacts after which customers were lost, or go through them.
    case listen, goThrough

    package static func == (a: FirstLook, b: FirstLook) -> Bool { String(describing: a) == String(describing: b) }
  }

  package var gain: Gain
  package var certainty: Certainty
  /// The department that owns the touchpoint, by its place in the catalog; `nil`: nobody is declared.
  package var department: Int?
  package var firstLook: FirstLook
  /// What workshops have decided about it, as their sheets have it.
  package var decisions: [Decision]
  /// What it costs to do something about it, in units of the currency: as a sheet says it in a number, else as the project
  /// does.
  package var cost: Double?
  /// After how many months what is gained is worth as much.
  package var payback: Published<Estimate>

  package var kind: OpportunityKind { gain.kind }
  package var code: Int { gain.code }
}

/// What one analysis finds to be gained at a touchpoint.
package struct Gain: Sendable {
  package var kind: OpportunityKind
  /// Touchpoint.
  package var code: Int
  /// Customers who are lost there before a purchase, and those who came there; undefined for other kinds.
  package var lost: Published<Int> = .undefined
  package var customers: Published<Int> = .undefined
  /// The share that buys of those for whom it went badly, and of those for whom it went well; after a purchase, the share
  /// of touches that nothing follows. Undefined for other kinds.
  package var worse: Published<Estimate> = .undefined
  package var better: Published<Estimate> = .undefined
  /// Further purchases, a year or in the period.
  package var purchases: Published<PriceRange>
  /// What they are worth; undefined without amounts.
  package var money: Published<PriceRange>

  /// Whether it is more than nothing at the least: half a purchase and more, which is printed as one.
  var isSure: Bool { (purchases.shown?.low ?? 0) >= 0.5 }

  /// The holes of the sieve: half of those who stopped before they bought go on as the others do.
  static func leaks(_ holes: HolesFindings, _ touchpoints: [TouchpointFindings]) -> [Gain] {
    holes.holes.compactMap { hole in
      guard let half = hole.half, Listing.canLeak(touchpoints[hole.code].info) else { return nil }
      return Gain(
        kind: .leakBefore, code: hole.code, lost: touchpoints[hole.code].lost,
        customers: touchpoints[hole.code].customers, purchases: half.purchases, money: half.money)
    }
  }
}

extension Gain {
  /// The holes after a purchase: half of those who stopped there come back as the others do.
  static func leaks(_ after: AfterPurchaseFindings) -> [Gain] {
    after.holes.compactMap { hole in
      guard let half = hole.half else { return nil }
      var gain = Gain(kind: .leakAfter, code: hole.code, purchases: half.purchases, money: half.money)
      gain.worse = hole.leaked
      return gain
    }
  }

  /// Points of experience at touchpoints of the log, and waits for a call back.
  static func gaps(_ experience: ExperienceFindings, _ waiting: WaitingFindings) -> [Gain] {
    let points =
      experience.opportunities.map { (kind: OpportunityKind.experience, code: $0.code, gap: $0.gap) }
      + waiting.opportunities.map { (kind: .waiting, code: $0.code, gap: $0.gap) }
    return points.compactMap { point in
      guard let code = point.code else { return nil }
      var gain = Gain(kind: point.kind, code: code, purchases: point.gap.purchases, money: point.gap.money)
      (gain.worse, gain.better) = (point.gap.worse.share, point.gap.better.share)
      return gain
    }
  }
}

/// What can be gained, the first thing first.
package struct Opportunities: Sendable {
  /// What is sure to be more than nothing; empty where nothing is.
  package var ranked: [Opportunity]
  /// Decisions of workshops about places where nothing is ranked.
  package var otherDecisions: [Decision]

  /// Ranks gains of all kinds together by what they are worth at the least, which says how much and how sure at once: in
  /// money, then those without any in purchases. Nothing is ranked whose range reaches nothing.
  ///
  /// - Parameters:
  ///   - gains: of every kind; what an analysis to come finds is added to them.
  ///   - months: in which so much is gained.
  init(
    _ gains: [Gain], hasMemory: Bool, _ catalog: Catalog, _ notes: [Note], _ said: [TouchpointScores],
    _ decisions: [Decision], costs: [CostDeclaration] = [], months: Double = 12
  ) {
    let rank = catalog.idRanks
    let kinds = OpportunityKind.allCases
    func order(_ gain: Gain) -> (Double, Double, Double) {
      (gain.money.shown?.low ?? -1, gain.purchases.shown?.low ?? -1, gain.purchases.shown?.value ?? -1)
    }
    let sorted = gains.filter(\.isSure).sorted { a, b in
      let (first, second) = (order(a), order(b))
      if first != second { return first > second }
      if a.code != b.code { return rank[a.code] < rank[b.code] }
      return (kinds.firstIndex(of: a.kind) ?? 0) < (kinds.firstIndex(of: b.kind) ?? 0)
    }
    ranked = sorted.map { gain in
      let touchpoint = catalog.touchpoints[gain.code]
      let own = decisions.filter { $0.touchpoint == touchpoint.id && ($0.kind ?? gain.kind) == gain.kind }
      let cost = Self.cost(own) ?? Self.cost(costs, touchpoint.id, gain.kind)
      return Opportunity(
        gain: gain, certainty: Self.certainty(gain, hasMemory: hasMemory), department: touchpoint.department,
        firstLook: Opportunity.FirstLook(at: touchpoint.id, contact: touchpoint.contact, notes, said),
        decisions: own, cost: cost, payback: Self.payback(cost, gain.money, months: months))
    }
    let placed = ranked.flatMap(\.decisions)
    otherDecisions = decisions.filter { !placed.contains($0) }
  }

  /// The places to begin with: the first three, but the third is the best of another kind where the three are of one.
  package var first: [Opportunity] {
    let three = Array(ranked.prefix(3))
    guard three.count == 3, Set(three.map(\.kind)).count == 1,
      let other = ranked.dropFirst(3).first(where: { $0.kind != three[0].kind })
    else { return three }
    return three.prefix(2) + [other]
  }

  /// What the rows of sheets that are not dropped say it costs; `nil` where none says it in a number.
  private static func cost(_ decisions: [Decision]) -> Double? {
    let told = decisions.filter { $0.status != .dropped }.compactMap(\.cost).compactMap { millionths(written: $0) }
    return told.isEmpty ? nil : told.reduce(0) { $0 + Double(max(0, $1)) / 1_000_000 }
  }

  /// What the project says it costs.
  private static func cost(_ costs: [CostDeclaration], _ touchpoint: String, _ kind: OpportunityKind) -> Double? {
    let told = costs.filter { own in
      guard case .opportunity(touchpoint, let ofKind) = own.subject else { return false }
      return (ofKind ?? kind) == kind
    }
    return told.isEmpty ? nil : told.reduce(0) { $0 + $1.cost.value }
  }

  /// - Parameter money: what is gained in so many months, millionths.
  private static func payback(_ cost: Double?, _ money: Published<PriceRange>, months: Double) -> Published<Estimate> {
    guard let cost else { return .undefined }
    func after(_ gained: Double) -> Double { gained > 0 ? cost / (gained / 1_000_000) * months : .infinity }
    return money.map { Estimate(value: after($0.value), low: after($0.high), high: after($0.low), n: 1) }
  }

  private static func certainty(_ gain: Gain, hasMemory: Bool) -> Opportunity.Certainty {
    if hasMemory, gain.kind == .leakBefore { return .doubtful }
    guard let range = gain.purchases.shown else { return .wide }
    return range.high <= 4 * range.low ? .firm : .wide
  }
}

extension Opportunity.FirstLook {
  /// What to look at first at a touchpoint, which may be one that only surveys know.
  init(at id: String, contact: ContactMode, _ notes: [Note], _ said: [TouchpointScores]) {
    let own = notes.filter { $0.place == .touchpoint(id) }
    let words = said.first { $0.id == id }?.terms.filter(\.isTypicalOfLow) ?? []
    if let note = own.first(where: { !$0.isQuote }) ?? own.first {
      self = .note(note)
    } else if !words.isEmpty {
      self = .words(Array(words.prefix(3)))
    } else {
      self = contact == .direct ? .listen : .goThrough
    }
  }
}

extension Report {
  /// What to look at first at a touchpoint, whether or not anything is ranked there.
  package func firstLook(at id: String) -> Opportunity.FirstLook {
    let contact = codeOf[id].map { catalog.touchpoints[$0].contact } ?? .none
    return Opportunity.FirstLook(at: id, contact: contact, blueprint.notes, satisfaction.touchpoints)
  }
}
