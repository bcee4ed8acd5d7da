import Journeys
import Statistics

/// What customers bought who have nowhere else to go; from a walk. What is left of everybody's is the others'.
package struct CaptiveTally: Sendable, Equatable {
  package var loop = LoopTally()
  package var repeats = RepeatTally(channels: .max)

  /// Counts the customer whom the cutter has just cut, a captive one.
  mutating func add(
    _ own: CustomerCycles, _ days: UnsafeBufferPointer<PurchaseDay>, _ log: EventLog, _ calendar: ReturnCalendar
  ) {
    loop.add(own, days, log, calendar)
    guard days.count > 0, let first = own.touches.first, let cycle = own.cycles.first else { return }
    var isReferred = false
    if case .referral = cycle.origin { isReferred = true }
    repeats.add(days, calendar, start: first.logged.channel, isReferred: isReferred)
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: CaptiveTally) {
    loop.merge(other.loop)
    repeats.merge(other.repeats)
  }
}

/// Captive customers and the others side by side.
package struct CaptiveResult: Sendable, Equatable {
  /// What captive customers bought, or the others.
  package struct Side: Sendable, Equatable {
    /// Customers with a purchase, and those of them with purchases on two days or more.
    package var buyers, again: Int
    /// First purchases whose horizon has passed, and those followed by another within it.
    package var firstMature, firstFollowed: Int
    /// By customer, purchases whose horizon has passed, and those that they brought, by referral too.
    package var brought: ClusterSums

    /// R; `nil` where no purchase is old enough.
    package var reproduction: ReproductionNumber? { ReproductionNumber(brought) }
  }

  package let captive, others: Side

  init(_ tally: CaptiveTally, of loop: LoopTally, _ repeats: RepeatTally) {
    let (step, all) = (tally.repeats.ladder[0], repeats.ladder[0])
    captive = Side(
      buyers: tally.loop.buyers, again: tally.loop.repeatBuyers, firstMature: step.mature,
      firstFollowed: step.followed, brought: tally.repeats.brought)
    var brought = repeats.brought
    brought.remove(tally.repeats.brought)
    others = Side(
      buyers: loop.buyers - captive.buyers, again: loop.repeatBuyers - captive.again,
      firstMature: all.mature - step.mature, firstFollowed: all.followed - step.followed, brought: brought)
  }
}
