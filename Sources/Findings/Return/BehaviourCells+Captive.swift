import Analysis

extension BehaviourCells {
  /// Captive customers and others, in the report's family of sums.
  struct CaptiveCells {
    /// What captive customers bought, or the others.
    struct Side {
      let buyers, again, firstMature, firstFollowed, mature, brought: Int

      init(_ side: CaptiveResult.Side, _ family: inout Suppression) {
        (buyers, again) = (family.add(side.buyers), family.add(side.again))
        (firstMature, firstFollowed) = (family.add(side.firstMature), family.add(side.firstFollowed))
        mature = family.add(side.brought.whole, people: side.buyers)
        brought = family.add(side.brought.part, people: side.buyers)
        family.nest(again, in: buyers)
        family.nest(firstMature, in: buyers)
        family.nest(firstFollowed, in: firstMature)
        family.bound(firstMature, by: mature)
        family.bound(firstFollowed, by: brought)
      }
    }

    let captive, others: Side

    init(_ captive: CaptiveResult, _ buyers: BuyerCells, _ returns: ReturnCells, _ family: inout Suppression) {
      let (own, rest) = (Side(captive.captive, &family), Side(captive.others, &family))
      family.relate(parts: [own.buyers, rest.buyers], total: buyers.all)
      family.relate(parts: [own.again, rest.again], total: buyers.again)
      family.relate(parts: [own.firstMature, rest.firstMature], total: returns.ladder[0].mature)
      family.relate(parts: [own.firstFollowed, rest.firstFollowed], total: returns.ladder[0].followed)
      family.relate(parts: [own.mature, rest.mature], total: buyers.mature)
      let brought = family.add(implied: family.value(buyers.followed) + family.value(returns.referred))
      family.relate(parts: [buyers.followed, returns.referred], total: brought)
      family.relate(parts: [own.brought, rest.brought], total: brought)
      (self.captive, others) = (own, rest)
    }
  }
}
