import Findings
import Wording

extension SatisfactionPage {
  // MARK: Coming back

  /// Do those who rated high buy again? Raw, and among customers alike.
  func repurchaseSection() -> Section? {
    guard let link = surveys.repurchase else { return nil }
    let shown = link.rows.filter { $0.high.shown != nil && $0.low.shown != nil }
    guard let main = shown.max(by: { ($0.customers.shown ?? 0) < ($1.customers.shown ?? 0) }) else { return nil }
    let horizon = Argument.text(w.duration(micros: link.horizon))
    // The line of most customers is told whatever it shows, and every other whose range leaves out nothing.
    func leavesOutNone(_ row: RepurchaseLink.Row) -> Bool {
      [row.difference.shown, row.matched.shown].contains { $0.map { $0.low > 0 || $0.high < 0 } ?? false }
    }
    let told = [main] + shown.filter { $0.measure != main.measure && leavesOutNone($0) }
    var blocks = told.flatMap { againSentences($0, horizon) }
    let ways = told.compactMap { $0.difference.shown }.filter { $0.low > 0 || $0.high < 0 }.map { $0.low > 0 }
    let title =
      ways.isEmpty ? "none" : ways.count < told.count || Set(ways).count > 1 ? "some" : ways[0] ? "more" : "less"
    func cell(_ e: Estimate?) -> Datum {
      e.map { Datum(value: $0.value, text: percent($0), state: $0.n < 30 ? .directional : .shown) } ?? undefinedDatum
    }
    let rows = shown.map { row in
      Table.Row([
        text(measureName(row.measure)), datum(row.customers), cell(row.high.shown), cell(row.low.shown),
        row.difference.shown.map { text(w.signed($0.value * 100, places: 1)) } ?? undefinedDatum,
        row.difference.shown.map { text(w.pointsRange($0.low, $0.high)) } ?? undefinedDatum,
        row.matched.shown.map { text(w.signed($0.value * 100, places: 1)) } ?? undefinedDatum,
      ])
    }
    blocks.append(
      .table(
        Table(
          id: "again", caption: w("satisfaction.again-table", ["window": horizon]),
          columns: [
            column("satisfaction.column.measure", .name), column("sieve.column.customers"),
            column("satisfaction.column.high"), column("satisfaction.column.low"),
            column("satisfaction.column.difference"), column("sieve.column.range"),
            column("satisfaction.column.matched"),
          ], rows: rows)))
    return Section(id: "again", heading: w("satisfaction.again-title." + title), blocks: blocks)
  }

  /// One measure's gap, raw and among customers alike.
  private func againSentences(_ row: RepurchaseLink.Row, _ horizon: Argument) -> [Block] {
    var blocks: [Block] = []
    if let high = row.high.shown, let low = row.low.shown, let difference = row.difference.shown,
      let customers = row.customers.shown
    {
      let isShown = difference.low > 0 || difference.high < 0
      blocks.append(
        .paragraph(
          w(
            isShown ? "satisfaction.again" : "satisfaction.again-none",
            [
              "high": .text(percent(high)), "low": .text(percent(low)), "window": horizon,
              "points": .text(w.points(difference.value, base: 1_000)),
              "range": .text(w.pointsRange(difference.low, difference.high)), "n": .count(customers),
              "measure": .text(measureWords(row.measure)),
            ])))
    }
    if let matched = row.matched.shown {
      let isShown = matched.low > 0 || matched.high < 0
      blocks.append(
        .paragraph(
          w(
            isShown ? "satisfaction.again-matched" : "satisfaction.again-matched-none",
            [
              "points": .text(w.points(matched.value, base: 1_000)),
              "range": .text(w.pointsRange(matched.low, matched.high)),
            ])))
    }
    return blocks
  }

  // MARK: Consistency

