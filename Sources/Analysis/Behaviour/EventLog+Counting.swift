import Journeys

extension EventLog {
  /// Whether what begins, or is bought, at that time counts: inside the period, and on no day left out.
  @inline(__always)
  func counts(_ time: Int64) -> Bool { period.contains(time) && (excluded.isEmpty || !excluded.contains(time)) }
}
