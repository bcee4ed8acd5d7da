import Journeys
import Reading
import Wording

extension Sentence.Value {
  /// Columns that were guessed, as `customer = customer_id`.
  package static func columns(_ guesses: [RoleGuess]) -> Self {
    .list(guesses.map { .code("\($0.role.rawValue) = \($0.column)") })
  }

  /// Questions that were guessed, as `nps = Q7`.
  package static func questions(_ questions: [QuestionDeclaration]) -> Self {
    .list(questions.map { .code("\($0.metric.rawValue) = \(clipped($0.column))") })
  }

  /// The first names of many, and how many more there are.
  static func names(_ names: [String], atMost limit: Int) -> Self {
    .list(names.prefix(limit).map { .name($0) } + (names.count > limit ? [.code("(+\(names.count - limit))")] : []))
  }
}
