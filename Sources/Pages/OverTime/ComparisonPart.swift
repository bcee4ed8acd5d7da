import Findings
import Wording

/// The report's period beside another: what improved, what got worse, what cannot be said, and both values of every figure.
struct ComparisonPart: PageContent {
  let telling: Telling
  let comparison: ComparisonFindings

  /// `nil` where the project names no other period.
  init?(_ telling: Telling) {
    guard let comparison = telling.report.comparison else { return nil }
    (self.telling, self.comparison) = (telling, comparison)
  }

  /// The other period's dates.
  var otherPeriod: RichText {
    let (first, last) = (comparison.firstDay, comparison.lastDay)
    return w.period(from: (first.year, first.month, first.day), to: (last.year, last.month, last.day))
  }

  private var told: [ComparisonFindings.Figure] { comparison.figures.filter { $0.difference.shown != nil } }

  /// Both periods, and what of a change is another mix.
  func sections() -> [Section] {
    var blocks: [Block] = [
      .paragraph(
        w("compare.read", ["n": .count(told.count), "now": .text(period), "before": .text(otherPeriod)]))
    ]
    if let day = comparison.dataFrom {
      blocks.append(.paragraph(w("compare.data-from", ["date": .text(w.date(day.year, day.month, day.day))])))
    }
    for verdict in [ComparisonFindings.Verdict.better, .worse, .changed] {
      let own = told.filter { $0.verdict == verdict }
      guard !own.isEmpty else { continue }
      blocks += [.paragraph(w("compare." + verdict.rawValue)), .list(own.map(line))]
    }
    let unsure = told.count { $0.verdict == .none }
    if !told.isEmpty, unsure == told.count { blocks.append(.paragraph(w("compare.nothing"))) }
    if unsure > 0 { blocks.append(.paragraph(w("compare.unsure", ["n": .count(unsure)]))) }
    blocks += sieveBlocks() + funnelBlocks()
    if let leaks = leaksBlock() { blocks.append(.figure(leaks)) }
    blocks.append(.table(table()))
    let heading = w("compare.heading", ["now": .text(period), "before": .text(otherPeriod)])
    return [Section(id: "compared", heading: heading, blocks: blocks)]
      + [decisionsSection(), mixSection()].compactMap { $0 }
  }

  /// What page one says of it: what improved and what got worse, or that nothing did.
  func summaryLines() -> [RichText] {
    let lines = [ComparisonFindings.Verdict.better, .worse, .changed].compactMap { verdict -> RichText? in
      let own = told.filter { $0.verdict == verdict }
      guard !own.isEmpty else { return nil }
      let names = w.list(own.prefix(3).map { what($0.subject) }) + (own.count > 3 ? " …" : "")
      return w("compare.summary." + verdict.rawValue, ["before": .text(otherPeriod), "names": .text(names)])
    }
    guard lines.isEmpty else { return lines }
    return [w("compare.summary.none", ["before": .text(otherPeriod), "n": .count(told.count)])]
  }

  /// What changed of the figures that stand on a page, two of them at most; of none of them that it did not.
  func marks(on page: PageID) -> [RichText] {
    let own = told.filter { pages(of: $0.subject).contains(page) }
    guard !own.isEmpty else { return [] }
    let changed = own.filter { $0.verdict != .none }.prefix(2)
    guard !changed.isEmpty else {
      return [w("compare.mark-none", ["before": .text(otherPeriod), "n": .count(own.count)])]
    }
    return changed.map { w("compare.mark", ["before": .text(otherPeriod), "line": .text(line($0))]) }
  }

  /// The pages on which a figure stands.
  private func pages(of subject: ComparisonFindings.Subject) -> [PageID] {
    switch subject {
    case .journeys, .purchases, .amount, .amountPerPurchase: [.journeyMap]
    case .stopped: [.funnelAndSieve, .paths]
    case .step, .converted: [.funnelAndSieve]
    case .leaks: [.funnelAndSieve, .whatToDo, .touchpoints]
    case .followed: [.comingBack]
    case .entries: [.channels]
    case .score: [.satisfaction, .touchpoints, .programme]
    }
  }

  // MARK: Words

