import Journeys
import Reading
import Wording

extension ProjectDraft {
  /// What is said when the file is written: what was found, what is missing, and what to do next.
  ///
  /// - Parameter path: the project file's.
  package func closing(_ path: String) -> [Sentence] {
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
    let questions = sources.reduce(0) { $0 + ($1.kind == .survey ? guessedQuestions($1.inspection).count : 0) }
    guard questions > 0 else { return [Sentence("draft.done.no-questions", ["command": file])] }
    return [Sentence("draft.done.questions", ["n": .count(questions), "command": file])]
      + (needsPeriod ? [Sentence("draft.done.no-period")] : [])
  }
}