  /// One experience or several: departments and channels of the measure with most answers beside each other.
  func consistencySections() -> [Section] {
    let shown = surveys.consistency.filter { $0.units.count { $0.score.state == .solid } > 1 }
    guard let first = shown.first else { return [] }
    var blocks: [Block] = []
    let figure = consistencyFigure(first, "consistency")
    if let other = shown.first(where: { $0.between != first.between && $0.measure == first.measure }) {
      blocks.append(.pair(figure, consistencyFigure(other, "consistency-2")))
    } else {
      blocks.append(.figure(figure))
    }
    if let wide = first.wideGapShare.shown, let n = first.customersRatingTwo.shown {
      blocks.append(
        .paragraph(
          w(
            first.between == .departments
              ? "satisfaction.consistency-gap" : "satisfaction.consistency-gap-channels",
            ["n": .count(n), "share": .text(percent(wide))])))
    }
    let asked = surveys.questions.filter {
      $0.subject == .consistency && $0.overall.value.shown != nil && $0.measure.metric != .nps
    }
    blocks += asked.prefix(3).map { question in
      let metric = question.measure.metric
      let score: KeyValuePairs<String, Argument> = [
        "question": .text(question.wording.map { w.name($0.text(w.language.code)) } ?? questionName(question)),
        "value": .text(datum(question.overall, metric).text), "range": .text(range(question.overall, metric)),
        "answers": .text(answers(question.overall.n)),
      ]
      return Block.paragraph(
        w(
          question.wording == nil ? "satisfaction.consistency-same-everywhere" : "satisfaction.consistency-asked", score
        ))
    }
    return [Section(id: "consistency", heading: w("satisfaction.consistency-heading"), blocks: blocks)]
  }

  private func consistencyFigure(_ result: ConsistencyResult, _ id: String) -> FigureBlock {
    let isDepartments = result.between == .departments
    let isShown = (result.pValue ?? 1) < 0.05
    func unit(_ id: String?) -> CutScore? { result.units.first { $0.id == id } }
    let title: RichText =
      if let low = unit(result.lowest?.id), let high = unit(result.highest?.id), isShown,
        low.score.state == .solid, high.score.state == .solid
      {
        w(
          isDepartments ? "satisfaction.consistency-differ" : "satisfaction.consistency-differ-channels",
          [
            "low": .text(surveyName(low.id)), "low-score": .text(indexDatum(low.score).text),
            "high": .text(surveyName(high.id)), "high-score": .text(indexDatum(high.score).text),
          ])
      } else if isShown {
        // They differ, but those that stand out have too few answers to be named.
        w(isDepartments ? "satisfaction.consistency-unnamed" : "satisfaction.consistency-unnamed-channels")
      } else {
        w(isDepartments ? "satisfaction.consistency-same" : "satisfaction.consistency-same-channels")
      }
    let units = result.units.sorted {
      ($0.score.index.shown?.value ?? 999, $0.id) < ($1.score.index.shown?.value ?? 999, $1.id)
    }
    let bars = units.prefix(20).map { unit in
      BarsFigure.Bar(
        id: unit.id, name: surveyName(unit.id),
        note: unit.score.state == .hidden
          ? w("satisfaction.fewer-than", ["k": .number(report.blueprint.privacy.ratings)]) : answers(unit.score.n),
        value: indexDatum(unit.score), low: unit.score.index.shown?.low, high: unit.score.index.shown?.high,
        satisfaction: unit.score.index.shown?.value)
    }
    let rows = units.map { unit in
      Table.Row([
        text(surveyName(unit.id)), indexDatum(unit.score),
        unit.score.index.shown.map { text(w.captionRange($0.low, $0.high, places: 0)) } ?? undefinedDatum,
        answerCount(unit.score),
      ])
    }
    let read: RichText =
      result.index.map { w("satisfaction.consistency-read", ["index": .number(Int($0.rounded()))]) }
      ?? w("satisfaction.consistency-read-none")
    return FigureBlock(
      id: id, title: title, howToRead: read,
      figure: .bars(
        BarsFigure(
          style: .dots, bars: bars, maximum: 100,
          ticks: [0, 25, 50, 75, 100].map { Datum(value: Double($0), text: w.number($0)) })),
      table: Table(
        id: id,
        caption: w(isDepartments ? "satisfaction.consistency-table" : "satisfaction.consistency-table-channels"),
        columns: [
          isDepartments ? column("sieve.column.department", .name) : column("sieve.column.channel", .name),
          column("satisfaction.column.index"), column("sieve.column.range"), column("satisfaction.column.answers"),
        ], rows: rows),
      base: measureName(result.measure) + " · " + answers(result.units.map(\.score.n)),
      definition: "consistency")
  }

