/// What a survey question measures, as definitions.md says.
package enum QuestionMetric: String, Sendable, CaseIterable {
  case nps, csat, ces, text

  /// The scale where none is declared; `nil` for words.
  package var usualScale: ClosedRange<Int32>? {
    switch self {
    case .nps: 0...10
    case .csat: 1...5
    case .ces: 1...7
    case .text: nil
    }
  }
}
