import Reading

/// How much of a source belongs to customers one can tell: rows and money, those of nobody included in the whole.
package struct RecognisedShare: Sendable, Equatable {
  /// Events, and rows without a customer.
  package var events = 0
  package var known = 0
  /// Millionths.
  package var money: Int128 = 0
  package var knownMoney: Int128 = 0

  package init() {}

  mutating func add(_ other: RecognisedShare) {
    events += other.events
    known += other.known
    money += other.money
    knownMoney += other.knownMoney
  }

  /// Share of the events; `nil` without any.
  package var eventShare: Double? { events > 0 ? Double(known) / Double(events) : nil }
  /// Share of the money; `nil` without any.
  package var moneyShare: Double? { money > 0 ? Double(knownMoney) / Double(money) : nil }
}

/// Customers by how many events they have: what tells one customer that is none from many that are.
package struct EventCrowds: Sendable, Equatable {
  /// A customer with more events than most.
  struct Large: Sendable, Equatable {
    var events: Int
    var key: RowKey
  }
  /// By number of events, how many customers have so many.
  private var customers: [Int: Int] = [:]
  private(set) var largest: [Large] = []
  private static let kept = 20

  /// One customer with more events than a person can have.
  package struct Suspect: Sendable, Equatable {
    package var events: Int
    /// Of all events.
    package var share: Double
    /// Whose they are, for the terminal alone.
    package var id = ""
  }

  mutating func add(_ counts: (Int) -> Int, customers count: Int, key: (Int) -> RowKey) {
    var small = [Int](repeating: 0, count: 256)
    var most = (customer: -1, events: -1)
    for customer in 0..<count {
      let events = counts(customer)
      if events > most.events { most = (customer, events) }
      if events < 256 {
        small[events] += 1
      } else {
        customers[events, default: 0] += 1
        keep(Large(events: events, key: key(customer)))
      }
    }
    for (events, many) in small.enumerated() where many > 0 { customers[events, default: 0] += many }
    // Where nobody has many, the largest may still be one among few.
    if largest.count < Self.kept, most.customer >= 0 {
      let large = Large(events: most.events, key: key(most.customer))
      if !largest.contains(large) { keep(large) }
    }
  }

  private mutating func keep(_ large: Large) {
    largest.append(large)
    guard largest.count > Self.kept * 4 else { return }
    sortLargest()
    largest.removeLast(largest.count - Self.kept)
  }

  private mutating func sortLargest() {
    largest.sort {
      ($0.events, $1.key.word0, $1.key.word1) > ($1.events, $0.key.word0, $0.key.word1)
    }
  }

  mutating func add(_ other: EventCrowds) {
    for (events, many) in other.customers { customers[events, default: 0] += many }
    for large in other.largest { keep(large) }
    sortLargest()
    if largest.count > Self.kept { largest.removeLast(largest.count - Self.kept) }
  }

  /// Customers with more events than a person can have, largest first: more than 1 % of all events and more than 50 times
  /// what 99 of 100 others have, or more than 10 % and more than 20 times that.
  ///
  /// A number of one digit alone, as tills have it for nobody (`999999999`), is one from five times as many on.
  func suspects(_ text: (RowKey) -> String) -> [Suspect] {
    let events = customers.reduce(0) { $0 + $1.key * $1.value }
    guard events > 0 else { return [] }
    let named = largest.map { Suspect(events: $0.events, share: Double($0.events) / Double(events), id: text($0.key)) }
    // What is usual is a matter of the others: among few customers the largest would be its own measure, and two of them
    // each other's.
    for count in (0...named.count).reversed() {
      let own = named.prefix(count)
      let usual = usual(without: own.map(\.events))
      // One among few, or several among some, are no exception.
      guard usual.customers >= 20 * count else { continue }
      if own.allSatisfy({ Self.isCrowd($0, usual: usual.events) }) { return Array(own) }
    }
    return []
  }

  /// How many events 99 of 100 customers have at most, those with so many left out, and how many customers these are.
  private func usual(without left: [Int]) -> (events: Int, customers: Int) {
    var counts = customers
    for events in left { counts[events, default: 0] -= 1 }
    let all = counts.values.reduce(0, +)
    var seen = 0
    for (events, many) in counts.sorted(by: { $0.key < $1.key }) {
      seen += many
      if seen * 100 >= all * 99 { return (events, all) }
    }
    return (0, all)
  }

  private static func isCrowd(_ own: Suspect, usual: Int) -> Bool {
    if own.share > 0.01, own.events > 50 * usual { return true }
    if own.share > 0.1, own.events > 20 * usual { return true }
    let digits = own.id.utf8
    return own.share > 0.01 && own.events >= 20 && own.events > 5 * usual && digits.count >= 6
      && digits.allSatisfy { $0 == digits.first && $0 &- 0x30 < 10 }
  }
}

