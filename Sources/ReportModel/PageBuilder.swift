import Analysis
import Journeys
import Statistics
import Wording

/// Says a report in one language: every page, finding, figure and table.
///
/// Each page has a file of its own that extends this type.
package struct PageBuilder: Sendable {
  let report: Report
  let w: Wording
  /// Touchpoints drawn in figures: the busiest, in stage order; the rest is in the tables.
  let drawn: [Int]
  /// Touchpoints in stage order, as tables list them: the busiest; the rest is in report.json.
  let listed: [Report.Touchpoint]

  /// Figures show this many touchpoints at most.
  static let drawnAtMost = 40
  /// Tables list this many at most.
  static let listedAtMost = 200

  /// Codes of touchpoints that anybody touched.
  let present: [Int]
  /// Those of them that customers touch, rather than being reached by.
  let touched: [Int]
  /// Rows of the sieve in which something can leak, most leaking customers first.
  let leaks: [(code: Int, people: Report.People)]
  /// What to ask where, the first thing first.
  let plan: [SurveyProgramme.Recommendation]

  package init(_ report: Report, _ wording: Wording) {
    self.report = report
    w = wording
    plan = report.satisfaction.programme.recommendations.enumerated()
      .sorted { ($0.element.priority, $0.offset) < ($1.element.priority, $1.offset) }.map(\.element)
    // By code alone: where there are thousands, moving what is known of each about would cost more than all pages.
    let touchpoints = report.touchpoints
    present = touchpoints.indices.filter { touchpoints[$0].customers != .count(0) }
    touched = present.filter { touchpoints[$0].isCustomerTouch }
    // A hidden count is smaller than any shown one.
    let sizes = touchpoints.indices.map { touchpoints[$0].customers.value ?? 0 }
    let busiest = present.smallest(Self.listedAtMost) { (sizes[$0], $1) > (sizes[$1], $0) }
    func place(_ code: Int) -> (Int, Int, Int) {
      (report.catalog.touchpoints[code].stage, report.catalog.touchpoints[code].rank, code)
    }
    drawn = busiest.prefix(Self.drawnAtMost).sorted { place($0) < place($1) }
    // Declared ones that nobody touched are listed while there is room: that is a finding too.
    let absent = touchpoints.indices.filter { touchpoints[$0].customers == .count(0) }
    listed = (busiest + absent).prefix(Self.listedAtMost).sorted { place($0) < place($1) }.map { touchpoints[$0] }
    leaks = Self.leaks(report)
  }

  /// Every page, in the order of the navigation.
  package func pages() -> [Page] { pageIDs.map(page) }

  /// The pages there is something to say on: where nothing but surveys was given, none about journeys.
  private var pageIDs: [PageID] {
    PageID.allCases.filter { id in
      switch id {
      case .journeyMap, .funnelAndSieve, .paths, .channels, .touchpoints: !hasOnlySurveys
      case .summary, .satisfaction, .programme, .dataQuality, .methods, .glossary: true
      }
    }
  }

  /// The client's customers were asked, and nothing they did was recorded.
  var hasOnlySurveys: Bool { report.events == 0 && !surveys.responses.isEmpty }

  package func page(_ id: PageID) -> Page {
    let page =
      switch id {
      case .summary: summaryPage()
      case .journeyMap: journeyMapPage()
      case .funnelAndSieve: funnelAndSievePage()
      case .paths: pathsPage()
      case .channels: channelsPage()
      case .satisfaction: satisfactionPage()
      case .programme: programmePage()
      case .touchpoints: touchpointsPage()
      case .dataQuality: dataQualityPage()
      case .methods: methodsPage()
      case .glossary: glossaryPage()
      }
    return withNotes(page)
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
      isInternal: blueprint.privacy.isOff, accent: blueprint.accent.flatMap(Accent.readable), footer: footer)
  }

  var languages: [Language] { report.blueprint.languages.compactMap { Language(rawValue: $0) } }
  var clientName: RichText { w.name(report.blueprint.client.name.text(w.language.code)) }
  var period: RichText {
    w.period(
      from: (report.firstDay.year, report.firstDay.month, report.firstDay.day),
      to: (report.lastDay.year, report.lastDay.month, report.lastDay.day))
  }

  // MARK: Names

  func touchpointName(_ code: Int) -> RichText { w.name(report.catalog.touchpoints[code].name.text(w.language.code)) }

  func stageName(_ stage: Int) -> RichText {
    let info = report.catalog.stages[stage]
    return info.isDeclared
      ? w.name(info.name.text(w.language.code)) : w("stage.unnamed", ["number": .number(stage + 1)])
  }

  func channelName(_ code: UInt32) -> RichText {
    if code == ChannelTally.notBought { return w("channel.not-bought") }
    guard Int(code) < report.catalog.channels.count else { return w("channel.unknown") }
    return w.name(report.catalog.channels[Int(code)].name.text(w.language.code))
  }

  func stepName(_ step: FunnelPlan.Step) -> RichText {
    switch step.subject {
    case .stage(let stage): stageName(stage)
    case .touchpoint(let code): touchpointName(code)
    }
  }

  /// Channel a touchpoint declares; empty when it declares none.
  func touchpointChannel(_ code: Int) -> RichText {
    let channel = report.catalog.touchpoints[code].channel
    return channel == Catalog.noChannel ? RichText() : channelName(channel)
  }

  // MARK: Numbers

  func datum(_ shown: Shown) -> Datum {
    shown.value.map { datum($0) } ?? hiddenDatum
  }

  var hiddenDatum: Datum { Datum(value: nil, text: w("hidden.cell"), state: .hidden) }
  var undefinedDatum: Datum { Datum(value: nil, text: w.undefined, state: .undefined) }
  func text(_ text: RichText) -> Datum { Datum(value: nil, text: text) }

  func datum(_ count: Int) -> Datum { Datum(value: Double(count), text: w.number(count)) }

  /// A share as a percent, or as "7 of 18" on a small base.
  func datum(_ share: ShownEstimate?) -> Datum {
    switch share {
    case nil, .undefined: undefinedDatum
    case .hidden: hiddenDatum
    case .estimate(let e):
      Datum(
        value: e.value, text: w.share(Int((e.value * Double(e.n)).rounded()), of: e.n),
        state: e.n < 30 ? .directional : .shown)
    }
  }

  func seconds(_ seconds: Double?) -> Datum {
    guard let seconds else { return undefinedDatum }
    return Datum(value: seconds, text: w.duration(micros: Int64(min(seconds, 1e12) * 1_000_000)))
  }

  /// A caption's range, isolated; "—" when undefined.
  func caption(_ share: ShownEstimate?) -> Datum {
    guard let e = share?.estimate else { return share == .hidden ? hiddenDatum : undefinedDatum }
    return Datum(value: nil, text: w.captionRange(e.low, e.high, base: max(e.n, 100)))
  }

  /// A share of rows or events: one decimal, but 100% without.
  func precise(_ share: Double) -> RichText { share == 1 ? w.percent(1) : w.percent(share, places: 1) }

  func percent(_ e: Estimate) -> RichText { w.share(Int((e.value * Double(e.n)).rounded()), of: e.n) }
  func range(_ e: Estimate) -> RichText { w.range(e.low, e.high, base: max(e.n, 100)) }

  /// A count inside a sentence, or the word for hidden.
  func words(_ shown: Shown) -> RichText { datum(shown).text }

  func column(_ key: String, _ kind: Table.Column.Kind = .number) -> Table.Column { Table.Column(w(key), kind) }

  var customersBase: RichText {
    w("base.customers", ["n": .text(counted("count.customers", report.customers)), "period": .text(period)])
  }

  var purchasesBase: RichText {
    w("base.purchases", ["n": .text(counted("count.purchases", report.purchases)), "period": .text(period)])
  }

  /// "12 customers", in the form that agrees; the word for hidden when hidden.
  func counted(_ key: String, _ shown: Shown) -> RichText {
    guard let n = shown.value else { return w("hidden.cell") }
    return w(key, ["n": .count(n)])
  }

  var leakWindow: RichText { report.window.window.map { w.duration(micros: $0) } ?? w("methods.none") }

  private static func leaks(_ report: Report) -> [(code: Int, people: Report.People)] {
    guard report.hasPurchases, report.window.window != nil else { return [] }
    return report.touchpoints.indices.compactMap { code in
      guard let people = report.touchpoints[code].sieve?.people, let leaked = people.leaked.value, leaked > 0 else {
        return nil
      }
      return (code, people)
    }.sorted { a, b in
      (a.people.leaked.value ?? 0, b.code) > (b.people.leaked.value ?? 0, a.code)
    }
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

  func attribution(_ note: Note) -> RichText {
    if let source = note.source { return w.name(source.text(w.language.code)) }
    return note.isQuote ? w("site.quote") : RichText()
  }
}
