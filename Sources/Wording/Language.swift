/// A language a report can be written in.
///
/// To add one: a case here, and `site-templates/languages/<code>.yml` with the same phrases as the others.
package enum Language: String, CaseIterable, Sendable, Codable {
  case hebrew = "he"
  case english = "en"

  /// Code as in HTML's `lang` and in file names.
  package var code: String { rawValue }

  /// The language's name in itself, for the language switch.
  package var ownName: String {
    switch self {
    case .hebrew: "עברית"
    case .english: "English"
    }
  }

  package var direction: Direction {
    switch self {
    case .hebrew: .rightToLeft
    case .english: .leftToRight
    }
  }
}

/// Which way text, stages, bars and maps run.
package enum Direction: String, Sendable {
  case rightToLeft = "rtl"
  case leftToRight = "ltr"

  package var isRightToLeft: Bool { self == .rightToLeft }
}
