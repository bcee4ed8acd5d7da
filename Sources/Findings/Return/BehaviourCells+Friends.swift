import Analysis

extension BehaviourCells {
  /// Customers who bring customers, in the report's family of sums.
  struct FriendCells {
    /// New customers of one month, and those of them whom somebody brought.
    struct Month {
      /// Place in the tally.
      let place: Int
      let all, brought: Int
    }
    /// Customers of one side of a comparison, and those of them who bought.
    struct Side {
      let customers, bought: Int

      init(_ side: FriendTally.Side, _ family: inout Suppression) {
        (customers, bought) = (family.add(side.customers), family.add(side.bought))
        family.nest(bought, in: customers)
      }
    }

    let new, brought, known: Int
    /// By how many stand before them in their chain.
    let generation: [Int]
    let bringers, several: Int
    let months: [Month]
    let others, alike: Side

    /// - Parameters:
    ///   - matrix: customers by channel of the first touch, those who came new.
    ///   - referred: journeys that begin by referral, each a customer's first.
    init(_ friends: Friends, _ matrix: MatrixCells, referred: Int, _ family: inout Suppression) {
      let tally = friends.tally.months
      let all = tally.reduce(0) { $0 + $1.all }
      new = BehaviourCells.sameOrOwn(all, matrix.total, &family)
      brought = family.add(tally.reduce(0) { $0 + $1.brought })
      family.nest(brought, in: new)
      family.nest(referred, in: brought)
      known = family.add(friends.known)
      family.nest(known, in: brought)
      generation = friends.generation.map { family.add($0) }
      family.relate(parts: generation, total: known)
      bringers = family.add(friends.bringers)
      several = family.add(friends.several)
      family.nest(several, in: bringers)
      // Beyond the first that each of them brought there is one at least for each who brought several.
      let beyond = family.add(implied: friends.known - friends.bringers)
      family.relate(parts: [bringers, beyond], total: known)
      family.bound(several, by: beyond)
      let places = tally.indices.filter { tally[$0].all > 0 }
      if all >= ReturnCells.fewestPerCell * places.count || !family.hides {
        months = places.map {
          Month(place: $0, all: family.add(tally[$0].all), brought: family.add(tally[$0].brought))
        }
      } else {
        months = []
      }
      for month in months { family.nest(month.brought, in: month.all) }
      family.relate(parts: months.map(\.all), ifTotal: new)
      family.relate(parts: months.map(\.brought), ifTotal: brought)
      (others, alike) = (Side(friends.others, &family), Side(friends.brought, &family))
      family.nest(alike.customers, in: brought)
      family.nest(others.customers, in: new)
    }
  }
}
