import Findings
import Wording

/// Where customers started and where they bought, and through how many points purchases come.
struct ChannelsPage: PageContent {
  let telling: Telling

  /// Where customers started and where they bought, and through how many points purchases come.
  func page() -> Page {
    var lead: [RichText] = []
    // Where everyone buys in one channel, buying elsewhere than one started says nothing.
    let matrix = report.channels.entryByPurchasePlaces
    let channels = matrix.columns.filter { report.catalog.channelName($0) != nil }.count
    let other = channels > 1 ? report.channels.otherChannel.shown : nil
    if let other {
      lead.append(w("channels.lead", ["n": .number(other.n), "range": .text(range(other))]))
    }
    var sections: [Section] = []
    if report.catalog.channels.isEmpty {
      lead.append(w("channels.no-channels"))
    } else {
      sections.append(Section(id: "entry-by-purchase", blocks: [.figure(matrixFigure(matrix))] + channelsThemselves()))
      if let paths = paths() { sections.append(paths) }
    }
    if report.hasPurchases {
      if let c = report.channels.purchaseConcentration, c.total > 1, report.journeys.purchases.shown != nil {
        let counts = report.touchpoints.map(\.purchases)
        sections.append(
          Section(id: "purchase-points", blocks: [.figure(pointsFigure("concentration", c, counts, .purchase))]))
      }
      if let c = report.channels.entryConcentration, report.journeys.purchases.shown != nil {
        sections.append(
          Section(
            id: "entry-points", blocks: [.figure(pointsFigure("entries", c, report.channels.purchasesByEntry, .back))]))
      }
    }
    if !report.catalog.channels.isEmpty, report.hasPurchases {
      sections.append(
        Section(
          id: "cycles", heading: w("channels.cycles-title"),
          blocks: [
            .table(
              matrixTable(
                "entry-by-purchase-cycles", w("channels.cycles-table"), report.channels.entryByPurchasePlacesCycles))
          ] + journeyNumbers()))
    }
    if let byGroup = byGroup() { sections.append(byGroup) }
    if let cards = cards() { sections.append(cards) }
    if let contact = contactSection() { sections.append(contact) }
    if let answers = answersSection() { sections.append(answers) }
    return Page(
      id: .channels, language: w.language, name: w.plain("page.channels"),
      headline: other.map {
        $0.value == 0 ? w("channels.headline-same") : w("channels.headline", ["share": .text(w.percent($0.value))])
      } ?? w("channels.headline-none"),
      lead: lead, sections: sections)
  }

  /// What stands together, and the same table by channel, behind a line of its own; nothing without groups of channels.
  private func channelsThemselves() -> [Block] {
    let groups = report.catalog.channelGroups
    guard !groups.isEmpty else { return [] }
    let named = groups.map { group in
      w(
        "channels.group",
        [
          "name": .text(w.name(group.name.text(w.language.code))),
          "channels": .text(w.list(group.channels.map(channelName))),
        ])
    }
    return [
      .paragraph(w("channels.groups", ["groups": .text(w.list(named))])),
      .folded(
        w("channels.themselves"),
        matrixTable("entry-by-purchase-channels", w("channels.matrix-table"), report.channels.entryByPurchase)),
    ]
  }

  private func matrixFigure(_ m: ChannelMatrix) -> FigureBlock {
    let rows = Array(m.rows.indices.prefix(16))
    let columns = Array(m.columns.indices.prefix(16))
    let figure = HeatTableFigure(
      rowsTitle: w("channels.rows"), columnsTitle: w("channels.columns"), rows: rows.map { channelName(m.rows[$0]) },
      columns: columns.map { channelName(m.columns[$0]) },
      cells: rows.map { r in columns.map { c in datum(m.cells[r][c]) } },
      shades: rows.map { r in
        columns.map { c in
          guard let n = m.cells[r][c].shown, let all = m.rowTotals[r].shown, all > 0 else { return nil }
          return Double(n) / Double(all)
        }
      },
      outlined: rows.map { r in columns.firstIndex { m.columns[$0] == m.rows[r] && m.rows[r] != Catalog.noChannel } })
    return FigureBlock(
      id: "entry-by-purchase", title: w("channels.matrix-title"),
      howToRead: w("channels.matrix-read") + togetherSentence,
      figure: .heatTable(figure), table: matrixTable("entry-by-purchase", w("channels.matrix-table"), m),
      base: customersBase, definition: "channels")
  }

