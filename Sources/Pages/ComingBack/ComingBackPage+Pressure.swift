import Findings
import Wording

/// What goes along with being contacted often.
extension ComingBackPage {
  /// Who comes after one contact among few and among many; `nil` without names of contacts and a place to ask for no more.
  func pressureSection() -> Section? {
    guard let pressure = report.pressure else { return nil }
    let days = daysText(pressure.windowDays)
    let bars = pressure.bands.compactMap { band -> BarsFigure.Bar? in
      guard let share = band.all.cameShare.shown else { return nil }
      return BarsFigure.Bar(
        id: "pressure-\(band.from)", name: pressureBand(band), note: w("return.ring-note", ["n": .number(share.n)]),
        value: datum(band.all.cameShare), low: share.low, high: share.high, tone: .back)
    }
    var blocks: [Block] = [.paragraph(w("pressure.read", ["days": .text(days)]))]
    let table = pressureTable(pressure, days)
    if bars.isEmpty {
      blocks.append(.table(table))
    } else {
      blocks.append(
        .figure(
          FigureBlock(
            id: "pressure", title: w("pressure.title", ["days": .text(days)]), howToRead: w("pressure.how"),
            figure: .bars(BarsFigure(style: .dots, bars: bars, maximum: 1, ticks: shareTicks)), table: table,
            base: w("pressure.base"), definition: "pressure")))
    }
    blocks += pressureSentences().map { .paragraph($0) }
    if let club = clubTable(pressure, days) { blocks.append(.table(club)) }
    blocks.append(.paragraph(w("pressure.no-cause")))
    return Section(id: "pressure", heading: heading(pressure), blocks: blocks)
  }

  private func heading(_ pressure: PressureFindings) -> RichText {
    let (less, more) = (pressure.bands.contains(where: \.comeLess), pressure.bands.contains(where: \.leaveMore))
    if less { return w(more ? "pressure.heading.both" : "pressure.heading.fewer") }
    return w(more ? "pressure.heading.leave" : "pressure.heading.open")
  }

  private func pressureTable(_ pressure: PressureFindings, _ days: RichText) -> Table {
    func difference(_ own: Published<Estimate>) -> Datum {
      own.shown.map { text(w.pointsRange($0.low, $0.high)) } ?? missing(own.isHidden)
    }
    let columns =
      [column("pressure.column.contacts", .name), column("pressure.column.customers")]
      + [
        Table.Column(w("pressure.column.came", ["days": .text(days)]), .number), column("sieve.column.range"),
        column("pressure.column.difference"),
      ]
      + (pressure.hasOptOut
        ? [column("pressure.column.left"), column("sieve.column.range"), column("pressure.column.difference")] : [])
    let rows = pressure.bands.map { band in
      Table.Row(
        [
          text(pressureBand(band)), datum(band.all.customers), datum(band.all.cameShare), caption(band.all.cameShare),
          difference(band.cameDifference),
        ]
          + (pressure.hasOptOut
            ? [datum(band.all.leftShare), caption(band.all.leftShare), difference(band.leftDifference)] : []))
    }
    return Table(id: "pressure", caption: w("pressure.table", ["days": .text(days)]), columns: columns, rows: rows)
  }

  /// Members of the club beside others under the same pressure; `nil` where nobody's side is known.
  private func clubTable(_ pressure: PressureFindings, _ days: RichText) -> Table? {
    guard pressure.bands.contains(where: { $0.members != nil }) else { return nil }
    func cells(_ own: PressureFindings.Counts?) -> [Datum] {
      let left = pressure.hasOptOut ? [datum(own?.leftShare)] : []
      return [datum(own?.customers ?? .undefined), datum(own?.cameShare), caption(own?.cameShare)] + left
    }
    func columns(_ side: String) -> [Table.Column] {
      [
        column("pressure.column.\(side)"), Table.Column(w("pressure.column.came", ["days": .text(days)]), .number),
        column("sieve.column.range"),
      ] + (pressure.hasOptOut ? [column("pressure.column.left")] : [])
    }
    return Table(
      id: "pressure-club", caption: w("pressure.club-table", ["days": .text(days)]),
      columns: [column("pressure.column.contacts", .name)] + columns("members") + columns("others"),
      rows: pressure.bands.map { Table.Row([text(pressureBand($0))] + cells($0.members) + cells($0.others)) })
  }
}

extension PageContent {
  /// What may be claimed of many contacts, the strongest band of each kind; empty where nothing is.
  func pressureSentences() -> [RichText] {
    guard let pressure = report.pressure else { return [] }
    func sentence(_ key: String, _ band: PressureFindings.Band?, _ own: Published<Estimate>?) -> RichText? {
      guard let band, let e = own?.shown else { return nil }
      let (low, high) = (min(abs(e.low), abs(e.high)), max(abs(e.low), abs(e.high)))
      return w(
        key,
        [
          "band": .text(pressureBand(band)),
          "days": .text(w.duration(micros: pressure.windowDays * 86_400_000_000)),
          "points": .text(w.points(e.value, base: 100)), "range": .text(w.pointsRange(low, high)),
        ])
    }
    let less = pressure.bands.last(where: \.comeLess)
    let more = pressure.bands.last(where: \.leaveMore)
    return [
      sentence("pressure.fewer", less, less?.cameDifference), sentence("pressure.leave", more, more?.leftDifference),
    ].compactMap { $0 }
  }

  /// So many contacts in 30 days, in words.
  func pressureBand(_ band: PressureFindings.Band) -> RichText {
    guard let to = band.to else { return w("pressure.band.more", ["from": .number(band.from)]) }
    return band.from == to
      ? w("pressure.band.one")
      : w("pressure.band.range", ["range": .text(w.captionRange(Double(band.from), Double(to), places: 0))])
  }
}
