import Journeys
import Wording

/// A word the project replaces without all of its forms, or in one that the language does not have.
package enum VocabularyError: SayableError {
  /// What else is needed.
  case missing(Language, [String])
  /// What is too much.
  case unknown(Language, [String])

  package var sentence: Sentence {
    switch self {
    case .missing(let language, let forms):
      Sentence(
        "error.vocabulary.missing",
        [
          "language": .code(language.code), "forms": .list(forms.map { .code($0) }),
          "example": .code(vocabularyExample),
        ])
    case .unknown(let language, let forms):
      Sentence(
        "error.vocabulary.unknown", ["language": .code(language.code), "forms": .list(forms.map { .code($0) })])
    }
  }
}
