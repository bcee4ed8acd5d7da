import Findings
import Wording

// Before, at and after a purchase: how many stop, what is rated lowest, what it takes and how long.
extension PageContent {
  /// `nil` without purchases, or where only one of the three was seen.
  func phasesSection() -> Section? {
    guard report.hasPurchases else { return nil }
    let phases = Phase.allCases.map { phase in (phase: phase, codes: touched.filter { Phase(report, $0) == phase }) }
      .filter { !$0.codes.isEmpty }
    guard phases.count > 1 else { return nil }
    let rows = phases.map { row($0.phase, $0.codes) }
    let table = Table(
      id: "phases", caption: w("phases.table"),
      columns: [
        column("phases.column.phase", .name), column("phases.column.stopped"), column("sieve.column.range"),
        column("phases.column.lowest", .text), column("phases.column.effort", .text),
        column("phases.column.time", .text),
      ], rows: rows)
    let figure = PhasesFigure(
      phases: phases.map { drawn($0.phase, $0.codes) }, stoppedLabel: w("phases.column.stopped"),
      lowestLabel: w("phases.column.lowest"), effortLabel: w("phases.column.effort"),
      timeLabel: w("phases.column.time"))
    return Section(
      id: "phases", heading: w("phases.heading"),
      blocks: [
        .figure(
          FigureBlock(
            id: "phases", title: finding(phases), howToRead: w("phases.read"), figure: .phases(figure), table: table,
            base: customersBase, definition: "phases"))
      ])
  }

  /// Where most stop of the three, or what the three are where that cannot be said.
  private func finding(_ phases: [(phase: Phase, codes: [Int])]) -> RichText {
    let shares = phases.compactMap { own in stopped(own.codes).shown.map { (own.phase, $0) } }
    // Of few touches a share is told as so many of so many, which is no finding.
    guard shares.count > 1, shares.allSatisfy({ $0.1.n >= 100 }),
      let most = shares.max(by: { $0.1.value < $1.1.value }),
      // The others' ranges end below where this one begins.
      shares.allSatisfy({ $0.0 == most.0 || $0.1.high < most.1.low })
    else { return w("phases.table") }
    return w("phases.finding." + most.0.rawValue, ["share": .text(percent(most.1))])
  }

  private func drawn(_ phase: Phase, _ codes: [Int]) -> PhasesFigure.Phase {
    let share = stopped(codes)
    let low = lowest(codes)
    return PhasesFigure.Phase(
      id: phase.rawValue, name: w("phases." + phase.rawValue), stopped: datum(share),
      range: share.shown == nil ? RichText() : caption(share).text, score: low.map { drawnScore($0.score, $0.metric) },
      lowest: low.map { touchpointName(id: $0.id) } ?? w("phases.unmeasured"), effort: words(effort(phase)),
      time: words(time(phase, codes)))
  }

  private func words(_ datum: Datum) -> RichText { datum.state == .undefined ? RichText() : datum.text }

  private func row(_ phase: Phase, _ codes: [Int]) -> Table.Row {
    let share = stopped(codes)
    let lowest = lowest(codes).map { low in
      text(touchpointName(id: low.id) + ": " + datum(low.score, low.metric).text)
    }
    return Table.Row([
      text(w("phases." + phase.rawValue)), datum(share), caption(share), lowest ?? text(w("phases.unmeasured")),
      effort(phase), time(phase, codes),
    ])
  }

  /// Of the touches of a phase, those after which nothing came.
  private func stopped(_ codes: [Int]) -> Published<Estimate> {
    let holes = codes.compactMap { report.touchpoints[$0].sieve?.hole }.filter { $0 != .undefined }
    let leaks = holes.map { hole in hole.map { Int(($0.value * Double($0.n)).rounded()) } }
    return holes.isEmpty || report.window.window == nil
      ? .undefined : report.share(.sum(leaks), of: .sum(holes.map { hole in hole.map(\.n) }))
  }

  /// Of its touchpoints with enough answers by the way of asking that measured most, the lowest.
  private func lowest(_ codes: [Int]) -> (id: String, score: Score, metric: QuestionMetric)? {
    let ids = codes.map { report.catalog.touchpoints[$0].id }
    guard let main = ranked.first,
      let low = main.touchpoints.filter({ ids.contains($0.id) && $0.score.state == .solid }).min(by: {
        ($0.score.value.shown?.value ?? .infinity) < ($1.score.value.shown?.value ?? .infinity)
      })
    else { return nil }
    return (low.id, low.score, main.measure.metric)
  }

  private func effort(_ phase: Phase) -> Datum {
    guard let effort = report.effort else { return undefinedDatum }
    switch phase {
    case .before:
      guard let touches = effort.touches.shown, let changes = effort.changes.shown else { return undefinedDatum }
      return text(w("phases.effort-before", ["touches": .number(touches), "changes": .number(changes)]))
    case .at: return undefinedDatum
    case .after:
      guard let share = effort.repeated.shown, share.n >= 30 else { return undefinedDatum }
      return text(w("phases.effort-after", ["share": .text(percent(share))]))
    }
  }

  private func time(_ phase: Phase, _ codes: [Int]) -> Datum {
    if let point = report.waiting.points.first(where: { codes.contains($0.code) }),
      let median = point.waits.medianSeconds.shown
    {
      return text(w("phases.answer", ["time": .text(duration(seconds: median))]))
    }
    switch phase {
    case .before:
      guard let days = report.effort?.days.shown else { return undefinedDatum }
      return text(w("phases.days-before", ["n": .count(days)]))
    case .at: return undefinedDatum
    case .after:
      guard let days = report.returns?.medianDays.shown else { return undefinedDatum }
      return text(w("phases.days-after", ["n": .count(Int(days))]))
    }
  }
}

/// Where a touchpoint stands beside a purchase.
private enum Phase: String, CaseIterable {
  case before, at, after

  init(_ report: Report, _ code: Int) {
    let own = report.catalog.touchpoints[code]
    let buying = report.catalog.touchpoints.filter { $0.kind == .purchase }.map(\.stage)
    switch own.kind {
    case .purchase: self = .at
    case .service, .refund, .exit: self = .after
    case .touch, .referral, .survey: self = own.stage > buying.max() ?? own.stage ? .after : .before
    }
  }
}
