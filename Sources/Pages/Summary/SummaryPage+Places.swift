import Findings
import Wording

// The places to begin at: where customers stop, and the weakest link.
extension SummaryPage {
  /// A touchpoint's leak rate beside that of comparable ones, and how many customers it cost.
  func leakSentence(_ key: String, _ code: Int) -> RichText? {
    let touchpoint = report.touchpoints[code]
    guard let rate = touchpoint.leakRate.shown, let window = windowAt(code) else { return nil }
    let lost = touchpoint.lost.shown.map { lostWords(touchpoint, $0) }
    let all = rateOfAll(touchpoint)
    let returned = touchpoint.sieve?.people?.returned.shown.map { w("summary.action-returned", ["n": .count($0)]) }
    let main = w(
      key,
      [
        "name": .text(spokenName(code)), "window": .text(window), "share": .text(percent(rate)),
        "range": .text(range(rate)), "typical": .text(typicalWords(code, beside: rate)),
      ])
    return [all, lost, returned].reduce(main) { text, more in
      guard let more, !more.isEmpty else { return text }
      return text + " " + more
    }
  }

  /// "With visitors: 18%"; `nil` where nothing tells them apart, or it would say the same.
  private func rateOfAll(_ touchpoint: TouchpointFindings) -> RichText? {
    guard touchpoint.recognised != nil, let all = touchpoint.sieve?.hole.shown,
      let rate = touchpoint.leakRate.shown, percent(all) != percent(rate)
    else { return nil }
    return w("recognised.of-all", ["share": .text(percent(all))])
  }

  /// How many stopped here for good, and how many of them are visitors.
  private func lostWords(_ touchpoint: TouchpointFindings, _ n: Int) -> RichText {
    guard let visitors = touchpoint.recognised?.lostVisitors.shown, visitors > 0 else {
      return w("summary.lost", ["n": .count(n)])
    }
    return w("recognised.lost", ["n": .number(n), "visitors": .text(visitorWords(visitors))])
  }

  /// The inactivity window in force at a touchpoint; `nil` where there is none.
  private func windowAt(_ code: Int) -> RichText? {
    let own = report.catalog.stages[report.catalog.touchpoints[code].stage].inactivity
    return (own ?? report.window.window).map { w.duration(micros: $0) }
  }

  func leakActions() -> Section? {
    guard !leaks.isEmpty else { return nil }
    let weak = namedWeakest
    let (top, isAmongLeaks) = topLeaks
    var actions: [Action] = []
    for leak in top {
      guard var sentence = leakSentence("summary.action", leak.code) else { continue }
      if let weak, report.catalog.touchpoints[leak.code].id == weak.link.id {
        sentence = sentence + " " + weakAction("summary.action-weakest-too", weak)
      }
      actions.append(
        Action(
          title: touchpointName(leak.code), sentence: sentence,
          value: datum(report.touchpoints[leak.code].leakRate),
          note: w("sieve.column.leak-share"), card: card(leak.code),
          bar: Action.Bar(report.touchpoints[leak.code].lost, of: report.touchpoints[leak.code].customers),
          asides: asides(at: report.catalog.touchpoints[leak.code].id)))
    }
    if let weak, !isAmongLeaks {
      actions.append(
        Action(
          title: touchpointName(id: weak.link.id), sentence: weakAction("summary.action-weakest", weak),
          value: datum(weak.link.score, weak.measure.metric), note: metricName(weak.measure.metric),
          asides: asides(at: weak.link.id)))
    }
    let count: KeyValuePairs<String, Argument> = ["n": .count(actions.count)]
    var read =
      weak == nil
      ? w("summary.actions-read", count)
      : w(isAmongLeaks ? "summary.actions-read-weakest" : "summary.actions-read-beside", count)
    let unranked = report.listing.unranked
    if unranked > 0 { read = read + " " + w("summary.actions-unranked", ["n": .count(unranked)]) }
    let heading = w(weak == nil ? "summary.actions" : "summary.actions-weakest", count)
    return Section(id: "leaks", heading: heading, blocks: [.paragraph(placesRead(read, actions)), .actions(actions)])
  }

  /// Beside each weakness stands one strength: the lowest rate among the touchpoints with enough customers to tell.
  func strengthLine() -> RichText? {
    guard !leaks.isEmpty else { return nil }
    let weak = startingPlaces.map(\.code)
    return report.touchpoints
      .filter { !$0.info.endsWell && $0.info.kind == .touch && !weak.contains($0.code) }
      .compactMap { t in t.leakRate.shown.map { (code: t.code, rate: $0) } }
      .filter { $0.rate.n >= 30 }
      .min { ($0.rate.high, $0.code) < ($1.rate.high, $1.code) }
      .map { strengthSentence($0.code, $0.rate) }
  }

  private func strengthSentence(_ code: Int, _ rate: Estimate) -> RichText {
    return w(
      "summary.strength",
      [
        "n": .count(Int((rate.value * Double(rate.n)).rounded())), "all": .number(rate.n),
        "name": .text(spokenName(code)), "share": .text(percent(rate)), "range": .text(range(rate)),
        "typical": .text(typicalWords(code, beside: rate)),
      ])
  }

  /// The rate of comparable touchpoints, with as many decimals as the one it stands beside.
  private func typicalWords(_ code: Int, beside rate: Estimate) -> RichText {
    guard let typical = report.touchpoints[code].typical.shown else { return RichText() }
    let share = min(rate.n, typical.n) < 30 ? percent(typical) : w.percent(typical.value, base: rate.n)
    return w("summary.typical", ["share": .text(share)])
  }

  /// The largest leaks, and whether the weakest link is among them: it has its place among the three, beside the leaks
  /// or in the one it shares with them.
  private var topLeaks: (leaks: ArraySlice<Listing.Leak>, hasWeakest: Bool) {
    let weak = namedWeakest
    let isAmongLeaks = leaks.prefix(3).contains { report.catalog.touchpoints[$0.code].id == weak?.link.id }
    return (leaks[...].prefix(weak != nil && !isAmongLeaks ? 2 : 3), isAmongLeaks)
  }

  /// The three places to start at, as the summary lists them, with a few words each.
  var startingPlaces: [(code: Int, words: RichText)] {
    if let places = opportunityPlaces { return places }
    let weak = namedWeakest
    let (top, hasWeakest) = topLeaks
    var places: [(code: Int, words: RichText)] = []
    for leak in top {
      let isWeakest = report.catalog.touchpoints[leak.code].id == weak?.link.id
      places.append(
        (
          leak.code,
          w(
            isWeakest ? "map.start.both" : "map.start.leak",
            ["rank": .number(places.count + 1), "share": .text(percent(leak.rate))])
        ))
    }
    if let weak, !hasWeakest, let code = report.codeOf[weak.link.id] {
      places.append((code, w("map.start.weakest", ["rank": .number(places.count + 1)])))
    }
    return places
  }

  /// The weakest link, where the data name one.
  var namedWeakest: (link: RankedTouchpoint, measure: Measure)? {
    guard let main = ranked.first, directional(main) == nil, case .named(let id) = main.verdict else { return nil }
    return main.touchpoints.first { $0.id == id }.map { ($0, main.measure) }
  }

  func weakAction(_ key: String, _ weak: (link: RankedTouchpoint, measure: Measure)) -> RichText {
    let agreement = self.agreement(id: weak.link.id)
    return w(
      key,
      [
        "agree": agreement.agree, "name": agreement.name, "measure": .text(measureWords(weak.measure)),
        "score": .text(scoreText(weak.link.score, weak.measure.metric)),
      ])
  }
}
