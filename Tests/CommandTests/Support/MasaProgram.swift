import Foundation
import TestSupport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The built program, run as a user runs it.
enum MasaProgram {
  /// How a run ended and what it said.
  struct Outcome: Sendable {
    /// The exit code; a signal's number, negated, where one ended the run.
    var exit: Int32
    var output: String
    var errors: String

    /// The message lines on standard error.
    var errorLines: [String] { errors.split(separator: "\n").map(String.init) }
  }

  /// Where the program lies: where `MASA_PROGRAM` says, as in `make test`, or else beside the tests' own bundle.
  static let path: String? = {
    if let declared = ProcessInfo.processInfo.environment["MASA_PROGRAM"], !declared.isEmpty {
      return FileManager.default.isExecutableFile(atPath: declared) ? declared : nil
    }
    let own = URL(filePath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
    let real = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let usual = Repository.root.appending(path: ".build/debug")
    return [own, real, usual].map { $0.appending(path: "masa").path }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  static let isMissing = "the program masa is not built beside the tests: run swift build first"

  /// A run that was begun and not yet waited for.
  struct Running {
    var process: pid_t
    fileprivate var folder: TemporaryFolder

    /// Ends the run at once, as the kernel or a power cut would.
    func kill() { _ = Signals.kill(process) }

    /// Waits for the end, a minute and a half at most.
    func outcome() throws -> Outcome {
      var status: Int32 = 0
      let patience = ContinuousClock.now + .seconds(90)
      while waitpid(process, &status, WNOHANG) == 0 {
        if ContinuousClock.now > patience {
          kill()
          _ = waitpid(process, &status, 0)
          break
        }
        usleep(2000)
      }
      let signal = status & 0x7f
      return Outcome(
        exit: signal == 0 ? (status >> 8) & 0xff : -signal, output: try folder.text("stdout"),
        errors: try folder.text("stderr"))
    }
  }

  /// Begins a run; standard input is empty unless a file is named.
  static func begin(
    _ arguments: [String], input: String = "/dev/null", environment: [String: String] = [:], at place: String? = nil
  ) throws -> Running {
    guard let path else { throw Failure(message: isMissing) }
    let folder = try TemporaryFolder()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    for (number, name) in [(Int32(1), "stdout"), (2, "stderr")] {
      posix_spawn_file_actions_addopen(
        &actions, number, folder.url.appending(path: name).path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    }
    var variables = ProcessInfo.processInfo.environment
    variables.merge(environment) { $1 }
    // The shell goes there first: glibc's own way is hidden from Swift.
    let there = place.map { ["/bin/sh", "-c", #"cd "$1" && shift && exec "$0" "$@""#, path, $0] }
    let words = (there ?? [path]) + arguments
    let argv = words.map { strdup($0) } + [nil]
    let envp = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, words[0], &actions, nil, argv, envp)
    guard code == 0 else { throw Failure(message: "cannot start \(path): \(String(cString: strerror(code)))") }
    return Running(process: process, folder: folder)
  }

  /// Runs to the end.
  ///
  /// - Parameter place: the folder it is started in; the test's own when `nil`.
  static func run(
    _ arguments: [String], input: String = "/dev/null", environment: [String: String] = [:], at place: String? = nil
  ) throws -> Outcome {
    try begin(arguments, input: input, environment: environment, at: place).outcome()
  }
}

/// Why a test could not be carried out.
struct Failure: Error, CustomStringConvertible {
  var message: String
  var description: String { message }
}

private enum Signals {
  static func kill(_ process: pid_t) -> Int32 {
    #if canImport(Glibc)
      Glibc.kill(process, SIGKILL)
    #else
      Darwin.kill(process, SIGKILL)
    #endif
  }
}
