import Findings
import Wording

/// What is measured where, and what should be.
struct ProgrammePage: PageContent {
  let telling: Telling

  /// What is measured, what should be, how often and with how many invitations; and the questions, ready to print.
  func page() -> Page {
    let programme = surveys.programme
    var sections: [Section] = []
    if !programme.recommendations.isEmpty {
      sections.append(
        Section(
          id: "plan", heading: w("programme.plan-title"),
          blocks: [.paragraph(w("programme.plan-read")), .table(planTable())]))
    }
    if let section = obstaclesSection() { sections.append(section) }
    if let figure = coverageFigure() { sections.append(Section(id: "coverage", blocks: [.figure(figure)])) }
    sections.append(
      Section(
        id: "quarantine", heading: w("programme.quarantine-title"),
        blocks: [.paragraph(w("programme.quarantine-read")), .list(quarantineLines())]))
    sections.append(
      Section(
        id: "questions", heading: w("programme.bank-title"),
        blocks: [.paragraph(w("programme.bank-read")), .table(bankTable()), .list(bankRules())]))
    return Page(
      id: .programme, language: w.language, name: w.plain("page.programme"), headline: programmeHeadline(),
      lead: programmeLead(), sections: sections)
  }

  private func programmeHeadline() -> RichText {
    let programme = surveys.programme
    if programme.covered == 0 { return w("programme.headline-none") }
    if programme.covered >= programme.touchpoints { return w("programme.headline-all") }
    return w(
      "programme.headline", ["n": .count(programme.covered), "all": .number(programme.touchpoints)])
  }

  private func programmeLead() -> [RichText] {
    let programme = surveys.programme
    var lead: [RichText] = []
    if let share = programme.coverageByVolume, programme.covered > 0 {
      lead.append(w("programme.lead-volume", ["share": .text(w.percent(share))]))
    }
    if !programme.uncoveredDepartments.isEmpty {
      lead.append(
        w(
          "programme.lead-departments",
          [
            "n": .count(programme.uncoveredDepartments.count),
            "names": .text(w.list(programme.uncoveredDepartments.prefix(8).map(surveyName))),
          ]))
    }
    // A department is asked about within the survey of the whole: the first step is at a touchpoint, or the whole.
    let open = plan.filter { !isEnough($0) && ($0.touchpoint != nil || $0.department == nil) }
    if let first = open.first(where: { $0.touchpoint != nil }) ?? open.first { lead.insert(firstStep(first), at: 0) }
    if lead.isEmpty { lead.append(w("programme.lead-none")) }
    return lead
  }

  func subject(_ r: SurveyProgramme.Recommendation) -> RichText {
    if let id = r.touchpoint { return touchpointName(id: id) }
    if let id = r.department { return surveyName(id) }
    return r.frequency == .onceAfterLeaving ? w("bank.use.leaving") : w("programme.whole")
  }

  // MARK: Coverage

  private func coverageFigure() -> FigureBlock? {
    let programme = surveys.programme
    // A hidden volume is smaller than any shown one.
    let volumes = programme.rows.map { $0.volume.shown ?? 0 }
    let order = volumes.enumerated().sorted { ($0.element, $1.offset) > ($1.element, $0.offset) }
      .prefix(Listing.drawnAtMost).map(\.offset).sorted()
    let rows = order.map { programme.rows[$0] }
    guard !rows.isEmpty else { return nil }
    let types = SurveyType.allCases
    // A relational survey asks about the whole; where it names no touchpoint, no touchpoint lacks it.
    let isRelationalAsked = programme.rows.contains { row in
      row.cells.contains { $0.type == .relational && $0.coverage != .none }
    }
    func cell(_ row: SurveyProgramme.Row, _ type: SurveyType) -> CoverageFigure.Cell {
      guard let cell = row.cells.first(where: { $0.type == type }) else {
        return .init(state: .none, word: w("programme.state.none"), count: RichText())
      }
      return .init(state: state(cell.coverage), word: stateName(cell.coverage), count: cellCount(cell))
    }
    let figure = CoverageFigure(
      columns: types.map(typeName),
      notes: [w("programme.when.relational"), w("programme.when.transactional"), w("programme.when.momentary")],
      rows: [wholeRow()].compactMap { $0 }
        + rows.map { row in
          CoverageFigure.Row(
            id: row.touchpoint, name: touchpointName(id: row.touchpoint),
            note: (row.volume.shown ?? 0) > 0 ? counted("count.events", row.volume) : RichText(),
            cells: types.map { $0 == .relational && !isRelationalAsked ? nil : cell(row, $0) })
        })
    let tableRows = programme.rows.prefix(Listing.listedAtMost).map { row in
      let cells = types.flatMap { type -> [Datum] in
        guard let cell = row.cells.first(where: { $0.type == type }), cell.coverage != .none else {
          return [text(w("programme.state.none")), undefinedDatum]
        }
        return [
          text(stateName(cell.coverage)), datum(cell.n),
        ]
      }
      let last = row.cells.compactMap(\.lastDay).max()
      return Table.Row(
        [touchpointCell(row.touchpoint)] + cells + [
          last.map { text(w.shortDate($0.year, $0.month, $0.day)) } ?? undefinedDatum
        ])
    }
    return FigureBlock(
      id: "coverage", title: w("programme.coverage-title"), howToRead: w("programme.coverage-read"),
      figure: .coverage(figure),
      table: Table(
        id: "coverage", caption: w("programme.coverage-table"),
        columns: [
          column("sieve.column.touchpoint", .name)
        ] + types.flatMap { [Table.Column(typeName($0), .text), column("satisfaction.column.answers")] } + [
          column("programme.column.last")
        ], rows: tableRows), base: period, definition: "coverage")
  }

