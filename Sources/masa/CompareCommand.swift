import ArgumentParser
import Journeys
import Pipeline

/// `masa compare`: the report with its period beside another.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Build the report with its period compared with another.",
    discussion: """
      The same as report, with compare: PERIOD in the project file, which must name a period of its own. One reading of \
      the files serves both periods.
      """)

  @ArgumentParser.Argument(
    help: ArgumentHelp("A project file, or its folder.", valueName: "project"), completion: .file())
  var project: String

  @Option(
    name: .customLong("with"),
    help: ArgumentHelp(
      "Dates as 2025-07-01..2025-12-31, previous (as long, just before) or year-before (the same days a year earlier).",
      valueName: "period"))
  var other: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder of all reports.", valueName: "dir"), completion: .directory)
  var output = "output"

  @OptionGroup var forms: FormOptions
  @OptionGroup var earlier: EarlierReportOption
  @OptionGroup var common: CommonOptions

  /// As `masa report`, with another period beside the report's.
  func run() throws {
    try ReportCommand.make(project, into: output, forms, common) { files in
      files.blueprint.compare = try files.blueprint.compared(with: other)
      files.previous = earlier.previous
    }
  }
}
