import ArgumentParser
import Foundation
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
    subcommands: [InitCommand.self, CheckCommand.self, ReportCommand.self, SimulateCommand.self])
}

/// What commands share.
struct CommonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The language of what is said, he or en (default: the project's first language; English before a project is read).",
      valueName: "code"))
  var language: Language?

  @Option(
    help: ArgumentHelp("The folder site-templates, when it is not beside the program.", valueName: "dir"),
    completion: .directory)
  var templates: String?

  @Option(help: ArgumentHelp("How many cores to use (default: all).", valueName: "n"))
  var threads: Int?

  /// How many cores may be used.
  var cores: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  func validate() throws {
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads must be 1 to 1024") }
  }
}

@main
enum Main {
  /// Runs the command; everything a user can get wrong ends with exit code 2 and one message on standard error.
  static func main() {
    do {
      var command = try Masa.parseAsRoot()
      try command.run()
    } catch let code as ExitCode {
      exit(code.rawValue)
    } catch {
      let code = Masa.exitCode(for: error)
      if code.isSuccess { Masa.exit(withError: error) }
      if let hint = misspeltCommand() {
        complain(hint)
        exit(2)
      }
      FileHandle.standardError.write(Data((Masa.fullMessage(for: error) + "\n").utf8))
      exit(2)
    }
  }

  /// What to say of a command that is nearly one; `nil` where none is near.
  private static func misspeltCommand() -> String? {
    let known = ["init", "check", "report", "simulate"]
    guard CommandLine.arguments.count > 1, !CommandLine.arguments[1].hasPrefix("-") else { return nil }
    let word = CommandLine.arguments[1]
    guard !known.contains(word), let meant = nearest(word, in: known) else { return nil }
    return "there is no command \"\(clipped(word))\"; did you mean \"\(meant)\"?"
  }

  /// Writes one message to standard error.
  static func complain(_ message: String) { FileHandle.standardError.write(Data("masa: \(message)\n".utf8)) }
}
