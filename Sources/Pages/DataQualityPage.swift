import Findings
import Wording

/// What was read, how it was understood, and what could not be used.
struct DataQualityPage: PageContent {
  let telling: Telling

  /// What was read, how it was understood, what could not be used, and whether it agrees with the client's books.
  func page() -> Page {
    let quality = report.quality
    let read = quality.rowsRead
    let used = read > 0 ? Double(read - quality.rowsRejected) / Double(read) : 0
    let headline =
      read == 0
      ? w("quality.headline-none")
      : quality.rowsRejected == 0
        ? (unreadSheets > 0 ? w("quality.headline-sheets", ["n": .count(unreadSheets)]) : w("quality.headline-all"))
        : w("quality.headline", ["used": .text(precise(used))])
    var sections = [
      Section(id: "sources", heading: w("quality.sources-title"), blocks: [.table(sourcesTable())]),
      Section(id: "roles", heading: w("quality.roles-title"), blocks: [.table(rolesTable())]),
      issuesSection(),
      Section(id: "checks", heading: w("quality.checks-title"), blocks: [.list(checks())]),
    ]
    if let idle = idleKeysSection() { sections.append(idle) }
    if let touchpoints = touchpointsSection() { sections.append(touchpoints) }
    if report.books.identity.contains(where: { $0.events != nil }) {
      var blocks: [Block] = [.table(identityTable())]
      if let table = sharedTable() { blocks.append(.table(table)) }
      if let table = recognisedTable() { blocks.append(.table(table)) }
      sections.append(Section(id: "identity", heading: w("quality.identity-title"), blocks: blocks))
    }
    if !report.books.totals.isEmpty {
      sections.append(
        Section(
          id: "totals", heading: w("quality.totals-title"),
          blocks: [.list(report.books.totals.map(summary.totalSentence)), .table(totalsTable())]))
    }
    return Page(
      id: .dataQuality, language: w.language, name: w.plain("page.data-quality"), headline: headline,
      lead: read > 0 ? [summary.rowsSentence()] : [], sections: sections)
  }

  /// How many sheets hold rows that are not read.
  private var unreadSheets: Int { report.quality.sources.reduce(0) { $0 + $1.sheetsPassedOver.count } }

  private func sourcesTable() -> Table {
    let rows = report.quality.sources.map { source in
      Table.Row([
        text(.name(source.name)), text(.figures(source.format.rawValue.uppercased())),
        text(.figures(encodingName(source.encoding))), datum(rows: report.rowsRead(source)),
        datum(things: source.rowsRejected),
        text(.figures(hexadecimal(source.contentHash))),
      ])
    }
    return Table(
      id: "sources", caption: w("quality.sources-table"),
      columns: [
        column("quality.column.file", .name), column("quality.column.format", .text),
        column("quality.column.encoding", .text), column("quality.column.rows"), column("quality.column.rejected"),
        column("quality.column.hash", .text),
      ], rows: rows)
  }

  private func encodingName(_ encoding: TextEncoding) -> String {
    switch encoding {
    case .utf8: "UTF-8"
    case .utf16LittleEndian: "UTF-16 LE"
    case .utf16BigEndian: "UTF-16 BE"
    case .windows1255: "Windows-1255"
    case .windows1252: "Windows-1252"
    case .cp862: "CP862"
    case .utf8Twice: "UTF-8, twice"
    case .windows1255Twice: "Windows-1255, twice"
    }
  }

  private func hexadecimal(_ hash: UInt32) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  private func rolesTable() -> Table {
    var rows: [Table.Row] = []
    for source in report.quality.eventSources {
      for (role, column) in source.roles {
        let guess = source.guesses.first { $0.role == role && $0.column == column }
        let how = guess.map { $0.byContent ? "quality.by-content" : "quality.by-name" } ?? "quality.declared"
        rows.append(
          Table.Row([
            text(w("quality.role." + role.rawValue)), text(.name(column)), text(w(how)), text(.name(source.name)),
          ]))
      }
    }
    return Table(
      id: "roles", caption: w("quality.roles-table"),
      columns: [
        column("quality.column.role", .name), column("quality.column.column", .text),
        column("quality.column.how", .text), column("quality.column.file", .text),
      ], rows: rows)
  }

