import Findings
import Wording

// Who answers the company, and in which channels further journeys begin.
extension ChannelsPage {
  /// `nil` where the company contacts nobody, or nothing may be told of it.
  func answersSection() -> Section? {
    let told = report.answers.enumerated().filter { !$0.element.rows.isEmpty }
    guard !told.isEmpty else { return nil }
    var blocks: [Block] = [
      .paragraph(w("answers.lead", ["window": .text(w.duration(micros: report.blueprint.windows.response))]))
    ]
    for (place, own) in told where own.rows.count > 1 { blocks += looked(at: own, place) }
    // Of one channel and one part of the day there is nothing to compare.
    guard blocks.count > 1 else { return nil }
    if !report.waiting.points.isEmpty {
      blocks.append(.link(w("answers.waiting-link"), page: .funnelAndSieve, section: "waiting"))
    }
    return Section(id: "answers", heading: w("answers.heading"), blocks: blocks)
  }

  /// A figure where rows differ, else a line, with the numbers behind it.
  private func looked(at own: AnswerFindings, _ place: Int) -> [Block] {
    let title = w("answers.\(key(own)).\(own.verdict.rawValue)", ["by": .text(by(own))])
    let table = table(own, "answers-\(place)")
    guard own.verdict == .differ else { return [.paragraph(title), .folded(w("answers.numbers"), table)] }
    let bars = own.rows.enumerated().compactMap { number, row -> BarsFigure.Bar? in
      guard let share = row.share.shown else { return nil }
      return BarsFigure.Bar(
        id: "answers-\(place)-\(number)", name: name(row, own.subject),
        note: w("return.ring-note", ["n": .number(share.n)]),
        value: datum(row.share), low: share.low, high: share.high, tone: .back)
    }
    let figure = FigureBlock(
      id: "answers-\(place)", title: title, howToRead: w("answers.read"),
      figure: .bars(BarsFigure(style: .dots, bars: bars, maximum: 1, ticks: shareTicks)), table: table,
      base: customersBase, definition: "answers")
    let said = own.rows.compactMap { row -> Block? in
      guard let isMore = row.isMore, row.code != nil || row.value != nil, let share = row.share.shown else {
        return nil
      }
      return .paragraph(
        w(
          isMore ? "answers.more" : "answers.less",
          ["name": .text(name(row, own.subject)), "share": .text(percent(share)), "range": .text(range(share))]))
    }
    return [.figure(figure)] + said
  }

  private func key(_ own: AnswerFindings) -> String {
    switch own.subject {
    case .channel: "channel"
    case .hour: "hour"
    case .column: "group"
    }
  }

  private func by(_ own: AnswerFindings) -> RichText {
    if case .column(let header) = own.subject { columnName(header) } else { RichText() }
  }

  private func name(_ row: AnswerFindings.Row, _ subject: AnswerFindings.Subject) -> RichText {
    switch subject {
    case .channel: row.code.map(channelName) ?? w("groups.started.others")
    case .hour: row.code.map { w("answers.band.\($0)") } ?? w("groups.others")
    case .column: row.value.map { w.name($0.name.text(w.language.code)) } ?? w("groups.others")
    }
  }

  private func table(_ own: AnswerFindings, _ id: String) -> Table {
    let first: RichText =
      switch own.subject {
      case .channel: w("channels.column.channel")
      case .hour: w("answers.column.hour")
      case .column(let header): columnName(header)
      }
    let rows = own.rows.map { row in
      Table.Row([
        text(name(row, own.subject)), datum(row.contacted), datum(row.share), caption(row.share),
        text(w(row.isMore.map { "groups.mark.\($0 ? "more" : "less")" } ?? "groups.mark.none")),
      ])
    }
    return Table(
      id: id, caption: w("answers.table", ["by": .text(first)]),
      columns: [
        Table.Column(first, .name), column("answers.column.contacted"), column("answers.column.answered"),
        column("sieve.column.range"), column("answers.column.against", .text),
      ], rows: rows)
  }

  /// Those whom the company first contacted in a channel, and who of them answered.
  func answered(in place: UInt32) -> [RichText] {
    report.answers.filter { $0.subject == .channel }.flatMap(\.rows).filter { $0.code == place }.compactMap { row in
      row.share.shown.map {
        w("answers.card", ["n": .count($0.n), "share": .text(percent($0)), "range": .text(range($0))])
      }
    }
  }

  /// In which channels first, second and later journeys begin: what differs, and the numbers behind a line; nothing where nobody
  /// has a second one.
  func journeyNumbers() -> [Block] {
    let own = report.journeyNumbers
    guard own.rows.count > 1, own.rows.contains(where: { !$0.second.isZero }) else { return [] }
    let words = FirstAndLaterWords(
      table: "journey-number.table", place: "channels.rows", first: "journey-number.first",
      second: "journey-number.second", later: "journey-number.later", more: "journey-number.more",
      less: "journey-number.less")
    let table = firstAndLaterTable(own, id: "journey-numbers", words) { channelName($0.place) }
    let said = firstAndLaterSentences(own.rows, words) { channelName($0.place) }
    return [.paragraph(w("journey-number.\(own.verdict.rawValue)"))] + said.prefix(3).map { .paragraph($0) }
      + [.folded(w("journey-number.numbers"), table)]
  }
}