/// Which customers are known to be some, and in which sources each is.
struct CustomerRecognition: Sendable {
  /// The customers of the lists; `nil`: there is no list.
  private let listed: KeySet?
  /// By source: whether all its ids are devices'.
  private let namesDevices: [Bool]
  /// By source: ids that come from a column of devices.
  private let devices: [KeySet]
  /// Customers to whom a table leads.
  private let linked: KeySet
  /// By source, the bit of its declaration.
  private let bits: [UInt64]
  private let hasDevices: Bool
  /// Whether it matters in which sources a customer is.
  let hasSeveral: Bool

  init(_ known: KnownCustomers, _ sources: [EventSource]) {
    listed = known.listed.map { KeySet($0) }
    namesDevices = sources.map(\.namesDevices)
    devices = sources.enumerated().map { place, source in
      KeySet(
        source.rows.deviceKeys.map { key in
          var key = key
          if key.isLong { key.word1 = 0xFF << 56 | UInt64(known.longPlaces[place][key.place]) }
          return key
        })
    }
    hasDevices = namesDevices.contains(true) || devices.contains { !$0.isEmpty }
    linked = KeySet(listed == nil && hasDevices ? known.linked : [])
    bits = sources.map { $0.declaration < 48 ? 1 << UInt64($0.declaration) : 0 }
    hasSeveral = Set(bits).count > 1
  }

  /// Says of a partition's customers who is known, and counts what of each source is theirs.
  ///
  /// - Parameter bounds: where each source's rows begin; they end where the next ones begin.
  func weigh(
    _ rows: Rows, _ bounds: [Int], _ numbering: CustomerNumbering, _ hasAmounts: [Bool], _ counts: inout AssemblyCounts
  ) -> (isKnown: [Bool], masks: [UInt64]) {
    let event = rows.event
    let customers = numbering.count
    var isKnown: [Bool] = []
    if let listed {
      isKnown = (0..<customers).map { listed.contains(numbering.key($0)) }
    } else if hasDevices {
      isKnown = (0..<customers).map { linked.contains(numbering.key($0)) }
      for source in bits.indices where !namesDevices[source] {
        for at in bounds[source]..<bounds[source + 1] where !isKnown[Int(event[at].customer)] {
          let customer = Int(event[at].customer)
          if devices[source].isEmpty || !devices[source].contains(numbering.key(customer)) {
            isKnown[customer] = true
          }
        }
      }
    }
    var masks: [UInt64] = []
    if hasSeveral {
      masks = [UInt64](repeating: 0, count: customers)
      masks.withUnsafeMutableBufferPointer { masks in
        for source in bits.indices {
          for at in bounds[source]..<bounds[source + 1] { masks[Int(event[at].customer)] |= bits[source] }
        }
      }
      for mask in masks where mask != 0 { counts.customersBySources[mask, default: 0] += 1 }
    }
    for source in bits.indices {
      let own = bounds[source]..<bounds[source + 1]
      var share = RecognisedShare()
      share.events = own.count
      if isKnown.isEmpty {
        share.known = own.count
      } else {
        isKnown.withUnsafeBufferPointer { isKnown in
          for at in own where isKnown[Int(event[at].customer)] { share.known &+= 1 }
        }
      }
      if hasAmounts[source] {
        for at in own where event[at].hasAmount {
          share.money += Int128(rows.amount[at])
          if isKnown.isEmpty || isKnown[Int(event[at].customer)] { share.knownMoney += Int128(rows.amount[at]) }
        }
      }
      counts.recognised[source].add(share)
    }
    return (isKnown, masks)
  }

  /// Whether only all sources together tell if an id of a device is a visitor: without a list.
  var isOpen: Bool { listed == nil && hasDevices }

  /// Whether visitors are told from customers: without a list, and where no two sources share a customer, an id of a device
  /// is as good as any.
  func tellsApart(_ counts: AssemblyCounts) -> Bool {
    !isOpen || counts.customersBySources.contains { $0.key.nonzeroBitCount > 1 }
  }

  /// Makes everybody known where nothing tells visitors from customers.
  func settle(_ parts: inout [EventLog], _ counts: inout AssemblyCounts) {
    guard !tellsApart(counts) else { return }
    for part in parts.indices { parts[part].isRecognised = [] }
    for source in counts.recognised.indices {
      counts.recognised[source].known = counts.recognised[source].events
      counts.recognised[source].knownMoney = counts.recognised[source].money
    }
  }
}
