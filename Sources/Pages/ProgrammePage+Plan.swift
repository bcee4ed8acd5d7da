import Findings
import Wording

extension ProgrammePage {
  // MARK: Plan

  /// Each place in order of doing: what to ask, whom, and what comes of it.
  func planTable() -> Table {
    let rows = plan.prefix(Listing.listedAtMost).map { r in
      let yield = r.yield
      let isDone = isEnough(r)
      return Table.Row([
        r.touchpoint.map(touchpointCell) ?? text(subject(r)),
        text(w("programme.asked", ["type": .text(typeName(r.type)), "metric": .text(shortMetric(r.metric))])),
        text(frequencyName(r.frequency)), text(stateName(r.coverage)), datum(r.population),
        isDone ? undefinedDatum : datum(planned: yield.invitations),
        isDone ? undefinedDatum : datum(planned: yield.answers),
        text(rate(r)), text(outcome(r, yield)),
      ])
    }
    return Table(
      id: "plan", caption: w("programme.plan-table"),
      columns: [
        column("programme.column.where", .name), column("programme.column.ask", .text),
        column("programme.column.frequency", .text), column("programme.column.now", .text),
        column("programme.column.population"), column("programme.column.invite"),
        column("programme.column.expected"), column("programme.column.rate", .text),
        column("programme.column.outcome", .text),
      ], rows: Array(rows))
  }

  /// Whether what is asked there already says enough: measured, up to date, and within the range planned for.
  func isEnough(_ r: SurveyProgramme.Recommendation) -> Bool {
    guard r.coverage == .ok, let needed = r.completesNeeded.shown else { return false }
    if let id = r.touchpoint {
      let cell = surveys.programme.rows.first { $0.touchpoint == id }?.cells.first { $0.type == r.type }
      return (cell?.n.shown ?? 0) >= needed
    }
    let asked = surveys.clocks.filter { $0.measure.type == r.type && $0.measure.metric == r.metric }
    return r.department == nil && asked.contains { ($0.overall.n.shown ?? 0) >= needed }
  }

  /// What can be had in a quarter: the range planned for, a wider one, or enough answers only after several.
  private func outcome(_ r: SurveyProgramme.Recommendation, _ yield: SurveyYield) -> RichText {
    if isEnough(r) { return w("programme.outcome.enough") }
    if r.population.isHidden { return w("programme.outcome.few") }
    if r.metric == .text { return w("programme.outcome.reasons") }
    guard let margin = yield.margin.shown, margin <= SurveyYield.useful else {
      guard let quarters = yield.quartersToShow.shown else { return w("programme.outcome.few") }
      return w("programme.outcome.later", ["n": .count(quarters)])
    }
    let range = w("programme.margin", ["points": .text(marginText(margin, r.metric))])
    guard r.obstacle != nil else { return w("programme.outcome.yes", ["margin": .text(range)]) }
    // The relationship is asked about once a year: quarters of it do not add up.
    guard r.touchpoint != nil, let quarters = yield.quarters.shown, quarters > 1 else { return range }
    return w("programme.outcome.wider", ["margin": .text(range), "n": .count(quarters)])
  }

  /// A margin in the unit of its metric: ±5 points of a share are ±10 of NPS.
  private func marginText(_ margin: Double, _ metric: QuestionMetric) -> RichText {
    metric == .nps
      ? w("satisfaction.points", ["n": .count(Int((margin * 200).rounded()))]) : w.points(margin, base: 100)
  }

  private func shortMetric(_ metric: QuestionMetric) -> RichText {
    switch metric {
    case .nps: w("programme.metric.nps")
    case .csat: w("programme.metric.csat")
    case .ces: w("programme.metric.ces")
    case .text: w("programme.metric.text")
    case .choice: w("programme.metric.choice")
    }
  }

