import Analysis
import Journeys
import Statistics

/// Branches or teams side by side, as it may be said: which is worst or best at what, like with like, where one is surely.
/// Never people.
package struct UnitFindings: Sendable {
  /// What units are held against each other by.
  package enum Subject: Sendable, Equatable {
    /// Purchases that were given back.
    case returns
    /// Touches after which the customer left.
    case stops
    /// The answers to a question, by its place among the questions.
    case question(Int)
  }

  /// One unit.
  package struct Row: Sendable {
    /// As the data write it.
    package var name: String
    /// Purchases, touches or answers.
    package var base: Published<Int>
    /// Those of them that were given back, or after which the customer left; undefined of answers.
    package var part: Published<Int>
    /// As it is, and what units together achieve on cases like its own; a share 0…1, or points of an NPS.
    package var observed, expected: Published<Double>
    /// As it would be with the cases of all: of the same scale.
    package var standardised: Published<Estimate>
    /// How likely it is the worst, and the best of all.
    package var probabilityOfLast, probabilityOfBest: Published<Double>
  }

  /// Units held against each other by one thing.
  package struct Table: Sendable {
    package var subject: Subject
    /// The worst first.
    package var rows: [Row]
    /// How likely as wide a spread is by chance, corrected for the number of tables; two digits of it.
    package var pValue: Double
    /// Whether units differ at all, as far as can be told.
    package var isDifferent = false
    /// The row that is the worst, or the best, with a probability of four in five and more; `nil`: none surely is.
    package var last, best: Int?
    /// Whether it is whether customers recommend.
    package var isRecommendation = false
  }

  /// A table before it is known what holds.
  struct Draft: Sendable {
    var unit: OrganisationUnit
    var table: Table
    /// Places in `rows` that the table would name.
    var last, best: Int?
  }

  package var unit: OrganisationUnit
  package var tables: [Table]

  /// How likely a place must be to be told.
  package static let surely = LeagueTable.namingProbability

  /// The unit that is the worst by most things, and by which ones, those first that a reader asks for first: whether
  /// customers recommend it, what they give back, whether they leave; `nil` where none surely is.
  package var last: (name: String, tables: [Table])? { most(\.last) }
  /// The same of the best.
  package var best: (name: String, tables: [Table])? { most(\.best) }

  private func most(_ place: (Table) -> Int?) -> (name: String, tables: [Table])? {
    var found: [(name: String, tables: [Table])] = []
    for table in tables {
      guard let place = place(table) else { continue }
      let name = table.rows[place].name
      if let known = found.firstIndex(where: { $0.name == name }) {
        found[known].tables.append(table)
      } else {
        found.append((name, [table]))
      }
    }
    guard let most = found.map(\.tables.count).max() else { return nil }
    return found.first { $0.tables.count == most }.map { own in
      (own.name, own.tables.filter(\.isRecommendation) + own.tables.filter { !$0.isRecommendation })
    }
  }

  /// Everything that units are held against each other by, what holds after the number of tables is corrected for (Holm).
  static func all(
    _ analysis: BehaviourResult, _ scores: [Draft], _ catalog: Catalog, _ cells: BehaviourCells, _ hiding: Hiding
  ) -> [UnitFindings] {
    let drafts = zip(analysis.units, cells.units).flatMap { Draft.all($0, $1, catalog, cells, hiding) } + scores
    let corrected = holm(drafts.map(\.table.pValue))
    return OrganisationUnit.allCases.compactMap { unit in
      let tables = zip(drafts, corrected).filter { $0.0.unit == unit }.map { draft, p in
        var table = draft.table
        (table.pValue, table.isDifferent) = (hiding.twoDigits(p), p < 0.05)
        if table.isDifferent { (table.last, table.best) = (draft.last, draft.best) }
        return table
      }
      return tables.isEmpty ? nil : UnitFindings(unit: unit, tables: tables)
    }
  }
}

