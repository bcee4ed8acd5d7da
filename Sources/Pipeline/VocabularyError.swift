import Wording

/// A word the project replaces without all of its forms, or in one that the language does not have.
package struct VocabularyError: Error, CustomStringConvertible {
  var language: Language
  var missing: [String] = []
  var unknown: [String] = []

  /// What else is needed, or is too much.
  package var description: String {
    "vocabulary (\(language.code)): "
      + (missing.isEmpty
        ? "the language has no " + unknown.joined(separator: ", ")
        : "give also " + missing.joined(separator: ", ") + ", as {one: …, many: …, definite: …, gender: m}")
  }
}
