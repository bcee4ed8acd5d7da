import Findings
import Wording

extension SatisfactionPage {
  // MARK: Drivers

  /// What the overall score goes along with: importance against performance, for each survey that can say.
  func driverSections() -> [Section] {
    surveys.drivers.prefix(3).enumerated().filter { !$0.element.drivers.isEmpty }.map { i, result in
      let id = i == 0 ? "drivers" : "drivers-\(i + 1)"
      var blocks: [Block] = [.figure(driversFigure(result, id))]
      blocks.append(
        .paragraph(
          w(
            "satisfaction.drivers-explained",
            ["share": .text(w.percent(result.rSquared, base: 100)), "n": .count(result.n.shown ?? 0)])))
      if result.isSmall { blocks.append(.paragraph(w("satisfaction.drivers-small"))) }
      if !result.leftOut.isEmpty {
        blocks.append(
          .paragraph(w("satisfaction.drivers-left-out", ["names": .text(w.list(result.leftOut.map(driverName)))])))
      }
      let heading = w("satisfaction.drivers-heading")
      return Section(
        id: id, heading: surveys.drivers.count > 1 ? heading + " · " + metricName(result.measure.metric) : heading,
        blocks: blocks)
    }
  }

  private func driverName(_ question: String) -> RichText {
    surveys.questions.first { $0.id == question }.map(questionName)
      ?? w.name(question.split(separator: "/").last.map { String($0) } ?? question)
  }

  private func driversFigure(_ result: DriverResult, _ id: String) -> FigureBlock {
    let first = result.drivers.filter { $0.quadrant == .fixFirst }
    let title: RichText =
      first.isEmpty
      ? w("satisfaction.drivers-title-none")
      : w("satisfaction.drivers-title", ["names": .text(w.list(first.map { driverName($0.question) }))])
    let most = max(
      0.1,
      result.drivers.map { max($0.weight.importance, $0.weight.importanceRange?.high ?? 0) }.filter(\.isFinite).max()
        ?? 1)
    let step = most > 0.5 ? 0.25 : most > 0.2 ? 0.1 : 0.05
    let ticks = stride(from: 0, to: most + step, by: step).map {
      Datum(value: $0, text: w.percent($0))
    }
    // A scatter shows the part of the scale where its points lie.
    let scores = result.drivers.compactMap { range($0.performance.index.shown) }
    let low = (scores.map(\.lowerBound).min() ?? 0).clamped(to: 0...100)
    let high = (scores.map(\.upperBound).max() ?? 100).clamped(to: 0...100)
    let unit = high - low > 50 ? 25 : high - low > 22 ? 10 : 5
    let first5 = Int(low) / unit * unit
    let performanceTicks = stride(from: first5, through: min(100, Int(high.rounded(.up)) + unit - 1), by: unit).map {
      Datum(value: Double($0), text: w.number($0))
    }
    let items = result.drivers.prefix(12).map { driver in
      QuadrantFigure.Item(
        id: driver.question, name: driverName(driver.question), performance: indexDatum(driver.performance),
        performanceRange: range(driver.performance.index.shown),
        importance: Datum(value: driver.weight.importance, text: w.percent(driver.weight.importance, base: 100)),
        importanceRange: range(driver.weight.importanceRange), isFirst: driver.quadrant == .fixFirst)
    }
    let rows = result.drivers.map { driver in
      Table.Row([
        text(driverName(driver.question)),
        Datum(value: driver.weight.importance, text: w.percent(driver.weight.importance, base: 100)),
        driver.weight.importanceRange.map { text(w.captionRange($0.low, $0.high, base: 100)) } ?? undefinedDatum,
        indexDatum(driver.performance), answerCount(driver.performance), text(quadrantName(driver.quadrant)),
        driver.impact.map { text(kindName($0.kind)) } ?? undefinedDatum,
        driver.weight.topThree.map { Datum(value: $0, text: w.probability($0)) } ?? undefinedDatum,
      ])
    }
    return FigureBlock(
      id: id, title: title, howToRead: w("satisfaction.drivers-read"),
      figure: .quadrant(
        QuadrantFigure(
          performanceTitle: w("satisfaction.performance"), importanceTitle: w("satisfaction.importance"),
          performanceTicks: performanceTicks,
          importanceTicks: Array(ticks), meanPerformance: result.performanceLine, meanImportance: result.importanceLine,
          improveFirst: quadrantName(.fixFirst), keep: quadrantName(.keep),
          moreThanNeeded: quadrantName(.moreThanNeeded), lowPriority: quadrantName(.lowPriority), items: items)),
      table: Table(
        id: id, caption: w("satisfaction.drivers-table"),
        columns: [
          column("satisfaction.column.question", .name), column("satisfaction.column.importance"),
          column("sieve.column.range"), column("satisfaction.column.index"), column("satisfaction.column.answers"),
          column("satisfaction.column.quadrant", .text), column("satisfaction.column.kind", .text),
          column("satisfaction.column.top-three"),
        ], rows: rows),
      base: measureName(result.measure) + " · "
        + w("base.answers", ["n": .text(counted("count.respondents", result.n)), "period": .text(period)]),
      definition: "drivers")
  }

