import Findings
import Wording

/// What somebody with one minute reads.
struct SummaryPage: PageContent {
  let telling: Telling

  /// Page one: the answer on one screen.
  func page() -> Page {
    if hasOnlySurveys { return surveySummaryPage() }
    var sections = [placesSection()].compactMap { $0 }
    sections.append(Section(id: "sieve", blocks: [.figure(sievePage.sieveFigure())]))
    if let phases = phasesSection() { sections.append(phases) }
    let (three, others) = keyFigures()
    let compared = ComparisonPart(telling)?.summaryLines()
    let more = (compared ?? []) + furtherSentences() + others.compactMap(factLine)
    if !more.isEmpty { sections.append(Section(id: "more", heading: w("summary.more"), blocks: [.list(more)])) }
    sections.append(
      Section(
        id: "data", heading: w("summary.data"),
        blocks: [.list((compared == nil ? [w("summary.no-earlier")] : []) + dataLines())]))
    return Page(
      id: .summary, language: w.language, name: w.plain("page.index"), headline: summaryHeadline(), lead: summaryLead(),
      keyFigures: three, sections: sections)
  }

  /// Page one where nothing but surveys was given: what customers said, and what cannot be said without journeys.
  private func surveySummaryPage() -> Page {
    let satisfaction = SatisfactionPage(telling: telling).page()
    let sections = [weakPlaces()].compactMap { $0 } + satisfaction.sections.filter { $0.id == "chain" }
    var lines = surveys.responses.filter { !$0.answered.isZero }.map {
      w("summary.lead.survey-line", ["file": .name($0.survey), "answers": .text(answers($0.answered))])
    }
    if let branch = BranchesPage(telling: telling).line() { lines.append(branch) }
    lines.append(ClaimsPage(telling: telling).line)
    lines.append(w("summary.lead.only-surveys"))
    lines.append(WavesPart(telling)?.headline ?? w("summary.no-earlier"))
    let data = Section(id: "data", heading: w("summary.data"), blocks: [.list(lines)])
    return Page(
      id: .summary, language: w.language, name: w.plain("page.index"), headline: satisfaction.headline,
      lead: satisfaction.lead, keyFigures: satisfaction.keyFigures, sections: sections + [data])
  }

  private var isSmall: Bool {
    guard let n = report.journeys.customers.shown else { return true }
    return n < 30 && report.hidesFew
  }

  private func summaryHeadline() -> RichText {
    if let headline = recognisedHeadline() { return headline }
    if let headline = stopHeadline() { return headline }
    // What a purchase is, or which stages it takes, was guessed: that carries no headline.
    if isFunnelDrawn, let blindness = report.funnel.blindness, let share = blindness.share.shown {
      let main = blindnessHeadline(share)
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
    if let sentence = stopSentence() { lead.append(sentence) }
    lead.append(weakestSentence())
    if !report.hasPurchases {
      lead.append(w("summary.lead.no-purchase"))
    } else if report.window.source == .tooShort {
      lead.append(w("summary.lead.too-short"))
    }
    return lead
  }

  /// What stands under the sieve: what carries the headline further, one sentence a line.
  private func furtherSentences() -> [RichText] {
    var lines: [RichText] = []
    if let change = OverTimePage(telling: telling).strongest { lines.append(change) }
    if let branch = BranchesPage(telling: telling).line() { lines.append(branch) }
    lines.append(ClaimsPage(telling: telling).line)
    if isFunnelDrawn, let sentence = blindnessSentence() { lines.append(sentence) }
    if let sentence = recognitionSentence { lines.append(sentence) }
    if let names = tiedLeaks {
      lines.append(w("summary.leak-tied", ["names": .text(names)]))
    } else if let worst = leaks.first, let sentence = leakSentence("summary.lead.leak", worst.code) {
      lines.append(sentence)
    }
    if let sentence = strengthLine() { lines.append(sentence) }
    if let sentence = concentrationSentence() { lines.append(sentence) }
    if let sentence = clubSentence() { lines.append(sentence) }
    if let sentence = campaignSentence() { lines.append(sentence) }
    if let sentence = costSentence() { lines.append(sentence) }
    if let sentence = friendSentence() { lines.append(sentence) }
    lines += pressureSentences()
    if let main = ranked.first {
      lines += satisfaction.weakestSentences(main)
      if let strength = satisfaction.strengthSentence(main) { lines.append(strength) }
      // One of each other survey; what else the same one asked stands on its own page.
      lines += satisfaction.weakestSentences(
        ofOthers: satisfaction.chains.filter { $0.measure.type != main.measure.type })
    }
    if !report.hasPurchases, let count = report.paths.told.commonest.first?.count.shown,
      let all = report.journeys.customers.shown, all > 0
    {
      lines.append(
        w(
          "summary.lead.paths",
          ["n": .number(count), "all": .number(all), "share": .text(w.share(count, of: all))]))
    }
    return lines
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
}
