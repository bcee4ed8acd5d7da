import Findings
import Wording

/// Who comes back: the cycle that feeds itself, how soon, who stays, and what may be expected.
struct ComingBackPage: PageContent {
  let telling: Telling

  /// Who comes back, from the cycle as a whole to what may be expected.
  func page() -> Page {
    guard let returns = report.returns else {
      return Page(
        id: .comingBack, language: w.language, name: w.plain("page.who-comes-back"),
        headline: w("return.headline-none"),
        lead: [], sections: [])
    }
    var sections = [cycle(returns), time(returns)]
    if let groups = groups(returns) { sections.append(groups) }
    if let waits = waits() { sections.append(waits) }
    if let afterPurchase = afterPurchase() { sections.append(afterPurchase) }
    sections.append(states(returns))
    sections += returns.exits.enumerated().map { reasons($1, place: $0) }
    if let cohorts = cohorts(returns) { sections.append(cohorts) }
    if !returns.table.recency.isEmpty { sections.append(recency(returns)) }
    if let beginnings = beginnings(returns) { sections.append(beginnings) }
    if let captive = captiveSection() { sections.append(captive) }
    if let friends = friendSection() { sections.append(friends) }
    if let club = club() { sections.append(club) }
    if let ratings = clubRatings() { sections.append(ratings) }
    sections += contactSections()
    if let pressure = pressureSection() { sections.append(pressure) }
    sections += costSections()
    sections += [awareness(returns), report.blueprint.contract == .none ? outlook(returns) : contracts(returns)]
    return marked(
      Page(
        id: .comingBack, language: w.language, name: w.plain("page.who-comes-back"), headline: headline(returns),
        lead: captiveLead() + lead(returns), keyFigures: keyFigures(returns), sections: sections))
  }

  var window: RichText { w.duration(micros: report.blueprint.windows.repurchase) }

  private func headline(_ returns: ReturnFindings) -> RichText {
    guard let r = returns.reproduction.shown else { return w("return.headline-none") }
    return w("return.headline", ["n": .count(hundredfold(r.value))])
  }

  /// Of every 100.
  private func hundredfold(_ share: Double) -> Int { Int((share * 100).rounded()) }

  private func lead(_ returns: ReturnFindings) -> [RichText] {
    guard let r = returns.reproduction.shown else { return [w("return.lead-none", ["window": .text(window)])] }
    var lead: [RichText] = []
    if r.value == 0 {
      lead.append(w("return.lead-zero", ["window": .text(window), "n": .count(r.n)]))
      if let potential = potential(returns) { lead.append(potential) }
      return lead
    }
    let range = w.numberRange(hundredfold(r.low), hundredfold(r.high))
    let same = report.journeys.followed.shown.map { hundredfold($0.value) } ?? hundredfold(r.value)
    let friends = max(0, hundredfold(r.value) - same)
    if (returns.referred.shown ?? 0) > 0 {
      lead.append(
        w(
          "return.lead-referred",
          [
            "same": .number(same), "friends": .number(friends), "window": .text(window), "range": .text(range),
            "n": .number(r.n),
          ]))
    } else {
      lead.append(w("return.lead", ["window": .text(window), "range": .text(range), "n": .number(r.n)]))
    }
    if let m = returns.multiplier.shown {
      let value = w.decimal(m.value, places: 2)
      lead.append(
        m.high.isFinite
          ? w("return.multiplier", ["m": .text(value), "range": .text(w.numberRange(m.low, m.high, places: 2))])
          : w("return.multiplier-open", ["m": .text(value), "low": .text(w.decimal(m.low, places: 2))]))
    } else if r.value >= 1 {
      lead.append(w("return.sustained", ["window": .text(window)]))
    }
    if let potential = potential(returns) { lead.append(potential) }
    return lead
  }

  /// What there is to keep, in one sentence: those who bought once, and what one more purchase of a tenth of them is worth.
  private func potential(_ returns: ReturnFindings) -> RichText? {
    guard let once = returns.boughtOnce.shown, once >= 10 else { return nil }
    let more = (once + 5) / 10
    guard let mean = returns.meanPurchase.shown, mean > 0 else {
      return w("return.potential", ["once": .count(once), "more": .number(more)])
    }
    return w(
      "return.potential-money",
      ["once": .count(once), "more": .number(more), "money": .text(w.money(Self.rounded(mean * Int128(more))))])
  }

