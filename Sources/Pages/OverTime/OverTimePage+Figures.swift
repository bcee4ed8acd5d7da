import Findings
import Wording

// Small drawings of each series over the units of time, and the same numbers as tables.
extension OverTimePage {
  /// A series as it is drawn.
  private struct Series {
    var id: String
    var name: RichText
    var values: [Datum]
    var ranges: [ClosedRange<Double>?]
    /// Of a change that begins or ends at this unit, by its first day.
    var changes: [ChangeFindings]
    /// A number of the scale in words.
    var tick: (Double) -> RichText
  }

  /// `nil` where the period has too few whole units.
  func seriesFigure() -> FigureBlock? {
    guard let unit = time.unit, time.units.count(where: \.isComplete) > 2 else { return nil }
    let panels = series().filter { one in one.values.count { $0.value != nil && $0.state != .hidden } > 2 }.map(panel)
    guard !panels.isEmpty else { return nil }
    let marks = marks()
    let read = marks.isEmpty ? w("time.figure-read") : w("time.figure-read") + " " + w("time.figure-marks")
    return FigureBlock(
      id: "over-time", title: w("time.figure." + unit.rawValue), howToRead: read,
      figure: .waves(
        WavesFigure(
          panels: panels, ticks: [0, 50, 100].map { Datum(value: Double($0), text: w.number($0)) },
          breakLabel: w("time.figure-break"), marks: marks)),
      table: unitsTable(), base: customersBase, definition: "over-time")
  }

  private func series() -> [Series] {
    let units = time.units
    func changes(_ subject: ChangeFindings.Subject) -> [ChangeFindings] {
      time.changes.filter { $0.subject == subject }
    }
    func counts(_ id: String, _ key: String, _ subject: ChangeFindings.Subject, _ counts: [Published<Int>]) -> Series {
      Series(
        id: id, name: w(key), values: counts.map { datum($0) }, ranges: counts.map { chance($0) },
        changes: changes(subject), tick: { w.number(Int($0.rounded())) })
    }
    var all = [counts("journeys", "time.series.journeys", .journeys, units.map(\.journeys))]
    if report.hasPurchases {
      all.append(counts("purchases", "time.series.purchases", .purchases, units.map(\.purchases)))
      if units.contains(where: { $0.amount.shown != nil }) {
        let scale = moneyScale(units)
        all.append(
          Series(
            id: "amount", name: scale.name, values: units.map { money($0.amount, by: scale.by) },
            ranges: units.map { _ in nil }, changes: [], tick: { w.money(Int128($0.rounded()) * 1_000_000) }))
      }
      all.append(
        Series(
          id: "stopped", name: w("time.series.stopped"), values: units.map { datum($0.stopped) },
          ranges: units.map { unit in unit.stopped.shown.map { $0.low...$0.high } }, changes: changes(.stops),
          tick: { w.percent($0) }))
    }
    if time.channels.count > 1 {
      all.append(
        Series(
          id: "entry-channels", name: w("time.series.channels"), values: units.map { effective($0) },
          ranges: units.map { _ in nil }, changes: [], tick: { w.decimal($0, places: 1) }))
    }
    if let waiting = waitingSeries() { all.append(waiting) }
    return all
  }

  /// Requests answered within a day, by the week in which they were made; `nil` where nobody asks.
  private func waitingSeries() -> Series? {
    guard let point = report.waiting.points.first else { return nil }
    let shares = time.units.map { unit in
      let weeks = point.weeks.filter { $0.firstDay >= unit.firstDay && $0.firstDay <= unit.lastDay }
      return report.share(.sum(weeks.map(\.withinDay)), of: .sum(weeks.map(\.requests)))
    }
    return Series(
      id: "waiting", name: w("time.series.waiting", ["name": .text(touchpointName(point.code))]),
      values: shares.map { datum($0) }, ranges: shares.map { share in share.shown.map { $0.low...$0.high } },
      changes: [], tick: { w.percent($0) })
  }

  /// What chance alone may make of a count (Anscombe 1948).
  private func chance(_ count: Published<Int>) -> ClosedRange<Double>? {
    guard let n = count.shown else { return nil }
    let root = (Double(n) + 0.375).squareRoot()
    let low = root > 0.98 ? (root - 0.98) * (root - 0.98) - 0.375 : 0
    return max(0, min(low, Double(n)))...((root + 0.98) * (root + 0.98) - 0.375)
  }

  /// In what money is drawn, and what its drawing is called: a small drawing has no room for seven digits.
  private func moneyScale(_ units: [OverTimeFindings.Unit]) -> (by: Int128, name: RichText) {
    let most = (units.compactMap(\.amount.shown).map(\.magnitude).max() ?? 0) / 1_000_000
    if most >= 10_000_000 { return (1_000_000, w("time.series.amount-millions")) }
    return most >= 10_000 ? (1_000, w("time.series.amount-thousands")) : (1, w("time.series.amount"))
  }

  private func money(_ amount: Published<Int128>, by scale: Int128 = 1) -> Datum {
    guard let own = amount.shown else { return missing(amount.isHidden) }
    let value = Double(own) / 1_000_000 / Double(scale)
    return Datum(value: value, text: w.money(scale == 1 ? own : Int128(value.rounded()) * 1_000_000))
  }

