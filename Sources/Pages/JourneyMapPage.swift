import Findings
import Wording

/// The map: stages across, lanes down.
struct JourneyMapPage: PageContent {
  let telling: Telling

  /// Stages across, lanes down: who comes, where they stop, where they buy, and what the consultant adds.
  func page() -> Page {
    let touchpoints = w("count.touchpoints", ["n": .count(present.count)])
    let stages = Argument.text(stagesIn)
    let headline =
      if let names = tiedLeaks {
        w(
          report.recognition?.isLow == true ? "recognised.map-headline-tied" : "map.headline-tied",
          ["touchpoints": .text(touchpoints), "stages": stages, "names": .text(names)])
      } else if let worst = leaks.first {
        w(
          report.recognition?.isLow == true ? "recognised.map-headline" : "map.headline",
          ["touchpoints": .text(touchpoints), "stages": stages, "name": .text(spokenName(worst.code))])
      } else {
        w("map.headline-plain", ["touchpoints": .text(touchpoints), "stages": stages])
      }
    var lead: [RichText] = []
    let all = report.touchpoints
    let busiest = touched.max { (all[$0].customers.shown ?? 0, $1) < (all[$1].customers.shown ?? 0, $0) }
    if let busiest, let n = all[busiest].customers.shown {
      let entries = touched.count { !(all[$0].sieve?.starts ?? all[$0].opened).isZero }
      lead.append(
        w(
          "map.lead",
          [
            "top": .text(spokenName(busiest)), "customers": .text(peopleWords(all[busiest], n)),
            "starts": .text(w("map.lead-starts", ["n": .count(entries)])),
          ]))
    }
    let choices = mapChoices(current: nil)
    let strip = personaStrip()
    var sections: [Section] = []
    if !strip.isEmpty {
      sections.append(Section(id: "personas", heading: w("personas.heading"), blocks: [.strip(strip)]))
    }
    // Without a choice the figure's title is the section's.
    sections.append(
      choices.isEmpty
        ? Section(id: "map", blocks: [.figure(mapFigure())])
        : Section(id: "map", heading: w("groups.page.map"), blocks: [.choices(choices), .figure(mapFigure())]))
    let notes = report.blueprint.notes.compactMap { note -> Block? in
      guard case .touchpoint(let id) = note.place,
        let code = report.catalog.touchpoints.firstIndex(where: { $0.id == id })
      else { return nil }
      let words = touchpointName(code) + ": " + w.name(note.text.text(w.language.code))
      return .note(text: words, attribution: attribution(note))
    }
    if !notes.isEmpty { sections.append(Section(id: "consultant", heading: w("map.notes"), blocks: notes)) }
    if let phases = phasesSection() { sections.append(phases) }
    if let outreach = outreachSection() { sections.append(outreach) }
    return Page(
      id: .journeyMap, language: w.language, name: w.plain("page.journey-map"), headline: headline, lead: lead,
      sections: sections)
  }

  private func mapFigure() -> FigureBlock {
    let (codes, planned) = (mapped, Set(planned))
    let rows = codes.map { report.touchpoints[$0] }
    /// What is counted at each, and of those that are only planned nothing.
    func counted(_ number: (TouchpointFindings) -> Published<Int>) -> [Datum] {
      zip(codes, rows).map { planned.contains($0) ? undefinedDatum : datum(number($1)) }
    }
    var lanes = [lane("touchpoints", .circles(counted(\.customers)))]
    let goals = goalCards(codes)
    if !goals.isEmpty { lanes.append(lane("goals", .cards(goals))) }
    lanes.append(curveLane(codes))
    if report.hasPurchases {
      if report.window.window != nil {
        lanes.append(
          lane("leaks", .bars(.leak, counted(\.lost))))
      }
      lanes.append(lane("purchases", .bars(.purchase, counted(\.purchases))))
    } else {
      lanes.append(lane("ends", .bars(.structure, counted(\.ends))))
    }
    for (id, isQuote) in [("voice", true), ("words", nil), ("notes", false)] {
      let cards = isQuote.map { noteCards(codes, isQuote: $0) } ?? wordCards(codes)
      if !cards.isEmpty { lanes.append(lane(id, .cards(cards))) }
    }
    let starts = summary.startingPlaces.compactMap { place in
      codes.firstIndex(of: place.code).map { (touchpoint: $0, text: place.words, good: Bool?.none) }
    }
    if !starts.isEmpty {
      lanes.append(lane("start", .cards(starts)))
      lanes[lanes.count - 1].leadsToCards = true
    }
    lanes.append(
      hasRatings
        ? lane("ratings", .evidence(codes.map { planned.contains($0) ? plannedEvidence : ratingEvidence($0) }))
        : lane("evidence", .evidence(zip(codes, rows).map { planned.contains($0) ? plannedEvidence : evidence($1) })))
    let periods = curvePeriods(codes)
    return FigureBlock(
      id: "journey-map", title: w("map.title"),
      howToRead: periods == nil ? w("map.read") : w("map.read") + " " + w("map.read-compared"),
      figure: .journeyMap(
        JourneyMapFigure(
          stagesTitle: w("map.stages"), stages: stages(), touchpoints: touchpoints(codes), lanes: lanes,
          periods: periods)),
      table: mapTable(codes), base: customersBase, definition: "leak-share")
  }

