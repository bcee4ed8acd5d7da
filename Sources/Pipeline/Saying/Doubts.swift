import Journeys
import Reading
import Wording

extension DataQuality {
  /// What was taken for what although another column would do nearly as well: one sentence each.
  var doubts: [Sentence] {
    sources.flatMap { source in
      source.guesses.compactMap { guess in
        guess.runnerUp.map { other in
          Sentence(
            "doubt.column",
            [
              "file": .name(source.name), "role": .sentence(Sentence("quality.role." + guess.role.rawValue)),
              "column": .name(clipped(guess.column)), "other": .name(clipped(other.column)),
              "why": .sentence(Sentence("doubt.why." + other.loss.word(guess.role))),
              "key": .code("columns: {\(guess.role.rawValue): NAME}"),
            ])
        }
      }
    }
  }

  /// What is declared and cannot be: purchases that no row is, activities that no state leaves.
  var contradictions: [Sentence] {
    var sentences: [Sentence] = []
    if !impossiblePurchases.isEmpty {
      sentences.append(
        Sentence(
          "doubt.impossible-purchases",
          ["touchpoints": .names(impossiblePurchases, atMost: 20), "always": .code("touchpoint: {always: NAME}")]))
    }
    if !droppedActivities.isEmpty {
      sentences.append(Sentence("doubt.dropped-activities", ["touchpoints": .names(droppedActivities, atMost: 20)]))
    }
    return sentences
  }
}

extension RunnerUp.Loss {
  /// The last part of the phrase that says why a column was not taken.
  fileprivate func word(_ role: ColumnRole) -> String {
    switch self {
    case .emptier: "emptier"
    case .lessUsual: "less-usual"
    case .saysLess: role == .time ? "began" : "says-less"
    case .staysTheSame: "stays-the-same"
    case .fewerValues: "fewer-values"
    case .standsBehind: "stands-behind"
    }
  }
}
