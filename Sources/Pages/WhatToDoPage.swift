import Findings
import Wording

/// What to do: everything that can be gained, a sheet to decide on, and what was decided before.
struct WhatToDoPage: PageContent {
  let telling: Telling

  private var ranked: [Opportunity] { report.opportunities.ranked }

  func page() -> Page {
    var sections: [Section] = []
    if !ranked.isEmpty {
      let actions = ranked.map { action($0, summary.lossSentence($0), tag: kindWords($0.kind)) }
      sections.append(
        Section(
          id: "opportunities", heading: w("todo.heading"),
          blocks: [.paragraph(placesRead(w("todo.read"), actions)), .actions(actions)]))
      sections.append(
        Section(id: "worth", heading: w("todo.table"), blocks: [.paragraph(scenario), .table(opportunityTable())]))
    }
    if !ranked.isEmpty || !open.isEmpty {
      sections.append(
        Section(
          id: "sheet", heading: w("todo.sheet"), blocks: [.paragraph(w("todo.sheet-read")), .table(decisionSheet())]))
    }
    if !report.decisions.isEmpty {
      sections.append(Section(id: "decided", heading: w("todo.decided.title"), blocks: [.table(decisionTable())]))
    }
    return Page(
      id: .whatToDo, language: w.language, name: w.plain("page.what-to-do"), headline: headline(), lead: lead(),
      sections: sections)
  }

  private func headline() -> RichText {
    guard let first = ranked.first else { return w("todo.headline-none") }
    return w("todo.headline", ["name": .text(spokenName(first.code)), "range": .text(worth(first.gain).text)])
  }

  private func lead() -> [RichText] {
    guard !ranked.isEmpty else { return [w(report.hasPurchases ? "todo.lead-none" : "todo.lead-no-purchase")] }
    var lines = [w("todo.lead", ["n": .count(ranked.count)])]
    let done = report.decisions.count { $0.status == .done }
    if !report.decisions.isEmpty {
      lines.append(w("todo.lead-decided", ["n": .count(report.decisions.count), "done": .count(done)]))
    }
    return lines
  }

  private var scenario: RichText {
    w("holes.scenario", ["memory": .text(report.holes?.chain.hasMemory == true ? w("holes.memory") : RichText())])
  }

  private func opportunityTable() -> Table {
    let hasMoney = ranked.contains { $0.gain.money != .undefined }
    func price(_ price: Published<PriceRange>, _ text: (PriceRange) -> RichText) -> Datum {
      price.shown.map { Datum(value: $0.value, text: text($0)) } ?? missing(price.isHidden)
    }
    let hasCost = ranked.contains { paybackWords($0) != nil }
    let rows = ranked.map { own in
      var cells = [
        touchpointCell(code: own.code), text(kindWords(own.kind)), datum(own.gain.lost), datum(own.gain.customers),
        price(own.gain.purchases, priceRange),
      ]
      if hasMoney { cells.append(price(own.gain.money, moneyRange)) }
      if hasCost { cells.append(paybackWords(own).map { text($0) } ?? undefinedDatum) }
      return Table.Row(
        cells + [text(certaintyWords(own)), text(ownerName(own.department)), text(lookWords(own.firstLook))])
    }
    var columns = [
      column("sieve.column.touchpoint", .name), column("todo.column.what", .text), column("todo.column.lost"),
      column("todo.column.customers"),
      Table.Column(w("todo.column.purchases", ["period": .text(gainPeriod)]), .number),
    ]
    if hasMoney { columns.append(Table.Column(w("todo.column.money", ["period": .text(gainPeriod)]), .number)) }
    if hasCost { columns.append(column("todo.column.payback", .text)) }
    columns += [
      column("todo.column.sure", .text), column("todo.column.owner", .text), column("todo.column.look", .text),
    ]
    return Table(id: "opportunities", caption: w("todo.table"), columns: columns, rows: rows)
  }

  // MARK: The sheet

  /// Decisions that are to be done yet, about places where nothing is ranked now: they stay on the sheet.
  private var open: [Decision] {
    report.opportunities.otherDecisions.filter { $0.status != .done && $0.status != .dropped }
  }

  /// The sheet to fill in; it comes back as a source of `kind: decisions`.
  private func decisionSheet() -> Table {
    var rows = ranked.flatMap { own in
      let id = OpportunityID(touchpoint: report.catalog.touchpoints[own.code].id, kind: own.kind).text
      let open = own.decisions.filter { $0.status != .done && $0.status != .dropped }
      let department = own.department.map { ownerName($0) } ?? RichText()
      return open.isEmpty
        ? [sheetRow(id, touchpointName(own.code), department, nil)]
        : open.map { sheetRow(id, touchpointName(own.code), department, $0) }
    }
    rows += open.map { own in
      let id = own.kind.map { OpportunityID(touchpoint: own.touchpoint, kind: $0).text } ?? own.touchpoint
      return sheetRow(id, touchpointName(id: own.touchpoint), RichText(), own)
    }
    return Table(
      id: "decisions", caption: w("todo.sheet"),
      columns: [
        column("todo.fill.id", .name), column("todo.fill.place", .text), column("todo.fill.owner", .text),
        column("todo.fill.due", .text), column("todo.fill.effort", .text), column("todo.fill.cost", .text),
        column("todo.fill.decision", .text), column("todo.fill.status", .text), column("todo.fill.done-on", .text),
      ], rows: rows, isSheet: true)
  }

  private func sheetRow(_ id: String, _ place: RichText, _ department: RichText, _ own: Decision?) -> Table.Row {
    func name(_ value: String?) -> Datum { text(value.map { w.name($0) } ?? RichText()) }
    func day(_ day: CivilDate?) -> Datum { text(day.map { .figures($0.iso) } ?? RichText()) }
    return Table.Row([
      name(id), text(place), own?.owner.map { text(w.name($0)) } ?? text(department), day(own?.due), name(own?.effort),
      name(own?.cost), name(own?.decision),
      text(own?.status.map { w("todo.status." + $0.rawValue) } ?? RichText()), day(own?.doneOn),
    ])
  }

  /// What workshops have decided, whether or not the place is ranked now.
  private func decisionTable() -> Table {
    func name(_ value: String?) -> Datum { value.map { text(w.name($0)) } ?? undefinedDatum }
    func day(_ day: CivilDate?) -> Datum {
      day.map { text(w.shortDate($0.year, $0.month, $0.day)) } ?? undefinedDatum
    }
    let rows = report.decisions.map { own in
      Table.Row([
        text(touchpointName(id: own.touchpoint)), name(own.decision), name(own.owner), day(own.due),
        own.status.map { text(w("todo.status." + $0.rawValue)) } ?? undefinedDatum, day(own.doneOn),
      ])
    }
    return Table(
      id: "decided", caption: w("todo.decided.title"),
      columns: [
        column("sieve.column.touchpoint", .name), column("todo.fill.decision", .text),
        column("todo.fill.owner", .text), column("todo.fill.due", .text), column("todo.fill.status", .text),
        column("todo.fill.done-on", .text),
      ], rows: rows)
  }
}
