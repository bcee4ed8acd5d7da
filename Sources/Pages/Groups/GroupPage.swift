import Findings
import Wording

/// One group of customers, or one persona: its map and sieve, what sets it apart, where it starts and buys, what it is worth and
/// what it says.
struct GroupPage: PageContent {
  let telling: Telling
  /// Among the groups that have a page.
  let place: Int

  private var own: GroupPageFindings { report.groupPages[place] }
  private var name: RichText { groupName(own.value.name) }
  private var part: String { groupParts[place] }

  func page() -> Page {
    let said = sentences
    let title: KeyValuePairs<String, Argument> = ["group": .text(name)]
    return Page(
      id: .groups, part: part, language: w.language, name: w.plain("page.groups"),
      headline: said.first?.text ?? w("groups.page.alike", title), lead: lead,
      sections: [
        mapSection(), sieveSection(), apartSection(said), placesSection(), worthSection(), scoresSection(), on,
      ]
      .compactMap { $0 })
  }

  /// What sets the group apart, the largest difference first.
  var sentences: [(difference: Double, text: RichText)] {
    let found = looks.flatMap { look, number in look.sentences(of: number) }
    let stopped = stops.flatMap { $0.look.found(of: $0.number) }.map { [($0.difference, $0.text)] } ?? []
    return (found + stopped).sorted { $0.difference > $1.difference }
  }

  /// Whether it stops more, or less; and the group's place there.
  private var stops: (look: StopLook, number: Int)? {
    guard let column = report.groupJourneys.firstIndex(where: { $0.column == own.by }),
      let number = report.groupJourneys[column].groups.firstIndex(where: { $0.value?.id == own.value.id })
    else { return nil }
    return StopLook(telling, place: column).map { ($0, number) }
  }

  private var lead: [RichText] {
    var lead: [RichText] = []
    if let n = own.customers.shown { lead.append(w("groups.size", ["n": .count(n)])) }
    if let stop = own.stopShare.shown {
      lead.append(
        w(
          "groups.stop",
          ["share": .text(w.percent(stop.value)), "range": .text(w.range(stop.low, stop.high, base: 100))]))
      if let stops, stops.look.found(of: stops.number) == nil, stops.look.isTold(stops.number) {
        lead.append(w("groups.stops.same"))
      }
    }
    if own.isPersona, let part = PersonaPart(telling),
      let number = part.found.personas.firstIndex(where: { $0.persona.id == own.by })
    {
      lead.append(w("groups.page.rule", ["rule": .text(part.rule(number))]))
    }
    return lead
  }

  /// Every look at the group, and the group's place there.
  private var looks: [(GroupLook, Int)] {
    GroupsPage(telling: telling).looks(by: own.by).compactMap { look in
      look.groups.groups.firstIndex { $0.value?.id == own.value.id }.map { (look, $0) }
    }
  }

  // MARK: Map and sieve

  /// Touchpoints drawn at which anybody of the group was.
  private var codes: [Int] { drawn.filter { own.rows[$0].isTold && !own.rows[$0].customers.isZero } }

  private func mapSection() -> Section {
    let choices = Block.choices(mapChoices(current: part))
    guard !own.isMostlyHidden else {
      return Section(id: "map", heading: w("groups.page.map"), blocks: [choices, .paragraph(w("groups.page.hidden"))])
    }
    return Section(id: "map", heading: w("groups.page.map"), blocks: [choices, .figure(map())])
  }

  private func map() -> FigureBlock {
    let codes = codes
    let page = JourneyMapPage(telling: telling)
    let rows = codes.map { own.rows[$0] }
    var lanes = [page.lane("touchpoints", .circles(rows.map { datum($0.customers) }))]
    if let curve = curve(codes) { lanes.append(curve) }
    if report.hasPurchases {
      if report.window.window != nil { lanes.append(page.lane("leaks", .bars(.leak, rows.map { datum($0.lost) }))) }
      lanes.append(page.lane("purchases", .bars(.purchase, rows.map { datum($0.purchases) })))
    }
    let table = Table(
      id: "map-\(part)", caption: w("groups.page.map-table", ["group": .text(name)]),
      columns: [
        column("sieve.column.touchpoint", .name), column("sieve.column.stage", .text),
        column("sieve.column.customers"),
      ] + (report.hasPurchases ? [column("sieve.column.leaked"), column("sieve.column.bought")] : []),
      rows: touchedRows.map { row in
        Table.Row(
          [
            touchpointCell(code: row.code), text(stageName(report.catalog.touchpoints[row.code].stage)),
            datum(row.customers),
          ] + (report.hasPurchases ? [datum(row.lost), datum(row.purchases)] : []))
      })
    return FigureBlock(
      id: "map-\(part)", title: w("groups.page.map-title", ["group": .text(name)]),
      howToRead: w("groups.page.map-read"),
      figure: .journeyMap(
        JourneyMapFigure(
          stagesTitle: w("map.stages"), stages: stages, touchpoints: page.touchpoints(codes), lanes: lanes)),
      table: table, base: base, definition: "groups-pages")
  }

