import ArgumentParser
import Drafting
import Foundation
import Journeys
import Pipeline
import Publishing
import Reading
import Wording

/// `masa init`: drafts a project file from raw exports.
struct InitCommand: ParsableCommand {
  /// What help says.
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Draft a project file from raw exports; it runs at once.",
    discussion: """
      Reads the exports, guesses what each file, column and touchpoint is, and writes a commented project file in which \
      every guess is marked. On a terminal it asks three questions; in a pipe it asks nothing. Comments and questions are \
      in the language of the data, unless --language says otherwise.
      """)

  /// The exports.
  @ArgumentParser.Argument(
    help: ArgumentHelp("Exports: events, and lists of customers, identity tables, surveys.", valueName: "file"),
    completion: .file())
  var files: [String]

  /// The project file.
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The project file (default: project.yml here, or beside the exports).", valueName: "path"))
  var output: String?

  /// Whether a project file may be overwritten.
  @Flag(help: "Overwrite the project file.")
  var force = false

  @OptionGroup var common: CommonOptions

  /// Drafts, asks, writes.
  func run() throws {
    try common.speak { speaker in
      if files.contains("-") { throw ArgumentError.noName }
      let progress = Progress()
      defer { progress.clear() }
      let place = try DraftPlace(files, output: output)
      guard force || !FileManager.default.fileExists(atPath: place.path) else {
        throw DraftingError.exists(path: place.path)
      }
      let inputs = zip(files, place.names).map { InputFile(path: $0, name: $1) }
      speaker.turn(to: TypedNames(inputs))
      let words = try Language.all.map { try speaker.templates.wording($0) }
      let now = speaker
      var draft = try ProjectDraft(
        inputs, names: place.names, folder: place.folderName, words: words, language: common.speaking.language,
        threads: common.cores
      ) { progress.show(now.text(Step.reading(file: $0).sentence)) }
      progress.clear()
      speaker.turn(to: draft.w)
      if !draft.touchpoints.isEmpty, isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 {
        let asking = speaker
        draft.ask(read: { readLine() }) { print(asking.text($0)) }
      }
      let text = draft.yaml
      // What is written must be readable: a draft that its own reader refuses is a fault, and is not left behind.
      _ = try Blueprint(yaml: text, file: place.path)
      do { try Data(text.utf8).write(to: URL(filePath: place.path), options: .atomic) } catch {
        throw PublishingError.notWritten(place.path, error)
      }
      print(place.path)
      for sentence in draft.closing(place.path) { print(speaker.text(sentence)) }
    }
  }
}
