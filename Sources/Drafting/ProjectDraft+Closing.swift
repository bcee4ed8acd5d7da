import Journeys
import Reading
import Wording

extension ProjectDraft {
  /// What is said when the file is written: what was found, what is missing, and what to do next.
  ///
  /// - Parameter path: the project file's.
  package func closing(_ path: String) -> [Sentence] { summary(path) + openQuestions }

  private func summary(_ path: String) -> [Sentence] {
    let file = Sentence.Value.code("masa report \(path)")
    guard touchpoints.isEmpty else {
      return [
        Sentence(
          "draft.done.touchpoints",
          [
            "touchpoints": .number(touchpoints.count),
            "purchases": .number(touchpoints.count { $0.kind == .purchase }), "command": file,
          ])
      ]
    }
    guard sources.contains(where: { $0.isUsed && $0.kind == .survey }) else {
      return [Sentence("draft.done.nothing", ["command": file])]
    }
    let questions = sources.reduce(0) {
      $0 + ($1.kind == .survey && $1.isUsed ? guessedQuestions($1.inspection).count : 0)
    }
    guard questions > 0 else { return [Sentence("draft.done.no-questions", ["command": file])] }
    return [Sentence("draft.done.questions", ["n": .count(questions), "command": file])]
      + (needsPeriod ? [Sentence("draft.done.no-period")] : [])
  }

  /// The files that stand commented out, with what has to be known of them.
  private var openQuestions: [Sentence] {
    let asked = sources.compactMap { source in
      source.question.flatMap { question in
        question == .leftOut ? nil : (source.name, self.question(question, source).plain)
      }
    }
    let failed = unreadable.map { ($0.name, w.plain("draft.question.unreadable", ["why": .text(RichText($0.why))])) }
    return (asked + failed).map { name, question in
      Sentence("draft.done.open", ["file": .name(name), "question": .text(question)])
    }
  }
}
