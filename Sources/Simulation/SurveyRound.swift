import Basics

/// Asks an invented client's customers, and answers for them.
enum SurveyRound {
  /// The rows of every survey of the model, in order of invitation.
  static func all(
    model: ClientModel, settings: SimulationSettings, calendar: Calendar, events: [SimulatedEvent],
    customers: [SimulatedCustomer]
  ) -> [[SimulatedAnswer]] {
    model.surveys.enumerated().map { place, plan in
      var random = RandomStream(seed: settings.seed, purpose: 3, number: UInt64(place))
      let rows =
        switch plan.kind {
        case .relational: relational(plan, model, calendar, events, customers, &random)
        case .transactional, .momentary: afterEvents(plan, model, calendar, events, customers, &random)
        case .leaving: leaving(plan, model, calendar, events, customers, &random)
        }
      guard plan.answersPerThousandCustomers > 0 else { return rows }
      return thinned(rows, to: max(1, settings.customers * plan.answersPerThousandCustomers / 1000))
    }
  }

  /// Days after the first question in which others are about the same journey.
  private static let sameJourneyDays = 30

  /// At most so many rows, evenly spread.
  private static func thinned(_ rows: [SimulatedAnswer], to most: Int) -> [SimulatedAnswer] {
    guard rows.count > most else { return rows }
    return (0..<most).map { rows[$0 * rows.count / most] }
  }

  /// First and last day of each wave, as days of the simulation.
  private static func waves(_ plan: SurveyPlan, _ calendar: Calendar) -> [ClosedRange<Int>] {
    guard !plan.waves.isEmpty else { return [0...max(0, calendar.days - 1)] }
    return plan.waves.map { wave in
      let bounds = wave.map { $0.daysSince1970 - calendar.first.daysSince1970 }
      let least = bounds.min() ?? 0
      return least...max(least, bounds.max() ?? 0)
    }
  }

  private static func afterEvents(
    _ plan: SurveyPlan, _ model: ClientModel, _ calendar: Calendar, _ events: [SimulatedEvent],
    _ customers: [SimulatedCustomer], _ random: inout RandomStream
  ) -> [SimulatedAnswer] {
    let waves = waves(plan, calendar)
    let asked = model.touchpoints.map { plan.at.contains($0.id) }
    // The journey about which each was asked last, by its first question.
    var begun = [Int](repeating: -1, count: customers.count)
    var rows: [SimulatedAnswer] = []
    for event in events where event.customer >= 0 && event.unreadableTime < 0 && asked[Int(event.touchpoint)] {
      let day = event.minute / 1440
      guard let wave = waves.firstIndex(where: { $0.contains(day) }) else { continue }
      guard random.happens(plan.invitedPermille) else { continue }
      let customer = Int(event.customer)
      if plan.leavesAloneDays > 0 {
        let since = event.minute - begun[customer]
        if begun[customer] < 0 || since > plan.leavesAloneDays * 1440 {
          begun[customer] = event.minute
        } else if since > sameJourneyDays * 1440 {
          continue
        }
      }
      let answers = random.happens(Self.answered(plan, customers[customer]))
      let answered = event.minute + random.draw(plan.delayMinutes)
      let later = wave > 0 || waves.count == 1 && day > calendar.days / 2
      let row = answer(
        plan, model, customer: customer, customers[customer], touchpoint: Int(event.touchpoint), felt: event.felt,
        sent: event.minute + random.within(1, 4), answered: answers && answered < calendar.end ? answered : -1,
        later: later, &random)
      if row.answered >= 0 || plan.listsInvitations { rows.append(row) }
    }
    return rows
  }

  /// Answers from a thousand invitations of one customer.
  private static func answered(_ plan: SurveyPlan, _ customer: SimulatedCustomer) -> Int {
    min(950, plan.answeredPermille * customer.answersPercent / 100)
  }

  /// Asks those who bought once and have done nothing for a hundred days why they left.
  private static func leaving(
    _ plan: SurveyPlan, _ model: ClientModel, _ calendar: Calendar, _ events: [SimulatedEvent],
    _ customers: [SimulatedCustomer], _ random: inout RandomStream
  ) -> [SimulatedAnswer] {
    guard let leaving = model.leaving, let day = waves(plan, calendar).first?.lowerBound else { return [] }
    // The last own touch of each, whether there was a purchase, and where it was worst.
    var last = [Int](repeating: -1, count: customers.count)
    var hasBought = [Bool](repeating: false, count: customers.count)
    var worst = [(felt: Int16, touchpoint: Int)](repeating: (.max, -1), count: customers.count)
    for event in events where event.customer >= 0 && event.unreadableTime < 0 {
      let (customer, place) = (Int(event.customer), model.touchpoints[Int(event.touchpoint)])
      guard !place.byCompany else { continue }
      last[customer] = event.minute
      if place.kind == .purchase { hasBought[customer] = true }
      if let felt = event.felt, felt < worst[customer].felt { worst[customer] = (felt, Int(event.touchpoint)) }
    }
    var rows: [SimulatedAnswer] = []
    for customer in customers.indices where hasBought[customer] && last[customer] < (day - 100) * 1440 {
      guard random.happens(plan.invitedPermille) else { continue }
      let sent = day * 1440 + 10 * 60
      let answered = sent + random.draw(plan.delayMinutes)
      guard random.happens(Self.answered(plan, customers[customer])), answered < calendar.end else { continue }
      var reason = random.index(of: leaving.reasons.weights)
      if let bad = model.experience?.bad, worst[customer].felt < bad, worst[customer].touchpoint >= 0,
        let place = leaving.afterBad.names.firstIndex(of: model.touchpoints[worst[customer].touchpoint].id)
      {
        reason = leaving.afterBad.weights[place]
      }
      rows.append(
        SimulatedAnswer(customer: customer, touchpoint: -1, sent: sent, answered: answered, scores: [reason], words: "")
      )
    }
    return rows
  }

