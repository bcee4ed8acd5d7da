import Wording

/// What a run has come to.
package enum Step: Sendable, Equatable {
  /// Reads a file.
  case reading(file: String)
  /// Counts.
  case analysing(events: Int)
  /// Makes pages and pictures.
  case writing
  /// Prints pages as PDF.
  case printing

  /// The step in words.
  package var sentence: Sentence {
    switch self {
    case .reading(let file): Sentence("progress.reading", ["file": .name(file)])
    case .analysing(let events): Sentence("progress.analysing", ["n": .count(events)])
    case .writing: Sentence("progress.writing")
    case .printing: Sentence("progress.printing")
    }
  }
}
