import Journeys

/// What became of the customers who answered: their purchases and the touches they rated, in flat arrays.
struct CustomerOutcomes: Sendable {
  /// Where one respondent's share of the arrays stands; empty for one the log does not know.
  private struct Share: BitwiseCopyable {
    var firstPurchase: Int32 = 0
    var endPurchase: Int32 = 0
    var firstOutcome: Int32 = 0
    var endOutcome: Int32 = 0
    /// Number of the first event within its part of the log.
    var firstEvent: Int32 = 0
    /// Of the first touch; `Catalog.noChannel` where it has none.
    var entryChannel = Catalog.noChannel
  }

  private var shares: [Share]
  /// Times of standing purchases, ascending within a respondent.
  private var purchaseTimes: [Int64] = []
  /// What became of each event; `nil` for one that is no touch of the customer's.
  private var outcomes: [TouchOutcome?] = []
  /// How long after a rating a purchase counts.
  let horizon: Int64
  private let observedUntil: Int64
  private let period: ClosedRange<Int64>
  private let excluded: ExcludedTime

  init(_ answers: SurveyAnswers, _ log: JourneyLog, _ rules: CycleRules) {
    horizon = rules.repurchase
    observedUntil = rules.observedUntil
    (period, excluded) = (log.period, log.excluded)
    shares = [Share](repeating: Share(), count: answers.respondentCount)
    // Who answered, by place in the log: journeys are then read one behind the other.
    var starts = [0]
    for part in log.parts { starts.append(starts[starts.count - 1] + part.customerCount) }
    var respondentAt = [Int32](repeating: -1, count: starts[starts.count - 1])
    for (respondent, place) in answers.places.enumerated() {
      if let place { respondentAt[starts[Int(place.part)] + Int(place.customer)] = Int32(respondent) }
    }
    var cutter = CycleCutter(rules, log.catalog)
    for (part, start) in zip(log.parts, starts) {
      for customer in 0..<part.customerCount where respondentAt[start + customer] >= 0 {
        shares[Int(respondentAt[start + customer])] = add(part, customer, &cutter)
      }
    }
  }

  private mutating func add(_ part: EventLog, _ customer: Int, _ cutter: inout CycleCutter) -> Share {
    cutter.cut(part, customer: customer)
    let events = part.events(of: customer)
    var share = Share()
    share.firstEvent = Int32(truncatingIfNeeded: events.lowerBound)
    share.entryChannel = cutter.touches.buffer.first?.logged.channel ?? Catalog.noChannel
    share.firstPurchase = Int32(purchaseTimes.count)
    for purchase in cutter.purchases.buffer where !purchase.isCancelled {
      purchaseTimes.append(part[purchase.event].time)
    }
    share.endPurchase = Int32(purchaseTimes.count)
    let start = outcomes.count
    share.firstOutcome = Int32(start)
    for _ in events { outcomes.append(nil) }
    for touch in cutter.touches.buffer { outcomes[start + touch.event - events.lowerBound] = touch.outcome }
    share.endOutcome = Int32(outcomes.count)
    return share
  }

  /// Events of all respondents.
  var eventCount: Int { outcomes.count }

  /// Whether H has passed since that time by the end of observation.
  func isMature(_ time: Int64) -> Bool { observedUntil - time >= horizon }

  /// Whether the respondent bought within H after that time; `nil` where H has not passed by the end of observation.
  func bought(_ respondent: Int, after time: Int64) -> Bool? {
    guard isMature(time) else { return nil }
    for place in purchases(respondent) where purchaseTimes[place] > time && purchaseTimes[place] - time <= horizon {
      return true
    }
    return false
  }

  /// Code of the channel the respondent first came in by, or `Catalog.noChannel`.
  func entryChannel(_ respondent: Int) -> UInt32 { shares[respondent].entryChannel }

  /// How often the respondent had bought by that time.
  func purchases(_ respondent: Int, before time: Int64) -> Int {
    var count = 0
    for place in purchases(respondent) where purchaseTimes[place] <= time { count += 1 }
    return count
  }

  /// The respondent's first purchase of the report's period after a time, and the days from it to a purchase on a later day,
  /// or to the end of observation; `nil` without such a purchase. Purchases of days left out are none.
  func gap(
    _ respondent: Int, after time: Int64, dayOf: (Int64) -> Int64
  ) -> (start: Int64, days: Int64, isClosed: Bool)? {
    var begin: (time: Int64, day: Int64)?
    for place in purchases(respondent) where purchaseTimes[place] > time && !excluded.contains(purchaseTimes[place]) {
      let own = purchaseTimes[place]
      if let begin {
        let day = dayOf(own)
        if day > begin.day { return (begin.time, day - begin.day, true) }
      } else if period.contains(own) {
        begin = (own, dayOf(own))
      }
    }
    return begin.map { ($0.time, max(0, dayOf(observedUntil) - $0.day), false) }
  }

  /// Whether the respondent bought in the report's period and has been silent for so long that ``StateTally`` counts an
  /// inactive customer. Purchases of days left out are none.
  func isInactive(_ respondent: Int, _ calendar: ReturnCalendar, dayOf: (Int64) -> Int64) -> Bool {
    var last: Int64?
    var counts = false
    for place in purchases(respondent) where !excluded.contains(purchaseTimes[place]) {
      last = purchaseTimes[place]
      counts = counts || period.contains(purchaseTimes[place])
    }
    guard counts, let last else { return false }
    return max(0, calendar.lastDay - dayOf(last)) > calendar.silence
  }

  private func purchases(_ respondent: Int) -> Range<Int> {
    Int(shares[respondent].firstPurchase)..<Int(shares[respondent].endPurchase)
  }

  /// The number of a respondent's event among those of all respondents; `nil` for an event of nobody's.
  func place(_ respondent: Int, event: Int32) -> Int? {
    let share = shares[respondent]
    let place = Int(share.firstOutcome) + Int(event) - Int(share.firstEvent)
    return place >= Int(share.firstOutcome) && place < Int(share.endOutcome) ? place : nil
  }

  /// What became of an event; `nil` for one that is no touch of the customer's.
  func outcome(at place: Int) -> TouchOutcome? { outcomes[place] }
}
