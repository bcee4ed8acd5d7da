import ArgumentParser
import Foundation
import Pipeline
import Reading

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
      FileHandle.standardError.write(Data((Masa.fullMessage(for: error) + "\n").utf8))
      exit(2)
    }
  }
}

/// Writes one message to standard error and gives the exit code of unusable input.
func refusal(_ message: String) -> ExitCode {
  FileHandle.standardError.write(Data("masa: \(printable(message))\n".utf8))
  return ExitCode(2)
}

/// The folder that is named, or the one that lies beside this program or above it.
func templateFolder(_ path: String?) throws -> TemplateFolder {
  if let path { return try TemplateFolder(at: path) }
  return try TemplateFolder(beside: URL(filePath: "/proc/self/exe").resolvingSymlinksInPath())
}
