import Findings
import Wording

/// A report about to be said in one language: what there is to say, and the words for it.
struct Telling: Sendable {
  let report: Report
  let wording: Wording
  /// Touchpoints in stage order, as tables list them: the busiest; the rest is in report.json.
  let listed: [TouchpointFindings]
  /// What to ask where, the first thing first.
  let plan: [SurveyProgramme.Recommendation]

  init(_ report: Report, _ wording: Wording) {
    self.report = report
    self.wording = wording
    listed = report.listing.listed.map { report.touchpoints[$0] }
    plan = report.satisfaction.programme.recommendations.enumerated()
      .sorted { ($0.element.priority, $0.offset) < ($1.element.priority, $1.offset) }.map(\.element)
  }
}

/// What every page has at hand: each page is a type of its own that owns its sections, figures, tables and sentences, and
/// speaks with the vocabulary of this protocol's extensions.
protocol PageContent: Sendable {
  var telling: Telling { get }
}

extension PageContent {
  var report: Report { telling.report }
  var w: Wording { telling.wording }

  /// What a column is called: as the groups by it are, else as its header says.
  func columnName(_ column: String) -> RichText {
    if persona(column) != nil { return w("personas.column.persona") }
    return w.name(report.blueprint.groupNames.first { $0.id == column }?.name.text(w.language.code) ?? column)
  }

  /// What customers are told apart by, as a sentence says it: a column, or whether they fit a persona.
  func byName(_ column: String) -> RichText {
    persona(column).map { w("personas.by", ["persona": .text($0)]) } ?? columnName(column)
  }

  /// A persona's name by its id; `nil` where it is a column.
  func persona(_ id: String) -> RichText? {
    report.blueprint.personas.first { $0.id == id }.map { w.name($0.name.text(w.language.code)) }
  }

  /// Touchpoints drawn in figures, by code, in stage order.
  var drawn: [Int] { report.listing.drawn }
  var listed: [TouchpointFindings] { telling.listed }
  /// Codes of touchpoints that anybody touched.
  var present: [Int] { report.listing.present }
  /// Those of them that customers touch, rather than being reached by.
  var touched: [Int] { report.listing.touched }
  /// Touchpoints that leak, the highest rate that is sure first.
  var leaks: [Listing.Leak] { report.listing.leaks }
  /// What to ask where, the first thing first.
  var plan: [SurveyProgramme.Recommendation] { telling.plan }

  /// The names of the biggest leaks, five of them at most, where their rates are the same by as many touches; `nil` where
  /// one is the biggest.
  var tiedLeaks: RichText? {
    guard let first = leaks.first else { return nil }
    let tied = leaks.prefix { $0.rate.value == first.rate.value && $0.rate.n == first.rate.n }
    guard tied.count > 1 else { return nil }
    let names = w.list(tied.prefix(5).map { spokenName($0.code) })
    return tied.count > 5 ? names + " …" : names
  }

  // Pages whose sentences and figures others quote.
  var summary: SummaryPage { SummaryPage(telling: telling) }
  var sievePage: SievePage { SievePage(telling: telling) }
  var satisfaction: SatisfactionPage { SatisfactionPage(telling: telling) }
  var programme: ProgrammePage { ProgrammePage(telling: telling) }

  /// The client's customers were asked, and nothing they did was recorded.
  var hasOnlySurveys: Bool { report.journeys.events.isZero && !surveys.responses.isEmpty }

  /// Whether somebody drew the funnel.
  var isFunnelDrawn: Bool { report.isFunnelDrawn }

  /// "In 5 stages".
  var stagesIn: RichText { w("map.stages-in", ["n": .count(report.catalog.stages.count)]) }

  var languages: [Language] {
    report.blueprint.languages.compactMap { $0 == w.language.code ? w.language : Language(code: $0) }
  }
  var clientName: RichText { w.name(report.blueprint.client.name.text(w.language.code)) }
  var period: RichText {
    if report.isUndated { return w("format.period.undated") }
    return w.period(
      from: (report.firstDay.year, report.firstDay.month, report.firstDay.day),
      to: (report.lastDay.year, report.lastDay.month, report.lastDay.day))
  }

  func touchpointName(_ code: Int) -> RichText { w.name(report.catalog.touchpoints[code].name.text(w.language.code)) }

  /// A touchpoint's name as a sentence says it: with its article where the project file gives it (`he-definite`).
  func spokenName(_ code: Int) -> RichText {
    let name = report.catalog.touchpoints[code].name
    return w.name(definite(name) ?? name.text(w.language.code))
  }

  /// The same by the touchpoint's id, from the log or from the surveys.
  func spokenName(id: String) -> RichText {
    report.codeOf[id].map { spokenName($0) } ?? surveyName(id)
  }

  /// What a sentence about a touchpoint agrees with (`m`, `f`, `m-many`, `f-many`; `other` where the project file does not
  /// say), and the name that begins it.
  func agreement(id: String) -> (agree: Argument, name: Argument) {
    guard let code = report.codeOf[id] else { return (.text("other"), .text(surveyName(id))) }
    let name = report.catalog.touchpoints[code].name
    let (language, gender) = (w.language.code, name.exact(w.language.code + "-gender"))
    let isMany = name.exact(language + "-number") == "many"
    let said = gender.map { isMany ? $0 + "-many" : $0 } ?? "other"
    return (.text(RichText(said)), .text(w.name(beginning: definite(name) ?? name.text(language))))
  }

  private func definite(_ name: LocalizedText) -> String? { name.exact(w.language.code + "-definite") }

  func stageName(_ stage: Int) -> RichText {
    let info = report.catalog.stages[stage]
    return info.isDeclared
      ? w.name(info.name.text(w.language.code)) : w("stage.unnamed", ["number": .number(stage + 1)])
  }

  func channelName(_ code: UInt32) -> RichText {
    if code == ChannelMatrix.notBought { return w("channel.not-bought") }
    guard let name = report.catalog.channelName(code) else { return w("channel.unknown") }
    return w.name(name.text(w.language.code))
  }

  func stepName(_ step: FunnelFindings.Step) -> RichText {
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

  func attribution(_ note: Note) -> RichText {
    if let source = note.source { return w.name(source.text(w.language.code)) }
    return note.isQuote ? w("site.quote") : RichText()
  }
}
