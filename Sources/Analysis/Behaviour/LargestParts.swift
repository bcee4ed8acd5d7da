import Journeys

/// What one customer alone did of what is counted, where that may be most of it: a count of acts is one person's secret when
/// few people acted, and also when one of many did nearly all (dominance).
package struct LargestParts: Sendable, Equatable {
  /// By touchpoint, the most events of one customer; 0 where nobody can have most of them.
  package var events: [Int]
  /// By pair as `DirectlyFollows` lists them: few customers made it, or one of them nearly all.
  package var isFewMove: [Bool]

  /// Above this share of a count it is one person's.
  package static let most = 0.7

  /// Looks through the log once more, if some touchpoint has so many events for so few customers that it may be one's.
  ///
  /// - Parameter fewest: the smallest count of people that may be shown.
  init(_ log: JourneyLog, _ flow: FlowTally, _ follows: DirectlyFollows, fewest: Int) {
    isFewMove = LargestMoves(log, flow, follows, fewest: fewest).isFew
    events = [Int](repeating: 0, count: flow.events.count)
    // The others have one each at least.
    let isDoubtful = flow.events.indices.map { code in
      let (all, others) = (Double(flow.events[code]), Double(flow.customersAt[code] - 1))
      return flow.customersAt[code] > 0 && all - others > Self.most * all
    }
    guard isDoubtful.contains(true) else { return }
    var own = [Int](repeating: 0, count: events.count)
    for part in log.parts {
      for customer in 0..<part.customerCount {
        let journey = part.journey(of: customer)
        for event in journey where isDoubtful[Int(event.touchpoint)] && part.period.contains(event.time) {
          own[Int(event.touchpoint)] += 1
        }
        for event in journey where own[Int(event.touchpoint)] > 0 {
          let code = Int(event.touchpoint)
          events[code] = max(events[code], own[code])
          own[code] = 0
        }
      }
    }
  }

  /// Whether most of a touchpoint's events are one customer's.
  package func isOnes(_ code: Int, of flow: FlowTally) -> Bool {
    Double(events[code]) > Self.most * Double(flow.events[code])
  }
}