  // MARK: Leavers

  /// What those who left had rated, beside those who went on.
  func leaversSection() -> Section? {
    let shown = surveys.leavers.filter { $0.left.index.shown != nil && $0.stayed.index.shown != nil }
    guard !shown.isEmpty else { return nil }
    let lower = shown.filter { ($0.difference.shown?.high ?? 0) < 0 }
      .sorted { ($0.difference.shown?.value ?? 0, $0.touchpoint) < ($1.difference.shown?.value ?? 0, $1.touchpoint) }
    let higher = shown.filter { ($0.difference.shown?.low ?? 0) > 0 }
    var blocks: [Block] = lower.compactMap { row in
      guard let difference = row.difference.shown, let n = row.left.n.shown else { return nil }
      return .paragraph(
        w(
          "satisfaction.leavers",
          [
            "name": .text(spokenName(id: row.touchpoint)), "left": .text(indexDatum(row.left).text),
            "stayed": .text(indexDatum(row.stayed).text),
            "points": .text(w("satisfaction.points", ["n": .count(Int(abs(difference.value).rounded()))])),
            "range": .text(w.numberRange(-difference.high, -difference.low, places: 0)), "n": .count(n),
          ]))
    }
    if !higher.isEmpty {
      blocks.append(
        .paragraph(
          w(
            "satisfaction.leavers-higher",
            [
              "n": .count(higher.count), "names": .text(w.list(higher.map { spokenName(id: $0.touchpoint) })),
            ])))
    }
    if lower.isEmpty {
      blocks.append(.paragraph(w("satisfaction.leavers-none")))
    }
    blocks.append(.paragraph(w("satisfaction.leavers-read")))
    let rows = shown.map { row in
      Table.Row([
        touchpointCell(row.touchpoint), text(measureName(row.measure)), indexDatum(row.left),
        answerCount(row.left), indexDatum(row.stayed), answerCount(row.stayed),
        row.difference.shown.map { text(w.signed(Int($0.value.rounded()))) } ?? undefinedDatum,
        row.difference.shown.map { text(signedRange($0.low, $0.high)) } ?? undefinedDatum,
      ])
    }
    blocks.append(
      .table(
        Table(
          id: "leavers", caption: w("satisfaction.leavers-table"),
          columns: [
            column("sieve.column.touchpoint", .name), column("satisfaction.column.measure", .text),
            column("satisfaction.column.left"), column("satisfaction.column.answers"),
            column("satisfaction.column.stayed"), column("satisfaction.column.answers"),
            column("satisfaction.column.difference"), column("sieve.column.range"),
          ], rows: rows)))
    return Section(id: "leavers", heading: w("satisfaction.leavers-title"), blocks: blocks)
  }

  // MARK: Words and answers

