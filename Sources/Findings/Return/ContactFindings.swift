import Analysis
import Journeys
import Statistics

/// What campaigns and offers go along with, as far as it may be said.
package struct ContactFindings: Sendable {
  /// What may be said of a comparison.
  package enum Verdict: String, Sendable, CaseIterable {
    case more, fewer, none, cannotBeTold
  }

  /// Customers, or purchases, beside others alike.
  package struct Comparison: Sendable {
    package var compared, bought: Published<Int>
    package var share: Published<Estimate>
    /// Share less that of others alike, in steps (see report.json); undefined where there are too few.
    package var difference: Published<Estimate>
    /// Corrected for all comparisons of the report.
    package var adjustedP: Published<Double>
    package var verdict: Verdict
  }

  /// A campaign, or an offer.
  package struct Named: Sendable {
    package var name: NamedThing
    package var reached: Published<Int>
    /// Of those; undefined where nothing of the customers' own names a campaign (an offer).
    package var answered: Published<Estimate>
    package var afterContact: Comparison
    /// Of an offer: customers who took it, those of them whom it had reached before, and what followed.
    package var used, redeemed: Published<Int>
    /// Of an offer: purchases with it.
    package var taken: Published<Int>
    package var afterUse: Comparison?
  }

  /// Those that may be told of, by customers reached, then by customers who took them.
  package var campaigns, offers: [Named]
  /// Came back after any contact while inactive.
  package var winBack: Comparison
  /// How long after a contact a purchase counts.
  package var windowDays: Int64

  /// `nil` where no event names a campaign or an offer, or none may be told of.
  init?(_ analysis: BehaviourResult, _ catalog: Catalog, _ cells: BehaviourCells, _ hiding: Hiding) {
    guard let effects = analysis.contacts, let own = cells.contacts else { return nil }
    let tally = effects.tally
    let first = tally.campaigns.sources.count
    func comparison(_ one: ContactEffects.Comparison, _ pair: BehaviourCells.ContactEffectCells.Pair) -> Comparison {
      let people = Published.sum([cells[pair.compared], cells[pair.bought]])
      let told = one.difference.map {
        hiding.coarse($0, n: one.compared, scale: Self.scale(one.compared, hiding), within: -1...1)
      }
      // A difference that the range as it is told does not show is not claimed.
      let verdict: Verdict =
        switch (one.verdict, told) {
        case (.more, let told?) where told.low > 0: .more
        case (.fewer, let told?) where told.high < 0: .fewer
        case (.none, _): .none
        default: .cannotBeTold
        }
      return Comparison(
        compared: cells[pair.compared], bought: cells[pair.bought], share: cells.share(pair.bought, of: pair.compared),
        difference: Hiding.number(told, with: people),
        adjustedP: Hiding.number(one.difference == nil ? nil : (one.adjustedP * 1_000).rounded() / 1_000, with: people),
        verdict: people.isHidden ? .cannotBeTold : verdict)
    }
    func named(_ place: Int, _ source: (attribute: Int, value: Int)) -> Named {
      let name = own.names[place]
      let isAsked = tally.hasAnswers[place < first ? 0 : 1]
      let answered = cells.share(name.answered, of: name.reached)
      return Named(
        name: catalog.attributes[source.attribute].values[source.value], reached: cells[name.reached],
        answered: isAsked ? answered : .undefined,
        afterContact: comparison(effects.afterContact[place], name.afterContact), used: cells[name.used],
        redeemed: cells[name.redeemed], taken: cells[name.taken],
        afterUse: name.afterUse.map { comparison(effects.afterUse[place - first], $0) })
    }
    func isTold(_ named: Named) -> Bool { (named.reached.shown ?? 0) > 0 || (named.used.shown ?? 0) > 0 }
    func sorted(_ all: [Named]) -> [Named] {
      all.filter(isTold).sorted { a, b in
        let (x, y) = ([a.reached, a.used].map { $0.shown ?? 0 }, [b.reached, b.used].map { $0.shown ?? 0 })
        return x != y ? y.lexicographicallyPrecedes(x) : a.name.id.utf8.lexicographicallyPrecedes(b.name.id.utf8)
      }
    }
    campaigns = sorted(tally.campaigns.sources.enumerated().map { named($0, $1) })
    offers = sorted(tally.offers.sources.enumerated().map { named(first + $0, $1) })
    winBack = comparison(effects.winBack, own.winBack)
    windowDays = tally.window
    if campaigns.isEmpty, offers.isEmpty { return nil }
  }

  /// Few buy within days of a contact: of many customers differences are told in finer steps than of few.
  static func scale(_ n: Int, _ hiding: Hiding) -> Double {
    [0.1, 0.2, 0.5].first { Double(hiding.threshold) <= 0.01 * $0 * Double(n) } ?? 1
  }
}
