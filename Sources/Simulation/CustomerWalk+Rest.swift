/// How a journey is lived through, up to setting out for the next.
struct LivedJourney: Sendable {
  /// The worst at the touchpoints that decide, from 0 to 100 and a little beyond.
  var worst = Int.max
  /// Touches before the purchase, and changes of channel on the way to it.
  var touches = 0
  var changes = 0
  /// The channel of the touch before.
  fileprivate var channel: String?
  fileprivate var isBought = false
}

/// After a purchase: delivery, service, the club, and perhaps the next journey.
extension CustomerWalk {
  /// Lives through delivery, service and refund after a purchase, and perhaps sets out again.
  mutating func setsOutAgain(into diary: inout Diary, _ entry: inout Int) -> Bool {
    let purchase = diary.events[diary.events.count - 1]
    let place = model.touchpoints[Int(purchase.touchpoint)]
    bringFriend(into: &diary)
    joinClub()
    if random.happens(place.deliveryPermille) {
      guard moveOn(days: random.draw(model.afterPurchase.deliveryDays), to: resolved.delivery) else { return false }
      record(resolved.delivery, into: &diary)
    }
    if random.happens(model.afterPurchase.servicePermille - customer.mood * model.afterPurchase.servicePermille / 4) {
      let desk = pick(resolved.service)
      guard moveOn(days: random.within(1, 18), to: desk) else { return false }
      record(desk, into: &diary)
    }
    if let refund = resolved.refund, random.happens(place.refundPermille) {
      guard moveOn(days: random.within(2, 12), to: refund) else { return false }
      record(refund, order: purchase.order, into: &diary)
    }
    let (rested, bought, letters) = (minute, purchase.minute, diary.followed.count)
    let asked = askBack(after: purchase.minute)
    var days: Int?
    if random.happens(readiness()) {
      entry = pick(resolved.loopEntries[customer.persona])
      days = followClub(afterDays: random.draw(model.repeatDays), into: &diary)
    }
    if let asked, let offer = model.welcomeBack, let at = resolved.boughtBack, asked > rested,
      asked / 1440 < rested / 1440 + (days ?? .max / 2), random.happens(offer.takenPermille)
    {
      entry = pick(at)
      days = follow(asked, resolved.coupon(sentAt: resolved.welcomeBack ?? -1), within: 1...5, into: &diary)
    }
    guard let days, moveOn(days: days, to: entry) else {
      leaveList(from: rested, to: calendar.end, boughtAt: bought, into: &diary)
      return false
    }
    // Whoever follows a letter does not ask for no more of them.
    if diary.followed.count == letters { leaveList(from: rested, to: minute, boughtAt: bought, into: &diary) }
    lived = LivedJourney()
    diary.loops += 1
    record(entry, isStart: true, into: &diary)
    return true
  }

  /// How many in a thousand set out again after what they have lived through.
  private func readiness() -> Int {
    var own = model.repeatPermille * model.personas[customer.persona].repeatPercent / 100
    if let experience = model.experience {
      own = own * (lived.worst < experience.bad ? experience.afterBad : experience.otherwise) / 100
      let effort = lived.touches + lived.changes
      if effort <= experience.easy { own = own * experience.afterEasy / 100 }
      if effort >= experience.hard { own = own * experience.afterHard / 100 }
    }
    if let captive = model.captive, isCaptive { own = own * captive.readinessPercent / 100 }
    if let club = model.club, isMember { own = own * club.readinessPercent / 100 }
    // The mood is in what was felt, where that counts.
    return model.experience == nil ? own + customer.mood * own / 4 : own
  }

  private var isMember: Bool { customer.joined.map { $0 <= minute } ?? false }

  private var isCaptive: Bool {
    resolved.captive.map { Int(customer.attributes[$0.attribute]) == $0.value } ?? false
  }

  /// Feels a touch, and counts what the journey takes.
  mutating func live(_ event: inout SimulatedEvent, _ place: SimulatedTouchpoint) {
    guard let experience = model.experience else { return }
    let isBetter = calendar.date(ofDay: minute / 1440) >= experience.better
    let felt =
      place.quality + (isBetter ? place.qualityChange : 0) + customer.mood * 11
      - (isCaptive ? model.captive?.worse ?? 0 : 0) + feelings.within(-experience.spread, experience.spread)
      + feelings.within(-experience.spread, experience.spread)
    event.felt = Int16(felt)
    if resolved.decides[Int(event.touchpoint)] { lived.worst = min(lived.worst, felt) }
    guard !lived.isBought else { return }
    if let before = lived.channel, before != place.channel { lived.changes += 1 }
    lived.channel = place.channel
    if place.kind == .purchase { lived.isBought = true } else { lived.touches += 1 }
  }

