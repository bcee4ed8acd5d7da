import Journeys
import Reading
import Wording

extension MadeReport {
  /// What is said when it is written, besides where: what was guessed.
  package var guesses: [Sentence] {
    quality.eventSources.filter { !$0.guesses.isEmpty }.map {
      Sentence("result.columns-guessed", ["file": .name($0.name), "columns": .columns($0.guesses)])
    }
      + quality.surveys.filter { !$0.guessedQuestions.isEmpty }.map {
        Sentence("result.questions-guessed", ["file": .name($0.name), "questions": .questions($0.guessedQuestions)])
      }
  }

  /// One complaint for each source of which more rows were rejected than the project allows.
  package var complaints: [Sentence] {
    quality.sources.filter(\.isAboveLimit).map {
      Sentence(
        "result.rejected",
        ["file": .name($0.name), "rejected": .number($0.rowsRejected), "rows": .number($0.rowsRead)])
    }
  }
}