  /// The first thing to do, in words that need no glossary.
  func firstStep(_ r: SurveyProgramme.Recommendation) -> RichText {
    let arguments: KeyValuePairs<String, Argument> = [
      "name": .text(subject(r)), "when": .text(frequencyName(r.frequency)), "metric": .text(shortMetric(r.metric)),
    ]
    if r.touchpoint == nil, r.department != nil { return w("programme.first.department", arguments) }
    if r.touchpoint == nil {
      return w(r.frequency == .onceAfterLeaving ? "programme.first.leaving" : "programme.first.whole", arguments)
    }
    return w(r.metric == .ces ? "programme.first.ease" : "programme.first.satisfied", arguments)
  }

  private func rate(_ r: SurveyProgramme.Recommendation) -> RichText {
    w(r.isOwnRate ? "programme.rate-own" : "programme.rate-default", ["rate": .text(w.percent(r.responseRate))])
  }

  func frequencyName(_ frequency: SurveyFrequency) -> RichText {
    switch frequency {
    case .quarterlyRolling: w("programme.frequency.quarterly")
    case .yearlyCensus: w("programme.frequency.yearly")
    case .afterEach: w("programme.frequency.after-each")
    case .withinTheHour: w("programme.frequency.hour")
    case .sampledOnExit: w("programme.frequency.sampled")
    case .onceAfterLeaving: w("programme.frequency.leaving")
    }
  }

  /// What to ask next at a touchpoint; `nil` where nothing is planned.
  func nextQuestion(_ id: String) -> RichText? {
    guard let r = plan.first(where: { $0.touchpoint == id }) else { return nil }
    let (type, metric) = (Argument.text(typeName(r.type).beginning), Argument.text(shortMetric(r.metric)))
    if isEnough(r) {
      return w("cards.next-enough", ["asked": .text(w("programme.asked", ["type": type, "metric": metric]))])
    }
    let when = Argument.text(frequencyName(r.frequency))
    guard let invitations = r.yield.invitations.shown else {
      return w("cards.next", ["type": type, "metric": metric, "when": when])
    }
    return w("cards.next-invite", ["type": type, "metric": metric, "when": when, "n": .count(invitations)])
  }

  // MARK: What a quarter cannot give

  /// Where one quarter is too short for the range planned for, and what to do instead.
  func obstaclesSection() -> Section? {
    let blocked = plan.filter { $0.obstacle != nil && $0.touchpoint != nil && !isEnough($0) && !$0.population.isHidden }
    guard !blocked.isEmpty else { return nil }
    var blocks: [Block] = [.paragraph(w("programme.do.customers"))]
    if blocked.contains(where: { $0.yield.margin.shown.map { $0 > SurveyYield.useful } ?? true }) {
      blocks.append(.paragraph(w("programme.do.small")))
    }
    if blocked.contains(where: { $0.obstacle == .quarantine }) {
      blocks.append(.paragraph(w("programme.do.quarantine")))
    }
    let rows = blocked.prefix(Listing.listedAtMost).map { r in
      let yield = r.yield
      return Table.Row([
        r.touchpoint.map(touchpointCell) ?? text(subject(r)), datum(r.population),
        datum(planned: r.completesNeeded), datum(planned: yield.answers),
        yield.margin.shown.map { Datum(value: $0, text: marginText($0, r.metric)) } ?? undefinedDatum,
        yield.quarters.shown.map { datum(things: $0) } ?? text(w("programme.more-quarters")),
      ])
    }
    blocks.append(
      .table(
        Table(
          id: "obstacles", caption: w("programme.obstacles-table"),
          columns: [
            column("programme.column.where", .name), column("programme.column.population"),
            column("programme.column.completes"), column("programme.column.expected"),
            column("programme.column.margin"), column("programme.column.quarters"),
          ], rows: Array(rows))))
    return Section(
      id: "obstacles", heading: w("programme.obstacles-title", ["n": .count(blocked.count)]), blocks: blocks)
  }
}
