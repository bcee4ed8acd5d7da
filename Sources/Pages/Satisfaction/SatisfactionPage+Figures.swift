import Findings
import Wording

extension SatisfactionPage {
  /// Answers a figure of a measure rests on.
  func answersBase(_ all: [Published<Int>]) -> RichText {
    all.contains { $0.shown != nil } ? w("base.answers", ["n": .text(answers(all)), "period": .text(period)]) : period
  }

  /// Touchpoints of one measure, weakest first.
  func rankedTable(_ result: WeakestLinkResult, id: String) -> Table {
    let metric = result.measure.metric
    // Where every touchpoint has too few answers for a rank there is no likelihood to speak of.
    let isRanked = result.touchpoints.contains { rankable($0, in: result) != nil }
    let rows = result.touchpoints.map { t -> Table.Row in
      let likelihood: [Datum] = [
        rankable(t, in: result).map { Datum(value: $0, text: w.probability($0)) } ?? undefinedDatum,
        text(rankable(t, in: result).map(certainty) ?? w("satisfaction.mark.directional")),
      ]
      return Table.Row(
        [
          touchpointCell(t.id), datum(t.score, metric), caption(t.score, metric), answerCount(t.score),
          indexDatum(t.score),
        ] + (isRanked ? likelihood : []))
    }
    let thin = result.thin.map { id in
      Table.Row(
        [touchpointCell(id), hiddenDatum, hiddenDatum, hiddenDatum, hiddenDatum]
          + (isRanked ? [undefinedDatum, undefinedDatum] : []))
    }
    return Table(
      id: id, caption: w("satisfaction.ranked-table", ["measure": .text(measureName(result.measure))]),
      columns: [
        column("sieve.column.touchpoint", .name), Table.Column(metricName(metric), .number),
        column("sieve.column.range"), column("satisfaction.column.answers"), column("satisfaction.column.index"),
      ]
        + (isRanked
          ? [column("satisfaction.column.probability"), column("satisfaction.column.words", .text)] : []),
      rows: rows + thin)
  }

  /// Touchpoints with their likely range, a figure for each metric and type of survey; the types are never averaged.
  func dotsSections() -> [Section] {
    let figures = ranked.prefix(6).enumerated().map { i, result in dotsFigure(result, "scores-\(i + 1)") }
    guard !figures.isEmpty else { return [] }
    var blocks: [Block] = (targetSentences + [w("satisfaction.dots-read")]).map { .paragraph($0) }
    var i = 0
    while i < figures.count {
      if i + 1 < figures.count {
        blocks.append(.pair(figures[i], figures[i + 1]))
      } else {
        blocks.append(.figure(figures[i]))
      }
      i += 2
    }
    return [Section(id: "scores", heading: w("satisfaction.dots-title"), blocks: blocks)]
  }

  private func dotsFigure(_ result: WeakestLinkResult, _ id: String) -> FigureBlock {
    let metric = result.measure.metric
    let ordered = result.touchpoints.sorted { a, b in
      (a.score.value.shown?.value ?? 0, a.id) < (b.score.value.shown?.value ?? 0, b.id)
    }
    let bars = ordered.prefix(24).map { t in
      BarsFigure.Bar(
        id: t.id, name: touchpointName(id: t.id), note: answers(t.score.n), value: datum(t.score, metric),
        low: t.score.value.shown?.low, high: t.score.value.shown?.high, satisfaction: shade(t.score, metric),
        target: target(metric, at: t.id)?.value)
    }
    let hidden = result.thin.prefix(6).map { id in
      BarsFigure.Bar(
        id: id, name: touchpointName(id: id),
        note: w("satisfaction.fewer-than", ["k": .number(report.blueprint.privacy.ratings)]), value: hiddenDatum)
    }
    return FigureBlock(
      id: id, title: measureName(result.measure), howToRead: dotsNote(result),
      figure: .bars(
        BarsFigure(style: .dots, bars: bars + hidden, maximum: metric == .nps ? 100 : 1, ticks: scoreTicks(metric))),
      table: rankedTable(result, id: id), base: answersBase(ordered.map(\.score.n)),
      definition: "scores")
  }

  /// What the scale is, and what the lines on it are where there are targets.
  private func dotsNote(_ result: WeakestLinkResult) -> RichText {
    let metric = result.measure.metric
    guard result.touchpoints.contains(where: { target(metric, at: $0.id) != nil }) else { return scaleNote(metric) }
    return w("satisfaction.scale-target", ["scale": .text(scaleNote(metric))])
  }

