import Findings
import Wording

/// A group of customers known from surveys alone: what it says, of each touchpoint and of the whole, and what it says otherwise
/// than all others.
struct SurveyGroupPage: PageContent {
  let telling: Telling
  let group: SurveyGroupFindings
  /// Its address.
  let part: String

  private var name: RichText { name(of: group) }
  private var scores: GroupScores { GroupScores(telling: telling, by: group.by, value: group.value.id) }

  func page() -> Page {
    let said = scores.sentences(of: nil)
    let title: KeyValuePairs<String, Argument> = ["group": .text(name)]
    let headline = said.first.map { w("groups.survey.of", ["group": .text(name), "sentence": .text($0.text)]) }
    let apart: Block = said.isEmpty ? .paragraph(w("groups.survey.alike")) : .list(said.map(\.text))
    let sections = [
      scoresSection(),
      Section(
        id: "apart", heading: w("groups.page.apart"),
        blocks: [apart] + (said.isEmpty ? [] : [.paragraph(w("groups.survey.corrected"))])),
      Section(
        id: "more", heading: w("groups.more"),
        blocks: [
          .link(w("groups.page.all"), page: .groups, section: "column-\(SurveyColumn.number(group.by, report))"),
          .link(w("groups.survey.satisfaction-link"), page: .satisfaction, section: "groups"),
        ]),
    ]
    return Page(
      id: .groups, part: part, language: w.language, name: w.plain("page.groups"),
      headline: headline ?? w("groups.survey.page-alike", title), lead: lead, sections: sections.compactMap { $0 })
  }

  private var lead: [RichText] {
    var lead: [RichText] = []
    if let n = group.answers.shown { lead.append(w("groups.survey.size", ["n": .count(n)])) }
    // Whether they recommend stands for the whole, where they were asked.
    if let row = scores.rows.first(where: { $0.metric == .nps && $0.touchpoint == nil && $0.question.touchpoint == nil }
    ) {
      lead.append(
        w(
          "groups.survey.recommend",
          ["score": .text(scoreText(row.own.score, .nps)), "all": .text(datum(row.all, .nps).text)]))
    }
    if group.isPersona, let persona = report.blueprint.personas.first(where: { $0.id == group.by }) {
      // Whose answers are all that is known of them are told apart by columns alone.
      let rule = PersonaRule(telling: telling, persona: persona, columns: persona.conditions.map(\.subject))
      lead.append(w("groups.page.rule", ["rule": .text(rule.words)]))
    }
    lead.append(w("groups.survey.missing-one"))
    return lead
  }

  /// The metric by which most is asked, as a figure, and everything in the table.
  private func scoresSection() -> Section? {
    let rows = scores.rows
    guard let table = scores.table(name, part: part) else { return nil }
    let metrics = QuestionMetric.allCases.map { metric in (metric, rows.filter { $0.metric == metric }) }
    guard let (metric, drawn) = metrics.max(by: { $0.1.count < $1.1.count }), drawn.count > 1 else {
      return Section(id: "scores", heading: w("groups.page.scores"), blocks: [.table(table)])
    }
    let bars = drawn.prefix(24).enumerated().map { place, row in
      BarsFigure.Bar(
        id: "\(part)-\(place)", name: row.touchpoint.map(touchpointName(id:)) ?? questionName(row.question),
        note: answers(row.own.score.n), value: datum(row.own.score, metric), low: row.own.score.value.shown?.low,
        high: row.own.score.value.shown?.high, satisfaction: shade(row.own.score, metric),
        target: row.all?.value.shown?.value)
    }
    let n = drawn.count { $0.own.difference?.isMore != nil }
    let figure = FigureBlock(
      id: "scores-\(part)",
      title: n > 0
        ? w(
          "groups.survey.figure-title",
          [
            "group": .text(name), "metric": .text(metricName(metric)), "n": .count(n), "all": .number(drawn.count),
          ])
        : w("groups.survey.figure-alike", ["group": .text(name), "metric": .text(metricName(metric))]),
      howToRead: w("groups.survey.figure-read", ["scale": .text(scaleNote(metric))]),
      figure: .bars(
        BarsFigure(style: .dots, bars: bars, maximum: metric == .nps ? 100 : 1, ticks: scoreTicks(metric))),
      table: table, base: w("base.answers", ["n": .text(answers(group.answers)), "period": .text(period)]),
      definition: "groups-scores")
    return Section(id: "scores", heading: w("groups.page.scores"), blocks: [.figure(figure)])
  }
}

