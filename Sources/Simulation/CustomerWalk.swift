/// What all walks together have made up so far.
struct Diary: Sendable {
  /// Rows, customer by customer.
  var events: [SimulatedEvent] = []
  /// Everybody, by number.
  var customers: [SimulatedCustomer] = []
  /// Where journeys ended before a purchase.
  var stops: [Stop] = []
  /// Friends who will come: who brings them, and on which day.
  var friends: [(referrer: Int, day: Int)] = []
  /// Purchases made up so far.
  var orders = 0
  /// Journeys begun after an own purchase.
  var loops = 0
  /// Journeys begun after a leak.
  var returns = 0
  /// Letters of the club that brought a customer to set out: who, which and when it was sent.
  var followed: [FollowedOffer] = []
}

/// One customer's way through the client's touchpoints, from the first touch to the end of the simulation.
struct CustomerWalk {
  /// How people behave.
  let resolved: ResolvedModel
  /// When things happen.
  let calendar: Calendar
  /// The customer's number, from 0.
  let number: Int
  /// The customer's own chance.
  var random: RandomStream
  /// Who walks.
  var customer: SimulatedCustomer
  /// The moment reached.
  var minute = -1
  /// What the club has sent since the customer joined, in order of time.
  var sent: [(minute: Int, touchpoint: Int)] = []
  /// The coupon in the customer's pocket, or −1.
  var coupon = -1
  /// Whether a friend brought the customer, who has not bought yet.
  var isBrought = false
  /// The branch of the latest touch at one, or −1.
  var branch = -1
  /// How this journey is lived through; good until the customer sets out again.
  var lived = LivedJourney()
  /// The chance of how things feel, which decides about nothing else.
  var feelings: RandomStream

  var model: ClientModel { resolved.model }
  private let seed: UInt64

  /// A customer who has not set out yet.
  init(resolved: ResolvedModel, calendar: Calendar, number: Int, seed: UInt64) {
    self.resolved = resolved
    self.calendar = calendar
    self.number = number
    self.seed = seed
    var random = RandomStream(seed: seed, purpose: 1, number: UInt64(number))
    var feelings = RandomStream(seed: seed, purpose: 5, number: UInt64(number))
    let model = resolved.model
    let persona = random.index(of: model.personas.map(\.weight))
    let attributes = model.attributes.map { attribute in
      let own = model.personas[persona].attributes.first { $0.name == attribute.name }
      // An attribute of a persona lists the same values in the same order.
      return UInt8(random.index(of: (own ?? attribute).values.weights))
    }
    customer = SimulatedCustomer(
      persona: persona, attributes: attributes, birthMonth: random.below(12), mood: random.within(-1, 1),
      hasWebID: random.happens(450))
    if let experience = model.experience {
      let isKeen = feelings.happens(experience.keenPermille)
      customer.answersPercent = isKeen ? experience.keenPercent : experience.othersPercent
    }
    self.random = random
    self.feelings = feelings
  }

  /// Walks until the simulation ends or the customer is gone for good.
  mutating func run(arrivalDay: Int, referrer: Int?, into diary: inout Diary) {
    var entry = pick(resolved.entries(customer.persona, day: arrivalDay, of: calendar.days))
    if referrer != nil, let friends = resolved.referral {
      entry = friends
      isBrought = true
      // A friend's gift is for the first purchase.
      if model.club != nil { coupon = ResolvedModel.friendsCode }
    }
    minute = calendar.moment(on: arrivalDay, model.touchpoints[entry].hours, &random)
    guard minute < calendar.end else { return }
    record(entry, isStart: true, referrer: referrer, into: &diary)
    while let bought = journey(from: entry, into: &diary) {
      guard bought else {
        guard comesBack(into: &diary, &entry) else { return }
        continue
      }
      guard setsOutAgain(into: &diary, &entry) else { return }
    }
  }

  /// Goes on from a touch until a purchase (`true`), a leak (`false`) or the end of the simulation (`nil`).
  private mutating func journey(from entry: Int, into diary: inout Diary) -> Bool? {
    var here = entry
    while model.touchpoints[here].kind != .purchase {
      if random.happens(leakPermille(at: here)) {
        stop(at: here, cutOff: false, into: &diary)
        return false
      }
      let last = (here, minute)
      here = pick(resolved.next[customer.persona][here])
      guard moveOn(days: random.draw(model.gapDays), to: here) else {
        minute = last.1
        stop(at: last.0, cutOff: true, into: &diary)
        return nil
      }
      record(here, into: &diary)
    }
    return true
  }

