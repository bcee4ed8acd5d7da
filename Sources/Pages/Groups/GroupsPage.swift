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

  /// Everything that is looked at by a column, or by a persona.
  func looks(by column: String) -> [GroupLook] {
    report.groupJourneys.first { $0.column == column }.map(looks) ?? []
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
    let figures = looks.filter { $0.side != .started && $0.side != .bought }.flatMap { $0.blocks() }
    let pages = groupChoices(section: nil).filter { row in
      row.choices.contains { choice in
        report.groupPages.indices.contains {
          report.groupPages[$0].by == groups.column && groupParts[$0] == choice.part
        }
      }
    }
    let channels =
      report.groups.contains { $0.column == groups.column }
      ? [Block.link(w("groups.channels-link"), page: .channels, section: "by-group")] : []
    let back =
      report.returns?.groups.contains { $0.column == groups.column } ?? false
      ? [Block.link(w("groups.back-link"), page: .comingBack, section: "groups")] : []
    return [
      Section(
        id: "column-\(column)", heading: w("groups.all-heading", by),
        blocks: [.table(overview(groups, column))]
          + (pages.isEmpty || groups.isPersona ? [] : [.paragraph(w("groups.pages")), .choices(pages)]) + figures
          + channels + back)
    ]
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