/// A column that only surveys know: what each of its values says, side by side.
struct SurveyColumn: PageContent {
  let telling: Telling
  let by: String
  /// Among all columns of the page.
  let number: Int

  /// The place of a column among all columns of the page of groups.
  static func number(_ by: String, _ report: Report) -> Int {
    var columns: [String] = []
    for group in report.surveyGroups where !columns.contains(group.by) { columns.append(group.by) }
    return report.groupJourneys.count + (columns.firstIndex(of: by) ?? 0)
  }

  /// One row for each thing asked and each value, what differs above it, and the way to each value's own page.
  func section() -> Section {
    let groups = report.surveyGroups.filter { $0.by == by }
    let all = groups.map { GroupScores(telling: telling, by: by, value: $0.value.id) }
    let said = zip(groups, all).flatMap { $1.sentences(of: name(of: $0)) }
      .sorted { $0.difference > $1.difference }
    let rows = zip(groups, all).flatMap { group, scores in
      scores.rows.map { row in
        Table.Row(
          [
            text(groupName(group.value.name)), text(scores.what(row)), datum(row.own.score, row.metric),
            caption(row.own.score, row.metric), answerCount(row.own.score),
          ] + scores.differences(row))
      }
    }
    let table = Table(
      id: "scores-by-group-\(number)", caption: w("groups.survey.table", ["by": .text(byName(by))]),
      columns: [
        Table.Column(columnName(by), .name), column("satisfaction.column.measure", .text),
        column("satisfaction.column.score"), column("sieve.column.range"), column("satisfaction.column.answers"),
      ] + (all.first?.differenceColumns ?? []), rows: rows)
    let paged = pagedGroups
    let none: [Block] = [.paragraph(w("groups.survey.none", ["by": .text(byName(by))]))]
    return Section(
      id: "column-\(number)", heading: w("groups.survey.heading", ["by": .text(byName(by))]),
      blocks: (said.isEmpty ? none : [.list(said.prefix(6).map(\.text)), .paragraph(w("groups.survey.corrected"))])
        + [.paragraph(w("groups.survey.pages")), .choices(groupChoices(section: nil) { paged[$0].by == by })]
        + figure(groups, all, table))
  }

  /// The scores of all values by the metric by which most is asked, where there are two things and more to look at.
  private func figure(_ groups: [SurveyGroupFindings], _ all: [GroupScores], _ table: Table) -> [Block] {
    let rows = all.map(\.rows)
    let metrics = QuestionMetric.allCases.map { metric in (metric, rows.first?.filter { $0.metric == metric } ?? []) }
    guard groups.count > 1, let (metric, asked) = metrics.max(by: { $0.1.count < $1.1.count }), asked.count > 1 else {
      return [.table(table)]
    }
    let drawn = Array(asked.prefix(16))
    let cells = drawn.map { one in
      rows.map { own in
        own.first { $0.question.id == one.question.id && $0.touchpoint == one.touchpoint }
      }
    }
    let heat = HeatTableFigure(
      rowsTitle: w("satisfaction.column.measure"), columnsTitle: columnName(by),
      rows: drawn.map { $0.touchpoint.map(touchpointName(id:)) ?? questionName($0.question) },
      columns: groups.map { groupName($0.value.name) },
      cells: cells.map { $0.map { datum($0?.own.score, metric) } },
      shades: cells.map { $0.map { shade($0?.own.score, metric).map { $0 / 100 } } },
      outlined: cells.map { row in
        row.indices.filter { row[$0]?.own.difference?.isMore != nil }.max {
          abs(row[$0]?.own.difference?.estimate.shown?.value ?? 0)
            < abs(row[$1]?.own.difference?.estimate.shown?.value ?? 0)
        }
      })
    return [
      .figure(
        FigureBlock(
          id: "scores-by-group-\(number)", title: w("groups.survey.heat-title", ["by": .text(byName(by))]),
          howToRead: w("groups.survey.heat-read", ["metric": .text(metricName(metric))]), figure: .heatTable(heat),
          table: table, base: period, definition: "groups-scores"))
    ]
  }
}
