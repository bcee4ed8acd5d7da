import Journeys

extension ProjectDraft {
  /// Asks the three questions that no export answers; an empty line keeps the guess.
  ///
  /// - Parameters:
  ///   - read: one line of what the user types; `nil` at the end of it.
  package mutating func ask(read: () -> String?, write: (String) -> Void) {
    write(say("נקודות המגע שנמצאו, לפי ההיקף:", "The touchpoints found, by volume:"))
    for (index, touchpoint) in touchpoints.enumerated() {
      write("  \(index + 1). \(yamlComment(touchpoint.id))  (\(touchpoint.events))")
    }
    write(
      say(
        "עונים במספרים עם פסיקים ביניהם. Enter: הניחוש שבסוגריים. מינוס: אף אחת.",
        "Answer with numbers and commas. Enter: the guess in brackets. A minus: none."))
    let purchases = answer(
      say("1. מה נחשב רכישה?", "1. What is a purchase?"),
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
      say("2. אילו מהן ביוזמת החברה?", "2. Which does the company initiate?"),
      touchpoints.indices.filter { touchpoints[$0].isCompanyInitiated }, read, write)
    let well = answer(
      say("3. אחרי אילו מהן שתיקה היא הצלחה?", "3. Which end well, so that silence after them is success?"),
      touchpoints.indices.filter { touchpoints[$0].endsWell }, read, write)
    for index in touchpoints.indices {
      touchpoints[index].isCompanyInitiated = company.contains(index)
      touchpoints[index].endsWell = well.contains(index)
    }
    isAnswered = true
    proposeStages()
  }

  /// The touchpoints that an answer names; asks again, three times at most, when it cannot be understood.
  private func answer(_ question: String, _ guess: [Int], _ read: () -> String?, _ write: (String) -> Void) -> [Int] {
    let shown = guess.isEmpty ? "-" : guess.map { String($0 + 1) }.joined(separator: ",")
    for _ in 0..<3 {
      write("\(question) [\(shown)]")
      guard let line = read() else { return guess }
      let words = line.split { ", ;\t".contains($0) }.map(String.init)
      if words.isEmpty { return guess }
      if words == ["-"] { return [] }
      let numbers = words.compactMap { Int($0) }.filter { touchpoints.indices.contains($0 - 1) }
      if numbers.count == words.count { return numbers.map { $0 - 1 } }
      write(
        say(
          "מספרים מ־1 עד \(touchpoints.count), Enter או מינוס",
          "numbers from 1 to \(touchpoints.count), Enter or a minus"))
    }
    return guess
  }
}
