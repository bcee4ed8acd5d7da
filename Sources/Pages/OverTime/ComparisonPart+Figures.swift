import Findings
import Wording

// Both periods drawn on one scale: the funnel, and the holes of the sieve.
extension ComparisonPart {
  /// The funnel of both periods; `nil` where a step of either is not told.
  func funnelBlock() -> FigureBlock? {
    let steps = comparison.figures.filter { if case .step = $0.subject { true } else { false } }
    guard steps.count == report.funnel.steps.count - 1, !steps.isEmpty else { return nil }
    var (now, before) = ([1.0], [1.0])
    for step in steps {
      guard let own = step.now.shown, let other = step.before.shown, let a = now.last, let b = before.last else {
        return nil
      }
      now.append(a * own.value)
      before.append(b * other.value)
    }
    func share(_ x: Double) -> Datum { Datum(value: x, text: w.percent(x)) }
    let drawn = report.funnel.steps.enumerated().map { place, step in
      FunnelFigure.Step(
        id: "step-\(place + 1)", name: stepName(step), customers: share(now[place]),
        stepConversion: place == 0 ? undefinedDatum : datum(steps[place - 1].now), anyhow: share(before[place]))
    }
    let table = Table(
      id: "compared-funnel", caption: w("compare.funnel.title"),
      columns: [
        column("funnel.column.step", .name), Table.Column(otherPeriod, .number), Table.Column(period, .number),
      ],
      rows: report.funnel.steps.indices.map { place in
        Table.Row([text(stepName(report.funnel.steps[place])), share(before[place]), share(now[place])])
      })
    return FigureBlock(
      id: "compared-funnel", title: w("compare.funnel.title"), howToRead: w("compare.funnel.read"),
      figure: .funnel(
        FunnelFigure(steps: drawn, filledLabel: period, outlineLabel: otherPeriod, fullHeight: 1)), table: table,
      base: customersBase, definition: "compared")
  }

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