  private func issuesSection() -> Section {
    var rows: [Table.Row] = []
    for source in report.quality.sources {
      for entry in source.issues.entries {
        // Cells' own values stay out: a value in the wrong column may be somebody's id or telephone.
        var numbers = RichText()
        for (i, sample) in entry.samples.prefix(5).enumerated() {
          numbers = numbers + (i == 0 ? RichText() : RichText(", ")) + RichText(String(sample.row))
        }
        rows.append(
          Table.Row([
            text(w("quality.issue." + entry.kind.rawValue)),
            text(entry.column.isEmpty ? w.undefined : .name(entry.column)), datum(things: entry.count), text(numbers),
            text(.name(source.name)),
          ]))
      }
    }
    guard !rows.isEmpty else {
      return Section(id: "issues", heading: w("quality.issues-title"), blocks: [.paragraph(w("quality.issues-none"))])
    }
    let table = Table(
      id: "issues", caption: w("quality.issues-table"),
      columns: [
        column("quality.column.issue", .name), column("quality.column.column", .text), column("quality.column.count"),
        column("quality.column.example", .text), column("quality.column.file", .text),
      ], rows: rows)
    return Section(id: "issues", heading: w("quality.issues-title"), blocks: [.table(table)])
  }

  private func checks() -> [RichText] {
    let quality = report.quality
    let counts = quality.assembly
    let blueprint = report.blueprint
    var lines = [
      w(
        "quality.duplicates",
        [
          "n": .count(counts.duplicates),
          "kept": .text(w(blueprint.duplicates == .drop ? "quality.duplicates-dropped" : "quality.duplicates-kept")),
        ])
    ]
    if let tied = report.journeys.tiedShare.shown, tied > 0 {
      let byStage =
        blueprint.ties == .stageOrder
        || (blueprint.ties == .auto && quality.eventSources.allSatisfy { $0.time?.hasTimeOfDay == false })
      lines.append(
        w(
          "quality.ties",
          [
            "share": .text(precise(tied)),
            "rule": .text(w(byStage ? "quality.ties-rule.stage" : "quality.ties-rule.row")),
          ]))
      if tied > 0.2 { lines.append(w("quality.ties-high")) }
    }
    for (key, count) in [
      ("quality.merged", counts.merged), ("quality.filtered", counts.filtered),
      ("quality.lifecycle", counts.otherLifecycle), ("quality.after", counts.afterObservation),
      ("quality.refunds", report.journeys.strayRefunds), ("quality.impossible", counts.impossibleTimes),
    ] where count > 0 {
      lines.append(w(key, ["n": .count(count)]))
    }
    for source in quality.sources where !source.sheetsPassedOver.isEmpty {
      lines.append(
        w(
          "quality.sheets",
          [
            "file": .name(source.name), "sheets": .text(names(source.sheetsPassedOver)),
            "n": .count(source.sheetsPassedOver.count),
          ]))
    }
    lines += summary.countedTwiceLines() + identityLines()
    if quality.identities > 0 { lines.append(w("quality.identities", ["n": .count(quality.identities)])) }
    for source in quality.sources {
      guard let states = source.orderStates else { continue }
      lines.append(
        w(
          states.isTouchpoint ? "quality.own-states" : "quality.undone-orders",
          ["file": .name(source.name), "column": .name(states.column)]))
    }
    if !quality.impossiblePurchases.isEmpty {
      lines.append(w("quality.impossible-purchases", ["names": .text(names(quality.impossiblePurchases))]))
    }
    if !quality.droppedActivities.isEmpty {
      lines.append(w("quality.dropped-activities", ["names": .text(names(quality.droppedActivities))]))
    }
    if quality.isZoneGuessed { lines.append(w("quality.zone")) }
    for source in quality.eventSources where source.time?.isDayMonthGuessed == true {
      lines.append(w("quality.day-month", ["file": .name(source.name)]))
    }
    for source in quality.sources {
      lines += source.decimalGuesses.map { guess in
        w(
          "quality.decimals",
          [
            "file": .name(source.name), "column": .name(guess.column),
            // Cells' own values stay out.
            "example": .text(.figures(guess.anyNumber.example)), "value": .text(.figures(guess.anyNumber.reading)),
          ])
      }
    }
    lines += excludedDays()
    for sheet in quality.decisions {
      lines.append(
        w(
          "quality.decisions",
          [
            "n": .count(sheet.decisions), "file": .name(sheet.name),
            "open": .text(sheet.unfilled > 0 ? w("quality.decisions-open", ["n": .count(sheet.unfilled)]) : RichText()),
          ]))
    }
    return lines
  }

