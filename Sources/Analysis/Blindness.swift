import Journeys
import Statistics

/// Why a purchase did not come through the funnel as drawn; the first that applies, in this order.
package enum BlindnessReason: Int, Sendable, CaseIterable {
  case repeatPurchase, noEntryStep, skippedStep, outOfOrder, outsideWindow, tie
}

/// Purchases by whether they completed the declared ordered funnel.
package struct BlindnessTally: Sendable, Equatable {
  package var purchases = 0
  package var completed = 0
  package var strictlyCompleted = 0
  package var reasons = [Int](repeating: 0, count: BlindnessReason.allCases.count)

  package init() {}

  /// - Parameters:
  ///   - events: the customer's events after the purchase before this one, up to and including this one.
  ///   - isRepeat: the customer bought before.
  package mutating func add(_ events: ArraySlice<FunnelEvent>, _ matcher: inout FunnelMatcher, isRepeat: Bool) {
    purchases += 1
    let everything = Int64.min...Int64.max
    let plan = matcher.plan
    // Earlier touches may serve the last step too (a touchpoint of the same stage): it must be this purchase that does.
    var own = Array(events)
    for i in own.indices.dropLast() { own[i].mask &= ~(1 << UInt32(plan.last)) }
    if matcher.level(own[...], isStrict: false, entries: everything) == plan.steps.count {
      completed += 1
      if matcher.level(own[...], isStrict: true, entries: everything) == plan.steps.count { strictlyCompleted += 1 }
      return
    }
    let reason: BlindnessReason
    let mask = own.reduce(UInt32(0)) { $0 | $1.mask }
    let needed = plan.steps.indices.filter { !plan.steps[$0].isOptional }
    if isRepeat {
      reason = .repeatPurchase
    } else if mask & 1 == 0 {
      reason = .noEntryStep
    } else if needed.contains(where: { mask & (1 << UInt32($0)) == 0 }) {
      reason = .skippedStep
    } else {
      // With ties put in the funnel's own order: is there a chain at all, and one inside the window?
      var lower = 0
      while lower < own.count {
        var upper = lower + 1
        while upper < own.count, own[upper].time == own[lower].time { upper += 1 }
        if upper - lower > 1 {
          own[lower..<upper].sort {
            ($0.mask.trailingZeroBitCount, $0.ordinal) < ($1.mask.trailingZeroBitCount, $1.ordinal)
          }
        }
        lower = upper
      }
      for i in own.indices { own[i].ordinal = i }
      var unlimited = plan
      unlimited.window = nil
      var free = FunnelMatcher(unlimited)
      if free.level(own[...], isStrict: false, entries: everything) < plan.steps.count {
        reason = .outOfOrder
      } else if matcher.level(own[...], isStrict: false, entries: everything) < plan.steps.count {
        reason = .outsideWindow
      } else {
        reason = .tie
      }
    }
    reasons[reason.rawValue] += 1
  }

  package mutating func merge(_ other: BlindnessTally) {
    purchases += other.purchases
    completed += other.completed
    strictlyCompleted += other.strictlyCompleted
    for i in reasons.indices { reasons[i] += other.reasons[i] }
  }
}

/// Funnel blindness: the share of purchases that did not complete the declared funnel inside the window.
package struct Blindness: Sendable, Equatable {
  package var purchases: Int
  package var outside: Int
  package var share: Estimate?
  /// Purchases outside the strict path, in which every touch must be the next step.
  package var outsideStrict: Int
  package var reasons: [(reason: BlindnessReason, count: Int)]

  init(_ tally: BlindnessTally) {
    purchases = tally.purchases
    outside = tally.purchases - tally.completed
    outsideStrict = tally.purchases - tally.strictlyCompleted
    share = wilson(outside, of: purchases)
    reasons = BlindnessReason.allCases.map { ($0, tally.reasons[$0.rawValue]) }
  }

  package static func == (a: Blindness, b: Blindness) -> Bool {
    a.purchases == b.purchases && a.outside == b.outside && a.outsideStrict == b.outsideStrict
      && a.reasons.map(\.count) == b.reasons.map(\.count)
  }
}
