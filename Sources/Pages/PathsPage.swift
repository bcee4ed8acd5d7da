import Findings
import Wording

/// What follows what, and the commonest ways.
struct PathsPage: PageContent {
  let telling: Telling

  /// How customers move: the network with its loops, whole paths, and the time between touches.
  func page() -> Page {
    let customers = report.journeys.customers.shown ?? 0
    let top = report.paths.told.commonest.prefix(10).reduce(0) { $0 + ($1.count.shown ?? 0) }
    let variants = w("count.variants", ["n": .count(report.paths.told.variantCount)])
    let headline =
      if top > 0, customers > 0, report.paths.told.variantCount > 10 {
        w(
          top * 2 < customers
            ? visitorsApart ? "recognised.paths-top" : "paths.headline-top"
            : visitorsApart ? "recognised.paths-top-most" : "paths.headline-top-most",
          ["share": .text(w.share(top, of: customers)), "variants": .text(variants)])
      } else {
        report.journeys.customers.shown == nil
          ? w("paths.headline-hidden", ["variants": .text(variants)]) : summary.pathsSentence
      }
    var lead: [RichText] = []
    if let first = report.paths.told.commonest.first?.count.shown, customers > 0 {
      let singletons = report.paths.told.singletons.shown.flatMap {
        $0 > 0 && customers > 1
          ? w(visitorsApart ? "recognised.singletons" : "paths.singletons", ["n": .count($0)]) : nil
      }
      lead.append(
        w(
          "paths.lead",
          [
            "customers": .text(everybodyWords(first)),
            "share": .text(w.share(first, of: customers)),
            "singletons": .text(singletons ?? RichText()),
          ]))
    }
    if let quartiles = report.funnel.customers.secondsToConvert.shown, quartiles.count == 3 {
      lead.append(
        w(
          "funnel.time",
          [
            "median": .text(duration(seconds: quartiles[1])),
            "middle": .text(durationRange(quartiles[0], quartiles[2])),
          ]))
    }
    var sections = [Section(id: "flow", blocks: [.figure(flowFigure())])]
    if report.paths.told.commonest.isEmpty {
      sections.append(
        Section(
          id: "variants", heading: w("paths.variants-title"),
          blocks: [.paragraph(w("paths.variants-none", ["k": .number(max(1, report.fewestPeople))]))]))
    } else {
      sections.append(Section(id: "variants", blocks: [.figure(variantsFigure())]))
    }
    if let chain = chainSection() { sections.append(chain) }
    if let effort = effortSection() { sections.append(effort) }
    sections.append(Section(id: "starts", heading: w("paths.starts-title"), blocks: [.table(startsTable())]))
    return Page(
      id: .paths, language: w.language, name: w.plain("page.paths"), headline: headline, lead: lead, sections: sections)
  }

  /// Says that touches at one touchpoint that follow one another are told as one; empty where none are.
  private var repeatsSentence: RichText {
    report.paths.isCollapsed ? " " + w("paths.collapsed") : RichText()
  }

  private var figureStages: [FigureStage] {
    report.catalog.stages.indices.map {
      FigureStage(id: report.catalog.stages[$0].id, name: stageName($0), note: RichText())
    }
  }

  private func flowFigure() -> FigureBlock {
    var place = [Int?](repeating: nil, count: report.touchpoints.count)
    for (i, code) in drawn.enumerated() { place[code] = i }
    let nodes = drawn.map { code in
      FlowFigure.Node(
        id: report.catalog.touchpoints[code].id, name: touchpointName(code),
        stage: report.catalog.touchpoints[code].stage, volume: datum(report.touchpoints[code].events))
    }
    // Told once, a touchpoint that follows itself makes no move.
    let moves = report.paths.edges.filter { !report.paths.isCollapsed || $0.from != $0.to }
    let edges = moves.compactMap { edge -> FlowFigure.Edge? in
      guard let from = place[edge.from], let to = place[edge.to], canBeSaid(edge.count) else { return nil }
      return FlowFigure.Edge(from: from, to: to, count: datum(edge.count))
    }
    // Of all moves whose count is shown, how many go to an earlier stage.
    var all = 0
    var back = 0
    for edge in moves {
      guard let n = edge.count.shown else { continue }
      all += n
      if report.catalog.touchpoints[edge.to].stage < report.catalog.touchpoints[edge.from].stage { back += n }
    }
    return FigureBlock(
      id: "flow",
      title: back > 0 ? w("paths.flow-title", ["back": .text(w.share(back, of: all))]) : w("paths.flow-title-none"),
      howToRead: w("paths.flow-read") + repeatsSentence,
      figure: .flow(
        FlowFigure(
          stages: figureStages, nodes: nodes, edges: edges, forwardLabel: w("paths.forward"),
          backLabel: w("paths.back"))), table: flowTable(), base: customersBase, definition: "flow")
  }

