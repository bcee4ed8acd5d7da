import Analysis
import Journeys

/// The counts of groups that have pages of their own, settled beside what the report tells of everybody: whatever that says is
/// known, and nothing of it is hidden for a group's sake. Where something of everybody at a touchpoint is hidden, nothing is
/// told of groups there: it would narrow what is hidden.
///
/// Counts at one touchpoint are one family, those of all groups together, since groups of a column and what is left are
/// everybody; where customers came in and were lost is one each, over all touchpoints.
struct GroupPageCells {
  /// One group at one touchpoint.
  struct Row {
    let customers, touches, wentOn, boughtNext, stopped, other, mature, matureStopped, purchases: Int
    /// In the family of all touchpoints.
    var cameIn = 0
    var lost = 0
  }

  /// A group that has a page, by its places.
  struct Group {
    /// Among the comparisons of journeys, among the groups there, and among the sieves.
    let comparison, number, sieve: Int
    let trait: Int
    let value: Int
    /// In the report's own family.
    let customers, lost: Int
  }

  let groups: [Group]
  /// By touchpoint, whether groups are told of.
  let isTold: [Bool]
  /// By group and touchpoint.
  private(set) var rows: [[Row]]
  /// By touchpoint.
  private(set) var families: [Suppression]
  private(set) var cameIn, lost: Suppression
  /// First purchases old enough, and those followed by another.
  struct Firsts {
    let old, followed: Int
  }

  /// By group.
  private(set) var firsts: [Firsts]
  private(set) var worth: Suppression

  init(
    _ analysis: BehaviourResult, _ catalog: Catalog, _ blueprint: Blueprint, _ cells: BehaviourCells, _ hiding: Hiding
  ) {
    let tally = analysis.groupSieves
    var groups: [Group] = []
    for (place, comparison) in analysis.groups.journeys.enumerated() {
      let own = cells.groups.journeys[place]
      for (number, group) in comparison.groups.enumerated() {
        guard let value = group.value, let sieve = tally.plan.place(comparison.trait, value) else { continue }
        groups.append(
          Group(
            comparison: place, number: number, sieve: sieve, trait: comparison.trait, value: value,
            customers: own.customers[number], lost: own.inside[number]))
      }
    }
    self.groups = groups
    let isTold = catalog.touchpoints.indices.map { Self.isTold($0, cells) }
    self.isTold = isTold
    let ties = Ties(groups, analysis.groups.journeys, catalog, blueprint)
    rows = groups.map { _ in [] }
    families = []
    for code in catalog.touchpoints.indices {
      var family = Suppression(threshold: hiding.threshold)
      let own = groups.map { group in
        Self.row(tally.sieves[group.sieve], code, largest: analysis.groupLargest[group.sieve][code], &family)
      }
      if family.hides, isTold[code] { Self.relate(own, at: code, groups, cells, ties, &family) }
      if isTold[code] { family.settle() }
      families.append(family)
      for (place, row) in own.enumerated() { rows[place].append(row) }
    }
    let journeys = analysis.groups.journeys
    (cameIn, lost) = (Suppression(threshold: hiding.threshold), Suppression(threshold: hiding.threshold))
    let came = Self.column(
      &cameIn, groups, isTold, cells, ties, everyone: cells.people.cameIn, whole: \.customers,
      look: { (journeys[$0.comparison].first, cells.groups.journeys[$0.comparison].first) }
    ) { tally.sieves[$0.sieve].rows[$1].cameIn + tally.sieves[$0.sieve].purchases[$1].cameIn }
    let left = Self.column(
      &lost, groups, isTold, cells, ties, everyone: cells.people.lost, whole: \.lost,
      look: { (journeys[$0.comparison].second, cells.groups.journeys[$0.comparison].second) }
    ) { tally.sieves[$0.sieve].rows[$1].lost }
    for group in groups.indices {
      for code in catalog.touchpoints.indices {
        (rows[group][code].cameIn, rows[group][code].lost) = (came[group][code], left[group][code])
      }
    }
    var worth = Suppression(threshold: hiding.threshold)
    firsts = groups.map { group in
      let own = tally.worth[group.sieve]
      let firsts = Firsts(old: worth.add(own.firsts), followed: worth.add(own.followed))
      worth.nest(firsts.followed, in: firsts.old)
      return firsts
    }
    let first = cells.returns.ladder.first
    for (part, all, ladder) in [
      (\Firsts.old, tally.worthOfAll.firsts, first?.mature), (\.followed, tally.worthOfAll.followed, first?.followed),
    ] {
      let isTold = ladder.map { cells.value($0) == all } ?? false
      let everyone = worth.add(implied: all)
      if isTold, let ladder {
        let told = worth.add(told: cells[ladder], value: all)
        worth.relate(parts: [told], total: everyone)
      }
      ties.relate(firsts.map { $0[keyPath: part] }, everyone, &worth)
    }
    worth.settle()
    self.worth = worth
  }

