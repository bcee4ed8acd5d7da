import Foundation

/// One line on a terminal that says what is going on; nothing in a pipe.
struct Progress {
  private let isTerminal = isatty(STDERR_FILENO) == 1

  /// Shows a text that holds no control characters.
  func show(_ text: @autoclosure () -> String) {
    guard isTerminal else { return }
    Terminal.warn("\r\u{1B}[K" + String(text().prefix(70)) + " …")
  }

  /// Takes the line away.
  func clear() {
    guard isTerminal else { return }
    Terminal.warn("\r\u{1B}[K")
  }
}
