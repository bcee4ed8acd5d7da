import Wording

/// What is read from somebody at a terminal, and what is said to him.
package struct DraftConversation {
  /// One line of what is typed; `nil` at the end of it.
  let read: () -> String?
  /// Says a line.
  let say: (RichText) -> Void
  /// Says a question; the answer is typed behind it.
  let ask: (RichText) -> Void

  /// A conversation by these three.
  package init(
    read: @escaping () -> String?, say: @escaping (RichText) -> Void, ask: @escaping (RichText) -> Void
  ) {
    self.read = read
    self.say = say
    self.ask = ask
  }

  /// The answer to a question, which is asked three times at most; `nil` where the guess is kept.
  ///
  /// - Parameters:
  ///   - parse: what an answer means; `nil` where it cannot be understood.
  ///   - again: what to say then.
  func answer<Answer>(_ question: RichText, again: RichText, _ parse: (String) -> Answer?) -> Answer? {
    for _ in 0..<3 {
      ask(question)
      guard let line = read() else { return nil }
      let typed = String(String.UnicodeScalarView(line.unicodeScalars.filter { !$0.properties.isBidiControl }))
        .trimmed
      if typed.isEmpty { return nil }
      if let answer = parse(typed) { return answer }
      say(again)
    }
    return nil
  }

  /// What a line says of numbered things: `3=survey 5=customers`, `4=user id+anonymous id`.
  static func assignments(_ line: String) -> [(number: Int, value: String)]? {
    var found: [(number: Int, value: String)] = []
    for word in line.split(separator: " ", omittingEmptySubsequences: true) {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, let number = Int(parts[0]) {
        found.append((number, String(parts[1])))
      } else if let last = found.indices.last {
        found[last].value += " " + word
      } else {
        return nil
      }
    }
    for index in found.indices {
      // A comma may stand between one and the next.
      while let last = found[index].value.last, ",; ".contains(last) { found[index].value.removeLast() }
    }
    return found.contains { $0.value.isEmpty } ? nil : found
  }
}

extension String {
  /// Without white space at either end.
  var trimmed: String {
    let isWhite: (Character) -> Bool = { $0.isWhitespace }
    return String(drop(while: isWhite).reversed().drop(while: isWhite).reversed())
  }
}
