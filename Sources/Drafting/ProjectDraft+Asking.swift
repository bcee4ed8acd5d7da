import Journeys
import Wording

extension ProjectDraft {
  /// The longest line of touchpoints, in characters.
  private static let lineLength = 80

  /// Asks the three questions about touchpoints that no export answers; an empty line keeps the guess.
  package mutating func askTouchpoints(_ conversation: DraftConversation) {
    guard !touchpoints.isEmpty else { return }
    conversation.say(w("draft.ask.touchpoints"))
    for line in touchpointList() { conversation.say(line) }
    let purchases = answer("draft.ask.purchase", conversation) { $0.kind == .purchase }
    for index in touchpoints.indices {
      if purchases.contains(index) {
        touchpoints[index].kind = .purchase
      } else if touchpoints[index].kind == .purchase {
        touchpoints[index].kind = .touch
      }
    }
    let company = answer("draft.ask.company", conversation) { $0.isCompanyInitiated }
    let well = answer("draft.ask.ends-well", conversation) { $0.endsWell }
    for index in touchpoints.indices {
      touchpoints[index].isCompanyInitiated = company.contains(index)
      touchpoints[index].endsWell = well.contains(index)
    }
    isAnswered = true
    proposeStages()
  }

  /// As many touchpoints in a line as go into it, so that all questions stay on one screen.
  private func touchpointList() -> [RichText] {
    var lines: [RichText] = []
    var length = 0
    for (index, touchpoint) in touchpoints.enumerated() {
      let item = w(
        "draft.ask.touchpoint",
        [
          "name": .text(.name("\(index + 1) \(yamlComment(touchpoint.id))")), "n": .number(touchpoint.events),
        ])
      let own = item.plain.count
      if let last = lines.indices.last, length + own + 2 <= Self.lineLength {
        lines[last] = lines[last] + RichText("  ") + item
        length += own + 2
      } else {
        lines.append(item)
        length = own
      }
    }
    return lines
  }

  /// The touchpoints that an answer names, or the guess.
  private func answer(
    _ question: String, _ conversation: DraftConversation, isGuessed: (Touchpoint) -> Bool
  ) -> [Int] {
    let guess = touchpoints.indices.filter { isGuessed(touchpoints[$0]) }
    let shown = guess.isEmpty ? "-" : guess.map { String($0 + 1) }.joined(separator: ",")
    let answer = conversation.answer(
      w(question, ["guess": .text(.figures("[\(shown)]"))]),
      again: w("draft.ask.again", ["n": .number(touchpoints.count)])
    ) { line -> [Int]? in
      if line == "-" { return [] }
      let words = line.split { ", ;\t".contains($0) }.map(String.init)
      let numbers = words.compactMap { Int($0) }.filter { touchpoints.indices.contains($0 - 1) }
      return numbers.count == words.count ? numbers.map { $0 - 1 } : nil
    }
    return answer ?? guess
  }
}
