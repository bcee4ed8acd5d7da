/// A finished simulation: what happened, and the truth about it.
package struct SimulatedClient: Sendable {
  /// The model it follows.
  package let model: ClientModel
  /// Its size and seed.
  package let settings: SimulationSettings
  /// The days simulated.
  let calendar: Calendar
  /// In order of time.
  let events: [SimulatedEvent]
  /// Everybody, by number.
  let customers: [SimulatedCustomer]
  /// Every place where a customer stopped before buying, by customer and time.
  package let stops: [Stop]
  /// Journeys that began after an own purchase.
  package let loops: Int
  /// Letters of the club that brought customers to set out.
  package let followed: [FollowedOffer]
  /// Journeys that began after a leak.
  package let returns: Int
  /// The rows of each survey, in the model's order.
  let answers: [[SimulatedAnswer]]

  /// Simulates a client.
  package init(_ model: ClientModel, _ settings: SimulationSettings) throws(SimulationError) {
    let resolved = try ResolvedModel(model)
    let calendar = Calendar(model: model, months: settings.months)
    var diary = Diary()
    diary.events.reserveCapacity(settings.customers * 10)
    var friendsPlaced = 0
    for number in 0..<settings.customers {
      var walk = CustomerWalk(resolved: resolved, calendar: calendar, number: number, seed: settings.seed)
      if friendsPlaced < diary.friends.count {
        let friend = diary.friends[friendsPlaced]
        friendsPlaced += 1
        walk.run(arrivalDay: friend.day, referrer: friend.referrer, into: &diary)
      } else {
        let day = calendar.arrivalDay(&walk.random)
        walk.run(arrivalDay: day, referrer: nil, into: &diary)
      }
      for letter in walk.sent {
        var event = SimulatedEvent(
          minute: letter.minute, customer: Int32(number), touchpoint: UInt8(letter.touchpoint))
        event.coupon = Int8(resolved.coupon(sentAt: letter.touchpoint) ?? -1)
        diary.events.append(event)
      }
      diary.customers.append(walk.customer)
    }
    SimulatedClient.addFlaws(&diary, resolved, calendar, seed: settings.seed)

    self.model = model
    self.settings = settings
    self.calendar = calendar
    events = SimulatedClient.inOrderOfTime(diary)
    customers = diary.customers
    stops = diary.stops
    loops = diary.loops
    followed = diary.followed
    returns = diary.returns
    answers = SurveyRound.all(
      model: model, settings: settings, calendar: calendar, events: events, customers: customers)
  }

  /// Rows in order of time, and orders numbered in that order.
  private static func inOrderOfTime(_ diary: Diary) -> [SimulatedEvent] {
    var events = diary.events
    for index in events.indices { events[index].serial = Int32(index) }
    events.sort { ($0.minute, $0.serial) < ($1.minute, $1.serial) }
    var numbers = [Int32](repeating: -1, count: diary.orders)
    var next: Int32 = 0
    for index in events.indices {
      let made = Int(events[index].order)
      guard made >= 0 else { continue }
      if numbers[made] < 0 {
        numbers[made] = next
        next += 1
      }
      events[index].order = numbers[made]
    }
    return events
  }

  /// Adds rows that name nobody, and rows whose time cannot be read: extra rows, so that no journey is harmed.
  private static func addFlaws(_ diary: inout Diary, _ resolved: ResolvedModel, _ calendar: Calendar, seed: UInt64) {
    let model = resolved.model
    var random = RandomStream(seed: seed, purpose: 2, number: 0)
    let sound = diary.events.count
    let places = resolved.unidentifiedAt
    for _ in 0..<(sound * model.flaws.unidentifiedPermille / 1000) {
      let touchpoint = places.touchpoints[random.index(of: places.weights)]
      let place = model.touchpoints[touchpoint]
      let minute = calendar.moment(on: calendar.arrivalDay(&random), place.hours, &random)
      guard minute < calendar.end else { continue }
      var event = SimulatedEvent(minute: minute, customer: -1, touchpoint: UInt8(touchpoint))
      if place.atBranch { event.branch = Int8(random.index(of: model.branches.weights)) }
      if place.kind == .purchase {
        CustomerWalk.fillPurchase(&event, model: model, number: diary.orders, &random)
        diary.orders += 1
      }
      diary.events.append(event)
    }
    guard !model.flaws.unreadableTimes.isEmpty, model.flaws.rowsPerUnreadableTime > 0 else { return }
    let touches = model.touchpoints.indices.filter {
      model.touchpoints[$0].kind == .touch && !model.touchpoints[$0].byCompany
    }
    for _ in 0..<(sound / model.flaws.rowsPerUnreadableTime) {
      let touchpoint = touches[random.below(touches.count)]
      var event = SimulatedEvent(
        minute: calendar.moment(on: calendar.arrivalDay(&random), .online, &random),
        customer: Int32(random.below(diary.customers.count)), touchpoint: UInt8(touchpoint))
      guard event.minute < calendar.end else { continue }
      event.unreadableTime = Int8(random.below(model.flaws.unreadableTimes.count))
      if model.touchpoints[touchpoint].atBranch { event.branch = Int8(random.index(of: model.branches.weights)) }
      diary.events.append(event)
    }
  }
}
