import Findings
import Wording

// The sieves of both periods, side by side on one scale.
extension ComparisonPart {
  /// Touchpoints that half of a page has room for.
  private static let most = 9

  /// One sieve for each period, the earlier first, behind what both have in common; none where fewer than two touchpoints are
  /// told of both.
  func sieveBlocks() -> [Block] {
    let codes = Set(drawn)
    let holes = comparison.holes.filter { hole in
      codes.contains(hole.code) && report.catalog.touchpoints[hole.code].isCustomerTouch
        && [hole.now.touches, hole.before.touches].allSatisfy { $0.shown != nil }
    }
    guard report.hasPurchases, report.window.window != nil, holes.count > 1 else { return [] }
    func most(_ count: (ComparedHole.Side) -> Published<Int>) -> Double {
      Double(max(1, holes.flatMap { [count($0.now).shown ?? 0, count($0.before).shown ?? 0] }.max() ?? 1))
    }
    let scale = (touches: most(\.touches), leaks: most(\.leaks))
    let (before, now) = (
      Period(days: otherPeriod, other: period, customers: comparison.customersBefore),
      Period(days: period, other: otherPeriod, customers: comparison.customersNow)
    )
    return [
      .paragraph(w("compare.sieve.read")),
      .pair(
        sieve("compared-sieve-before", before, holes, scale, \.before),
        sieve("compared-sieve", now, holes, scale, \.now)),
    ]
  }

  /// What a sieve says over it; the customers are left out where they are hidden.
  private struct Period {
    var days: RichText
    var other: RichText
    var customers: Published<Int>
  }

  /// Those whose leak rate is another now, and then the busiest, in the order of the journey.
  private func shown(_ holes: [ComparedHole]) -> [ComparedHole] {
    let changed = Set(
      comparison.figures.compactMap { figure -> Int? in
        if case .leaks(let code) = figure.subject, figure.verdict != .none { code } else { nil }
      })
    func rank(_ hole: ComparedHole) -> (Int, Int, Int) {
      let touches = (hole.now.touches.shown ?? 0) + (hole.before.touches.shown ?? 0)
      return (changed.contains(hole.code) ? 0 : 1, -touches, hole.code)
    }
    let first = Set(holes.sorted { rank($0) < rank($1) }.prefix(Self.most).map(\.code))
    return holes.filter { first.contains($0.code) }
  }

  private func sieve(
    _ id: String, _ own: Period, _ holes: [ComparedHole], _ scale: (touches: Double, leaks: Double),
    _ side: KeyPath<ComparedHole, ComparedHole.Side>
  ) -> FigureBlock {
    let isNow = side == \ComparedHole.now
    let zero = datum(.zero)
    let shown = shown(holes)
    let touchpoints = shown.map { hole in
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
    let metrics = metrics(of: shown.map(\.code))
    if !metrics.isEmpty {
      key.append(
        (.colour, w("sieve.key.satisfaction", ["metric": .text(w.list(metrics.map(metricName)))])))
    }
    key.append((.leaked, w("compare.sieve.leaked")))
    let title =
      own.customers.shown.map { w("compare.sieve.title", ["period": .text(own.days), "n": .count($0)]) }
      ?? w("compare.sieve.title-hidden", ["period": .text(own.days)])
    let more = holes.count - shown.count
    return FigureBlock(
      id: id, title: title, howToRead: w("compare.scale", ["period": .text(own.other)]),
      figure: .sieve(
        SieveFigure(
          stages: stages, touchpoints: touchpoints, key: key, fullHeight: scale.touches, fullStream: scale.leaks,
          isHalf: true)),
      table: Table(
        id: id, caption: w("compare.sieve.table", ["period": .text(own.days)]),
        columns: [
          column("sieve.column.touchpoint", .name), column("compare.sieve.touches"), column("compare.sieve.leaks"),
          column("compare.sieve.rate"),
        ],
        rows: holes.map { hole in
          let own = hole[keyPath: side]
          return Table.Row([
            touchpointCell(code: hole.code), datum(own.touches), datum(own.leaks), datum(own.rate),
          ])
        }), base: more > 0 ? w("other-touchpoints", ["n": .count(more)]) : RichText(), definition: "compared")
  }

  // MARK: Funnels

  /// The funnel of each period, the earlier first; none where a step of either is not told.
  func funnelBlocks() -> [Block] {
    let steps = comparison.figures.filter { if case .step = $0.subject { true } else { false } }
    guard steps.count == report.funnel.steps.count - 1,
      let before = funnel("compared-funnel-before", otherPeriod, steps.map(\.before)),
      let now = funnel("compared-funnel", period, steps.map(\.now))
    else { return [] }
    return [.paragraph(w("compare.funnel.read")), .pair(before, now)]
  }

  /// - Parameter steps: from each step to the next.
  private func funnel(_ id: String, _ days: RichText, _ steps: [Published<Estimate>]) -> FigureBlock? {
    guard let entered = steps.first?.map(\.n), let all = entered.shown, let last = report.funnel.steps.last else {
      return nil
    }
    // As many as went on from each step: the base of the next share, and the part of the last.
    let reached = [entered] + steps.map { $0.map { Int(($0.value * Double($0.n)).rounded()) } }
    guard !reached.contains(where: { $0.shown == nil }) else { return nil }
    let shares = reached.map { count -> Datum in
      let share = Double(count.shown ?? 0) / Double(max(1, all))
      return Datum(value: share, text: w.percent(share, base: all))
    }
    let names = report.funnel.steps.map(stepName)
    let drawn = names.indices.map { place in
      FunnelFigure.Step(
        id: "step-\(place + 1)", name: names[place], customers: shares[place],
        stepConversion: place == 0 ? undefinedDatum : datum(steps[place - 1]), anyhow: datum(.zero))
    }
    return FigureBlock(
      id: id, title: w("compare.funnel.title", ["period": .text(days), "n": .count(all)]),
      howToRead: w(
        "compare.funnel.reached", ["share": .text(shares.last?.text ?? RichText()), "step": .text(stepName(last))]),
      figure: .funnel(
        FunnelFigure(
          steps: drawn, filledLabel: w("compare.funnel.bars"), outlineLabel: RichText(), fullHeight: 1)),
      table: Table(
        id: id, caption: w("compare.funnel.table", ["period": .text(days)]),
        columns: [
          column("funnel.column.step", .name), column("compare.funnel.customers"), column("compare.funnel.share"),
        ],
        rows: names.indices.map { Table.Row([text(names[$0]), datum(reached[$0]), shares[$0]]) }),
      base: RichText(), definition: "compared")
  }
}
