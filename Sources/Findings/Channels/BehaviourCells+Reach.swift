import Analysis
import Journeys

extension BehaviourCells {
  /// Who answers the company, by channel, hour and group: two counts a row.
  struct AnswerCells {
    struct Row {
      let contacted, answered: Int

      init(_ row: AnswerRates.Row, _ family: inout Suppression) {
        (contacted, answered) = (family.add(row.contacted), family.add(row.answered))
        family.nest(answered, in: contacted)
      }
    }
    /// By subject; rows, and those who stand in none.
    let rows: [[Row]]
    let rests: [Row]
    /// Customers contacted at all, and those who answered.
    let all: Row?

    init(_ rates: [AnswerRates], everyone: Int, _ family: inout Suppression) {
      let all = rates.first.map { Row($0.all, &family) }
      self.all = all
      rows = rates.map { $0.rows.map { Row($0, &family) } }
      rests = rates.map { Row($0.rest, &family) }
      guard let all else { return }
      family.nest(all.contacted, in: everyone)
      for (own, rest) in zip(rows, rests) {
        family.relate(parts: (own + [rest]).map(\.contacted), total: all.contacted)
        family.relate(parts: (own + [rest]).map(\.answered), total: all.answered)
        let silent = (own + [rest]).map { row in
          let cell = family.add(implied: family.value(row.contacted) - family.value(row.answered))
          family.relate(parts: [row.answered, cell], total: row.contacted)
          return cell
        }
        let none = family.add(implied: family.value(all.contacted) - family.value(all.answered))
        family.relate(parts: [all.answered, none], total: all.contacted)
        family.relate(parts: silent, total: none)
      }
    }
  }

  /// In which channels first, second and later journeys begin.
  struct JourneyNumberCells {
    /// By channel.
    let first, second, later: [Int]

    /// - Parameter firsts: by code, customers of whom the first is so, where that is told elsewhere.
    init(_ numbers: JourneyNumbers, firsts: [UInt32: Int], _ family: inout Suppression) {
      first = numbers.rows.map { row in
        firsts[row.place].map { BehaviourCells.sameOrOwn(row.first, $0, &family) } ?? family.add(row.first)
      }
      second = numbers.rows.map { family.add($0.second) }
      later = numbers.rows.map { family.add($0.later) }
    }

    /// - Parameters:
    ///   - matrix: customers by where they started.
    ///   - cycles: the same of journeys.
    init(
      _ numbers: JourneyNumbers, customers matrix: MatrixCells, journeys cycles: MatrixCells,
      _ family: inout Suppression
    ) {
      first = numbers.rows.map { row in
        guard let at = matrix.rows.firstIndex(of: row.place) else { return family.add(row.first) }
        return BehaviourCells.sameOrOwn(row.first, matrix.rowTotals[at], &family)
      }
      second = numbers.rows.map { family.add($0.second) }
      later = numbers.rows.map { family.add($0.later) }
      for (place, row) in numbers.rows.enumerated() {
        family.nest(second[place], in: matrix.total)
        guard let at = cycles.rows.firstIndex(of: row.place) else { continue }
        family.relate(parts: [first[place], second[place], later[place]], ifTotal: cycles.rowTotals[at])
      }
    }
  }
}
