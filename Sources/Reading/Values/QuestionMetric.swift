/// What a survey question measures, as definitions.md says.
package enum QuestionMetric: String, Sendable, CaseIterable {
  case nps, csat, ces, text
  /// One of a list, as the reason for leaving: shares, and never a score.
  case choice

  /// Whether its answers are points of a scale.
  package var isScored: Bool { usualScale != nil }

  /// The scale where none is declared; `nil` for words, and for one of a list.
  package var usualScale: ClosedRange<Int32>? {
    switch self {
    case .nps: 0...10
    case .csat: 1...5
    case .ces: 1...7
    case .text, .choice: nil
    }
  }
}
