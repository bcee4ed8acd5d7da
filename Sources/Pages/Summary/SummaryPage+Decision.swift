import Findings
import Wording

// Page one as a sheet to decide by: where most stop, the weakest link, and where to begin.
extension SummaryPage {
  /// The touchpoint at which most customers stop for good; `nil` where visitors are told apart, or a hidden number may be
  /// higher.
  var mostStop: (code: Int, lost: Int, customers: Int)? {
    guard !visitorsApart else { return nil }
    let told = leaks.compactMap { leak -> (code: Int, lost: Int, customers: Int)? in
      let touchpoint = report.touchpoints[leak.code]
      guard let lost = touchpoint.lost.shown, let all = touchpoint.customers.shown, lost > 0 else { return nil }
      return (leak.code, lost, all)
    }
    guard let most = told.max(by: { ($0.lost, $1.code) < ($1.lost, $0.code) }) else { return nil }
    let mayBeMore = report.touchpoints.contains { other in
      guard other.lost.isHidden else { return false }
      return (other.lost.ends ?? other.customers.ends).map { $0.high > most.lost } ?? true
    }
    return mayBeMore ? nil : most
  }

  /// "Where most customers stop: the site. The weakest link: the call centre."
  ///
  /// `nil` too where what a purchase is was guessed: that carries no headline.
  func stopHeadline() -> RichText? {
    guard report.quality.guessedPurchases.isEmpty, let most = mostStop else { return nil }
    let isWorst = most.code == leaks.first?.code && tiedLeaks == nil
    let stop = w(
      isWorst ? "summary.leak-headline" : "summary.stop-headline", ["name": .text(spokenName(most.code))])
    guard let weak = namedWeakest else {
      // Without a weakest link there is room for how far the drawn funnel holds.
      guard isFunnelDrawn, let blindness = report.funnel.blindness, let share = blindness.share.shown else {
        return stop
      }
      return blindnessHeadline(share) + " " + stop
    }
    return stop + " " + w("summary.weak-headline", ["name": .text(spokenName(id: weak.link.id))])
  }

  /// How many purchases the drawn funnel holds.
  func blindnessHeadline(_ share: Estimate) -> RichText {
    if share.value >= 1 { return w("summary.headline.blindness-all") }
    if share.value <= 0 { return w("summary.headline.blindness-none") }
    return w(
      "summary.headline.blindness",
      ["in": .text(w.percent(1 - share.value, base: share.n)), "out": .text(w.percent(share.value, base: share.n))])
  }

  /// How many stop where most do, and where the leak rate is highest if that is elsewhere.
  func stopSentence() -> RichText? {
    guard let most = mostStop, let worst = leaks.first, most.customers > 1 else { return nil }
    guard worst.code != most.code else {
      return w(
        "summary.stops",
        ["name": .text(spokenName(most.code)), "n": .count(most.lost), "all": .number(most.customers)])
    }
    return w(
      "summary.stops-elsewhere",
      [
        "name": .text(spokenName(most.code)), "n": .count(most.lost), "all": .number(most.customers),
        "worst": .text(spokenName(worst.code)), "share": .text(percent(worst.rate)),
      ])
  }

  /// The weakest link, or that the surveys name none, or that nobody asked.
  func weakestSentence() -> RichText {
    guard let main = ranked.first else {
      return surveys.responses.isEmpty ? w("summary.weak-none") : satisfaction.satisfactionHeadline() + "."
    }
    guard let weak = namedWeakest else { return satisfaction.satisfactionHeadline() + "." }
    return w(
      "summary.weak",
      [
        "k": .count(main.measured), "name": .text(spokenName(id: weak.link.id)),
        "measure": .text(measureWords(weak.measure)), "score": .text(scoreText(weak.link.score, weak.measure.metric)),
      ])
  }

