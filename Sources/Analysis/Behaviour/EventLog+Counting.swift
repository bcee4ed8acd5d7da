import Journeys

extension EventLog {
  /// Whether what begins, or is bought, at that time counts: inside the period, and on no day left out.
  @inline(__always)
  func counts(_ time: Int64) -> Bool { period.contains(time) && (excluded.isEmpty || !excluded.contains(time)) }

  /// The events of a customer that flow counts: those of the period, from the first on that is on no day left out.
  @inline(__always)
  func counted(_ customer: Int) -> UnsafeBufferPointer<LoggedEvent> {
    let all = journey(of: customer)
    var lower = 0
    var upper = all.count
    while lower < upper, all[lower].time < period.lowerBound { lower &+= 1 }
    while lower < upper, all[upper &- 1].time > period.upperBound { upper &-= 1 }
    // No journey begins on a day left out; those of its events that come later stay.
    if !excluded.isEmpty { while lower < upper, excluded.contains(all[lower].time) { lower &+= 1 } }
    return UnsafeBufferPointer(rebasing: all[lower..<upper])
  }
}
