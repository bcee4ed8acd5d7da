import Findings
import Wording

/// The funnel and the sieve of the same customers.
struct SievePage: PageContent {
  let telling: Telling

  /// Funnel and sieve of the same customers, and the table that proves that every number adds up.
  func page() -> Page {
    var lead = [w("funnel.lead")]
    if let sentence = summary.blindnessSentence() { lead.insert(sentence, at: 0) }
    if let sentence = nearlyAllSentence() { lead.append(sentence) }
    if let sentence = strictSentence() { lead.append(sentence) }
    if let n = report.funnel.customers.immature.shown, n > 0, let window = report.funnel.window {
      lead.append(w("funnel.immature", ["n": .count(n), "window": .text(w.duration(micros: window))]))
    }
    var sections = [
      Section(id: "funnel", blocks: [.figure(funnelFigure())]),
      Section(id: "sieve", blocks: [.figure(sieveFigure())]),
    ]
    sections += holeSections()
    if let waiting = waitingSection() { sections.append(waiting) }
    if let reasons = reasonsFigure() { sections.append(Section(id: "reasons", blocks: [.figure(reasons)])) }
    if let separates = separationSection() { sections.append(separates) }
    sections.append(
      Section(
        id: "reconciliation", heading: w("sieve.reconcile-title"),
        blocks: [.paragraph(w("sieve.reconcile-read")), .table(reconciliationTable())]))
    sections.append(originSection())
    sections.append(Section(id: "modes", heading: w("funnel.modes-title"), blocks: [.table(modesTable())]))
    return Page(
      id: .funnelAndSieve, language: w.language, name: w.plain("page.funnel-and-sieve"), headline: funnelHeadline(),
      lead: lead, sections: sections)
  }

  private func funnelHeadline() -> RichText {
    if report.hasPurchases, !isFunnelDrawn { return w("funnel.page-headline-guessed") }
    if let headline = summary.recognisedFunnelHeadline { return headline }
    if let share = report.funnel.blindness?.share.shown {
      if share.value >= 1 { return w("funnel.page-headline-none") }
      if share.value <= 0 { return w("funnel.page-headline-all") }
      return w("funnel.page-headline", ["in": .text(w.percent(1 - share.value, base: share.n))])
    }
    if isTooEarly { return w("funnel.page-headline-early") }
    if !report.hasPurchases, let n = report.funnel.customers.ordered.last?.shown {
      return w("funnel.page-headline-neutral", ["n": .count(n)])
    }
    return w("funnel.page-headline-hidden")
  }

  /// Nobody's window has passed: how many completed the funnel is not known, and nought would say that it is.
  private var isTooEarly: Bool {
    let customers = report.funnel.customers
    return customers.ordered.first?.isZero == true && !customers.immature.isZero
  }

  /// When the funnel itself holds hardly any purchase, the report says so in those words.
  private func nearlyAllSentence() -> RichText? {
    guard let b = report.funnel.blindness, let share = b.share.shown, let completed = b.completed.shown,
      let all = b.purchases.shown, share.value >= 0.9, share.value < 1
    else { return nil }
    return w(
      "funnel.ordered-nearly-all",
      [
        "n": .count(completed), "all": .number(all),
        "share": .text(w.percent(1 - share.value, base: all)),
        "range": .text(w.range(1 - share.high, 1 - share.low, base: all)),
      ])
  }

  private func strictSentence() -> RichText? {
    guard let b = report.funnel.blindness, b.strictShare.shown != nil, let all = b.purchases.shown,
      let kept = report.rest(b.purchases, without: b.outsideStrict).shown, kept < all
    else { return nil }
    let share = all < 30 ? RichText() : w("funnel.strict-share", ["share": .text(w.share(kept, of: all))])
    return w("funnel.strict", ["n": .count(kept), "all": .number(all), "share": .text(share)])
  }

  // MARK: Sieve