  private mutating func bringFriend(into diary: inout Diary) {
    guard let referral = model.referral else { return }
    guard random.happens(referral.permille + customer.mood * referral.permille / 2) else { return }
    let day = minute / 1440 + random.draw(referral.days)
    if day < calendar.days { diary.friends.append((number, day)) }
  }

  // MARK: Letters

  /// Days until a member sets out who is ready after so many: some wait for what the club sends.
  private mutating func followClub(afterDays days: Int, into diary: inout Diary) -> Int {
    guard let club = model.club, isMember else { return days }
    guard random.happens(club.responsePermille) else {
      if random.happens(club.couponPermille) { coupon = ResolvedModel.anybodysCode }
      return days
    }
    let today = minute / 1440
    guard
      let offer = sent.first(where: { $0.minute / 1440 >= today + days && $0.touchpoint != resolved.welcomeBack })
    else { return days }
    return follow(offer.minute, resolved.coupon(sentAt: offer.touchpoint), within: 1...6, into: &diary)
  }

  /// Days until the customer follows a letter; it puts a coupon in the pocket.
  private mutating func follow(
    _ letter: Int, _ code: Int?, within days: ClosedRange<Int>, into diary: inout Diary
  ) -> Int {
    coupon = code ?? coupon
    diary.followed.append(FollowedOffer(customer: number, coupon: coupon, minute: letter))
    return letter / 1440 - minute / 1440 + random.within(days.lowerBound, days.upperBound)
  }

  /// Sends what asks back after a purchase, whatever the customer does meanwhile; when, or `nil`.
  private mutating func askBack(after purchase: Int) -> Int? {
    guard let offer = model.welcomeBack, let touchpoint = resolved.welcomeBack else { return nil }
    guard random.happens(offer.sentPermille), !customer.isOffList else { return nil }
    let moment = calendar.moment(on: purchase / 1440 + random.draw(offer.afterDays), .office, &random)
    guard moment < calendar.end else { return nil }
    let place = sent.firstIndex { $0.minute > moment } ?? sent.count
    sent.insert((moment, touchpoint), at: place)
    return moment
  }

  /// Asks for no more letters at one of those that come while the customer rests, and gets none from then on.
  private mutating func leaveList(from rested: Int, to end: Int, boughtAt: Int, into diary: inout Diary) {
    guard let optOut = model.optOut, let touchpoint = resolved.optOut, !customer.isOffList else { return }
    // Longer after a purchase it would be a journey of its own.
    let end = min(end, boughtAt + 150 * 1440)
    for letter in sent where letter.minute > rested && letter.minute < end {
      let inMonth = sent.count { $0.minute <= letter.minute && $0.minute > letter.minute - 30 * 1440 }
      guard random.happens(optOut.permille[inMonth == 1 ? 0 : inMonth < 4 ? 1 : 2]) else { continue }
      let moment = letter.minute + random.within(1, 240)
      guard moment < end else { return }
      customer.isOffList = true
      sent.removeAll { $0.minute > moment }
      diary.events.append(SimulatedEvent(minute: moment, customer: Int32(number), touchpoint: UInt8(touchpoint)))
      return
    }
  }

  /// Joins the club at the till or some days later, and fixes what the club will send from then on.
  private mutating func joinClub() {
    guard let club = model.club, customer.joined == nil, random.happens(club.joinPermille) else { return }
    guard let mailing = resolved.mailing, let birthday = resolved.birthday, let raffle = resolved.raffle else { return }
    var joined = minute
    if random.happens(club.laterPermille) {
      joined = calendar.moment(on: minute / 1440 + random.draw(club.laterDays), .online, &random)
    }
    guard joined < calendar.end else { return }
    customer.joined = joined
    guard !customer.isOffList else { return }
    for day in (joined / 1440 + 1)..<max(calendar.days, joined / 1440 + 2) {
      let date = calendar.date(ofDay: day)
      // Sent in the morning of the first working day from these on; the office's hours see to it.
      let isWeekly = club.weeklyMonths.contains(date.month) && [10, 17, 24].contains(date.day)
      if date.day == 3 || isWeekly, random.happens(club.mailingPermille) { send(mailing, on: day) }
      if date.day == 12, date.month == customer.birthMonth + 1 { send(birthday, on: day) }
      if date.day == 20, club.raffleMonths.contains(date.month), random.happens(club.mailingPermille) {
        send(raffle, on: day)
      }
    }
  }

  private mutating func send(_ touchpoint: Int, on day: Int) {
    let moment = calendar.moment(on: day, .office, &random)
    guard moment < calendar.end else { return }
    let place = sent.firstIndex { $0.minute > moment } ?? sent.count
    sent.insert((moment, touchpoint), at: place)
  }
}
