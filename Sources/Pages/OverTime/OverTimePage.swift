import Findings
import Wording

/// How it all goes by week, month or quarter, what changed its level and since when.
struct OverTimePage: PageContent {
  let telling: Telling

  /// The page, from what changed to the numbers of each unit.
  func page() -> Page {
    let waves = WavesPart(telling)
    if hasOnlySurveys {
      return Page(
        id: .overTime, language: w.language, name: w.plain("page.over-time"),
        headline: waves?.headline ?? w("time.headline-none"), lead: [],
        sections: [RestatedPart(telling)?.section(), waves?.section()].compactMap { $0 })
    }
    var sections = ComparisonPart(telling)?.sections() ?? []
    if let restated = RestatedPart(telling) { sections.append(restated.section()) }
    let lines = changeLines
    if !lines.isEmpty {
      sections.append(
        Section(
          id: "changes", heading: w("time.changes"),
          blocks: [.paragraph(w("time.changes-read")), .list(lines), .table(changesTable())]))
    }
    if let figure = seriesFigure() { sections.append(Section(id: "over-time", blocks: [.figure(figure)])) }
    if let table = entriesTable() {
      sections.append(
        Section(
          id: "entry-channels", heading: w("time.entries"), blocks: [.paragraph(w("time.entries-read")), .table(table)])
      )
    }
    sections += factSections()
    if let waves { sections.append(waves.section()) }
    if let marks = marksSection() { sections.append(marks) }
    return Page(
      id: .overTime, language: w.language, name: w.plain("page.over-time"),
      headline: strongest ?? ComparisonPart(telling)?.summaryLines().first
        ?? w(time.units.isEmpty && time.looked == 0 ? "time.headline-few" : "time.headline-none"),
      lead: lead, sections: sections)
  }

  var time: OverTimeFindings { report.overTime }

  /// What a reader should know first of all changes: of what customers say, of whether they buy or stop, then of the rest.
  var strongest: RichText? { changeLines.first }

  /// Every change that holds, in a sentence, the first to know first.
  private var changeLines: [RichText] {
    let told = ordered.map(sentence)
    return time.scores.map(sentence) + told
  }