  /// Whether a move is in the figure and the table: those of few are in neither.
  private func canBeSaid(_ count: Published<Int>) -> Bool { count.shown != nil || count.range != nil }

  private func flowTable() -> Table {
    let rows = report.paths.edges.filter { canBeSaid($0.count) }.prefix(60).map { edge in
      Table.Row([
        text(touchpointName(edge.from)), text(touchpointName(edge.to)), datum(edge.count), seconds(edge.medianSeconds),
        seconds(edge.meanSeconds),
      ])
    }
    return Table(
      id: "flow", caption: w("paths.flow-table"),
      columns: [
        column("paths.column.from", .name), column("paths.column.to", .name), column("paths.column.count"),
        column("paths.column.median"), column("paths.column.mean"),
      ], rows: Array(rows))
  }

  private func variantsFigure() -> FigureBlock {
    let shown = report.paths.told.commonest.prefix(12)
    let codes = Set(shown.flatMap(\.touchpoints)).sorted()
    var place: [Int: Int] = [:]
    for (i, code) in codes.enumerated() { place[code] = i }
    let customers = max(1, report.journeys.customers.shown ?? 1)
    let lines = shown.map { variant in
      VariantsFigure.Line(
        touchpoints: variant.touchpoints.compactMap { place[$0] }, customers: datum(variant.count),
        share: share(variant, of: customers))
    }
    let touchpoints = codes.map { code in
      VariantsFigure.Touchpoint(
        name: touchpointName(code), stage: report.catalog.touchpoints[code].stage,
        isPurchase: report.catalog.touchpoints[code].kind == .purchase)
    }
    let arrow = RichText(w.language.direction.isRightToLeft ? " ← " : " → ")
    let rows = report.paths.told.commonest.prefix(50).map { variant in
      let names = variant.touchpoints.prefix(40).map(touchpointName)
      var path = RichText()
      for (i, name) in names.enumerated() { path = i == 0 ? name : path + arrow + name }
      if variant.touchpoints.count > 40 { path = path + " …" }
      return Table.Row([
        text(path), datum(variant.count), share(variant, of: customers),
      ])
    }
    return FigureBlock(
      id: "variants", title: w("paths.variants-title"),
      howToRead: w("paths.variants-read") + repeatsSentence + togetherSentence,
      figure: .variants(VariantsFigure(stages: figureStages, touchpoints: touchpoints, lines: Array(lines))),
      table: Table(
        id: "variants", caption: w("paths.variants-table"),
        columns: [
          column("paths.column.path", .name), everybodyColumn("paths.column.customers"), column("paths.column.share"),
        ], rows: Array(rows)), base: customersBase, definition: "flow")
  }

  private func share(_ variant: PathFindings.Variant, of customers: Int) -> Datum {
    guard let n = variant.count.shown else { return hiddenDatum }
    return Datum(value: Double(n) / Double(customers), text: w.share(n, of: customers))
  }

  private func startsTable() -> Table {
    let rows = listed.filter { !$0.events.isZero }.map { t in
      Table.Row(
        [touchpointCell(code: t.code), text(stageName(t.info.stage)), datum(t.events)] + peopleCells(t)
          + [datum(t.starts), datum(t.ends)])
    }
    return Table(
      id: "starts", caption: w("paths.starts-table"),
      columns: [
        column("sieve.column.touchpoint", .name), column("sieve.column.stage", .text), column("sieve.column.events"),
      ] + peopleColumns + [column("paths.column.first"), column("paths.column.last")], rows: rows)
  }
}
