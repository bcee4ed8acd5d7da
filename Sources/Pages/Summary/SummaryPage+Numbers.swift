import Findings
import Wording

// The numbers of page one.
extension SummaryPage {
  /// The three numbers of page one (what was bought, what customers say, how many stop) and all others there are.
  func keyFigures() -> (three: [KeyFigure], others: [KeyFigure]) {
    let all =
      [boughtFigure].compactMap { $0 } + countedFigures()
      + [overallFigure ?? lowestFigure, stopFigure].compactMap { $0 }
    let wanted = ["revenue", "overall", "lowest", "stop"]
    var three = wanted.compactMap { id in all.first { $0.id == id && $0.value.state != .hidden } }
    // Where amounts, surveys or purchases are missing, other numbers take their places.
    for figure in all where three.count < 3 && !three.contains(figure) { three.append(figure) }
    func place(_ figure: KeyFigure) -> Int { wanted.firstIndex(of: figure.id) ?? 0 }
    three = three.enumerated().sorted { (place($0.element), $0.offset) < (place($1.element), $1.offset) }.map(\.element)
    // The same thing stands on the page once.
    let said = Set(three.map(\.id)).contains("stop") ? ["lost"] : []
    return (three, all.filter { !three.contains($0) && !said.contains($0.id) })
  }

  /// A number that is none of the three, in a line.
  func factLine(_ figure: KeyFigure) -> RichText? {
    guard figure.value.state == .shown || figure.value.state == .directional else { return nil }
    return w(
      figure.note.isEmpty ? "summary.fact" : "summary.fact-note",
      figure.note.isEmpty
        ? ["label": .text(figure.label), "value": .text(figure.value.text)]
        : ["label": .text(figure.label), "value": .text(figure.value.text), "note": .text(figure.note)])
  }

  /// What was bought, in money; `nil` without amounts that may be told.
  private var boughtFigure: KeyFigure? {
    guard let amount = report.journeys.amount.shown, amount > 0, report.journeys.purchases.shown != nil else {
      return nil
    }
    return KeyFigure(
      id: "revenue", label: w("summary.tile.revenue"),
      value: Datum(value: nil, text: w.money(amount)), note: counted("count.purchases", report.journeys.purchases))
  }

  /// The share who stop, of the customers whose last journey's end is known.
  private var stopFigure: KeyFigure? {
    guard report.hasPurchases, report.window.window != nil, let share = report.sieve.stopShare.shown, share.n >= 30,
      let lost = report.sieve.lostTotal.shown
    else { return nil }
    return KeyFigure(
      id: "stop", label: w("summary.tile.stop"), value: datum(report.sieve.stopShare),
      note: w(
        "summary.tile.stop-note", ["lost": .number(lost), "n": .number(share.n), "range": .text(range(share))]))
  }

  /// The overall question of the relationship beside its target.
  private var overallFigure: KeyFigure? {
    guard let clock = overallQuestion else { return nil }
    return KeyFigure(
      id: "overall", label: metricName(clock.measure.metric), value: datum(clock.overall, clock.measure.metric),
      note: besideTarget(
        w(
          "satisfaction.tile.note",
          ["range": .text(range(clock.overall, clock.measure.metric)), "answers": .text(answers(clock.overall.n))]),
        clock.measure.metric))
  }

  /// Where nothing was asked about the whole: the lowest score of a touchpoint with enough answers.
  private var lowestFigure: KeyFigure? {
    guard let main = ranked.first,
      let low = main.touchpoints.filter({ $0.score.state == .solid }).min(by: {
        ($0.score.value.shown?.value ?? .infinity) < ($1.score.value.shown?.value ?? .infinity)
      })
    else { return nil }
    return KeyFigure(
      id: "lowest", label: w("summary.tile.lowest", ["name": .text(touchpointName(id: low.id))]),
      value: datum(low.score, main.measure.metric),
      note: w(
        "satisfaction.tile.note",
        ["range": .text(range(low.score, main.measure.metric)), "answers": .text(answers(low.score.n))]))
  }

