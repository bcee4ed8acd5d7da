import Journeys

/// What members of the club and others bought, from joining on and before; from a walk.
///
/// Three looks at the same customers. *Raw*: everything, by whether somebody ever joined. *From joining*: who bought again
/// within the horizon after the day of joining, against customers who had not joined on a day of their own, by what was known
/// on that day. *Clock*: days from the first purchase of the period to the next, everybody being outside the club until the
/// day of joining has passed.
///
/// The day of those who had not joined is drawn by the group of the customer's id: for half of them a day of the period, for
/// half the day of a purchase, as many join at a till: the first for one half, the second for a quarter, and so on. None of it
/// asks what came later, or how long the customer had waited, so that nobody is outside because of what was bought.
package struct ClubTally: Sendable, Equatable {
  /// Days told apart by the clock, as for gaps between purchases.
  static let days = RepeatTally.days
  /// Bands of purchases so far: one, two, three, four or five, more.
  static let bands = 5

  /// What is known of a customer on the day from which the count begins.
  package struct Stratum: Sendable, Equatable {
    /// Band of purchases so far; of days since the last of them and since the first.
    package var band, recency, tenure: Int
    /// Channel of the first touch, and the mean purchase so far in powers of two.
    package var channel, spending: Int

    package init(band: Int, recency: Int, tenure: Int, channel: Int = 0, spending: Int = 0) {
      (self.band, self.recency, self.tenure, self.channel, self.spending) = (band, recency, tenure, channel, spending)
    }

    init(code: UInt32) {
      self.init(
        band: Int(code & 7), recency: Int(code >> 3 & 3), tenure: Int(code >> 5 & 3), channel: Int(code >> 7 & 63),
        spending: Int(code >> 13 & 31))
    }

    /// All of them in one number.
    var code: UInt32 {
      UInt32(band) | UInt32(recency) << 3 | UInt32(tenure) << 5 | UInt32(channel) << 7 | UInt32(spending) << 13
    }
  }

  /// Outside the club and in it: customers with a purchase, with purchases on two days or more, and
  /// purchases, those cancelled later among them, as the client's tills count them.
  package internal(set) var buyers = [0, 0]
  package internal(set) var again = [0, 0]
  package internal(set) var purchases = [0, 0]
  /// By stratum and by whether joined (1) and bought again (2).
  private var outcomes = PairCounts()
  /// `clock[((band * Clock.kinds) + kind) * (days + 1) + day]`.
  private var clock = [Int](repeating: 0, count: bands * Clock.kinds * (days + 1))

  /// What the clock counts by day.
  private enum Clock: Int {
    /// Those whose next purchase came, and those who were watched no longer, outside and in the club; those who joined.
    case boughtOutside, boughtInside, leftOutside, leftInside, joined
    static let kinds = 5
  }

  init() {}

  // MARK: Counting

  /// Counts the customer whom the cutter has just cut.
  ///
  /// - Parameters:
  ///   - joined: the day of joining, or what ``ClubMembers`` has in its place.
  ///   - group: of 256, by the customer's id.
  mutating func add(
    _ own: CustomerCycles, _ days: UnsafeBufferPointer<PurchaseDay>, _ log: EventLog, _ calendar: ReturnCalendar,
    joined: Int32, group: UInt8
  ) {
    guard joined != ClubMembers.unknown else { return }
    let side = joined == ClubMembers.never ? 0 : 1
    for purchase in own.purchases where log.counts(log[purchase.event].time) { purchases[side] += 1 }
    var counted = 0
    for day in days where day.counts { counted += 1 }
    if counted > 0 { buyers[side] += 1 }
    if counted > 1 { again[side] += 1 }
    guard joined != ClubMembers.undated, days.count > 0, let first = own.touches.first else { return }
    // Nobody has joined by a day that no log reaches.
    let joined = joined == ClubMembers.never ? Int64.max : Int64(joined)
    let channels = log.catalog.channels.count
    let channel = channels > RepeatTally.mostChannels ? 0 : min(Int(first.logged.channel), channels)
    let last = calendar.lastDay - calendar.horizon
    let begin = calendar.period.lowerBound
    if joined >= begin, joined <= last { add(days, from: joined, calendar, channel, isIn: true) }
    if begin <= last {
      let day = Self.drawn(days, group, begin...last)
      if let day, joined > day { add(days, from: day, calendar, channel, isIn: false) }
    }
    addClock(days, calendar, joined: joined)
  }

  /// The day from which a customer counts who has not joined by then; `nil` where there is none.
  private static func drawn(
    _ days: UnsafeBufferPointer<PurchaseDay>, _ group: UInt8, _ among: ClosedRange<Int64>
  ) -> Int64? {
    let number = Int64(group >> 1)
    if group & 1 == 1 {
      return among.lowerBound + (among.upperBound - among.lowerBound + 1) * number / 128
    }
    guard let first = days.firstIndex(where: { $0.day >= among.lowerBound }) else { return nil }
    // Of 128 numbers 64 are below 64, 32 from there to 95, and so on.
    let place = first + (127 - Int(number)).leadingZeroBitCount - 57
    return place < days.count && days[place].day <= among.upperBound ? days[place].day : nil
  }

  /// Counts whether somebody who had bought by a day bought again within the horizon after it.
  private mutating func add(
    _ days: UnsafeBufferPointer<PurchaseDay>, from day: Int64, _ calendar: ReturnCalendar, _ channel: Int, isIn: Bool
  ) {
    var past = 0
    var spent: Int64 = 0
    while past < days.count, days[past].day <= day {
      spent &+= max(0, days[past].amount)
      past += 1
    }
    guard past > 0 else { return }
    let returned = past < days.count && days[past].day - day <= calendar.horizon
    // Whole units of the currency, in powers of two.
    let mean = spent / Int64(past) / 1_000_000
    let stratum = Stratum(
      band: Self.band(past), recency: Self.recency(day - days[past - 1].day), tenure: Self.tenure(day - days[0].day),
      channel: channel, spending: mean > 0 ? min(31, 64 - mean.leadingZeroBitCount) : 0)
    add(stratum, isIn: isIn, returned: returned)
  }

  /// Counts customers of one stratum from their day on.
  mutating func add(_ stratum: Stratum, isIn: Bool, returned: Bool, count: Int = 1) {
    outcomes.add(stratum.code, (isIn ? 1 : 0) | (returned ? 2 : 0), count)
  }

  private mutating func addClock(
    _ days: UnsafeBufferPointer<PurchaseDay>, _ calendar: ReturnCalendar, joined: Int64
  ) {
    guard let place = days.firstIndex(where: { $0.day >= calendar.period.lowerBound }) else { return }
    let start = days[place].day
    // Whoever was a member before is not seen to join.
    guard start <= calendar.lastDay, joined >= start else { return }
    let next = place + 1 < days.count ? days[place + 1].day : Int64.max
    let gap = next > calendar.lastDay ? Int64.max : next - start
    let end = min(gap, calendar.lastDay - start, Int64(Self.days))
    // A purchase on the day of joining is none of a member.
    let isIn = joined - start < end
    if isIn { count(.joined, place, Int(joined - start)) }
    if gap == end {
      count(isIn ? .boughtInside : .boughtOutside, place, Int(end))
    } else {
      count(isIn ? .leftInside : .leftOutside, place, Int(end))
    }
  }

  private mutating func count(_ kind: Clock, _ past: Int, _ day: Int) {
    clock[Self.slot(Self.band(past + 1), kind, day)] += 1
  }

  private static func slot(_ band: Int, _ kind: Clock, _ day: Int) -> Int {
    (band * Clock.kinds + kind.rawValue) * (days + 1) + day
  }

  private static func band(_ purchases: Int) -> Int {
    switch purchases {
    case ...3: purchases - 1
    case 4, 5: 3
    default: 4
    }
  }

  private static func recency(_ days: Int64) -> Int { days == 0 ? 0 : days <= 30 ? 1 : days <= 90 ? 2 : 3 }

  private static func tenure(_ days: Int64) -> Int { days == 0 ? 0 : days <= 90 ? 1 : days <= 365 ? 2 : 3 }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: ClubTally) {
    buyers.add(other.buyers)
    again.add(other.again)
    purchases.add(other.purchases)
    outcomes.merge(other.outcomes)
    clock.add(other.clock)
  }

  // MARK: Reading

  /// What became of those of one stratum: by whether joined, those who bought again, and all.
  struct Outcome {
    var stratum: Stratum
    var returned = [0, 0]
    var all = [0, 0]
  }

  /// By stratum, in the order of its code.
  var strata: [Outcome] {
    var found: [Outcome] = []
    for entry in outcomes.sorted {
      let stratum = Stratum(code: entry.a)
      if found.last?.stratum != stratum { found.append(Outcome(stratum: stratum)) }
      let side = Int(entry.b & 1)
      found[found.count - 1].all[side] += entry.count
      if entry.b & 2 != 0 { found[found.count - 1].returned[side] += entry.count }
    }
    return found
  }

  /// Of one band and day: purchases outside and in the club, and customers at risk of one outside and in it.
  struct Moment {
    var outside, inside, atRiskOutside, atRiskInside: Int
  }

  /// The days of a band on which somebody bought.
  func moments(_ band: Int) -> [Moment] {
    func counts(_ kind: Clock) -> ArraySlice<Int> {
      clock[Self.slot(band, kind, 0)...Self.slot(band, kind, Self.days)]
    }
    let (bought, own) = (Array(counts(.boughtOutside)), Array(counts(.boughtInside)))
    let (left, gone) = (Array(counts(.leftOutside)), Array(counts(.leftInside)))
    let joined = Array(counts(.joined))
    var outside = bought.reduce(0, +) + own.reduce(0, +) + left.reduce(0, +) + gone.reduce(0, +)
    var inside = 0
    var moments: [Moment] = []
    for day in 0...Self.days {
      if bought[day] + own[day] > 0 {
        moments.append(
          Moment(outside: bought[day], inside: own[day], atRiskOutside: outside, atRiskInside: inside))
      }
      // Who joins on a day is in the club from the next one on.
      outside -= bought[day] + left[day] + joined[day]
      inside += joined[day] - own[day] - gone[day]
    }
    return moments
  }
}
