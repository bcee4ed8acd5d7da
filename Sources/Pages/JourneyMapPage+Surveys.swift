import Findings
import Wording

extension JourneyMapPage {
  /// The experience curve over the drawn touchpoints; hatched throughout where nobody was asked.
  func curveContent(_ codes: [Int]) -> JourneyMapFigure.Content {
    var last: Measure?
    var points: [JourneyMapFigure.CurvePoint?] = []
    for code in codes {
      guard let main = mainScore(report.catalog.touchpoints[code].id), !main.score.n.isZero
      else {
        points.append(nil)
        continue
      }
      let index = main.score.index.shown
      points.append(
        .init(
          score: curveScore(main), low: index?.low ?? .nan, high: index?.high ?? .nan,
          metric: metricMark(main.measure.metric), breaksBefore: last != nil && last != main.measure,
          shade: shade(main.score, main.measure.metric), before: curveScoreBefore(code)))
      if index != nil { last = main.measure }
    }
    guard points.contains(where: { $0?.score.value != nil }) else {
      return .notMeasured(w("map.lane.not-measured"))
    }
    guard let result = ranked.first, case .named(let id) = result.verdict, directional(result) == nil else {
      return .curve(points, weakest: nil, weakestLabel: RichText(), notMeasured: w("satisfaction.not-measured"))
    }
    return .curve(
      points, weakest: codes.firstIndex { report.catalog.touchpoints[$0].id == id },
      weakestLabel: w("map.weakest", ["k": .count(result.measured)]), notMeasured: w("satisfaction.not-measured"))
  }

  /// The score as printed, as high as it is on 0…100.
  private func curveScore(_ main: MeasuredScore) -> Datum {
    var score = drawnScore(main.score, main.measure.metric)
    score.value = main.score.index.shown?.value
    return score
  }

  /// The same of the other period; `nil` where none is compared, or by another measure.
  private func curveScoreBefore(_ code: Int) -> Datum? {
    guard let before = scoreBefore(code), before.score.index.shown != nil else { return nil }
    var score = drawnScore(before.score, before.measure.metric)
    score.value = before.score.index.shown?.value
    return score
  }

  /// Whose curves the map draws, where there is one of the other period too.
  func curvePeriods(_ codes: [Int]) -> JourneyMapFigure.Periods? {
    guard codes.contains(where: { curveScoreBefore($0) != nil }), let other = ComparisonPart(telling)?.otherPeriod
    else { return nil }
    return JourneyMapFigure.Periods(now: period, before: other)
  }

  /// Columns of the scores of both periods, and what stands in them; empty where no score is compared.
  func scoreColumns(_ codes: [Int]) -> (columns: [Table.Column], cells: (Int) -> [Datum]) {
    guard let periods = curvePeriods(codes) else { return ([], { _ in [] }) }
    let columns = [periods.before, periods.now].map {
      Table.Column(w("map.column.score", ["period": .text($0)]), .number)
    }
    return (
      columns,
      { code in
        let main = mainScore(report.catalog.touchpoints[code].id)
        let before = scoreBefore(code)
        return [
          before.map { datum($0.score, $0.measure.metric) } ?? undefinedDatum,
          main.map { datum($0.score, $0.measure.metric) } ?? undefinedDatum,
        ]
      }
    )
  }

  /// How well founded a touchpoint's score is, and on how many answers.
  func ratingEvidence(_ code: Int) -> (grade: JourneyMapFigure.Evidence, text: RichText) {
    let id = report.catalog.touchpoints[code].id
    guard let touchpoint = surveys.touchpoints.first(where: { $0.id == id }), let main = mainScore(id) else {
      return (.assumed, w("satisfaction.not-measured"))
    }
    if main.score.state == .hidden { return (.thin, w("hidden.cell")) }
    switch touchpoint.evidence {
    case .measured: return (.measured, answers(main.score.n))
    case .thin: return (.thin, answers(main.score.n))
    case .assumed: return (.assumed, w("satisfaction.not-measured"))
    case .contradicted: return (.contradicted, w("map.evidence.contradicted"))
    }
  }

  /// What those who rated low, or high, wrote more than the others; words, never whole answers.
  func wordCards(_ codes: [Int]) -> [(touchpoint: Int, text: RichText, good: Bool?)] {
    var cards: [(touchpoint: Int, text: RichText, good: Bool?)] = []
    for (column, code) in codes.enumerated() {
      let id = report.catalog.touchpoints[code].id
      let terms = surveys.touchpoints.first { $0.id == id }?.terms ?? []
      for isLow in [true, false] {
        let names = terms.filter { $0.isTypicalOfLow == isLow }.prefix(3).map(termText)
        guard !names.isEmpty else { continue }
        var line = RichText()
        for (i, name) in names.enumerated() { line = i == 0 ? name : line + " · " + name }
        cards.append((column, line, !isLow))
      }
    }
    return cards
  }
}
