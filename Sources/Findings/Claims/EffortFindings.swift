import Analysis
import Statistics

/// What a first purchase took customers, and whether those it took least bought again more, as it may be said.
package struct EffortFindings: Sendable {
  /// The middle of touches before it, of changes of channel on the way and of days from the journey's first touch; undefined
  /// below ``fewestPurchases``.
  package var touches, changes, days: Published<Int>
  /// The middle of visits up to it, its own included; undefined too where no pause ends a visit.
  package var visits: Published<Int>
  /// First purchases it is counted over.
  package var purchases: Published<Int>
  /// Contacts with service, and of them those after which the same customer asked again within a week.
  package var contacts: Published<Int>
  package var repeated: Published<Estimate>
  /// Share that bought again within the horizon, the third with the least touches and changes of channel less the third with
  /// the most, among customers who came in by the same channel; in steps in which few people do not show.
  package var thirds: Published<Estimate>
  /// First purchases whose horizon has passed.
  package var mature: Published<Int>

  /// Of fewer a middle is the story of a few.
  static let fewestPurchases = 30

  /// `nil` where nobody bought.
  init?(_ tally: EffortTally, _ cells: BehaviourCells, _ hiding: Hiding) {
    guard tally.purchases > 0 else { return nil }
    let own = cells.effort
    (purchases, mature) = (cells[own.purchases], cells[own.mature])
    let all = purchases
    func middle(_ counts: [Int]) -> Published<Int> {
      guard tally.purchases >= Self.fewestPurchases else { return all.isHidden ? .hidden : .undefined }
      var below = 0
      let half = counts.firstIndex { count in
        below += count
        return 2 * below >= tally.purchases
      }
      // The last place holds all above.
      return Hiding.number(half.flatMap { $0 < counts.count - 1 ? $0 : nil }, with: all)
    }
    (touches, changes, days) = (middle(tally.touches), middle(tally.changes), middle(tally.days))
    visits = tally.visits.contains { $0 > 0 } ? middle(tally.visits) : all.isHidden ? .hidden : .undefined
    contacts = cells[own.contacts]
    repeated = cells.share(own.repeated, of: own.contacts)
    let third = tally.thirds
    let few = min(third.least.all, third.most.all)
    thirds = Hiding.number(third.difference.map { hiding.coarse($0, n: few, within: -1...1) }, with: mature)
  }
}

extension BehaviourCells {
  /// First purchases and contacts with service, in the report's family of sums.
  struct EffortCells {
    let purchases, mature, contacts, repeated: Int

    init(_ tally: EffortTally, buyers: Int, firstMature: Int, _ family: inout Suppression) {
      purchases = BehaviourCells.sameOrOwn(tally.purchases, buyers, &family)
      if purchases != buyers { family.nest(purchases, in: buyers) }
      mature = BehaviourCells.sameOrOwn(tally.mature, firstMature, &family)
      family.nest(mature, in: purchases)
      contacts = family.add(tally.contacts, people: tally.askers)
      repeated = family.add(tally.repeated, people: tally.repeaters)
      family.nest(repeated, in: contacts)
    }
  }
}
