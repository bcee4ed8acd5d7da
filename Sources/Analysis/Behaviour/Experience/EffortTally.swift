import Journeys
import Statistics

/// What a first purchase took customers: touches, visits, changes of channel and days; and how often they had to ask again.
///
/// Each customer once, by the first purchase that stands. Whether they bought again is asked of those whose repurchase horizon
/// has passed since; they are alike by the channel they came in by.
package struct EffortTally: Sendable, Equatable {
  /// Touches, changes and days are told apart up to so many; the last place holds all above.
  package static let mostTouches = 60
  package static let mostChanges = 20
  package static let mostDays = 366
  package static let mostVisits = 60
  /// A contact so long after another at the latest is about the same matter.
  package static let sameMatter = 7 * Micros.day

  /// First purchases by touches before, by changes of channel on the way, and by days from the journey's first touch.
  package private(set) var touches = [Int](repeating: 0, count: mostTouches + 1)
  package private(set) var changes = [Int](repeating: 0, count: mostChanges + 1)
  package private(set) var days = [Int](repeating: 0, count: mostDays + 1)
  /// First purchases by visits up to them, their own included; nothing is counted where no pause ends a visit.
  package private(set) var visits = [Int](repeating: 0, count: mostVisits + 1)
  /// A longer pause begins a new visit; `nil`: none does.
  private let pause: Int64?
  /// Contacts with service, those followed by another about the same matter, and whose they are.
  package private(set) var contacts = 0
  package private(set) var repeated = 0
  package private(set) var askers = 0
  package private(set) var repeaters = 0
  /// By touches and changes together, and by entry channel: purchases old enough, and those followed by another.
  private var all, again: [Int]
  private let isService: [Bool]
  private let hasService: Bool

  private static let mostEffort = mostTouches + mostChanges

  /// - Parameter pause: microseconds; a longer one between two touches begins a new visit.
  init(_ catalog: Catalog, pause: Int64?) {
    self.pause = pause
    isService = catalog.touchpoints.map { $0.kind == .service && !$0.endsWell && $0.isCustomerTouch }
    hasService = isService.contains(true)
    all = [Int](repeating: 0, count: (Self.mostEffort + 1) * Beforehand.entries)
    again = all
  }

  /// Counts the customer whom the cutter has just cut.
  mutating func add(
    _ own: CustomerCycles, _ days: UnsafeBufferPointer<PurchaseDay>, _ log: EventLog, _ calendar: ReturnCalendar,
    dayOf: (Int64) -> Int64
  ) {
    if hasService { addContacts(own, log) }
    guard let bought = days.first, bought.counts,
      let purchase = own.purchases.first(where: {
        !$0.isCancelled && dayOf(own.touches[$0.touch].logged.time) == bought.day
      })
    else { return }
    let cycle = own.cycles[purchase.cycle].touches
    let count = purchase.touch - cycle.lowerBound
    guard count >= 0 else { return }
    var (changed, visited) = (0, 1)
    var place = cycle.lowerBound + 1
    while place <= purchase.touch {
      let (before, touch) = (own.touches[place - 1].logged, own.touches[place].logged)
      if touch.channel != before.channel { changed &+= 1 }
      if let pause, touch.time - before.time > pause { visited &+= 1 }
      place += 1
    }
    if pause != nil { visits[min(Self.mostVisits, visited)] &+= 1 }
    let (touched, moved) = (min(Self.mostTouches, count), min(Self.mostChanges, changed))
    touches[touched] &+= 1
    changes[moved] &+= 1
    let took = bought.day - dayOf(own.touches[cycle.lowerBound].logged.time)
    self.days[Int(min(Int64(Self.mostDays), max(0, took)))] &+= 1
    guard calendar.lastDay - bought.day >= calendar.horizon else { return }
    let cell = (touched + moved) * Beforehand.entries + Beforehand.entry(own.touches[0].logged.channel)
    all[cell] &+= 1
    if days.count > 1, days[1].day - bought.day <= calendar.horizon { again[cell] &+= 1 }
  }

  private mutating func addContacts(_ own: CustomerCycles, _ log: EventLog) {
    // Of the contact before, and of no purchase since; the time of one that counts.
    var (last, lastCounts) = (Int64.min, false)
    var (asked, askedAgain) = (false, false)
    for touch in own.touches {
      let code = Int(touch.logged.touchpoint)
      guard isService[code] else {
        if touch.outcome.isNone { last = .min }
        continue
      }
      let time = touch.logged.time
      if lastCounts, last != .min, time - last <= Self.sameMatter {
        repeated &+= 1
        askedAgain = true
      }
      (last, lastCounts) = (time, log.counts(time))
      if lastCounts {
        contacts &+= 1
        asked = true
      }
    }
    askers &+= asked ? 1 : 0
    repeaters &+= askedAgain ? 1 : 0
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: EffortTally) {
    touches.add(other.touches)
    changes.add(other.changes)
    days.add(other.days)
    visits.add(other.visits)
    contacts += other.contacts
    repeated += other.repeated
    askers += other.askers
    repeaters += other.repeaters
    all.add(other.all)
    again.add(other.again)
  }

  /// The easiest third of first purchases against the hardest, by touches and changes of channel together.
  package var thirds: Thirds {
    Thirds(
      (0...Self.mostEffort).map { effort in
        (0..<Beforehand.entries).map { entry in
          let cell = effort * Beforehand.entries + entry
          return GroupOutcomes.Count(all: all[cell], bought: again[cell])
        }
      })
  }

  /// First purchases, and of them those whose horizon has passed.
  package var purchases: Int { touches.reduce(0, +) }
  package var mature: Int { all.reduce(0, +) }
}