  /// Customers at full height in both the sieve and the funnel.
  private var fullHeight: Double {
    let columns = drawn.compactMap { report.touchpoints[$0].customers.shown }
    let steps = report.funnel.customers.touched.compactMap(\.shown)
    return Double(max(1, (columns + steps).max() ?? 1))
  }

  func sieveFigure() -> FigureBlock {
    let rows = drawn.filter { report.catalog.touchpoints[$0].isCustomerTouch }
    let zero = datum(.zero)
    let metrics = metrics(of: rows)
    let touchpoints = rows.map { code in
      let t = report.touchpoints[code]
      let people = t.sieve?.people
      return SieveFigure.Touchpoint(
        id: t.info.id, name: touchpointName(code), stage: t.info.stage, customers: datum(t.customers),
        started: datum(t.cameIn),
        satisfaction: satisfaction(code),
        metric: metrics.count > 1
          ? mainScore(report.catalog.touchpoints[code].id).map { metricMark($0.measure.metric) } ?? "" : "",
        bought: t.info.kind == .purchase ? datum(t.purchases) : zero,
        leaked: report.hasPurchases ? datum(t.lost) : zero,
        leakRate: report.hasPurchases ? datum(t.leakRate) : undefinedDatum,
        returned: people.map { datum($0.returned) } ?? zero)
    }
    let stages = report.catalog.stages.indices.map { stage in
      FigureStage(id: report.catalog.stages[stage].id, name: stageName(stage), note: stageNote(stage))
    }
    var key: [(mark: SieveFigure.Mark, text: RichText)] = [
      (.start, w("sieve.key.start")),
      (.height, w(visitorsApart ? "recognised.key.height" : "sieve.key.height")),
      (
        .colour,
        metrics.isEmpty
          ? w("sieve.key.colour") : w("sieve.key.satisfaction", ["metric": .text(w.list(metrics.map(metricName)))])
      ),
    ]
    if report.hasPurchases {
      key += [
        (.bought, w("sieve.key.bought")), (.leaked, w("sieve.key.leaked")), (.returned, w("sieve.key.returned")),
      ]
    }
    let loop = report.journeys.followed.shown.map {
      returnNote(w("sieve.loop", ["n": .number(Int(($0.value * 100).rounded()))]))
    }
    let figure = SieveFigure(
      stages: stages, touchpoints: touchpoints, loop: loop, key: key, fullHeight: fullHeight,
      callOuts: callOuts(rows))
    return FigureBlock(
      id: "sieve", title: sieveTitle(),
      howToRead: w(report.hasPurchases ? "sieve.read" : "sieve.read-neutral") + rateSentence + togetherSentence,
      figure: .sieve(figure), table: sieveTable(), base: base(omitting: rows.count), definition: "sieve")
  }

  /// The places that page one begins with, each under its column; what is said of one touchpoint stands together.
  ///
  /// - Parameter rows: the touchpoints drawn.
  private func callOuts(_ rows: [Int]) -> [SieveFigure.CallOut] {
    var all: [SieveFigure.CallOut] = []
    for place in summary.startingPlaces {
      guard let column = rows.firstIndex(of: place.code) else { continue }
      if let same = all.firstIndex(where: { $0.touchpoint == column }) {
        all[same].text = all[same].text + " · " + place.words
      } else {
        all.append(.init(touchpoint: column, title: touchpointName(place.code), text: place.words))
      }
    }
    return all
  }

  /// Base line of a figure; says how many touchpoints are in the table only.
  private func base(omitting drawnCount: Int) -> RichText {
    let all = touched.count
    guard all > drawnCount else { return customersBase }
    let listedCount = listed.filter { $0.info.isCustomerTouch && !$0.customers.isZero }.count
    var base = customersBase
    if listedCount > drawnCount {
      base = base + " · " + w("other-touchpoints", ["n": .count(listedCount - drawnCount)])
    }
    if all > listedCount { base = base + " · " + w("more-touchpoints", ["n": .count(all - listedCount)]) }
    return base
  }

