import Findings
import Wording

// What was decided in the last workshop, and what became of it.
extension ComparisonPart {
  /// `nil` where no sheet of decisions came back.
  func decisionsSection() -> Section? {
    let outcomes = comparison.decisions
    guard !outcomes.isEmpty else { return nil }
    let rows = outcomes.map { outcome in
      let own = report.decisions[outcome.index]
      let status = own.status.map { text(w("todo.status." + $0.rawValue)) } ?? undefinedDatum
      let done = own.doneOn.map { text(w.shortDate($0.year, $0.month, $0.day)) } ?? undefinedDatum
      let words = own.decision.map { text(w.name($0)) } ?? undefinedDatum
      let figure = outcome.figure
      return Table.Row([
        text(touchpointName(id: own.touchpoint)), words, status, done, datum(figure?.before), datum(figure?.now),
        figure.map(comparedDifference) ?? undefinedDatum, figure.map(comparedVerdict) ?? undefinedDatum,
        beyond(outcome.beyond),
      ])
    }
    let table = Table(
      id: "decided-moved", caption: w("compare.decided.table"),
      columns: [
        column("sieve.column.touchpoint", .name), column("todo.fill.decision", .text),
        column("todo.fill.status", .text), column("todo.fill.done-on", .text), Table.Column(otherPeriod, .number),
        Table.Column(period, .number), column("time.fact.difference"), column("compare.column.verdict", .text),
        column("compare.decided.beyond"),
      ], rows: rows)
    return Section(
      id: "decided-moved", heading: w("compare.decided.heading"),
      blocks: [.paragraph(w("compare.decided.read")), .table(table)])
  }

  private func beyond(_ difference: Published<Estimate>) -> Datum {
    guard let e = difference.shown else { return missing(difference.isHidden) }
    return Datum(
      value: e.value,
      text: w("compare.points", ["range": .text(w.captionRange(e.low * 100, e.high * 100, places: 1))]))
  }
}
