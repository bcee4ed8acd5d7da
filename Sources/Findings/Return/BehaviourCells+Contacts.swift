import Analysis

extension BehaviourCells {
  /// Whom campaigns and offers reached, and what they bought, in the report's family of sums.
  struct ContactEffectCells {
    /// Customers compared, and those of them who bought.
    struct Pair {
      let compared, bought: Int

      init(_ own: ContactEffects.Comparison, _ family: inout Suppression) {
        (compared, bought) = (family.add(own.compared), family.add(own.bought))
        family.nest(bought, in: compared)
      }
    }
    /// Customers of one name.
    struct Name {
      let reached, answered, used, redeemed, taken: Int
      let afterContact: Pair
      /// `nil` for a campaign.
      let afterUse: Pair?
    }

    let names: [Name]
    let winBack: Pair

    /// - Parameters:
    ///   - buyers: all customers who bought.
    ///   - purchases: all purchases.
    ///   - customers: customers by touchpoint.
    init(_ effects: ContactEffects, buyers: Int, purchases: Int, customers: [Int], _ family: inout Suppression) {
      let tally = effects.tally
      let campaigns = tally.campaigns.sources.count
      let places = tally.isNamedAt.indices.filter { tally.isNamedAt[$0] }
      names = tally.counts.indices.map { place in
        let own = tally.counts[place]
        let use = place < campaigns ? nil : Pair(effects.afterUse[place - campaigns], &family)
        let name = Name(
          reached: family.add(own.reached), answered: family.add(own.answered), used: family.add(own.used),
          redeemed: family.add(own.redeemed), taken: family.add(own.taken, people: own.used),
          afterContact: Pair(effects.afterContact[place], &family), afterUse: use)
        family.nest(name.answered, in: name.reached)
        family.nest(name.afterContact.compared, in: name.reached)
        family.nest(name.redeemed, in: name.used)
        family.nest(name.redeemed, in: name.reached)
        family.nest(name.used, in: buyers)
        // Of a day with two offers nobody is told which it was.
        if own.taken >= own.used { family.bound(name.used, by: name.taken) }
        family.bound(name.taken, by: purchases)
        if let use { family.nest(use.compared, in: name.used) }
        // Where contacts at one place have names, it is some of the customers there whom one name reached.
        if places.count == 1 { family.nest(name.reached, in: customers[places[0]]) }
        return name
      }
      winBack = Pair(effects.winBack, &family)
    }
  }
}
