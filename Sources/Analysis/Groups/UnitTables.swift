import Journeys
import Statistics

/// Branches or teams side by side by what was bought and given back there, and by who left there.
package struct UnitTables: Sendable, Equatable {
  /// A column of more values names no units.
  static let mostUnits = KeptAttribute.mostValues

  package let tally: UnitTally
  /// By unit: of a hundred purchases those kept, and of a hundred touches those after which the customer went on, like with
  /// like; `nil` where fewer than two units have cases enough, or nothing was given back, or nobody left.
  package let kept, stayed: LeagueTable?

  /// - Parameter fewest: units of fewer cases have no place.
  init(_ tally: UnitTally, fewest: Int) {
    self.tally = tally
    func table(_ part: UnitTally.Count, of whole: UnitTally.Count) -> LeagueTable? {
      let strata = tally.strata(part, of: whole)
      guard strata.contains(where: { $0.contains { $0.part > 0 } }) else { return nil }
      return LeagueTable(
        strata.map { $0.map { LeagueTable.Cell($0.whole - $0.part, of: $0.whole) } }, fewest: fewest)
    }
    kept = table(.returned, of: .sold)
    stayed = table(.stopped, of: .touched)
  }
}

/// One question's answers by branch or team.
package struct UnitScores: Sendable {
  package var unit: OrganisationUnit
  /// The column that names it.
  package var by: String
  /// By unit, as written; the id `""` stands for answers without one.
  package var values: [CutScore]
  /// Units in the order of the table's own numbers.
  package var ids: [String]
  /// In points, those about the same touchpoint held against each other; `nil` of fewer than two units.
  package var table: LeagueTable?
}

extension RatingTable {
  /// One question's answers by unit, those about one touchpoint like with like.
  func unitScores(
    _ ref: QuestionRef, _ unit: (unit: OrganisationUnit, rows: SurveyAnswers.Attribute),
    _ cuts: (TallyGrid, [String]) -> [CutScore]
  ) -> UnitScores {
    let question = question(ref)
    let metric = measure(ref).metric
    let column = column(ref)
    let isWeighted = !survey(ref).weights.isEmpty
    let codes = unit.rows.codes
    let names = [""] + unit.rows.values
    var plain = TallyGrid(question.scale, parts: names.count, isWeighted: isWeighted)
    plain.add(column) { codes[$0] + 1 }
    // Answers about one touchpoint are cases alike; those about none are too.
    var strata = 1
    var stratumOf = [Int32](repeating: 0, count: answers.touchpoints.count + 1)
    if question.touchpoint == nil, !survey(ref).touchpoints.isEmpty {
      column.forEach { row, _ in
        let place = Int(column.touchpoint(row) + 1)
        guard place > 0, stratumOf[place] == 0 else { return }
        stratumOf[place] = Int32(strata)
        strata += 1
      }
    }
    var grid = TallyGrid(question.scale, parts: unit.rows.values.count * strata, isWeighted: false)
    grid.add(column) { row in
      guard codes[row] >= 0 else { return -1 }
      return codes[row] * Int32(strata) + stratumOf[Int(column.touchpoint(row) + 1)]
    }
    let cells = unit.rows.values.indices.map { unit in
      (0..<strata).map { grid[unit * strata + $0].leagueCell(metric) }
    }
    return UnitScores(
      unit: unit.unit, by: unit.rows.name, values: cuts(plain, names), ids: unit.rows.values,
      table: LeagueTable(cells, fewest: max(2, hiddenBelow)))
  }
}

extension ScoreTally {
  /// Answers as points: a share's are 100 in the top boxes and 0 outside, those of the NPS 100, 0 and −100.
  fileprivate func leagueCell(_ metric: QuestionMetric) -> LeagueTable.Cell {
    guard metric == .nps else {
      let top = top(metric)
      return LeagueTable.Cell(top.part, of: top.whole)
    }
    let own = promoters
    return LeagueTable.Cell(
      n: n, sum: 100 * Double(own.promoters - own.detractors), squares: 10_000 * Double(own.promoters + own.detractors))
  }
}