  private func sieveTitle() -> RichText {
    guard let worst = leaks.first else { return w(report.hasPurchases ? "sieve.title.none" : "sieve.title.neutral") }
    if let names = tiedLeaks {
      return w(
        report.recognition?.isLow == true ? "recognised.title-tied" : "sieve.title.tied", ["names": .text(names)])
    }
    let all = report.listing.unranked == 0 ? "sieve.title.biggest" : "sieve.title.biggest-shown"
    return w(
      report.recognition?.isLow == true ? "recognised.title" : all, ["name": .text(spokenName(worst.code))])
  }

  /// "Started here 15,347 · bought here 0": journeys begun, and purchases made, in a stage; what is hidden is left out.
  private func stageNote(_ stage: Int) -> RichText {
    func part(_ key: String, _ n: Published<Int>) -> RichText? {
      n.shown.map { w("sieve.stage." + key, ["n": .text(w.number($0))]) }
    }
    let parts: [RichText?]
    if report.hasPurchases {
      let all = report.catalog.touchpoints
      let own = all.indices.filter { all[$0].stage == stage && all[$0].isCustomerTouch }
      parts = [
        part("came", report.sieve.cameIn[stage]),
        part("bought", .sum(own.map { report.touchpoints[$0].purchases })),
      ]
    } else {
      parts = [part("started", report.sieve.stages[stage].starts), part("ended", report.sieve.stages[stage].end)]
    }
    return parts.compactMap { $0 }.reduce(RichText()) { $0.isEmpty ? $1 : $0 + " · " + $1 }
  }

  private func sieveTable() -> Table {
    // Where visitors are apart there is no room for all: the figure above shows the stages.
    var columns = [column("sieve.column.touchpoint", .name)]
    if !visitorsApart { columns.append(column("sieve.column.stage", .text)) }
    columns += peopleColumns + [column("sieve.column.started")]
    if report.hasPurchases {
      columns.append(column("sieve.column.bought"))
      if !visitorsApart { columns.append(column("sieve.column.bought-next")) }
      columns += lostColumns
      columns.append(column("sieve.column.returned"))
      columns += rateColumns(hasRange: true) + [column("sieve.column.typical")]
    }
    let rows = listed.filter { $0.info.isCustomerTouch }.map { t in
      var cells = [touchpointCell(code: t.code)]
      if !visitorsApart { cells.append(text(stageName(t.info.stage))) }
      cells += peopleCells(t)
      cells.append(datum(t.cameIn))
      if report.hasPurchases {
        let people = t.sieve?.people
        cells.append(datum(t.purchases))
        if !visitorsApart { cells.append(people.map { datum($0.boughtNext) } ?? undefinedDatum) }
        cells += lostCells(t)
        cells.append(people.map { datum($0.returned) } ?? undefinedDatum)
        cells += rateCells(t, hasRange: true) + [datum(t.typical)]
      }
      return Table.Row(cells)
    }
    return Table(id: "sieve", caption: w("sieve.table"), columns: columns, rows: rows)
  }

  /// In = out, per touchpoint, per stage, and in all.
  func reconciliationTable() -> Table {
    func cells(_ n: SieveNumbers) -> [Datum] {
      var cells = [n.starts, n.arrivals, n.inflow, n.advance, n.skip, n.back, n.lateral, n.repeats].map { datum($0) }
      cells += report.hasPurchases ? [n.purchase, n.rest, n.well, n.leak, n.open].map { datum($0) } : [datum(n.end)]
      if report.hasPurchases { cells.append(datum(n.hole)) }
      return cells
    }
    var keys = ["starts", "arrivals", "inflow", "advance", "skip", "back", "lateral", "repeats"]
    keys += report.hasPurchases ? ["purchase", "rest", "well", "leak", "open", "hole"] : ["end"]
    var rows: [Table.Row] = []
    for stage in report.catalog.stages.indices {
      let own = listed.filter { $0.info.stage == stage && $0.sieve != nil && $0.sieve?.inflow.isZero == false }
      guard !own.isEmpty else { continue }
      for t in own {
        guard let sieve = t.sieve else { continue }
        rows.append(Table.Row([touchpointCell(code: t.code)] + cells(sieve)))
      }
      rows.append(Table.Row([text(stageName(stage))] + cells(report.sieve.stages[stage]), isTotal: true))
    }
    rows.append(Table.Row([text(w("total"))] + cells(report.sieve.all), isTotal: true))
    return Table(
      id: "reconciliation", caption: w("sieve.reconcile-title"),
      columns: [column("sieve.column.touchpoint", .name)] + keys.map { column("sieve.column." + $0) }, rows: rows)
  }

