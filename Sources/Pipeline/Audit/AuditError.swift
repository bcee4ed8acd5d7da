import Wording

/// What a report holds that it must not: it was written, and is not published.
package struct AuditError: SayableError, Equatable {
  /// What was found.
  package enum Finding: String, Sendable, CaseIterable {
    case count, phone, email, verbatim, id
  }

  /// The file it stands in, relative to the report's folder.
  package var file: String
  package var finding: Finding

  /// Where and what, without what was found itself: that is somebody's.
  package var sentence: Sentence {
    Sentence("error.in-file", ["file": .name(file), "problem": .sentence(problem)])
  }

  private var problem: Sentence {
    switch finding {
    case .count: Sentence("error.audit.count")
    case .phone: Sentence("error.audit.phone")
    case .email: Sentence("error.audit.email")
    case .verbatim: Sentence("error.audit.verbatim")
    case .id: Sentence("error.audit.id")
    }
  }
}
