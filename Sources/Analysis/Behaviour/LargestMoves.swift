import Journeys

/// Moves that few customers made, however often, or one of them nearly all: secrets as those of ``LargestParts``.
struct LargestMoves {
  /// By pair as `DirectlyFollows` lists them.
  private(set) var isFew: [Bool]

  /// A pair that may be one, and what was found of it.
  private struct Pair {
    var to: UInt32
    var edge: Int
    var people = 0
    /// Of the customer at hand, and the most of any.
    var own = 0
    var most = 0
  }

  /// Looks through the log once more, if some pair came so seldom that few customers, or one, may have made most of it.
  ///
  /// - Parameter fewest: the smallest count of people that may be shown; with 0 and 1 nothing is few.
  init(_ log: JourneyLog, _ flow: FlowTally, _ follows: DirectlyFollows, fewest: Int) {
    isFew = [Bool](repeating: false, count: follows.edges.count)
    // So many moves one customer can have made at the most.
    let longest = flow.longest - 1
    guard fewest > 1, longest > 0 else { return }
    var pairs: [Pair] = []
    // The pairs from a touchpoint stand together.
    var first = [Int](repeating: 0, count: flow.events.count + 1)
    let doubtful = follows.edges.indices.filter { place in
      let edge = follows.edges[place]
      guard edge.count >= fewest, min(flow.customersAt[edge.from], flow.customersAt[edge.to]) >= fewest else {
        return false
      }
      return longest * (fewest - 1) >= edge.count || Double(longest) > LargestParts.most * Double(edge.count)
    }
    guard !doubtful.isEmpty else { return }
    for place in doubtful { first[follows.edges[place].from + 1] += 1 }
    for code in flow.events.indices { first[code + 1] += first[code] }
    for place in doubtful.sorted(by: { (follows.edges[$0].from, $0) < (follows.edges[$1].from, $1) }) {
      pairs.append(Pair(to: UInt32(follows.edges[place].to), edge: place))
    }
    let width = flow.events.count
    // Where touchpoints are few, a pair's place stands in a table; else those from one touchpoint are looked through.
    var table = [Int32](repeating: -1, count: width <= 1024 ? width * width : 0)
    if !table.isEmpty {
      for from in 0..<width {
        for place in first[from]..<first[from + 1] { table[from * width + Int(pairs[place].to)] = Int32(place) }
      }
    }
    pairs.withUnsafeMutableBufferPointer { pairs in
      first.withUnsafeBufferPointer { first in
        table.withUnsafeBufferPointer { Self.count(log, pairs, first, $0) }
      }
    }
    for pair in pairs {
      let all = Double(follows.edges[pair.edge].count)
      isFew[pair.edge] = pair.people < fewest || Double(pair.most) > LargestParts.most * all
    }
  }

  /// Counts who made each pair, and how often the one who made it most did.
  ///
  /// - Parameters:
  ///   - first: by touchpoint, the place of the first pair from there; one more ends the last.
  ///   - table: by two touchpoints, the place of their pair or -1; empty where there are too many.
  private static func count(
    _ log: JourneyLog, _ pairs: UnsafeMutableBufferPointer<Pair>, _ first: UnsafeBufferPointer<Int>,
    _ table: UnsafeBufferPointer<Int32>
  ) {
    let width = first.count - 1
    var touched: [Int] = []
    func add(_ place: Int) {
      if pairs[place].own == 0 { touched.append(place) }
      pairs[place].own &+= 1
    }
    for part in log.parts {
      for customer in 0..<part.customerCount {
        let journey = part.counted(customer)
        guard journey.count > 1 else { continue }
        var from = Int(journey[0].touchpoint)
        for i in 1..<journey.count {
          let to = Int(journey[i].touchpoint)
          if table.isEmpty {
            for place in first[from]..<first[from &+ 1] where Int(pairs[place].to) == to { add(place) }
          } else {
            let place = Int(table[from &* width &+ to])
            if place >= 0 { add(place) }
          }
          from = to
        }
        for place in touched {
          pairs[place].people &+= 1
          pairs[place].most = max(pairs[place].most, pairs[place].own)
          pairs[place].own = 0
        }
        touched.removeAll(keepingCapacity: true)
      }
    }
  }
}