  /// Which days are left out of all counts, and what lies on them.
  private func excludedDays() -> [RichText] {
    var lines = report.blueprint.calendar.filter(\.exclude).map { entry in
      func date(_ day: CivilDate) -> RichText { w.date(day.year, day.month, day.day) }
      return w(
        entry.dates.first == entry.dates.last ? "quality.excluded-day" : "quality.excluded-days",
        [
          "name": .name(entry.name.text(w.language.code)), "from": .text(date(entry.dates.first)),
          "to": .text(date(entry.dates.last)),
        ])
    }
    for (key, few, count, fewest) in [
      ("quality.excluded-events", "quality.excluded-events-few", report.books.excludedEvents, report.fewestPeople),
      ("quality.excluded-answers", "quality.excluded-answers-few", report.books.excludedAnswers, report.fewestAnswers),
    ] {
      if count.isHidden { lines.append(w(few, ["k": .number(fewest)])) }
      if let n = count.shown, n > 0 { lines.append(w(key, ["n": .count(n)])) }
    }
    return lines
  }

  /// What the project file declares and the report does not use.
  private func idleKeysSection() -> Section? {
    let keys = report.quality.idleKeys
    guard !keys.isEmpty else { return nil }
    let lines = keys.map { key in
      let numbers = key.lines.prefix(20).map(String.init).joined(separator: ", ") + (key.lines.count > 20 ? " …" : "")
      return w(
        key.lines.count == 1 ? "quality.no-effect-line" : "quality.no-effect-lines",
        ["key": .name(key.name), "lines": .text(RichText(numbers))])
    }
    return Section(
      id: "no-effect", heading: w("quality.no-effect-title"),
      blocks: [.paragraph(w("quality.no-effect")), .list(lines)])
  }

  private func touchpointsSection() -> Section? {
    let counts = report.quality.assembly
    var blocks: [Block] = []
    if report.blueprint.touchpoints.isEmpty {
      blocks.append(.paragraph(w("quality.undeclared-all")))
    } else if !counts.undeclared.isEmpty {
      blocks.append(.paragraph(w("quality.undeclared", ["names": .text(names(counts.undeclared))])))
    }
    if !counts.unseen.isEmpty {
      let unseen = report.catalog.touchpoints.indices.filter {
        counts.unseen.contains(report.catalog.touchpoints[$0].id)
      }
      blocks.append(.paragraph(w("quality.unseen", ["names": .text(w.list(unseen.map(touchpointName)))])))
    }
    guard !blocks.isEmpty else { return nil }
    return Section(id: "touchpoints", heading: w("quality.undeclared-title"), blocks: blocks)
  }

  private func names(_ ids: [String]) -> RichText {
    let listed = w.list(ids.prefix(40).map { .name($0) })
    return ids.count > 40 ? listed + " …" : listed
  }

  private func identityTable() -> Table {
    let rows = report.books.identity.map { source in
      Table.Row([
        text(.name(source.source)),
        source.events.map { Datum(value: $0, text: precise($0)) } ?? undefinedDatum,
        source.money.shown.map { Datum(value: $0, text: precise($0)) } ?? missing(source.money.isHidden),
      ])
    }
    return Table(
      id: "identity", caption: w("quality.identity-table"),
      columns: [
        column("quality.column.file", .name), column("quality.column.events"), column("quality.column.money"),
      ], rows: rows)
  }

  private func totalsTable() -> Table {
    let rows = report.books.totals.map { total in
      let (declared, found, difference) = summary.totalTexts(total)
      return Table.Row([
        text(summary.totalName(total)), text(declared), text(found), text(difference),
        text(total.declared.source.map { w.name($0.text(w.language.code)) } ?? w.undefined),
      ])
    }
    return Table(
      id: "totals", caption: w("quality.totals-table"),
      columns: [
        column("quality.column.what", .name), column("quality.column.declared"), column("quality.column.found"),
        column("quality.column.difference"), column("quality.column.source", .text),
      ], rows: rows)
  }
}