  private func what(_ subject: ComparisonFindings.Subject) -> RichText {
    switch subject {
    case .journeys: w("time.what.journeys")
    case .purchases: w("time.what.purchases")
    case .amount: w("compare.what.amount")
    case .amountPerPurchase: w("compare.what.per-purchase")
    case .stopped: w("time.what.stops")
    case .followed:
      w("compare.what.followed", ["window": .text(w.duration(micros: report.blueprint.windows.repurchase))])
    case .step(let step):
      w("compare.what.step", ["from": .text(name(step - 1)), "to": .text(name(step))])
    case .converted:
      w("compare.what.converted", ["from": .text(name(0)), "to": .text(name(report.funnel.steps.count - 1))])
    case .leaks(let code): w("compare.what.leaks", ["name": .text(touchpointName(code))])
    case .entries(let code): w("compare.what.entries", ["name": .text(channelName(code))])
    case .score(let touchpoint, let measure):
      w("time.what.answers", ["name": .text(spokenName(id: touchpoint)), "measure": .text(measureWords(measure))])
    }
  }

  private func name(_ step: Int) -> RichText {
    report.funnel.steps.indices.contains(step) ? stepName(report.funnel.steps[step]) : w.undefined
  }

  /// "Share of journeys that stopped: 31%, 36% before (difference: −8 to −2)".
  private func line(_ figure: ComparisonFindings.Figure) -> RichText {
    w(
      "compare.line",
      [
        "what": .text(what(figure.subject)), "now": .text(value(figure.now, figure.subject).text),
        "before": .text(value(figure.before, figure.subject).text), "range": .text(comparedDifference(figure).text),
      ])
  }

  private func value(_ value: Published<Estimate>, _ subject: ComparisonFindings.Subject) -> Datum {
    guard let e = value.shown else { return missing(value.isHidden) }
    let words: RichText =
      switch subject {
      case .amount, .amountPerPurchase: w.money(Int128(e.value * 1_000_000))
      case .journeys, .purchases: w.decimal(e.value, places: comparedPlaces(e.value))
      case .score(_, let measure) where measure.metric == .nps: w.signed(Int(e.value.rounded()))
      case .stopped, .followed, .step, .converted, .leaks, .entries, .score: w.percent(e.value, base: e.n)
      }
    return Datum(value: e.value, text: words)
  }

  // MARK: Tables

  private func table() -> Table {
    let rows = comparison.figures.map { figure in
      Table.Row([
        text(what(figure.subject)), value(figure.before, figure.subject), value(figure.now, figure.subject),
        comparedDifference(figure), comparedVerdict(figure), comparedPower(figure),
        datum(planned: figure.needed),
      ])
    }
    return Table(
      id: "compared", caption: w("compare.table"),
      columns: [
        column("time.column.what", .name), Table.Column(otherPeriod, .number), Table.Column(period, .number),
        column("time.fact.difference"), column("compare.column.verdict", .text), column("compare.column.power"),
        column("compare.column.needed"),
      ], rows: rows)
  }

  /// `nil` where nothing is divided.
  private func mixSection() -> Section? {
    guard !comparison.mixes.isEmpty else { return nil }
    func signed(_ x: Double) -> Datum { Datum(value: x, text: w.signed(x * 100, places: 1)) }
    func percent(_ x: Double) -> Datum { Datum(value: x, text: w.percent(x, places: 1)) }
    let rows = comparison.mixes.map { mix in
      let what: RichText =
        switch mix.by {
        case .touchpoints: w("compare.mix.touchpoints")
        case .channels: w("compare.mix.channels")
        case .trait(let place): w("compare.mix.trait", ["name": .text(columnName(report.catalog.traits[place].name))])
        }
      return Table.Row([
        text(what), percent(mix.before), percent(mix.now), signed(mix.change), signed(mix.composition),
        signed(mix.rates),
      ])
    }
    let table = Table(
      id: "mix", caption: w("compare.mix.table"),
      columns: [
        column("time.column.what", .name), Table.Column(otherPeriod, .number), Table.Column(period, .number),
        column("compare.mix.change"), column("compare.mix.composition"), column("compare.mix.rates"),
      ], rows: rows)
    return Section(
      id: "mix", heading: w("compare.mix.heading"), blocks: [.paragraph(w("compare.mix.read")), .table(table)])
  }
}