  /// Customers, purchases, what followed them, and how much of the data was used.
  private func countedFigures() -> [KeyFigure] {
    var figures = [
      KeyFigure(
        id: "customers", label: w("summary.tile.customers"),
        value: datum(report.journeys.counted),
        note: w(
          !visitorsApart
            ? "summary.tile.customers-note"
            : report.journeys.visitors.isHidden ? "visitors.tile-note-hidden" : "visitors.tile-note",
          [
            "events": .text(counted("count.events", report.journeys.events)),
            "visitors": .text(visitorWords(report.journeys.visitors.shown ?? 0)),
          ]))
    ]
    if report.hasPurchases {
      figures.append(
        KeyFigure(
          id: "purchases", label: w("summary.tile.purchases"), value: datum(report.journeys.purchases),
          note: buyersNote()))
      if isFunnelDrawn, let blindness = report.funnel.blindness, let share = blindness.share.shown,
        let outside = blindness.outside.shown
      {
        figures.append(
          KeyFigure(
            id: "outside", label: w("summary.tile.outside"), value: datum(blindness.share),
            note: w("summary.tile.outside-note", ["range": .text(range(share)), "n": .number(outside)])))
      }
      if let followed = report.journeys.followed.shown {
        figures.append(
          KeyFigure(
            id: "followed", label: w("summary.tile.followed"),
            value: Datum(
              value: followed.value, text: w.number(Int((followed.value * 100).rounded())),
              state: followed.n < 30 ? .directional : .shown),
            note: returnNote(
              w(
                "summary.tile.followed-note",
                [
                  "range": .text(
                    w.numberRange(Int((followed.low * 100).rounded()), Int((followed.high * 100).rounded()))),
                  "n": .number(followed.n), "window": .text(w.duration(micros: report.blueprint.windows.repurchase)),
                ]))))
      }
      if report.window.window != nil {
        figures.append(
          KeyFigure(
            id: "lost", label: w("summary.tile.lost"), value: datum(report.sieve.lostTotal),
            note: lostNote()))
      }
    } else {
      let all = report.touchpoints
      figures.append(
        KeyFigure(
          id: "variants", label: w("summary.tile.variants"), value: datum(things: report.paths.told.variantCount),
          note: report.paths.told.singletons.shown.map { w("summary.tile.variants-note", ["n": .count($0)]) }
            ?? RichText()))
      figures.append(
        KeyFigure(
          id: "touchpoints", label: w("summary.tile.touchpoints"),
          value: datum(things: all.indices.count { !all[$0].events.isZero }),
          note: w("summary.tile.touchpoints-note", ["stages": .text(stagesIn)])))
    }
    let read = report.quality.rowsRead
    if read > 0 {
      let rejected = report.quality.rowsRejected
      figures.append(
        KeyFigure(
          id: "used", label: w("summary.tile.used"),
          value: Datum(
            value: Double(read - rejected) / Double(read), text: precise(Double(read - rejected) / Double(read))),
          note: w(
            "summary.tile.used-note", ["rejected": .number(rejected), "read": .text(words(report.rowsRead()))])))
    }
    return figures
  }

  /// The share who stop, and how many of those who stopped are visitors.
  private func lostNote() -> RichText {
    guard report.sieve.stopShare.shown != nil else { return RichText() }
    let share = Argument.text(datum(report.sieve.stopShare).text)
    guard let visitors = report.recognition?.lostVisitors.shown, visitors > 0 else {
      return w("summary.tile.lost-note", ["share": share])
    }
    return w("recognised.tile-lost", ["visitors": .text(visitorWords(visitors)), "share": share])
  }

  /// How many bought, and their share of all; of what is hidden nothing is said.
  private func buyersNote() -> RichText {
    guard report.journeys.buyers.shown != nil, report.journeys.buyerShare.shown != nil else { return RichText() }
    return w(
      "summary.tile.purchases-note",
      [
        "buyers": .text(counted("count.buyers", report.journeys.buyers)),
        "share": .text(datum(report.journeys.buyerShare).text),
      ])
  }
}
