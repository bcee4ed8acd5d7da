import Journeys
import Statistics

/// Counts over whole customer journeys, as process-mining tools print them: events, starts, ends, directly-follows, variants.
package struct FlowTally: Sendable {
  package var events: [Int]
  package var customersAt: [Int]
  package var starts: [Int]
  package var ends: [Int]
  package var directlyFollows: EdgeTimes
  package var variants: VariantCounts
  package var customers = 0
  /// Customers with a purchase event, cancelled later or not.
  private var stamp: [Int32]

  package init(touchpoints: Int) {
    events = [Int](repeating: 0, count: touchpoints)
    customersAt = events
    starts = events
    ends = events
    stamp = [Int32](repeating: -1, count: touchpoints)
    directlyFollows = EdgeTimes(touchpoints: touchpoints)
    variants = VariantCounts(touchpoints: touchpoints)
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
    log.touchpoints.withUnsafeBufferPointer { touchpoints in
      events.withUnsafeMutableBufferPointer { events in
        stamp.withUnsafeMutableBufferPointer { stamp in
          for i in lower..<upper {
            let code = Int(touchpoints[i])
            events[code] += 1
            if stamp[code] != number {
              stamp[code] = number
              customersAt[code] += 1
            }
          }
        }
      }
      for i in (lower + 1)..<max(lower + 1, upper) {
        directlyFollows.add(touchpoints[i - 1], touchpoints[i], micros: log.times[i] - log.times[i - 1])
      }
      starts[Int(touchpoints[lower])] += 1
      ends[Int(touchpoints[upper - 1])] += 1
      variants.add(UnsafeBufferPointer(rebasing: touchpoints[lower..<upper]))
    }
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
    var found: [Edge] = []
    found.reserveCapacity(tally.directlyFollows.pairs.count)
    tally.directlyFollows.forEachPair { from, to, times in
      // Summed as integers, so that the mean does not depend on the order of customers.
      var sum = Int128(0)
      for time in times { sum += Int128(time) }
      found.append(
        Edge(
          from: Int(from), to: Int(to), count: times.count,
          meanSeconds: Double(sum) / Double(times.count) / 1_000_000,
          medianSeconds: (quantile(times, 0.5) ?? 0) / 1_000_000))
    }
    let rank = catalog.idRanks
    edges = found.sorted { x, y in
      (-x.count, rank[x.from], rank[x.to]) < (-y.count, rank[y.from], rank[y.to])
    }
  }
}
