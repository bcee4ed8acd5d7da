import Analysis
import Journeys

extension BehaviourCells {
  /// Customers with a journey in the period by persona, which overlap.
  struct PersonaCells {
    /// By persona.
    var members: [Int] = []
    /// Those who fit none.
    var none = 0
    /// Those who fit two at once, by the two; only of few personas, since of many it is what is left that few people are.
    var pairs: [(first: Int, second: Int, cell: Int)] = []
  }

  /// Personas whose overlaps are told at most.
  static let mostOverlapping = 5

  /// Adds them, and states what follows: which customers fit exactly these personas and no others is written nowhere, and
  /// everything that is written adds up from it.
  ///
  /// - Parameter everyone: the cell of all customers with a journey in the period.
  static func personaCells(
    _ tally: PersonaTally, _ groups: [GroupComparison], _ cells: [GroupCells], _ catalog: Catalog, everyone: Int,
    _ family: inout Suppression
  ) -> PersonaCells? {
    guard tally.personas > 0 else { return nil }
    var own = PersonaCells()
    own.members = (0..<tally.personas).map { family.add(tally.customers([$0])) }
    own.none = family.add(tally.bySet[0])
    for (place, cell) in own.members.enumerated() {
      for (comparison, group) in zip(groups, cells) where catalog.traits[comparison.trait].persona == place {
        guard let number = comparison.groups.firstIndex(where: { $0.value == 0 }) else { continue }
        family.relate(parts: [cell], ifTotal: group.customers[number])
      }
      family.nest(cell, in: everyone)
    }
    guard tally.personas <= mostOverlapping else {
      let some = family.add(implied: family.value(everyone) - tally.bySet[0])
      family.relate(parts: [own.none, some], total: everyone)
      for cell in own.members { family.nest(cell, in: some) }
      return own
    }
    let sets = tally.bySet.enumerated().map { set, count in
      set == 0 ? own.none : count > 0 ? family.add(implied: count) : -1
    }
    func parts(_ asked: Int) -> [Int] { sets.indices.filter { $0 & asked == asked && sets[$0] >= 0 }.map { sets[$0] } }
    family.relate(parts: parts(0), total: everyone)
    for (place, cell) in own.members.enumerated() {
      family.relate(parts: parts(1 << place), total: cell)
      for other in 0..<place {
        let both = family.add(tally.customers([other, place]))
        family.relate(parts: parts(1 << place | 1 << other), total: both)
        own.pairs.append((other, place, both))
      }
    }
    return own
  }

  /// States that who fits a persona has one of the values that it asks for, where groups are told by these values: of a persona
  /// that asks for nothing else the values add up to it, by place too.
  ///
  /// - Parameter rows: customers by value of the trait and by place, of each look.
  static func relatePersonas(
    _ blueprint: Blueprint, _ catalog: Catalog, _ groups: [GroupComparison], _ cells: [GroupCells],
    _ rows: (_ trait: Int, _ isSecond: Bool) -> [GroupComparison.Row], _ family: inout Suppression
  ) {
    let all = Array(zip(groups, cells))
    for (comparison, own) in all {
      guard let place = catalog.traits[comparison.trait].persona,
        let row = comparison.groups.firstIndex(where: { $0.value == 0 })
      else { continue }
      let persona = blueprint.personas[place]
      for (other, column) in all {
        let trait = catalog.traits[other.trait]
        guard trait.persona == nil, let condition = persona.conditions.first(where: { $0.subject == trait.name })
        else { continue }
        let fitting = Set(trait.values.indices.filter { condition.fits(trait.values[$0].id) }.map { UInt32($0) })
        /// All of these values, from those of the column that stand by name and what is left.
        func union(_ counts: [GroupComparison.Row], at code: UInt32?, _ named: (Int) -> Int) -> Int {
          let count = counts.filter { fitting.contains($0.value) }.reduce(0) { sum, row in
            sum + (code.map { row.byPlace[$0] ?? 0 } ?? row.customers)
          }
          let parts = other.groups.indices.filter { group in
            other.groups[group].value.map { fitting.contains(UInt32($0)) } ?? false
          }.map(named)
          let union = family.add(implied: count)
          let rest = family.add(implied: count - parts.reduce(0) { $0 + family.value($1) })
          family.relate(parts: parts + [rest], total: union)
          return union
        }
        func relate(_ cell: Int, _ union: Int) {
          if persona.conditions.count == 1, family.value(cell) == family.value(union) {
            family.relate(parts: [union], total: cell)
          } else {
            family.nest(cell, in: union)
          }
        }
        relate(own.customers[row], union(rows(other.trait, false), at: nil) { column.customers[$0] })
        for isSecond in [false, true] {
          let (look, otherLook) = isSecond ? (comparison.second, other.second) : (comparison.first, other.first)
          let (lookCells, otherCells) = isSecond ? (own.second, column.second) : (own.first, column.first)
          for (number, code) in look.places.enumerated() {
            guard let code, let same = otherLook.places.firstIndex(of: code) else { continue }
            relate(
              lookCells.cells[row][number],
              union(rows(other.trait, isSecond), at: code) { otherCells.cells[$0][same] })
          }
        }
      }
    }
  }
}
