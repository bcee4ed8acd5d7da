/// All events in parts: every customer lies whole in one of them, and all parts share catalog, period and end.
package struct JourneyLog: Sendable {
  package private(set) var parts: [EventLog]
  package var catalog: Catalog
  /// End of observation, microseconds UTC.
  package let observedUntil: Int64
  package let period: ClosedRange<Int64>
  /// Days of it on which nothing counts that begins, is bought or answered.
  package let excluded: ExcludedTime
  /// Who is in the club; `nil` where nothing says it.
  package var club: ClubMembers?
  /// Who brought whom; `nil` where nobody is named.
  package var friends: FriendLinks?
  /// By number of the customer over all parts, whether it has nowhere else to go; `nil` where nothing tells some from others.
  package var captive: [Bool]?
  /// Memory the log did not need, for whoever walks it.
  package let spare: SpareMemory?

  package var eventCount: Int { parts.reduce(0) { $0 + $1.eventCount } }
  package var customerCount: Int { parts.reduce(0) { $0 + $1.customerCount } }
  package var tiedNeighbours: Int { parts.reduce(0) { $0 + $1.tiedNeighbours } }
  package var neighbours: Int { parts.reduce(0) { $0 + $1.neighbours } }
  package var hasAmounts: Bool { parts.contains { !$0.amounts.isEmpty } }

  /// One part alone.
  package init(_ log: EventLog) {
    parts = [log]
    spare = nil
    catalog = log.catalog
    observedUntil = log.observedUntil
    period = log.period
    excluded = log.excluded
  }

  /// Notes who brought whom.
  ///
  /// - Parameter ofLists: customers of whom a customers' file says so: their first touch says it of them from here on.
  mutating func note(_ links: FriendLinks, ofLists: [Int32]) {
    friends = links
    for number in ofLists {
      guard let part = parts.lastIndex(where: { $0.firstCustomer <= Int(number) }) else { continue }
      parts[part].markReferred(Int(number) - parts[part].firstCustomer)
    }
  }

  /// Notes what is known of the customers of each part, one list of codes for each trait of the catalog.
  mutating func note(_ traits: [CustomerTrait], codes: [[[UInt16]]]) {
    catalog.traits = traits
    for part in parts.indices {
      parts[part].catalog.traits = traits
      parts[part].traits = codes[part]
    }
  }

  /// Gives all parts what they share; they are taken, not copied.
  init(
    parts: inout [EventLog], catalog: Catalog, observedUntil: Int64?, period: ClosedRange<Int64>?,
    excluded: ExcludedTime, spare: SpareMemory?
  ) {
    self.spare = spare
    self.excluded = excluded
    var first = Int64.max
    var last = Int64.min
    for part in parts where part.eventCount > 0 {
      first = min(first, part.period.lowerBound)
      last = max(last, part.period.upperBound)
    }
    if first > last {
      first = 0
      last = 0
    }
    self.catalog = catalog
    self.observedUntil = observedUntil ?? last
    self.period = period ?? first...last
    var customers = 0
    let columns = TouchpointColumns(catalog.touchpoints)
    for i in parts.indices {
      parts[i].columns = columns
      parts[i].catalog = catalog
      parts[i].observedUntil = self.observedUntil
      parts[i].period = self.period
      parts[i].excluded = excluded
      parts[i].firstCustomer = customers
      customers += parts[i].customerCount
    }
    self.parts = parts
  }
}
