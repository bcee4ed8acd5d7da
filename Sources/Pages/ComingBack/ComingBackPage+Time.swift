import Findings
import Wording

/// How soon customers come back.
extension ComingBackPage {
  func time(_ returns: ReturnFindings) -> Section {
    func name(_ days: Int64) -> RichText { daysText(days) }
    let told = returns.windows.filter { $0.again.shown != nil }
    let rows = returns.windows.map { one in
      Table.Row([
        text(name(one.days)), datum(one.again), caption(one.again), share(one.waiting), caption(one.waiting),
      ])
    }
    let table = Table(
      id: "time-to-next", caption: w("return.time-table"),
      columns: [
        column("return.column.window", .name), column("return.column.again"), column("sieve.column.range"),
        column("return.column.waiting"), column("sieve.column.range"),
      ], rows: rows)
    var paragraphs: [Block] = []
    if let mean = returns.restrictedMean.shown {
      paragraphs.append(
        .paragraph(
          w(
            "return.restricted-mean",
            [
              "days": .number(Int(mean.value.rounded())),
              "range": .text(w.numberRange(Int(mean.low.rounded()), Int(mean.high.rounded()))),
            ])))
    }
    if let days = returns.medianDays.shown {
      paragraphs.append(.paragraph(w("return.median", ["time": .text(name(days))])))
    }
    if let p = returns.byChannel.shown {
      paragraphs.append(.paragraph(w(p < 0.05 ? "return.channels-differ" : "return.channels-same")))
    }
    guard let most = told.last else {
      return Section(id: "time", heading: w("return.time-title-none"), blocks: [.table(table)] + paragraphs)
    }
    let title =
      self.told(most.again).map {
        w("return.time-title", ["share": .text($0), "time": .text(name(most.days))])
      } ?? w("return.time-title-none")
    if let steps = curve(returns) {
      let block = FigureBlock(
        id: "time-to-next", title: title, howToRead: w("return.curve-read"), figure: .steps(steps), table: table,
        base: purchasesBase, definition: "time-to-next")
      return Section(id: "time", blocks: [.figure(block)] + paragraphs)
    }
    let bars = told.map { one in
      BarsFigure.Bar(
        id: "within-\(one.days)", name: w("return.within", ["time": .text(name(one.days))]),
        note: w("return.ring-note", ["n": .number(one.again.shown?.n ?? 0)]), value: datum(one.again),
        low: one.again.shown?.low, high: one.again.shown?.high, tone: .back)
    }
    return Section(
      id: "time",
      blocks: [
        .figure(
          FigureBlock(
            id: "time-to-next",
            title: title, howToRead: w("return.time-read"),
            figure: .bars(BarsFigure(style: .dots, bars: bars, maximum: 1, ticks: shareTicks)), table: table,
            base: purchasesBase, definition: "time-to-next"))
      ] + paragraphs)
  }

  /// Days as a length of time.
  func daysText(_ days: Int64) -> RichText { w.duration(micros: days * 86_400_000_000) }

  /// The curve of those who came back; `nil` where too little of it may be told to be one.
  private func curve(_ returns: ReturnFindings) -> StepsFigure? {
    guard returns.curve.count > 2, let end = returns.curve.last?.days else { return nil }
    let marks = Self.marks(upTo: end)
    return StepsFigure(
      curves: [
        .init(
          id: "all", name: "", tone: .only,
          steps: steps(returns.curve), atRisk: waiting(returns.curve, marks))
      ], times: marks.map { timeMark($0) }, ticks: shareTicks, atRiskTitle: w("return.curve-waiting"))
  }

  /// A curve as it is drawn.
  func steps(_ curve: [ReturnFindings.CurvePoint]) -> [StepsFigure.Step] {
    curve.map { point in
      StepsFigure.Step(
        time: Double(point.days), share: share(point.again),
        range: point.again.shown.map { min($0.low, $0.high)...max($0.low, $0.high) })
    }
  }

  /// The numbers below a curve.
  func waiting(_ curve: [ReturnFindings.CurvePoint], _ marks: [Int64]) -> [Datum] {
    marks.map { mark in curve.first { $0.days == mark }.map { datum($0.waiting) } ?? undefinedDatum }
  }

  /// Days at which numbers stand below a curve that ends on one.
  static func marks(upTo end: Int64) -> [Int64] { [0, 90, 180].filter { $0 < end } + [end] }

  /// A mark of time below a curve.
  func timeMark(_ days: Int64) -> Datum {
    Datum(value: Double(days), text: days == 0 ? w.number(0) : daysText(days))
  }

  /// A share that is no count of people in a base: estimated from open cases too.
  func share(_ estimate: Published<Estimate>) -> Datum {
    guard let e = estimate.shown else { return missing(estimate.isHidden) }
    return Datum(value: e.value, text: w.percent(e.value), state: e.n < 30 ? .directional : .shown)
  }
}
