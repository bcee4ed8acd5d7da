import Findings
import Wording

/// Customers who bring customers.
extension ComingBackPage {
  /// How many, in which chains, over time, and what those are worth who were brought; `nil` where nobody is named.
  func friendSection() -> Section? {
    guard let friends = report.friends else { return nil }
    var blocks: [Block] = []
    if let text = brought(friends) { blocks.append(.paragraph(text)) }
    if let text = bringers(friends) { blocks.append(.paragraph(text)) }
    if let text = worth(friends) { blocks.append(.paragraph(text)) }
    if let text = longest(friends) { blocks.append(.paragraph(text)) }
    blocks.append(.table(chains(friends)))
    if friends.months.count > 1 {
      if let text = overTime(friends) { blocks.append(.paragraph(text)) }
      blocks.append(.table(months(friends)))
    }
    return Section(id: "friends", heading: heading(friends), blocks: blocks)
  }

  private func heading(_ friends: FriendFindings) -> RichText {
    guard let share = told(friends.share) else { return w("friends.title.none") }
    return w("friends.title.share", ["share": .text(share)])
  }

  private func brought(_ friends: FriendFindings) -> RichText? {
    guard let share = friends.share.shown, let brought = friends.brought.shown else { return nil }
    return w(
      "friends.brought",
      ["n": .number(brought), "all": .number(share.n), "range": .text(range(share))])
  }

  private func bringers(_ friends: FriendFindings) -> RichText? {
    guard let bringers = friends.bringers.shown, bringers > 0, let known = friends.known.shown else { return nil }
    var text = w("friends.bringers", ["n": .count(bringers), "known": .number(known)])
    if let mean = friends.mean.shown, let several = friends.several.shown {
      text =
        text + " "
        + w("friends.mean", ["mean": .text(w.decimal(mean, places: 1)), "n": .count(several)])
    }
    return text
  }

  /// What those are worth who were brought, beside others who came in the same month.
  private func worth(_ friends: FriendFindings) -> RichText? {
    guard let own = friends.broughtSide.bought.shown, let others = friends.otherSide.bought.shown,
      let difference = friends.difference.shown
    else { return nil }
    var text = w(
      "friends.bought",
      [
        "window": .text(window), "in": .text(percent(own)), "out": .text(percent(others)),
        "range": .text(w.pointsRange(difference.low, difference.high)),
      ])
    if let money = friends.money.shown {
      text = text + " " + w("friends.money", ["range": .text(moneyRange(money)), "basis": .text(moneyBasis)])
    }
    let verdict =
      switch friends.verdict {
      case .more: w("friends.verdict.more")
      case .less: w("friends.verdict.less")
      case .cannotBeTold: w("friends.verdict.open")
      }
    return text + " " + verdict
  }

  /// How far the chain of friends goes that goes furthest; `nil` where nothing may be said of it.
  private func longest(_ friends: FriendFindings) -> RichText? {
    guard let length = friends.longest.shown, length > 0 else { return nil }
    return w(
      length < friends.generation.count ? "friends.longest" : "friends.longest-more", ["n": .count(length)])
  }

  private func overTime(_ friends: FriendFindings) -> RichText? {
    guard let trend = friends.trend, let from = friends.months.first?.share.shown,
      let to = friends.months.last?.share.shown
    else { return nil }
    guard trend.pValue < 0.05 else { return w("friends.same") }
    let ends: KeyValuePairs<String, Argument> = ["from": .text(percent(from)), "to": .text(percent(to))]
    return trend.slope > 0 ? w("friends.up", ends) : w("friends.down", ends)
  }

  private func chains(_ friends: FriendFindings) -> Table {
    let last = friends.generation.count - 1
    let end = friends.generation.lastIndex { !$0.isZero } ?? 0
    // The first two say who brought them; where the chain has ended no row follows.
    let rows = friends.generation[...max(1, end)].enumerated().map { place, count in
      let name =
        switch place {
        case 0: w("friends.generation.one")
        case 1: w("friends.generation.two")
        default: w(place == last ? "friends.generation.more" : "friends.generation.nth", ["n": .number(place + 1)])
        }
      return Table.Row([text(name), datum(count), datum(report.share(count, of: friends.known))])
    }
    return Table(
      id: "friend-chains", caption: w("friends.chains-table"),
      columns: [
        column("friends.column.generation", .name), column("friends.column.customers"), column("friends.column.share"),
      ],
      rows: rows)
  }

  private func months(_ friends: FriendFindings) -> Table {
    Table(
      id: "friend-months", caption: w("friends.months-table"),
      columns: [
        column("friends.column.month", .name), column("friends.column.new"), column("friends.column.brought"),
        column("sieve.column.range"),
      ],
      rows: friends.months.map { month in
        Table.Row([
          text(w.month(month.first.year, month.first.month)), datum(month.all), datum(month.share),
          caption(month.share),
        ])
      })
  }
}

extension SummaryPage {
  /// What those bring whom friends brought, beside others who came in the same month; `nil` where no difference is shown.
  func friendSentence() -> RichText? {
    guard let friends = report.friends, friends.verdict != .cannotBeTold, let share = friends.share.shown,
      let own = friends.broughtSide.bought.shown, let others = friends.otherSide.bought.shown,
      let difference = friends.difference.shown
    else { return nil }
    var text = w(
      friends.verdict == .more ? "friends.summary.more" : "friends.summary.less",
      [
        "share": .text(percent(share)), "window": .text(w.duration(micros: report.blueprint.windows.repurchase)),
        "in": .text(percent(own)), "out": .text(percent(others)),
        "range": .text(w.pointsRange(difference.low, difference.high)),
      ])
    if let money = friends.money.shown {
      text = text + " " + w("friends.money", ["range": .text(moneyRange(money)), "basis": .text(moneyBasis)])
    }
    return friends.verdict == .more ? text + " " + w("friends.summary.no-proof") : text
  }
}
