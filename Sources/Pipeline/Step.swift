/// What a run has come to.
package enum Step: Sendable, Equatable {
  /// Reads a file.
  case reading(file: String)
  /// Counts.
  case analysing(events: Int)
  /// Makes pages and pictures.
  case writing
}