  /// Whether everything that is told of everybody at a touchpoint is shown.
  private static func isTold(_ code: Int, _ cells: BehaviourCells) -> Bool {
    let sieve = cells.sieve.rows[code]
    let own =
      (0..<BehaviourCells.SieveRowCells.columns).map { sieve[$0] } + [
        sieve.mature, sieve.matureLeak, cells.customers.all[code], cells.purchases[code],
        cells.people.cameIn.touchpoints[code], cells.people.lost.touchpoints[code],
      ]
    return !own.contains { cells[$0].isHidden }
  }

  private static func row(_ sieve: SieveTally, _ code: Int, largest: Int, _ family: inout Suppression) -> Row {
    let (row, bought) = (sieve.rows[code], sieve.purchases[code])
    func isOnes(_ count: Int) -> Bool { Double(largest) > LargestParts.most * Double(count) }
    let wentOn = row.on + row.back + row.lateral + row.repeats
    let own = Row(
      customers: family.add(row.customers + bought.customers, worth: 1),
      touches: family.add(row.inflow, people: row.customers, isOnes: isOnes(row.inflow)),
      wentOn: family.add(wentOn, people: row.customers, isOnes: isOnes(wentOn)),
      boughtNext: family.add(row.purchase, people: row.boughtNextCustomers),
      stopped: family.add(row.leak, people: row.leakedCustomers),
      other: family.add(row.rest + row.well + row.open + row.end, people: row.customers),
      mature: family.add(row.mature, people: row.matureCustomers),
      matureStopped: family.add(row.matureLeak, people: row.leakedCustomers),
      purchases: family.add(bought.purchases, people: bought.buyers))
    family.relate(parts: [own.wentOn, own.boughtNext, own.stopped, own.other], total: own.touches)
    family.nest(own.matureStopped, in: own.mature)
    family.bound(own.matureStopped, by: own.stopped)
    family.bound(own.mature, by: own.touches)
    if row.customers > 0 { family.bound(own.customers, by: own.touches) }
    if bought.customers > 0 { family.bound(own.purchases, by: family.add(slack: bought.purchases + bought.cancelled)) }
    return own
  }

  /// Groups and all others are everybody, of whom the report tells.
  private static func relate(
    _ rows: [Row], at code: Int, _ groups: [Group], _ cells: BehaviourCells, _ ties: Ties, _ family: inout Suppression
  ) {
    let sieve = cells.sieve.rows[code]
    func told(_ cell: Int) -> Int { family.add(told: cells[cell], value: cells.value(cell)) }
    func sum(_ columns: [Int]) -> Int {
      let parts = columns.map { told(sieve[$0]) }
      let all = family.add(implied: parts.reduce(0) { $0 + family.value($1) })
      family.relate(parts: parts, total: all)
      return all
    }
    for (row, group) in zip(rows, groups) {
      family.nest(row.customers, in: told(group.customers))
    }
    ties.relate(rows.map(\.customers), told(cells.customers.all[code]), &family)
    ties.relate(rows.map(\.touches), told(sieve[2]), &family)
    ties.relate(rows.map(\.wentOn), sum([3, 4, 5, 6, 7]), &family)
    ties.relate(rows.map(\.boughtNext), told(sieve[SieveNumbers.purchaseColumn]), &family)
    ties.relate(rows.map(\.stopped), told(sieve[SieveNumbers.leakColumn]), &family)
    ties.relate(rows.map(\.other), sum([9, 10, 12, 13]), &family)
    ties.relate(rows.map(\.mature), told(sieve.mature), &family)
    ties.relate(rows.map(\.matureStopped), told(sieve.matureLeak), &family)
    ties.relate(rows.map(\.purchases), told(cells.purchases[code]), &family)
  }

