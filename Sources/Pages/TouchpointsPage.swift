import Findings
import Wording

/// A card for each touchpoint.
struct TouchpointsPage: PageContent {
  let telling: Telling

  /// A card for each touchpoint: who comes, from where, where to, what they say, what it scores.
  func page() -> Page {
    let cards = drawn.map(touchpointCard)
    var lead = [w("cards.lead")]
    let more = present.count - drawn.count
    if more > 0 { lead.append(w("cards.more", ["n": .count(more)])) }
    return Page(
      id: .touchpoints, language: w.language, name: w.plain("page.touchpoints"),
      headline: w("cards.headline", ["n": .count(drawn.count)]), lead: lead, sections: cards)
  }

  private func touchpointCard(_ code: Int) -> Section {
    let t = report.touchpoints[code]
    var place = stageName(t.info.stage)
    let channel = touchpointChannel(code)
    if !channel.isEmpty { place = place + " · " + channel }
    if let department = t.info.department {
      place = place + " · " + w.name(report.catalog.departments[department].name.text(w.language.code))
    }
    var facts: [(key: String, lines: [RichText])] = [
      ("place", [place]),
      ("who", [whoComes(t)].compactMap { $0 }),
      ("from", [neighbours(code, arriving: true)].compactMap { $0 }),
      ("to", [neighbours(code, arriving: false)].compactMap { $0 }),
    ]
    if t.info.kind == .purchase, let n = t.purchases.shown { facts.append(("purchases", [w.number(n)])) }
    if report.hasPurchases, report.window.window != nil {
      let sentence =
        t.info.kind == .service
        ? serviceSentence(t) : t.sieve?.leak.isZero == true ? nil : summary.leakSentence("cards.leak", code)
      if let sentence { facts.append(("leaks", [sentence])) }
    }
    let worth = worthLines(code)
    facts.append(("worth", worth))
    facts.append(("scores", scoreLines(t.info.id) + targetSentences(at: t.info.id)))
    facts.append(("words", wordLines(t.info.id)))
    if let next = programme.nextQuestion(t.info.id) { facts.append(("next", [next])) }
    let address = "touchpoint-" + t.info.id
    let entries = facts.filter { !$0.lines.isEmpty }.map { fact in
      (id: address + "-" + fact.key, term: w("cards.term." + fact.key), meaning: fact.lines)
    }
    var blocks: [Block] = [.definitions(entries)]
    for note in report.blueprint.notes where note.place == .touchpoint(t.info.id) {
      blocks.append(.note(text: w.name(note.text.text(w.language.code)), attribution: attribution(note)))
    }
    if !worth.isEmpty { blocks.append(.link(w("cards.worth-link"), page: .whatToDo, section: "opportunities")) }
    return Section(id: address, heading: touchpointName(code), blocks: blocks)
  }

  /// What can be gained here, and which of the places of page one it is.
  private func worthLines(_ code: Int) -> [RichText] {
    let first = report.opportunities.first.map { ($0.code, $0.kind) }
    return report.opportunities.ranked.filter { $0.code == code }.map { own in
      let line = w(
        "cards.worth",
        [
          "what": .text(kindWords(own.kind)), "worth": .text(worth(own.gain).text),
          "assumption": .text(assumption(own)),
        ])
      guard let place = first.firstIndex(where: { $0 == (own.code, own.kind) }) else { return line }
      return w("cards.worth-first", ["rank": .number(place + 1), "line": .text(line)])
    }
  }

  /// What follows purchases whose customers came to a service touchpoint, beside those whose customers did not.
  private func serviceSentence(_ t: TouchpointFindings) -> RichText? {
    guard let here = t.service?.here.shown, let others = t.service?.elsewhere.shown else { return nil }
    return w(
      "cards.service",
      [
        "n": .count(here.n), "share": .text(percent(here)), "range": .text(range(here)),
        "others": .text(percent(others)), "window": .text(w.duration(micros: report.blueprint.windows.repurchase)),
      ])
  }

  /// How many come, how often, and how many came in here; what is hidden is left out, and with it the line.
  private func whoComes(_ t: TouchpointFindings) -> RichText? {
    let starts = t.cameIn.shown
    let started = starts.map { w("cards.started", ["n": .count($0)]) }
    guard t.customers.shown != nil else { return starts == 0 ? nil : started }
    let customers = t.customers.shown.map { peopleWords(t, $0) } ?? w("hidden.cell")
    let who =
      t.events.shown == nil
      ? customers
      : w("cards.who", ["customers": .text(customers), "events": .text(counted("count.events", t.events))])
    return started.map { w("cards.who-started", ["who": .text(who), "started": .text($0)]) } ?? who
  }

  /// The three touchpoints most came from, or went on to; pairs too rare to be shown are not named.
  private func neighbours(_ code: Int, arriving: Bool) -> RichText? {
    let edges = report.paths.edges.filter {
      (arriving ? $0.to : $0.from) == code && $0.from != $0.to && $0.count.shown != nil
    }
    .sorted { a, b in
      (a.count.shown ?? 0, b.from, b.to) > (b.count.shown ?? 0, a.from, a.to)
    }
    .prefix(3)
    guard !edges.isEmpty else { return nil }
    let names = edges.map { edge in
      w(
        "cards.neighbour",
        ["name": .text(touchpointName(arriving ? edge.from : edge.to)), "n": .text(datum(edge.count).text)])
    }
    // Most first: the list is not turned round for a name that cannot stand last.
    return w.commaSeparated(names)
  }

  private func scoreLines(_ id: String) -> [RichText] {
    guard let touchpoint = surveys.touchpoints.first(where: { $0.id == id }), !touchpoint.scores.isEmpty else {
      return [w("cards.not-measured")]
    }
    var lines = touchpoint.scores.map { one -> RichText in
      let (measure, score) = (one.measure, one.score)
      if score.state == .hidden {
        return w(
          "cards.score-hidden",
          ["measure": .text(measureWords(measure)), "k": .number(report.blueprint.privacy.ratings)])
      }
      return w(
        score.state == .directional ? "cards.score-directional" : "cards.score",
        ["measure": .text(measureWords(measure)), "score": .text(scoreText(score, measure.metric))])
    }
    for result in ranked where result.verdict == .named(id) && directional(result) == nil {
      let agreement = self.agreement(id: id)
      lines.append(
        w(
          "cards.weakest",
          [
            "k": .count(result.measured), "agree": agreement.agree, "name": agreement.name,
            "measure": .text(measureWords(result.measure)),
          ]))
    }
    if let leaver = surveys.leavers.first(where: { $0.touchpoint == id && ($0.difference.shown?.high ?? 0) < 0 }) {
      lines.append(
        w(
          "cards.leavers",
          ["left": .text(indexDatum(leaver.left).text), "stayed": .text(indexDatum(leaver.stayed).text)]))
    }
    return lines
  }

  private func wordLines(_ id: String) -> [RichText] {
    guard let touchpoint = surveys.touchpoints.first(where: { $0.id == id }) else { return [] }
    var lines: [RichText] = []
    let low = touchpoint.terms.filter(\.isTypicalOfLow).prefix(5).map(termText)
    if !low.isEmpty { lines.append(w("cards.words-low", ["names": .text(w.list(Array(low)))])) }
    let high = touchpoint.terms.filter { !$0.isTypicalOfLow }.prefix(5).map(termText)
    if !high.isEmpty { lines.append(w("cards.words-high", ["names": .text(w.list(Array(high)))])) }
    return lines
  }
}