  private func originSection() -> Section {
    func name(_ origin: CycleOrigin) -> RichText {
      switch origin {
      case .new: w("origin.new")
      case .loop: w("origin.loop")
      case .return: w("origin.return")
      case .referral: w("origin.referral")
      }
    }
    let all = report.journeys.cycles.shown
    var rows = report.journeys.cyclesByOrigin.map { origin, cycles, buying in
      let share = report.share(cycles, of: report.journeys.cycles)
      return Table.Row([
        text(name(origin)), datum(cycles), cycles.isHidden || all == nil ? undefinedDatum : datum(share), datum(buying),
      ])
    }
    rows.append(
      Table.Row(
        [text(w("total")), datum(report.journeys.cycles), undefinedDatum, datum(report.journeys.buyingCycles)],
        isTotal: true))
    let table = Table(
      id: "origins", caption: w("origin.title"),
      columns: [
        column("origin.column.origin", .name), column("origin.column.cycles"), column("origin.column.share"),
        column("origin.column.buying"),
      ], rows: rows)
    var blocks: [Block] = [.paragraph(w("origin.read"))]
    // Of fewer, "so many of so many" would say nothing that the table above does not.
    if let all, all >= 30, let skip = report.journeys.cyclesWithSkip.shown,
      let back = report.journeys.cyclesWithBack.shown,
      let loop = report.journeys.cyclesWithLoop.shown
    {
      blocks.append(
        .paragraph(
          w(
            "shape.sentence",
            [
              "skip": .text(w.share(skip, of: all)), "back": .text(w.share(back, of: all)),
              "loop": .text(w.share(loop, of: all)),
            ])))
    }
    return Section(id: "origins", heading: w("origin.title"), blocks: blocks + [.table(table)])
  }

  // MARK: Funnel

  func funnelFigure() -> FigureBlock {
    let numbers = report.funnel.customers
    let steps = report.funnel.steps.enumerated().map { j, step in
      FunnelFigure.Step(
        id: "step-\(j + 1)", name: stepName(step), customers: datum(numbers.ordered[j]),
        stepConversion: j == 0 ? undefinedDatum : datum(numbers.stepConversion[j]), anyhow: datum(numbers.touched[j]))
    }
    let first = numbers.ordered.first?.shown
    let last = numbers.ordered.last?.shown
    let title =
      if isTooEarly {
        w("funnel.title-early")
      } else if let first, let last, first > 0 {
        w(visitorsApart ? "recognised.funnel-title" : "funnel.title", ["n": .count(last), "all": .number(first)])
      } else {
        w("funnel.title-hidden")
      }
    let window = report.funnel.window.map { w("funnel.read-window", ["window": .text(w.duration(micros: $0))]) }
    return FigureBlock(
      id: "funnel", title: title,
      howToRead: w("funnel.read", ["window": .text(window ?? RichText())]) + summary.recognisedFunnelSentence
        + togetherSentence,
      figure: .funnel(
        FunnelFigure(
          steps: steps, filledLabel: w("funnel.filled"), outlineLabel: w("funnel.outline"), fullHeight: fullHeight)),
      table: funnelTable(), base: customersBase, definition: "funnel")
  }