  /// Customers of each group by touchpoint, each at one: together all of the group; where a look tells of a touchpoint, as told
  /// there.
  private static func column(
    _ family: inout Suppression, _ groups: [Group], _ isTold: [Bool], _ cells: BehaviourCells, _ ties: Ties,
    everyone: BehaviourCells.PeopleCells.Column, whole: (Group) -> Int,
    look: (Group) -> (GroupComparison.Look, BehaviourCells.GroupCells.Look), _ count: (Group, Int) -> Int
  ) -> [[Int]] {
    let codes = everyone.touchpoints.indices
    let own = groups.map { group -> [Int] in
      let (places, told) = look(group)
      let rows = codes.map { code -> Int in
        guard isTold[code] else { return family.add(implied: count(group, code)) }
        guard let place = places.places.firstIndex(of: UInt32(code)) else { return family.add(count(group, code)) }
        let cell = told.cells[group.number][place]
        return family.add(told: cells[cell], value: cells.value(cell))
      }
      family.relate(parts: rows, total: family.add(told: cells[whole(group)], value: cells.value(whole(group))))
      return rows
    }
    for code in codes where isTold[code] {
      let cell = everyone.touchpoints[code]
      ties.relate(own.map { $0[code] }, family.add(told: cells[cell], value: cells.value(cell)), &family)
    }
    family.settle()
    return own
  }

  /// How groups hang together: those of a column exclude one another, and a persona may be some of a column's values.
  private struct Ties {
    /// By column, the places of its groups, and whether they are known to be everybody.
    private var columns: [(groups: [Int], isAll: Bool)] = []
    /// Personas that are all of the values of a column that they ask for, or lie within them, each with those that are groups, and
    /// whether all of them are.
    private var personas: [(persona: Int, values: [Int], isExact: Bool, isAll: Bool)] = []

    init(_ groups: [Group], _ comparisons: [GroupComparison], _ catalog: Catalog, _ blueprint: Blueprint) {
      for comparison in comparisons where catalog.traits[comparison.trait].persona == nil {
        let own = groups.indices.filter { groups[$0].trait == comparison.trait }
        columns.append((own, comparison.rest == 0 && own.count == comparison.groups.count))
      }
      for (place, group) in groups.enumerated() {
        guard let number = catalog.traits[group.trait].persona else { continue }
        let persona = blueprint.personas[number]
        for condition in persona.conditions {
          guard let trait = catalog.traits.firstIndex(where: { $0.persona == nil && $0.name == condition.subject })
          else { continue }
          let values = catalog.traits[trait].values.indices.filter {
            condition.fits(catalog.traits[trait].values[$0].id)
          }
          let told = groups.indices.filter { groups[$0].trait == trait && values.contains(groups[$0].value) }
          let isExact = persona.conditions.count == 1
          // What lies within values that are not all told is bounded by nothing that anybody knows.
          let isAll = told.count == values.count
          if isExact || isAll { personas.append((place, told, isExact, isAll)) }
        }
      }
    }

    /// - Parameters:
    ///   - cells: by group.
    ///   - everyone: the same of all customers.
    func relate(_ cells: [Int], _ everyone: Int, _ family: inout Suppression) {
      guard family.hides else { return }
      // Nobody is left where it is known that nobody may be.
      func relate(_ parts: [Int], isAll: Bool, _ total: Int) {
        let rest = family.value(total) - parts.reduce(0) { $0 + family.value($1) }
        guard rest >= 0 else { return }
        let left = isAll && rest == 0 ? [] : [family.add(implied: rest)]
        family.relate(parts: parts + left, total: total)
      }
      for column in columns where !column.groups.isEmpty {
        relate(column.groups.map { cells[$0] }, isAll: column.isAll, everyone)
      }
      for cell in cells { family.nest(cell, in: everyone) }
      for own in personas {
        let parts = own.values.map { cells[$0] }
        if own.isExact {
          relate(parts, isAll: own.isAll, cells[own.persona])
        } else {
          let union = family.add(implied: parts.reduce(0) { $0 + family.value($1) })
          family.relate(parts: parts, total: union)
          family.nest(cells[own.persona], in: union)
        }
      }
    }
  }
}

extension Suppression {
  /// A count that stands elsewhere already, as it is told there.
  mutating func add(told count: Published<Int>, value: Int) -> Int {
    if count.shown != nil { return add(open: value) }
    let cell = add(value)
    relate(cell, told: count.range.map { .within($0.low, $0.high) } ?? .hidden)
    return cell
  }
}
