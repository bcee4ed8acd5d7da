import Journeys
import Statistics

/// Branches or teams side by side by what was bought and given back there, and by who left there.
package struct UnitTables: Sendable, Equatable {
  /// A column of more values names no units.
  static let mostUnits = KeptAttribute.mostValues

  package let tally: UnitTally
  /// By unit and kind of case: of a hundred purchases those kept, and of a hundred touches those after which the customer
  /// went on; empty where nothing was given back, or nobody left. What is told of a unit must not follow from one that is
  /// hidden, so the tables are made of these where it is known which are.
  package let keptCells, stayedCells: [[LeagueTable.Cell]]
  /// Units of fewer cases have no place.
  package let fewest: Int

  /// - Parameter fewest: units of fewer cases have no place.
  init(_ tally: UnitTally, fewest: Int) {
    self.tally = tally
    self.fewest = fewest
    func cells(_ part: UnitTally.Count, of whole: UnitTally.Count) -> [[LeagueTable.Cell]] {
      let strata = tally.strata(part, of: whole)
      guard strata.contains(where: { $0.contains { $0.part > 0 } }) else { return [] }
      return strata.map { $0.map { LeagueTable.Cell($0.whole - $0.part, of: $0.whole) } }
    }
    keptCells = cells(.returned, of: .sold)
    stayedCells = cells(.stopped, of: .touched)
  }

  /// Of all units together, hidden ones among them.
  var kept: LeagueTable? { LeagueTable(keptCells, fewest: fewest) }
  var stayed: LeagueTable? { LeagueTable(stayedCells, fewest: fewest) }
}

/// One question's answers by branch or team.
package struct UnitScores: Sendable {
  package var unit: OrganisationUnit
  /// The column that names it.
  package var by: String
  /// By unit, as written; the id `""` stands for answers without one.
  package var values: [CutScore]
  /// Units in the order of the cells.
  package var ids: [String]
  /// In points, by unit and touchpoint that answers are about.
  package var cells: [[LeagueTable.Cell]]
  /// Units of fewer answers have no place.
  package var fewest: Int
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
      cells: cells, fewest: max(2, hiddenBelow))
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
