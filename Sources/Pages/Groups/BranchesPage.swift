import Findings
import Wording

/// Which branch or team does it well, and which does not: each held against all on cases like its own. Never people.
struct BranchesPage: PageContent {
  let telling: Telling

  /// One section for each kind of unit and thing they are held against each other by.
  func page() -> Page {
    let units = report.units
    let told = units.first { $0.last != nil } ?? units.first { $0.best != nil } ?? units.first
    return Page(
      id: .branches, language: w.language, name: w.plain("page.branches"),
      headline: told.map(headline) ?? RichText(w.plain("page.branches")),
      lead: [w("units.lead", ["p": .text(w.percent(UnitFindings.surely))])],
      sections: units.flatMap { unit in
        unit.tables.enumerated().map { place, table in
          Section(
            id: "\(unit.unit.rawValue)-\(place)", blocks: [.figure(figure(unit, table, place))] + sentences(unit, table)
          )
        }
      })
  }

  /// "Haifa is last among 6 branches in recommendation (97%)", for page one; `nil` where none surely is.
  func line() -> RichText? {
    guard let unit = report.units.first(where: { $0.last != nil }), let last = unit.last else { return nil }
    let things = few(last.tables) { table -> RichText? in
      guard let p = table.last.flatMap({ table.rows[$0].probabilityOfLast.shown }) else { return nil }
      return w("units.thing", ["what": .text(subject(table)), "p": .text(probability(p))])
    }
    return w(
      "units.line",
      [
        "name": .text(w.value(last.name)), "units": .text(count(unit, last.tables)), "things": .text(w.list(things)),
      ])
  }

  /// The first of a unit's tables by what is said of each, and how many more there are.
  private func few(_ tables: [UnitFindings.Table], _ said: (UnitFindings.Table) -> RichText?) -> [RichText] {
    let all = tables.compactMap(said)
    guard all.count > 3 else { return all }
    return all.prefix(2) + [w("units.more", ["n": .count(all.count - 2)])]
  }

  private func headline(_ unit: UnitFindings) -> RichText {
    func told(_ key: String, _ found: (name: String, tables: [UnitFindings.Table])) -> RichText {
      w(
        key,
        [
          "unit": .text(word(unit, "definite")), "one": .text(word(unit, "one")), "name": .text(w.value(found.name)),
          "things": .text(w.list(few(found.tables, subject))),
        ])
    }
    if let last = unit.last { return told("units.headline.last", last) }
    if let best = unit.best { return told("units.headline.best", best) }
    return w("units.headline.none", ["one": .text(word(unit, "one"))])
  }

  private func word(_ unit: UnitFindings, _ form: String) -> RichText { w("units.word.\(unit.unit.rawValue).\(form)") }

  private func count(_ unit: UnitFindings, _ tables: [UnitFindings.Table]) -> RichText {
    w("units.count.\(unit.unit.rawValue)", ["n": .count(tables.map(\.rows.count).max() ?? 0)])
  }

  /// What they are held against each other by.
  private func subject(_ table: UnitFindings.Table) -> RichText {
    switch table.subject {
    case .returns: w("units.subject.returns")
    case .stops: w("units.subject.stops")
    case .question(let place): questionMeasure(surveys.questions[place])
    }
  }

  private func isPoints(_ table: UnitFindings.Table) -> Bool {
    guard case .question(let place) = table.subject else { return false }
    return surveys.questions[place].measure.metric == .nps
  }

  /// A number of a table: a share, or points.
  private func value(_ x: Double, _ table: UnitFindings.Table) -> RichText {
    isPoints(table) ? w.signed(Int(x.rounded())) : w.percent(x, places: isRare(table) ? 1 : 0)
  }

  /// Whether its shares are so small that a tenth of a percent counts.
  private func isRare(_ table: UnitFindings.Table) -> Bool {
    table.rows.allSatisfy { ($0.standardised.shown?.high ?? 0) <= 0.2 }
  }

  private func range(_ e: Estimate, _ table: UnitFindings.Table) -> RichText {
    isPoints(table) ? signedRange(e.low, e.high) : w.range(e.low, e.high, base: isRare(table) ? 1000 : 100)
  }

  /// At most "over 99%" and at least "under 1%": no place is certain.
  private func probability(_ p: Double) -> RichText {
    if p > 0.99 { return w("units.over", ["p": .text(w.percent(0.99))]) }
    return p < 0.01 ? w("units.under", ["p": .text(w.percent(0.01))]) : w.percent(p)
  }