  private func funnelTable() -> Table {
    let numbers = report.funnel.customers
    let visitors = report.recognition?.visitorsReached
    let rows = report.funnel.steps.enumerated().map { j, step in
      Table.Row(
        [
          text(stepName(step)), datum(numbers.touched[j]), datum(numbers.ordered[j]),
        ] + (visitors.map { [datum($0[j])] } ?? []) + [
          j == 0 ? undefinedDatum : datum(numbers.stepConversion[j]),
          j == 0 ? undefinedDatum : caption(numbers.stepConversion[j]),
          j == 0 ? undefinedDatum : seconds(numbers.medianSeconds[j]),
        ])
    }
    return Table(
      id: "funnel", caption: w("funnel.table"),
      columns: [
        column("funnel.column.step", .name), column("funnel.mode.touched"), column("funnel.mode.ordered"),
      ] + (visitors == nil ? [] : [column("recognised.column.visitors")]) + [
        column("funnel.column.conversion"), column("sieve.column.range"), column("funnel.column.median"),
      ], rows: rows)
  }

  private func reasonsFigure() -> FigureBlock? {
    guard let blindness = report.funnel.blindness, let outside = blindness.outside.shown, outside > 0 else {
      return nil
    }
    let reasons = blindness.reasons.filter { !$0.count.isZero }
    let largest = reasons.max { ($0.count.shown ?? 0, $1.reason.rawValue) < ($1.count.shown ?? 0, $0.reason.rawValue) }
    let maximum = Double(max(1, reasons.compactMap(\.count.shown).max() ?? 1))
    func share(_ n: Published<Int>) -> Published<Estimate> { report.share(n, of: blindness.outside) }
    let bars = reasons.map { entry in
      BarsFigure.Bar(
        id: "reason-\(entry.reason.rawValue)", name: summary.reasonName(entry.reason),
        note: datum(share(entry.count)).text,
        value: datum(entry.count))
    }
    let rows = reasons.map {
      Table.Row([
        text(summary.reasonName($0.reason)), datum($0.count), datum(share($0.count)), caption(share($0.count)),
      ])
    }
    let total = Table.Row([text(w("total")), datum(blindness.outside), undefinedDatum, undefinedDatum], isTotal: true)
    return FigureBlock(
      id: "reasons",
      title: largest.map { w("funnel.reasons-title", ["reason": .text(summary.reasonName($0.reason))]) }
        ?? w("funnel.reasons-title-none"),
      howToRead: w("funnel.reasons-read"),
      figure: .bars(BarsFigure(style: .bars, bars: bars, maximum: maximum, ticks: [])),
      table: Table(
        id: "reasons", caption: w("funnel.reasons-table"),
        columns: [
          column("funnel.column.reason", .name), column("funnel.column.purchases"), column("funnel.column.share"),
          column("sieve.column.range"),
        ], rows: rows + [total]), base: purchasesBase, definition: "blindness")
  }

  private func modesTable() -> Table {
    var rows: [Table.Row] = []
    for (unit, numbers) in [
      (w(visitorsApart ? "recognised.column.people" : "funnel.unit-customers"), report.funnel.customers),
      (w("funnel.unit-cycles"), report.funnel.cycles),
    ] {
      for (mode, counts) in [
        ("ordered", numbers.ordered), ("strict", numbers.strict), ("anyOrder", numbers.anyOrder),
        ("firstEntry", numbers.firstEntry), ("attempts", numbers.attempts), ("touched", numbers.touched),
      ] {
        rows.append(Table.Row([text(w("funnel.mode." + mode)), text(unit)] + counts.map { datum($0) }))
      }
    }
    return Table(
      id: "funnel-modes", caption: w("funnel.modes-table"),
      columns: [column("funnel.column.mode", .name), column("funnel.unit", .text)]
        + report.funnel.steps.map { Table.Column(stepName($0), .number) }, rows: rows)
  }
}
