import Analysis

extension BehaviourCells {
  /// Members of the club and others, in the report's family of sums.
  struct ClubCells {
    /// Customers of one side, and those of them who bought again.
    struct Side {
      let customers, returned: Int

      init(_ side: ClubEffect.Side, _ family: inout Suppression) {
        (customers, returned) = (family.add(side.customers), family.add(side.returned))
        family.nest(returned, in: customers)
      }
    }

    let members, others, dated: Int
    let memberBuyers, otherBuyers: Side
    let memberPurchases, otherPurchases: Int
    let joiners: Int
    let compared, alike: Side

    /// - Parameter purchases: all purchases that stand, and those cancelled.
    init(_ club: ClubEffect, _ buyers: BuyerCells, purchases: [Int], _ family: inout Suppression) {
      (members, others, dated) = (family.add(club.members), family.add(club.others), family.add(club.dated))
      // How many a client's list has is said beside its file.
      family.relate(parts: [members, others], total: family.add(open: club.members + club.others))
      family.nest(dated, in: members)
      memberBuyers = Side(club.memberBuyers, &family)
      otherBuyers = Side(club.otherBuyers, &family)
      family.nest(memberBuyers.customers, in: members)
      family.nest(otherBuyers.customers, in: others)
      memberPurchases = family.add(club.memberPurchases, people: club.memberBuyers.customers)
      otherPurchases = family.add(club.otherPurchases, people: club.otherBuyers.customers)
      joiners = family.add(club.joiners)
      (compared, alike) = (Side(club.compared, &family), Side(club.alike, &family))
      family.bound(memberBuyers.customers, by: memberPurchases)
      family.bound(otherBuyers.customers, by: otherPurchases)
      BehaviourCells.part([memberBuyers.customers, otherBuyers.customers], of: buyers.all, &family)
      BehaviourCells.part([memberBuyers.returned, otherBuyers.returned], of: buyers.again, &family)
      let bought = family.add(implied: purchases.reduce(0) { $0 + family.value($1) })
      family.relate(parts: purchases, total: bought)
      BehaviourCells.part([memberPurchases, otherPurchases], of: bought, &family)
      family.nest(joiners, in: dated)
      family.nest(compared.customers, in: joiners)
      family.nest(alike.customers, in: buyers.all)
    }
  }

  /// Together with what others did they are what is told of all.
  static func part(_ parts: [Int], of whole: Int, _ family: inout Suppression) {
    let rest = family.value(whole) - parts.reduce(0) { $0 + family.value($1) }
    guard rest >= 0 else { return }
    let others = rest > 0 ? [family.add(implied: rest)] : []
    family.relate(parts: parts + others, total: whole)
  }
}
