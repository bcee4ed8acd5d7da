import Findings
import Wording

// What the holes cost, how customers leave them, and whether their order depends on the window.
extension SievePage {
  /// Sections about holes; none in a report in which nothing leaks.
  func holeSections() -> [Section] {
    guard let holes = report.holes, !holes.holes.isEmpty else { return [] }
    var blocks: [Block] = []
    let priced = priced(holes.holes)
    if let first = priced.first, let sentence = priceSentence(first, "holes.sentence", isPerYear: holes.isPerYear) {
      blocks.append(.paragraph(sentence))
      let memory = holes.chain.hasMemory ? w("holes.memory") : RichText()
      blocks.append(.paragraph(w("holes.scenario", ["memory": .text(memory)])))
    }
    if let first = priced.first,
      let figure = priceFigure(
        "holes", priced, w("holes.title", ["name": .text(spokenName(first.code))]), priceTable(holes),
        isPerYear: holes.isPerYear, base: customersBase)
    {
      blocks.append(.figure(figure))
    }
    if blocks.isEmpty { blocks.append(.paragraph(w("holes.none"))) }
    var sections = [
      Section(id: "holes", heading: w("holes.heading"), blocks: blocks),
      Section(
        id: "exits", heading: w("holes.exits-title"),
        blocks: [
          .paragraph(w("holes.exits-read", ["window": .text(leakWindow)])), .table(exitsTable(holes.holes)),
        ]),
    ]
    if let sensitivity = holes.sensitivity { sections.append(sensitivitySection(sensitivity)) }
    return sections
  }

  private func priceTable(_ holes: HolesFindings) -> Table {
    let hasMoney = hasMoney(holes.holes)
    let rows = holes.holes.filter { !$0.leaks.isZero }.map { hole in
      let all = hole.prices
      func part(_ share: Double) -> PatchFindings? { all.first { $0.share == share } }
      var cells = [
        touchpointCell(code: hole.code), datum(hole.leaks), datum(report.touchpoints[hole.code].leakRate),
        priceCell(hole.half?.purchases) { w.number(whole($0.value)) }, priceCell(hole.half?.purchases, priceRange),
      ]
      if hasMoney { cells.append(priceCell(hole.half?.money, moneyRange)) }
      return Table.Row(
        cells + [priceCell(part(0.1)?.purchases, priceRange), priceCell(part(1)?.purchases, priceRange)])
    }
    var columns = [
      column("sieve.column.touchpoint", .name), column("sieve.column.leak"), column("sieve.column.leak-share"),
      column("holes.column.half"), column("sieve.column.range"),
    ]
    if hasMoney { columns.append(Table.Column(w("holes.column.money", ["basis": .text(moneyBasis)]), .number)) }
    columns += [column("holes.column.tenth"), column("holes.column.all")]
    return Table(
      id: "holes", caption: w("holes.table", ["period": .text(pricePeriod(holes.isPerYear))]), columns: columns,
      rows: rows)
  }

  /// How customers leave each hole, who comes back, and who moved last.
  private func exitsTable(_ holes: [HoleFindings]) -> Table {
    let hasOutreach = holes.contains { $0.companyLast != .undefined }
    func share(_ own: Published<Estimate>) -> Datum {
      guard let e = own.shown else { return missing(own.isHidden) }
      return Datum(value: e.value, text: w.percent(e.value), state: e.n < 30 ? .directional : .shown)
    }
    let rows = holes.filter { !$0.touches.isZero }.map { hole in
      Table.Row(
        [
          touchpointCell(code: hole.code), share(hole.moved), share(hole.bought), share(hole.leaked),
          share(hole.returned), seconds(hole.returnSeconds), seconds(hole.medianReturnSeconds),
          seconds(hole.decidedSeconds),
        ] + (hasOutreach ? [share(hole.companyLast)] : []))
    }
    return Table(
      id: "exits", caption: w("holes.exits-title"),
      columns: [
        column("sieve.column.touchpoint", .name), column("holes.column.moved"), column("holes.column.bought"),
        column("holes.column.neither"), column("holes.column.returned"), column("holes.column.within"),
        column("holes.column.median"), column("holes.column.decided"),
      ] + (hasOutreach ? [column("holes.column.company")] : []), rows: rows)
  }

  /// The order of the holes with half the window, with it and with twice as long a one, in one strip.
  private func sensitivitySection(_ found: WindowSensitivity) -> Section {
    func row(_ key: String, _ order: WindowSensitivity.Order) -> Table.Row {
      Table.Row(
        [text(w(key))]
          + order.ranked.map { text(w.list($0.prefix(3).map(touchpointName))) }
          + order.agreement.map { tau in
            tau.map { Datum(value: $0, text: w.decimal($0, places: 2)) } ?? undefinedDatum
          })
    }
    let window = report.window.window ?? 0
    func title(_ micros: Int64) -> Table.Column {
      Table.Column(w("holes.sensitivity.window", ["window": .text(w.duration(micros: micros))]), .text)
    }
    let isStable = [found.byRate, found.byLost].allSatisfy { Set($0.ranked.compactMap(\.first)).count <= 1 }
    return Section(
      id: "sensitivity", heading: w("holes.sensitivity.title"),
      blocks: [
        .paragraph(w(isStable ? "holes.sensitivity.stable" : "holes.sensitivity.moves")),
        .table(
          Table(
            id: "sensitivity", caption: w("holes.sensitivity.title"),
            columns: [
              column("holes.sensitivity.order", .name), title(window / 2), title(window), title(window * 2),
              column("holes.sensitivity.half"), column("holes.sensitivity.double"),
            ], rows: [row("holes.sensitivity.rate", found.byRate), row("holes.sensitivity.lost", found.byLost)])),
      ])
  }
}
