import Findings
import Wording

/// Who customers are: by each column of `groups` what sets each group apart, where it comes in and is lost, what it buys first and
/// when.
struct GroupsPage: PageContent {
  let telling: Telling

  func page() -> Page {
    let sections = report.groupJourneys.enumerated().flatMap(sections)
    let most = report.groupJourneys.flatMap(looks).compactMap(\.first).max { $0.difference < $1.difference }
    return Page(
      id: .groups, language: w.language, name: w.plain("page.groups"),
      headline: most?.text ?? w("groups.headline-none"), lead: [w("groups.lead")],
      sections: (PersonaPart(telling).map { [$0.section()] } ?? []) + sections)
  }

  /// Everything that is looked at by a column.
  private func looks(_ journeys: GroupFindings) -> [GroupLook] {
    func look(_ all: [GroupFindings], _ sides: [GroupLook.Side]) -> [GroupLook] {
      guard let place = all.firstIndex(where: { $0.column == journeys.column }) else { return [] }
      return sides.map { GroupLook(telling: telling, groups: all[place], side: $0, place: place) }
    }
    let hasProducts = !report.products.isEmpty
    return look(report.groupJourneys, report.window.window == nil ? [.cameIn] : [.cameIn, .lost])
      + (report.hasPurchases ? look(report.groupPurchases, hasProducts ? [.product, .weekday] : [.weekday]) : [])
      + look(report.groups, report.hasPurchases ? [.started, .bought] : [.started])
  }

  private func sections(_ column: Int, _ groups: GroupFindings) -> [Section] {
    // A persona of too few to be compared stands in the table of personas.
    if groups.isPersona, !groups.groups.contains(where: { $0.value != nil }) { return [] }
    let looks = looks(groups)
    let by: KeyValuePairs<String, Argument> = ["by": .text(byName(groups.column))]
    let own = groups.groups.indices.filter { groups.groups[$0].value != nil }.map { group in
      Section(
        id: "group-\(column)-\(group)",
        heading: w(
          "groups.heading",
          [
            "by": .text(columnName(groups.column)),
            "group": .text(
              GroupLook(telling: telling, groups: groups, side: .cameIn, place: column).name(groups.groups[group])),
          ]), blocks: card(group, groups, looks))
    }
    let all = Section(
      id: "column-\(column)", heading: w("groups.all-heading", by), blocks: [.table(overview(groups, column))])
    let figures = looks.filter { $0.side != .started && $0.side != .bought }.map { look in
      Section(id: "\(look.side.rawValue)-\(column)", blocks: look.blocks())
    }
    let channels =
      report.groups.contains { $0.column == groups.column }
      ? [Block.link(w("groups.channels-link"), page: .channels, section: "by-group")] : []
    let back =
      report.returns?.groups.contains { $0.column == groups.column } ?? false
      ? [Block.link(w("groups.back-link"), page: .comingBack, section: "groups")] : []
    let further = channels + back
    let more = further.isEmpty ? [] : [Section(id: "more-\(column)", heading: w("groups.more"), blocks: further)]
    return [all] + own + figures + more
  }

  /// What is known of one group: its size, how many stop, and what sets it apart from the others.
  private func card(_ group: Int, _ groups: GroupFindings, _ looks: [GroupLook]) -> [Block] {
    let value = groups.groups[group].value
    var said: [RichText] = []
    for look in looks {
      guard let place = look.groups.groups.firstIndex(where: { $0.value?.id == value?.id }) else { continue }
      said += look.sentences(of: place).map(\.text)
    }
    var lead: [RichText] = []
    if let n = groups.groups[group].customers.shown { lead.append(w("groups.size", ["n": .count(n)])) }
    if let stop = groups.stopShares[group].shown {
      lead.append(
        w(
          "groups.stop",
          ["share": .text(w.percent(stop.value)), "range": .text(w.range(stop.low, stop.high, base: 100))]))
    }
    return lead.map { .paragraph($0) } + [said.isEmpty ? .paragraph(w("groups.alike")) : .list(said)]
  }

  private func overview(_ groups: GroupFindings, _ place: Int) -> Table {
    let hasStops = report.window.window != nil
    let rows = groups.groups.enumerated().map { number, group in
      let stop = groups.stopShares[number]
      return Table.Row(
        [
          text(GroupLook(telling: telling, groups: groups, side: .cameIn, place: place).name(group)),
          datum(group.customers),
        ] + (hasStops ? [datum(stop), caption(stop)] : []))
    }
    let last = Table.Row(
      [text(w("groups.not-compared")), datum(groups.notCompared)]
        + (hasStops ? [text(w.undefined), text(w.undefined)] : []))
    return Table(
      id: "customers-by-group-\(place)", caption: w("groups.table", ["by": .text(byName(groups.column))]),
      columns: [Table.Column(columnName(groups.column), .name), column("channels.column.customers")]
        + (hasStops ? [column("groups.column.stop"), column("sieve.column.range")] : []),
      rows: rows + (groups.notCompared.isZero ? [] : [last]))
  }
}