  private static func relational(
    _ plan: SurveyPlan, _ model: ClientModel, _ calendar: Calendar, _ events: [SimulatedEvent],
    _ customers: [SimulatedCustomer], _ random: inout RandomStream
  ) -> [SimulatedAnswer] {
    var firstSeen = [Int](repeating: Int.max, count: customers.count)
    for event in events where event.customer >= 0 && event.unreadableTime < 0 {
      firstSeen[Int(event.customer)] = min(firstSeen[Int(event.customer)], event.minute)
    }
    var rows: [SimulatedAnswer] = []
    for (wave, days) in waves(plan, calendar).enumerated() where days.lowerBound >= 0 {
      for customer in customers.indices where firstSeen[customer] < days.lowerBound * 1440 {
        guard random.happens(plan.invitedPermille) else { continue }
        let sent = days.lowerBound * 1440 + 10 * 60
        let answered = sent + random.draw(plan.delayMinutes)
        let answers = random.happens(Self.answered(plan, customers[customer])) && answered < calendar.end
        let row = answer(
          plan, model, customer: customer, customers[customer], touchpoint: -1, felt: nil, sent: sent,
          answered: answers ? answered : -1, later: wave > 0, &random)
        if row.answered >= 0 || plan.listsInvitations { rows.append(row) }
      }
    }
    return rows
  }

  private static func answer(
    _ plan: SurveyPlan, _ model: ClientModel, customer: Int, _ person: SimulatedCustomer, touchpoint: Int, felt: Int16?,
    sent: Int, answered: Int, later: Bool, _ random: inout RandomStream
  ) -> SimulatedAnswer {
    var row = SimulatedAnswer(
      customer: customer, touchpoint: touchpoint, sent: sent, answered: answered,
      scores: plan.questions.map { _ in -1 }, words: "")
    guard answered >= 0 else { return row }
    var quality = 62
    if touchpoint >= 0 {
      let place = model.touchpoints[touchpoint]
      quality = place.quality + (later ? place.qualityChange : 0)
    }
    let felt =
      felt.map { Int($0) } ?? quality + person.mood * 11 + random.within(-16, 16) + random.within(-16, 16)
    let isMember = person.joined.map { $0 <= answered } ?? false
    row.scores = plan.questions.map { question in
      let seen = question == .attention && isMember ? model.club?.attention ?? 0 : 0
      return score(question, felt: felt + seen + random.within(-8, 8))
    }
    guard random.happens(plan.textPermille) else { return row }
    let at: String? = touchpoint >= 0 ? model.touchpoints[touchpoint].id : nil
    guard let voice = model.voices.first(where: { $0.at == at }) else { return row }
    // Those in the middle have little to say.
    if felt < 50 { row.words = words(voice.low, &random) }
    if felt >= 68 { row.words = words(voice.high, &random) }
    return row
  }

  /// The point of the scale that a feeling from 0 to 100 falls on.
  private static func score(_ question: SurveyPlan.Question, felt: Int) -> Int {
    func count(_ limits: [Int]) -> Int { limits.filter { felt >= $0 }.count }
    switch question {
    case .nps: return count([5, 12, 20, 27, 34, 42, 49, 56, 64, 73])
    case .csat: return 1 + count([22, 40, 58, 80])
    case .ces: return 1 + count([14, 28, 40, 52, 66, 82])
    case .consistency: return 1 + count([26, 44, 60, 82])
    case .belonging: return 1 + count([30, 48, 66, 84])
    case .attention: return 1 + count([28, 46, 64, 84])
    case .importance: return 1 + count([32, 50, 68, 86])
    case .reason: return -1
    }
  }

  private static func words(_ choices: [String], _ random: inout RandomStream) -> String {
    guard !choices.isEmpty else { return "" }
    let chosen = choices[random.below(choices.count)]
    let number = String(random.within(2, 10) * 5)
    var text = ""
    var rest = chosen[...]
    while let brace = rest.firstIndex(of: "{"), let end = rest.firstIndex(of: "}"), brace < end {
      text += rest[..<brace] + number
      rest = rest[rest.index(after: end)...]
    }
    return text + rest
  }
}