  /// Three types of survey ask three questions; they stand beside each other.
  func clocksSection() -> Section? {
    let clocks = surveys.clocks.filter { !$0.overall.n.isZero }
    guard !clocks.isEmpty else { return nil }
    let rows = clocks.map { clock in
      Table.Row([
        text(typeName(clock.measure.type)), text(metricName(clock.measure.metric)),
        datum(clock.overall, clock.measure.metric), caption(clock.overall, clock.measure.metric),
        answerCount(clock.overall), text(question(clock.measure.type)),
      ])
    }
    // What stands apart is told whatever it takes, and of the rest as many as there is room for.
    let apart = surveys.clockGaps.filter(\.isShown)
    let gaps = (apart + surveys.clockGaps.filter { !$0.isShown }.prefix(max(0, 6 - apart.count))).map { gap in
      let points: RichText =
        gap.metric == .nps
        ? w("satisfaction.points", ["n": .count(Int(abs(gap.difference.value).rounded()))])
        : w.points(gap.difference.value, base: 100)
      return w(
        gap.isShown ? "satisfaction.gap" : "satisfaction.gap-none",
        [
          "name": .text(touchpointName(id: gap.touchpoint)), "metric": .text(metricName(gap.metric)),
          "high": .text(typeName(gap.difference.value > 0 ? gap.first : gap.second)),
          "low": .text(typeName(gap.difference.value > 0 ? gap.second : gap.first)), "points": .text(points),
        ])
    }
    let table = Table(
      id: "clocks", caption: w("satisfaction.clocks-table"),
      columns: [
        column("satisfaction.column.type", .name), column("satisfaction.column.metric", .text),
        column("satisfaction.column.score"), column("sieve.column.range"), column("satisfaction.column.answers"),
        column("satisfaction.column.asks", .text),
      ], rows: rows)
    var blocks: [Block] = [.paragraph(w("satisfaction.clocks-read")), .table(table)]
    if !gaps.isEmpty { blocks.append(.list(gaps)) }
    return Section(id: "clocks", heading: w("satisfaction.clocks-title"), blocks: blocks)
  }

  private func question(_ type: SurveyType) -> RichText {
    switch type {
    case .relational: w("satisfaction.asks.relational")
    case .transactional: w("satisfaction.asks.transactional")
    case .momentary: w("satisfaction.asks.momentary")
    }
  }

  // MARK: Distributions

  /// A share beside a part too thin for words.
  private func short(_ share: Datum) -> Datum {
    guard let value = share.value, value > 0, value < 0.01 else { return share }
    return Datum(value: value, text: .figures("<1%"), state: share.state, card: share.card)
  }

  /// Low, middle and high answers of the questions with most answers.
  func spreadFigure() -> FigureBlock? {
    func n(_ question: QuestionScores) -> Int { question.overall.n.shown ?? 0 }
    let questions = surveys.questions.filter { $0.spread != nil }
      .enumerated().sorted { (n($0.element), $1.offset) > (n($1.element), $0.offset) }.prefix(14).map(\.element)
    guard !questions.isEmpty else { return nil }
    let rows = questions.map { question in
      let shares = (question.spread ?? []).map { part -> Datum in
        guard let share = part.shown else { return missing(part.isHidden) }
        return Datum(value: share.value, text: w.percent(share.value, base: min(share.n, 999)))
      }
      return (question: question, shares: shares)
    }
    guard rows.contains(where: { $0.shares.allSatisfy { $0.state == .shown } }) else { return nil }
    let figure = StackFigure(
      rows: rows.map { question, shares in
        .init(
          id: question.id, name: seriesName(question),
          note: metricName(question.measure.metric) + " · " + answers(question.overall.n), low: short(shares[0]),
          middle: short(shares[1]), high: short(shares[2]))
      }, lowLabel: w("satisfaction.low"), middleLabel: w("satisfaction.middle"), highLabel: w("satisfaction.high"))
    let table = Table(
      id: "spread", caption: w("satisfaction.spread-table"),
      columns: [
        column("satisfaction.column.question", .name), column("satisfaction.column.metric", .text),
        column("satisfaction.column.type", .text), column("satisfaction.column.answers"), column("satisfaction.low"),
        column("satisfaction.middle"), column("satisfaction.high"), column("satisfaction.column.mean"),
      ],
      rows: rows.map { question, shares in
        Table.Row(
          [
            text(seriesName(question)), text(metricName(question.measure.metric)),
            text(typeName(question.measure.type)), answerCount(question.overall),
          ] + shares + [
            question.overall.mean.shown.map { Datum(value: $0.value, text: w.decimal($0.value, places: 2)) }
              ?? undefinedDatum
          ])
      })
    return FigureBlock(
      id: "spread", title: w("satisfaction.spread-title"), howToRead: w("satisfaction.spread-read"),
      figure: .stack(figure), table: table, base: answersBase(rows.map(\.question.overall.n)),
      definition: "scores")
  }

  /// A question by what it asks about; one about all touchpoints by its type of survey.
  private func seriesName(_ question: QuestionScores) -> RichText {
    let isNamed =
      question.touchpoint != nil || question.department != nil || question.subject != nil || question.wording != nil
    return isNamed ? questionName(question) : typeName(question.measure.type)
  }

  // MARK: Waves

