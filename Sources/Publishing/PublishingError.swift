import Basics

/// Why a site was not written; the previous one is then as it was.
package enum PublishingError: SayableError, Equatable {
  case unreadable(path: String, FileProblem)
  case unwritable(path: String, FileProblem)
  case notAReport(path: String)
  /// A page or a folder that lies where the list of reports would go, and is none.
  case foreign(path: String)
  case twoFiles(path: String)
  case unsafePath(String)

  package var sentence: Sentence {
    switch self {
    case .unreadable(let path, let problem):
      Self.about(path, Sentence("error.file.not-read", ["reason": .sentence(problem.sentence)]))
    case .unwritable(let path, let problem):
      Self.about(path, Sentence("error.file.not-written", ["reason": .sentence(problem.sentence)]))
    case .notAReport(let path): Self.about(path, Sentence("error.publishing.not-a-report"))
    case .foreign(let path): Self.about(path, Sentence("error.publishing.foreign"))
    case .twoFiles(let path): Self.about(path, Sentence("error.publishing.two-files"))
    case .unsafePath(let path): Self.about(path, Sentence("error.publishing.unsafe-path"))
    }
  }

  /// What Foundation said when a file or folder was to be read.
  package static func notRead(_ path: String, _ error: any Error) -> Self {
    .unreadable(path: path, FileProblem(error))
  }

  /// What Foundation said when a file or folder was to be written.
  package static func notWritten(_ path: String, _ error: any Error) -> Self {
    .unwritable(path: path, FileProblem(error))
  }

  private static func about(_ path: String, _ problem: Sentence) -> Sentence {
    Sentence("error.in-file", ["file": .name(path), "problem": .sentence(problem)])
  }
}