  /// Terms by which those who rated low and high differ; quotes only from the consultant's own list.
  func wordsSection() -> Section? {
    func rows(_ name: RichText, _ terms: [KeyTerm]) -> [Table.Row] {
      terms.prefix(8).map { term in
        Table.Row([
          text(name), text(termText(term)),
          text(w(term.isTypicalOfLow ? "satisfaction.words.low" : "satisfaction.words.high")), datum(term.customers),
        ])
      }
    }
    let rows = surveys.terms.flatMap { group in
      switch group.about {
      case .everything: rows(w("satisfaction.words.all"), group.terms)
      case .department(let id): rows(surveyName(id), group.terms)
      case .touchpoint(let id): rows(touchpointName(id: id), group.terms)
      }
    }
    let quotes: [Block] = report.blueprint.notes.compactMap { note in
      guard note.isQuote, case .touchpoint(let id) = note.place else { return nil }
      return .note(
        text: touchpointName(id: id) + ": " + w.name(note.text.text(w.language.code)), attribution: attribution(note))
    }
    guard !rows.isEmpty || !quotes.isEmpty else { return nil }
    var blocks: [Block] = []
    if !rows.isEmpty {
      blocks += [
        .list(termLines()), .paragraph(w("satisfaction.words-read", ["k": .number(report.blueprint.privacy.ratings)])),
        .folded(
          w("answers.numbers"),
          Table(
            id: "words", caption: w("satisfaction.words-table"),
            columns: [
              column("satisfaction.column.about", .name), column("satisfaction.column.term", .text),
              column("satisfaction.column.who", .text), column("satisfaction.column.people"),
            ], rows: rows)),
      ]
    }
    return Section(id: "words", heading: w("satisfaction.words-title"), blocks: blocks + quotes)
  }

  /// The words that stand out at each touchpoint, that with the lowest score first; where none stand out at any, of all answers.
  private func termLines() -> [RichText] {
    let ranks = ranked.flatMap { $0.touchpoints.map(\.id) }
    func rank(_ group: TermGroup) -> Int? {
      guard !group.terms.isEmpty, case .touchpoint(let id) = group.about else { return nil }
      return ranks.firstIndex(of: id) ?? ranks.count
    }
    func line(_ name: RichText, _ terms: [KeyTerm]) -> RichText {
      func words(_ isLow: Bool) -> RichText? {
        let own = terms.filter { $0.isTypicalOfLow == isLow }.prefix(5).map(termText)
        guard !own.isEmpty else { return nil }
        return w(isLow ? "satisfaction.words-low" : "satisfaction.words-high", ["terms": .text(w.list(own))])
      }
      return w(
        "satisfaction.words-of",
        [
          "name": .text(name),
          "words": .text(
            [words(true), words(false)].compactMap(\.self).reduce(RichText()) { $0.isEmpty ? $1 : $0 + "; " + $1 }),
        ])
    }
    let placed = surveys.terms.enumerated().compactMap { place, group in rank(group).map { ($0, place, group) } }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    guard placed.isEmpty else {
      return placed.prefix(6).compactMap { _, _, group in
        guard case .touchpoint(let id) = group.about else { return nil }
        return line(touchpointName(id: id), group.terms)
      }
    }
    return surveys.terms.filter { $0.about == .everything && !$0.terms.isEmpty }.map {
      line(w("satisfaction.words.all"), $0.terms)
    }
  }

  /// Who was asked and who answered.
  func responsesSection() -> Section? {
    guard !surveys.responses.isEmpty else { return nil }
    let rows = surveys.responses.map { response in
      Table.Row([
        text(w.name(response.survey)), text(typeName(response.type)),
        response.invited == .undefined ? text(w("satisfaction.unknown")) : datum(response.invited),
        datum(response.answered),
        response.rate.shown.map { Datum(value: $0.value, text: percent($0)) } ?? undefinedDatum,
        response.firstDay.map { text(w.shortDate($0.year, $0.month, $0.day)) } ?? undefinedDatum,
        response.lastDay.map { text(w.shortDate($0.year, $0.month, $0.day)) } ?? undefinedDatum,
      ])
    }
    return Section(
      id: "responses", heading: w("satisfaction.responses-title"),
      blocks: [
        .paragraph(w("satisfaction.responses-read")),
        .table(
          Table(
            id: "responses", caption: w("satisfaction.responses-table"),
            columns: [
              column("satisfaction.column.survey", .name), column("satisfaction.column.type", .text),
              column("satisfaction.column.invited"), column("satisfaction.column.answered"),
              column("satisfaction.column.rate"), column("satisfaction.column.first"),
              column("satisfaction.column.last"),
            ], rows: rows)),
      ])
  }
}