  /// Clocks and questions over the quarters, those that move first.
  func wavesFigure() -> FigureBlock? {
    var panels: [WavesFigure.Panel] = []
    var rows: [Table.Row] = []
    func add(_ id: String, _ name: RichText, _ metric: QuestionMetric, _ waves: [Wave], _ note: RichText) {
      // Waves of few answers move by chance; a line through them would say otherwise.
      guard waves.count(where: { $0.score.state == .solid }) > 1 else { return }
      let last = waves.suffix(8)
      panels.append(
        .init(
          id: id, name: name, note: note,
          waves: last.enumerated().map { i, wave in
            .init(
              name: w.quarter(wave.year, wave.quarter), value: drawnScore(wave.score, metric),
              range: drawnRange(wave.score, metric), breaksBefore: i > 0 && wave.isBreak)
          }, ticks: waveTicks(metric)))
      for wave in last {
        rows.append(
          Table.Row([
            text(name), text(w.quarter(wave.year, wave.quarter)), datum(wave.score, metric),
            caption(wave.score, metric),
            answerCount(wave.score), indexDatum(wave.score),
          ]))
      }
    }
    for (i, clock) in surveys.clocks.enumerated() {
      // What one question alone measures is said by its own panel.
      let own = surveys.questions.filter { $0.measure == clock.measure }
      let trend = own.count == 1 ? own[0].trend : nil
      add(
        "clock-\(i + 1)", measureName(clock.measure), clock.measure.metric, clock.waves,
        trendNote(trend, clock.measure.metric, clock.waves))
    }
    for (touchpoint, one) in moving.prefix(6) {
      add(
        touchpoint, touchpointName(id: touchpoint), one.measure.metric, one.waves,
        trendNote(one.trend, one.measure.metric, one.waves))
    }
    guard !panels.isEmpty else { return nil }
    panels = Array(panels.prefix(9))
    return FigureBlock(
      id: "waves", title: wavesTitle,
      howToRead: w("satisfaction.waves-read"),
      figure: .waves(
        WavesFigure(
          panels: panels, ticks: [0, 50, 100].map { Datum(value: Double($0), text: w.number($0)) },
          breakLabel: w("satisfaction.waves-break"))),
      table: Table(
        id: "waves", caption: w("satisfaction.waves-table"),
        columns: [
          column("satisfaction.column.series", .name), column("satisfaction.column.wave", .text),
          column("satisfaction.column.score"), column("sieve.column.range"), column("satisfaction.column.answers"),
          column("satisfaction.column.index"),
        ], rows: rows),
      base: answersBase(surveys.clocks.map(\.overall.n)), definition: "waves")
  }

  /// The ends and the middle of a metric's scale.
  private func waveTicks(_ metric: QuestionMetric) -> [RichText] {
    switch metric {
    case .nps: [-100, 0, 100].map { w.signed($0) }
    case .csat, .ces, .text, .choice: [0, 0.5, 1].map { w.percent($0) }
    }
  }

  /// What rose and what fell, by name.
  private var wavesTitle: RichText {
    func names(_ isUp: Bool) -> RichText? {
      let ids = moving.filter { ($0.score.trend?.change.value ?? 0 > 0) == isUp }.map(\.touchpoint)
      let different = ids.indices.filter { !ids[..<$0].contains(ids[$0]) }.map { ids[$0] }
      return different.isEmpty ? nil : w.list(different.prefix(4).map(spokenName(id:)))
    }
    switch (names(true), names(false)) {
    case (let up?, let down?): return w("satisfaction.waves-title.both", ["up": .text(up), "down": .text(down)])
    case (let up?, nil): return w("satisfaction.waves-title.up", ["up": .text(up)])
    case (nil, let down?): return w("satisfaction.waves-title.down", ["down": .text(down)])
    case (nil, nil): return w("satisfaction.waves-title-none")
    }
  }

  /// Touchpoints whose score has moved, largest change first.
  private var moving: [(touchpoint: String, score: MeasuredScore)] {
    surveys.touchpoints.flatMap { touchpoint in
      touchpoint.scores.filter { $0.trend?.isShown == true }.map { (touchpoint.id, $0) }
    }.sorted { a, b in
      let (x, y) = (abs(a.1.trend?.change.value ?? 0), abs(b.1.trend?.change.value ?? 0))
      return (x, b.0) > (y, a.0)
    }
  }

  private func trendNote(_ trend: WaveTrend?, _ metric: QuestionMetric, _ waves: [Wave]) -> RichText {
    guard let trend else {
      return w(waves.contains { $0.isBreak } ? "satisfaction.trend.break" : "satisfaction.trend.unknown")
    }
    guard trend.isShown else { return w("satisfaction.trend.none") }
    let points: RichText =
      metric == .nps
      ? w("satisfaction.points", ["n": .count(Int(abs(trend.change.value).rounded()))])
      : w.points(trend.change.value, base: 100)
    return w(trend.change.value > 0 ? "satisfaction.trend.up" : "satisfaction.trend.down", ["points": .text(points)])
  }
}
