import Journeys
import Statistics

/// A touchpoint's score in the report's period and in the one it is compared with.
package struct ComparedScore: Sendable {
  package var touchpoint: String
  package var measure: Measure
  package var now: Score
  package var before: Score
  package var difference: RatioDifference
  /// The fewest answers that follow from both and from the scores by quarter: a period need not begin a quarter.
  package var fewest: Int

  /// The smallest difference worth saying: ten points of NPS, five percentage points.
  package var worth: Double { measure.metric == .nps ? 10 : PeriodComparison.worthOfShare }
}

extension RatingTable {
  /// Scores of touchpoints in two periods, in journey order; empty where there is nothing to compare with.
  ///
  /// - Parameter spans: the report's period, and the one it is compared with.
  func comparedScores(
    _ tallies: [MeasureTally], _ spans: PeriodSpans?
  ) -> [ComparedScore] {
    guard let spans else { return [] }
    let sides = answers.surveys.map { survey in
      survey.times.map { time -> Int32 in
        time == .min ? -1 : spans.now.moments.contains(time) ? 0 : spans.before.moments.contains(time) ? 1 : -1
      }
    }
    return tallies.flatMap { tally -> [ComparedScore] in
      let codes = journeyOrder.filter { tally.byTouchpoint[$0].n > 0 }
      guard !codes.isEmpty else { return [] }
      let refs = questions(of: tally.measure)
      var placeOf = [Int32](repeating: -1, count: answers.touchpoints.count)
      for (place, code) in codes.enumerated() { placeOf[code] = Int32(place) }
      let count = codes.count
      // Both periods side by side, and behind them what their quarters have beside them.
      var grid = TallyGrid(
        tally.measure.scale, parts: 4 * count, isWeighted: refs.contains { !weights[$0.survey].isEmpty })
      let cut = [spans.now, spans.before].map { QuarterEdges($0) }
      for ref in refs {
        let column = column(ref, everyPeriod: true)
        let (sides, quarters) = (sides[ref.survey], quarters[ref.survey])
        grid.add(column) { row in
          let touchpoint = column.touchpoint(row)
          guard touchpoint >= 0, placeOf[Int(touchpoint)] >= 0 else { return -1 }
          let side = sides[row]
          if side >= 0 { return side * Int32(count) + placeOf[Int(touchpoint)] }
          guard let beside = cut.firstIndex(where: { $0.isCut(quarters[row]) }) else { return -1 }
          return Int32(2 + beside) * Int32(count) + placeOf[Int(touchpoint)]
        }
      }
      return codes.indices.compactMap { place in
        let (now, before) = (grid[place], grid[count + place])
        guard min(now.n, before.n) >= WaveTally.fewest,
          let difference = now.difference(minus: before, tally.measure.metric, isWeighted: tally.isWeighted, self)
        else { return nil }
        func score(_ tally: ScoreTally, isWeighted: Bool) -> Score {
          tally.score(measure.metric, isWeighted: isWeighted, hiddenBelow: hiddenBelow)
        }
        let measure = tally.measure
        let beside = [grid.n(2 * count + place), grid.n(3 * count + place)].filter { $0 > 0 }
        return ComparedScore(
          touchpoint: answers.touchpoints[codes[place]].id, measure: measure,
          now: score(now, isWeighted: tally.isWeighted), before: score(before, isWeighted: tally.isWeighted),
          difference: difference, fewest: min(now.n, before.n, beside.min() ?? .max))
      }
    }
  }
}

/// The quarters at a period's ends that it does not hold whole.
private struct QuarterEdges {
  private let cut: [Int32]

  init(_ span: PeriodSpan) {
    func quarter(_ day: Int64) -> Int32 { Int32(RetentionUnit.quarter.index(ofDay: day)) }
    let (first, last) = (span.days.lowerBound, span.days.upperBound)
    cut =
      (quarter(first - 1) == quarter(first) ? [quarter(first)] : [])
      + (quarter(last + 1) == quarter(last) ? [quarter(last)] : [])
  }

  func isCut(_ quarter: Int32) -> Bool { cut.contains(quarter) }
}

extension ScoreTally {
  /// This figure less another: Newcombe's and the adjusted interval, or those of linearised weights.
  func difference(
    minus other: ScoreTally, _ metric: QuestionMetric, isWeighted: Bool, _ table: RatingTable
  ) -> RatioDifference? {
    if isWeighted {
      guard let a = linearised(metric), let b = other.linearised(metric) else { return nil }
      // As R's survey has it: one design of all answers of both.
      let all = Double(n + other.n)
      let factor = (all / (all - 1)).squareRoot()
      return RatioDifference(of: (a.value, a.error * factor), minus: (b.value, b.error * factor), n: min(n, other.n))
    }
    guard let own = table.difference(self, minus: other, metric) else { return nil }
    let half = (own.estimate.high - own.estimate.low) / 2
    return RatioDifference(estimate: own.estimate, pValue: own.p, standardError: half / z95)
  }

  /// The weighted figure and its error by linearisation: √Σ (w (s − θ))² / Σ w; `nil` of fewer than two answers.
  func linearised(_ metric: QuestionMetric) -> (value: Double, error: Double)? {
    guard n > 1, weight > 0, let value = figure(metric) else { return nil }
    let unit = metric == .nps ? 100.0 : 1
    let box = topBox(metric, scale)
    var sum = 0.0
    for i in counts.indices {
      let answer = scale.lowerBound + Int32(i)
      let worth = metric == .nps ? (answer >= 9 ? 1.0 : answer <= 6 ? -1 : 0) : answer >= box ? 1 : 0
      let rest = worth - value / unit
      sum += squares[i] * rest * rest
    }
    return (value, unit * sum.squareRoot() / weight)
  }
}
