import Journeys

/// Where customers came in and where they were lost, what they bought first and on which day of the week, by column of `groups`;
/// each customer once, from a walk.
///
/// Bounded: a column has a thousand values at most, and touchpoints and products are a catalog's. Nothing is counted without
/// `groups`.
package struct GroupWayTally: Sendable, Equatable {
  /// What is counted of a customer.
  package enum Look: Int, CaseIterable, Sendable {
    /// The touchpoint at which the first journey of the period began; and, of the same customers, the one after which the last
    /// journey leaked and nothing came, or ``ChannelTally/notBought``: not lost.
    case cameIn, lost
    /// Of customers whose first purchase is in the period: its product, ``several(_:)`` or none known, and its day of the
    /// week, from 0, a Sunday.
    case product, weekday
  }

  package let products: NamedCodes
  /// By trait and look: the value's code, or ``GroupWaitTally/none``, and what is counted.
  private var counts: [[PairCounts]]
  /// By trait, those of a value whose last journey is decided.
  private var decided: [PairCounts]
  /// Which personas they fit.
  package private(set) var personas: PersonaTally

  init(_ catalog: Catalog) {
    products = NamedCodes(catalog) { $0.isProduct }
    let none = [PairCounts](repeating: PairCounts(), count: Look.allCases.count)
    counts = catalog.traits.map { _ in none }
    decided = catalog.traits.map { _ in PairCounts() }
    personas = PersonaTally(catalog)
  }

  /// The code of first purchases of several products.
  package var several: UInt32 { UInt32(products.sources.count) }

  /// Counts the customer whom the cutter has just cut.
  ///
  /// - Parameter days: its purchase days.
  @inline(__always)
  mutating func add(
    _ own: CustomerCycles, _ days: UnsafeBufferPointer<PurchaseDay>, _ log: EventLog, customer: Int,
    dayOf: (Int64) -> Int64
  ) {
    if !counts.isEmpty { addAll(own, days, log, customer, dayOf) }
  }

  private mutating func addAll(
    _ own: CustomerCycles, _ days: UnsafeBufferPointer<PurchaseDay>, _ log: EventLog, _ customer: Int,
    _ dayOf: (Int64) -> Int64
  ) {
    let journey = journey(own, log)
    let purchase = days.first.flatMap { day -> (product: UInt32, weekday: UInt32)? in
      guard day.counts else { return nil }
      let bought = products.bought(on: day.day, own, log, dayOf: dayOf)
      let product = bought == GroupWaitTally.none ? Catalog.noChannel : bought
      // The first of January 1970 was a Thursday.
      let weekday = ((day.day + 4) % 7 + 7) % 7
      return (product == GroupWaitTally.several ? several : product, UInt32(weekday))
    }
    if journey != nil { personas.add(log, customer: customer) }
    for trait in counts.indices {
      let code = trait < log.traits.count ? log.traits[trait][customer] : KeptAttribute.noValue
      let value = code == KeptAttribute.noValue ? GroupWaitTally.none : UInt32(code)
      func count(_ look: Look, _ what: UInt32) { counts[trait][look.rawValue].add(value, what) }
      if let journey {
        count(.cameIn, journey.cameIn)
        count(.lost, journey.lost)
        if journey.isDecided { decided[trait].add(value, 0) }
      }
      if let purchase {
        count(.product, purchase.product)
        count(.weekday, purchase.weekday)
      }
    }
  }

  /// Where the customer came in and was lost, as the sieve counts it; `nil` of one without a journey in the period.
  private func journey(_ own: CustomerCycles, _ log: EventLog) -> (cameIn: UInt32, lost: UInt32, isDecided: Bool)? {
    func begin(_ cycle: Cycle) -> LoggedEvent { own.touches[cycle.touches.lowerBound].logged }
    guard let first = own.cycles.first(where: { log.counts(begin($0).time) }), let last = own.cycles.last else {
      return nil
    }
    let cameIn = UInt32(begin(first).touchpoint)
    guard log.counts(begin(last).time) else { return (cameIn, ChannelTally.notBought, false) }
    let end = own.touches[last.touches.upperBound - 1]
    let isLost = last.purchase == nil && end.outcome.isLeak
    return (
      cameIn, isLost ? UInt32(end.logged.touchpoint) : ChannelTally.notBought,
      isLost || last.purchase != nil || end.outcome.isWell
    )
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: GroupWayTally) {
    for trait in counts.indices {
      for look in counts[trait].indices { counts[trait][look].merge(other.counts[trait][look]) }
      decided[trait].merge(other.decided[trait])
    }
    personas.merge(other.personas)
  }

  /// How many columns there are.
  var traits: Int { counts.count }

  /// By value, customers by what is counted of them, ascending by the value's code.
  package func rows(_ look: Look, _ trait: Int) -> [GroupComparison.Row] {
    GroupComparison.Row.all(counts[trait][look.rawValue])
  }

  /// Customers of a group whose last journey is decided.
  ///
  /// - Parameter named: values of the groups that are told by name.
  package func decided(_ trait: Int, value: Int?, named: [Int]) -> Int {
    decided[trait].sorted.reduce(0) { sum, entry in
      guard entry.a != GroupWaitTally.none else { return sum }
      let isOwn = value.map { entry.a == UInt32($0) } ?? !named.contains(Int(entry.a))
      return sum + (isOwn ? entry.count : 0)
    }
  }
}

extension GroupComparison.Row {
  /// Counts by value and place as rows, ascending by the value's code.
  static func all(_ counts: PairCounts) -> [GroupComparison.Row] {
    var rows: [GroupComparison.Row] = []
    for entry in counts.sorted {
      if rows.last?.value != entry.a { rows.append(GroupComparison.Row(value: entry.a, byPlace: [:])) }
      rows[rows.count - 1].byPlace[entry.b, default: 0] += entry.count
    }
    return rows
  }
}
