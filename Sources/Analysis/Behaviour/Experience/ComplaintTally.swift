import Journeys
import Statistics

/// Purchases after which customers complained, and others, by whether they bought again within the repurchase horizon.
///
/// Nobody who buys again at once has time to complain first. So a complaint counts within the first days after a purchase,
/// its landmark; purchases followed by the next before that are in neither group, and only what is bought after it counts.
/// Purchases are alike by how many came before and by the channel the customer first came in by; each customer is once in a
/// stratum.
package struct ComplaintTally: Sendable, Equatable {
  /// Purchases of one customer that are looked at, the first ones.
  package static let mostPurchases = 8
  /// Days within which a complaint counts, at most; half of the horizon where that is shorter.
  package static let landmark = 30 * Micros.day

  /// Touchpoints at which customers complain.
  package let codes: [Int]
  /// Parallel to them.
  package private(set) var outcomes: [GroupOutcomes]
  private let slots: [Int32]
  /// Within which a complaint counts, microseconds.
  let landmark: Int64
  private var stamps: [Int]
  private var number = 0

  /// Touchpoints told apart, at most.
  private static let mostTouchpoints = 40

  init(_ catalog: Catalog, _ rules: CycleRules) {
    codes = Array(
      catalog.touchpoints.indices.filter {
        catalog.hasPurchase && catalog.touchpoints[$0].isComplaint && catalog.touchpoints[$0].isCustomerTouch
      }.prefix(Self.mostTouchpoints))
    var slots = [Int32](repeating: -1, count: codes.isEmpty ? 0 : catalog.touchpoints.count)
    for (slot, code) in codes.enumerated() { slots[code] = Int32(slot) }
    self.slots = slots
    outcomes = [GroupOutcomes](
      repeating: GroupOutcomes(strata: Self.mostPurchases * Beforehand.entries), count: codes.count)
    stamps = [Int](repeating: 0, count: codes.count)
    landmark = min(Self.landmark, rules.repurchase / 2)
  }

  /// Counts the purchases of the customer whom the cutter has just cut.
  mutating func add(_ own: CustomerCycles, _ log: EventLog, _ rules: CycleRules) {
    guard !codes.isEmpty, own.purchases.count > 0 else { return }
    let entry = Beforehand.entry(own.touches[0].logged.channel)
    var before = 0
    for (index, purchase) in own.purchases.enumerated() where !purchase.isCancelled {
      guard before < Self.mostPurchases else { return }
      let stratum = before * Beforehand.entries + entry
      before += 1
      let time = own.touches[purchase.touch].logged.time
      guard log.counts(time), rules.observedUntil - time >= rules.repurchase else { continue }
      var next = index + 1
      while next < own.purchases.count, own.purchases[next].isCancelled { next += 1 }
      let after = next < own.purchases.count ? own.touches[own.purchases[next].touch].logged.time - time : Int64.max
      if after <= landmark { continue }
      count(own, from: purchase.touch + 1, until: time + landmark, stratum, hasBought: after <= rules.repurchase)
    }
  }

  private mutating func count(
    _ own: CustomerCycles, from first: Int, until end: Int64, _ stratum: Int, hasBought: Bool
  ) {
    number += 1
    var hasComplained = false
    var place = first
    while place < own.touches.count, own.touches[place].logged.time <= end {
      let slot = slots[Int(own.touches[place].logged.touchpoint)]
      if slot >= 0 {
        stamps[Int(slot)] = number
        hasComplained = true
      }
      place += 1
    }
    // Who complained elsewhere is no example of one who had nothing to complain of.
    for slot in outcomes.indices where stamps[slot] == number || !hasComplained {
      outcomes[slot].add(stratum, isWorse: hasComplained, hasBought: hasBought)
    }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: ComplaintTally) {
    for i in outcomes.indices { outcomes[i].merge(other.outcomes[i]) }
  }

  package static func == (a: ComplaintTally, b: ComplaintTally) -> Bool {
    a.codes == b.codes && a.outcomes == b.outcomes
  }
}

/// What goes along with a complaint, by touchpoint.
package struct Complaints: Sendable, Equatable {
  /// Codes of the touchpoints at which customers complain, and what goes along with each.
  package var points: [(code: Int, gap: ExperienceGap)]
  package var span: ExperienceSpan

  init(_ tally: ComplaintTally, _ log: JourneyLog, _ rules: CycleRules) {
    let span = ExperienceSpan(log, window: rules.repurchase)
    self.span = span
    // Nothing is bought between a purchase and its landmark by those who are compared.
    let seen = rules.repurchase > 0 ? 1 - Double(tally.landmark) / Double(rules.repurchase) : 1
    points = zip(tally.codes, tally.outcomes).map { ($0, ExperienceGap($1, factor: span.factor, seen: seen)) }
  }

  package static func == (a: Complaints, b: Complaints) -> Bool {
    a.span == b.span && a.points.elementsEqual(b.points, by: ==)
  }
}
