import Journeys
import Statistics

/// Days from the first purchase day to the second by what tells customers apart: by column of `groups`, and by what the first
/// purchase was of; from a walk.
///
/// Each customer is counted once, so that groups are of different people. Bounded: a value has a count for each day, and a
/// column a thousand values at most.
package struct GroupWaitTally: Sendable, Equatable {
  /// What customers are told apart by.
  package enum Subject: Sendable, Equatable {
    /// A trait, by its place in the catalog.
    case trait(Int)
    /// What was bought first.
    case product
  }

  package let subjects: [Subject]
  package let products: NamedCodes
  /// By subject: the value's code, and the day twice, one more where it ended with another purchase.
  private var counts: [PairCounts]

  /// The code of first purchases of several products, and of what has no value.
  package static let several = UInt32.max - 1
  package static let none = UInt32.max - 2

  init(_ catalog: Catalog) {
    products = NamedCodes(catalog) { $0.isProduct }
    let groups = catalog.columnTraits.indices.map { Subject.trait($0) }
    subjects = groups + (products.isEmpty ? [] : [.product])
    counts = [PairCounts](repeating: PairCounts(), count: subjects.count)
  }

  /// Counts the first purchase day of the customer who has just been cut.
  @inline(__always)
  mutating func add(
    _ days: UnsafeBufferPointer<PurchaseDay>, _ calendar: ReturnCalendar, _ own: CustomerCycles, _ log: EventLog,
    customer: Int, dayOf: (Int64) -> Int64
  ) {
    guard !subjects.isEmpty, days[0].counts else { return }
    count(days, calendar, own, log, customer, dayOf)
  }

  private mutating func count(
    _ days: UnsafeBufferPointer<PurchaseDay>, _ calendar: ReturnCalendar, _ own: CustomerCycles, _ log: EventLog,
    _ customer: Int, _ dayOf: (Int64) -> Int64
  ) {
    let left = calendar.lastDay - days[0].day
    let gap = days.count > 1 ? days[1].day - days[0].day : Int64.max
    let longest = Int64(RepeatTally.days)
    let bin = UInt32(max(0, min(min(gap, left), longest))) << 1 | (gap <= longest ? 1 : 0)
    for (place, subject) in subjects.enumerated() {
      let value =
        switch subject {
        case .trait(let trait):
          trait < log.traits.count && log.traits[trait][customer] != KeptAttribute.noValue
            ? UInt32(log.traits[trait][customer]) : Self.none
        case .product: products.bought(on: days[0].day, own, log, dayOf: dayOf)
        }
      counts[place].add(value, bin)
    }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: GroupWaitTally) {
    for place in counts.indices { counts[place].merge(other.counts[place]) }
  }

  /// By value of a subject, ascending by code, the days after which customers bought again or were last seen.
  package func values(_ place: Int) -> [(code: UInt32, days: WaitDays)] {
    var values: [(code: UInt32, days: WaitDays)] = []
    for entry in counts[place].sorted {
      if values.last?.code != entry.a { values.append((entry.a, WaitDays())) }
      values[values.count - 1].days.add(Int(entry.b >> 1), isClosed: entry.b & 1 == 1, entry.count)
    }
    return values
  }
}

/// Gaps that ended with another purchase, and gaps open at the end, by day.
package struct WaitDays: Sendable, Equatable {
  package private(set) var closed = [Int](repeating: 0, count: RepeatTally.days + 1)
  package private(set) var open = [Int](repeating: 0, count: RepeatTally.days + 1)
  /// All of them.
  package private(set) var customers = 0

  package init() {}

  package var curve: KaplanMeier { KaplanMeier(events: closed, censored: open) }

  /// Adds so many customers.
  package mutating func add(_ day: Int, isClosed: Bool, _ count: Int = 1) {
    if isClosed { closed[day] += count } else { open[day] += count }
    customers += count
  }

  /// Takes in what was counted over other customers.
  package mutating func merge(_ other: WaitDays) {
    closed.add(other.closed)
    open.add(other.open)
    customers += other.customers
  }
}
