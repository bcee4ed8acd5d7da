import Findings
import Wording

/// Whether those who once rated low come back later.
extension ComingBackPage {
  /// The time to the next purchase by the lowest rating before; `nil` where no measure has enough customers.
  func waits() -> Section? {
    let all = report.satisfaction.waits
    func customers(_ wait: WaitFindings) -> Int { wait.groups.reduce(0) { $0 + ($1.customers.shown ?? 0) } }
    guard let most = all.max(by: { customers($0) < customers($1) }) else { return nil }
    let marks = Self.marks(upTo: most.groups.compactMap { $0.curve.last?.days }.max() ?? 0)
    let figure = StepsFigure(
      curves: most.groups.map { group in
        .init(
          id: "lowest-" + group.level.rawValue, name: name(group.level), tone: tone(group.level),
          steps: steps(group.curve), atRisk: waiting(group.curve, marks))
      }, times: marks.map { timeMark($0) }, ticks: shareTicks, atRiskTitle: w("return.curve-waiting"))
    return Section(
      id: "lowest-rating",
      blocks: [
        .figure(
          FigureBlock(
            id: "lowest-rating", title: verdict(most), howToRead: w("return.lowest-read"), figure: .steps(figure),
            table: table(most), base: customersBase, definition: "lowest-wait"))
      ]
        + all.filter { $0.measure != most.measure }.map { .paragraph(other($0)) }
        + [.paragraph(w("return.lowest-no-cause"))])
  }

  private func verdict(_ wait: WaitFindings) -> RichText {
    switch wait.verdict {
    case .lowLater: w("return.lowest-later")
    case .otherwise: w("return.lowest-otherwise")
    case .none: w("return.lowest-none")
    }
  }

  /// What another measure says, by its name.
  private func other(_ wait: WaitFindings) -> RichText {
    let measure: KeyValuePairs<String, Argument> = ["measure": .text(measureName(wait.measure))]
    return switch wait.verdict {
    case .lowLater: w("return.lowest-other.later", measure)
    case .otherwise: w("return.lowest-other.otherwise", measure)
    case .none: w("return.lowest-other.none", measure)
    }
  }

  private func name(_ level: WaitFindings.Level) -> RichText {
    switch level {
    case .low: w("return.level.low")
    case .middle: w("return.level.middle")
    case .high: w("return.level.high")
    }
  }

  private func tone(_ level: WaitFindings.Level) -> StepsFigure.Tone {
    switch level {
    case .low: .low
    case .middle: .middle
    case .high: .high
    }
  }

  /// One row for each point of each group's curve.
  private func table(_ wait: WaitFindings) -> Table {
    let rows = wait.groups.flatMap { group in
      group.curve.dropFirst().map { point in
        Table.Row([
          text(name(group.level)), datum(group.customers), text(daysText(point.days)), share(point.again),
          caption(point.again), datum(point.waiting),
        ])
      }
    }
    return Table(
      id: "lowest-rating", caption: w("return.lowest-table", ["measure": .text(measureName(wait.measure))]),
      columns: [
        column("return.column.lowest", .name), column("return.column.customers"), column("return.column.window", .name),
        column("return.column.again"), column("sieve.column.range"), column("return.column.still"),
      ], rows: rows)
  }
}