  private func leakPermille(at touchpoint: Int) -> Int {
    var own = model.touchpoints[touchpoint].leakPermille
    if branch >= 0, model.touchpoints[touchpoint].atBranch { own = own * resolved.branchLeaks[branch] / 100 }
    return isBrought ? own * (model.referral?.leakPercent ?? 100) / 100 : own
  }

  private func stop(at touchpoint: Int, cutOff: Bool, into diary: inout Diary) {
    diary.stops.append(
      Stop(
        customer: number, touchpoint: model.touchpoints[touchpoint].id, minute: minute, returned: false, cutOff: cutOff,
        wouldBuy: !cutOff && buysIfKept(at: touchpoint)))
  }

  /// Whether a customer who stops would have bought in this journey, had half of those who stop there gone on as the others
  /// do, and stopped again as they do.
  ///
  /// It has a chance of its own: what happens does not depend on what would have happened.
  private func buysIfKept(at hole: Int) -> Bool {
    var kept = self
    kept.random = RandomStream(seed: seed, purpose: 4, number: UInt64(number) << 32 | UInt64(minute))
    var here = hole
    guard kept.random.happens(500) else { return false }
    while true {
      here = kept.pick(resolved.next[customer.persona][here])
      guard kept.moveOn(days: kept.random.draw(model.gapDays), to: here) else { return false }
      if model.touchpoints[here].kind == .purchase { return true }
      guard kept.random.happens(leakPermille(at: here)) else { continue }
      guard here == hole, kept.random.happens(500) else { return false }
    }
  }

  /// Whether a customer who stopped comes back within the simulation, after a long silence.
  private mutating func comesBack(into diary: inout Diary, _ entry: inout Int) -> Bool {
    guard random.happens(model.returnPermille) else { return false }
    entry = pick(resolved.returnEntries[customer.persona])
    guard moveOn(days: random.draw(model.returnDays), to: entry) else { return false }
    lived = LivedJourney()
    diary.stops[diary.stops.count - 1].returned = true
    diary.returns += 1
    record(entry, isStart: true, into: &diary)
    return true
  }

  /// Moves the clock to a later moment at a touchpoint; `false` when that is after the end of the simulation.
  mutating func moveOn(days: Int, to touchpoint: Int) -> Bool {
    let hours = model.touchpoints[touchpoint].hours
    if days == 0 {
      let soon = minute + random.within(2, 150)
      if calendar.allows(soon, hours) {
        minute = soon
        return minute < calendar.end
      }
    }
    minute = calendar.moment(on: minute / 1440 + max(1, days), hours, &random)
    return minute < calendar.end
  }

  mutating func pick(_ choice: ResolvedModel.Choice) -> Int {
    choice.touchpoints[random.index(of: choice.weights)]
  }

  /// Writes the touch down.
  mutating func record(
    _ touchpoint: Int, isStart: Bool = false, referrer: Int? = nil, order: Int32 = -1, into diary: inout Diary
  ) {
    let place = model.touchpoints[touchpoint]
    var event = SimulatedEvent(minute: minute, customer: Int32(number), touchpoint: UInt8(touchpoint))
    event.spelling = UInt8(random.index(of: place.writtenAs.weights))
    event.anonymous = place.anonymous && customer.hasWebID && random.happens(700)
    event.order = order
    event.isStart = isStart
    if let referrer { event.referrer = Int32(referrer) }
    if place.atBranch {
      branch = random.index(of: model.branches.weights)
      event.branch = Int8(branch)
    }
    live(&event, place)
    if place.kind == .purchase {
      CustomerWalk.fillPurchase(&event, model: model, number: diary.orders, &random)
      diary.orders += 1
      isBrought = false
      if coupon >= 0 {
        event.coupon = Int8(coupon)
        customer.couponsUsed += 1
        coupon = -1
      }
    }
    diary.events.append(event)
  }

  /// What was bought, for how much, under which order number.
  static func fillPurchase(
    _ event: inout SimulatedEvent, model: ClientModel, number: Int, _ random: inout RandomStream
  ) {
    let product = random.index(of: model.products.map(\.weight))
    let price = model.products[product]
    event.product = Int8(product)
    // The lower of two draws: most baskets are small.
    let shekels = min(random.within(price.least, price.most), random.within(price.least, price.most))
    // Tens, less ten agorot, as shops price; round prices stay.
    event.amount = Int32(price.least == price.most ? shekels * 100 : max(1, shekels / 10) * 1000 - 10)
    event.order = Int32(number)
  }
}
