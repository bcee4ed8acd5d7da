import Basics
import Journeys
import Statistics

/// A touchpoint's score that changed its level in some month, and holds against chance and all other series of the surveys.
package struct ScoreChange: Sendable {
  package var touchpoint: String
  package var measure: Measure
  /// Whether it went back.
  package var form: Change.Form
  /// Days of its months since 1970; for one that lasts, to the end of the last month with answers.
  package var days: Range<Int64>
  /// In these months, and in all others.
  package var inside: Score
  package var outside: Score
  /// Inside less outside, with the interval of the difference.
  package var difference: Estimate
  /// The fewest answers that follow from both and from the scores by quarter: a month need not begin a quarter.
  package var fewest: Int
  /// Corrected for all series (Holm).
  package var adjustedP: Double
}

extension RatingTable {
  /// Where scores of touchpoints changed their level, the surest first; and for each dated fact the scores of its touchpoints
  /// before and after.
  func scoreChanges(
    _ tallies: [MeasureTally], dayOf: (Int64) -> Int64
  ) -> (changes: [ScoreChange], byFact: [[ScoreChange]]) {
    let months = answers.surveys.map { survey in
      survey.times.map { $0 == .min ? Int32.min : Int32(RetentionUnit.month.index(ofDay: dayOf($0))) }
    }
    var found: [(change: ScoreChange, p: Double)] = []
    var looked = 0
    var byFact = [[(change: ScoreChange, p: Double)]](repeating: [], count: blueprint.facts.count)
    for tally in tallies {
      let codes = journeyOrder.filter { tally.byTouchpoint[$0].n >= 2 * WaveTally.fewest }
      guard !codes.isEmpty else { continue }
      for (code, series) in zip(codes, MonthlyScores.all(questions(of: tally.measure), self, months, codes)) {
        let id = answers.touchpoints[code].id
        looked += 1
        if let own = series.change(tally.measure, self, touchpoint: id) { found.append(own) }
        for (place, fact) in blueprint.facts.enumerated() where fact.touches.isEmpty || fact.touches.contains(id) {
          if let own = series.split(tally.measure, self, touchpoint: id, on: fact.date) { byFact[place].append(own) }
        }
      }
    }
    let held = Self.corrected(found, of: looked).enumerated().filter { $0.element.adjustedP < 0.05 }
    return (
      held.sorted { ($0.element.adjustedP, $0.offset) < ($1.element.adjustedP, $1.offset) }.map(\.element),
      byFact.map { Self.corrected($0, of: $0.count) }
    )
  }

  /// Changes with p corrected for how many series were looked at; one without a change has p = 1.
  private static func corrected(_ found: [(change: ScoreChange, p: Double)], of looked: Int) -> [ScoreChange] {
    let adjusted = holm(found.map(\.p) + [Double](repeating: 1, count: looked - found.count))
    return zip(found, adjusted).map { own, p in
      var change = own.change
      change.adjustedP = p
      return change
    }
  }
}

/// A touchpoint's answers by one measure, month by month.
private struct MonthlyScores {
  /// Months since year 0 of the first.
  var first: Int32
  var tallies: [ScoreTally]
  var isWeighted = false

  /// One series for each of the touchpoints, in the order of their codes given, from one pass over the answers.
  static func all(_ refs: [QuestionRef], _ table: RatingTable, _ months: [[Int32]], _ codes: [Int]) -> [MonthlyScores] {
    var placeOf = [Int32](repeating: -1, count: table.answers.touchpoints.count)
    for (place, code) in codes.enumerated() { placeOf[code] = Int32(place) }
    let own = refs.flatMap { months[$0.survey] }.filter { $0 != .min }
    guard let scale = refs.first.map({ table.question($0).scale }), let first = own.min(), let last = own.max(),
      last - first < 400
    else {
      return codes.map { _ in MonthlyScores(first: 0, tallies: []) }
    }
    let count = Int(last - first) + 1
    let isWeighted = refs.contains { !table.weights[$0.survey].isEmpty }
    var grid = TallyGrid(scale, parts: count * codes.count, isWeighted: isWeighted)
    for ref in refs {
      let column = table.column(ref)
      let own = months[ref.survey]
      grid.add(column) { row in
        let touchpoint = column.touchpoint(row)
        guard touchpoint >= 0, placeOf[Int(touchpoint)] >= 0, own[row] != .min else { return -1 }
        return placeOf[Int(touchpoint)] * Int32(count) + own[row] - first
      }
    }
    return codes.indices.map { place in
      MonthlyScores(
        first: first, tallies: (place * count..<(place + 1) * count).map { grid[$0] }, isWeighted: isWeighted)
    }
  }

