import ArgumentParser
import Foundation
import Pipeline
import Publishing

/// `masa report`: builds the site of one client and period.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Build the site from a project file, a folder with project.yml, or one export.",
    discussion: """
      Writes OUTPUT/<client>/<period>/index.html and OUTPUT/index.html, which lists all clients and periods; what \
      else is asked for lies in the same folder, as <client>-<period>. \
      A run that fails or is interrupted leaves the previous report untouched.
      """)

  @ArgumentParser.Argument(
    help: ArgumentHelp(
      "A project file, its folder, or an export (CSV, TSV, Excel workbook, XES, JSON Lines, also .gz; - reads standard input).",
      valueName: "project-or-file"), completion: .file())
  var project: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder of all reports.", valueName: "dir"), completion: .directory)
  var output = "output"

  @OptionGroup var forms: FormOptions
  @OptionGroup var earlier: EarlierReportOption
  @OptionGroup var common: CommonOptions

  /// Reads, analyses, writes and publishes; exit code 1 when more rows were rejected than the project allows.
  func run() throws { try Self.make(project, into: output, forms, common) { $0.previous = earlier.previous } }

  /// Makes a report and says its headline.
  ///
  /// - Parameter prepare: what the command line changes in the project.
  static func make(
    _ project: String, into output: String, _ forms: FormOptions, _ common: CommonOptions,
    prepare: (inout ProjectFiles) throws -> Void
  ) throws {
    try common.speak { speaker in
      try ArgumentError.check("--output", folder: output)
      let folder = URL(filePath: output, directoryHint: .isDirectory)
      // Before the work, and once more when the pages are written.
      try OutputFolder(folder).checkReplaceable()
      let progress = Progress()
      defer { progress.clear() }
      var files = try ProjectFiles(argument: project)
      try speaker.turn(to: files)
      try prepare(&files)
      let now = speaker
      let made = try MadeReport(
        files, templates: speaker.templates, forms: forms.forms,
        printer: PDFPrinter(environment: ProcessInfo.processInfo.environment), threads: common.cores
      ) { step in
        progress.show(now.text(step.sentence))
      }
      let page = try made.write(to: folder)
      progress.clear()
      // In the language that was asked for, where the report has it.
      let chosen = speaker.isChosen ? speaker.w.language.code : nil
      let own = made.editions.first { $0.pages.first?.language.code == chosen }
      let headline = (own ?? made.editions.first)?.pages.first.map { $0.headline.marked(for: $0.language.direction) }
      let wholes = made.wholes.map { page.deletingLastPathComponent().appending(path: $0).relativePath }
      let lines = [headline, page.relativePath].compactMap { $0 } + wholes + made.guesses.map { speaker.text($0) }
      let said = Result { () throws(OutputError) in try Terminal.say(lines) }
      for warning in made.warnings + [made.unprinted?.sentence].compactMap({ $0 }) + made.complaints {
        speaker.complain(warning)
      }
      try said.get()
      if !made.complaints.isEmpty { throw ExitCode(1) }
    }
  }
}
