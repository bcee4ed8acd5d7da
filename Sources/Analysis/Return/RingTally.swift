import Journeys

/// The self-feeding cycle, ring by ring: what the journey to a customer's first purchase was like, to the second, and so on;
/// from a walk.
package struct RingTally: Sendable, Equatable {
  /// Rings that are told apart; the last holds all later ones.
  package static let rings = 6

  /// Journeys to purchases of one number.
  package struct Ring: Sendable, Equatable {
    /// Purchases that stand, each at the end of a journey.
    package var journeys = 0
    /// Touches up to and with the purchase, channels among them, and microseconds from the first touch to the purchase.
    package var touches = 0
    package var channels = 0
    package var micros: Int128 = 0
  }
  package var rings = [Ring](repeating: Ring(), count: rings)

  /// Counts the journeys of the customer whom the cutter has just cut.
  mutating func add(_ own: CustomerCycles, _ log: EventLog) {
    var number = 0
    for purchase in own.purchases where !purchase.isCancelled {
      let ring = min(number, Self.rings - 1)
      number += 1
      let last = own.touches[purchase.touch].logged
      guard log.counts(last.time) else { continue }
      let first = own.cycles[purchase.cycle].touches.lowerBound
      // Channels beyond 64 share a bit with another: a journey with two such is rare, and one channel short.
      var seen: UInt64 = 0
      for i in first...purchase.touch {
        let channel = own.touches[i].logged.channel
        if channel != Catalog.noChannel { seen |= 1 << UInt64(channel & 63) }
      }
      rings[ring].journeys += 1
      rings[ring].touches += purchase.touch - first + 1
      rings[ring].channels += seen.nonzeroBitCount
      rings[ring].micros += Int128(last.time - own.touches[first].logged.time)
    }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: RingTally) {
    for r in rings.indices {
      rings[r].journeys += other.rings[r].journeys
      rings[r].touches += other.rings[r].touches
      rings[r].channels += other.rings[r].channels
      rings[r].micros += other.rings[r].micros
    }
  }
}
