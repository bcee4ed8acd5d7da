import Findings
import Wording

// Which channels each group of customers starts and buys in.
extension ChannelsPage {
  /// Whether a look is at where customers started, or at where they bought.
  private enum Side: String {
    case started, bought
  }

  /// By each column of `groups`; `nil` where there is none.
  func byGroup() -> Section? {
    let blocks = report.groups.enumerated().flatMap { place, groups in
      [(Side.started, groups.started), (.bought, groups.bought)].flatMap { side, look in
        // Where nobody bought, there is nothing to look at.
        side == .bought && !report.hasPurchases ? [] : self.blocks(groups, look, side, place)
      }
    }
    guard !blocks.isEmpty else { return nil }
    let isTold = report.groups.contains { $0.started.isTold || $0.bought.isTold }
    return Section(
      id: "by-group", heading: w("channels.group.heading"),
      blocks: blocks + (isTold ? [.paragraph(w("channels.group.no-preference"))] : []))
  }

  private func blocks(_ groups: GroupFindings, _ look: GroupFindings.Look, _ side: Side, _ place: Int) -> [Block] {
    let by: KeyValuePairs<String, Argument> = ["by": .text(columnName(groups.column))]
    let title =
      switch look.verdict {
      case .differ: w("channels.group.\(side.rawValue).differ", by)
      case .none: w("channels.group.\(side.rawValue).none", by)
      case .untold: w("channels.group.\(side.rawValue).untold", by)
      }
    guard look.isTold else { return [.paragraph(title)] }
    let figure = HeatTableFigure(
      rowsTitle: columnName(groups.column), columnsTitle: columnsTitle(side), rows: groups.groups.map(name),
      columns: look.channels.map(channel), cells: look.shares.map { $0.map(percent) },
      shades: look.shares.map { $0.map { $0.shown?.value } },
      outlined: groups.groups.indices.map { group in
        look.marks.first { $0.group == group && $0.isMore }?.channel
      })
    let id = "\(side.rawValue)-by-group-\(place)"
    let block = FigureBlock(
      id: id, title: title, howToRead: w("channels.group.read"), figure: .heatTable(figure),
      table: table(groups, look, side, id), base: customersBase, definition: "groups-channels")
    // Of what stands together with others nobody is spoken of.
    let named = look.marks.filter { groups.groups[$0.group].value != nil && look.channels[$0.channel] != nil }
    let marks = named.prefix(3).map { Block.paragraph(sentence($0, groups, look, side)) }
    return [.figure(block)] + marks + [strength(look)].compactMap { $0 }
  }

  private func columnsTitle(_ side: Side) -> RichText {
    switch side {
    case .started: w("channels.rows")
    case .bought: w("channels.columns")
    }
  }

  /// A group and a channel that go together more, or less, than chance explains.
  private func sentence(
    _ mark: GroupFindings.Mark, _ groups: GroupFindings, _ look: GroupFindings.Look, _ side: Side
  ) -> RichText {
    w(
      "channels.group.\(side.rawValue).\(mark.isMore ? "more" : "less")",
      [
        "group": .text(name(groups.groups[mark.group])), "channel": .text(channel(look.channels[mark.channel])),
        "own": .text(w.percent(mark.own)), "others": .text(w.percent(mark.others)),
      ])
  }

  /// How much groups differ, in words and as a number, or how much at most.
  private func strength(_ look: GroupFindings.Look) -> Block? {
    guard let v = look.effect.shown else { return nil }
    guard let band = look.band else {
      return .paragraph(w("channels.group.strength-at-most", ["high": .text(w.decimal(v.high, places: 2))]))
    }
    return .paragraph(
      w(
        "channels.group.strength-is",
        [
          "strength": .text(w("channels.group.strength.\(band.rawValue)")),
          "value": .text(w.decimal(v.value, places: 2)), "range": .text(w.numberRange(v.low, v.high, places: 2)),
        ]))
  }

  /// A share in the precision of the whole table.
  private func percent(_ share: Published<Estimate>) -> Datum {
    guard let e = share.shown else { return missing(share.isHidden) }
    return Datum(value: e.value, text: w.percent(e.value), state: e.n < 30 ? .directional : .shown)
  }

  private func name(_ group: GroupFindings.Group) -> RichText {
    group.value.map { w.name($0.name.text(w.language.code)) } ?? w("channels.group.others")
  }

  private func channel(_ code: UInt32?) -> RichText { code.map(channelName) ?? w("channels.group.other-channels") }

  private func table(_ groups: GroupFindings, _ look: GroupFindings.Look, _ side: Side, _ id: String) -> Table {
    let rows = groups.groups.enumerated().flatMap { g, group in
      look.channels.enumerated().map { c, code in
        let mark = look.marks.first { $0.group == g && $0.channel == c }
        return Table.Row([
          text(name(group)), text(channel(code)), datum(look.customers[g][c]), percent(look.shares[g][c]),
          caption(look.shares[g][c]),
          text(w(mark.map { "channels.group.mark.\($0.isMore ? "more" : "less")" } ?? "channels.group.mark.none")),
        ])
      }
    }
    return Table(
      id: id, caption: w("channels.group.\(side.rawValue).table", ["by": .text(columnName(groups.column))]),
      columns: [
        Table.Column(columnName(groups.column), .name), Table.Column(columnsTitle(side), .text),
        column("channels.column.customers"), column("channels.column.share"), column("sieve.column.range"),
        column("channels.group.against", .text),
      ], rows: rows)
  }
}