  private var ordered: [ChangeFindings] {
    func rank(_ change: ChangeFindings) -> Int {
      switch change.subject {
      case .stops, .purchasesAfter, .purchases: 0
      case .journeys: 1
      // A share that falls may be nothing but others that rise.
      case .touchpoint, .channel: change.isRise || change.form == .begins || change.form == .ends ? 1 : 2
      }
    }
    return time.changes.enumerated().sorted {
      (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
    }.map(\.element)
  }

  private var lead: [RichText] {
    var lead: [RichText] = []
    if let unit = time.unit {
      lead.append(w("time.lead." + unit.rawValue, ["n": .count(time.units.count { $0.isComplete })]))
    } else {
      lead.append(w("time.lead-few"))
    }
    if time.looked > 0 { lead.append(w("time.lead-looked", ["n": .count(time.looked)])) }
    return lead
  }

  // MARK: Changes

  func date(_ day: CivilDate) -> RichText { w.date(day.year, day.month, day.day) }

  /// Whose level it is, as a heading.
  func subject(_ subject: ChangeFindings.Subject) -> RichText {
    switch subject {
    case .journeys: w("time.what.journeys")
    case .purchases: w("time.what.purchases")
    case .stops: w("time.what.stops")
    case .purchasesAfter(let code): w("time.what.purchases-after", ["name": .text(touchpointName(code))])
    case .touchpoint(let code): w("time.what.touchpoint", ["name": .text(touchpointName(code))])
    case .channel(let code): w("time.what.channel", ["name": .text(channelName(UInt32(code)))])
    }
  }

  /// What opens or closes: the touchpoint or the channel itself.
  private func place(_ own: ChangeFindings.Subject) -> RichText {
    switch own {
    case .touchpoint(let code): touchpointName(code)
    case .channel(let code): w("time.what.channel-itself", ["name": .text(channelName(UInt32(code)))])
    case .journeys, .purchases, .stops, .purchasesAfter: subject(own)
    }
  }

  func level(_ value: Published<Estimate>, _ subject: ChangeFindings.Subject) -> Datum {
    guard let e = value.shown else { return missing(value.isHidden) }
    let text = subject.isShare ? w.percent(e.value, base: min(e.n, 999)) : w.decimal(e.value, places: places(e))
    return Datum(value: e.value, text: text)
  }

  func range(_ value: Published<Estimate>, _ subject: ChangeFindings.Subject) -> Datum {
    guard let e = value.shown else { return missing(value.isHidden) }
    guard !subject.isShare else { return text(w.captionRange(e.low, e.high, base: max(100, min(e.n, 999)))) }
    return text(w.captionRange(e.low, e.high, places: places(e)))
  }

  /// Numbers below ten have a decimal, numbers below one two.
  func places(_ e: Estimate) -> Int { e.value >= 10 ? 0 : e.value >= 1 ? 1 : 2 }

  func sentence(_ change: ChangeFindings) -> RichText {
    let name = Argument.text(subject(change.subject))
    let place = Argument.text(place(change.subject))
    switch change.form {
    case .begins: return w("time.change.begins", ["what": place, "from": .text(date(change.firstDay))])
    case .ends: return w("time.change.ends", ["what": place, "to": .text(date(change.lastDay))])
    case .step, .spell: break
    }
    let isSpell = change.form == .spell
    guard change.inside.shown != nil, change.outside.shown != nil else {
      return w(
        isSpell ? "time.change.spell-plain" : change.isRise ? "time.change.up" : "time.change.down",
        ["what": name, "from": .text(date(change.firstDay)), "to": .text(date(change.lastDay))])
    }
    return w(
      isSpell ? "time.change.spell" : "time.change.step",
      [
        "what": name, "from": .text(date(change.firstDay)), "to": .text(date(change.lastDay)),
        "inside": .text(level(change.inside, change.subject).text),
        "outside": .text(level(change.outside, change.subject).text),
      ])
  }

  /// "Answers about deliveries (satisfaction in the transactional survey): 44% since September 2025, 82% before."
  func sentence(_ change: ScoreChangeFindings) -> RichText {
    let what = w(
      "time.what.answers",
      ["name": .text(spokenName(id: change.touchpoint)), "measure": .text(measureWords(change.measure))])
    let isSpell = change.form == .spell
    let days: KeyValuePairs<String, Argument> = [
      "what": .text(what), "from": .text(w.month(change.firstDay.year, change.firstDay.month)),
      "to": .text(w.month(change.lastDay.year, change.lastDay.month)),
      "inside": .text(datum(change.inside, change.measure.metric).text),
      "outside": .text(datum(change.outside, change.measure.metric).text),
    ]
    guard change.difference.shown != nil, change.inside.state != .hidden, change.outside.state != .hidden else {
      return w(
        isSpell
          ? "time.change.months-plain" : change.isRise ? "time.change.month-up" : "time.change.month-down", days)
    }
    return w(isSpell ? "time.change.months" : "time.change.month", days)
  }

  private func changesTable() -> Table {
    let scores = time.scores.map { change in
      let metric = change.measure.metric
      return Table.Row([
        text(touchpointName(id: change.touchpoint) + " · " + measureName(change.measure)),
        text(w.shortDate(change.firstDay.year, change.firstDay.month, change.firstDay.day)),
        until(change.form, change.lastDay), datum(change.outside, metric), caption(change.outside, metric),
        datum(change.inside, metric), caption(change.inside, metric), probability(change.adjustedP),
      ])
    }
    let rows = ordered.map { change in
      Table.Row([
        text(subject(change.subject)),
        text(w.shortDate(change.firstDay.year, change.firstDay.month, change.firstDay.day)),
        until(change.form, change.lastDay), level(change.outside, change.subject),
        range(change.outside, change.subject),
        level(change.inside, change.subject), range(change.inside, change.subject), probability(change.adjustedP),
      ])
    }
    return Table(
      id: "changes", caption: w("time.changes-table"),
      columns: [
        column("time.column.what", .name), column("time.column.from", .text), column("time.column.to", .text),
        column("time.column.outside"), column("sieve.column.range"), column("time.column.inside"),
        column("sieve.column.range"), column("time.column.p"),
      ], rows: scores + rows)
  }

  private func until(_ form: ChangeFindings.Form, _ day: CivilDate) -> Datum {
    switch form {
    case .step, .begins: text(w("time.still"))
    case .spell, .ends: text(w.shortDate(day.year, day.month, day.day))
    }
  }

  func probability(_ p: Double) -> Datum { Datum(value: p, text: w.probability(p)) }

  // MARK: What the client has declared

  /// The days of the project's calendar, and whether they were left out; `nil` where it has none.
  private func marksSection() -> Section? {
    let entries = report.blueprint.calendar.filter {
      $0.dates.last >= report.firstDay && $0.dates.first <= report.lastDay
    }
    guard !entries.isEmpty else { return nil }
    let lines = entries.map { entry in
      w(
        entry.exclude ? "time.mark-excluded" : "time.mark",
        [
          "name": .name(entry.name.text(w.language.code)),
          "days": .text(
            w.period(
              from: (entry.dates.first.year, entry.dates.first.month, entry.dates.first.day),
              to: (entry.dates.last.year, entry.dates.last.month, entry.dates.last.day))),
        ])
    }
    return Section(id: "calendar", heading: w("time.calendar"), blocks: [.list(lines)])
  }
}
