import Journeys

/// What became of the customers who answered: their purchases and the touches they rated, in flat arrays.
struct CustomerOutcomes: Sendable {
  /// Where each respondent's purchases begin, and one more; nobody the log does not know has any.
  private var purchaseStarts: [Int32] = [0]
  /// Times of standing purchases, ascending within a respondent.
  private var purchaseTimes: [Int64] = []
  /// Where each respondent's events begin, and one more, and the number of the first within its part of the log.
  private var eventStarts: [Int32] = [0]
  private var firstEvents: [Int32] = []
  /// What became of each event; `nil` for one that is no touch of the customer's.
  private var outcomes: [TouchOutcome?] = []
  /// How long after a rating a purchase counts.
  let horizon: Int64
  private let observedUntil: Int64

  init(_ answers: SurveyAnswers, _ log: JourneyLog, _ rules: CycleRules) {
    horizon = rules.repurchase
    observedUntil = rules.observedUntil
    purchaseStarts.reserveCapacity(answers.respondentCount + 1)
    eventStarts.reserveCapacity(answers.respondentCount + 1)
    firstEvents.reserveCapacity(answers.respondentCount)
    var cutter = CycleCutter(rules, log.catalog)
    for place in answers.places {
      if let place {
        let part = log.parts[Int(place.part)]
        let customer = Int(place.customer)
        cutter.cut(part, customer: customer)
        for purchase in cutter.purchases where !purchase.isCancelled {
          purchaseTimes.append(part[purchase.event].time)
        }
        let events = part.events(of: customer)
        let start = outcomes.count
        for _ in events { outcomes.append(nil) }
        for touch in cutter.touches { outcomes[start + touch.event - events.lowerBound] = touch.outcome }
        firstEvents.append(Int32(truncatingIfNeeded: events.lowerBound))
      } else {
        firstEvents.append(0)
      }
      purchaseStarts.append(Int32(purchaseTimes.count))
      eventStarts.append(Int32(outcomes.count))
    }
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

  /// How often the respondent had bought by that time.
  func purchases(_ respondent: Int, before time: Int64) -> Int {
    var count = 0
    for place in purchases(respondent) where purchaseTimes[place] <= time { count += 1 }
    return count
  }

  private func purchases(_ respondent: Int) -> Range<Int> {
    Int(purchaseStarts[respondent])..<Int(purchaseStarts[respondent + 1])
  }

  /// A number of the respondent's event among those of all respondents; `nil` for an event of nobody's.
  func place(_ respondent: Int, event: Int32) -> Int? {
    let place = Int(eventStarts[respondent]) + Int(event) - Int(firstEvents[respondent])
    return place >= Int(eventStarts[respondent]) && place < Int(eventStarts[respondent + 1]) ? place : nil
  }

  /// What became of an event; `nil` for one that is no touch of the customer's.
  func outcome(at place: Int) -> TouchOutcome? { outcomes[place] }
}
