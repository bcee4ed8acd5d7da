import Journeys
import Statistics

/// Everything the surveys say about one client.
///
/// - Parameters:
///   - log: the journeys, for outcomes; an empty log (a client that has only asked) is fine.
///   - analysis: what was measured on the log; `nil` without events: nothing is then said about leaving, buying again
///     and volumes.
///   - resamples: how often groups of customers are drawn again for ranges of importance.
///   - dayOf: day number of a UTC microsecond in the project's time zone.
package func analyseSatisfaction(
  _ answers: SurveyAnswers, log: JourneyLog, blueprint: Blueprint, analysis: BehaviourResult?, resamples: Int = 1000,
  dayOf: @escaping @Sendable (Int64) -> Int64
) -> SatisfactionResult {
  var result = SatisfactionResult()
  let table = RatingTable(answers, log, blueprint, dayOf: dayOf)
  let tallies = table.measures.map { MeasureTally($0, table) }.filter { $0.overall.n > 0 }
  for thing in answers.departments + answers.channels where result.names[thing.id] == nil {
    result.names[thing.id] = thing.name
  }
  // The catalog has names of its touchpoints; an id that is also something else stands for the touchpoint.
  for (code, touchpoint) in answers.touchpoints.enumerated()
  where code >= answers.catalogTouchpoints || result.names[touchpoint.id] != nil {
    result.names[touchpoint.id] = touchpoint.name
  }
  result.responses = table.responses(dayOf: dayOf)
  result.questions = table.questions.map { table.scores($0) }
  result.choices = table.choices()
  result.touchpoints = table.touchpointScores(tallies)
  correctTrends(&result)
  correctClub(&result)
  (result.changes, result.changesByFact) = table.scoreChanges(tallies, dayOf: dayOf)
  result.waveComparison = table.waveComparison()
  result.compared = table.comparedScores(tallies, PeriodSpans(blueprint, dayOf: dayOf))
  result.terms = table.terms()
  for group in result.terms {
    guard case .touchpoint(let id) = group.about, let place = result.touchpoints.firstIndex(where: { $0.id == id })
    else {
      continue
    }
    result.touchpoints[place].terms = group.terms
  }
  result.clocks = table.clocks(tallies)
  result.clockGaps = table.clockGaps(tallies)
  let ratable = log.catalog.touchpoints.filter { $0.isDeclared && !$0.isCompanyInitiated && $0.kind != .survey }.map(
    \.id)
  result.weakestLinks = tallies.filter { $0.byTouchpoint.contains { $0.n > 0 } }
    .map { $0.weakestLink(table, declared: ratable) }
  result.curve = table.curve(tallies, result.touchpoints)
  result.drivers = table.drivers(resamples: resamples)
  let outcomes = analysis.flatMap { analysis in
    log.catalog.hasPurchase && !tallies.isEmpty ? CustomerOutcomes(answers, log, analysis.rules) : nil
  }
  let ratings = table.measures.map { CustomerRatings($0, table, outcomes, dayOf: dayOf) }
  result.consistency = table.consistency(tallies, ratings)
  result.chainTests = table.chainTests(ratings)
  result.ratedTwo = ratings.map(\.ratedTwo).max() ?? 0
  result.lags = answerLags(answers, log, isCounted: table.isInPeriod)
  if let outcomes {
    result.repurchase = table.repurchaseLink(ratings, outcomes)
    result.experience = table.scoreExperience(outcomes, log)
  }
  result.waits = WaitByLowest.all(ratings)
  if outcomes != nil { result.rings = ratings.map(\.rings) }
  if let analysis, log.catalog.hasPurchase, RatingTable.hasExitQuestions(answers, log.catalog) {
    result.exitReasons = table.exitReasons(
      outcomes ?? CustomerOutcomes(answers, log, analysis.rules), analysis.returns.tally.calendar, dayOf: dayOf)
  }
  if let outcomes, let analysis { result.leavers = table.leavers(tallies, outcomes, analysis.sieve) }
  let none = [Int](repeating: 0, count: log.catalog.touchpoints.count)
  let observed = log.excluded.clock(from: log.period.lowerBound, to: log.period.upperBound)
  let span = Double(observed) / Double(Micros.day) / 91.3125
  result.programme = ProgrammePlanner(
    table: table, tallies: tallies, catalog: log.catalog, events: analysis?.flow.events ?? none,
    recent: analysis?.recent ?? RecentVolumes(touchpoints: none.count),
    leaversPerQuarter: Int(Double(analysis?.sieve.knownLeakedCycles ?? 0) / max(1, span)),
    observedUntil: log.observedUntil, responses: result.responses, dayOf: dayOf
  ).programme()
  return result
}

/// Corrects the differences between members of the club and others as one family (Holm).
private func correctClub(_ result: inout SatisfactionResult) {
  let tested = result.questions.indices.filter { result.questions[$0].club?.difference != nil }
  let corrected = holm(tested.map { result.questions[$0].club?.pValue ?? 1 })
  for (place, p) in zip(tested, corrected) { result.questions[place].club?.adjustedP = p }
}

/// Corrects the trends of all questions and touchpoints as one family (Benjamini–Hochberg).
private func correctTrends(_ result: inout SatisfactionResult) {
  var family: [Double] = result.questions.compactMap { $0.trend?.pValue }
  family += result.touchpoints.flatMap { $0.scores.compactMap { $0.trend?.pValue } }
  var corrected = benjaminiHochberg(family)[...]
  for i in result.questions.indices where result.questions[i].trend != nil {
    result.questions[i].trend?.adjustedP = corrected.removeFirst()
  }
  for i in result.touchpoints.indices {
    for j in result.touchpoints[i].scores.indices where result.touchpoints[i].scores[j].trend != nil {
      result.touchpoints[i].scores[j].trend?.adjustedP = corrected.removeFirst()
    }
  }
}
