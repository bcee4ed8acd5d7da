import Journeys
import Wording

extension ProjectDraft {
  /// Asks the three questions that no export answers; an empty line keeps the guess.
  ///
  /// - Parameters:
  ///   - read: one line of what the user types; `nil` at the end of it.
  package mutating func ask(read: () -> String?, write: (RichText) -> Void) {
    write(w("draft.ask.touchpoints"))
    for (index, touchpoint) in touchpoints.enumerated() {
      write(
        RichText("  ")
          + w(
            "draft.ask.touchpoint",
            [
              "number": .text(RichText("\(index + 1)")), "name": .name(yamlComment(touchpoint.id)),
              "n": .number(touchpoint.events),
            ]))
    }
    write(w("draft.ask.how"))
    let purchases = answer(
      "draft.ask.purchase",
      touchpoints.indices.filter { touchpoints[$0].kind == .purchase },
      read, write)
    for index in touchpoints.indices {
      if purchases.contains(index) {
        touchpoints[index].kind = .purchase
      } else if touchpoints[index].kind == .purchase {
        touchpoints[index].kind = .touch
      }
    }
    let company = answer(
      "draft.ask.company",
      touchpoints.indices.filter { touchpoints[$0].isCompanyInitiated }, read, write)
    let well = answer(
      "draft.ask.ends-well",
      touchpoints.indices.filter { touchpoints[$0].endsWell }, read, write)
    for index in touchpoints.indices {
      touchpoints[index].isCompanyInitiated = company.contains(index)
      touchpoints[index].endsWell = well.contains(index)
    }
    isAnswered = true
    proposeStages()
  }

  /// The touchpoints that an answer names; asks again, three times at most, when it cannot be understood.
  private func answer(_ question: String, _ guess: [Int], _ read: () -> String?, _ write: (RichText) -> Void) -> [Int] {
    let shown = guess.isEmpty ? "-" : guess.map { String($0 + 1) }.joined(separator: ",")
    for _ in 0..<3 {
      write(w(question, ["guess": .text(.figures("[\(shown)]"))]))
      guard let line = read() else { return guess }
      let words = line.split { ", ;\t".contains($0) }.map(String.init)
      if words.isEmpty { return guess }
      if words == ["-"] { return [] }
      let numbers = words.compactMap { Int($0) }.filter { touchpoints.indices.contains($0 - 1) }
      if numbers.count == words.count { return numbers.map { $0 - 1 } }
      write(w("draft.ask.again", ["n": .number(touchpoints.count)]))
    }
    return guess
  }
}
