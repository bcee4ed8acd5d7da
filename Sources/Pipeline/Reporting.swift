import Analysis
import Cores
import Foundation
import HTMLPages
import Journeys
import Publishing
import Reading
import Findings
import Pages
import Wording

/// A report of one client and period, made and not yet written.
package struct MadeReport: Sendable {
  /// Everything it says, in the project's order of languages.
  package let editions: [Edition]
  /// Its files.
  package let site: Site
  /// Where it belongs in the folder of all reports, as `client/period`.
  package let place: String
  /// Files in that folder each of which holds the whole report, relative to it.
  package let wholes: [String]
  /// Why there is no PDF that was asked for.
  package let unprinted: PrintingError?
  /// What was noticed while reading.
  package let quality: DataQuality
  /// The project file as it was named.
  let projectFile: String
  /// What becomes of rows that equal others.
  let duplicates: Duplicates
  /// The last look at it, before anybody can see it.
  private let audit: Audit
  private let templates: SiteTemplates
  private let portalWords: [(language: Language, words: InterfaceWords)]

  /// From a project to the files of its site, with nothing written: load → analyse → findings → pages → files.
  ///
  /// - Parameters:
  ///   - forms: in which forms it is handed over besides its folder of pages.
  ///   - printer: what prints PDFs where they are asked for; `nil`: the machine has none.
  ///   - threads: how many cores may be used; the answer does not depend on it.
  ///   - progress: told each step before it is taken.
  package init(
    _ project: ProjectFiles, templates folder: TemplateFolder, forms: Forms = Forms(), printer: PDFPrinter? = nil,
    threads: Int,
    progress: (Step) -> Void = { _ in }
  ) throws {
    let blueprint = project.blueprint.scrubbingQuotes()
    let earlier = try project.previous.map { try EarlierReport(path: $0, client: blueprint.client.id) }
    let loaded = try load(
      blueprint, project.sources, threads: threads, progress: { progress(.reading(file: $0)) },
      rowName: folder.rowName(blueprint))
    try loaded.requirePeriod(blueprint)
    progress(.analysing(events: loaded.log.eventCount))
    var report = try Report(
      analysing: loaded, blueprint, earlier: earlier, threads: threads, rowName: folder.rowName(blueprint))
    if let path = project.previous, let earlier {
      try earlier.check(path: path, lastDay: report.lastDay, observedUntil: report.observedUntilDay)
    }
    report.isUndated = loaded.isUndated(blueprint)
    progress(.writing)
    let editions = try report.editions(folder, threads: threads)
    let templates = try SiteTemplates(folder: folder.url)
    let period = report.isUndated ? "undated" : periodFolder(report.firstDay, report.lastDay)
    place = folderName(blueprint.client.id) + "/" + period
    let name = folderName(blueprint.client.id) + "-" + period
    let pages = try Site(
      editions: editions, templates: templates, report: ReportJSON.bytes(report, editions), pictures: project.pictures,
      forms: forms, name: name, threads: threads)
    if !pages.sheets.isEmpty { progress(.printing) }
    (site, unprinted) = try pages.printed(by: printer, on: report.lastDay)
    wholes = site.files.map(\.path).filter { $0.hasPrefix(name + ".") }
    quality = loaded.quality
    projectFile = blueprint.file
    duplicates = blueprint.duplicates
    portalWords = zip(folder.languages(of: blueprint), editions).map { (language: $0, words: $1.words) }
    audit = Audit(project, loaded, report, editions, folder, threads: threads)
    self.editions = editions
    self.templates = templates
  }

  /// Writes the site, looks at what was written, publishes it, writes the page that lists all reports, and says where the site's first page is.
  ///
  /// - Parameter output: the folder of all reports.
  package func write(to output: URL) throws -> URL {
    let folder = output.appending(path: place)
    try SiteFolder(folder).publish(site) { try audit.check($0, site) }
    try OutputFolder(output).writePortal(templates: templates, words: portalWords)
    return folder.appending(path: "index.html")
  }
}

extension Report {
  /// What a report may say of a client's data: counted, put into sentences' reach, small groups hidden.
  ///
  /// - Parameters:
  ///   - earlier: an earlier report of the client, whose reader has this one too.
  ///   - rowName: what to call a touchpoint or a channel whose name is kept back, by the key of the phrase.
  package init(
    analysing loaded: LoadedLog, _ blueprint: Blueprint, earlier: EarlierReport? = nil, threads: Int,
    rowName: (String) throws -> LocalizedText = { LocalizedText($0) }
  ) throws {
    var loaded = loaded
    let zone = loaded.zone
    let dayOf: @Sendable (Int64) -> Int64 = { micros in
      let local = zone.localMicros(utcMicros: micros)
      return local >= 0 ? local / Micros.day : (local - Micros.day + 1) / Micros.day
    }
    let analysis = try analyse(loaded.log, blueprint, threads: threads, dayOf: dayOf)
    try loaded.log.hideNames(analysis, blueprint) { kind, number in
      let name = try rowName(kind.rawValue)
      return LocalizedText(entries: name.entries.map { ($0.code, "\($0.text) \(number)") })
    }
    let satisfaction = analyseSatisfaction(
      loaded.answers, log: loaded.log, blueprint: blueprint, analysis: loaded.log.eventCount > 0 ? analysis : nil,
      dayOf: dayOf)
    self.init(
      analysis, loaded.log, blueprint, loaded.quality, satisfaction: satisfaction, decisions: loaded.decisions,
      earlier: earlier
    ) { CivilDate(daysSince1970: Int(dayOf($0))) }
  }

  /// Every page in every language of the project.
  package func editions(_ folder: TemplateFolder, threads: Int) throws -> [Edition] {
    let languages = folder.languages(of: blueprint)
    // Each language on a core of its own: they have nothing to tell each other.
    let workers = max(1, min(threads, languages.count))
    let made = onCores(workers) { worker in
      stride(from: worker, to: languages.count, by: workers).map { place in
        Result { try edition(languages[place], folder) }
      }
    }
    return try languages.indices.map { try made[$0 % workers][$0 / workers].get() }
  }

  private func edition(_ language: Language, _ folder: TemplateFolder) throws -> Edition {
    let phrases = try folder.phrases(language)
    let vocabulary = blueprint.words(language)
    let missing = phrases.missingForms(in: vocabulary)
    guard missing.isEmpty else { throw VocabularyError.missing(language, missing) }
    let unknown = phrases.unknownForms(in: vocabulary)
    guard unknown.isEmpty else { throw VocabularyError.unknown(language, unknown) }
    let wording = Wording(language: language, phrases: phrases, currency: blueprint.currency, vocabulary: vocabulary)
    let builder = PageBuilder(self, wording)
    return Edition(frame: builder.frame(), words: InterfaceWords(wording), pages: builder.pages())
  }
}