  /// The finding of a table.
  private func title(_ unit: UnitFindings, _ table: UnitFindings.Table) -> RichText {
    let what = Argument.text(subject(table))
    if let last = table.last {
      let row = table.rows[last]
      return w(
        "units.title.last",
        [
          "name": .text(w.value(row.name)), "what": what, "many": .text(word(unit, "definite-many")),
          "value": .text(row.standardised.shown.map { value($0.value, table) } ?? w.undefined),
          "expected": .text(row.expected.shown.map { value($0, table) } ?? w.undefined),
        ])
    }
    if let best = table.best {
      return w("units.title.best", ["name": .text(w.value(table.rows[best].name)), "what": what])
    }
    let form = table.isDifferent ? "unsure" : "none"
    return w(
      "units.title.\(form)", ["what": what, "many": .text(word(unit, "many")), "one": .text(word(unit, "one"))])
  }

  /// Who is last, who is best and how sure that is.
  private func sentences(_ unit: UnitFindings, _ table: UnitFindings.Table) -> [Block] {
    func said(_ key: String, _ place: Int?, _ probability: (UnitFindings.Row) -> Published<Double>) -> Block? {
      guard let row = place.map({ table.rows[$0] }), let p = probability(row).shown else { return nil }
      return .paragraph(
        w(
          key,
          [
            "name": .text(w.value(row.name)), "units": .text(count(unit, [table])),
            "p": .text(self.probability(p)),
          ]))
    }
    return [
      said("units.sure-last", table.last) { $0.probabilityOfLast },
      said("units.sure-best", table.best) { $0.probabilityOfBest },
    ].compactMap { $0 }
  }

  private func figure(_ unit: UnitFindings, _ table: UnitFindings.Table, _ place: Int) -> FigureBlock {
    let id = "\(unit.unit.rawValue)-\(place)"
    // Points run from −100: they are drawn from there.
    let shift = isPoints(table) ? 100.0 : 0
    let bars = table.rows.enumerated().compactMap { number, row -> BarsFigure.Bar? in
      guard let own = row.standardised.shown else { return nil }
      return BarsFigure.Bar(
        id: "\(id)-\(number)", name: w.value(row.name), note: note(row, table),
        value: Datum(value: own.value + shift, text: value(own.value, table)), low: own.low + shift,
        high: own.high + shift, tone: number == table.last ? .leak : .structure)
    }
    let highest = bars.map { $0.high ?? 0 }.max() ?? 1
    let top = isPoints(table) ? 200 : [0.05, 0.1, 0.2, 0.25, 0.5, 1].first { $0 >= highest } ?? 1
    let ticks = [0, 0.5, 1].map { part -> Datum in
      let x = part * top
      return Datum(
        value: x, text: isPoints(table) ? w.signed(Int(x - shift)) : w.percent(x, places: top < 0.2 ? 1 : 0))
    }
    return FigureBlock(
      id: id, title: title(unit, table), howToRead: w("units.read", ["one": .text(word(unit, "one"))]),
      figure: .bars(BarsFigure(style: .dots, bars: Array(bars.prefix(24)), maximum: top, ticks: ticks)),
      table: self.table(unit, table, id), base: base(table), definition: "units")
  }

  private func base(_ table: UnitFindings.Table) -> RichText {
    switch table.subject {
    case .returns: w("units.base.returns")
    case .stops: w("units.base.stops")
    case .question: w("units.base.answers")
    }
  }

  private func note(_ row: UnitFindings.Row, _ table: UnitFindings.Table) -> RichText {
    let n = words(row.base)
    return switch table.subject {
    case .returns: w("units.note.returns", ["n": .text(n)])
    case .stops: w("units.note.stops", ["n": .text(n)])
    case .question: w("units.note.answers", ["n": .text(n)])
    }
  }

  private func table(_ unit: UnitFindings, _ table: UnitFindings.Table, _ id: String) -> Table {
    func cell(_ x: Published<Double>) -> Datum {
      x.shown.map { Datum(value: $0, text: value($0, table)) } ?? missing(x.isHidden)
    }
    func chance(_ x: Published<Double>) -> Datum {
      x.shown.map { Datum(value: $0, text: probability($0)) } ?? missing(x.isHidden)
    }
    let isCounted = table.subject == .returns || table.subject == .stops
    let counts = isCounted ? [column("units.column.part")] : []
    return Table(
      id: "table-" + id, caption: w("units.table", ["what": .text(subject(table))]),
      columns: [Table.Column(word(unit, "one"), .name), Table.Column(base(table), .number)] + counts + [
        column("units.column.observed"), column("units.column.expected"), column("units.column.standardised"),
        column("sieve.column.range"), column("units.column.last"), column("units.column.best"),
      ],
      rows: table.rows.map { row in
        let own = row.standardised
        return Table.Row(
          [text(w.value(row.name)), datum(row.base)] + (isCounted ? [datum(row.part)] : []) + [
            cell(row.observed), cell(row.expected), cell(own.map(\.value)),
            own.shown.map { text(range($0, table)) } ?? missing(own.isHidden), chance(row.probabilityOfLast),
            chance(row.probabilityOfBest),
          ])
      })
  }
}
