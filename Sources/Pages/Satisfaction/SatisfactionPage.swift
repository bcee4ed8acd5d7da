import Findings
import Wording

/// What customers said.
struct SatisfactionPage: PageContent {
  let telling: Telling

  /// What customers said: the weakest link or its contenders, the strength beside it, and how sure all of it is.
  func page() -> Page {
    var sections: [Section] = []
    if hasRatings {
      for (i, result) in chains.enumerated() {
        let id = i == 0 ? "chain" : "chain-\(i + 1)"
        sections.append(Section(id: id, blocks: [.figure(chainFigure(result, id))]))
      }
      if let last = sections.indices.last, notMeasured > 0 {
        sections[last].blocks.append(.paragraph(w("satisfaction.unmeasured", ["n": .count(notMeasured)])))
      }
      sections += dotsSections()
      if let section = wordsSection() { sections.append(section) }
    }
    // The rest is looked at by those whom its title concerns.
    let rest = further()
    sections += sections.isEmpty ? rest : rest.map(\.folded)
    if !hasRatings {
      sections.append(
        Section(
          id: "missing", heading: w("satisfaction.missing-title"),
          blocks: [
            .list([w("satisfaction.missing-1"), w("satisfaction.missing-2"), w("satisfaction.missing-3")])
          ]))
    }
    return Page(
      id: .satisfaction, language: w.language, name: w.plain("page.satisfaction"), headline: satisfactionHeadline(),
      lead: satisfactionLead(), keyFigures: satisfactionFigures(), sections: sections)
  }

  /// What else the answers tell, a finding each.
  private func further() -> [Section] {
    var sections: [Section] = []
    if hasRatings {
      if let section = chainTestSection() { sections.append(section) }
      sections += groupSections()
      if let figure = wavesFigure() { sections.append(Section(id: "waves", blocks: [.figure(figure)])) }
      sections += consistencySections()
      sections += driverSections()
      if let section = repurchaseSection() { sections.append(section) }
    }
    if let section = experienceSection() { sections.append(section) }
    if let section = hasRatings ? leaversSection() : nil { sections.append(section) }
    sections += choiceSections()
    if hasRatings {
      if let spread = spreadFigure() { sections.append(Section(id: "spread", blocks: [.figure(spread)])) }
      if let clocks = clocksSection() { sections.append(clocks) }
    }
    if let section = responsesSection() { sections.append(section) }
    if let section = lagSection() { sections.append(section) }
    return sections
  }

  func satisfactionHeadline() -> RichText {
    guard hasRatings else {
      if let n = answersWithoutScore { return w("satisfaction.headline.no-score", ["n": .count(n)]) }
      return surveys.responses.isEmpty ? w("satisfaction.headline.none") : w("satisfaction.headline.hidden")
    }
    if let main = ranked.first {
      if let id = directional(main) {
        return w("satisfaction.headline.directional", ["name": .text(spokenName(id: id))])
      }
      switch main.verdict {
      case .named(let id):
        return w(
          "satisfaction.headline.named",
          ["name": .text(spokenName(id: id)), "k": .count(main.measured)])
      case .contenders(let ids): return w("satisfaction.headline.contenders", ["n": .count(ids.count)])
      case .noDifference: return w("satisfaction.headline.no-difference", ["k": .count(main.compared)])
      case .tooFew: break
      }
    }
    if let clock = overallQuestion {
      return w(
        "satisfaction.headline.overall",
        [
          "metric": .text(metricName(clock.measure.metric)),
          "value": .text(datum(clock.overall, clock.measure.metric).text),
        ])
    }
    return w("satisfaction.headline.few")
  }

  /// Sheets answered where no question has a scale; `nil` where one has, or they are hidden.
  private var answersWithoutScore: Int? {
    guard surveys.questions.isEmpty, !surveys.responses.isEmpty else { return nil }
    let answered = surveys.responses.map(\.answered.shown)
    return answered.contains(nil) ? nil : answered.reduce(0) { $0 + ($1 ?? 0) }
  }

  private func satisfactionLead() -> [RichText] {
    guard hasRatings else {
      if answersWithoutScore != nil { return [w("satisfaction.lead.no-score")] }
      return [
        surveys.responses.isEmpty
          ? w("satisfaction.lead.none")
          : w("satisfaction.lead.hidden", ["k": .number(report.blueprint.privacy.ratings)])
      ]
    }
    // One paragraph: how each touchpoint stands to its target is said beside the scores, what is not measured on the chain, and
    // whether the weakest link decides under its own title. Without scores or a chain the first two have no other place.
    guard let main = ranked.first else { return targetSentences }
    var lead = weakestSentences(main)
    if let strength = strengthSentence(main) { lead.append(strength) }
    lead += weakestSentences(ofOthers: Array(ranked.dropFirst()))
    if chains.isEmpty, notMeasured > 0 { lead.append(w("satisfaction.unmeasured", ["n": .count(notMeasured)])) }
    return [lead.reduce(RichText()) { $0.isEmpty ? $1 : $0 + " " + $1 }]
  }

  /// The weakest link, or that none can be named, of other ways of asking that compare touchpoints.
  func weakestSentences(ofOthers others: [WeakestLinkResult]) -> [RichText] {
    others.compactMap { other in
      let (type, metric) = (other.measure.type, other.measure.metric)
      guard other.compared > 1, directional(other) == nil else { return nil }
      switch other.verdict {
      case .named(let id):
        guard let link = other.touchpoints.first(where: { $0.id == id }) else { return nil }
        return w(
          "satisfaction.lead.also",
          [
            "type": .text(typeName(type)), "name": .text(spokenName(id: id)), "measure": .text(metricName(metric)),
            "score": .text(scoreText(link.score, metric)), "k": .count(other.measured),
          ])
      case .contenders(let ids):
        return w(
          "satisfaction.lead.also-contenders",
          [
            "type": .text(typeName(type)), "measure": .text(metricName(metric)), "n": .count(ids.count),
            "names": .text(w.list(ids.prefix(4).map(spokenName(id:)))),
          ])
      case .noDifference:
        return w(
          "satisfaction.lead.no-difference",
          ["k": .count(other.compared), "measure": .text(measureWords(other.measure))])
      case .tooFew: return nil
      }
    }
  }

