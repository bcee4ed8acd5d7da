import Findings
import Wording

// The leak rates of both periods on one scale.
extension ComparisonPart {
  /// Leak rates of both periods, touchpoint by touchpoint; `nil` where fewer than two are told.
  func leaksBlock() -> FigureBlock? {
    let told = comparison.figures.compactMap { figure -> (code: Int, now: Estimate, before: Estimate)? in
      guard case .leaks(let code) = figure.subject, let now = figure.now.shown, let before = figure.before.shown else {
        return nil
      }
      return (code, now, before)
    }
    guard told.count > 1 else { return nil }
    let bars = told.map { own in
      BarsFigure.Bar(
        id: report.catalog.touchpoints[own.code].id, name: touchpointName(own.code),
        note: w("compare.leaks.note", ["before": .text(w.percent(own.before.value, base: own.before.n))]),
        value: Datum(value: own.now.value, text: w.percent(own.now.value, base: own.now.n)), low: own.now.low,
        high: own.now.high, tone: .leak, target: own.before.value)
    }
    let highest = told.map { max($0.now.high, $0.before.value) }.max() ?? 1
    let top = [0.1, 0.2, 0.25, 0.5, 1].first { $0 >= highest } ?? 1
    let table = Table(
      id: "compared-leaks", caption: w("compare.leaks.title"),
      columns: [
        column("sieve.column.touchpoint", .name), Table.Column(otherPeriod, .number), Table.Column(period, .number),
      ],
      rows: told.map { own in
        Table.Row([
          text(touchpointName(own.code)), text(w.percent(own.before.value, base: own.before.n)),
          text(w.percent(own.now.value, base: own.now.n)),
        ])
      })
    return FigureBlock(
      id: "compared-leaks", title: w("compare.leaks.title"), howToRead: w("compare.leaks.read"),
      figure: .bars(
        BarsFigure(
          style: .dots, bars: bars, maximum: top,
          ticks: [0, 0.5, 1].map { Datum(value: $0 * top, text: w.percent($0 * top, places: top < 0.2 ? 1 : 0)) })),
      table: table, base: customersBase, definition: "compared")
  }
}
