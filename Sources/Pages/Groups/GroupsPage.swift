import Findings
import Wording

/// Who customers are: by each column of `groups` what sets each group apart, where it comes in and is lost, what it buys first and
/// when.
struct GroupsPage: PageContent {
  let telling: Telling

  func page() -> Page {
    guard !hasOnlySurveys else { return surveyPage() }
    let sections = report.groupJourneys.enumerated().flatMap(sections)
    let found = report.groupJourneys.flatMap(looks).compactMap(\.first)
    let stops = report.groupJourneys.indices.compactMap { StopLook(telling, place: $0)?.first }
    let most = (found + stops).max { $0.difference < $1.difference }
    return Page(
      id: .groups, language: w.language, name: w.plain("page.groups"),
      headline: most?.text ?? w("groups.headline-none"), lead: [w("groups.lead")],
      sections: (PersonaPart(telling).map { [$0.section()] } ?? []) + sections + surveySections())
  }

  /// Where nothing but surveys was given: what each group says.
  private func surveyPage() -> Page {
    let found = report.surveyGroups.flatMap { group in
      GroupScores(telling: telling, by: group.by, value: group.value.id).sentences(of: name(of: group))
    }
    return Page(
      id: .groups, language: w.language, name: w.plain("page.groups"),
      headline: found.max { $0.difference < $1.difference }?.text ?? w("groups.survey.headline-none"),
      lead: [w("groups.survey.lead"), w("groups.survey.missing")], sections: surveySections())
  }

  /// Columns that only surveys know, one by one.
  private func surveySections() -> [Section] {
    var columns: [String] = []
    for group in report.surveyGroups where !columns.contains(group.by) { columns.append(group.by) }
    return columns.enumerated().map { place, by in
      SurveyColumn(telling: telling, by: by, number: report.groupJourneys.count + place).section()
    }
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
    let paged = pagedGroups
    let pages = groupChoices(section: nil) { paged[$0].by == groups.column }
    let channels =
      report.groups.contains { $0.column == groups.column }
      ? [Block.link(w("groups.channels-link"), page: .channels, section: "by-group")] : []
    let back =
      report.returns?.groups.contains { $0.column == groups.column } ?? false
      ? [Block.link(w("groups.back-link"), page: .comingBack, section: "groups")] : []
    return [
      Section(
        id: "column-\(column)", heading: w("groups.all-heading", by),
        blocks: [.table(overview(groups, column))] + (StopLook(telling, place: column)?.blocks ?? [])
          + (pages.isEmpty || groups.isPersona ? [] : [.paragraph(w("groups.pages")), .choices(pages)]) + figures
          + channels + back)
    ]
  }

  private func overview(_ groups: GroupFindings, _ place: Int) -> Table {
    let stops = StopLook(telling, place: place)
    let rows = groups.groups.enumerated().map { number, group in
      Table.Row(
        [
          text(GroupLook(telling: telling, groups: groups, side: .cameIn, place: place).name(group)),
          datum(group.customers),
        ] + (stops?.cells(of: number) ?? []))
    }
    let last = Table.Row(
      [text(w("groups.not-compared")), datum(groups.notCompared)]
        + (stops?.columns ?? []).map { _ in text(w.undefined) })
    return Table(
      id: "customers-by-group-\(place)", caption: w("groups.table", ["by": .text(byName(groups.column))]),
      columns: [Table.Column(columnName(groups.column), .name), column("channels.column.customers")]
        + (stops?.columns ?? []),
      rows: rows + (groups.notCompared.isZero ? [] : [last]))
  }
}
