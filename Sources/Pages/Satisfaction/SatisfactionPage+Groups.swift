import Findings
import Wording

extension SatisfactionPage {
  /// Scores by the groups the project file compares, and changes that are mostly another mix of answers.
  func groupSections() -> [Section] { [mixSection(), groupsSection()].compactMap { $0 } }

  /// One row for each question and value of a group; values of too few people are not named.
  private func groupsSection() -> Section? {
    let rows = surveys.questions.flatMap { question in
      question.byGroup.flatMap { group in
        group.values.map { cut in
          Table.Row([
            text(columnName(group.by)), text(valueName(cut.id, by: group.by)),
            text(questionMeasure(question)), datum(cut.score, question.measure.metric),
            caption(cut.score, question.measure.metric), answerCount(cut.score), indexDatum(cut.score),
          ])
        }
      }
    }
    guard !rows.isEmpty else { return nil }
    return Section(
      id: "groups", heading: w("satisfaction.groups-title"),
      blocks: [
        .paragraph(w("satisfaction.groups-read", ["k": .number(report.blueprint.privacy.ratings)])),
        .table(
          Table(
            id: "groups", caption: w("satisfaction.groups-table"),
            columns: [
              column("satisfaction.column.group", .name), column("satisfaction.column.value", .text),
              column("satisfaction.column.measure", .text), column("satisfaction.column.score"),
              column("sieve.column.range"), column("satisfaction.column.answers"), column("satisfaction.column.index"),
            ], rows: rows)),
      ])
  }

  /// What a value of a group is called: who fits a persona by its name.
  private func valueName(_ id: String, by column: String) -> RichText {
    if id.isEmpty { return w("satisfaction.unknown") }
    guard let persona = persona(column) else { return w.value(id) }
    return id == column ? persona : w("groups.others")
  }

  /// Series that moved by 5 points and more, and more of it because other touchpoints were rated than because of ratings.
  private func mixSection() -> Section? {
    let found = surveys.clocks.compactMap { clock -> (name: RichText, sentence: RichText)? in
      let metric = clock.measure.metric
      let scale = metric == .nps ? 1.0 : 100.0
      guard let mix = clock.mixes.first(where: { $0.by == .touchpoints }), mix.isMostlyComposition,
        abs(mix.change) * scale >= 5
      else { return nil }
      func points(_ value: Double) -> RichText { w.signed(Int((value * scale).rounded())) }
      func quarter(_ n: Int) -> RichText { w.quarter(n / 4, n % 4 + 1) }
      let sentence = w(
        "satisfaction.mix",
        [
          "measure": .text(measureName(clock.measure)), "from": .text(quarter(mix.from)), "to": .text(quarter(mix.to)),
          "change": .text(points(mix.change)), "composition": .text(points(mix.composition)),
          "ratings": .text(points(mix.ratings)),
        ])
      return (measureName(clock.measure), sentence)
    }
    guard !found.isEmpty else { return nil }
    return Section(
      id: "mix", heading: w("satisfaction.mix-title", ["names": .text(w.list(found.map(\.name)))]),
      blocks: [.list(found.map(\.sentence))])
  }
}
