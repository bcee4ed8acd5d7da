import Journeys
import Statistics

/// First purchases by the channel in which their journey began, and what these customers bought, of channels that cost
/// something; from a walk.
package struct CostTally: Sendable, Equatable {
  /// A channel, and what was paid for it in the report's period.
  package struct Channel: Sendable, Equatable {
    /// Code in the catalog.
    package var code: UInt32
    /// Units of the currency.
    package var cost: Double
  }

  /// Customers whose first purchase lies in the period and whose journey to it began in one channel.
  package struct Row: Sendable, Equatable {
    /// All of them, and those whose horizon has passed since.
    package var first = 0
    package var mature = 0
    /// Money of all and number of purchase days in the period, customer by customer.
    package var spent = RatioSums()
    /// Of those old enough: money, and purchase days, from the first purchase to the horizon.
    package var within = RatioSums()
    package var days = RatioSums()
    /// The largest amount of one customer, of both.
    package var most: Int64 = 0
    package var mostWithin: Int64 = 0

    mutating func merge(_ other: Row) {
      first += other.first
      mature += other.mature
      spent.merge(other.spent)
      within.merge(other.within)
      days.merge(other.days)
      most = max(most, other.most)
      mostWithin = max(mostWithin, other.mostWithin)
    }
  }

  package let channels: [Channel]
  /// One for each of them.
  package private(set) var rows: [Row]
  /// By code of a channel its place among those; -1 for none.
  private let places: [Int32]

  /// `nil` where no channel costs anything.
  package init?(_ costs: [CostDeclaration], _ catalog: Catalog, _ calendar: ReturnCalendar) {
    var sums = [Double?](repeating: nil, count: catalog.channels.count)
    for own in costs {
      guard case .channel(let id) = own.subject, let code = catalog.channels.firstIndex(where: { $0.id == id })
      else { continue }
      sums[code] = (sums[code] ?? 0) + own.cost.amount(during: calendar.period)
    }
    channels = sums.indices.compactMap { code in sums[code].map { Channel(code: UInt32(code), cost: $0) } }
    guard !channels.isEmpty else { return nil }
    rows = [Row](repeating: Row(), count: channels.count)
    var places = [Int32](repeating: -1, count: catalog.channels.count)
    for (place, channel) in channels.enumerated() { places[Int(channel.code)] = Int32(place) }
    self.places = places
  }

  /// Counts the customer whom the cutter has just cut.
  mutating func add(
    _ own: CustomerCycles, _ days: UnsafeBufferPointer<PurchaseDay>, _ log: EventLog, _ calendar: ReturnCalendar
  ) {
    guard days.count > 0, days[0].counts,
      let first = own.purchases.first(where: {
        !$0.isCancelled && (log.excluded.isEmpty || !log.excluded.contains(own.touches[$0.touch].logged.time))
      })
    else { return }
    let channel = Int(own.touches[own.cycles[first.cycle].touches.lowerBound].logged.channel)
    guard channel < places.count, places[channel] >= 0 else { return }
    add(days, calendar, to: Int(places[channel]))
  }

  private mutating func add(
    _ days: UnsafeBufferPointer<PurchaseDay>, _ calendar: ReturnCalendar, to place: Int
  ) {
    let begin = days[0].day
    let isMature = calendar.lastDay - begin >= calendar.horizon
    var (spent, bought, within, boughtWithin): (Int64, Int64, Int64, Int64) = (0, 0, 0, 0)
    for day in days {
      if day.counts {
        spent &+= day.amount
        bought += 1
      }
      if day.day - begin <= calendar.horizon {
        within &+= day.amount
        boughtWithin += 1
      }
    }
    rows[place].first += 1
    rows[place].spent.add(part: spent, whole: bought)
    rows[place].most = max(rows[place].most, spent)
    guard isMature else { return }
    rows[place].mature += 1
    rows[place].within.add(part: within, whole: 1)
    rows[place].days.add(part: boughtWithin, whole: 1)
    rows[place].mostWithin = max(rows[place].mostWithin, within)
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: CostTally) {
    for place in rows.indices { rows[place].merge(other.rows[place]) }
  }
}

extension Cost {
  /// What is paid in a span of days: of a month that it cuts, the part of its days.
  ///
  /// - Parameter days: numbers of the first day and the last.
  package func amount(during days: ClosedRange<Int64>) -> Double {
    var paid = days
    if let dates {
      let (first, last) = (Int64(dates.first.daysSince1970), Int64(dates.last.daysSince1970))
      guard first <= days.upperBound, last >= days.lowerBound else { return 0 }
      paid = max(first, days.lowerBound)...min(last, days.upperBound)
      if payment == .once { return value * Double(paid.count) / Double(last - first + 1) }
    }
    switch payment {
    case .once: return value
    case .per(let unit): return value * unit.count(in: paid)
    case .each: return 0
    }
  }
}

extension RetentionUnit {
  /// How many of these a span of days holds, parts of them included.
  func count(in days: ClosedRange<Int64>) -> Double {
    var sum = 0.0
    for index in index(ofDay: days.lowerBound)...index(ofDay: days.upperBound) {
      let (first, next) = (firstDay(of: index), firstDay(of: index + 1))
      let common = min(days.upperBound, next - 1) - max(days.lowerBound, first) + 1
      sum += Double(common) / Double(next - first)
    }
    return sum
  }
}
