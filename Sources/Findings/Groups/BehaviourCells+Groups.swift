import Analysis
import Journeys

extension BehaviourCells {
  /// Customers by group and by two looks at them, in the report's family of sums.
  struct GroupCells {
    /// By group and column of a look; the last row is of customers who are not compared, who are told in all only.
    struct Look {
      let cells: [[Int]]
      /// By group.
      let unknown, outside: [Int]

      /// - Parameters:
      ///   - rows: customers by group, those not compared last.
      ///   - margin: all customers by place.
      init(
        _ look: GroupComparison.Look, rows: [Int], margin: [UInt32: Int], _ family: inout Suppression
      ) {
        let last = rows.count - 1
        func add(_ value: Int, _ row: Int) -> Int {
          row < last ? family.add(value) : family.add(implied: value)
        }
        cells = look.counts.enumerated().map { row, counts in counts.map { add($0, row) } }
        unknown = look.unknown.enumerated().map { add($1, $0) }
        outside = look.outside.enumerated().map { add($1, $0) }
        for row in rows.indices {
          family.relate(parts: cells[row] + [unknown[row], outside[row]], total: rows[row])
        }
        for (column, codes) in look.codes.enumerated() {
          Self.add(cells.map { $0[column] }, codes.compactMap { margin[$0] }, &family)
        }
        Self.add(unknown, [margin[Catalog.noChannel]].compactMap { $0 }, &family)
        Self.add(outside, [margin[ChannelTally.notBought]].compactMap { $0 }, &family)
      }

      /// States that the groups' parts add up to those of all, where they do.
      private static func add(_ parts: [Int], _ totals: [Int], _ family: inout Suppression) {
        guard totals.count > 1 else { return totals.forEach { family.relate(parts: parts, ifTotal: $0) } }
        let sum = family.add(implied: totals.reduce(0) { $0 + family.value($1) })
        family.relate(parts: totals, total: sum)
        family.relate(parts: parts, ifTotal: sum)
      }
    }

    /// Customers by group.
    let customers: [Int]
    let notCompared: Int
    let first, second: Look
    /// By group, those who are at a place of the second look: who bought, or were lost.
    let inside: [Int]

    /// - Parameters:
    ///   - totals: counts of all customers, of which the one they add up to is theirs.
    ///   - margins: all customers by place, of each look.
    ///   - isInsideTold: whether those at a place of the second look are told in all.
    init(
      _ groups: GroupComparison, totals: [Int], _ margins: (first: [UInt32: Int], second: [UInt32: Int]),
      isInsideTold: Bool = false, _ family: inout Suppression
    ) {
      customers = groups.groups.map { family.add($0.customers, worth: 1) }
      notCompared = family.add(groups.rest)
      let rows = customers + [notCompared]
      for total in totals { family.relate(parts: rows, ifTotal: total) }
      first = Look(groups.first, rows: rows, margin: margins.first, &family)
      second = Look(groups.second, rows: rows, margin: margins.second, &family)
      let (look, customers) = (second, customers)
      inside = customers.indices.map { place in
        let not = look.outside[place]
        let count = family.value(customers[place]) - family.value(not)
        let own = isInsideTold ? family.add(count) : family.add(implied: count)
        family.relate(parts: [own, not], total: customers[place])
        family.relate(parts: look.cells[place] + [look.unknown[place]], total: own)
        return own
      }
    }
  }

  /// Everything that is told by column of `groups`.
  struct AllGroupCells {
    var channels: [GroupCells] = []
    var reach: [GroupCells] = []
    var journeys: [GroupCells] = []
    /// By column and group, customers whose last journey is decided.
    var decided: [[Int]] = []
    var purchases: [GroupCells] = []
    /// `nil` without personas.
    var personas: PersonaCells?
  }

