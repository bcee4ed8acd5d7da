import Journeys

/// Counts over whole customer journeys, as process-mining tools print them: events, starts, ends, directly-follows, variants.
package struct FlowTally: Sendable {
  package var events: [Int]
  package var customersAt: [Int]
  package var starts: [Int]
  package var ends: [Int]
  package var directlyFollows = PairCounts()
  package var variants = VariantCounts()
  package var customers = 0
  /// Customers with a purchase event, cancelled later or not.
  package var buyers = 0
  /// Every transition and its time, for the medians; in no particular order.
  package var dwell: [Dwell] = []
  package struct Dwell: Sendable {
    package var from: UInt32
    package var to: UInt32
    package var micros: Int64
  }
  private var stamp: [Int32]

  package init(touchpoints: Int) {
    events = [Int](repeating: 0, count: touchpoints)
    customersAt = events
    starts = events
    ends = events
    stamp = [Int32](repeating: -1, count: touchpoints)
  }

  package mutating func add(_ log: EventLog, customer: Int) {
    let all = log.events(of: customer)
    var lower = all.lowerBound
    var upper = all.upperBound
    while lower < upper, log.times[lower] < log.period.lowerBound { lower += 1 }
    while lower < upper, log.times[upper - 1] > log.period.upperBound { upper -= 1 }
    guard lower < upper else { return }
    customers += 1
    let number = Int32(truncatingIfNeeded: log.firstCustomer + customer)
    let sequence = log.touchpoints[lower..<upper]
    if sequence.contains(where: { log.catalog.touchpoints[Int($0)].kind == .purchase }) { buyers += 1 }
    for i in lower..<upper {
      let code = Int(log.touchpoints[i])
      events[code] += 1
      if stamp[code] != number {
        stamp[code] = number
        customersAt[code] += 1
      }
      if i + 1 < upper {
        let next = log.touchpoints[i + 1]
        directlyFollows.add(log.touchpoints[i], next)
        dwell.append(Dwell(from: log.touchpoints[i], to: next, micros: log.times[i + 1] - log.times[i]))
      }
    }
    starts[Int(log.touchpoints[lower])] += 1
    ends[Int(log.touchpoints[upper - 1])] += 1
    variants.add(sequence)
  }

  package mutating func merge(_ other: FlowTally) {
    for i in events.indices {
      events[i] += other.events[i]
      customersAt[i] += other.customersAt[i]
      starts[i] += other.starts[i]
      ends[i] += other.ends[i]
    }
    directlyFollows.merge(other.directlyFollows)
    variants.merge(other.variants)
    customers += other.customers
    buyers += other.buyers
    dwell += other.dwell
  }
}

/// How often one touchpoint comes right after another, and how long that takes.
package struct DirectlyFollows: Sendable, Equatable {
  package struct Edge: Sendable, Equatable {
    package var from: Int
    package var to: Int
    package var count: Int
    package var meanSeconds: Double
    package var medianSeconds: Double
  }
  /// By count, then by the ids' bytes.
  package var edges: [Edge]

  init(_ tally: FlowTally, _ catalog: Catalog) {
    let pairs = tally.directlyFollows.sorted
    // Counting sort of the times by edge; each edge's own times are then sorted for its median.
    var start: [UInt64: Int] = [:]
    var offset = 0
    for pair in pairs {
      start[UInt64(pair.a) << 32 | UInt64(pair.b)] = offset
      offset += pair.count
    }
    var next = start
    var times = [Int64](repeating: 0, count: offset)
    for dwell in tally.dwell {
      let key = UInt64(dwell.from) << 32 | UInt64(dwell.to)
      guard let slot = next[key] else { continue }
      times[slot] = dwell.micros
      next[key] = slot + 1
    }
    edges = pairs.map { pair in
      let lower = start[UInt64(pair.a) << 32 | UInt64(pair.b)] ?? 0
      let own = times[lower..<(lower + pair.count)].sorted()
      let middle = own.count / 2
      let median = own.count % 2 == 1 ? Double(own[middle]) : (Double(own[middle - 1]) + Double(own[middle])) / 2
      // Summed as integers, so that the mean does not depend on the order of customers.
      let sum = own.reduce(Int128(0)) { $0 + Int128($1) }
      return Edge(
        from: Int(pair.a), to: Int(pair.b), count: pair.count,
        meanSeconds: Double(sum) / Double(own.count) / 1_000_000, medianSeconds: median / 1_000_000)
    }.sorted { x, y in
      if x.count != y.count { return x.count > y.count }
      let a = catalog.touchpoints[x.from].id.utf8
      let b = catalog.touchpoints[y.from].id.utf8
      if !a.elementsEqual(b) { return a.lexicographicallyPrecedes(b) }
      return catalog.touchpoints[x.to].id.utf8.lexicographicallyPrecedes(catalog.touchpoints[y.to].id.utf8)
    }
  }
}
