import Findings
import Wording

// Before, at and after a purchase: how many stop, what is rated lowest, what it takes and how long.
extension PageContent {
  /// `nil` without purchases, or where only one of the three was seen.
  func phasesSection() -> Section? {
    guard report.hasPurchases else { return nil }
    let phases = Phase.allCases.map { phase in (phase: phase, codes: touched.filter { Phase(report, $0) == phase }) }
    guard phases.count(where: { !$0.codes.isEmpty }) > 1 else { return nil }
    return Section(
      id: "phases", heading: w("phases.heading"),
      blocks: [
        .table(
          Table(
            id: "phases", caption: w("phases.table"),
            columns: [
              column("phases.column.phase", .name), column("phases.column.stopped"), column("sieve.column.range"),
              column("phases.column.lowest", .text), column("phases.column.effort", .text),
              column("phases.column.time", .text),
            ], rows: phases.filter { !$0.codes.isEmpty }.map { row($0.phase, $0.codes) }))
      ])
  }

  private func row(_ phase: Phase, _ codes: [Int]) -> Table.Row {
    let holes = codes.compactMap { report.touchpoints[$0].sieve?.hole }.filter { $0 != .undefined }
    let leaks = holes.map { hole in hole.map { Int(($0.value * Double($0.n)).rounded()) } }
    let stopped: Published<Estimate> =
      holes.isEmpty || report.window.window == nil
      ? .undefined : report.share(.sum(leaks), of: .sum(holes.map { hole in hole.map(\.n) }))
    return Table.Row([
      text(w("phases." + phase.rawValue)), datum(stopped), caption(stopped), lowest(codes), effort(phase),
      time(phase, codes),
    ])
  }

  /// Of its touchpoints with enough answers by the way of asking that measured most, the lowest.
  private func lowest(_ codes: [Int]) -> Datum {
    let ids = codes.map { report.catalog.touchpoints[$0].id }
    guard let main = ranked.first,
      let low = main.touchpoints.filter({ ids.contains($0.id) && $0.score.state == .solid }).min(by: {
        ($0.score.value.shown?.value ?? .infinity) < ($1.score.value.shown?.value ?? .infinity)
      })
    else { return text(w("phases.unmeasured")) }
    return text(touchpointName(id: low.id) + ": " + datum(low.score, main.measure.metric).text)
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