  /// The cells that what is told by group lies within.
  struct GroupTotals {
    let matrix: MatrixCells
    let contact: ContactCells
    let people: PeopleCells
    let buyers: BuyerCells
    /// Customers whose first purchase is in the period, in a report of all time.
    let firstPurchases: Int
    let separation: SeparationCells?
    let bought: ProductCells?
  }

  static func groupCells(
    _ analysis: BehaviourResult, _ catalog: Catalog, _ blueprint: Blueprint, _ totals: GroupTotals,
    _ family: inout Suppression
  ) -> AllGroupCells {
    var cells = AllGroupCells()
    // What is told of first journeys by the same column: who left after the first one is lost.
    func nestSeparated(_ groups: GroupComparison, all: [Int]?, left: [Int]?, bought: [Int]) {
      let told = Self.separated(analysis, catalog, groups, totals.separation)
      for (place, group) in groups.groups.enumerated() {
        guard let journeys = told.first(where: { $0.value == group.value }) else { continue }
        if let all { family.nest(journeys.all, in: all[place]) }
        if let left { family.nest(journeys.left, in: left[place]) }
        family.nest(journeys.bought, in: bought[place])
      }
    }
    cells.channels = analysis.groups.channels.map { groups in
      let own = GroupCells(
        groups, totals: [totals.matrix.total],
        (
          Dictionary(uniqueKeysWithValues: zip(totals.matrix.rows, totals.matrix.rowTotals)),
          Dictionary(uniqueKeysWithValues: zip(totals.matrix.columns, totals.matrix.columnTotals))
        ), &family)
      nestSeparated(groups, all: own.customers, left: nil, bought: own.inside)
      return own
    }
    cells.reach = zip(analysis.groups.reach, cells.channels).map { groups, same in
      let own = GroupCells(groups, totals: [totals.matrix.total], ([:], [:]), &family)
      for (a, b) in zip(own.customers, same.customers) { family.relate(parts: [a], ifTotal: b) }
      // Who made contact so alone, and who did both ways.
      for (mode, way) in [GroupReachTally.direct, GroupReachTally.indirect].enumerated() {
        let parts = groups.first.places.enumerated().filter { $0.element == way || $0.element == GroupReachTally.both }
          .flatMap { column in own.first.cells.map { $0[column.offset] } }
        let all = family.value(totals.contact.customers[mode])
        guard !parts.isEmpty, parts.reduce(0, { $0 + family.value($1) }) <= all else { continue }
        BehaviourCells.relateRest(of: parts, totals.contact.customers[mode], isSecret: true, &family)
      }
      return own
    }
    func margin(_ column: [Int]) -> [UInt32: Int] {
      Dictionary(uniqueKeysWithValues: column.enumerated().map { (UInt32($0), $1) })
    }
    let (cameIn, lost) = (totals.people.cameIn, totals.people.lost)
    var ends = margin(lost.touchpoints)
    let left = family.value(cameIn.all) - family.value(lost.all)
    if !analysis.groups.journeys.isEmpty, left >= 0 {
      let notLost = family.add(implied: left)
      family.relate(parts: [lost.all, notLost], total: cameIn.all)
      ends[ChannelTally.notBought] = notLost
    }
    for groups in analysis.groups.journeys {
      let own = GroupCells(
        groups, totals: [cameIn.all], (margin(cameIn.touchpoints), ends), isInsideTold: true, &family)
      cells.journeys.append(own)
      let named = groups.groups.compactMap(\.value)
      let decided = groups.groups.map { group in
        family.add(analysis.groupWays.decided(groups.trait, value: group.value, named: named))
      }
      cells.decided.append(decided)
      for (place, cell) in decided.enumerated() {
        family.nest(cell, in: own.customers[place])
        family.nest(own.inside[place], in: cell)
      }
      let rest = family.value(totals.buyers.decided) - decided.reduce(0) { $0 + family.value($1) }
      nestSeparated(groups, all: own.customers, left: own.inside, bought: own.customers)
      guard rest >= 0 else { continue }
      let others = family.add(implied: rest)
      family.relate(parts: decided + [others], total: totals.buyers.decided)
    }
    for groups in analysis.groups.purchases {
      // How many bought what first, and on which day, is told elsewhere or may be: what is left of it is of nobody's group.
      let (products, days) = (known(groups.first, &family), known(groups.second, &family))
      let own = GroupCells(groups, totals: [totals.buyers.all, totals.firstPurchases], (products, days), &family)
      // The page of products tells the same.
      for (told, known) in [(totals.bought?.byProduct, products), (totals.bought?.byWeekday, days)] {
        for code in (told ?? [:]).keys.sorted() {
          if let own = told?[code], let cell = known[code] { family.relate(parts: [own], ifTotal: cell) }
        }
      }
      nestSeparated(groups, all: nil, left: nil, bought: own.customers)
      cells.purchases.append(own)
    }
    // Whose first touch is in the period has a journey in it, and bought first in it if ever.
    func nest(_ inner: [(GroupComparison, [Int])], _ outer: [(GroupComparison, [Int])]) {
      for (groups, cell) in inner {
        guard let other = outer.first(where: { $0.0.trait == groups.trait }) else { continue }
        for (place, group) in groups.groups.enumerated() {
          guard let same = other.0.groups.firstIndex(where: { $0.value == group.value }) else { continue }
          family.nest(cell[place], in: other.1[same])
        }
      }
    }
    let journeys = Array(zip(analysis.groups.journeys, cells.journeys.map(\.customers)))
    let purchases = Array(zip(analysis.groups.purchases, cells.purchases.map(\.customers)))
    nest(Array(zip(analysis.groups.channels, cells.channels.map(\.customers))), journeys)
    nest(Array(zip(analysis.groups.channels, cells.channels.map(\.inside))), purchases)
    cells.personas = personaCells(
      analysis.groupWays.personas, analysis.groups.journeys, cells.journeys, catalog, everyone: cameIn.all, &family)
    guard cells.personas != nil else { return cells }
    let (ways, byChannel) = (analysis.groupWays, analysis.channels.byGroup)
    relatePersonas(
      blueprint, catalog, analysis.groups.channels, cells.channels,
      { $1 ? byChannel.bought($0) : byChannel.started($0) }, &family)
    relatePersonas(
      blueprint, catalog, analysis.groups.journeys, cells.journeys, { ways.rows($1 ? .lost : .cameIn, $0) }, &family)
    relatePersonas(
      blueprint, catalog, analysis.groups.purchases, cells.purchases, { ways.rows($1 ? .weekday : .product, $0) },
      &family)
    return cells
  }

