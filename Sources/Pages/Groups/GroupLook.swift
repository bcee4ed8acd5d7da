import Findings
import Wording

/// One look at groups of customers: at the channels they start and buy in, where they come in and are lost, what they buy first
/// and on which day. Says what sets a group apart, and draws the table.
struct GroupLook: PageContent {
  /// What is looked at.
  enum Side: String, CaseIterable {
    case started, bought, cameIn, lost, product, weekday, contact, channelCount, next, hour, season
  }

  let telling: Telling
  let groups: GroupFindings
  let side: Side
  /// The column's place among those of the look.
  let place: Int
  /// Whether groups are of customers who bought the same first, and no column's.
  var isOfProducts = false

  var look: GroupFindings.Look {
    switch side {
    case .started, .cameIn, .product, .contact, .next, .hour: groups.first
    case .bought, .lost, .weekday, .channelCount, .season: groups.second
    }
  }

  /// The figure with what stands out under it; where no difference is shown a sentence, with the numbers behind it; where nothing
  /// can be told, a sentence.
  func blocks() -> [Block] {
    let title = title
    guard look.isTold else { return [.paragraph(title)] }
    let id = isOfProducts ? "\(side.rawValue)-by-product" : "\(side.rawValue)-by-group-\(place)"
    guard look.verdict == .differ else {
      return [.paragraph(title)] + [strength].compactMap { $0 } + [.folded(w("answers.numbers"), table(id))]
    }
    let figure = HeatTableFigure(
      rowsTitle: header, columnsTitle: columnsTitle, rows: groups.groups.map(name),
      columns: look.places.map(placeName), cells: look.shares.map { $0.map(percent) },
      shades: look.shares.map { $0.map { $0.shown?.value } },
      outlined: groups.groups.indices.map { group in
        look.marks.first { $0.group == group && $0.isMore }?.place
      })
    let block = FigureBlock(
      id: id, title: title, howToRead: w("groups.\(side.rawValue).read"), figure: .heatTable(figure),
      table: table(id), base: customersBase,
      definition: isOfProducts ? "products" : side.isOfChannels ? "groups-channels" : "groups-ways")
    return [.figure(block)] + named.prefix(3).map { Block.paragraph(sentence($0)) } + [strength].compactMap { $0 }
  }

  /// What is said of the difference.
  var title: RichText {
    let by: KeyValuePairs<String, Argument> = ["by": .text(told)]
    return switch look.verdict {
    case .differ: w("groups.\(side.rawValue).differ", by)
    case .none: w("groups.\(side.rawValue).none", by)
    case .untold: w("groups.\(side.rawValue).untold", by)
    case .chosen: w("personas.chosen.\(side.rawValue)", ["persona": .text(columnTitle)])
    }
  }

  /// What sets a group apart, the largest difference first; of what stands together with others nobody is spoken of.
  func sentences(of group: Int) -> [(difference: Double, text: RichText)] {
    named.filter { $0.group == group }.map { (abs($0.own - $0.others), sentence($0)) }
  }

  /// The same as rows: what is compared, the group's share and that of the others, the difference with its range and as Cohen's h.
  func differences(of group: Int) -> [Table.Row] {
    named.filter { $0.group == group }.map { mark in
      let d = mark.difference
      return Table.Row([
        text(w("groups.\(side.rawValue).what", ["place": .text(placeName(look.places[mark.place]))])),
        Datum(value: mark.own, text: w.percent(mark.own)), Datum(value: mark.others, text: w.percent(mark.others)),
        Datum(value: d.value, text: w.signed(d.value * 100, places: 0)),
        text(w.captionRange(d.low * 100, d.high * 100, places: 0)),
        Datum(value: mark.cohensH, text: w.signed(mark.cohensH, places: 2)),
      ])
    }
  }

  /// Places of one group alone, with its shares; `nil` where there is nothing to tell.
  func ownTable(of group: Int, id: String) -> Table? {
    guard !look.places.isEmpty, !(look.customers[group].allSatisfy { $0.isZero }) else { return nil }
    return Table(
      id: id, caption: w("groups.\(side.rawValue).own", ["group": .text(name(groups.groups[group]))]),
      columns: [
        Table.Column(columnsTitle, .name), column("channels.column.customers"), column("channels.column.share"),
        column("sieve.column.range"),
      ],
      rows: look.places.enumerated().map { place, code in
        Table.Row([
          text(placeName(code)), datum(look.customers[group][place]), percent(look.shares[group][place]),
          caption(look.shares[group][place]),
        ])
      })
  }

