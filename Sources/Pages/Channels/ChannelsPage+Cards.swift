import Findings
import Wording

// Channel by channel: who uses it, from where they come and to where they go, what they say of it.
extension ChannelsPage {
  /// `nil` where no channel has many customers, or there is one only.
  func cards() -> Section? {
    let use = report.channels.use
    guard use.cards.count > 1 else { return nil }
    var blocks: [Block] = []
    if let only = use.onlyOneShare.shown {
      blocks.append(
        .paragraph(w("channels.only-one", ["share": .text(percent(only)), "range": .text(range(only))])))
    }
    blocks.append(
      .definitions(use.cards.enumerated().map { ("channel-\($0 + 1)", channelName($1.place), said($1)) }))
    blocks.append(.folded(w("channels.cards-numbers"), table(use)))
    return Section(id: "channel-cards", heading: w("channels.cards-heading"), blocks: blocks)
  }

  private func said(_ card: ChannelUseFindings.Card) -> [RichText] {
    var said: [RichText] = []
    if let n = card.customers.shown, let share = card.share.shown {
      said.append(
        w(
          "channels.card.who",
          ["n": .count(n), "share": .text(percent(share)), "range": .text(range(share))]))
    }
    let began = part(w("channels.card.began"), card.customers, card.started)
    let from = began + neighbours(card.fromShares)
    if !from.isEmpty { said.append(w("channels.card.from", ["list": .text(w.list(from))])) }
    let to =
      neighbours(card.toShares)
      + (card.endedShare.shown.map { [entry(w("channels.card.nowhere"), $0)] } ?? [])
    if !to.isEmpty { said.append(w("channels.card.to", ["list": .text(w.list(to))])) }
    if let only = card.onlyShare.shown, only.value > 0 {
      said.append(w("channels.card.only", ["share": .text(percent(only)), "range": .text(range(only))]))
    }
    return said + answered(in: card.place) + groups(card.place) + scores(card.place)
  }

  /// Those who began here, of all here.
  private func part(_ name: RichText, _ whole: Published<Int>, _ part: Published<Int>) -> [RichText] {
    guard let share = report.share(part, of: whole).shown, share.value > 0 else { return [] }
    return [entry(name, share)]
  }

  private func entry(_ name: RichText, _ share: Estimate) -> RichText {
    w("channels.card.entry", ["name": .text(name), "share": .text(percent(share))])
  }

  /// The three channels most came from, or went to.
  private func neighbours(_ shares: [Published<Estimate>]) -> [RichText] {
    let cards = report.channels.use.cards
    return shares.enumerated().compactMap { place, share in share.shown.map { (place, $0) } }
      .filter { $0.1.value >= 0.01 }.sorted { ($1.1.value, $0.0) < ($0.1.value, $1.0) }.prefix(3)
      .map { entry(channelName(cards[$0.0].place), $0.1) }
  }

  /// Groups of customers more of whom begin or buy here than of the others.
  private func groups(_ channel: UInt32) -> [RichText] {
    report.groups.enumerated().flatMap { place, groups in
      (report.hasPurchases ? [GroupLook.Side.started, .bought] : [.started]).flatMap { side in
        GroupLook(telling: telling, groups: groups, side: side, place: place).sentences(at: channel)
      }
    }
  }

  /// What customers say of touchpoints of this channel, where channels are measured alike.
  private func scores(_ place: UInt32) -> [RichText] {
    let ids = report.catalog.channels.indices.filter { report.catalog.channelPlaces[$0] == place }
      .map { report.catalog.channels[$0].id }
    // A channel's own name is the card's.
    let key = ids.count > 1 ? "channels.card.score-of" : "channels.card.score"
    return surveys.consistency.filter { $0.between == .channels }.flatMap { result in
      result.units.filter { unit in ids.contains { $0 == unit.id } && unit.score.state == .solid }.map { unit in
        w(
          key,
          [
            "measure": .text(measureName(result.measure)),
            "value": .text(datum(unit.score, result.measure.metric).text),
            "range": .text(range(unit.score, result.measure.metric)), "answers": .text(answers(unit.score.n)),
            "name": .text(surveyName(unit.id)),
          ])
      }
    }
  }

  private func table(_ use: ChannelUseFindings) -> Table {
    let rows = use.cards.map { card in
      Table.Row([
        text(channelName(card.place)), datum(card.customers), datum(card.share), caption(card.share),
        datum(card.started), datum(card.bought), datum(card.only), datum(card.onlyShare), caption(card.onlyShare),
      ])
    }
    return Table(
      id: "channel-cards", caption: w("channels.cards-table"),
      columns: [
        column("channels.column.channel", .name), column("channels.column.customers"),
        column("channels.column.share"), column("sieve.column.range"), column("channels.column.began"),
        column("channels.column.bought"), column("channels.column.only"), column("channels.column.share"),
        column("sieve.column.range"),
      ], rows: rows)
  }
}