  /// The stages across, each with its departments.
  private func stages() -> [FigureStage] {
    report.catalog.stages.indices.map { stage in
      FigureStage(id: report.catalog.stages[stage].id, name: stageName(stage), note: stageDepartments(stage))
    }
  }

  /// The columns of touchpoints, by code.
  func touchpoints(_ codes: [Int]) -> [JourneyMapFigure.Touchpoint] {
    let planned = Set(planned)
    return codes.map { code in
      JourneyMapFigure.Touchpoint(
        id: report.catalog.touchpoints[code].id, name: touchpointName(code),
        stage: report.catalog.touchpoints[code].stage, note: touchpointChannel(code),
        isPlanned: planned.contains(code))
    }
  }

  /// Touchpoints that are declared as planned and that nobody has touched yet, in stage order.
  private var planned: [Int] {
    let declared = Set(report.blueprint.touchpoints.filter(\.isPlanned).map(\.id))
    guard !declared.isEmpty else { return [] }
    return report.touchpoints.indices.filter {
      report.touchpoints[$0].customers.isZero && declared.contains(report.catalog.touchpoints[$0].id)
    }
  }

  /// The columns of the map: what is drawn, and what is planned, in stage order.
  private var mapped: [Int] {
    func place(_ code: Int) -> (Int, Int, Int) {
      (report.catalog.touchpoints[code].stage, report.catalog.touchpoints[code].rank, code)
    }
    let planned = planned
    return planned.isEmpty ? drawn : (drawn + planned).sorted { place($0) < place($1) }
  }

  private var plannedEvidence: (grade: JourneyMapFigure.Evidence, text: RichText) {
    (.assumed, w("map.evidence.planned"))
  }

  /// What customers want to achieve in each stage, over the middle of it.
  private func goalCards(_ codes: [Int]) -> [(touchpoint: Int, text: RichText, good: Bool?)] {
    report.catalog.stages.enumerated().compactMap { stage, info in
      let columns = codes.indices.filter { report.catalog.touchpoints[codes[$0]].stage == stage }
      guard let goal = report.blueprint.stages.first(where: { $0.id == info.id })?.goal, !columns.isEmpty else {
        return nil
      }
      return (columns[(columns.count - 1) / 2], w.name(goal.text(w.language.code)), nil)
    }
  }

  /// A lane by its id, under its own words.
  func lane(_ id: String, _ content: JourneyMapFigure.Content) -> JourneyMapFigure.Lane {
    JourneyMapFigure.Lane(
      id: id, title: w("map.lane." + id), subtitle: w("map.lane." + id + "-note"), content: content)
  }

  /// The experience curve under the name of the metric that its numbers are in.
  private func curveLane(_ codes: [Int]) -> JourneyMapFigure.Lane {
    var lane = lane("curve", curveContent(codes))
    let metrics = metrics(of: codes)
    if !metrics.isEmpty {
      lane.subtitle = w("map.curve-metric", ["metric": .text(w.list(metrics.map { .figures(metricMark($0)) }))])
    }
    return lane
  }

