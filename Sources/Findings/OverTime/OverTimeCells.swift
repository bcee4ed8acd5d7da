import Analysis
import Journeys

/// Journeys and purchases by week, month or quarter, as cells of the report's family.
struct OverTimeCells {
  /// One week, month or quarter.
  struct Unit {
    let journeys, purchases, decided, lost: Int
    /// Journeys by entry channel: those named, and all others together.
    let entries: [Int]
  }
  let units: [Unit]
  /// Codes of the entry channels that are named.
  let channels: [UInt32]

  /// So many entry channels are told apart.
  private static let mostChannels = 5

  /// What the units add up to.
  struct Totals {
    let journeys, purchases, lost: Int
    let entries: BehaviourCells.MatrixCells
    let months: [BehaviourCells.ReturnCells.Month]
    /// Months since year 0 of the first of these.
    let firstMonth: Int
  }

  init(_ overTime: OverTime, _ totals: Totals, _ family: inout Suppression) {
    let rows = totals.entries.rows
    // Where channels are too many to be told apart, none has a count of its own.
    let told = (overTime.units.first?.entries.count ?? 1) - 1
    let named = rows.indices.filter { Int(rows[$0]) < told }.prefix(Self.mostChannels)
    channels = named.map { rows[$0] }
    let codes = channels
    units = overTime.units.map { unit in
      let row = unit.row
      let entries = codes.map { unit.entries[Int($0)] }
      let others = row.journeys - entries.reduce(0, +)
      let own = Unit(
        journeys: family.add(row.journeys, worth: 1, people: row.customers),
        purchases: family.add(row.purchases, worth: 1, people: row.buyers),
        decided: family.add(unit.isMature ? row.decided : 0), lost: family.add(unit.isMature ? row.lost : 0),
        entries: (entries + [others]).map { family.add($0) })
      family.relate(parts: own.entries, total: own.journeys)
      if unit.isMature {
        family.nest(own.decided, in: own.journeys)
        family.nest(own.lost, in: own.decided)
      }
      return own
    }
    guard !units.isEmpty else { return }
    let units = units
    /// All units and what came before them, or is too young to tell, are the total.
    func sum(_ cell: (Unit) -> Int, _ total: Int) {
      let parts = units.map(cell)
      let rest = family.value(total) - parts.reduce(0) { $0 + family.value($1) }
      guard rest >= 0 else { return }
      let left = rest > 0 ? [family.add(implied: rest)] : []
      family.relate(parts: parts + left, total: total)
    }
    sum(\.journeys, totals.journeys)
    sum(\.purchases, totals.purchases)
    sum(\.lost, totals.lost)
    for (place, row) in named.enumerated() { sum({ $0.entries[place] }, totals.entries.rowTotals[row]) }
    nestBeginnings(overTime, totals, &family)
  }

  /// New journeys of months, which are told too, are among all that begin in the same months.
  private func nestBeginnings(_ overTime: OverTime, _ totals: Totals, _ family: inout Suppression) {
    guard overTime.unit != .week else { return }
    for (unit, own) in zip(overTime.units, units) {
      let months = totals.months.indices.filter { place in
        let month = totals.firstMonth + place
        return RetentionUnit.month.firstDay(of: month) >= unit.days.lowerBound
          && RetentionUnit.month.firstDay(of: month + 1) <= unit.days.upperBound
      }.map { totals.months[$0].all }
      let all = months.reduce(0) { $0 + family.value($1) }
      guard all > 0 else { continue }
      let sum = family.add(slack: all)
      family.relate(parts: months, total: sum)
      family.nest(sum, in: own.journeys)
    }
  }
}

extension BehaviourCells {
  /// The units of time of the analysis.
  static func overTimeCells(
    _ analysis: BehaviourResult, journeys: Int, purchases: Int, lost: Int, entries: MatrixCells,
    _ returns: ReturnCells, _ family: inout Suppression
  ) -> OverTimeCells {
    OverTimeCells(
      analysis.overTime,
      OverTimeCells.Totals(
        journeys: journeys, purchases: purchases, lost: lost, entries: entries, months: returns.months,
        firstMonth: analysis.returns.tally.calendar.firstMonth), &family)
  }
}
