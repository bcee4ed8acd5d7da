import Foundation
import Pipeline

/// One line on a terminal that says what is going on; nothing in a pipe.
struct Progress {
  private let isTerminal = isatty(STDERR_FILENO) == 1

  func show(_ text: String) {
    guard isTerminal else { return }
    let plain = text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : Character($0) }
    FileHandle.standardError.write(Data(("\r\u{1B}[K" + String(plain.prefix(70)) + " …").utf8))
  }

  /// What a run has come to.
  func show(_ step: Step) {
    switch step {
    case .reading(let file): show("reading \(file)")
    case .analysing(let events): show("analysing \(events) events")
    case .writing: show("writing")
    }
  }

  func clear() {
    guard isTerminal else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
  }
}
