import Findings
import Wording

/// What campaigns and offers go along with, beside customers alike who were not written to.
extension ComingBackPage {
  /// Campaigns, offers, and coming back after being inactive; empty without names of either.
  func contactSections() -> [Section] {
    guard let contacts = report.contacts else { return [] }
    var sections: [Section] = []
    let reached = contacts.offers.filter { ($0.reached.shown ?? 0) > 0 }
    let used = contacts.offers.filter { ($0.used.shown ?? 0) > 0 }
    if !contacts.campaigns.isEmpty {
      sections.append(
        section(
          "campaigns", verdict(contacts.campaigns.map { ($0, $0.afterContact) }, "campaigns"), contacts,
          contacts.campaigns))
    }
    if !reached.isEmpty {
      sections.append(
        section("offers", verdict(reached.map { ($0, $0.afterContact) }, "offers"), contacts, reached))
    }
    if !used.isEmpty { sections.append(uses(used)) }
    if contacts.winBack.difference.shown != nil { sections.append(winBack(contacts)) }
    return sections
  }

  /// Which of them more bought after, or that it cannot be told.
  private func verdict(_ all: [(named: ContactFindings.Named, own: ContactFindings.Comparison)], _ what: String)
    -> RichText
  {
    func names(_ verdict: ContactFindings.Verdict) -> RichText {
      w.list(all.filter { $0.own.verdict == verdict }.map { name($0.named) })
    }
    if all.contains(where: { $0.own.verdict == .more }) {
      return w("contacts.\(what).more", ["names": .text(names(.more))])
    }
    if all.contains(where: { $0.own.verdict == .fewer }) {
      return w("contacts.\(what).fewer", ["names": .text(names(.fewer))])
    }
    return w(all.allSatisfy { $0.own.verdict == .none } ? "contacts.\(what).none" : "contacts.\(what).open")
  }

  private func name(_ named: ContactFindings.Named) -> RichText { w.name(named.name.name.text(w.language.code)) }

  private func section(
    _ id: String, _ heading: RichText, _ contacts: ContactFindings, _ all: [ContactFindings.Named]
  ) -> Section {
    let days = daysText(contacts.windowDays)
    let hasAnswers = all.contains { $0.answered.shown != nil }
    let isTaken = all.contains { ($0.redeemed.shown ?? 0) > 0 }
    let rows = all.map { named in
      Table.Row(
        [text(name(named)), datum(named.reached)] + (hasAnswers ? [datum(named.answered)] : [])
          + (isTaken ? [datum(named.redeemed)] : []) + cells(named.afterContact))
    }
    let table = Table(
      id: id, caption: w("contacts.\(id).table", ["days": .text(days)]),
      columns: [column("contacts.\(id).name", .name), column("contacts.column.reached")]
        + (hasAnswers ? [column("contacts.column.answered")] : [])
        + (isTaken ? [column("contacts.column.redeemed")] : []) + columns("contacts.column.bought"), rows: rows)
    return Section(
      id: id, heading: heading,
      blocks: [
        .paragraph(w("contacts.read", ["days": .text(days)])), .table(table), .paragraph(w("contacts.no-cause")),
      ])
  }

  /// Of purchases with each offer, how many were followed by another.
  private func uses(_ used: [ContactFindings.Named]) -> Section {
    let rows = used.map { named in
      Table.Row(
        [text(name(named)), datum(named.used), datum(report.share(named.used, of: report.journeys.buyers))]
          + (named.afterUse.map { cells($0) } ?? [Datum](repeating: undefinedDatum, count: 5)))
    }
    let table = Table(
      id: "offers-used", caption: w("contacts.uses.table", ["window": .text(window)]),
      columns: [
        column("contacts.offers.name", .name), column("contacts.column.used"), column("contacts.column.of-buyers"),
      ] + columns("contacts.column.again"), rows: rows)
    let compared = used.flatMap { named in named.afterUse.map { [(named, $0)] } ?? [] }
    return Section(
      id: "offers-used", heading: verdict(compared, "uses"),
      blocks: [
        .paragraph(w("contacts.uses.read", ["window": .text(window)])), .table(table),
        .paragraph(w("contacts.uses.no-cause")),
      ])
  }

  private func winBack(_ contacts: ContactFindings) -> Section {
    let own = contacts.winBack
    let heading =
      switch own.verdict {
      case .more: w("contacts.win-back.more")
      case .fewer: w("contacts.win-back.fewer")
      case .none: w("contacts.win-back.none")
      case .cannotBeTold: w("contacts.win-back.open")
      }
    guard let share = own.share.shown, let difference = own.difference.shown else {
      return Section(id: "win-back", heading: heading, blocks: [])
    }
    let sentence = w(
      "contacts.win-back.sentence",
      [
        "n": .number(share.n), "share": .text(percent(share)), "days": .text(daysText(contacts.windowDays)),
        "others": .text(w.percent(max(0, share.value - difference.value), places: 1)),
        "range": .text(w.pointsRange(difference.low, difference.high)),
      ])
    return Section(
      id: "win-back", heading: heading, blocks: [.paragraph(sentence), .paragraph(w("contacts.no-cause"))])
  }

  private func columns(_ share: String) -> [Table.Column] {
    [
      column("contacts.column.compared"), column(share), column("contacts.column.others"),
      column("club.column.difference"), column("sieve.column.range"),
    ]
  }

  private func cells(_ own: ContactFindings.Comparison) -> [Datum] {
    let none = missing(own.difference.isHidden)
    guard let e = own.difference.shown, let share = own.share.shown else {
      return [datum(own.compared), datum(own.share), none, none, none]
    }
    let others = max(0, share.value - e.value)
    return [
      datum(own.compared), datum(own.share), Datum(value: others, text: w.percent(others, places: 1)),
      Datum(value: e.value, text: w.signed(e.value * 100, places: 1)), text(w.pointsRange(e.low, e.high)),
    ]
  }
}

extension SummaryPage {
  /// Which campaign goes along with more purchases, or that it cannot be told; `nil` without campaigns.
  func campaignSentence() -> RichText? {
    guard let contacts = report.contacts, !contacts.campaigns.isEmpty else { return nil }
    let more = contacts.campaigns.filter { $0.afterContact.verdict == .more }
    let names = w.list(more.map { w.name($0.name.name.text(w.language.code)) })
    return more.isEmpty
      ? w("contacts.campaigns.open") + "." : w("contacts.campaigns.more", ["names": .text(names)]) + "."
  }
}