  /// The experience curve of the group's own answers; `nil` where there are too few anywhere.
  private func curve(_ codes: [Int]) -> JourneyMapFigure.Lane? {
    var last: Measure?
    let points = codes.map { code -> JourneyMapFigure.CurvePoint? in
      guard let (measure, score) = score(at: report.catalog.touchpoints[code].id), let index = score.index.shown else {
        return nil
      }
      var drawn = drawnScore(score, measure.metric)
      drawn.value = index.value
      defer { last = measure }
      return .init(
        score: drawn, low: index.low, high: index.high, metric: metricMark(measure.metric),
        breaksBefore: last != nil && last != measure, shade: shade(score, measure.metric))
    }
    guard points.contains(where: { $0 != nil }) else { return nil }
    return JourneyMapPage(telling: telling).lane(
      "curve",
      .curve(points, weakest: nil, weakestLabel: RichText(), notMeasured: w("satisfaction.not-measured")))
  }

  /// What the group says of a touchpoint, by the question that most of it answered there.
  private func score(at touchpoint: String) -> (Measure, Score)? {
    let found = surveys.questions.compactMap { question -> (Measure, Score)? in
      guard let group = question.byGroup.first(where: { $0.by == own.by }) else { return nil }
      let values =
        question.touchpoint == touchpoint
        ? group.values : group.byTouchpoint.first { $0.touchpoint == touchpoint }?.values
      return values?.first { $0.id == own.value.id }.map { (question.measure, $0.score) }
    }
    return found.enumerated().max {
      ($0.element.1.n.shown ?? 0, -$0.offset) < ($1.element.1.n.shown ?? 0, -$1.offset)
    }?.element
  }

  private var base: RichText {
    guard own.customers.shown != nil else { return period }
    return w(
      "base.customers", ["n": .text(counted("count.customers", own.customers)), "period": .text(period)])
  }

  private var stages: [FigureStage] {
    report.catalog.stages.indices.map { stage in
      FigureStage(id: report.catalog.stages[stage].id, name: stageName(stage), note: RichText())
    }
  }

  private var touchedRows: [GroupPageFindings.Row] {
    listed.map { own.rows[$0.code] }.filter { $0.isTold && !$0.customers.isZero }
  }

  private func sieveSection() -> Section? {
    guard !own.isMostlyHidden else { return nil }
    let rows = codes.map { own.rows[$0] }
    let touchpoints = rows.map { row in
      let info = report.catalog.touchpoints[row.code]
      return SieveFigure.Touchpoint(
        id: info.id, name: touchpointName(row.code), stage: info.stage, customers: datum(row.customers),
        started: datum(row.cameIn), satisfaction: nil,
        bought: info.kind == .purchase ? datum(row.purchases) : datum(.zero),
        leaked: report.hasPurchases ? datum(row.lost) : datum(.zero),
        leakRate: report.hasPurchases ? datum(row.leakRate) : undefinedDatum, returned: datum(.zero))
    }
    var key: [(mark: SieveFigure.Mark, text: RichText)] = [
      (.start, w("sieve.key.start")), (.height, w("sieve.key.height")),
    ]
    if report.hasPurchases { key += [(.bought, w("sieve.key.bought")), (.leaked, w("sieve.key.leaked"))] }
    let figure = SieveFigure(
      stages: stages, touchpoints: touchpoints, loop: nil, key: key,
      fullHeight: Double(max(1, rows.compactMap(\.customers.shown).max() ?? 1)))
    return Section(
      id: "sieve",
      blocks: [
        .figure(
          FigureBlock(
            id: "sieve-\(part)", title: w("groups.page.sieve-title", ["group": .text(name)]),
            howToRead: w("groups.page.sieve-read"), figure: .sieve(figure), table: sieveTable(), base: base,
            definition: "groups-pages"))
      ])
  }

  private func sieveTable() -> Table {
    let hasStops = report.hasPurchases && report.window.window != nil
    let columns =
      [
        column("sieve.column.touchpoint", .name), column("sieve.column.customers"), column("sieve.column.started"),
        column("sieve.column.inflow"), column("groups.column.on"),
      ]
      + (report.hasPurchases ? [column("sieve.column.purchase")] : [])
      + (hasStops
        ? [
          column("sieve.column.leak"), column("groups.column.undecided"), column("sieve.column.hole"),
          column("sieve.column.range"), column("groups.column.everyone"),
        ] : [column("groups.column.undecided")])
    let rows = touchedRows.filter { report.catalog.touchpoints[$0.code].kind != .purchase }.map { row in
      Table.Row(
        [
          touchpointCell(code: row.code), datum(row.customers), datum(row.cameIn), datum(row.touches),
          datum(row.wentOn),
        ]
          + (report.hasPurchases ? [datum(row.boughtNext)] : [])
          + (hasStops
            ? [
              datum(row.stopped), datum(row.other), datum(row.leakRate), caption(row.leakRate),
              datum(report.touchpoints[row.code].leakRate),
            ] : [datum(row.other)]))
    }
    return Table(
      id: "sieve-\(part)", caption: w("groups.page.sieve-table", ["group": .text(name)]), columns: columns, rows: rows)
  }

