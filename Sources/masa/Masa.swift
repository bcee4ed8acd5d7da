import ArgumentParser
import Foundation
import Publishing
import Reading
import Wording

/// The command `masa` and its subcommands.
struct Masa: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "masa",
    abstract: "Turn a client's raw exports into a site of customer-journey maps, in Hebrew and English.",
    discussion: """
      Exit codes: 0 done, 1 done with more rejected rows than the project allows, 2 unusable input or settings.
      """, version: "masa 0.1.0",
    subcommands: [InitCommand.self, CheckCommand.self, ReportCommand.self, CompareCommand.self, SimulateCommand.self])
}

/// How a command speaks.
struct SpeakingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The language of what is said, he or en (default: the project's first language; English before a project is read).",
      valueName: "code"))
  var language: Language?

  @Option(
    help: ArgumentHelp("The folder site-templates, when it is not beside the program.", valueName: "dir"),
    completion: .directory)
  var templates: String?
}

/// The report that was handed over before this one.
struct EarlierReportOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "An earlier report.json of the client: what is another number now stands beside it, and both together hide what each hides.",
      valueName: "file"), completion: .file())
  var previous: String?
}

/// In which forms a report is handed over besides its folder of pages.
struct FormOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Also write one HTML file that holds the whole report in every language, to be mailed: it opens in any browser, with nothing beside it."
    ))
  var singleFile = false

  @Flag(
    help: "Also print every page as one PDF a language, through Chromium; without it the report is made all the same.")
  var pdf = false

  @Flag(help: "Also write every table into one Excel workbook a language, its numbers as numbers.")
  var xlsx = false

  /// What was asked for.
  var forms: Forms {
    [singleFile ? .singleFile : [], pdf ? .pdf : [], xlsx ? .workbook : []]
  }
}

/// What commands that read a client's data share.
struct CommonOptions: ParsableArguments {
  @OptionGroup var speaking: SpeakingOptions

  @Option(help: ArgumentHelp("How many cores to use (default: all).", valueName: "n"))
  var threads: Int?

  /// How many cores may be used.
  var cores: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  /// Does a command's work once its options are known to be possible.
  func speak(_ work: (inout Speaker) throws -> Void) throws {
    try Speaker.speaking(speaking) { speaker in
      if let threads { try ArgumentError.check("--threads", threads, 1...1024) }
      try work(&speaker)
    }
  }
}

/// What is wrong with the words after `masa`, beyond what their parser finds.
enum ArgumentError: SayableError {
  case outOfRange(option: String, ClosedRange<Int>)
  /// Standard input, for a command that writes names of files down.
  case noName
  /// An option without the name of a folder.
  case noFolder(option: String)
  /// A word that is nearly a command.
  case noCommand(String, meant: String)

  var sentence: Sentence {
    switch self {
    case .outOfRange(let option, let range):
      Sentence(
        "error.argument.out-of-range",
        ["option": .code(option), "least": .text("\(range.lowerBound)"), "most": .text("\(range.upperBound)")])
    case .noFolder(let option): Sentence("error.argument.no-folder", ["option": .code(option)])
    case .noName: Sentence("error.argument.no-name")
    case .noCommand(let word, let meant):
      Sentence("error.argument.no-command", ["word": .name(clipped(word)), "meant": .code(meant)])
    }
  }

  /// Refuses a folder without a name, which would be the one the program was started in.
  static func check(_ option: String, folder: String) throws {
    if folder.isEmpty { throw ArgumentError.noFolder(option: option) }
  }

  /// Refuses a number outside its range.
  static func check(_ option: String, _ number: Int, _ range: ClosedRange<Int>) throws {
    if !range.contains(number) { throw ArgumentError.outOfRange(option: option, range) }
  }
}

@main
enum Main {
  /// Runs the command; everything a user can get wrong ends with exit code 2 and one message on standard error.
  static func main() {
    Terminal.prepare()
    do {
      var command = try Masa.parseAsRoot()
      try command.run()
    } catch let code as ExitCode {
      exit(code.rawValue)
    } catch {
      let code = Masa.exitCode(for: error)
      if code.isSuccess { exit(inform(Masa.fullMessage(for: error))) }
      if let hint = misspeltCommand(), let speaker = try? Speaker(arguments: CommandLine.arguments) {
        exit(speaker.refusal(hint).rawValue)
      }
      Terminal.warn(Masa.fullMessage(for: error) + "\n")
      exit(2)
    }
  }

  /// Says what was asked for, as help; gives the exit code.
  private static func inform(_ text: String) -> Int32 {
    do {
      try Terminal.say(text)
      return 0
    } catch { return (try? Speaker(arguments: CommandLine.arguments))?.refusal(error).rawValue ?? 2 }
  }

  /// A command that is nearly one; `nil` where none is near.
  private static func misspeltCommand() -> ArgumentError? {
    let known = ["init", "check", "report", "compare", "simulate"]
    guard CommandLine.arguments.count > 1, !CommandLine.arguments[1].hasPrefix("-") else { return nil }
    let word = CommandLine.arguments[1]
    guard !known.contains(word), let meant = nearest(word, in: known) else { return nil }
    return .noCommand(word, meant: meant)
  }

  /// Writes one message to standard error.
  static func complain(_ message: String) { Terminal.warn("masa: \(message)\n") }
}
