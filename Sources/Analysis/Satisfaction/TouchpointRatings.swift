import Journeys
import Statistics

extension RatingTable {
  /// How far the 0–100 indexes of two types must lie apart, beyond their intervals, to contradict each other.
  static let contradiction = 15.0

  /// Every touchpoint anybody rated or the project file declares, in journey order.
  func touchpointScores(_ tallies: [MeasureTally]) -> [TouchpointScores] {
    // One pass over each measure's answers serves all of its touchpoints.
    let rated = tallies.map { tally in tally.byTouchpoint.indices.filter { tally.byTouchpoint[$0].n > 0 } }
    let series = zip(tallies, rated).map { tally, codes in
      WaveTally.byTouchpoint(
        questions(of: tally.measure), self, codes: codes)
    }
    return journeyOrder.compactMap { code in
      let scores = tallies.indices.compactMap { place -> MeasuredScore? in
        guard let own = rated[place].firstIndex(of: code) else { return nil }
        return measured(tallies[place], code, series[place][own])
      }
      guard !scores.isEmpty || answers.touchpoints[code].isDeclared else { return nil }
      let touchpoint = answers.touchpoints[code]
      return TouchpointScores(
        id: touchpoint.id, department: touchpoint.department.map { answers.departments[Int($0)].id }, scores: scores,
        evidence: evidence(scores, at: touchpoint.id))
    }
  }

  private func measured(_ tally: MeasureTally, _ code: Int, _ waves: WaveTally) -> MeasuredScore {
    MeasuredScore(
      measure: tally.measure, score: tally.touchpointScores[code],
      waves: waves.waves(self, tally.measure, isWeighted: tally.isWeighted),
      trend: waves.trend(self, tally.measure.metric))
  }

  private func evidence(_ scores: [MeasuredScore], at id: String) -> Evidence {
    let solid = scores.filter { $0.score.n >= 30 }
    guard !solid.isEmpty else { return scores.contains { $0.score.n > 0 } ? .thin : .assumed }
    for (i, a) in solid.enumerated() {
      for b in solid.dropFirst(i + 1) where a.measure.type != b.measure.type {
        guard let x = a.score.index, let y = b.score.index else { continue }
        let gap = max(x.low - y.high, y.low - x.high)
        // Two metrics are not the same question: only figures of one metric can contradict each other.
        if a.measure.metric == b.measure.metric, gap > 0, abs(x.value - y.value) > Self.contradiction {
          return .contradicted
        }
      }
    }
    return .measured
  }

  /// The curve of each measure that rates touchpoints, broken where a touchpoint between was not asked about.
  func curve(_ tallies: [MeasureTally], _ touchpoints: [TouchpointScores]) -> [CurveSeries] {
    tallies.compactMap { tally in
      guard tally.byTouchpoint.contains(where: { $0.n > 0 }) else { return nil }
      var gap = true
      var points: [CurveSeries.Point] = []
      for code in journeyOrder {
        let id = answers.touchpoints[code].id
        guard let own = touchpoints.first(where: { $0.id == id }) else { continue }
        let score = tally.touchpointScores[code]
        points.append(
          CurveSeries.Point(
            touchpoint: id, index: score.index, n: score.n, state: score.state,
            evidence: score.n == 0
              ? .assumed : own.evidence == .contradicted ? .contradicted : score.n >= 30 ? .measured : .thin,
            isBreak: gap))
        gap = score.n == 0
      }
      return CurveSeries(measure: tally.measure, points: points)
    }
  }

  /// Each measure's series over time, side by side.
  func clocks(_ tallies: [MeasureTally]) -> [ClockSeries] {
    tallies.map { tally in
      let refs = questions(of: tally.measure)
      let waves = WaveTally(refs, self)
      return ClockSeries(
        measure: tally.measure, overall: countingPeople(tally.score(tally.overall, self), refs) { _, _, _ in true },
        waves: waves.waves(self, tally.measure, isWeighted: tally.isWeighted),
        mixes: mixes(refs, waves, tally.measure.metric))
    }.sorted {
      (order($0.measure.type), $0.measure.metric.rawValue) < (order($1.measure.type), $1.measure.metric.rawValue)
    }
  }

  /// A score over several questions with ranges that count people; one question's as it is.
  func countingPeople(
    _ score: Score, _ refs: [QuestionRef], _ includes: (QuestionRef, AnswerColumn, Int) -> Bool
  ) -> Score {
    guard refs.count > 1, let first = refs.first else { return score }
    return PeopleAmongAnswers(refs, self, includes).counting(score, measure(first))
  }

  private func order(_ type: SurveyType) -> Int { SurveyType.allCases.firstIndex(of: type) ?? 0 }

  /// Gaps between two types at one touchpoint, for the same metric on the same scale.
  func clockGaps(_ tallies: [MeasureTally]) -> [ClockGap] {
    guard tallies.count > 1 else { return [] }
    var gaps: [ClockGap] = []
    for code in journeyOrder {
      for (i, a) in tallies.enumerated() {
        for b in tallies.dropFirst(i + 1)
        where a.measure.type != b.measure.type && a.measure.metric == b.measure.metric
          && a.measure.scale == b.measure.scale
        {
          let x = a.byTouchpoint[code]
          let y = b.byTouchpoint[code]
          guard min(x.n, y.n) >= max(1, hiddenBelow), let difference = difference(x, minus: y, a.measure.metric) else {
            continue
          }
          gaps.append(
            ClockGap(
              touchpoint: answers.touchpoints[code].id, metric: a.measure.metric, first: a.measure.type,
              second: b.measure.type, difference: difference.estimate))
        }
      }
    }
    return gaps
  }

  /// Difference of two figures in the metric's unit.
  func difference(_ a: ScoreTally, minus b: ScoreTally, _ metric: QuestionMetric) -> (estimate: Estimate, p: Double)? {
    switch metric {
    case .nps: return netPromoterDifference(a.promotersWorth, minus: b.promotersWorth).map { ($0.estimate, $0.pValue) }
    case .csat, .ces:
      let x = a.topWorth(metric)
      let y = b.topWorth(metric)
      guard let estimate = newcombe(x, minus: y) else { return nil }
      let pooled = Double(x.part + y.part) / Double(x.whole + y.whole)
      let error = (pooled * (1 - pooled) * (1 / Double(x.whole) + 1 / Double(y.whole))).squareRoot()
      return (estimate, error > 0 ? normalTwoSided(estimate.value / error) : 1)
    case .text, .choice: return nil
    }
  }
}
