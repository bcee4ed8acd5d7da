import Findings
import Wording

// What the holes cost, how customers leave them, and whether their order depends on the window.
extension SievePage {
  /// Sections about holes; none in a report in which nothing leaks.
  func holeSections() -> [Section] {
    guard let holes = report.holes, !holes.holes.isEmpty else { return [] }
    var blocks: [Block] = []
    if let first = priced(holes).first, let sentence = priceSentence(first, holes) {
      blocks.append(.paragraph(sentence))
      let memory = holes.chain.hasMemory ? w("holes.memory") : RichText()
      blocks.append(.paragraph(w("holes.scenario", ["memory": .text(memory)])))
    }
    if let figure = priceFigure(holes) { blocks.append(.figure(figure)) }
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

  /// Holes whose price is told, the most expensive first.
  private func priced(_ holes: HolesFindings) -> [HoleFindings] {
    holes.holes.filter { $0.half?.purchases.shown != nil }
  }

  /// "A year", or "in this period".
  private func pricePeriod(_ holes: HolesFindings) -> RichText {
    w(holes.isPerYear ? "holes.per-year" : "holes.in-period")
  }

  /// "If half of those who stopped here had gone on as the others do: 12 to 31 more purchases a year."
  private func priceSentence(_ hole: HoleFindings, _ holes: HolesFindings) -> RichText? {
    guard let price = hole.half?.purchases.shown else { return nil }
    let money = hole.half?.money.shown.map {
      w("holes.worth", ["range": .text(moneyRange($0)), "basis": .text(moneyBasis)])
    }
    return w(
      "holes.sentence",
      [
        "name": agreement(id: report.catalog.touchpoints[hole.code].id).name,
        "range": .text(w.numberRange(whole(price.low), whole(price.high))),
        "value": .number(whole(price.value)), "period": .text(pricePeriod(holes)), "money": .text(money ?? RichText()),
      ])
  }

  /// What the amounts are, as the project declares them: "revenue with VAT".
  private var moneyBasis: RichText {
    let value = report.blueprint.value
    let vat =
      switch value.vat {
      case .included: w("holes.vat.included")
      case .excluded: w("holes.vat.excluded")
      case .unstated: RichText()
      }
    switch value.basis {
    case .revenue: return w("holes.revenue", ["vat": .text(vat)])
    case .margin: return w("holes.margin", ["vat": .text(vat)])
    }
  }

  private func whole(_ x: Double) -> Int { Int(min(x, 1e15).rounded()) }

  private func millionths(_ x: Double) -> Int128 { Int128(min(x, 1e30).rounded()) }

  private func moneyRange(_ price: PriceRange) -> RichText {
    w.moneyRange(millionths(price.low), millionths(price.high))
  }

  private func priceFigure(_ holes: HolesFindings) -> FigureBlock? {
    let shown = Array(priced(holes).prefix(12))
    guard let first = shown.first else { return nil }
    let period = pricePeriod(holes)
    let bars = shown.compactMap { hole -> BarsFigure.Bar? in
      guard let price = hole.half?.purchases.shown else { return nil }
      return BarsFigure.Bar(
        id: "hole-" + report.catalog.touchpoints[hole.code].id, name: touchpointName(hole.code),
        note: w("holes.stopped", ["n": .text(words(hole.leaks))]),
        value: Datum(value: price.value, text: w.captionRange(price.low, price.high, places: 0)),
        low: price.low, high: price.high, tone: .purchase)
    }
    let maximum = bars.reduce(1) { max($0, $1.high ?? 0) }
    let ticks = [0, 0.5, 1].map { Datum(value: $0 * maximum, text: w.number(whole($0 * maximum))) }
    return FigureBlock(
      id: "holes",
      title: w("holes.title", ["name": .text(spokenName(first.code))]),
      howToRead: w("holes.read", ["period": .text(period)]),
      figure: .bars(BarsFigure(style: .dots, bars: bars, maximum: maximum, ticks: ticks)),
      table: priceTable(holes), base: customersBase, definition: "holes")
  }

  private func priceTable(_ holes: HolesFindings) -> Table {
    let hasMoney = holes.holes.contains { $0.half.map { $0.money != .undefined } ?? false }
    func price(_ price: Published<PriceRange>?, _ text: (PriceRange) -> RichText) -> Datum {
      guard let price else { return undefinedDatum }
      guard let told = price.shown else { return missing(price.isHidden) }
      return Datum(value: told.value, text: text(told))
    }
    func numbers(_ own: PriceRange) -> RichText { w.captionRange(own.low, own.high, places: 0) }
    let rows = holes.holes.filter { !$0.leaks.isZero }.map { hole in
      let all = hole.prices
      func part(_ share: Double) -> PatchFindings? { all.first { $0.share == share } }
      var cells = [
        touchpointCell(code: hole.code), datum(hole.leaks), datum(report.touchpoints[hole.code].leakRate),
        price(hole.half?.purchases) { w.number(whole($0.value)) }, price(hole.half?.purchases, numbers),
      ]
      if hasMoney { cells.append(price(hole.half?.money, moneyRange)) }
      return Table.Row(cells + [price(part(0.1)?.purchases, numbers), price(part(1)?.purchases, numbers)])
    }
    var columns = [
      column("sieve.column.touchpoint", .name), column("sieve.column.leak"), column("sieve.column.leak-share"),
      column("holes.column.half"), column("sieve.column.range"),
    ]
    if hasMoney { columns.append(Table.Column(w("holes.column.money", ["basis": .text(moneyBasis)]), .number)) }
    columns += [column("holes.column.tenth"), column("holes.column.all")]
    return Table(
      id: "holes", caption: w("holes.table", ["period": .text(pricePeriod(holes))]), columns: columns, rows: rows)
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