  // MARK: The rest

  private func apartSection(_ said: [(difference: Double, text: RichText)]) -> Section {
    let stopped = stops.flatMap { $0.look.found(of: $0.number) }.map { [$0.row] } ?? []
    let marks = looks.flatMap { look, number in look.differences(of: number) } + stopped
    let table = Table(
      id: "apart-\(part)", caption: w("groups.page.apart-table", ["group": .text(name)]),
      columns: [
        column("groups.column.what", .name), column("groups.column.own"), column("groups.column.others"),
        column("groups.column.difference"), column("sieve.column.range"), column("groups.column.effect"),
      ], rows: marks)
    // What a persona is chosen by is no finding.
    let chosen =
      looks.filter { $0.0.look.verdict == .chosen }.map { Block.paragraph($0.0.title) }
      + (stops.flatMap { $0.look.isChosen ? [.paragraph($0.look.title)] : nil } ?? [])
    let found: [Block] =
      said.isEmpty
      ? [.paragraph(w("groups.alike"))] : [.list(said.map(\.text)), .table(table), .paragraph(w("groups.page.effect"))]
    return Section(id: "apart", heading: w("groups.page.apart"), blocks: found + chosen)
  }

  /// Channels, products and days of the group alone.
  private func placesSection() -> Section? {
    let tables = looks.compactMap { look, number -> Block? in
      guard look.side != .cameIn, look.side != .lost else { return nil }
      return look.ownTable(of: number, id: "\(look.side.rawValue)-\(part)").map { .table($0) }
    }
    guard !tables.isEmpty else { return nil }
    return Section(id: "places", heading: w("groups.page.places"), blocks: tables)
  }

  private func worthSection() -> Section? {
    guard report.hasPurchases else { return nil }
    let worth = own.worth
    func cells(_ e: Published<Estimate>, _ text: (Estimate) -> RichText, _ range: (Estimate) -> RichText) -> [Datum] {
      guard let e = e.shown else { return [missing(e.isHidden), missing(e.isHidden)] }
      return [Datum(value: e.value, text: text(e)), self.text(range(e))]
    }
    func count(_ e: Estimate) -> RichText { w.decimal(e.value, places: 2) }
    func countRange(_ e: Estimate) -> RichText { w.captionRange(e.low, e.high, places: 2) }
    func micros(_ x: Double) -> Int128 { Int128((x * 1_000_000).rounded()) }
    func money(_ e: Estimate) -> RichText { w.money(micros(e.value)) }
    func moneyRange(_ e: Estimate) -> RichText { w.moneyRange(micros(e.low), micros(e.high)) }
    func row(
      _ key: String, _ pair: (own: Published<Estimate>, all: Published<Estimate>),
      _ form: (
        (Estimate) -> RichText, (Estimate) -> RichText
      )
    ) -> Table.Row {
      Table.Row([text(w("groups.worth." + key))] + cells(pair.own, form.0, form.1) + cells(pair.all, form.0, form.1))
    }
    func share(_ e: Estimate) -> RichText { percent(e) }
    func shareRange(_ e: Estimate) -> RichText { w.captionRange(e.low, e.high, base: max(e.n, 100)) }
    var rows = [row("purchases", worth.purchases, (count, countRange))]
    if worth.money.own.isHidden || worth.money.own.shown != nil {
      rows.append(row("money", worth.money, (money, moneyRange)))
    }
    rows.append(row("second", worth.second, (share, shareRange)))
    return Section(
      id: "worth", heading: w("groups.page.worth"),
      blocks: [
        .table(
          Table(
            id: "worth-\(part)", caption: w("groups.page.worth-table", ["group": .text(name)]),
            columns: [
              column("groups.column.worth", .name), column("groups.column.own"), column("sieve.column.range"),
              column("groups.column.everyone"), column("sieve.column.range"),
            ], rows: rows))
      ] + (worth.isChosen ? [.paragraph(w("personas.chosen.worth", ["persona": .text(name)]))] : []))
  }

  private var scores: GroupScores { GroupScores(telling: telling, by: own.by, value: own.value.id) }

  private func scoresSection() -> Section? {
    guard let table = scores.table(name, part: part) else { return nil }
    let said = scores.sentences(of: nil).map(\.text)
    return Section(
      id: "scores", heading: w("groups.page.scores"),
      blocks: [said.isEmpty ? .paragraph(w("groups.survey.alike")) : .list(said), .table(table)])
  }

  /// Back to all groups, and on to what is told of them elsewhere.
  private var on: Section {
    let back =
      report.returns?.groups.contains { $0.column == own.by } ?? false
      ? [Block.link(w("groups.back-link"), page: .comingBack, section: "groups")] : []
    let number = report.groupJourneys.firstIndex { $0.column == own.by } ?? 0
    return Section(
      id: "more", heading: w("groups.more"),
      blocks: [.link(w("groups.page.all"), page: .groups, section: "column-\(number)")] + back)
  }
}
