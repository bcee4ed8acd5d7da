import Findings
import Wording

// Points of experience: what goes along with a low score, or with a complaint, at a touchpoint.
extension SatisfactionPage {
  /// Where a worse experience costs purchases; none where nothing could be compared.
  func experienceSection() -> Section? {
    let found = report.experience
    let told = found.points.filter { $0.gap.difference.shown != nil }
    guard !told.isEmpty else { return nil }
    var blocks = found.opportunities.prefix(3).flatMap { point in
      gapSentences(point.gap, { sentence(point, $0, $1) }, isPerYear: found.isPerYear)
    }
    let isFound = !blocks.isEmpty
    blocks.append(.paragraph(w(isFound ? "experience.scenario" : "experience.none")))
    let columns = gapColumns(
      "experience.column.worse", "experience.column.better", isPerYear: found.isPerYear)
    blocks.append(
      .table(
        Table(
          id: "experience", caption: w("experience.table", ["window": .text(w.duration(micros: found.horizon))]),
          columns: [column("sieve.column.touchpoint", .name), column("experience.column.cause", .text)] + columns,
          rows: told.map { point in
            Table.Row([touchpointCell(point.touchpoint), text(cause(point))] + gapCells(point.gap))
          })))
    return Section(id: "experience", heading: w(isFound ? "experience.title" : "experience.title-none"), blocks: blocks)
  }

  private func cause(_ point: ExperienceFindings.Point) -> RichText {
    switch point.cause {
    case .lowScore(let measure): w("experience.low-score", ["measure": .text(measureName(measure))])
    case .complaint: w("experience.complaint-cause")
    }
  }

  private func sentence(_ point: ExperienceFindings.Point, _ worse: RichText, _ better: RichText) -> RichText {
    let window = Argument.text(w.duration(micros: report.experience.horizon))
    let name = agreement(id: point.touchpoint).name
    switch point.cause {
    case .lowScore(let measure):
      return w(
        "experience.score",
        [
          "name": name, "measure": .text(measureWords(measure)), "worse": .text(worse), "better": .text(better),
          "window": window,
        ])
    case .complaint:
      return w(
        "experience.complaint", ["name": name, "worse": .text(worse), "better": .text(better), "window": window])
    }
  }
}
