import ArgumentParser
import Foundation
import Journeys
import Pipeline

/// `masa check`: says what in a client's data could not be used, and writes nothing.
struct CheckCommand: ParsableCommand {
  /// What help says.
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read everything and say what could not be used, and what would be right; write nothing.",
    discussion: """
      Every kind of issue is counted, with its first rows. Cells' values are shown here so that they can be found and put \
      right; a report never shows them.
      """)

  /// The project.
  @ArgumentParser.Argument(
    help: ArgumentHelp("A project file, its folder, or an export.", valueName: "project-or-file"), completion: .file())
  var project: String

  /// The language of what is said.
  @Option(help: ArgumentHelp("he or en (default: the project's first language).", valueName: "code"))
  var language: String?

  /// How many rows of each issue are shown.
  @Option(help: ArgumentHelp("How many examples of each issue to show, 0 to 20.", valueName: "n"))
  var examples = 3

  /// How many cores may be used.
  @Option(help: ArgumentHelp("How many cores to use (default: all).", valueName: "n"))
  var threads: Int?

  /// Checks what the command line says.
  func validate() throws {
    if let language, !["he", "en"].contains(language) { throw ValidationError("--language must be he or en") }
    if !(0...20).contains(examples) { throw ValidationError("--examples must be 0 to 20") }
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads must be 1 to 1024") }
  }

  /// Reads and prints.
  func run() throws {
    let isAboveLimit: Bool
    do { isAboveLimit = try check() } catch { throw refusal("\(error)") }
    if isAboveLimit { throw ExitCode(1) }
  }

  /// Prints everything; true when more rows were rejected than the project allows.
  private func check() throws -> Bool {
    let progress = Progress()
    defer { progress.clear() }
    let files = try ProjectFiles(argument: project)
    let loaded = try load(
      files.blueprint, files.sources, threads: threads ?? ProcessInfo.processInfo.activeProcessorCount
    ) { progress.show($0) }
    progress.clear()
    print(
      CheckReport(
        loaded, files.blueprint, language: language ?? files.blueprint.languages.first ?? "he", examples: examples
      )
      .lines.joined(separator: "\n"))
    return loaded.quality.sources.contains(where: \.isAboveLimit)
  }
}
