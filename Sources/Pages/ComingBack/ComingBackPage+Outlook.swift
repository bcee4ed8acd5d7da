import Findings
import Wording

/// Whether more come of themselves, and what customers are expected to buy.
extension ComingBackPage {
  func awareness(_ returns: ReturnFindings) -> Section {
    guard let awareness = returns.awareness else {
      let why = returns.knowsAdvertising ? w("return.awareness-few") : w("return.awareness-unknown")
      return Section(id: "awareness", heading: w("return.awareness-title-none"), blocks: [.paragraph(why)])
    }
    let first = awareness.firstMonth
    func name(_ place: Int) -> RichText {
      let month = first.year * 12 + first.month - 1 + place
      return w.month(month / 12, month % 12 + 1)
    }
    let list = w.list(awareness.advertised.map { channelName($0) })
    let channels = Block.paragraph(w("return.advertised", ["channels": .text(list)]))
    let table = Table(
      id: "awareness", caption: w("return.awareness-table"),
      columns: [
        column("return.column.month", .name), column("channels.column.share"), column("sieve.column.range"),
      ],
      rows: awareness.shares.indices.map {
        Table.Row([text(name($0)), datum(awareness.shares[$0]), caption(awareness.shares[$0])])
      })
    let bars = awareness.shares.enumerated().compactMap { place, share -> BarsFigure.Bar? in
      guard let e = share.shown else { return nil }
      return BarsFigure.Bar(
        id: "month-\(place + 1)", name: name(place), note: w("return.journeys-note", ["n": .number(e.n)]),
        value: datum(share), low: e.low, high: e.high, tone: .back)
    }
    guard bars.count > 1 else {
      return Section(id: "awareness", heading: verdict(awareness), blocks: [.table(table), channels])
    }
    return Section(
      id: "awareness",
      blocks: [
        .figure(
          FigureBlock(
            id: "awareness", title: verdict(awareness), howToRead: w("return.awareness-read"),
            figure: .bars(
              BarsFigure(style: .dots, bars: Array(bars.suffix(24)), maximum: 1, ticks: shareTicks)), table: table,
            base: customersBase, definition: "awareness")), channels,
      ])
  }

  /// Whether the share grows: a trend that holds, none shown, or too little to tell.
  private func verdict(_ awareness: ReturnFindings.Awareness) -> RichText {
    guard let trend = awareness.trend, let from = awareness.shares.first?.shown, let to = awareness.shares.last?.shown
    else { return w("return.awareness-title-none") }
    guard trend.pValue < 0.05 else { return w("return.awareness-same") }
    let ends: KeyValuePairs<String, Argument> = ["from": .text(percent(from)), "to": .text(percent(to))]
    return trend.slope > 0 ? w("return.awareness-up", ends) : w("return.awareness-down", ends)
  }

  func outlook(_ returns: ReturnFindings) -> Section {
    func section(_ blocks: [Block], _ heading: RichText) -> Section {
      Section(id: "outlook", heading: heading, blocks: blocks)
    }
    guard let forecast = returns.forecast else {
      return section([.paragraph(w("return.forecast-few"))], w("return.forecast-title-none"))
    }
    let days = w.duration(micros: forecast.days * 86_400_000_000)
    guard let came = forecast.came.shown, let same = forecast.trials.first?.expected.shown else {
      return section([.paragraph(w("return.forecast-few"))], w("return.forecast-title-none"))
    }
    let expectedBySame = Argument.number(Int(same.rounded()))
    guard let best = forecast.best, let all = forecast.all.shown,
      let trial = forecast.trials.first(where: { $0.method == best }), let expected = trial.expected.shown,
      let error = trial.error.shown
    else {
      let none = w("return.forecast-none", ["days": .text(days), "came": .number(came), "same": expectedBySame])
      return section([.paragraph(none)], w("return.forecast-title-none"))
    }
    let passed = w(
      "return.forecast-test",
      [
        "days": .text(days), "came": .number(came), "same": expectedBySame,
        "expected": .number(Int(expected.rounded())), "error": .text(w.percent(error)),
      ])
    return section(
      [.paragraph(passed), .table(forecastTable(forecast))],
      w(
        "return.forecast-title",
        [
          "days": .text(days), "n": .number(Int(all.value.rounded())),
          "range": .text(w.numberRange(Int(all.low.rounded()), Int(all.high.rounded()))),
        ]))
  }

  private func forecastTable(_ forecast: ForecastFindings) -> Table {
    func whole(_ value: Published<Double>) -> Datum {
      guard let value = value.shown else { return missing(value.isHidden) }
      return Datum(value: value, text: w.number(Int(value.rounded())))
    }
    func ends(_ value: Published<Estimate>) -> [Datum] {
      guard let e = value.shown else { return [missing(value.isHidden), missing(value.isHidden)] }
      return [
        Datum(value: e.value, text: w.number(Int(e.value.rounded()))),
        text(w.captionRange(e.low.rounded(), e.high.rounded(), places: 0)),
      ]
    }
    let last = forecast.groups.count - 1
    var rows = forecast.groups.enumerated().map { place, group in
      let name = place == last ? w("return.and-more", ["n": .number(place)]) : w.number(place)
      return Table.Row(
        [text(name), datum(group.before), datum(group.came), whole(group.expectedBefore), datum(group.customers)]
          + ends(group.forecast))
    }
    rows.append(
      Table.Row(
        [
          text(w("total")), datum(forecast.before), datum(forecast.came),
          whole(forecast.trials.first { $0.method == forecast.best }?.expected ?? .undefined), undefinedDatum,
        ] + ends(forecast.all), isTotal: true))
    return Table(
      id: "forecast", caption: w("return.forecast-table"),
      columns: [
        column("return.column.repeats", .name), column("return.column.before"), column("return.column.came"),
        column("return.column.expected"), column("return.column.now"), column("return.column.forecast"),
        column("sieve.column.range"),
      ], rows: rows)
  }
}
