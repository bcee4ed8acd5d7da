/// A language a report can be written in, as it stands in the list of languages.
///
/// Its words, its plural rule and its way with numbers stand in `site-templates/languages/<code>.yml`. Outside this file and
/// those no code names a language.
package struct Language: Sendable, Hashable {
  /// Code as in HTML's `lang` and in file names.
  package let code: String
  /// The language's name in itself, for the language switch.
  package let ownName: String
  package let direction: Direction
  /// What follows from the word that a project gives for one of ours.
  package let inflection: Inflection

  package init(code: String, ownName: String, direction: Direction, inflection: Inflection = .none) {
    self.code = code
    self.ownName = ownName
    self.direction = direction
    self.inflection = inflection
  }

  /// The language of the list with that code.
  package init?(code: String) {
    guard let known = Self.all.first(where: { $0.code == code }) else { return nil }
    self = known
  }

  package static let hebrew = Language(
    code: "he", ownName: "עברית", direction: .rightToLeft, inflection: .articlePrefix("ה"))
  package static let english = Language(
    code: "en", ownName: "English", direction: .leftToRight, inflection: .pluralInS)

  /// The list of languages, in the order in which a report has them unless its project says otherwise.
  package static let all = [hebrew, english]

  /// What is spoken before a project is read, and where nobody has said which language it should be.
  package static let fallback = english
}

/// Which way text, stages, bars and maps run.
package enum Direction: String, Sendable {
  case rightToLeft = "rtl"
  case leftToRight = "ltr"

  package var isRightToLeft: Bool { self == .rightToLeft }
}

/// How the forms of a word follow from those that a project gives.
package enum Inflection: Sendable, Hashable {
  /// By no rule simple enough: the project gives every form.
  case none
  /// The definite forms have the article before them; not those of several words, where only a person knows its place.
  case articlePrefix(String)
  /// Every form follows from the singular: a plural in s, “the”, “a” or “an”.
  case pluralInS

  /// Whether one word is enough.
  package var needsOnlyOne: Bool {
    switch self {
    case .pluralInS: true
    case .none, .articlePrefix: false
    }
  }
}
