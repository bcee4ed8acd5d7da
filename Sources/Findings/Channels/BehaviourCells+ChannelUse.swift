import Analysis
import Journeys

extension BehaviourCells {
  /// What is told of channels one by one.
  struct ChannelUseCells {
    struct Row {
      let customers, only, startedHere, endedHere, fromOthers, toOthers: Int
      let from, to: [Int]
      /// Customers of first purchases here; `nil` where nobody bought here.
      let bought: Int?
    }
    let rows: [Row]
    /// Customers of one channel alone, and all customers.
    let onlyOne, all: Int

    /// - Parameters:
    ///   - matrix: where customers started and bought.
    ///   - customers: customers by touchpoint.
    init(
      _ use: ChannelUse, _ catalog: Catalog, _ matrix: MatrixCells, customers: [Int], _ family: inout Suppression
    ) {
      all = matrix.total
      onlyOne = family.add(use.onlyOne)
      family.nest(onlyOne, in: all)
      let touched = use.rows.map { family.add($0.customers, worth: 1) }
      let rows = zip(use.rows, touched).map { row, cell in
        let start = matrix.rows.firstIndex(of: row.place).map { matrix.rowTotals[$0] }
        return Row(
          customers: cell, only: family.add(row.only),
          startedHere: start.map { BehaviourCells.sameOrOwn(row.startedHere, $0, &family) }
            ?? family.add(row.startedHere), endedHere: family.add(row.endedHere),
          fromOthers: family.add(row.fromOthers),
          toOthers: family.add(row.toOthers), from: row.from.map { family.add($0) }, to: row.to.map { family.add($0) },
          bought: matrix.columns.firstIndex(of: row.place).map { matrix.columnTotals[$0] })
      }
      self.rows = rows
      let places = catalog.channelPlaces
      for (row, place) in zip(rows, use.rows.map(\.place)) {
        family.nest(row.customers, in: all)
        family.relate(parts: row.from + [row.fromOthers, row.startedHere], total: row.customers)
        family.relate(parts: row.to + [row.toOthers, row.endedHere], total: row.customers)
        family.nest(row.only, in: row.startedHere)
        family.nest(row.only, in: row.endedHere)
        if let bought = row.bought { family.nest(bought, in: row.customers) }
        for (other, cell) in zip(rows, row.from) { family.nest(cell, in: other.customers) }
        for (other, cell) in zip(rows, row.to) { family.nest(cell, in: other.customers) }
        // Whoever touched one of its touchpoints touched the channel, where events say nothing else; and nobody else did.
        let own = catalog.touchpoints.indices.filter { code in
          let touchpoint = catalog.touchpoints[code]
          return touchpoint.isCustomerTouch && Int(touchpoint.channel) < places.count
            && places[Int(touchpoint.channel)] == place
        }.map { customers[$0] }
        guard !own.isEmpty else { continue }
        for cell in own { family.nest(cell, in: row.customers) }
        let sum = family.add(slack: own.reduce(0) { $0 + family.value($1) })
        family.relate(parts: own, total: sum)
        family.bound(row.customers, by: sum)
      }
      let others = family.value(onlyOne) - rows.reduce(0) { $0 + family.value($1.only) }
      guard others >= 0 else { return }
      let rest = family.add(implied: others)
      family.relate(parts: rows.map(\.only) + [rest], total: onlyOne)
    }
  }
}
