import Analysis
import Journeys

extension BehaviourCells {
  /// Customers by how often they were contacted, and what followed, in the report's family of sums.
  struct PressureCells {
    /// Customers of a band, those who came, and those who asked for no more; `nil` where nothing would say so.
    struct Band {
      let customers, came: Int
      let left: Int?

      init(_ counts: PressureTally.Counts, hasOptOut: Bool, _ family: inout Suppression) {
        (customers, came) = (family.add(counts.customers), family.add(counts.came))
        family.nest(came, in: customers)
        left = hasOptOut ? family.add(counts.left) : nil
        if let left { family.nest(left, in: customers) }
      }

      /// What is counted, one after another.
      var all: [Int] { [customers, came] + (left.map { [$0] } ?? []) }
    }

    let bands: [Band]
    /// Empty without a club.
    let members, others: [Band]

    /// - Parameter customers: all of them, and those at each touchpoint.
    init(
      _ pressure: ContactPressure, _ catalog: Catalog, everyone: Int, customers: [Int], _ family: inout Suppression
    ) {
      let tally = pressure.tally
      func cells(_ side: PressureTally.Side?) -> [Band] {
        tally.counts(side).map { Band($0, hasOptOut: tally.hasOptOut, &family) }
      }
      bands = cells(nil)
      members = pressure.hasClub ? cells(.member) : []
      others = pressure.hasClub ? cells(.other) : []
      for (band, (member, other)) in zip(bands, zip(members, others)) {
        for (whole, parts) in zip(band.all, zip(member.all, other.all)) {
          // Who was contacted before joining and after it is on both sides, and once in all.
          let sides = family.value(parts.0) + family.value(parts.1)
          let all = family.add(implied: max(sides, family.value(whole)))
          for parts in [[parts.0, parts.1], [whole]] {
            let rest = parts.reduce(family.value(all)) { $0 - family.value($1) }
            let others = rest > 0 ? [family.add(implied: rest)] : []
            family.relate(parts: parts + others, total: all)
          }
        }
      }
      family.nest(bands[0].customers, in: everyone)
      // Whoever was contacted often was contacted less often before, but for who had not yet come of itself then.
      for (fewer, more) in zip(bands, bands.dropFirst()) {
        let isWithin = family.value(more.customers) <= family.value(fewer.customers)
        family.nest(more.customers, in: isWithin ? fewer.customers : everyone)
      }
      func only(_ fits: (Catalog.Touchpoint) -> Bool) -> Int? {
        let places = catalog.touchpoints.indices.filter { fits(catalog.touchpoints[$0]) }
        return places.count == 1 ? customers[places[0]] : nil
      }
      if let contacted = only(\.isCompanyInitiated) {
        for band in bands { family.nest(band.customers, in: contacted) }
      }
      if let opted = only(\.isOptOut) {
        for band in bands { if let left = band.left { family.nest(left, in: opted) } }
      }
    }
  }
}
