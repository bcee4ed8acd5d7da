import ArgumentParser
import Drafting
import Foundation
import Journeys
import Reading

/// `masa init`: drafts a project file from raw exports.
struct InitCommand: ParsableCommand {
  /// What help says.
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Draft a project file from raw exports; it runs at once.",
    discussion: """
      Reads the exports, guesses what each file, column and touchpoint is, and writes a commented project file in which \
      every guess is marked. On a terminal it asks three questions; in a pipe it asks nothing.
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

  /// The language of the comments.
  @Option(
    help: ArgumentHelp(
      "The language of comments and questions, he or en (default: he when the data are in Hebrew).", valueName: "code"))
  var language: String?

  /// Whether a project file may be overwritten.
  @Flag(help: "Overwrite the project file.")
  var force = false

  /// How many cores may be used.
  @Option(help: ArgumentHelp("How many cores to use (default: all).", valueName: "n"))
  var threads: Int?

  /// Checks what the command line says.
  func validate() throws {
    if let language, !["he", "en"].contains(language) { throw ValidationError("--language must be he or en") }
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads must be 1 to 1024") }
    if files.contains("-") { throw ValidationError("masa init needs files with names: a project file refers to them") }
  }

  /// Drafts, asks, writes.
  func run() throws {
    do { try draft() } catch let code as ExitCode { throw code } catch { throw refusal("\(error)") }
  }

  private func draft() throws {
    let progress = Progress()
    defer { progress.clear() }
    let place = try DraftPlace(files, output: output)
    guard force || !FileManager.default.fileExists(atPath: place.path) else {
      throw refusal("\(place.path) exists already; give another --output, or --force to overwrite it")
    }
    let inputs = zip(files, place.names).map { InputFile(path: $0, name: $1) }
    var draft = try ProjectDraft(
      inputs, names: place.names, folder: place.folderName, language: language,
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount
    ) { progress.show($0) }
    progress.clear()
    if !draft.touchpoints.isEmpty, isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 {
      draft.ask(read: { readLine() }) { print($0) }
    }
    let text = draft.yaml
    // What is written must be readable: a draft that its own reader refuses is a fault, and is not left behind.
    _ = try Blueprint(yaml: text, file: place.path)
    try Data(text.utf8).write(to: URL(filePath: place.path), options: .atomic)
    print(place.path)
    if draft.touchpoints.isEmpty {
      let questions = draft.sources.reduce(0) { $0 + ($1.kind == .survey ? guessedQuestions($1.inspection).count : 0) }
      guard questions > 0 else {
        print(
          draft.say(
            "לא זוהתה אף שאלה. בקובץ רשומות העמודות שאולי הן שאלות: questions: אומר אילו ומה הן מודדות, ואז: masa report",
            "No question was recognised. The file lists columns that may be questions: say which they are in questions:, then: masa report"
          ) + " \(printable(place.path))")
        return
      }
      print(
        draft.say(
          "\(questions) שאלות זוהו בסקרים. בדיקת הניחושים בקובץ, ואז: masa report",
          "\(questions) survey questions were recognised. Check the guesses in the file, then: masa report")
          + " \(printable(place.path))")
      if draft.needsPeriod {
        print(
          draft.say(
            "אף עמודה אינה אומרת מתי נענה הסקר: לפני הדוח יש לכתוב בקובץ period:",
            "No column says when the survey was answered: before the report, write period: into the file"))
      }
      return
    }
    print(
      draft.say(
        "נקודות מגע: \(draft.touchpoints.count), מהן רכישה: \(draft.touchpoints.count { $0.kind == .purchase }). בדיקת הניחושים בקובץ, ואז: masa report",
        "Touchpoints: \(draft.touchpoints.count), of them purchases: \(draft.touchpoints.count { $0.kind == .purchase }). Check the guesses in the file, then: masa report"
      )
        + " \(printable(place.path))")
  }
}
