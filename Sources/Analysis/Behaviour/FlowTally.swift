import CBytes
import Cores
import Journeys
import Statistics

/// Counts over whole customer journeys, as process-mining tools print them: events, starts, ends, directly-follows, variants.
package struct FlowTally: Sendable {
  /// By touchpoint: events, customers who had one, and journeys that started and ended there.
  package var events: [Int]
  package var customersAt: [Int]
  package var starts: [Int]
  package var ends: [Int]
  package var directlyFollows: EdgeTimes
  package var variants: VariantCounts
  package var customers = 0
  /// Those of them whom nobody knows.
  package var visitors = 0
  /// Events of the customer who has most.
  package var longest = 0
  /// Customers with a purchase event, cancelled later or not.
  private var stamp: [Int32]

  /// - Parameters:
  ///   - touchpoints: how many codes there are.
  ///   - memory: for the times between them.
  package init(touchpoints: Int, memory: WordMemory = WordMemory(nil)) {
    events = [Int](repeating: 0, count: touchpoints)
    customersAt = events
    starts = events
    ends = events
    stamp = [Int32](repeating: -1, count: touchpoints)
    directlyFollows = EdgeTimes(touchpoints: touchpoints, memory: memory)
    variants = VariantCounts(touchpoints: touchpoints)
  }

  /// Adds some customers of a part.
  package mutating func add(_ log: EventLog, customers range: Range<Int>) {
    let isWide = events.count > 256
    let hasVisitors = !log.isRecognised.isEmpty
    events.withUnsafeMutableBufferPointer { events in
      customersAt.withUnsafeMutableBufferPointer { customersAt in
        stamp.withUnsafeMutableBufferPointer { stamp in
          for customer in range {
            if isWide, customer &+ 1 < range.upperBound {
              // What the next customer's touches will be counted at is at hand by then.
              for event in log.journey(of: customer &+ 1) {
                masa_prefetch(events.baseAddress.map { $0 + Int(event.touchpoint) })
                masa_prefetch(customersAt.baseAddress.map { $0 + Int(event.touchpoint) })
                masa_prefetch(stamp.baseAddress.map { $0 + Int(event.touchpoint) })
              }
            }
            let journey = log.counted(customer)
            guard let first = journey.first else { continue }
            longest = max(longest, journey.count)
            let number = Int32(truncatingIfNeeded: log.firstCustomer &+ customer)
            customers &+= 1
            if hasVisitors, !log.isRecognised[customer] { visitors &+= 1 }
            var before = first
            starts[Int(before.touchpoint)] += 1
            for i in journey.indices {
              let event = journey[i]
              let code = Int(event.touchpoint)
              events[code] &+= 1
              if stamp[code] != number {
                stamp[code] = number
                customersAt[code] &+= 1
              }
              if i > 0 {
                directlyFollows.add(before.touchpoint, event.touchpoint, micros: event.time &- before.time)
              }
              before = event
            }
            ends[Int(before.touchpoint)] += 1
            variants.add(journey)
          }
        }
      }
    }
    directlyFollows.finish()
    variants.finish()
  }

  /// Takes in what was counted over other customers; in which order does not matter.
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
    visitors += other.visitors
    longest = max(longest, other.longest)
  }
}

/// How often one touchpoint comes right after another, and how long that takes.
package struct DirectlyFollows: Sendable, Equatable {
  /// Two touchpoints, the second right after the first.
  package struct Edge: Sendable, Equatable {
    package var from: Int
    package var to: Int
    package var count: Int
    package var meanSeconds: Double
    package var medianSeconds: Double
  }
  /// Pairs listed at most. A hundred touchpoints have no more; where there are thousands, the rest are one customer's each.
  static let listedAtMost = 10_000

  /// By count, then by the ids' bytes. Where there are too many, only pairs more frequent than all that do not fit.
  package var edges: [Edge]
  /// Pairs that are not listed.
  package var omittedPairs = 0
  /// How often, by touchpoint, pairs that are not listed began and ended there; empty when all are listed.
  package var omittedFrom: [Int] = []
  package var omittedTo: [Int] = []

  init(_ tally: FlowTally, _ catalog: Catalog, threads: Int) {
    let times = tally.directlyFollows
    let pairs = times.pairs
    var listed: [Int] = []
    if pairs.count > Self.listedAtMost {
      let counts = pairs.indices.map { Int64(times.count($0)) }
      let border = Self.border(counts)
      omittedFrom = [Int](repeating: 0, count: catalog.touchpoints.count)
      omittedTo = omittedFrom
      for pair in pairs.indices {
        let count = counts[pair]
        if count > border {
          listed.append(pair)
        } else {
          omittedFrom[Int(pairs[pair].from)] += Int(count)
          omittedTo[Int(pairs[pair].to)] += Int(count)
        }
      }
      omittedPairs = pairs.count - listed.count
    } else {
      listed = Array(pairs.indices)
    }
    let workers = max(1, min(threads, listed.count / 64))
    let found = onCores(workers) { [listed] worker in
      let ours = stride(from: worker, to: listed.count, by: workers).map { listed[$0] }
      var edges: [Edge] = []
      times.forEachTimes(of: ours) { pair, own in
        // Summed as integers, so that the mean does not depend on the order of customers.
        var sum = Int128(0)
        for time in own { sum += Int128(time) }
        let median = own.withUnsafeMutableBufferPointer { quantile($0, 0.5) ?? 0 }
        edges.append(
          Edge(
            from: Int(pairs[pair].from), to: Int(pairs[pair].to), count: own.count,
            meanSeconds: Double(sum) / Double(own.count) / 1_000_000, medianSeconds: median / 1_000_000))
      }
      return edges
    }
    let rank = catalog.idRanks
    edges = found.flatMap { $0 }.sorted { x, y in
      (-x.count, rank[x.from], rank[x.to]) < (-y.count, rank[y.from], rank[y.to])
    }
  }

  /// How often the most frequent pair comes that does not fit: it, and all as rare as it, are left out.
  private static func border(_ counts: [Int64]) -> Int64 {
    // Most are one customer's, and need not be looked through.
    var repeated = counts.filter { $0 > 1 }
    guard repeated.count > listedAtMost else { return 1 }
    return repeated.withUnsafeMutableBufferPointer { repeated in
      let place = repeated.count - 1 - listedAtMost
      select(repeated, place)
      return repeated[place]
    }
  }
}