  /// What sets groups apart at a place where more of them are than of the others.
  func sentences(at place: UInt32) -> [RichText] {
    named.filter { $0.isMore && look.places[$0.place] == place }.map(sentence)
  }

  /// The largest difference, in a sentence.
  var first: (difference: Double, text: RichText)? {
    named.first.map { (abs($0.own - $0.others), sentence($0)) }
  }

  private var named: [GroupFindings.Mark] {
    look.marks.filter { groups.groups[$0.group].value != nil && look.places[$0.place] != nil }
  }

  /// The persona's name, or the column's.
  private var columnTitle: RichText { persona(groups.column) ?? columnName(groups.column) }

  private var columnsTitle: RichText {
    switch side {
    case .started: w("channels.rows")
    case .bought: w("channels.columns")
    case .cameIn, .lost, .product, .weekday, .contact, .channelCount, .next, .hour, .season:
      w("groups.\(side.rawValue).columns")
    }
  }

  /// A group and a place that go together more, or less, than chance explains.
  private func sentence(_ mark: GroupFindings.Mark) -> RichText {
    w(
      "groups.\(side.rawValue).\(mark.isMore ? "more" : "less")",
      [
        "group": .text(name(groups.groups[mark.group])), "place": .text(placeName(look.places[mark.place])),
        "own": .text(w.percent(mark.own)), "others": .text(w.percent(mark.others)),
      ])
  }

  /// How much groups differ, in words and as a number, or how much at most.
  private var strength: Block? {
    guard let v = look.effect.shown else { return nil }
    guard let band = look.band else {
      return .paragraph(w("groups.strength-at-most", ["high": .text(w.decimal(v.high, places: 2))]))
    }
    return .paragraph(
      w(
        "groups.strength-is",
        [
          "strength": .text(w("groups.strength.\(band.rawValue)")),
          "value": .text(w.decimal(v.value, places: 2)), "range": .text(w.numberRange(v.low, v.high, places: 2)),
        ]))
  }

  /// A share in the precision of the whole table.
  private func percent(_ share: Published<Estimate>) -> Datum {
    guard let e = share.shown else { return missing(share.isHidden) }
    return Datum(value: e.value, text: w.percent(e.value), state: e.n < 30 ? .directional : .shown)
  }

  /// What tells groups apart.
  private var header: RichText { isOfProducts ? w("products.by") : columnName(groups.column) }

  /// The same as a sentence says it.
  private var told: RichText { isOfProducts ? w("products.by") : byName(groups.column) }

  func name(_ group: GroupFindings.Group) -> RichText {
    if isOfProducts, let code = group.code { return productName(code) }
    return group.value.map { w.value($0.name.text(w.language.code)) } ?? w("groups.others")
  }

  private func placeName(_ code: UInt32?) -> RichText {
    guard let code else { return w("groups.\(side.rawValue).others") }
    switch side {
    case .started, .bought: return channelName(code)
    case .cameIn, .lost: return touchpointName(Int(code))
    case .product, .next: return productName(Int(code))
    case .weekday: return w("groups.day.\(code)")
    case .hour: return w("answers.band.\(code)")
    case .contact, .channelCount, .season: return w("groups.\(side.rawValue).place.\(code)")
    }
  }

  private func productName(_ code: Int) -> RichText {
    guard code < report.products.count else { return w("groups.product.several") }
    return w.name(report.products[code].name.text(w.language.code))
  }

  private func table(_ id: String) -> Table {
    // Where groups are not shown to differ, no row of the table is marked.
    let isMarked = look.verdict == .differ
    let rows = groups.groups.enumerated().flatMap { g, group in
      look.places.enumerated().map { c, code in
        let mark = look.marks.first { $0.group == g && $0.place == c }
        let against = text(w(mark.map { "groups.mark.\($0.isMore ? "more" : "less")" } ?? "groups.mark.none"))
        return Table.Row(
          [
            text(name(group)), text(placeName(code)), datum(look.customers[g][c]), percent(look.shares[g][c]),
            caption(look.shares[g][c]),
          ] + (isMarked ? [against] : []))
      }
    }
    return Table(
      id: id, caption: w("groups.\(side.rawValue).table", ["by": .text(told)]),
      columns: [
        Table.Column(header, .name), Table.Column(columnsTitle, .text),
        column("channels.column.customers"), column("channels.column.share"), column("sieve.column.range"),
      ] + (isMarked ? [column("groups.against", .text)] : []), rows: rows)
  }
}

extension GroupLook.Side {
  fileprivate var isOfChannels: Bool {
    self == .started || self == .bought || self == .contact || self == .channelCount
  }
}
