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
  /// Of those completed, the customers' first ones.
  package var firstCompleted = 0
  package var reasons = [Int](repeating: 0, count: BlindnessReason.allCases.count)

  package init() {}

  /// Counts one purchase by what became of it.
  mutating func add(_ verdict: BlindnessMatcher.Verdict, isFirst: Bool) {
    purchases += 1
    switch verdict {
    case .completed(let isStrict):
      completed += 1
      if isFirst { firstCompleted += 1 }
      if isStrict { strictlyCompleted += 1 }
    case .missed(let reason): reasons[reason.rawValue] += 1
    }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  package mutating func merge(_ other: BlindnessTally) {
    purchases += other.purchases
    completed += other.completed
    strictlyCompleted += other.strictlyCompleted
    firstCompleted += other.firstCompleted
    for i in reasons.indices { reasons[i] += other.reasons[i] }
  }
}

/// Judges one purchase after another by the declared funnel; its buffers are used again for the next.
package struct BlindnessMatcher {
  /// What became of one purchase.
  package enum Verdict: Equatable {
    case completed(isStrict: Bool)
    case missed(BlindnessReason)
  }

  private var matcher: FunnelMatcher
  private var unlimited: FunnelMatcher
  private let required: UInt32
  private let steps: Int
  /// Steps up to the purchase; events may serve later ones too.
  private let known: UInt32
  private let own = ReusedList<FunnelEvent>()

  /// - Parameter plan: the funnel up to the purchase.
  package init(_ plan: FunnelPlan) {
    matcher = FunnelMatcher(plan)
    var free = plan
    free.window = nil
    unlimited = FunnelMatcher(free)
    steps = plan.steps.count
    known = ~0 >> UInt32(32 - plan.steps.count)
    required = plan.steps.indices.reduce(0) { $0 | (plan.steps[$1].isOptional ? 0 : 1 << UInt32($1)) }
  }

  /// Whether the last event, a purchase, came through the funnel, and if not, why not.
  ///
  /// - Parameters:
  ///   - events: the customer's events after the purchase before this one, up to and including this one.
  ///   - isRepeat: the customer bought before.
  mutating func judge(_ events: UnsafeBufferPointer<FunnelEvent>, isRepeat: Bool) -> Verdict {
    let everything = Int64.min...Int64.max
    // Earlier touches may serve the last step too (a touchpoint of the same stage): it must be this purchase that does.
    own.clear()
    var mask: UInt32 = 0
    for (i, event) in events.enumerated() {
      var event = event
      event.mask &= known
      if i < events.count - 1 { event.mask &= ~(1 << UInt32(steps - 1)) }
      mask |= event.mask
      own.append(event)
    }
    // Without a required step there is nothing to follow.
    let hasAll = mask & required == required
    if hasAll, matcher.level(own.buffer, isStrict: false, entries: everything) == steps {
      return .completed(isStrict: matcher.level(own.buffer, isStrict: true, entries: everything) == steps)
    }
    if isRepeat { return .missed(.repeatPurchase) }
    if mask & 1 == 0 { return .missed(.noEntryStep) }
    if !hasAll { return .missed(.skippedStep) }
    // With ties put in the funnel's own order: is there a chain at all, and one inside the window?
    orderTies()
    if unlimited.level(own.buffer, isStrict: false, entries: everything) < steps { return .missed(.outOfOrder) }
    if matcher.level(own.buffer, isStrict: false, entries: everything) < steps { return .missed(.outsideWindow) }
    return .missed(.tie)
  }

  private func orderTies() {
    var lower = 0
    while lower < own.count {
      var upper = lower + 1
      while upper < own.count, own[upper].time == own[lower].time { upper += 1 }
      if upper - lower > 1 {
        let sorted = own[lower..<upper].sorted {
          ($0.mask.trailingZeroBitCount, $0.ordinal) < ($1.mask.trailingZeroBitCount, $1.ordinal)
        }
        for (i, event) in sorted.enumerated() { own[lower + i] = event }
      }
      lower = upper
    }
    for i in 0..<own.count { own[i].ordinal = i }
  }
}

/// Funnel blindness: the share of purchases that did not complete the declared funnel inside the window.
package struct Blindness: Sendable, Equatable {
  package var purchases: Int
  package var outside: Int
  /// `nil` when nobody bought.
  package var share: Estimate?
  /// Purchases outside the strict path, in which every touch must be the next step.
  package var outsideStrict: Int
  package var reasons: [(reason: BlindnessReason, count: Int)]
  /// Customers' first purchases that completed it, and those that did not, for whatever reason but being further ones.
  package var firstCompleted: Int
  package var firstOutside: Int { outside - reasons[BlindnessReason.repeatPurchase.rawValue].count }

  init(_ tally: BlindnessTally) {
    purchases = tally.purchases
    outside = tally.purchases - tally.completed
    outsideStrict = tally.purchases - tally.strictlyCompleted
    share = wilson(outside, of: purchases)
    reasons = BlindnessReason.allCases.map { ($0, tally.reasons[$0.rawValue]) }
    firstCompleted = tally.firstCompleted
  }

  package static func == (a: Blindness, b: Blindness) -> Bool {
    a.purchases == b.purchases && a.outside == b.outside && a.outsideStrict == b.outsideStrict
      && a.reasons.map(\.count) == b.reasons.map(\.count) && a.firstCompleted == b.firstCompleted
  }
}
