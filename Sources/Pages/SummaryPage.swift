import Findings
import Wording

/// What somebody with one minute reads.
struct SummaryPage: PageContent {
  let telling: Telling

  /// Page one: the answer on one screen.
  func page() -> Page {
    if hasOnlySurveys { return surveySummaryPage() }
    var sections = [Section(id: "sieve", blocks: [.figure(sievePage.sieveFigure())])]
    if let actions = leakActions() { sections.append(actions) }
    sections.append(Section(id: "data", heading: w("summary.data"), blocks: [.list(dataLines())]))
    return Page(
      id: .summary, language: w.language, name: w.plain("page.index"), headline: summaryHeadline(), lead: summaryLead(),
      keyFigures: keyFigures(), sections: sections)
  }

  /// Page one where nothing but surveys was given: what customers said, and what cannot be said without journeys.
  private func surveySummaryPage() -> Page {
    let satisfaction = SatisfactionPage(telling: telling).page()
    var sections = satisfaction.sections.filter { $0.id == "chain" }
    var lines = surveys.responses.filter { !$0.answered.isZero }.map {
      w("summary.lead.survey-line", ["file": .name($0.survey), "answers": .text(answers($0.answered))])
    }
    lines.append(w("summary.lead.only-surveys"))
    sections.append(Section(id: "data", heading: w("summary.data"), blocks: [.list(lines)]))
    return Page(
      id: .summary, language: w.language, name: w.plain("page.index"), headline: satisfaction.headline,
      lead: satisfaction.lead, keyFigures: satisfaction.keyFigures, sections: sections)
  }

  private var isSmall: Bool {
    guard let n = report.journeys.customers.shown else { return true }
    return n < 30 && report.hidesFew
  }

  private func summaryHeadline() -> RichText {
    if let headline = recognisedHeadline() { return headline }
    // What a purchase is, or which stages it takes, was guessed: that carries no headline.
    if isFunnelDrawn, let blindness = report.funnel.blindness, let share = blindness.share.shown {
      let main: RichText =
        if share.value >= 1 {
          w("summary.headline.blindness-all")
        } else if share.value <= 0 {
          w("summary.headline.blindness-none")
        } else {
          w(
            "summary.headline.blindness",
            [
              "in": .text(w.percent(1 - share.value, base: share.n)),
              "out": .text(w.percent(share.value, base: share.n)),
            ])
        }
      guard let worst = leaks.first else { return main }
      if let names = tiedLeaks { return main + " " + w("summary.leak-tied", ["names": .text(names)]) }
      return main + " " + w("summary.leak-headline", ["name": .text(spokenName(worst.code))])
    }
    if report.journeys.customers.isHidden { return w("summary.headline.hidden") }
    return pathsSentence
  }

  /// "30 customers took two paths".
  var pathsSentence: RichText {
    if report.paths.told.variantCount == 1, let n = report.journeys.customers.shown {
      return w("summary.headline.paths-one", ["n": .count(n)])
    }
    return w(
      "summary.headline.paths",
      [
        "customers": .text(peopleCounted),
        "n": .count(report.paths.told.variantCount),
      ])
  }

  private func summaryLead() -> [RichText] {
    var lead: [RichText] = []
    if isSmall {
      // A hidden count need not be below the threshold: it may cover another.
      let all = report.journeys.customers
      let customers =
        all.range.map { w("summary.lead.within", ["range": .text(text(within: $0))]) }
        ?? (all.isHidden ? w("summary.lead.few") : counted("count.customers", all))
      lead.append(w("summary.lead.small", ["customers": .text(customers), "k": .number(report.fewestPeople)]))
    }
    if isFunnelDrawn, let sentence = blindnessSentence() { lead.append(sentence) }
    if let sentence = recognitionSentence { lead.append(sentence) }
    if let names = tiedLeaks {
      lead.append(w("summary.leak-tied", ["names": .text(names)]))
    } else if let worst = leaks.first, let sentence = leakSentence("summary.lead.leak", worst.code) {
      lead.append(sentence)
    }
    if let sentence = concentrationSentence() { lead.append(sentence) }
    if let main = ranked.first {
      var sentences = [satisfaction.satisfactionHeadline() + "."] + satisfaction.weakestSentences(main)
      if let strength = satisfaction.strengthSentence(main) { sentences.append(strength) }
      lead.append(sentences.reduce(RichText()) { $0.isEmpty ? $1 : $0 + " " + $1 })
      // One of each other survey; what else the same one asked stands on its own page.
      lead += satisfaction.weakestSentences(
        ofOthers: satisfaction.chains.filter { $0.measure.type != main.measure.type })
    }
    if !report.hasPurchases {
      if let count = report.paths.told.commonest.first?.count.shown, let all = report.journeys.customers.shown, all > 0
      {
        lead.append(
          w(
            "summary.lead.paths",
            [
              "n": .number(count), "all": .number(all), "share": .text(w.share(count, of: all)),
            ]))
      }
      lead.append(w("summary.lead.no-purchase"))
    } else if report.window.source == .tooShort {
      lead.append(w("summary.lead.too-short"))
    }
    return lead
  }

  /// Model sentence 1: purchases that did not complete the funnel, their share, and the first reason.
  func blindnessSentence() -> RichText? {
    guard let blindness = report.funnel.blindness, let share = blindness.share.shown,
      let all = blindness.purchases.shown, let outside = blindness.outside.shown
    else { return nil }
    if outside == 0 { return all > 0 ? w("summary.lead.all-complete", ["n": .count(all)]) : nil }
    let top = blindness.reasons.filter { ($0.count.shown ?? 0) > 0 }
      .max { ($0.count.shown ?? 0, $1.reason.rawValue) < ($1.count.shown ?? 0, $0.reason.rawValue) }
    let reasons = top.map {
      w("summary.lead.reasons", ["reason": .text(reasonName($0.reason))])
    }
    let window = report.funnel.window
    return w(
      window == nil ? "summary.lead.no-window" : "summary.lead.blindness",
      [
        "all": .number(all), "n": .count(outside), "out": .text(percent(share)), "range": .text(range(share)),
        "reasons": .text(reasons ?? RichText()), "window": .text(window.map { w.duration(micros: $0) } ?? RichText()),
      ])
  }