  /// By place that stands for itself, all customers there, as a count that everybody knows.
  private static func known(_ look: GroupComparison.Look, _ family: inout Suppression) -> [UInt32: Int] {
    var known: [UInt32: Int] = [:]
    for (column, codes) in look.codes.enumerated() where codes.count == 1 {
      known[codes[0]] = family.add(open: look.counts.reduce(0) { $0 + $1[column] })
    }
    return known
  }

  /// First journeys by a column's values, where they are told of what separates buyers.
  private static func separated(
    _ analysis: BehaviourResult, _ catalog: Catalog, _ groups: GroupComparison, _ separation: SeparationCells?
  ) -> [(value: Int, bought: Int, left: Int, all: Int)] {
    let trait = catalog.traits[groups.trait]
    guard trait.persona == nil, let separation,
      let place = analysis.separation?.attributes.firstIndex(where: {
        catalog.attributes[$0.place].name == trait.name
      }), let attribute = analysis.separation?.attributes[place]
    else { return [] }
    let values = catalog.attributes[attribute.place].values
    return zip(attribute.levels, separation.attributes[place]).compactMap { level, cells in
      trait.values.firstIndex { $0.id == values[level.value].id }.map {
        ($0, cells.with.bought, cells.with.left, cells.withAll)
      }
    }
  }
}
