import Findings
import Wording

/// What channels, offers and the club cost, and what comes of it.
extension ComingBackPage {
  /// Channels and offers that cost something; empty without costs.
  func costSections() -> [Section] {
    guard let costs = report.costs else { return [] }
    var sections: [Section] = []
    if !costs.channels.isEmpty {
      sections.append(
        Section(
          id: "costs", heading: heading(costs.channels),
          blocks: [
            .paragraph(w("costs.read", ["window": .text(window), "basis": .text(moneyBasis)]))
          ] + costs.channels.prefix(3).compactMap { sentence($0).map { .paragraph($0) } }
            + [.table(table(costs.channels))]))
    }
    if !costs.offers.isEmpty {
      sections.append(
        Section(
          id: "offer-costs", heading: w("costs.offers.title"),
          blocks: costs.offers.map { .paragraph(sentence($0)) } + [.paragraph(w("costs.offers.read"))]))
    }
    return sections
  }

  /// Which channels are paid back within the horizon, or are not.
  private func heading(_ channels: [CostFindings.Channel]) -> RichText {
    func names(_ verdict: CostFindings.Verdict) -> RichText? {
      let own = channels.filter { $0.verdict == verdict }
      return own.isEmpty ? nil : w.list(own.map { channelName($0.code) })
    }
    if let names = names(.notYet) { return w("costs.title.not-yet", ["window": .text(window), "names": .text(names)]) }
    if let names = names(.paidBack) {
      return w("costs.title.paid-back", ["window": .text(window), "names": .text(names)])
    }
    return w("costs.title.open")
  }

  /// What a first purchase costs, how many pay it back, and what came within the horizon.
  private func sentence(_ own: CostFindings.Channel) -> RichText? {
    guard let cost = own.perFirst.shown, let first = own.first.shown else { return nil }
    var text = w(
      "costs.channel",
      [
        "name": .text(channelName(own.code)), "cost": .text(money(cost.value)), "range": .text(moneyRange(cost)),
        "n": .number(first),
      ])
    guard let each = own.perPurchase.shown, let needed = own.needed.shown else { return text }
    text =
      text + " "
      + w(
        "costs.needed",
        [
          "each": .text(money(each.value)), "needed": .text(w.decimal(needed.value, places: 1)),
          "range": .text(w.numberRange(needed.low, needed.high, places: 1)),
        ])
    guard let within = own.within.shown, let bought = own.bought.shown else { return text }
    return text + " "
      + w(
        "costs.within",
        [
          "window": .text(window), "bought": .text(w.decimal(bought.value, places: 1)),
          "money": .text(money(within.value)), "range": .text(moneyRange(within)),
        ])
  }

  private func table(_ channels: [CostFindings.Channel]) -> Table {
    func amount(_ estimate: Published<Estimate>) -> [Datum] {
      guard let e = estimate.shown else { return [missing(estimate.isHidden), missing(estimate.isHidden)] }
      return [Datum(value: e.value, text: money(e.value)), text(moneyRange(e))]
    }
    let rows = channels.map { own in
      let needed = own.needed.shown
      let none = missing(own.needed.isHidden)
      return Table.Row(
        [
          text(channelName(own.code)), Datum(value: own.cost, text: money(own.cost)), datum(own.first),
        ] + amount(own.perFirst) + [
          amount(own.perPurchase)[0],
          needed.map { Datum(value: $0.value, text: w.decimal($0.value, places: 1)) } ?? none,
          needed.map { text(w.captionRange($0.low, $0.high, places: 1)) } ?? none,
        ] + amount(own.within))
    }
    return Table(
      id: "costs", caption: w("costs.table"),
      columns: [
        column("costs.column.channel", .name), column("costs.column.cost"), column("costs.column.first"),
        column("costs.column.per-first"), column("sieve.column.range"), column("costs.column.per-purchase"),
        column("costs.column.needed"), column("sieve.column.range"),
        Table.Column(w("costs.column.within", ["window": .text(window)]), .number), column("sieve.column.range"),
      ], rows: rows)
  }

  /// What an offer gave away, and what each more that bought cost.
  private func sentence(_ own: CostFindings.Offer) -> RichText {
    let name = w.name(own.name.name.text(w.language.code))
    guard let taken = own.taken.shown, let given = own.given.shown else {
      return w("costs.offers.hidden", ["name": .text(name), "each": .text(money(own.each))])
    }
    let text = w(
      "costs.offers.given",
      [
        "name": .text(name), "each": .text(money(own.each)), "n": .count(taken), "given": .text(money(given)),
      ])
    return text + " " + added(own.added, own.isOfReached ? "offers.reached" : "offers.used")
  }

  /// What each more costs, or that it cannot be told whether there is any.
  private func added(_ own: CostFindings.Addition, _ who: String) -> RichText {
    guard let cost = own.cost.shown, let more = own.difference.shown else { return w("costs.\(who).unknown") }
    let range = w.pointsRange(more.low, more.high)
    guard cost.low.isFinite else { return w("costs.\(who).nothing", ["range": .text(range)]) }
    guard own.verdict == .more, cost.high.isFinite else {
      let key = own.verdict == .none ? "little" : "least"
      return w("costs.\(who).\(key)", ["range": .text(range), "low": .text(money(cost.low))])
    }
    return w("costs.\(who).added", ["range": .text(range), "cost": .text(moneyRange(cost))])
  }

  /// What the club costs by member, and by each more that came back; `nil` where nobody says what it costs.
  func clubCost() -> RichText? {
    guard let own = report.costs?.club else { return nil }
    let cost = w("costs.club.cost", ["cost": .text(money(own.cost))])
    guard let each = own.perMember.shown else { return cost }
    let text = cost + " " + w("costs.club.each", ["each": .text(money(each))])
    return text + " " + added(own.added, "club.added")
  }
}

extension PageContent {
  /// Units of the currency.
  func money(_ units: Double) -> RichText { w.money(Int128((min(units, 1e24) * 1_000_000).rounded())) }

  /// A range of amounts, likewise.
  func moneyRange(_ e: Estimate) -> RichText {
    func millionths(_ units: Double) -> Int128 { Int128((min(units, 1e24) * 1_000_000).rounded()) }
    return w.moneyRange(millionths(e.low), millionths(e.high))
  }

  /// After how many months an opportunity is worth what it costs; `nil` where nobody says what it costs.
  func paybackWords(_ own: Opportunity) -> RichText? {
    guard let cost = own.cost, let payback = own.payback.shown, payback.low.isFinite else { return nil }
    let range =
      payback.high.isFinite
      ? w.numberRange(payback.low, payback.high, places: 1)
      : w("todo.payback-open", ["low": .text(w.decimal(payback.low, places: 1))])
    return w("todo.payback", ["range": .text(range), "cost": .text(money(cost))])
  }
}

extension SummaryPage {
  /// Channels whose customers do not bring within the horizon what their first purchase cost; `nil` without any.
  func costSentence() -> RichText? {
    guard let own = report.costs?.channels.first(where: { $0.verdict == .notYet }),
      let cost = own.perFirst.shown, let within = own.within.shown
    else { return nil }
    return w(
      "costs.summary",
      [
        "name": .text(channelName(own.code)), "cost": .text(money(cost.value)), "money": .text(moneyRange(within)),
        "window": .text(w.duration(micros: report.blueprint.windows.repurchase)),
      ])
  }
}