  func reasonName(_ reason: BlindnessReason) -> RichText {
    switch reason {
    case .repeatPurchase: w("reason.repeatPurchase")
    case .noEntryStep: w("reason.noEntryStep")
    case .skippedStep: w("reason.skippedStep")
    case .outOfOrder: w("reason.outOfOrder")
    case .outsideWindow: w("reason.outsideWindow")
    case .tie: w("reason.tie")
    }
  }

  private func concentrationSentence() -> RichText? {
    guard let c = report.channels.purchaseConcentration, c.total > 1, report.journeys.purchases.shown != nil else {
      return nil
    }
    return w(
      "summary.lead.concentration",
      [
        "n": .count(c.points.count),
        "share": .text(w.percent(c.covered)), "names": .text(w.list(c.points.prefix(6).map { spokenName($0) })),
      ])
  }

  private func keyFigures() -> [KeyFigure] {
    var figures = [
      KeyFigure(
        id: "customers", label: w("summary.tile.customers"),
        value: datum(report.journeys.counted),
        note: w(
          !visitorsApart
            ? "summary.tile.customers-note"
            : report.journeys.visitors.isHidden ? "visitors.tile-note-hidden" : "visitors.tile-note",
          [
            "events": .text(counted("count.events", report.journeys.events)),
            "visitors": .text(visitorWords(report.journeys.visitors.shown ?? 0)),
          ]))
    ]
    if report.hasPurchases {
      figures.append(
        KeyFigure(
          id: "purchases", label: w("summary.tile.purchases"), value: datum(report.journeys.purchases),
          note: buyersNote()))
      if isFunnelDrawn, let blindness = report.funnel.blindness, let share = blindness.share.shown,
        let outside = blindness.outside.shown
      {
        figures.append(
          KeyFigure(
            id: "outside", label: w("summary.tile.outside"), value: datum(blindness.share),
            note: w("summary.tile.outside-note", ["range": .text(range(share)), "n": .number(outside)])))
      }
      if let followed = report.journeys.followed.shown {
        figures.append(
          KeyFigure(
            id: "followed", label: w("summary.tile.followed"),
            value: Datum(
              value: followed.value, text: w.number(Int((followed.value * 100).rounded())),
              state: followed.n < 30 ? .directional : .shown),
            note: w(
              "summary.tile.followed-note",
              [
                "range": .text(
                  w.numberRange(Int((followed.low * 100).rounded()), Int((followed.high * 100).rounded()))),
                "n": .number(followed.n), "window": .text(w.duration(micros: report.blueprint.windows.repurchase)),
              ])))
      }
      if report.window.window != nil {
        figures.append(
          KeyFigure(
            id: "lost", label: w("summary.tile.lost"), value: datum(report.sieve.lostTotal),
            note: lostNote()))
      }
    } else {
      let all = report.touchpoints
      figures.append(
        KeyFigure(
          id: "variants", label: w("summary.tile.variants"), value: datum(things: report.paths.told.variantCount),
          note: report.paths.told.singletons.shown.map { w("summary.tile.variants-note", ["n": .count($0)]) }
            ?? RichText()))
      figures.append(
        KeyFigure(
          id: "touchpoints", label: w("summary.tile.touchpoints"),
          value: datum(things: all.indices.count { !all[$0].events.isZero }),
          note: w("summary.tile.touchpoints-note", ["stages": .text(stagesIn)])))
    }
    if let clock = overallQuestion {
      figures.append(
        KeyFigure(
          id: "overall", label: metricName(clock.measure.metric), value: datum(clock.overall, clock.measure.metric),
          note: besideTarget(
            w(
              "satisfaction.tile.note",
              ["range": .text(range(clock.overall, clock.measure.metric)), "answers": .text(answers(clock.overall.n))]),
            clock.measure.metric)))
    }
    // Seven would not fit one row; how many rows were used stands under "what this rests on" too.
    let read = report.quality.rowsRead
    if read > 0, overallQuestion == nil {
      let rejected = report.quality.rowsRejected
      figures.append(
        KeyFigure(
          id: "used", label: w("summary.tile.used"),
          value: Datum(
            value: Double(read - rejected) / Double(read), text: precise(Double(read - rejected) / Double(read))),
          note: w(
            "summary.tile.used-note", ["rejected": .number(rejected), "read": .text(words(report.rowsRead()))])))
    }
    return figures
  }

  /// The share who stop, and how many of those who stopped are visitors.
  private func lostNote() -> RichText {
    guard report.sieve.stopShare.shown != nil else { return RichText() }
    let share = Argument.text(datum(report.sieve.stopShare).text)
    guard let visitors = report.recognition?.lostVisitors.shown, visitors > 0 else {
      return w("summary.tile.lost-note", ["share": share])
    }
    return w("recognised.tile-lost", ["visitors": .text(visitorWords(visitors)), "share": share])
  }

  /// How many bought, and their share of all; of what is hidden nothing is said.
  private func buyersNote() -> RichText {
    guard report.journeys.buyers.shown != nil, report.journeys.buyerShare.shown != nil else { return RichText() }
    return w(
      "summary.tile.purchases-note",
      [
        "buyers": .text(counted("count.buyers", report.journeys.buyers)),
        "share": .text(datum(report.journeys.buyerShare).text),
      ])
  }
}