  /// An amount to three digits: a scenario is no more precise.
  private static func rounded(_ amount: Int128) -> Int128 {
    var unit: Int128 = 1
    while amount / unit >= 1_000 { unit *= 10 }
    return (amount + unit / 2) / unit * unit
  }

  private func keyFigures(_ returns: ReturnFindings) -> [KeyFigure] {
    var figures: [KeyFigure] = []
    if let share = report.journeys.repeatShare.shown {
      figures.append(
        KeyFigure(
          id: "repeat", label: w("return.tile.repeat"), value: datum(report.journeys.repeatShare),
          note: w("return.tile.repeat-note", ["range": .text(range(share)), "n": .number(share.n)])))
    }
    if let share = returns.steps[0].goesOn.shown {
      figures.append(
        KeyFigure(
          id: "second", label: w("return.tile.second", ["window": .text(window)]),
          value: datum(returns.steps[0].goesOn),
          note: w("return.tile.second-note", ["range": .text(range(share)), "n": .number(share.n)])))
    }
    let inactive = report.share(returns.states[ReturnFindings.State.inactivePlace], of: returns.buyers)
    if let share = inactive.shown {
      figures.append(
        KeyFigure(
          id: "inactive", label: w("return.tile.inactive"), value: datum(inactive),
          note: w("return.tile.inactive-note", ["n": .number(share.n)])))
    }
    return figures
  }

  // MARK: The cycle

  /// The journey to each further purchase as a ring of the cycle.
  private func cycle(_ returns: ReturnFindings) -> Section {
    let last = returns.steps.lastIndex { !$0.reached.isZero } ?? 0
    let steps = returns.steps[...last]
    func name(_ place: Int) -> RichText { w("return.ring", ["n": .count(place + 1)]) }
    let bars = steps.indices.compactMap { place -> BarsFigure.Bar? in
      guard let share = steps[place].goesOn.shown else { return nil }
      return BarsFigure.Bar(
        id: "ring-\(place + 1)", name: name(place), note: w("return.ring-note", ["n": .number(share.n)]),
        value: datum(steps[place].goesOn), low: share.low, high: share.high, tone: .purchase)
    }
    let rows = steps.indices.map { place in
      let step = steps[place]
      let rating = returns.ratings.map { [mean($0.means[place])] } ?? []
      return Table.Row(
        [
          text(name(place)), datum(step.reached), datum(step.goesOn), caption(step.goesOn), decimal(step.touches),
          decimal(step.channels), seconds(step.seconds),
        ] + rating)
    }
    let table = Table(
      id: "rings", caption: w("return.rings-table"),
      columns: [
        column("return.column.ring", .name), column("return.column.reached"), column("return.column.goes-on"),
        column("sieve.column.range"), column("return.column.touches"), column("return.column.channels"),
        column("return.column.time"),
      ] + (returns.ratings == nil ? [] : [column("return.column.rating")]), rows: rows)
    let rated = returns.ratings.map {
      [Block.paragraph(w("return.rings-rated", ["measure": .text(measureName($0.measure))]))]
    }
    guard !bars.isEmpty else {
      return Section(id: "cycle", heading: w("return.rings-title-none"), blocks: [.table(table)] + (rated ?? []))
    }
    let title =
      told(steps[0].goesOn).map {
        w("return.rings-title", ["share": .text($0), "window": .text(window)])
      } ?? w("return.rings-title-none")
    return Section(
      id: "cycle",
      blocks: [
        .figure(
          FigureBlock(
            id: "rings", title: title, howToRead: w("return.rings-read", ["window": .text(window)]),
            figure: .bars(BarsFigure(style: .dots, bars: bars, maximum: 1, ticks: shareTicks)), table: table,
            base: purchasesBase, definition: "reproduction"))
      ] + (rated ?? []))
  }

  /// A share as the title of a figure says it: none on a small base, of which a percent would say too much.
  func told(_ share: Published<Estimate>) -> RichText? {
    let said = datum(share)
    return said.state == .shown && said.value != nil ? said.text : nil
  }

  /// A mean on 0–100 as a whole number.
  private func mean(_ rating: Published<Estimate>) -> Datum {
    guard let e = rating.shown else { return missing(rating.isHidden) }
    return Datum(value: e.value, text: w.number(Int(e.value.rounded())), state: e.n < 30 ? .directional : .shown)
  }

  /// A mean with one decimal.
  private func decimal(_ mean: Published<Double>) -> Datum {
    guard let value = mean.shown else { return missing(mean.isHidden) }
    return Datum(value: value, text: w.decimal(value, places: 1))
  }
}
