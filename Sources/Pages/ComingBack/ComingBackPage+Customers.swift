import Findings
import Wording

/// Customers by what they are now, by when they began, and by how lately and how often they bought.
extension ComingBackPage {
  func states(_ returns: ReturnFindings) -> Section {
    let all = zip(ReturnFindings.State.allCases, returns.states)
    func name(_ state: ReturnFindings.State) -> RichText {
      switch state {
      case .new: w("return.state.new")
      case .active: w("return.state.active")
      case .slowing: w("return.state.slowing")
      case .inactive: w("return.state.inactive")
      case .returned: w("return.state.returned")
      }
    }
    func meaning(_ state: ReturnFindings.State) -> RichText {
      switch state {
      case .new: w("return.means.new", ["window": .text(window)])
      case .active: w("return.means.active")
      case .slowing: w("return.means.slowing")
      case .inactive: w("return.means.inactive")
      case .returned: w("return.means.returned")
      }
    }
    let rows = all.map { state, count in
      Table.Row([
        text(name(state)), text(meaning(state)), datum(count), datum(report.share(count, of: returns.buyers)),
      ])
    }
    let table = Table(
      id: "states", caption: w("return.states-table"),
      columns: [
        column("return.column.state", .name), column("return.column.meaning", .text), column("return.column.buyers"),
        column("channels.column.share"),
      ],
      rows: rows + [
        Table.Row([text(w("total")), text(RichText()), datum(returns.buyers), undefinedDatum], isTotal: true)
      ])
    let heading =
      told(report.share(returns.states[ReturnFindings.State.allCases.count - 1], of: returns.buyers)).map {
        w("return.states-title", ["share": .text($0)])
      } ?? w("return.states-title-none")
    return Section(
      id: "states", heading: heading,
      blocks: [.paragraph(w(returns.exits.isEmpty ? "return.not-moved" : "return.not-moved-asked")), .table(table)])
  }

  func cohorts(_ returns: ReturnFindings) -> Section? {
    // Where there are too few, nothing is kept of them.
    if returns.cohorts.isEmpty {
      return Section(
        id: "cohorts", heading: w("return.cohorts-title"), blocks: [.paragraph(w("return.cohorts-small"))])
    }
    let cohorts = returns.cohorts.filter { !$0.active.isEmpty }
    guard cohorts.count > 1 else { return nil }
    let periods = cohorts.map(\.active.count).max() ?? 0
    let unit = w.plain(key(returns.retention.unit))
    func name(_ cohort: ReturnFindings.Cohort) -> RichText {
      let day = cohort.firstDay
      return switch returns.retention.unit {
      case .day, .week: w.shortDate(day.year, day.month, day.day)
      case .month: w.month(day.year, day.month)
      case .quarter: w.quarter(day.year, (day.month + 2) / 3)
      case .year: .figures(String(day.year))
      }
    }
    func share(_ cohort: ReturnFindings.Cohort, _ period: Int) -> Published<Estimate>? {
      period < cohort.active.count ? report.share(cohort.active[period], of: cohort.size) : nil
    }
    let columns = (0..<periods).map { w.signed($0 + 1) }
    let figure = HeatTableFigure(
      rowsTitle: w("return.cohort.rows"), columnsTitle: w("return.cohort.columns", ["unit": .name(unit)]),
      rows: cohorts.map { cohort in
        w("return.cohort.row", ["name": .text(name(cohort)), "size": .text(words(cohort.size))])
      }, columns: columns, cells: cohorts.map { c in (0..<periods).map { datum(share(c, $0)) } },
      shades: cohorts.map { c in (0..<periods).map { share(c, $0)?.shown.map(\.value) } },
      outlined: cohorts.map { _ in nil })
    func table(_ id: String, _ caption: RichText, _ cell: (ReturnFindings.Cohort, Int) -> Datum) -> Table {
      Table(
        id: id, caption: caption,
        columns: [column("return.cohort.rows", .name), column("return.column.buyers")]
          + columns.map { Table.Column($0, .number) },
        rows: cohorts.map { c in Table.Row([text(name(c)), datum(c.size)] + (0..<periods).map { cell(c, $0) }) })
    }
    var blocks: [Block] = [
      .figure(
        FigureBlock(
          id: "cohorts", title: w("return.cohorts-title"),
          howToRead: w("return.cohorts-read"), figure: .heatTable(figure),
          table: table("cohorts", w("return.cohorts-table")) { datum(share($0, $1)) }, base: purchasesBase,
          definition: "cohorts"))
    ]
    if cohorts.contains(where: { $0.money.contains { $0 != .undefined } }) {
      blocks.append(
        .table(
          table("cohort-money", w("return.money-table")) { cohort, period in
            guard period < cohort.money.count else { return undefinedDatum }
            return part(cohort.money[period])
          }))
    }
    return Section(id: "cohorts", blocks: blocks)
  }

  private func key(_ unit: RetentionUnit) -> String {
    switch unit {
    case .day: "return.unit.day"
    case .week: "return.unit.week"
    case .month: "return.unit.month"
    case .quarter: "return.unit.quarter"
    case .year: "return.unit.year"
    }
  }

  /// A part of a sum of money, in percent.
  private func part(_ share: Published<Double>) -> Datum {
    guard let value = share.shown else { return missing(share.isHidden) }
    return Datum(value: value, text: w.percent(value))
  }

  func recency(_ returns: ReturnFindings) -> Section {
    let own = returns.table
    func days(_ range: ClosedRange<Int64>) -> RichText {
      w.captionRange(Double(range.lowerBound), Double(range.upperBound), places: 0)
    }
    func purchases(_ span: ReturnFindings.Span) -> RichText {
      let (low, high) = span.ends
      guard let high else { return w("return.and-more", ["n": .number(low)]) }
      return low == high ? w.number(low) : w.captionRange(Double(low), Double(high), places: 0)
    }
    var rows = own.recency.indices.map { r in
      Table.Row(
        [text(days(own.recency[r]))] + own.customers[r].map { datum($0) } + [
          datum(own.rowTotals[r]), part(own.money[r]),
        ])
    }
    rows.append(
      Table.Row(
        [text(w("total"))] + own.columnTotals.map { datum($0) } + [datum(returns.buyers), undefinedDatum], isTotal: true
      ))
    return Section(
      id: "recency", heading: w("return.recency-title"),
      blocks: [
        .paragraph(w("return.recency-read")),
        .table(
          Table(
            id: "recency", caption: w("return.recency-table"),
            columns: [column("return.column.silence", .name)]
              + own.frequency.map { Table.Column(w("return.purchases-of", ["n": .text(purchases($0))]), .number) } + [
                column("total"), column("return.column.money"),
              ], rows: rows)),
      ])
  }

  func beginnings(_ returns: ReturnFindings) -> Section? {
    guard !report.catalog.channels.isEmpty, returns.beginnings.count > 1 else { return nil }
    let rows = returns.beginnings.map { one in
      Table.Row([text(channelName(one.channel)), datum(one.customers), dayCount(one.medianDays)])
    }
    return Section(
      id: "first-purchase", heading: w("return.beginnings-title"),
      blocks: [
        .table(
          Table(
            id: "first-purchase", caption: w("return.beginnings-table"),
            columns: [
              column("channels.rows", .name), column("return.column.buyers"), column("return.column.median-days"),
            ], rows: rows))
      ])
  }

  private func dayCount(_ days: Published<Double>) -> Datum {
    guard let value = days.shown else { return missing(days.isHidden) }
    return Datum(value: value, text: w.number(Int(value.rounded())))
  }
}
