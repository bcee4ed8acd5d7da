import Basics

/// Why a file is no earlier report that this one can be held beside.
package enum EarlierReportError: SayableError, Equatable {
  case notAReport(path: String)
  case tooLarge(path: String)
  /// Written by a Masa whose files have another form.
  case otherForm(path: String)
  /// It begins like a report and cannot be read to its end.
  case damaged(path: String)
  case otherClient(path: String, found: String, expected: String)
  /// Surveys that nobody dates.
  case undated(path: String)
  /// Its data or its period go on after those of the report.
  case later(path: String, until: CivilDate)

  package var sentence: Sentence {
    switch self {
    case .notAReport(let path): Self.about(path, Sentence("error.earlier.not-a-report"))
    case .tooLarge(let path): Self.about(path, Sentence("error.earlier.too-large"))
    case .otherForm(let path): Self.about(path, Sentence("error.earlier.other-form"))
    case .damaged(let path): Self.about(path, Sentence("error.earlier.damaged"))
    case .otherClient(let path, let found, let expected):
      Self.about(
        path,
        Sentence("error.earlier.other-client", ["found": .name(found), "expected": .name(expected)]))
    case .undated(let path): Self.about(path, Sentence("error.earlier.undated"))
    case .later(let path, let until): Self.about(path, Sentence("error.earlier.later", ["date": .code(until.iso)]))
    }
  }

  private static func about(_ path: String, _ problem: Sentence) -> Sentence {
    Sentence("error.in-file", ["file": .name(path), "problem": .sentence(problem)])
  }
}
