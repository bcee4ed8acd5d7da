import Findings
import Wording

// The sieves of both periods on one scale.
extension ComparisonPart {
  /// One sieve for each period, the earlier first; `nil` where fewer than two touchpoints are told of both.
  func sievesBlock() -> Block? {
    let codes = Set(drawn)
    let holes = comparison.holes.filter { hole in
      codes.contains(hole.code) && report.catalog.touchpoints[hole.code].isCustomerTouch
        && [hole.now.touches, hole.before.touches].allSatisfy { $0.shown != nil }
    }
    guard report.hasPurchases, report.window.window != nil, holes.count > 1 else { return nil }
    func most(_ count: (ComparedHole.Side) -> Published<Int>) -> Double {
      Double(max(1, holes.flatMap { [count($0.now).shown ?? 0, count($0.before).shown ?? 0] }.max() ?? 1))
    }
    let scale = (touches: most(\.touches), leaks: most(\.leaks))
    return .pair(
      sieve("compared-sieve-before", otherPeriod, holes, scale, \.before),
      sieve("compared-sieve", period, holes, scale, \.now))
  }

  private func sieve(
    _ id: String, _ days: RichText, _ holes: [ComparedHole], _ scale: (touches: Double, leaks: Double),
    _ side: KeyPath<ComparedHole, ComparedHole.Side>
  ) -> FigureBlock {
    let isNow = side == \ComparedHole.now
    let zero = datum(.zero)
    let touchpoints = holes.map { hole in
      let (own, info) = (hole[keyPath: side], report.catalog.touchpoints[hole.code])
      let before = scoreBefore(hole.code).map { drawnScore($0.score, $0.measure.metric) }
      return SieveFigure.Touchpoint(
        id: info.id, name: touchpointName(hole.code), stage: info.stage, customers: datum(own.touches), started: zero,
        satisfaction: isNow ? satisfaction(hole.code) : before, bought: zero, leaked: datum(own.leaks),
        leakRate: datum(own.rate), returned: zero)
    }
    let stages = report.catalog.stages.indices.map { stage in
      FigureStage(id: report.catalog.stages[stage].id, name: stageName(stage), note: RichText())
    }
    var key: [(mark: SieveFigure.Mark, text: RichText)] = [(.height, w("compare.sieve.height"))]
    let metrics = metrics(of: holes.map(\.code))
    if !metrics.isEmpty {
      key.append(
        (.colour, w("sieve.key.satisfaction", ["metric": .text(w.list(metrics.map(metricName)))])))
    }
    key.append((.leaked, w("compare.sieve.leaked")))
    let title = w("compare.sieve.title", ["period": .text(days)])
    return FigureBlock(
      id: id, title: title, howToRead: w("compare.sieve.read"),
      figure: .sieve(
        SieveFigure(
          stages: stages, touchpoints: touchpoints, key: key, fullHeight: scale.touches, fullStream: scale.leaks)),
      table: Table(
        id: id, caption: title,
        columns: [
          column("sieve.column.touchpoint", .name), column("compare.sieve.touches"), column("compare.sieve.leaks"),
          column("compare.sieve.rate"),
        ],
        rows: holes.map { hole in
          let own = hole[keyPath: side]
          return Table.Row([
            touchpointCell(code: hole.code), datum(own.touches), datum(own.leaks), datum(own.rate),
          ])
        }), base: days, definition: "compared")
  }
}
