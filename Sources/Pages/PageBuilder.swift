import Findings
import Wording

/// Says a report in one language: every page, in order, with the consultant's notes, and what all of them share.
package struct PageBuilder: PageContent {
  let telling: Telling

  package init(_ report: Report, _ wording: Wording) { telling = Telling(report, wording) }

  /// Every page, in the order of the navigation.
  package func pages() -> [Page] { withSections(pageIDs.flatMap { [page($0)] + parts($0) }) }

  /// The pages that stand behind one: of groups each by itself.
  private func parts(_ id: PageID) -> [Page] {
    guard id == .groups else { return [] }
    let parts = groupParts
    let known = report.groupPages.indices.map { withoutHidden(GroupPage(telling: telling, place: $0).page()) }
    return known
      + zip(report.surveyGroups, parts.dropFirst(known.count)).map {
        withoutHidden(SurveyGroupPage(telling: telling, group: $0, part: $1).page())
      }
  }

  /// The pages there is something to say on: where nothing but surveys was given, none about journeys.
  private var pageIDs: [PageID] {
    PageID.allCases.filter { id in
      switch id {
      case .journeyMap, .funnelAndSieve, .paths, .channels, .touchpoints, .entry: !hasOnlySurveys
      case .overTime:
        report.waves != nil
          || !hasOnlySurveys && !report.isUndated
            && (report.overTime.isMeasured || report.comparison != nil || report.restated != nil)
      case .comingBack: !hasOnlySurveys && report.returns != nil
      case .whatToDo: !hasOnlySurveys && (report.hasPurchases || !report.decisions.isEmpty)
      case .groups: !hasOnlySurveys && !report.groupJourneys.isEmpty || !report.surveyGroups.isEmpty
      case .products: !hasOnlySurveys && report.bought != nil
      case .branches: !report.units.isEmpty
      case .accessibility: report.blueprint.accessibility != nil
      case .summary, .satisfaction, .claims, .programme, .unsaid, .dataQuality, .methods, .glossary: true
      }
    }
  }

  /// Rows of claims lead to a section only where their page has it, and to what to measure where there is no such page.
  private func withSections(_ pages: [Page]) -> [Page] {
    let sections = pages.map { page in (id: page.id, sections: page.sections.map(\.id)) }
    func lead(_ row: ClaimRow) -> ClaimRow {
      var row = row
      if !sections.contains(where: { $0.id == row.page }) {
        (row.page, row.link) = (.programme, RichText(w.plain(PageID.programme.phrase)))
      }
      let own = sections.first { $0.id == row.page }?.sections ?? []
      if let section = row.section, !own.contains(section) { row.section = nil }
      return row
    }
    return pages.map { page in
      var page = page
      for (s, section) in page.sections.enumerated() {
        for (b, block) in section.blocks.enumerated() {
          if case .claims(let rows) = block { page.sections[s].blocks[b] = .claims(rows.map(lead)) }
        }
      }
      return page
    }
  }

  /// One page, with what the project has said of it: notes on it, sections it hides.
  package func page(_ id: PageID) -> Page {
    let page =
      switch id {
      case .summary: SummaryPage(telling: telling).page()
      case .journeyMap: JourneyMapPage(telling: telling).page()
      case .funnelAndSieve: SievePage(telling: telling).page()
      case .paths: PathsPage(telling: telling).page()
      case .channels: ChannelsPage(telling: telling).page()
      case .comingBack: ComingBackPage(telling: telling).page()
      case .satisfaction: SatisfactionPage(telling: telling).page()
      case .whatToDo: WhatToDoPage(telling: telling).page()
      case .claims: ClaimsPage(telling: telling).page()
      case .overTime: OverTimePage(telling: telling).page()
      case .programme: ProgrammePage(telling: telling).page()
      case .touchpoints: TouchpointsPage(telling: telling).page()
      case .groups: GroupsPage(telling: telling).page()
      case .products: ProductsPage(telling: telling).page()
      case .branches: BranchesPage(telling: telling).page()
      case .entry: EntryPage(telling: telling).page()
      case .unsaid: UnsaidPage(telling: telling).page()
      case .dataQuality: DataQualityPage(telling: telling).page()
      case .methods: MethodsPage(telling: telling).page()
      case .glossary: GlossaryPage(telling: telling).page()
      case .accessibility: AccessibilityPage(telling: telling).page()
      }
    return withNotes(withMarks(page))
  }

  /// What changed since the period that the report is compared with, on the page where the figure stands.
  private func withMarks(_ page: Page) -> Page {
    guard let part = ComparisonPart(telling) else { return page }
    var page = page
    page.lead += part.marks(on: page.id)
    return page
  }

  /// What all pages of this language share.
  package func frame() -> SiteFrame {
    let blueprint = report.blueprint
    var footer: [RichText] = [w("site.made-with")]
    if !blueprint.privacy.isOff {
      footer.append(w("site.hidden-note", ["k": .number(blueprint.privacy.behaviour)]))
    } else {
      footer.append(w("site.internal-note"))
    }
    return SiteFrame(
      language: w.language, languages: languages, client: clientName, period: period,
      consultant: blueprint.consultant.map { w.name($0.text(w.language.code)) } ?? RichText(),
      pages: pageIDs.map { ($0, w.plain($0.phrase)) }, isDraft: blueprint.isDraft,
      isInternal: blueprint.privacy.isOff, accent: blueprint.accent.flatMap(Accent.readable),
      logo: blueprint.logo.flatMap(Logo.client.asset),
      consultantLogo: blueprint.consultantLogo.flatMap(Logo.consultant.asset), footer: footer)
  }

  /// The consultant's notes for a page, and headlines in place of the report's own.
  private func withNotes(_ page: Page) -> Page {
    var page = page
    var blocks: [Block] = []
    for note in report.blueprint.notes {
      let words = w.name(note.text.text(w.language.code))
      switch note.place {
      case .headline where page.id == .summary: page.headline = words
      case .page(let id) where id == page.id.rawValue || (id == "summary" && page.id == .summary):
        blocks.append(.note(text: words, attribution: attribution(note)))
      case .headline, .page, .touchpoint: break
      }
    }
    if !blocks.isEmpty { page.sections.insert(Section(id: "notes", heading: w("map.notes"), blocks: blocks), at: 0) }
    return withoutHidden(page)
  }

  /// Leaves out what the project hides: `section/ID`, or `finding/ID` with a finding's id as in `report.json`.
  private func withoutHidden(_ page: Page) -> Page {
    let hidden = report.blueprint.hidden
    guard !hidden.isEmpty else { return page }
    var page = page
    let finding = "finding/" + page.id.rawValue + "/"
    page.lead = page.lead.enumerated().filter { !hidden.contains(finding + "lead-\($0.offset + 1)") }.map(\.element)
    page.sections.removeAll { section in
      if hidden.contains("section/" + section.id) { return true }
      guard case .figure(let figure)? = section.blocks.first, section.blocks.count == 1 else { return false }
      return hidden.contains(finding + figure.id)
    }
    return page
  }
}
