import Analysis
import Journeys

extension BehaviourCells {
  /// What is bought, and when.
  struct ProductCells {
    let next, when: GroupCells
    let numbers: JourneyNumberCells
    /// First purchase days of each product told of, of two of them, and of any.
    let days, pairs: [Int]
    let allDays: Int
    /// Customers by what they bought first, and by the day of the week.
    let byProduct, byWeekday: [UInt32: Int]

    /// - Parameters:
    ///   - totals: counts of all customers whose first purchase is in the period, of which the one they add up to is theirs.
    init(_ own: Products, totals: [Int], _ family: inout Suppression) {
      next = GroupCells(own.next, totals: totals, ([:], [:]), &family)
      when = GroupCells(own.when, totals: totals, ([:], [:]), &family)
      for (a, b) in zip(when.customers, next.customers) { family.relate(parts: [a], ifTotal: b) }
      family.relate(parts: [when.notCompared], ifTotal: next.notCompared)
      var byProduct: [UInt32: Int] = [:]
      for (group, cell) in zip(own.next.groups, next.customers) {
        if let value = group.value { byProduct[UInt32(value)] = cell }
      }
      self.byProduct = byProduct
      var byWeekday: [UInt32: Int] = [:]
      for (column, place) in own.next.second.places.enumerated() {
        guard let place else { continue }
        let parts = next.second.cells.map { $0[column] }
        let sum = family.add(implied: parts.reduce(0) { $0 + family.value($1) })
        family.relate(parts: parts, total: sum)
        byWeekday[place] = sum
      }
      self.byWeekday = byWeekday
      numbers = JourneyNumberCells(own.numbers, firsts: byProduct, &family)
      for (place, row) in own.numbers.rows.enumerated() {
        guard let column = own.next.first.places.firstIndex(of: row.place) else { continue }
        family.relate(parts: next.first.cells.map { $0[column] }, ifTotal: numbers.second[place])
        // Who bought first before the period stands in none of the groups.
        BehaviourCells.relateRest(
          of: next.first.cells.dropLast().map { $0[column] }, numbers.second[place], isSecret: true, &family)
      }
      let baskets = own.baskets
      let allDays = family.add(baskets.all)
      self.allDays = allDays
      if let first = totals.first(where: { family.value($0) >= baskets.all }) { family.nest(allDays, in: first) }
      let days = baskets.days.map { family.add($0) }
      self.days = days
      let inSeveral = zip(baskets.products, days).map { code, cell -> Int in
        family.nest(cell, in: allDays)
        guard let alone = byProduct[code] else { return cell }
        let rest = family.add(implied: max(0, family.value(cell) - family.value(alone)))
        family.relate(parts: [alone, rest], total: cell)
        return rest
      }
      pairs = baskets.pairs.map { pair in
        let cell = family.add(pair.together)
        family.nest(cell, in: inSeveral[pair.a])
        family.nest(cell, in: inSeveral[pair.b])
        return cell
      }
    }
  }
}
