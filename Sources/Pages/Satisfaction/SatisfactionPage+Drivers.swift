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
}
