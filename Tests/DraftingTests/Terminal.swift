import Wording

@testable import Drafting

/// A terminal at which prepared lines are typed, and what then stands on it.
final class Terminal {
  /// What is still to be typed.
  private(set) var typed: [String]
  /// The screen, typed lines included.
  private(set) var shown = ""

  init(_ typed: [String]) { self.typed = typed }

  var conversation: DraftConversation {
    DraftConversation(
      read: { self.type() }, say: { self.shown += $0.plain + "\n" }, ask: { self.shown += $0.plain + " " })
  }

  private func type() -> String? {
    guard !typed.isEmpty else { return nil }
    let line = typed.removeFirst()
    shown += line + "\n"
    return line
  }

  /// How many lines of eighty characters the screen takes.
  var height: Int { shown.split(separator: "\n").reduce(0) { $0 + max(1, ($1.count + 79) / 80) } }
}
