import ArgumentParser
import Foundation
import Journeys
import Pipeline
import Publishing
import Reading
import Findings
import Pages

/// `masa report`: builds the site of one client and period.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Build the site from a project file, a folder with project.yml, or one export.",
    discussion: """
      Writes OUTPUT/<client>/<period>/index.html and OUTPUT/index.html, which lists all clients and periods. \
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

  @Option(
    help: ArgumentHelp("The folder site-templates, when it is not beside the program.", valueName: "dir"),
    completion: .directory)
  var templates: String?

  @Option(help: ArgumentHelp("How many cores to use (default: all).", valueName: "n"))
  var threads: Int?

  func validate() throws {
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads must be 1 to 1024") }
  }

  func run() throws {
    do {
      let isAboveLimit = try build()
      if isAboveLimit { throw ExitCode(1) }
    } catch let code as ExitCode {
      throw code
    } catch {
      throw refusal("\(error)")
    }
  }

  /// Reads, analyses, writes and publishes; true when more rows were rejected than the project allows.
  private func build() throws -> Bool {
    let progress = Progress()
    defer { progress.clear() }
    let folder = try templateFolder(templates)
    let files = try ProjectFiles(argument: project)
    let cores = threads ?? ProcessInfo.processInfo.activeProcessorCount
    let made = try MadeReport(files, templates: folder, threads: cores) { progress.show($0) }
    let page = try made.write(to: URL(filePath: output, directoryHint: .isDirectory))
    progress.clear()
    if let first = made.editions.first?.pages.first {
      print(printable(first.headline.plain))
    }
    print(page.path(percentEncoded: false))
    for source in made.quality.eventSources where !source.guesses.isEmpty {
      let guesses = source.guesses.map { "\($0.role.rawValue) = \($0.column)" }.joined(separator: ", ")
      print("\(source.name): columns guessed: \(printable(guesses))")
    }
    for survey in made.quality.surveys where !survey.guessedQuestions.isEmpty {
      let guesses = survey.guessedQuestions.map { "\($0.metric.rawValue) = \(clipped($0.column))" }
        .joined(separator: ", ")
      print("\(survey.name): questions guessed: \(printable(guesses))")
    }
    if let warning = idleKeyWarning(made.quality, files.blueprint) {
      FileHandle.standardError.write(Data("masa: \(warning)\n".utf8))
    }
    let above = made.quality.sources.filter(\.isAboveLimit)
    for source in above {
      FileHandle.standardError.write(
        Data(
          "masa: \(printable(source.name)): \(source.rowsRejected) of \(source.rowsRead) rows rejected, more than reject-above allows; see the data-quality page\n"
            .utf8))
    }
    return !above.isEmpty
  }
}