  /// Three places to begin with: what is worth most; where nothing can be priced, the highest leak rates.
  func placesSection() -> Section? {
    let first = report.opportunities.first
    guard !first.isEmpty else { return leakActions() }
    let weak = namedWeakest
    var actions = first.map { own in
      let isWeak = report.catalog.touchpoints[own.code].id == weak?.link.id
      return action(own, lossSentence(own), tag: isWeak ? w("summary.tag-weakest") : kindWords(own.kind))
    }
    if actions.count < 3, let weak, !isAmong(first, weak.link.id) {
      actions.append(
        Action(
          title: touchpointName(id: weak.link.id), sentence: weakAction("summary.action-weakest", weak),
          value: datum(weak.link.score, weak.measure.metric), note: metricName(weak.measure.metric),
          tag: w("summary.tag-weakest"), asides: asides(at: weak.link.id)))
    }
    var read = w("summary.places-read")
    let unranked = report.listing.unranked
    if unranked > 0 { read = read + " " + w("summary.actions-unranked", ["n": .count(unranked)]) }
    return Section(
      id: "leaks", heading: w("summary.actions-weakest", ["n": .count(actions.count)]),
      blocks: [.paragraph(placesRead(read, actions)), .actions(actions)])
  }

  /// Where nothing but surveys was given: the weakest touchpoints, where the answers tell them apart.
  func weakPlaces() -> Section? {
    guard let main = ranked.first, directional(main) == nil else { return nil }
    switch main.verdict {
    case .noDifference, .tooFew: return nil
    case .named, .contenders: break
    }
    let weakest = main.touchpoints.filter { $0.score.state == .solid }.prefix(3)
    guard !weakest.isEmpty else { return nil }
    let named = namedWeakest?.link.id
    let actions = weakest.map { link in
      Action(
        title: touchpointName(id: link.id),
        sentence: w(
          "summary.place-score",
          [
            "measure": .text(measureWords(main.measure)), "score": .text(scoreText(link.score, main.measure.metric)),
          ]),
        value: datum(link.score, main.measure.metric), note: metricName(main.measure.metric),
        tag: link.id == named ? w("summary.tag-weakest") : RichText(), asides: asides(at: link.id))
    }
    return Section(
      id: "leaks", heading: w("summary.actions-weakest", ["n": .count(actions.count)]),
      blocks: [.paragraph(placesRead(w("summary.places-read-surveys"), actions)), .actions(actions)])
  }

  /// Who loses what: the leak rate beside that of comparable touchpoints, and how many stopped.
  func lossSentence(_ own: Opportunity) -> RichText {
    if own.kind == .leakBefore, let sentence = leakSentence("summary.action", own.code) { return sentence }
    if let lost = own.gain.lost.shown { return w("summary.lost", ["n": .count(lost)]) }
    return compared(own.gain) ?? kindWords(own.kind)
  }

  /// How those for whom it went badly went on, beside the others.
  private func compared(_ gain: Gain) -> RichText? {
    guard let worse = gain.worse.shown.map({ percent($0) }) else { return nil }
    let better = gain.better.shown.map { percent($0) } ?? RichText()
    switch gain.kind {
    case .experience: return w("todo.loss.experience", ["worse": .text(worse), "better": .text(better)])
    case .waiting: return w("todo.loss.waiting", ["worse": .text(worse), "better": .text(better)])
    case .leakAfter: return w("todo.loss.leak-after", ["worse": .text(worse)])
    case .leakBefore: return nil
    }
  }

  private func isAmong(_ places: [Opportunity], _ id: String) -> Bool {
    places.contains { report.catalog.touchpoints[$0.code].id == id }
  }

  /// The places of page one as the map's lane has them, with a few words each; `nil` where page one ranks no opportunities.
  var opportunityPlaces: [(code: Int, words: RichText)]? {
    let first = report.opportunities.first
    guard !first.isEmpty else { return nil }
    let weak = namedWeakest
    var places = first.enumerated().map { place, own in
      (code: own.code, words: w("map.start.worth", ["rank": .number(place + 1), "range": .text(worth(own.gain).text)]))
    }
    if places.count < 3, let weak, !isAmong(first, weak.link.id), let code = report.codeOf[weak.link.id] {
      places.append((code, w("map.start.weakest", ["rank": .number(places.count + 1)])))
    }
    return places
  }
}