  /// The whole relationship, over the touchpoints.
  private func wholeRow() -> CoverageFigure.Row? {
    guard let whole = plan.first(where: { $0.touchpoint == nil && $0.department == nil && $0.type == .relational })
    else {
      return nil
    }
    let asked = surveys.clocks.filter { $0.measure.type == .relational }
      .max { ($0.overall.n.shown ?? 0) < ($1.overall.n.shown ?? 0) }
    let count = asked.map { ($0.overall.n.shown ?? 0) > 0 ? answers($0.overall.n) : RichText() } ?? RichText()
    return .init(
      id: "whole", name: w("programme.whole"), note: RichText(),
      cells: [.init(state: state(whole.coverage), word: stateName(whole.coverage), count: count)])
  }

  private func state(_ coverage: SurveyCoverage) -> CoverageFigure.State {
    switch coverage {
    case .none: .none
    case .thin: .thin
    case .ok: .ok
    case .stale: .stale
    }
  }

  func stateName(_ coverage: SurveyCoverage) -> RichText {
    switch coverage {
    case .none: w("programme.state.none")
    case .thin: w("programme.state.thin")
    case .ok: w("programme.state.ok")
    case .stale: w("programme.state.stale")
    }
  }

  private func cellCount(_ cell: SurveyProgramme.Cell) -> RichText {
    cell.n.isZero ? RichText() : answers(cell.n)
  }

  private func quarantineLines() -> [RichText] {
    var lines = [
      w("programme.quarantine.relational"), w("programme.quarantine.transactional"),
      w("programme.quarantine.momentary"),
      w("programme.quarantine.most"),
    ]
    let tight = plan.filter { $0.invitableShare < 0.8 && $0.touchpoint != nil && !$0.population.isHidden }.prefix(5)
    if !tight.isEmpty {
      let names = tight.map { r in
        w("programme.quarantine.share", ["name": .text(subject(r)), "share": .text(w.percent(r.invitableShare))])
      }
      lines.append(w("programme.quarantine.load", ["names": .text(w.list(names))]))
    }
    return lines
  }

  // MARK: Questions

  /// The question bank in every language that it has been written in, whatever the report's own.
  private func bankTable() -> Table {
    let languages = Language.all.filter { w.has("bank.nps." + $0.code) }
    let uses = [
      "nps", "csat", "ces", "simple", "fast", "friendly", "same", "repeat", "belonging", "attention", "importance",
      "awareness", "why", "leaving",
    ]
    let client = report.blueprint.client.name
    return Table(
      id: "questions", caption: w("programme.bank-table"),
      columns: [column("programme.column.use", .name)]
        + languages.map { column("programme.column.in-" + $0.code, .text) },
      rows: uses.map { use in
        Table.Row(
          [text(w("bank.use." + use))]
            + languages.map { language in
              let question = w("bank.\(use).\(language.code)", ["client": .name(client.text(language.code))])
              return text(.name(question.plain))
            })
      })
  }

  private func bankRules() -> [RichText] {
    [
      w("bank.rule.order"), w("bank.rule.one"), w("bank.rule.ends"), w("bank.rule.direction"),
      w("bank.rule.irrelevant"),
      w("bank.rule.incentive"), w("bank.rule.language"),
    ]
  }
}
