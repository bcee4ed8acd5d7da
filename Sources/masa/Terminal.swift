import Basics
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard output and standard error, either of which may be closed, full, or read by nobody any more.
///
/// What is on them is never what a run is for, but of `masa check` and help: a report is written whole before it is spoken of.
/// So a message that cannot be said ends nothing, and an output that is full is said on standard error, with exit code 2.
/// Foundation would end the program at either.
enum Terminal {
  /// Where standard error is.
  nonisolated(unsafe) static var errors = STDERR_FILENO

  /// Makes sure that no file of a client or a report is opened under the number of a closed output, and that a reader who
  /// goes away ends nothing.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    // The lowest free number is taken: that of the closed one, since those below it are open.
    for number in STDIN_FILENO...STDERR_FILENO where fcntl(number, F_GETFD) < 0 {
      _ = open("/dev/null", number == STDIN_FILENO ? O_RDONLY : O_WRONLY)
    }
  }

  /// Writes lines to standard output; throws when they cannot be kept. Who reads no more has wished for no more.
  static func say(_ lines: String...) throws(OutputError) { try say(lines) }

  /// The same.
  static func say(_ lines: [String]) throws(OutputError) {
    if let problem = write(lines.joined(separator: "\n") + "\n", to: STDOUT_FILENO) {
      throw OutputError(problem: problem)
    }
  }

  /// Writes a text to standard output that nothing depends on.
  static func show(_ text: String) { _ = write(text, to: STDOUT_FILENO) }

  /// Writes a text to standard error, as far as there is one.
  static func warn(_ text: String) { _ = write(text, to: errors) }

  private static func write(_ text: String, to number: Int32) -> FileProblem? {
    var text = text
    return text.withUTF8 { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Foundation.write(number, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        if count < 0 { return errno == EPIPE ? nil : FileProblem(errno: errno) }
        rest = rest.dropFirst(count)
      }
      return nil
    }
  }
}

/// Standard output does not take what is to be said.
struct OutputError: SayableError {
  /// Why.
  var problem: FileProblem

  var sentence: Sentence { Sentence("error.output", ["reason": .sentence(problem.sentence)]) }
}