  private func effective(_ unit: OverTimeFindings.Unit) -> Datum {
    guard let own = unit.effectiveChannels.shown else { return missing(unit.effectiveChannels.isHidden) }
    return Datum(value: own, text: w.decimal(own, places: 1))
  }

  /// Heights are hundredths of a round number above all of the panel's.
  private func panel(_ series: Series) -> WavesFigure.Panel {
    let tops = zip(series.values, series.ranges).compactMap { value, range in
      value.value.map { max($0, range?.upperBound ?? 0) }
    }
    let top = Self.roundAbove(tops.max() ?? 1)
    let waves = time.units.indices.map { place in
      let unit = time.units[place]
      var value = series.values[place]
      if value.state == .shown {
        value.value = value.value.map { $0 / top * 100 }
        // A unit that is not whole, or not yet decided, stands apart.
        if !unit.isComplete { value.state = .directional }
      }
      let range = series.ranges[place].map { $0.lowerBound / top * 100...min(100, $0.upperBound / top * 100) }
      let isBreak = place > 0 && series.changes.contains { breaks($0, between: time.units[place - 1], and: unit) }
      return WavesFigure.Wave(name: name(unit), value: value, range: range, breaksBefore: isBreak)
    }
    return WavesFigure.Panel(
      id: "time-" + series.id, name: series.name,
      note: w(series.changes.isEmpty ? "time.note-none" : "time.note-change"), waves: waves,
      ticks: [0, 0.5, 1].map { series.tick($0 * top) }, isScore: false)
  }

  /// Whether a change begins in the second of two units, or a spell has ended before it.
  private func breaks(
    _ change: ChangeFindings, between before: OverTimeFindings.Unit, and unit: OverTimeFindings.Unit
  ) -> Bool {
    if unit.firstDay <= change.firstDay, change.firstDay <= unit.lastDay { return true }
    return change.form == .spell && before.firstDay <= change.lastDay && change.lastDay < unit.firstDay
  }

  /// 1, 2, 2.5 or 5 times a power of ten.
  private static func roundAbove(_ x: Double) -> Double {
    guard x > 0, x.isFinite else { return 1 }
    var unit = 1.0
    while unit * 10 <= x { unit *= 10 }
    while unit > x { unit /= 10 }
    return [1, 2, 2.5, 5, 10].map { $0 * unit }.first { $0 >= x } ?? 10 * unit
  }

  /// The unit's name: its first day, its month or its quarter.
  private func name(_ unit: OverTimeFindings.Unit) -> RichText {
    let day = unit.firstDay
    return switch time.unit {
    case .month: w.month(day.year, day.month)
    case .quarter: w.quarter(day.year, (day.month - 1) / 3 + 1)
    case .day, .week, .year, nil: w.shortDate(day.year, day.month, day.day)
    }
  }

  /// What of the client's calendar lies in a unit, and whether the unit is whole.
  private func remarks(_ unit: OverTimeFindings.Unit) -> Datum {
    var marks = report.blueprint.calendar.filter {
      $0.dates.last >= unit.firstDay && $0.dates.first <= unit.lastDay
    }.map { w.name($0.name.text(w.language.code)) }
    marks += report.blueprint.facts.filter { $0.date >= unit.firstDay && $0.date <= unit.lastDay }.map {
      w.name($0.name.text(w.language.code))
    }
    if !unit.isComplete { marks.append(w("time.incomplete")) }
    return marks.isEmpty ? undefinedDatum : text(w.commaSeparated(marks))
  }

  private func unitsTable() -> Table {
    let waiting = waitingSeries()
    let more = waiting.map { [Table.Column($0.name, .number)] } ?? []
    return Table(
      id: "over-time", caption: w("time.table"),
      columns: [
        column("time.column.unit", .name), column("time.column.journeys"), column("time.column.purchases"),
        column("time.column.amount"), column("time.column.stopped"), column("sieve.column.range"),
        column("time.column.channels"),
      ] + more + [column("time.column.marks", .text)],
      rows: time.units.enumerated().map { place, unit in
        let own = [
          text(name(unit)), datum(unit.journeys), datum(unit.purchases), money(unit.amount), datum(unit.stopped),
          caption(unit.stopped), effective(unit),
        ]
        return Table.Row(own + (waiting.map { [$0.values[place]] } ?? []) + [remarks(unit)])
      })
  }

  /// Journeys by entry channel and unit; `nil` where there is one channel at most.
  func entriesTable() -> Table? {
    guard time.channels.count > 1, !time.units.isEmpty else { return nil }
    let names = time.channels.map { Table.Column(channelName($0), .number) }
    let hasOthers = time.units.contains { $0.entries.last?.isZero == false }
    return Table(
      id: "entries-over-time", caption: w("time.entries-table"),
      columns: [column("time.column.unit", .name)] + names + (hasOthers ? [column("time.column.others")] : []),
      rows: time.units.map { unit in
        Table.Row([text(name(unit))] + (hasOthers ? unit.entries[...] : unit.entries.dropLast()).map { datum($0) })
      })
  }
}
