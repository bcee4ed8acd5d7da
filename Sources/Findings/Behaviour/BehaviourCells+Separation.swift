import Analysis
import Journeys

extension BehaviourCells {
  /// First journeys by what they held and by how they were decided, in the report's family of sums.
  struct SeparationCells {
    /// So many that bought, and so many that were left.
    struct Split {
      let bought, left: Int

      init(_ split: Separation.Split, _ family: inout Suppression) {
        (bought, left) = (family.add(split.bought), family.add(split.left))
      }
    }
    /// Journeys with something and without it, and both outcomes of either together.
    struct Fourfold {
      let with, without: Split
      let withAll, withoutAll: Int

      init(_ with: Separation.Split, of whole: Separation.Split, _ cells: Split, _ family: inout Suppression) {
        let rest = with.rest(of: whole)
        (self.with, without) = (Split(with, &family), Split(rest, &family))
        (withAll, withoutAll) = (family.add(with.all), family.add(rest.all))
        family.relate(parts: [self.with.bought, without.bought], total: cells.bought)
        family.relate(parts: [self.with.left, without.left], total: cells.left)
        family.relate(parts: [self.with.bought, self.with.left], total: withAll)
        family.relate(parts: [without.bought, without.left], total: withoutAll)
      }

      /// The four of them.
      var four: [Int] { [with.bought, with.left, without.bought, without.left] }
    }

    let decided, compared: Split
    let touchpoints: [Fourfold]
    /// By attribute, its levels and, where they are compared, all other values.
    let attributes: [[Fourfold]]

    /// - Parameters:
    ///   - buyers: customers who bought.
    ///   - lost: customers whose last journey leaked.
    ///   - customers: by touchpoint, those who had a touch there.
    init(_ separation: Separation, buyers: Int, lost: Int, customers: [Int], _ family: inout Suppression) {
      let (decided, compared) = (Split(separation.decided, &family), Split(separation.compared, &family))
      (self.decided, self.compared) = (decided, compared)
      family.nest(decided.bought, in: buyers)
      family.nest(decided.left, in: lost)
      family.nest(compared.bought, in: decided.bought)
      family.nest(compared.left, in: decided.left)
      touchpoints = separation.touchpoints.map { touchpoint in
        let cells = Fourfold(touchpoint.with, of: separation.compared, compared, &family)
        family.nest(cells.withAll, in: customers[touchpoint.code])
        return cells
      }
      attributes = separation.attributes.map { attribute in
        let known = Split(attribute.known, &family)
        family.nest(known.bought, in: decided.bought)
        family.nest(known.left, in: decided.left)
        var levels = attribute.levels.map { Fourfold($0.with, of: attribute.known, known, &family) }
        // What other values have follows from what these have, written or not.
        let others: (bought: Int, left: Int)
        if attribute.comparesOthers {
          let cells = Fourfold(attribute.others, of: attribute.known, known, &family)
          levels.append(cells)
          others = (cells.with.bought, cells.with.left)
        } else {
          others = (family.add(implied: attribute.others.bought), family.add(implied: attribute.others.left))
        }
        let own = levels.prefix(attribute.levels.count)
        family.relate(parts: own.map(\.with.bought) + [others.bought], total: known.bought)
        family.relate(parts: own.map(\.with.left) + [others.left], total: known.left)
        return levels
      }
    }
  }
}
