import Journeys
import Statistics

/// What customers bought after the company had written to them or called, and what others alike bought who had not been
/// written to on the same day; from a walk.
///
/// A customer is looked at on a day if nobody had written to it in the window before, it had come of itself on an earlier day,
/// and the window after has passed. Who is contacted on that day is on one side, everybody else on the other; none of it asks
/// what came later. Those not contacted are counted for all days at once, by the ends of the spans in which nothing changes.
/// Of each name a customer's first such contact counts, so that nobody is in it twice.
package struct ContactTally: Sendable {
  /// Days at most: of a longer period the latest.
  static let mostDays: Int64 = 1_830
  static let bands = 4, recencies = 4, channels = 17
  static let states = bands * recencies * channels

  /// Customers reached by one name, and those who answered, were compared and so on.
  package struct Counts: Sendable, Equatable {
    /// Customers whom a contact of that name reached in the period, and those who answered it within the window.
    package var reached = 0
    package var answered = 0
    /// Customers who took an offer of that name in the period, and those of them whom it had reached before.
    package var used = 0
    package var redeemed = 0
    /// Purchases of the period with an offer of that name that stand.
    package var taken = 0

    mutating func merge(_ other: Counts) {
      reached += other.reached
      answered += other.answered
      used += other.used
      redeemed += other.redeemed
      taken += other.taken
    }
  }

  package let campaigns, offers: NamedCodes
  /// By name, campaigns first, then offers.
  package private(set) var counts: [Counts]
  /// Whether anything of the customers' own names a campaign or an offer: without it nobody is known to have answered.
  package var hasAnswers: [Bool] { [isCampaignAnswered, isOfferAnswered] }
  private var isCampaignAnswered = false
  private var isOfferAnswered = false
  /// By touchpoint, whether a contact there has a name.
  package private(set) var isNamedAt: [Bool]
  /// Days of the window.
  package let window: Int64
  /// Customers not contacted, and those of them who bought, side by side: both are asked for of the same days.
  private struct Others: BitwiseCopyable {
    var atRisk: Int32 = 0
    var bought: Int32 = 0
  }
  /// By state and day, where spans of such customers begin, less where they end.
  private let others = ReusedList<Others>()
  /// Of those contacted, by state and day, and by name and whether they bought.
  private var contacted = PairCounts()
  /// Of purchases old enough, by what customers were alike in, and by the offer and whether another followed.
  private var uses = PairCounts()
  private let calendar: ReturnCalendar
  private let silence: Int64
  private let firstDay, lastDay: Int64
  private let width: Int
  private let isContact: [Bool]
  /// Whether any touchpoint is the company's to begin.
  private let hasContact: Bool
  /// What is kept of one customer at a time.
  private var memory: ContactMemory
  /// Who comes after one contact among few or many.
  package private(set) var pressure: PressureTally

  /// `nil` where no event names a campaign or an offer, and nothing says that somebody asked for no more contacts.
  init?(_ catalog: Catalog, _ calendar: ReturnCalendar, window: Int64, observedUntil: Int64) {
    campaigns = NamedCodes(catalog) { $0.isCampaign }
    offers = NamedCodes(catalog) { $0.isOffer }
    pressure = PressureTally(catalog, calendar, window: max(1, window), observedUntil: observedUntil)
    guard !campaigns.isEmpty || !offers.isEmpty || pressure.hasOptOut else { return nil }
    self.calendar = calendar
    self.window = max(1, window)
    silence = calendar.silence
    lastDay = min(calendar.period.upperBound, calendar.lastDay - self.window)
    firstDay = max(calendar.period.lowerBound, lastDay - Self.mostDays + 1)
    width = Int(max(0, lastDay - firstDay + 1)) + 1
    others.restart(repeating: Others(), count: Self.states * width)
    let names = campaigns.sources.count + offers.sources.count
    counts = [Counts](repeating: Counts(), count: names)
    isNamedAt = [Bool](repeating: false, count: catalog.touchpoints.count)
    isContact = catalog.touchpoints.map { $0.isCompanyInitiated && $0.kind == .touch }
    hasContact = catalog.touchpoints.contains(where: \.isCompanyInitiated)
    memory = ContactMemory(names: names + 1)
  }

  /// The name under which customers are counted whom any contact reached while they were inactive.
  var winBack: Int { counts.count }

  // MARK: Counting

  /// Counts the customer whom the cutter has just cut.
  ///
  /// - Parameters:
  ///   - isKnown: whether it is no visitor, whom nobody could write to.
  ///   - joined: the day of joining, or what ``ClubMembers`` has in its place; `nil` without a club.
  mutating func add(
    _ own: CustomerCycles, _ days: UnsafeBufferPointer<PurchaseDay>, _ log: EventLog, customer: Int, isKnown: Bool,
    joined: Int32?, dayOf: (Int64) -> Int64
  ) {
    pressure.next(joined: joined)
    takeContacts(own, log, customer, dayOf: dayOf)
    if isKnown { pressure.finish() }
    if !offers.isEmpty { addUses(own, days, log, dayOf: dayOf) }
    guard isKnown, !counts.isEmpty, let first = own.touches.first else { return }
    let channel = first.logged.channel == Catalog.noChannel ? Self.channels - 1 : min(Int(first.logged.channel), 15)
    let start = dayOf(first.logged.time)
    addOthers(days, start: start, channel: channel)
    guard memory.contacts.count > 0 else { return }
    addContacted(own, days, log, start: start, channel: channel, dayOf: dayOf)
  }

  /// Notes the customer's contacts, and who was reached and answered.
  private mutating func takeContacts(
    _ own: CustomerCycles, _ log: EventLog, _ customer: Int, dayOf: (Int64) -> Int64
  ) {
    memory.next()
    let events = log.events(of: customer)
    // Where all events are touches of the customer's own, as of most customers, no contact has to be looked for.
    guard own.touches.count < events.count else {
      isCampaignAnswered = isCampaignAnswered || campaigns.areNamed(events, log)
      isOfferAnswered = isOfferAnswered || offers.areNamed(events, log)
      return
    }
    guard isReached(log, customer, events) else { return }
    let journey = log.journey(of: customer)
    let start = events.lowerBound
    for i in 0..<journey.count {
      let (code, time) = (Int(journey[i].touchpoint), journey[i].time)
      let isOwn = log.columns.isCustomerTouch[code]
      guard isOwn || log.columns.isCompanyInitiated[code] else { continue }
      let names = ContactMemory.Names(
        campaign: place(campaigns.code(of: start + i, log), from: 0, campaigns),
        offer: place(offers.code(of: start + i, log), from: campaigns.sources.count, offers))
      if isOwn {
        for side in 0..<2 where names[side] >= 0 {
          if side == 0 { isCampaignAnswered = true } else { isOfferAnswered = true }
          if memory.answers(names[side], time, within: window * Micros.day) { counts[names[side]].answered += 1 }
        }
        pressure.comes(time, touchpoint: code, kind: log.columns.kind[code])
        continue
      }
      guard isContact[code] || names.isAny else { continue }
      let day = dayOf(time)
      memory.contacts.append(ContactMemory.Contact(time: time, day: day, names: names))
      pressure.receives(memory.contacts, log)
      guard names.isAny, log.period.contains(time) else { continue }
      isNamedAt[code] = true
      for side in 0..<2 where names[side] >= 0 {
        if memory.reaches(names[side], time, day) { counts[names[side]].reached += 1 }
      }
    }
  }

  /// Whether the company made contact in any of a customer's events, or any bears a name. Of most customers neither is so, and
  /// nothing else of theirs is looked at.
  private func isReached(_ log: EventLog, _ customer: Int, _ events: Range<Int>) -> Bool {
    if hasContact {
      for event in log.journey(of: customer) where log.columns.isCompanyInitiated[Int(event.touchpoint)] { return true }
    }
    return campaigns.areNamed(events, log) || offers.areNamed(events, log)
  }

  /// A name's place among all; -1 for none.
  @inline(__always)
  private func place(_ code: UInt32, from first: Int, _ codes: NamedCodes) -> Int {
    Int(code) < codes.sources.count ? first + Int(code) : -1
  }

  /// Counts the days on which nobody wrote to the customer, and those of them on and after which it bought.
  private mutating func addOthers(_ days: UnsafeBufferPointer<PurchaseDay>, start: Int64, channel: Int) {
    var from = max(start + 1, firstDay)
    for contact in memory.contacts.buffer {
      addSpan(days, from, contact.day - 1, start: start, channel: channel)
      from = max(from, contact.day + window + 1)
    }
    addSpan(days, from, lastDay, start: start, channel: channel)
  }

  /// The same of a span without a contact in the window before any of its days.
  private mutating func addSpan(
    _ days: UnsafeBufferPointer<PurchaseDay>, _ from: Int64, _ to: Int64, start: Int64, channel: Int
  ) {
    let to = min(to, lastDay)
    guard from <= to else { return }
    for past in 0...days.count {
      let since = past == 0 ? start : days[past - 1].day
      let next = past < days.count ? days[past].day : Int64.max
      if next < from { continue }
      if since >= to { break }
      var begin = max(from, since + 1)
      let end = min(to, next)
      for recency in 0..<Self.recencies where begin <= end {
        let last = min(end, recency == 3 ? end : since + limit(recency))
        guard begin <= last else { continue }
        let row = Self.state(past, recency, channel) * width
        note(row, begin - firstDay, last - firstDay, Others(atRisk: 1))
        let buys = max(begin, next == .max ? .max : next - window + 1)
        if buys <= last { note(row, buys - firstDay, last - firstDay, Others(bought: 1)) }
        begin = last + 1
      }
    }
  }

  /// Days since the last purchase, or the first touch, up to which a customer is in one of the bands of it but the last.
  private func limit(_ recency: Int) -> Int64 {
    switch recency {
    case 0: min(30, silence)
    case 1: min(90, silence)
    default: silence
    }
  }

  /// Marks days from one to another, both from the first day of the period on.
  @inline(__always)
  private func note(_ row: Int, _ first: Int64, _ last: Int64, _ change: Others) {
    let spans = others.mutableBuffer
    let (begin, end) = (row + Int(first), row + Int(last) + 1)
    spans[begin].atRisk &+= change.atRisk
    spans[begin].bought &+= change.bought
    spans[end].atRisk &-= change.atRisk
    spans[end].bought &-= change.bought
  }

  private static func state(_ past: Int, _ recency: Int, _ channel: Int) -> Int {
    (channel * recencies + recency) * bands + min(past, bands - 1)
  }

  /// Counts the customer's contacts before which nobody had written in the window.
  private mutating func addContacted(
    _ own: CustomerCycles, _ days: UnsafeBufferPointer<PurchaseDay>, _ log: EventLog, start: Int64, channel: Int,
    dayOf: (Int64) -> Int64
  ) {
    var before = Int64.min
    for contact in memory.contacts.buffer {
      defer { before = contact.day }
      // Of a day on which several came, each is told against those whom none reached.
      guard before == .min || before == contact.day && memory.isLooked || before < contact.day - window else {
        memory.isLooked = false
        continue
      }
      memory.isLooked = contact.day > start && contact.day >= firstDay && contact.day <= lastDay
      guard memory.isLooked else { continue }
      var (past, since) = (0, start)
      while past < days.count, days[past].day < contact.day {
        since = days[past].day
        past += 1
      }
      var isBought = false
      var latest = Int64.min
      for purchase in own.purchases where !purchase.isCancelled {
        let time = own.touches[purchase.touch].logged.time
        if !log.excluded.isEmpty, log.excluded.contains(time) { continue }
        if time <= contact.time {
          latest = time
        } else {
          isBought = isBought || time - contact.time <= window * Micros.day
        }
      }
      // What was bought on the same day and before is no answer.
      if past < days.count, days[past].day == contact.day, latest != .min, dayOf(latest) == contact.day {
        since = contact.day
        past += 1
      }
      let recency = (0..<3).first { contact.day - since <= limit($0) } ?? 3
      let cell = UInt32(contact.day - firstDay) << 9 | UInt32(Self.state(past, recency, channel))
      for side in 0..<3 {
        let name = side < 2 ? contact.names[side] : past > 0 && recency == 3 ? winBack : -1
        if name >= 0, memory.compares(name) { contacted.add(cell, UInt32(name) << 1 | (isBought ? 1 : 0)) }
      }
    }
  }

  /// Counts who took which offer, and whether another purchase followed; of each offer a customer's first.
  private mutating func addUses(
    _ own: CustomerCycles, _ days: UnsafeBufferPointer<PurchaseDay>, _ log: EventLog, dayOf: (Int64) -> Int64
  ) {
    guard days.count > 0, let first = own.touches.first else { return }
    for purchase in own.purchases
    where !purchase.isCancelled && log.counts(own.touches[purchase.touch].logged.time) {
      let offer = Int(offers.code(of: purchase.event, log))
      if offer < offers.sources.count { counts[campaigns.sources.count + offer].taken += 1 }
    }
    let channel = first.logged.channel == Catalog.noChannel ? Self.channels - 1 : min(Int(first.logged.channel), 15)
    for (place, day) in days.enumerated() where day.counts {
      let offer = offers.bought(on: day.day, own, log, dayOf: dayOf)
      let name = campaigns.sources.count + Int(offer)
      if offer != GroupWaitTally.none, offer != GroupWaitTally.several {
        guard memory.uses(name) else { continue }
        counts[name].used += 1
        if memory.wasReached(name, by: day.day) { counts[name].redeemed += 1 }
      }
      guard offer != GroupWaitTally.several, calendar.lastDay - day.day >= calendar.horizon else { continue }
      let follows = place + 1 < days.count && days[place + 1].day - day.day <= calendar.horizon
      let month = UInt32(max(0, day.day - calendar.period.lowerBound) / 30)
      let alike = (month * UInt32(Self.channels) + UInt32(channel)) * UInt32(Self.bands) + UInt32(min(place, 3))
      uses.add(alike, (offer == GroupWaitTally.none ? 0 : offer + 1) << 1 | (follows ? 1 : 0))
    }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: ContactTally) {
    for place in counts.indices { counts[place].merge(other.counts[place]) }
    isCampaignAnswered = isCampaignAnswered || other.isCampaignAnswered
    isOfferAnswered = isOfferAnswered || other.isOfferAnswered
    for code in isNamedAt.indices { isNamedAt[code] = isNamedAt[code] || other.isNamedAt[code] }
    for place in others.indices {
      others[place].atRisk &+= other.others[place].atRisk
      others[place].bought &+= other.others[place].bought
    }
    contacted.merge(other.contacted)
    uses.merge(other.uses)
    pressure.merge(other.pressure)
  }
}

