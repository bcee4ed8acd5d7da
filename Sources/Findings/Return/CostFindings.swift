import Analysis
import Journeys
import Statistics

/// What channels, offers and the club cost, and what comes of it, as far as it may be said. Money is in units of the currency.
package struct CostFindings: Sendable {
  /// What may be said of a channel.
  package enum Verdict: String, Sendable, CaseIterable {
    case paidBack, notYet, cannotBeTold
  }

  /// A channel that costs something.
  package struct Channel: Sendable {
    /// Code in the catalog.
    package var code: UInt32
    /// Of the report's period.
    package var cost: Double
    /// Customers whose first purchase's journey began there, and those whose horizon has passed since.
    package var first, mature: Published<Int>
    package var perFirst: Published<Estimate>
    /// Money of a purchase, and how many of them pay the first one back; undefined without amounts. In steps, as what follows
    /// (see report.json).
    package var perPurchase, needed: Published<Estimate>
    /// Money and purchases of a customer within the horizon, the first one included.
    package var within, bought: Published<Estimate>
    package var verdict: Verdict
  }

  /// What one more costs, that would not have been: its lower end is sure, its upper end infinite where it may be none.
  package struct Addition: Sendable {
    /// Share of those who bought, or came back, less that of others alike.
    package var difference: Published<Estimate>
    package var cost: Published<Estimate>
    package var verdict: ContactFindings.Verdict
  }

  /// An offer that gives something away.
  package struct Offer: Sendable {
    package var name: NamedThing
    /// Units of the currency that one purchase with it gives away.
    package var each: Double
    /// Purchases with it, and what was given away with them.
    package var taken: Published<Int>
    package var given: Published<Double>
    /// Customers it had reached, and those of them who took it; undefined where nobody is known to have been.
    package var reached, redeemed: Published<Int>
    /// Each more that bought of those it had reached; where none is known, each more that was followed by another purchase.
    package var added: Addition
    package var isOfReached: Bool
  }

  /// What members cost, and what those who came back for that reason did.
  package struct Club: Sendable {
    /// Of the report's period.
    package var cost: Double
    package var perMember: Published<Double>
    /// Each more that came back within the horizon from joining on.
    package var added: Addition
  }

  /// By what they cost, the most first.
  package var channels: [Channel]
  package var offers: [Offer]
  package var club: Club?

  /// `nil` where nothing that may be told of costs anything.
  init?(
    _ analysis: BehaviourResult, _ blueprint: Blueprint, _ catalog: Catalog, _ cells: BehaviourCells,
    club: ClubFindings?, contacts: ContactFindings?, _ hiding: Hiding
  ) {
    let own = cells.costs
    let all = (analysis.costs?.channels ?? []).enumerated().map { place, channel in
      Self.channel(channel, cells[own?.first[place] ?? 0], cells[own?.mature[place] ?? 0], hiding)
    }
    channels = all.sorted { a, b in
      if a.cost != b.cost { return a.cost > b.cost }
      return catalog.channels[Int(a.code)].id.utf8.lexicographicallyPrecedes(catalog.channels[Int(b.code)].id.utf8)
    }
    offers = blueprint.costs.compactMap { Self.offer($0, contacts) }
    self.club = club.flatMap { Self.club($0, blueprint, analysis.returns.tally.calendar) }
    if channels.isEmpty, offers.isEmpty, self.club == nil { return nil }
  }

  private static func channel(
    _ channel: ChannelCosts.Channel, _ first: Published<Int>, _ mature: Published<Int>, _ hiding: Hiding
  ) -> Channel {
    let row = channel.row
    // Of one customer above all nothing is told that is made of money.
    func isOnes(_ most: Int64, _ sums: RatioSums) -> Bool {
      hiding.hides && Double(most) > LargestParts.most * Double(sums.part)
    }
    func told(_ estimate: Estimate?, _ n: Int, isOnes: Bool = false, with people: Published<Int>) -> Published<Estimate>
    {
      if isOnes, estimate != nil { return .hidden }
      return Hiding.number(
        estimate.map { hiding.coarse($0, n: n, scale: Hiding.unit($0.value), within: nil) }, with: people)
    }
    let both = Published.sum([first, mature])
    let ofSpent = isOnes(row.most, row.spent)
    let ofWithin = isOnes(row.mostWithin, row.within)
    let within = told(channel.within, row.mature, isOnes: ofWithin, with: both)
    let verdict: Verdict =
      switch channel.verdict {
      case .paidBack where within.shown != nil: .paidBack
      case .notYet where within.shown != nil: .notYet
      case .paidBack, .notYet, .cannotBeTold: .cannotBeTold
      }
    return Channel(
      code: channel.channel.code, cost: channel.channel.cost, first: first, mature: mature,
      perFirst: Hiding.number(channel.perFirst, with: first),
      perPurchase: told(channel.perPurchase, row.first, isOnes: ofSpent, with: first),
      needed: told(channel.needed, row.first, isOnes: ofSpent, with: first), within: within,
      bought: told(channel.bought, row.mature, with: both), verdict: verdict)
  }

  private static func offer(_ declared: CostDeclaration, _ contacts: ContactFindings?) -> Offer? {
    guard case .offer(let name) = declared.subject, let own = contacts?.offers.first(where: { $0.name.id == name })
    else { return nil }
    let each = declared.cost.value
    let given = own.taken.map { Double($0) * each }
    let isOfReached = own.afterContact.difference.shown != nil && (own.reached.shown ?? 0) > 0
    let comparison = isOfReached ? own.afterContact : own.afterUse ?? own.afterContact
    // What was given away by customer it reached, or by purchase with it.
    let paid: Published<Double> =
      isOfReached
      ? Hiding.number(
        Double(own.redeemed.shown ?? 0) / Double(max(1, own.reached.shown ?? 1)) * each,
        with: Published.sum([own.redeemed, own.reached]))
      : Hiding.number(each, with: own.taken)
    return Offer(
      name: own.name, each: each, taken: own.taken, given: given, reached: own.reached, redeemed: own.redeemed,
      added: addition(paid, comparison.difference, comparison.verdict), isOfReached: isOfReached)
  }

  private static func club(_ own: ClubFindings, _ blueprint: Blueprint, _ calendar: ReturnCalendar) -> Club? {
    guard let cost = blueprint.club?.cost?.amount(during: calendar.period) else { return nil }
    let perMember = own.members.map { cost / Double(max(1, $0)) }
    let part = Double(calendar.horizon) / Double(calendar.period.count)
    let verdict: ContactFindings.Verdict =
      switch own.verdict {
      case .helps: .more
      case .doesNot: .none
      case .cannotBeTold: .cannotBeTold
      }
    return Club(
      cost: cost, perMember: perMember, added: addition(perMember.map { $0 * part }, own.matched, verdict))
  }

  /// What each more costs, where so much is paid for everybody and so many more did it of everybody.
  private static func addition(
    _ paid: Published<Double>, _ difference: Published<Estimate>, _ verdict: ContactFindings.Verdict
  ) -> Addition {
    guard let paid = paid.shown, let more = difference.shown else {
      return Addition(
        difference: difference, cost: paid.isHidden || difference.isHidden ? .hidden : .undefined,
        verdict: .cannotBeTold)
    }
    func each(_ share: Double) -> Double { share > 0 ? paid / share : .infinity }
    let cost = difference.map { _ in
      Estimate(value: each(more.value), low: each(more.high), high: each(more.low), n: more.n)
    }
    return Addition(difference: difference, cost: cost, verdict: verdict)
  }
}