  /// Where the score changes, with its p before it is corrected; `nil` where it does not, or answers are few on a side.
  func change(_ measure: Measure, _ table: RatingTable, touchpoint: String) -> (change: ScoreChange, p: Double)? {
    guard let found = level(measure.metric), found.pValue < 0.05 else { return nil }
    return compared(
      measure, table, touchpoint, found.units, with: tallies.indices.filter { !found.units.contains($0) }, found.isSpell
    ).map { ($0.change, found.pValue) }
  }

  /// The score since the month of a day, or since the next where the day does not begin it, against the months before.
  func split(
    _ measure: Measure, _ table: RatingTable, touchpoint: String, on day: CivilDate
  ) -> (change: ScoreChange, p: Double)? {
    let month = day.year * 12 + day.month - 1 - Int(first)
    let (before, after) = (max(0, min(month, tallies.count)), month + (day.day == 1 ? 0 : 1))
    guard after >= 0, after < tallies.count else { return nil }
    return compared(measure, table, touchpoint, after..<tallies.count, with: Array(0..<before), false)
  }

  /// Some months against others.
  private func compared(
    _ measure: Measure, _ table: RatingTable, _ touchpoint: String, _ months: Range<Int>, with others: [Int],
    _ isSpell: Bool
  ) -> (change: ScoreChange, p: Double)? {
    func joined(_ months: some Sequence<Int>) -> ScoreTally { .joined(months.map { tallies[$0] }, measure.scale) }
    let (inside, outside) = (joined(months), joined(others))
    guard min(inside.n, outside.n) >= WaveTally.fewest,
      let difference = table.difference(inside, minus: outside, measure.metric)
    else { return nil }
    func score(_ tally: ScoreTally) -> Score {
      tally.score(measure.metric, isWeighted: isWeighted, hiddenBelow: table.hiddenBelow)
    }
    // A quarter that a change cuts in two is told as a whole elsewhere.
    let pieces = ([months.lowerBound, months.upperBound] + (others.last.map { [$0 + 1] } ?? [])).flatMap {
      cut -> [Int] in
      let start = cut - Int(first + Int32(cut)) % 3
      return [joined(max(0, start)..<cut).n, joined(cut..<max(cut, min(tallies.count, start + 3))).n]
    }
    let (begin, end) = (Int(first) + months.lowerBound, Int(first) + months.upperBound)
    let change = ScoreChange(
      touchpoint: touchpoint, measure: measure, form: isSpell ? .spell : .step,
      days: RetentionUnit.month.firstDay(of: begin)..<RetentionUnit.month.firstDay(of: end), inside: score(inside),
      outside: score(outside), difference: difference.estimate,
      fewest: pieces.filter { $0 > 0 }.min() ?? inside.n, adjustedP: 1)
    return (change, difference.p)
  }

  /// Where the level of the months changes.
  private func level(_ metric: QuestionMetric) -> LevelChange? {
    switch metric {
    case .csat, .ces:
      let boxes = tallies.map { $0.top(metric) }
      return LevelChange(parts: boxes.map(\.part), wholes: boxes.map(\.whole))
    case .nps:
      let counts = tallies.map(\.promoters)
      let worth = zip(counts, tallies).map { ($0.promoters - $0.detractors, $0.promoters + $0.detractors, $1.n) }
      let n = Double(worth.reduce(0) { $0 + $1.2 })
      let mean = Double(worth.reduce(0) { $0 + $1.0 }) / n
      return LevelChange(
        values: worth.map { $0.2 > 0 ? Double($0.0) / Double($0.2) : 0 }, weights: worth.map { Double($0.2) },
        leastVariance: Double(worth.reduce(0) { $0 + $1.1 }) / n - mean * mean)
    case .text, .choice: return nil
    }
  }
}

extension ScoreTally {
  /// Answers of several tallies on one scale.
  fileprivate static func joined(_ tallies: [ScoreTally], _ scale: ClosedRange<Int32>) -> ScoreTally {
    var (counts, weights) = ([Int](repeating: 0, count: scale.count), [Double](repeating: 0, count: scale.count))
    var squares = weights
    for tally in tallies {
      for place in counts.indices {
        counts[place] += tally.counts[place]
        weights[place] += tally.weights[place]
        squares[place] += tally.squares[place]
      }
    }
    return ScoreTally(scale, counts, weights: weights, squares: squares)
  }
}
