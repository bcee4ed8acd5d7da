import Journeys

/// What became of the customers who answered: their purchases and the touches they rated.
struct CustomerOutcomes: Sendable {
  /// Times of standing purchases by respondent, ascending; empty for one the log does not know.
  private(set) var purchases: [[Int64]]
  /// What became of a rated event: event number within the part, by respondent.
  private(set) var touches: [[(event: Int32, outcome: TouchOutcome)]]
  let horizon: Int64
  let observedUntil: Int64

  init(_ answers: SurveyAnswers, _ log: JourneyLog, _ rules: CycleRules) {
    horizon = rules.repurchase
    observedUntil = rules.observedUntil
    purchases = [[Int64]](repeating: [], count: answers.respondentCount)
    touches = [[(event: Int32, outcome: TouchOutcome)]](repeating: [], count: answers.respondentCount)
    var cutter = CycleCutter(rules, log.catalog)
    for (respondent, place) in answers.places.enumerated() {
      guard let place else { continue }
      let part = log.parts[Int(place.part)]
      cutter.cut(part, customer: Int(place.customer))
      purchases[respondent] = cutter.purchases.filter { !$0.isCancelled }.map { part[$0.event].time }
      touches[respondent] = cutter.touches.map { (Int32(truncatingIfNeeded: $0.event), $0.outcome) }
    }
  }

  /// Whether the respondent bought within H after that time; `nil` where H has not passed by the end of observation.
  func bought(_ respondent: Int, after time: Int64) -> Bool? {
    guard observedUntil - time >= horizon else { return nil }
    return purchases[respondent].contains { $0 > time && $0 - time <= horizon }
  }

  func purchases(_ respondent: Int, before time: Int64) -> Int { purchases[respondent].count { $0 <= time } }

  /// What became of an event; `nil` for one that is no touch of the customer's.
  func outcome(_ respondent: Int, event: Int32) -> TouchOutcome? {
    let list = touches[respondent]
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if list[middle].event < event { low = middle + 1 } else { high = middle }
    }
    return low < list.count && list[low].event == event ? list[low].outcome : nil
  }
}
