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
      every guess is marked. On a terminal it asks what each file is, who the customer is, what a purchase is, what the \
      company initiates and what ends well; in a pipe it asks nothing. A file of which something must be known first \
      stands commented out, with its question. Comments and questions are in the language of the data, unless \
      --language says otherwise.
      """)

  /// The exports.
  @ArgumentParser.Argument(
    help: ArgumentHelp(
      "Exports: events, and lists of customers, identity tables, surveys; or the folder that holds them.",
      valueName: "file-or-folder"), completion: .file())
  var files: [String]

  /// The project file.
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The project file (default: project.yml in the folder, here, or beside the exports).", valueName: "path"))
  var output: String?

  /// Whether a project file may be overwritten.
  @Flag(help: "Overwrite the project file.")
  var force = false

  @OptionGroup var common: CommonOptions

  /// Drafts, asks, writes.
  func run() throws {
    try common.speak { speaker in
      if let output { try ArgumentError.check("--output", folder: output) }
      if files.contains("-") { throw ArgumentError.noName }
      let progress = Progress()
      defer { progress.clear() }
      let exports = try DraftFiles(files)
      let place = try DraftPlace(exports, output: output)
      guard force || !FileManager.default.fileExists(atPath: place.path) else {
        throw DraftingError.exists(path: place.path)
      }
      let inputs = zip(exports.paths, place.names).map { InputFile(path: $0, name: $1) }
      speaker.turn(to: TypedNames(inputs))
      let words = try Language.all.map { try speaker.templates.wording($0) }
      let now = speaker
      let show: (String) -> Void = { progress.show(now.text(Step.reading(file: $0).sentence)) }
      var draft = try ProjectDraft(
        inputs, names: place.names, client: place.client, words: words, language: common.speaking.language,
        progress: show
      ) { error in Pipeline.sentence(for: error).map { now.w($0).plain } ?? "\(error)" }
      progress.clear()
      speaker.turn(to: draft.w)
      let conversation = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 ? speaker.conversation : nil
      if let conversation { draft.askFiles(conversation) }
      try draft.readEvents(threads: common.cores, progress: show)
      progress.clear()
      if let conversation { draft.askTouchpoints(conversation) }
      let text = draft.yaml
      // What is written must be readable: a draft that its own reader refuses is a fault, and is not left behind.
      _ = try Blueprint(yaml: text, file: place.path)
      do { try FileWriting.replace(place.path, with: Array(text.utf8)) } catch {
        throw PublishingError.notWritten(place.path, error)
      }
      try Terminal.say([place.path] + draft.closing(place.path).map { speaker.text($0) })
    }
  }
}

extension Speaker {
  /// Questions on the terminal.
  fileprivate var conversation: DraftConversation {
    DraftConversation(read: { readLine() }, say: { Terminal.show(text($0) + "\n") }) { question in
      Terminal.show(text(question) + " ")
    }
  }
}
