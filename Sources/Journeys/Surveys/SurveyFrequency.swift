/// How often to ask.
package enum SurveyFrequency: String, Sendable {
  case quarterlyRolling, yearlyCensus, afterEach, withinTheHour, sampledOnExit, onceAfterLeaving
}

/// How well something is measured today.
package enum SurveyCoverage: String, Sendable {
  case none, thin, ok
  /// Answered, but not in the last two quarters.
  case stale
}

/// Why something cannot be measured as wished, and what to do.
package enum SurveyObstacle: String, Sendable {
  /// More invitations needed than there are customers: ask all of them, pool quarters, accept a wider margin.
  case tooFewCustomers
  /// The quarantine leaves too few who may be asked.
  case quarantine
}
