import Analysis
import Findings
import Journeys
import Publishing

extension Audit {
  /// What a report is held against: the client's data, and what it says that it says.
  init(
    _ project: ProjectFiles, _ loaded: LoadedLog, _ report: Report, _ editions: [Edition], _ templates: TemplateFolder,
    threads: Int
  ) {
    ids = loaded.ids
    verbatims = loaded.answers.surveys.flatMap { $0.texts.flatMap(\.texts) }
    tables = Site.tables(of: editions)
    fewest = report.hidesFew ? report.fewestPeople : 0
    // Notes are written anew where quotations are scrubbed.
    let notes = report.blueprint.notes.flatMap { $0.text.entries.map(\.text) }
    let decisions = report.decisions.flatMap { [$0.owner, $0.effort, $0.cost, $0.decision].compactMap { $0 } }
    declared = Declared(
      project: project.text,
      others: notes + decisions + project.sources.flatMap { $0.files.map(\.name) } + [project.blueprint.client.id])
    names = Self.names(loaded, report)
    self.templates = templates
    self.threads = threads
  }

  /// What things in the data are called.
  private static func names(_ loaded: LoadedLog, _ report: Report) -> [String] {
    let catalog = report.catalog
    var named = catalog.stages.map { ($0.id, $0.name) } + catalog.touchpoints.map { ($0.id, $0.name) }
    named += catalog.channels.map { ($0.id, $0.name) } + catalog.departments.map { ($0.id, $0.name) }
    var names = named.flatMap { [$0.0] + $0.1.entries.map(\.text) }
    names += report.attributeNames
    names += report.satisfaction.names.values.flatMap { $0.entries.map(\.text) }
    names += report.satisfaction.terms.flatMap { $0.terms.map(\.word) }
    names += report.quality.sources.flatMap { [$0.name] + $0.columns + $0.sheetsPassedOver }
    names += loaded.answers.surveys.flatMap { survey in
      survey.questions.map(\.declaration.column) + survey.texts.map(\.declaration.column)
    }
    return names + loaded.answers.languages
  }
}
