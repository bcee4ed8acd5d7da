import Wording

/// A word the project replaces without all of its forms.
package struct VocabularyError: Error, CustomStringConvertible {
  var language: Language
  var missing: [String]

  /// What else is needed.
  package var description: String {
    "vocabulary (\(language.code)): give also " + missing.joined(separator: ", ")
      + ", as {one: …, many: …, definite: …, gender: m}"
  }
}
