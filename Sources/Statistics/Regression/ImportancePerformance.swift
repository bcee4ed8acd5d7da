/// Where a driver stands by how important it is and how well it does (Martilla & James 1977), and whether its ranges let
/// that be said.
package enum ImportanceQuadrant: Sendable, Equatable {
  /// Important and low.
  case fixFirst
  /// Important and high.
  case keep
  /// Neither important nor high.
  case lowPriority
  /// High and not important.
  case moreThanNeeded
  /// A range crosses a line.
  case undecided

  /// The lines are the means, not the middles of the scales.
  package init(importance: Estimate, performance: Estimate, meanImportance: Double, meanPerformance: Double) {
    let important = importance.low > meanImportance
    let unimportant = importance.high < meanImportance
    let high = performance.low > meanPerformance
    let low = performance.high < meanPerformance
    self =
      important && low
      ? .fixFirst
      : important && high
        ? .keep : unimportant && low ? .lowPriority : unimportant && high ? .moreThanNeeded : .undecided
  }
}
