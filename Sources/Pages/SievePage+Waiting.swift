import Findings
import Wording

// How long customers who left their details wait for a call back, and what goes along with a long wait.
extension SievePage {
  /// None where nobody leaves details, or nobody calls back.
  func waitingSection() -> Section? {
    let waiting = report.waiting
    guard !waiting.points.isEmpty else { return nil }
    var blocks: [Block] = []
    for point in waiting.points.prefix(3) {
      if let sentence = answered(point) { blocks.append(.paragraph(sentence)) }
      blocks += gapSentences(point.gap, { cost(point, $0, $1) }, isPerYear: waiting.isPerYear)
    }
    if !waiting.opportunities.isEmpty { blocks.append(.paragraph(w("experience.scenario"))) }
    blocks.append(.table(waitingTable()))
    blocks.append(.table(costTable()))
    if let first = waiting.points.first(where: { !$0.longestWeeks.isEmpty }) {
      blocks.append(.table(weeksTable(first)))
    }
    return Section(id: "waiting", heading: w("waiting.heading"), blocks: blocks)
  }

  /// "Half of the requests were answered within 3 hours, nine in ten within 2 days; 7 % were not within 30 days."
  private func answered(_ point: WaitingFindings.Point) -> RichText? {
    let waits = point.waits
    guard waits.requests.shown != nil, !waits.medianSeconds.isHidden else { return nil }
    let name = agreement(id: report.catalog.touchpoints[point.code].id).name
    let never = waits.neverShare.shown.map {
      w("waiting.never", ["share": .text(percent($0)), "window": .text(window)])
    }
    let more = never.map { " " + $0 } ?? RichText()
    guard let median = waits.medianSeconds.shown else { return w("waiting.answered-few", ["name": name]) + more }
    guard let ninetieth = waits.ninetiethSeconds.shown else {
      return w("waiting.answered-half", ["name": name, "median": .text(duration(seconds: median))]) + more
    }
    return w(
      "waiting.answered",
      [
        "name": name, "median": .text(duration(seconds: median)), "ninetieth": .text(duration(seconds: ninetieth)),
      ]) + more
  }

  private func cost(_ point: WaitingFindings.Point, _ worse: RichText, _ better: RichText) -> RichText {
    w(
      "waiting.cost",
      [
        "cut": .text(duration(seconds: point.longSeconds)), "worse": .text(worse), "better": .text(better),
        "window": .text(window),
      ])
  }

  private var window: RichText { w.duration(micros: report.waiting.window) }

  private func waitingTable() -> Table {
    Table(
      id: "waiting", caption: w("waiting.table", ["window": .text(window)]),
      columns: [
        column("sieve.column.touchpoint", .name), column("waiting.column.requests"), column("waiting.column.day"),
        column("waiting.column.later"), column("waiting.column.never"), column("waiting.column.median"),
        column("waiting.column.ninetieth"),
      ],
      rows: report.waiting.points.map { point in
        let waits = point.waits
        return Table.Row([
          touchpointCell(code: point.code), datum(waits.requests), datum(waits.withinDay), datum(waits.later),
          datum(waits.never), time(waits.medianSeconds), time(waits.ninetiethSeconds),
        ])
      })
  }

  private func costTable() -> Table {
    Table(
      id: "waiting-cost", caption: w("waiting.cost-table", ["window": .text(window)]),
      columns: [column("sieve.column.touchpoint", .name), column("waiting.column.cut")]
        + gapColumns("waiting.column.long", "waiting.column.short", isPerYear: report.waiting.isPerYear),
      rows: report.waiting.points.map { point in
        let cut = Datum(value: point.longSeconds, text: duration(seconds: point.longSeconds))
        return Table.Row([touchpointCell(code: point.code), cut] + gapCells(point.gap))
      })
  }

  private func weeksTable(_ point: WaitingFindings.Point) -> Table {
    Table(
      id: "waiting-weeks", caption: w("waiting.weeks", ["name": .text(spokenName(point.code))]),
      columns: [
        column("waiting.column.week", .name), column("waiting.column.requests"), column("waiting.column.day"),
        column("waiting.column.day-share"), column("waiting.column.ninetieth"),
      ],
      rows: point.longestWeeks.prefix(8).map { week in
        let day = week.firstDay
        return Table.Row([
          text(w.date(day.year, day.month, day.day)), datum(week.requests), datum(week.withinDay),
          datum(week.withinDayShare), time(week.ninetiethSeconds),
        ])
      })
  }

  /// A time within which so many were called; "more than 30 days" in words where the ladder ends, or they were not called.
  private func time(_ seconds: Published<Double>) -> Datum {
    if let own = seconds.shown { return Datum(value: own, text: duration(seconds: own)) }
    return seconds.isHidden ? missing(true) : text(w("waiting.beyond"))
  }
}
