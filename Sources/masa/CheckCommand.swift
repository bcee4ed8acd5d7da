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

  /// How many rows of each issue are shown.
  @Option(help: ArgumentHelp("How many examples of each issue to show, 0 to 20.", valueName: "n"))
  var examples = 3

  @OptionGroup var common: CommonOptions

  /// Reads and prints; exit code 1 when more rows were rejected than the project allows.
  func run() throws {
    try common.speak { speaker in
      try ArgumentError.check("--examples", examples, 0...20)
      let progress = Progress()
      defer { progress.clear() }
      let files = try ProjectFiles(argument: project)
      try speaker.turn(to: files)
      let now = speaker
      let loaded = try load(files.blueprint, files.sources, threads: common.cores, proposes: true) { file in
        progress.show(now.text(Step.reading(file: file).sentence))
      }
      progress.clear()
      let words = try speaker.words(for: files)
      let report = CheckReport(loaded, words, duplicates: files.blueprint.duplicates, examples: examples)
      try Terminal.say(report.lines.map { $0.marked(for: words.language.direction) })
      if loaded.quality.sources.contains(where: \.isAboveLimit) { throw ExitCode(1) }
    }
  }
}