// MARK: Reading

extension ContactTally {
  /// Customers reached by a name and looked at, with those alike who were not contacted on the same days, stratum by stratum.
  func strata() -> [[Stratum]] {
    let sums = sums()
    var strata = [[Stratum]](repeating: [], count: counts.count + 1)
    var cells = [UInt32](repeating: .max, count: counts.count + 1)
    for entry in contacted.sorted {
      let name = Int(entry.b >> 1)
      if cells[name] != entry.a {
        let place = Int(entry.a & 511) * width + Int(entry.a >> 9)
        strata[name].append(Stratum((0, 0), (Int(sums[place].bought), Int(sums[place].atRisk))))
        cells[name] = entry.a
      }
      let last = strata[name].count - 1
      strata[name][last].whole += entry.count
      if entry.b & 1 == 1 { strata[name][last].part += entry.count }
    }
    return strata
  }

  /// Purchases with an offer and those alike without any, stratum by stratum, by offer.
  func useStrata() -> [[Stratum]] {
    var strata = [[Stratum]](repeating: [], count: offers.sources.count)
    var without = Stratum((0, 0), (0, 0))
    var alike = UInt32.max
    var useCell = [UInt32](repeating: .max, count: offers.sources.count)
    for entry in uses.sorted {
      if entry.a != alike { (alike, without) = (entry.a, Stratum((0, 0), (0, 0))) }
      let follows = entry.b & 1 == 1 ? entry.count : 0
      guard entry.b >> 1 > 0 else {
        without.otherWhole += entry.count
        without.otherPart += follows
        continue
      }
      let offer = Int(entry.b >> 1) - 1
      // Of one stratum those that were not followed come first.
      if entry.b & 1 == 1, useCell[offer] == alike {
        strata[offer][strata[offer].count - 1].whole += entry.count
        strata[offer][strata[offer].count - 1].part += follows
      } else {
        strata[offer].append(Stratum((follows, entry.count), (without.otherPart, without.otherWhole)))
      }
      useCell[offer] = alike
    }
    return strata
  }

  /// By state and day, how many spans hold it.
  private func sums() -> [Others] {
    var sums = Array(others.buffer)
    for row in 0..<Self.states {
      for place in row * width + 1..<(row + 1) * width {
        sums[place].atRisk &+= sums[place - 1].atRisk
        sums[place].bought &+= sums[place - 1].bought
      }
    }
    return sums
  }
}
