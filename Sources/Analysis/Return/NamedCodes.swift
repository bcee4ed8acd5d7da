import Journeys

/// What events name, under one numbering for all columns that do: what was bought, a campaign, an offer.
package struct NamedCodes: Sendable, Equatable {
  /// An attribute that says so, by its place in the catalog, and what its codes are here.
  private struct Column: Sendable, Equatable {
    var attribute: Int
    var codes: [UInt32]
  }
  private let columns: [Column]
  private let width: Int
  /// What an event without a value has: asked of another module once, and not at every event.
  private let noValue = KeptAttribute.noValue
  /// By code here, an attribute of the catalog and the value's code in it.
  package let sources: [(attribute: Int, value: Int)]

  /// Whether no column does.
  var isEmpty: Bool { columns.isEmpty }

  /// - Parameter names: whether an attribute is one of these columns.
  init(_ catalog: Catalog, _ names: (KeptAttribute) -> Bool) {
    width = catalog.attributesOfEvents
    var sources: [(attribute: Int, value: Int)] = []
    var codeOf: [String: UInt32] = [:]
    columns = catalog.attributes.indices.filter { names(catalog.attributes[$0]) }.map { attribute in
      let values = catalog.attributes[attribute].values
      let codes = values.indices.map { value -> UInt32 in
        if let code = codeOf[values[value].id] { return code }
        codeOf[values[value].id] = UInt32(sources.count)
        sources.append((attribute, value))
        return UInt32(sources.count - 1)
      }
      return Column(attribute: attribute, codes: codes)
    }
    self.sources = sources
  }

  /// What an event names; of several columns, several where they differ.
  @inline(__always)
  func code(of event: Int, _ log: EventLog) -> UInt32 {
    var found = GroupWaitTally.none
    for column in columns.indices {
      let place = event * width + columns[column].attribute
      guard place < log.attributes.count, log.attributes[place] != noValue else { continue }
      let code = columns[column].codes[Int(log.attributes[place])]
      if found == GroupWaitTally.none { found = code } else if found != code { return GroupWaitTally.several }
    }
    return found
  }

  /// Whether some of these events name anything.
  func areNamed(_ events: Range<Int>, _ log: EventLog) -> Bool {
    guard !columns.isEmpty else { return false }
    // The list ends with the last event that has a value.
    let lower = events.lowerBound * width
    let all = lower..<max(lower, min(events.upperBound * width, log.attributes.count))
    // Mostly no column of any event has one, which all values together tell without a branch at each.
    var other: UInt16 = 0
    for place in all { other |= log.attributes[place] ^ noValue }
    guard other != 0 else { return false }
    for column in columns.indices {
      var place = all.lowerBound + columns[column].attribute
      while place < all.upperBound {
        if log.attributes[place] != noValue { return true }
        place += width
      }
    }
    return false
  }

  /// What a customer bought on a day, all rows of the day's orders together: one product, several, or nothing known.
  func bought(on day: Int64, _ own: CustomerCycles, _ log: EventLog, dayOf: (Int64) -> Int64) -> UInt32 {
    var found = GroupWaitTally.none
    for purchase in own.purchases where !purchase.isCancelled {
      let time = own.touches[purchase.touch].logged.time
      guard log.excluded.isEmpty || !log.excluded.contains(time) else { continue }
      let bought = dayOf(time)
      if bought > day { break }
      guard bought == day else { continue }
      let code = code(of: purchase.event, log)
      guard code != GroupWaitTally.none else { continue }
      if found == GroupWaitTally.none { found = code } else if found != code { return GroupWaitTally.several }
    }
    return found
  }

  package static func == (a: NamedCodes, b: NamedCodes) -> Bool {
    a.columns == b.columns && a.width == b.width && a.sources.elementsEqual(b.sources) { $0 == $1 }
  }
}
