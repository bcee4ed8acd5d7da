import Foundation

/// One line on a terminal that says what is going on; nothing in a pipe.
struct Progress {
  private let isTerminal = isatty(STDERR_FILENO) == 1

  /// Shows a text that holds no control characters.
  func show(_ text: @autoclosure () -> String) {
    guard isTerminal else { return }
    FileHandle.standardError.write(Data(("\r\u{1B}[K" + String(text().prefix(70)) + " …").utf8))
  }

  /// Takes the line away.
  func clear() {
    guard isTerminal else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
  }
}