  private func quadrantName(_ quadrant: DriverResult.Quadrant) -> RichText {
    switch quadrant {
    case .fixFirst: w("satisfaction.quadrant.first")
    case .keep: w("satisfaction.quadrant.keep")
    case .lowPriority: w("satisfaction.quadrant.low")
    case .moreThanNeeded: w("satisfaction.quadrant.more")
    case .undecided: w("satisfaction.quadrant.unclear")
    }
  }

  private func kindName(_ kind: DriverResult.Impact.Kind) -> RichText {
    switch kind {
    case .basic: w("satisfaction.kind.basic")
    case .performance: w("satisfaction.kind.performance")
    case .exciter: w("satisfaction.kind.exciter")
    case .unclear: w("satisfaction.kind.unclear")
    }
  }

  // MARK: The claim

  /// What a reader can see of the claim: the outcome by the lowest rating a customer gave.
  func chainTestSection() -> Section? {
    guard let result = chainResult else { return nil }
    var blocks: [Block] = [.paragraph(chainTestSentence())]
    if result.verdict == .notRun { return nil }
    let lowest = result.byLowest.compactMap { row in row.share.shown.map { (lowest: row.lowest, share: $0) } }
    if lowest.count > 1 {
      let bars = lowest.enumerated().map { i, row in
        BarsFigure.Bar(
          id: "lowest-\(i + 1)", name: w("satisfaction.lowest", ["n": .number(Int(row.lowest))]),
          note: w("count.respondents", ["n": .count(row.share.n)]),
          value: Datum(
            value: row.share.value,
            text: row.share.n < 30 ? percent(row.share) : w.percent(row.share.value),
            state: row.share.n < 30 ? .directional : .shown),
          low: row.share.low, high: row.share.high)
      }
      let outcome: RichText =
        switch result.outcome {
        case .repurchase: w("satisfaction.lowest-again")
        case .overall: w("satisfaction.lowest-overall")
        }
      blocks.append(
        .figure(
          FigureBlock(
            id: "lowest", title: w("satisfaction.lowest-title"),
            howToRead: w("satisfaction.lowest-read", ["outcome": .text(outcome)]),
            figure: .bars(
              BarsFigure(
                style: .dots, bars: bars, maximum: 1,
                ticks: [0, 0.25, 0.5, 0.75, 1].map { Datum(value: $0, text: w.percent($0)) })),
            table: Table(
              id: "lowest", caption: w("satisfaction.lowest-table"),
              columns: [
                column("satisfaction.column.lowest", .name), column("satisfaction.column.share"),
                column("sieve.column.range"), column("satisfaction.column.people"),
              ],
              rows: lowest.map { row in
                Table.Row([
                  text(w.number(Int(row.lowest))), Datum(value: row.share.value, text: percent(row.share)),
                  text(w.captionRange(row.share.low, row.share.high, base: 100)), datum(things: row.share.n),
                ])
              }),
            base: measureName(result.measure) + " · " + counted("count.respondents", result.customers),
            definition: "chain-test")))
    }
    return Section(id: "chain-test", heading: w("satisfaction.test-title"), blocks: blocks)
  }
}
