import Analysis
import Journeys

extension BehaviourCells {
  /// Customers by group and by the channels they started and bought in, in the report's family of sums.
  struct GroupCells {
    /// By group and column of a look; the last row is of customers who are not compared, who are told in all only.
    struct Look {
      let cells: [[Int]]
      /// By group.
      let unknown, notBought: [Int]

      /// - Parameters:
      ///   - rows: customers by group, those not compared last.
      ///   - margin: all customers by channel.
      init(
        _ look: GroupChannels.Look, rows: [Int], margin: [UInt32: Int], _ family: inout Suppression
      ) {
        let last = rows.count - 1
        func add(_ value: Int, _ row: Int) -> Int {
          row < last ? family.add(value) : family.add(implied: value)
        }
        cells = look.counts.enumerated().map { row, counts in counts.map { add($0, row) } }
        unknown = look.unknown.enumerated().map { add($1, $0) }
        notBought = look.notBought.enumerated().map { add($1, $0) }
        for row in rows.indices {
          family.relate(parts: cells[row] + [unknown[row], notBought[row]], total: rows[row])
        }
        for (column, codes) in look.codes.enumerated() {
          Self.add(cells.map { $0[column] }, codes.compactMap { margin[$0] }, &family)
        }
        Self.add(unknown, [margin[Catalog.noChannel]].compactMap { $0 }, &family)
        Self.add(notBought, [margin[ChannelTally.notBought]].compactMap { $0 }, &family)
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
    let started, bought: Look
    /// By group, those who bought.
    let buyers: [Int]

    /// - Parameters:
    ///   - matrix: all customers by both channels.
    ///   - separation: first journeys by the same column, where they are told.
    init(
      _ groups: GroupChannels, _ matrix: MatrixCells, _ separation: [(value: Int, bought: Int, all: Int)],
      _ family: inout Suppression
    ) {
      customers = groups.groups.map { family.add($0.customers, worth: 1) }
      notCompared = family.add(groups.rest)
      let rows = customers + [notCompared]
      family.relate(parts: rows, total: matrix.total)
      func margin(_ codes: [UInt32], _ cells: [Int]) -> [UInt32: Int] {
        Dictionary(uniqueKeysWithValues: zip(codes, cells))
      }
      started = Look(groups.started, rows: rows, margin: margin(matrix.rows, matrix.rowTotals), &family)
      bought = Look(groups.bought, rows: rows, margin: margin(matrix.columns, matrix.columnTotals), &family)
      let notBought = bought.notBought
      buyers = zip(customers, notBought).map { all, not in
        let own = family.add(implied: family.value(all) - family.value(not))
        family.relate(parts: [own, not], total: all)
        return own
      }
      // First journeys of some of the group's customers, and those of them that bought.
      for (place, group) in groups.groups.enumerated() {
        guard let own = separation.first(where: { $0.value == group.value }) else { continue }
        family.nest(own.all, in: customers[place])
        family.nest(own.bought, in: buyers[place])
      }
    }
  }

  /// One for each column of `groups`, where there are channels.
  static func groupCells(
    _ analysis: BehaviourResult, _ catalog: Catalog, _ matrix: MatrixCells, _ separation: SeparationCells?,
    _ family: inout Suppression
  ) -> [GroupCells] {
    analysis.groupChannels.map { groups in
      let trait = catalog.traits[groups.trait]
      let place = analysis.separation?.attributes.firstIndex { catalog.attributes[$0.place].name == trait.name }
      var told: [(value: Int, bought: Int, all: Int)] = []
      if let place, let separation, let attribute = analysis.separation?.attributes[place] {
        let values = catalog.attributes[attribute.place].values
        for (level, cells) in zip(attribute.levels, separation.attributes[place]) {
          guard let value = trait.values.firstIndex(where: { $0.id == values[level.value].id }) else { continue }
          told.append((value, cells.with.bought, cells.withAll))
        }
      }
      return GroupCells(groups, matrix, told, &family)
    }
  }
}