extension UnitFindings.Draft {
  /// - Parameters:
  ///   - scale: points of the table in one of what is told.
  ///   - isLess: of what is told, less is better: the table's numbers are what is left of a hundred.
  ///   - cells: by unit and kind of case.
  ///   - fewest: units of fewer cases have no place.
  ///   - counts: by unit, its name, its base and the part. Units whose numbers are hidden are in no other's expectation.
  private init?(
    _ unit: OrganisationUnit, _ subject: UnitFindings.Subject, _ cells: [[LeagueTable.Cell]], fewest: Int,
    scale: Double, isLess: Bool,
    _ hiding: Hiding, _ counts: (Int) -> (name: String, base: Published<Int>, part: Published<Int>)
  ) {
    let all = cells.indices.map(counts)
    let isHidden = all.map { $0.base.isHidden || $0.part.isHidden }
    let shown = zip(cells, isHidden).map { $1 ? [] : $0 }
    guard let league = LeagueTable(shown, fewest: fewest) else { return nil }
    func told(_ x: Double) -> Double { (isLess ? 100 - x : x) / scale }
    let order = league.rows.indices.sorted {
      let (a, b) = (league.rows[$0], league.rows[$1])
      return a.standardised.value != b.standardised.value
        ? a.standardised.value < b.standardised.value : a.unit < b.unit
    }
    let rows = order.map { place -> UnitFindings.Row in
      let row = league.rows[place]
      let (name, base, part) = all[row.unit]
      let own = row.standardised
      let ends = [told(own.low), told(own.high)].sorted()
      let isShare = scale == 100
      // As many cases as the threshold, moved from one kind to another, do not show in what was expected.
      func coarse(_ value: Double, _ low: Double, _ high: Double) -> Estimate {
        hiding.coarse(
          Estimate(value: value, low: low, high: high, n: row.n), n: row.n, scale: league.strataSpread / scale,
          within: isShare ? 0...1 : -100...100)
      }
      let expected = told(row.expected)
      func with(_ x: Double) -> Published<Double> { Hiding.number(x, with: base) }
      return UnitFindings.Row(
        name: name, base: base, part: part, observed: with(told(row.observed)),
        expected: with(coarse(expected, expected, expected).value),
        standardised: Hiding.number(coarse(told(own.value), ends[0], ends[1]), with: base),
        probabilityOfLast: with((row.probabilityOfLast * 100).rounded() / 100),
        probabilityOfBest: with((row.probabilityOfBest * 100).rounded() / 100))
    }
    let others = cells.indices.filter { place in
      isHidden[place] && cells[place].reduce(0) { $0 + $1.n } >= fewest
    }.map { place in
      UnitFindings.Row(
        name: all[place].name, base: all[place].base, part: all[place].part, observed: .hidden, expected: .hidden,
        standardised: .hidden, probabilityOfLast: .hidden, probabilityOfBest: .hidden)
    }
    func named(_ place: Int?) -> Int? { place.flatMap { order.firstIndex(of: $0) } }
    self.unit = unit
    table = UnitFindings.Table(subject: subject, rows: rows + others, pValue: league.pValue, last: nil, best: nil)
    (last, best) = (named(league.last), named(league.best))
  }

  /// What was given back, and who left.
  static func all(
    _ own: UnitTables, _ unit: BehaviourCells.UnitCells, _ catalog: Catalog, _ cells: BehaviourCells, _ hiding: Hiding
  ) -> [Self] {
    func table(
      _ subject: UnitFindings.Subject, _ league: [[LeagueTable.Cell]], _ base: [Int], _ part: [Int]
    ) -> Self? {
      Self(own.tally.unit, subject, league, fewest: own.fewest, scale: 100, isLess: true, hiding) { place in
        let source = own.tally.names.sources[place]
        return (
          catalog.attributes[source.attribute].values[source.value].id, cells[base[place]], cells[part[place]]
        )
      }
    }
    return [
      table(.returns, own.keptCells, unit.sold, unit.returned),
      table(.stops, own.stayedCells, unit.touched, unit.stopped),
    ].compactMap { $0 }
  }

  /// A question's answers.
  init?(_ own: UnitScores, _ question: Analysis.QuestionScores, _ place: Int, _ cells: RatingCells) {
    self.init(
      own.unit, .question(place), own.cells, fewest: own.fewest,
      scale: question.measure.metric == .nps ? 1 : 100, isLess: false, cells.hiding
    ) { unit in
      let n = own.values.first { $0.id == own.ids[unit] }?.score.n ?? 0
      return (own.ids[unit], cells.unit(question.id, by: own.by, own.ids[unit], n: n), .undefined)
    }
    table.isRecommendation = question.measure.metric == .nps
  }
}
