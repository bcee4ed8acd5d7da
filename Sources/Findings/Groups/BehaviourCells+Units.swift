import Analysis
import Journeys

extension BehaviourCells {
  /// Purchases, what was given back, touches and stops by branch or team, in the report's family of sums.
  struct UnitCells {
    /// By unit.
    let sold, returned, touched, stopped: [Int]

    /// - Parameters:
    ///   - totals: by count, the cells of what touchpoints have in all, those of units and others together; by touchpoint.
    init(_ tally: UnitTally, _ totals: (UnitTally.Count) -> [[Int]], _ family: inout Suppression) {
      func add(_ what: UnitTally.Count) -> [Int] {
        let (people, mosts) = (tally.people(what), tally.mosts(what))
        let cells = tally.total(what).enumerated().map { unit, n in
          family.add(
            n, people: people[unit], isOnes: Double(mosts[unit]) > LargestParts.most * Double(n) && people[unit] > 1)
        }
        guard family.hides else { return cells }
        // What names a unit at a touchpoint, and what names none, are all there is of it there.
        let places = tally.places(what)
        var named: [Int] = []
        for (code, parts) in totals(what).enumerated() where places[code] > 0 {
          let sum = parts.reduce(0) { $0 + family.value($1) }
          let own = family.add(implied: places[code])
          named.append(own)
          guard sum >= places[code] else { continue }
          let all = parts.count == 1 ? parts[0] : family.add(implied: sum)
          if parts.count > 1 { family.relate(parts: parts, total: all) }
          let rest = sum > places[code] ? [family.add(implied: sum - places[code])] : []
          family.relate(parts: [own] + rest, total: all)
        }
        let total = family.add(implied: places.reduce(0, +))
        family.relate(parts: named, total: total)
        family.relate(parts: cells, total: total)
        return cells
      }
      (sold, returned, touched, stopped) = (add(.sold), add(.returned), add(.touched), add(.stopped))
      for unit in sold.indices {
        family.nest(returned[unit], in: sold[unit])
        family.nest(stopped[unit], in: touched[unit])
      }
    }
  }

  /// One for each kind of unit that events name.
  static func unitCells(
    _ analysis: BehaviourResult, sold: [Int], returned: [Int], _ sieve: SieveCells, _ family: inout Suppression
  ) -> [UnitCells] {
    analysis.units.map { unit in
      UnitCells(
        unit.tally,
        { what in
          switch what {
          case .sold: zip(sold, returned).map { [$0, $1] }
          case .returned: returned.map { [$0] }
          case .touched: sieve.rows.map { [$0.mature] }
          case .stopped: sieve.rows.map { [$0.matureLeak] }
          }
        }, &family)
    }
  }
}
