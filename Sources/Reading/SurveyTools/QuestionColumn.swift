/// What a code of a question stands for.
package struct AnswerLabel: Sendable, Equatable {
  /// The code as it stands in the cells: `5`, `A1`.
  package var code: String
  /// What it stands for: `Very satisfied`.
  package var label: String
  /// Whether the file itself declares this code to be no answer.
  package var isUserMissing = false
}

/// A column that holds the answers to one survey question; metric and scale are guesses, to be confirmed or declared.
package struct QuestionColumn: Sendable, Equatable {
  /// The column's name, as `Inspection.columns` has it.
  package var column: String
  /// The question as the customer read it, without markup; the column's name where the file has nothing better.
  package var text: String
  /// What it seems to measure; `nil` when its wording is not known.
  package var metric: QuestionMetric?
  /// The lowest point of its scale, where labels, wording or answers tell.
  package var low: Int?
  /// The highest point of its scale.
  package var high: Int?
  /// What its codes stand for, in the file's order.
  package var labels: [AnswerLabel] = []
  /// The numbers the file declares to be no answers; a single code is a range of one. Such cells read as empty.
  package var missing: [ClosedRange<Double>] = []
  /// Cells that look like codes for no answer, though nothing declares them so: a guess, and not yet in force.
  package var likelyMissing: [String] = []
  /// Whether it is one of several things that one question has rated: a guess by its name and its answers.
  package var isItem = false
  /// Whether it seems to rate the whole.
  package var isOverall = false
  /// Whether its labels, or its own text, say that a high code is bad.
  package var isReversed = false
  /// Whether its answers are words that grade, and its scale is that of the words.
  var isWorded = false
  /// Whether its scale is but the points that answers use, and the questions beside it may know better.
  var isOfUsedPoints = false

  /// How its cells are read.
  package var parser: AnswerParser { AnswerParser(missingNumbers: missing, labels: labels) }
}