  /// By how many customers a column rests on: 30 and more, 10 to 29, fewer.
  private func evidence(_ t: TouchpointFindings) -> (grade: JourneyMapFigure.Evidence, text: RichText) {
    guard let n = t.customers.shown else { return (.none, w("hidden.cell")) }
    if n >= 30 { return (.measured, w("map.evidence.measured")) }
    return n >= 10 ? (.thin, w("map.evidence.thin")) : (.none, w("map.evidence.none"))
  }

  /// Departments of a stage's touchpoints, in the order declared.
  private func stageDepartments(_ stage: Int) -> RichText {
    guard !report.catalog.departments.isEmpty else { return RichText() }
    let used = Set(report.catalog.touchpoints.filter { $0.stage == stage }.compactMap(\.department))
    let names = report.catalog.departments.indices.filter { used.contains($0) }
      .map { w.name(report.catalog.departments[$0].name.text(w.language.code)) }
    var line = RichText()
    for (i, name) in names.enumerated() { line = i == 0 ? name : line + " · " + name }
    return line
  }

  private func noteCards(_ codes: [Int], isQuote: Bool) -> [(touchpoint: Int, text: RichText, good: Bool?)] {
    report.blueprint.notes.compactMap { note in
      guard note.isQuote == isQuote, case .touchpoint(let id) = note.place,
        let column = codes.firstIndex(where: { report.catalog.touchpoints[$0].id == id })
      else { return nil }
      return (column, w.name(note.text.text(w.language.code)), nil)
    }
  }

  private func mapTable(_ codes: [Int]) -> Table {
    let scores = scoreColumns(codes)
    // Where visitors are apart there is room only for what is declared.
    let hasDepartments = !visitorsApart || !report.catalog.departments.isEmpty
    var columns = [
      column("sieve.column.touchpoint", .name), column("sieve.column.stage", .text),
      column("sieve.column.channel", .text),
    ]
    if hasDepartments { columns.append(column("sieve.column.department", .text)) }
    columns += scores.columns + peopleColumns + [column("sieve.column.events")]
    if report.hasPurchases {
      columns += [column("sieve.column.leaked")] + rateColumns(hasRange: false)
      columns += [column("sieve.column.bought"), column("sieve.column.cancelled")]
    } else {
      columns.append(column("sieve.column.ends"))
    }
    let rows = listed.map { t in
      let department = t.info.department.map {
        w.name(report.catalog.departments[$0].name.text(w.language.code))
      }
      let channel = touchpointChannel(t.code)
      var cells = [
        touchpointCell(code: t.code), text(stageName(t.info.stage)), channel.isEmpty ? undefinedDatum : text(channel),
      ]
      if hasDepartments { cells.append(department.map(text) ?? undefinedDatum) }
      cells += scores.cells(t.code) + peopleCells(t) + [datum(t.events)]
      if report.hasPurchases {
        cells.append(t.sieve == nil ? undefinedDatum : datum(t.lost))
        cells += rateCells(t, hasRange: false) + [datum(t.purchases), datum(t.cancelled)]
      } else {
        cells.append(datum(t.ends))
      }
      return Table.Row(cells)
    }
    return Table(id: "journey-map", caption: w("map.table"), columns: columns, rows: rows)
  }

  private func outreachSection() -> Section? {
    let reached = listed.filter { $0.outreach != nil && !$0.events.isZero }
    guard !reached.isEmpty else { return nil }
    let rows = reached.map { t in
      let o = t.outreach
      return Table.Row([
        touchpointCell(code: t.code), o.map { datum($0.customers) } ?? undefinedDatum,
        o.map { datum($0.events) } ?? undefinedDatum, o.map { datum($0.mature) } ?? undefinedDatum,
        o.map { datum($0.responded) } ?? undefinedDatum, o.map { datum($0.response) } ?? undefinedDatum,
        o.map { caption($0.response) } ?? undefinedDatum,
      ])
    }
    let table = Table(
      id: "outreach", caption: w("map.outreach-table"),
      columns: [
        column("sieve.column.touchpoint", .name), column("sieve.column.customers"), column("sieve.column.events"),
        column("map.column.mature"), column("map.column.responses"), column("map.column.response"),
        column("sieve.column.range"),
      ], rows: rows)
    let window = w.duration(micros: report.blueprint.windows.response)
    return Section(
      id: "outreach", heading: w("map.outreach-title"),
      blocks: [.paragraph(w("map.outreach-read", ["window": .text(window)])), .table(table)])
  }
}