  /// The first of each type of survey: a chain is of links measured the same way.
  var chains: [WeakestLinkResult] {
    var types: [SurveyType] = []
    return ranked.filter { result in
      guard result.compared > 1, !types.contains(result.measure.type) else { return false }
      types.append(result.measure.type)
      return true
    }
  }

  /// Touchpoints that no survey asks about.
  var notMeasured: Int {
    surveys.touchpoints.count { touchpoint in
      touchpoint.scores.allSatisfy { $0.score.n.isZero }
    }
  }

  /// Model sentences 4 and 5: the link with its number and how likely it is, or the contenders and what would settle it.
  func weakestSentences(_ result: WeakestLinkResult) -> [RichText] {
    var sentences: [RichText] = []
    let metric = result.measure.metric
    if let id = directional(result), let link = result.touchpoints.first(where: { $0.id == id }) {
      return [
        w(
          "satisfaction.lead.directional",
          ["measure": .text(measureWords(result.measure)), "score": .text(scoreText(link.score, metric))])
      ]
    }
    switch result.verdict {
    case .named(let id):
      guard let link = result.touchpoints.first(where: { $0.id == id }) else { break }
      sentences.append(
        w(
          "satisfaction.lead.named",
          [
            "k": .count(result.measured), "measure": .text(measureWords(result.measure)),
            "score": .text(scoreText(link.score, metric)), "p": .text(w.probability(link.probability)),
          ]))
    case .contenders(let ids):
      let names = ids.compactMap { id in
        result.touchpoints.first { $0.id == id }.map { link in
          w(
            "satisfaction.contender",
            ["name": .text(spokenName(id: id)), "p": .text(w.probability(link.probability))])
        }
      }
      sentences.append(
        w(
          "satisfaction.lead.contenders",
          [
            "k": .count(result.measured), "names": .text(w.list(names)),
            "more": .text(
              result.furtherAnswers.map { w("satisfaction.more", ["n": .number(Self.rounded($0))]) }
                ?? w("satisfaction.more-unknown")),
          ]))
    case .noDifference:
      sentences.append(
        w(
          "satisfaction.lead.no-difference",
          ["k": .count(result.compared), "measure": .text(measureWords(result.measure))]))
    case .tooFew:
      guard let only = result.touchpoints.first else { break }
      sentences.append(
        w(
          "satisfaction.lead.only",
          [
            "name": .text(spokenName(id: only.id)), "measure": .text(measureWords(result.measure)),
            "score": .text(scoreText(only.score, metric)),
          ]))
    }
    if !result.thin.isEmpty { sentences.append(w("satisfaction.thin", ["n": .count(result.thin.count)])) }
    return [sentences.reduce(RichText()) { $0.isEmpty ? $1 : $0 + " " + $1 }]
  }

  /// "About 180": two digits are all that such a number has.
  private static func rounded(_ n: Int) -> Int {
    var unit = 1
    while n / unit >= 100 { unit *= 10 }
    return max((n + unit / 2) / unit * unit, 1)
  }

  /// Beside each weakness stands one strength.
  func strengthSentence(_ result: WeakestLinkResult) -> RichText? {
    let metric = result.measure.metric
    func score(_ id: String) -> Score? { result.touchpoints.first { $0.id == id }?.score }
    switch result.strength {
    case .named(let id):
      return score(id).map {
        w(
          "satisfaction.strength.named",
          ["name": .text(spokenName(id: id)), "score": .text(scoreText($0, metric))])
      }
    case .contenders(let ids):
      // Few answers are not ranked, from the other end either.
      guard ids.count <= 4, ids.allSatisfy({ score($0)?.state == .solid }) else { return nil }
      return w("satisfaction.strength.contenders", ["names": .text(w.list(ids.map(spokenName(id:))))])
    case .noDifference, .tooFew: return nil
    }
  }

  /// A question by its own words, as apart from others of the same metric.
  func ownName(_ question: QuestionScores) -> RichText {
    w.name(question.wording?.text(w.language.code) ?? question.column)
  }

  private func satisfactionFigures() -> [KeyFigure] {
    guard hasRatings else { return [] }
    let questions = keyQuestions
    var figures: [KeyFigure] = questions.prefix(4).enumerated().map { i, clock in
      let isAlone = questions.count { $0.measure == clock.measure } == 1
      return KeyFigure(
        id: "clock-\(i + 1)", label: isAlone ? metricName(clock.measure.metric) : ownName(clock),
        value: datum(clock.overall, clock.measure.metric),
        note: besideTarget(
          w(
            "satisfaction.tile.clock-note",
            [
              "type": .text(typeName(clock.measure.type)), "range": .text(range(clock.overall, clock.measure.metric)),
              "answers": .text(answers(clock.overall.n)),
            ]), clock.measure.metric))
    }
    if surveys.programme.touchpoints > 0 {
      figures.append(
        KeyFigure(
          id: "covered", label: w("satisfaction.tile.covered"), value: datum(things: surveys.programme.covered),
          note: w("satisfaction.tile.covered-note", ["n": .count(surveys.programme.touchpoints)])))
    }
    return figures
  }
}