  private func matrixTable(_ id: String, _ caption: RichText, _ m: ChannelMatrix) -> Table {
    var rows = m.rows.indices.map { r in
      Table.Row([text(channelName(m.rows[r]))] + m.cells[r].map { datum($0) } + [datum(m.rowTotals[r])])
    }
    rows.append(Table.Row([text(w("total"))] + m.columnTotals.map { datum($0) } + [datum(m.total)], isTotal: true))
    return Table(
      id: id, caption: caption,
      columns: [column("channels.rows", .name)] + m.columns.map { Table.Column(channelName($0), .number) }
        + [column("total")], rows: rows)
  }

  private func pointsFigure(
    _ key: String, _ concentration: Concentration, _ counts: [Published<Int>], _ tone: JourneyMapFigure.Tone
  ) -> FigureBlock {
    let codes = counts.indices.filter { !counts[$0].isZero }
      .sorted { (counts[$0].shown ?? 0, $1) > (counts[$1].shown ?? 0, $0) }
    func share(_ code: Int) -> Published<Estimate> { report.share(counts[code], of: report.journeys.purchases) }
    let bars = codes.prefix(20).map { code in
      BarsFigure.Bar(
        id: "\(key)-\(code)", name: touchpointName(code), note: datum(share(code)).text, value: datum(counts[code]),
        tone: concentration.points.contains(code) ? tone : .structure)
    }
    let rows = codes.map {
      Table.Row([touchpointCell(code: $0), datum(counts[$0]), datum(share($0)), caption(share($0))])
    }
    return FigureBlock(
      id: key,
      title: w(
        "channels.\(key)-title",
        [
          "n": .count(concentration.points.count),
          "share": .text(w.percent(concentration.covered)),
        ]), howToRead: w("channels.\(key)-read"),
      figure: .bars(
        BarsFigure(
          style: .bars, bars: Array(bars), maximum: Double(max(1, codes.compactMap { counts[$0].shown }.max() ?? 1)),
          ticks: [])),
      table: Table(
        id: key, caption: w("channels.\(key)-table"),
        columns: [
          column("channels.column.touchpoint", .name), column("channels.column.purchases"),
          column("channels.column.share"), column("sieve.column.range"),
        ],
        rows: rows + [
          Table.Row(
            [text(w("total")), datum(report.journeys.purchases), undefinedDatum, undefinedDatum], isTotal: true)
        ]),
      base: purchasesBase, definition: "concentration")
  }

  /// Whether anything says how contact was made.
  var saysContact: Bool {
    report.channels.contactTouches.prefix(2).contains { !$0.isZero }
      || report.catalog.touchpoints.contains { $0.contact != .none }
  }

  private func contactSection() -> Section? {
    guard saysContact else { return nil }
    let names = ["direct", "indirect", "none"]
    let rows = names.indices.map { i in
      Table.Row([
        text(w("channels.contact." + names[i])), datum(report.channels.contactCustomers[i]),
        datum(report.channels.contactTouches[i]),
      ])
    }
    let table = Table(
      id: "contact", caption: w("channels.contact-table"),
      columns: [
        column("channels.column.contact", .name), everybodyColumn("channels.column.customers"),
        column("channels.column.events"),
      ], rows: rows)
    return Section(
      id: "contact", heading: w("channels.contact-title"),
      blocks: [.paragraph(w("channels.contact-read")), .table(table)])
  }
}
