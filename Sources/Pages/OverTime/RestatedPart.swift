import Findings
import Wording

/// What an earlier report told of the same days, where it is another number now.
struct RestatedPart: PageContent {
  let telling: Telling
  let restated: RestatedFindings

  /// `nil` where no earlier report was given.
  init?(_ telling: Telling) {
    guard let restated = telling.report.restated else { return nil }
    (self.telling, self.restated) = (telling, restated)
  }

  private var earlierPeriod: RichText { period(restated.firstDay, restated.lastDay) }

  /// Both numbers of every figure that changed.
  func section() -> Section {
    let changed = restated.figures
    var blocks: [Block] = [
      .paragraph(
        w(
          "restated.read",
          [
            "n": .count(restated.told), "before": .text(earlierPeriod), "then": .text(date(restated.observedUntil)),
            "now": .text(date(report.observedUntilDay)),
          ]))
    ]
    if restated.told > 0 { blocks.append(.paragraph(w("restated.changed", ["n": .count(changed.count)]))) }
    if restated.hidden > 0 { blocks.append(.paragraph(w("restated.hidden", ["n": .count(restated.hidden)]))) }
    if !restated.windows.isEmpty {
      blocks += [.paragraph(w("restated.windows")), .list(restated.windows.map(line))]
    }
    if !changed.isEmpty { blocks.append(.table(table())) }
    return Section(
      id: "restated", heading: w("restated.heading", ["before": .text(earlierPeriod)]), blocks: blocks)
  }

  private func date(_ day: CivilDate) -> RichText { w.date(day.year, day.month, day.day) }

  private func period(_ first: CivilDate, _ last: CivilDate) -> RichText {
    w.period(from: (first.year, first.month, first.day), to: (last.year, last.month, last.day))
  }

  private func line(_ changed: RestatedFindings.ChangedWindow) -> RichText {
    func duration(_ days: Double?) -> RichText {
      days.map { w.duration(micros: Int64(min(max($0, 0), 1e6) * 86_400_000_000)) } ?? w("methods.none")
    }
    return w(
      "restated.window",
      [
        "window": .text(w("methods.setting." + changed.window.rawValue)), "before": .text(duration(changed.before)),
        "now": .text(duration(changed.now)),
      ])
  }

  private func what(_ subject: RestatedFindings.Subject) -> RichText {
    switch subject {
    case .journeys: w("restated.what.journeys")
    case .purchases: w("restated.what.purchases")
    case .cancelled: w("restated.what.cancelled")
    case .open: w("restated.what.open")
    case .amount: w("restated.what.amount")
    case .stopped: w("restated.what.stopped")
    case .journeysStopped: w("time.what.stops")
    case .followed:
      w("compare.what.followed", ["window": .text(w.duration(micros: report.blueprint.windows.repurchase))])
    case .converted: w("restated.what.converted")
    case .leaks(let code): w("compare.what.leaks", ["name": .text(touchpointName(code))])
    }
  }

  private func datum(_ value: RestatedFindings.Value) -> Datum {
    switch value {
    case .count(let n): datum(n)
    case .amount(let amount):
      amount.shown.map { Datum(value: Double($0) / 1_000_000, text: w.money($0)) } ?? missing(amount.isHidden)
    case .share(let share): datum(share)
    }
  }

  private func table() -> Table {
    func told(_ day: CivilDate) -> Table.Column {
      Table.Column(w("restated.told", ["date": .text(w.shortDate(day.year, day.month, day.day))]), .number)
    }
    return Table(
      id: "restated", caption: w("restated.table"),
      columns: [
        column("time.column.what", .name), column("restated.days", .text), told(restated.observedUntil),
        told(report.observedUntilDay),
      ],
      rows: restated.figures.map { figure in
        Table.Row([
          text(what(figure.subject)), text(period(figure.firstDay, figure.lastDay)), datum(figure.before),
          datum(figure.now),
        ])
      })
  }
}
