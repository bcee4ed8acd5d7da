import Findings
import Wording

/// What one group says, each score beside what all others say of the same.
struct GroupScores: PageContent {
  let telling: Telling
  /// The column, or the persona's id, and the value.
  let by: String
  let value: String

  /// One thing that was asked.
  struct Row {
    let question: QuestionScores
    /// Where rows name touchpoints, the one that it is about.
    let touchpoint: String?
    let own: CutScore
    /// Of everybody.
    let all: Score?

    var metric: QuestionMetric { question.measure.metric }
  }

  /// In the order of the questions, and of touchpoints within each.
  var rows: [Row] {
    surveys.questions.flatMap { question -> [Row] in
      guard let group = question.byGroup.first(where: { $0.by == by }) else { return [] }
      func row(_ values: [CutScore], _ touchpoint: String?, _ all: Score?) -> Row? {
        values.first { $0.id == value }.map { Row(question: question, touchpoint: touchpoint, own: $0, all: all) }
      }
      let places = group.byTouchpoint.compactMap { cut in
        row(cut.values, cut.touchpoint, question.byTouchpoint.first { $0.id == cut.touchpoint }?.score)
      }
      return [row(group.values, nil, question.overall)].compactMap { $0 } + places
    }
  }

  /// What was asked: "Wi-Fi (CSAT)"; of a question that nothing else is known of, its metric.
  func what(_ row: Row) -> RichText {
    let question = row.question
    if row.touchpoint == nil, question.touchpoint == nil, question.department == nil, question.subject == nil,
      question.wording == nil
    {
      return metricName(row.metric)
    }
    return w(
      "groups.survey.what",
      [
        "name": .text(row.touchpoint.map(touchpointName(id:)) ?? questionName(row.question)),
        "metric": .name(metricMark(row.metric)),
      ])
  }

  /// What sets the group apart, the largest difference first; those of an NPS count half, since its scale is twice as long.
  ///
  /// - Parameter group: its name, to begin with; `nil` on its own page.
  func sentences(of group: RichText?) -> [(difference: Double, text: RichText)] {
    let found = rows.compactMap { row -> (difference: Double, text: RichText)? in
      guard let difference = row.own.difference, let isMore = difference.isMore, let e = difference.estimate.shown
      else { return nil }
      let scale = row.metric == .nps ? 1.0 : 100
      let ends = [e.low, e.high].map { abs($0 * scale) }.sorted()
      let sentence = w(
        isMore ? "groups.survey.more" : "groups.survey.less",
        [
          "what": .text(what(row)), "own": .text(datum(row.own.score, row.metric).text),
          "points": .text(w("satisfaction.points", ["n": .count(Int((abs(e.value) * scale).rounded()))])),
          "range": .text(w.numberRange(Int(ends[0].rounded()), Int(ends[1].rounded()))),
        ])
      let text = group.map { w("groups.survey.of", ["group": .text($0), "sentence": .text(sentence)]) } ?? sentence
      return (abs(e.value) * scale / (row.metric == .nps ? 200 : 100), text)
    }
    return found.enumerated().sorted {
      $0.element.difference != $1.element.difference
        ? $0.element.difference > $1.element.difference : $0.offset < $1.offset
    }.map(\.element)
  }

  /// All scores of the group; `nil` without any.
  ///
  /// - Parameters:
  ///   - name: what the group is called.
  ///   - part: its address.
  func table(_ name: RichText, part: String) -> Table? {
    let rows = rows
    guard !rows.isEmpty else { return nil }
    return Table(
      id: "scores-\(part)", caption: w("groups.page.scores-table", ["group": .text(name)]),
      columns: [
        column("satisfaction.column.measure", .name), column("satisfaction.column.score"),
        column("sieve.column.range"), column("satisfaction.column.answers"), column("groups.column.everyone"),
      ] + differenceColumns,
      rows: rows.map { row in
        let named =
          row.touchpoint.map { touchpointName(id: $0) + " · " + measureName(row.question.measure) }
          ?? questionMeasure(row.question)
        return Table.Row(
          [
            text(named), datum(row.own.score, row.metric), caption(row.own.score, row.metric),
            answerCount(row.own.score), datum(row.all, row.metric),
          ] + differences(row))
      })
  }

  /// How far a group is from all others, with the range, and whether that holds.
  var differenceColumns: [Table.Column] {
    [column("groups.survey.difference"), column("sieve.column.range"), column("groups.survey.against", .text)]
  }

  /// What stands in them.
  func differences(_ row: Row) -> [Datum] {
    guard let difference = row.own.difference else {
      return [undefinedDatum, undefinedDatum, text(w("groups.survey.few"))]
    }
    guard let e = difference.estimate.shown else {
      return [missing(true), missing(true), text(w("hidden.cell"))]
    }
    let scale = row.metric == .nps ? 1.0 : 100
    return [
      Datum(value: e.value * scale, text: w.signed(e.value * scale, places: 0)),
      text(w.captionRange(e.low * scale, e.high * scale, places: 0)),
      text(w(difference.isMore.map { "groups.survey.mark.\($0 ? "more" : "less")" } ?? "groups.mark.none")),
    ]
  }
}
