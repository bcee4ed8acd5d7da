import CBytes
import Journeys

/// The way of each buyer over channels: from the first touch to the first purchase that stands, a channel that follows itself
/// told once, and the service after that purchase; from a walk.
///
/// Told of the customers of the matrix of channels whose first channel and channel of purchase are known. Channels of one group
/// are one. Touches without a channel are passed over; ways of more steps than ``mostSteps`` are counted as such and not kept, so
/// that whoever goes to and fro for years is no way of its own.
package struct ChannelPathTally: Sendable {
  /// Codes of channels or their groups, up to and with that of the purchase; behind them those of service, from
  /// ``codes`` on.
  private var ways: VariantCounts
  /// Buyers whose ways are longer.
  package private(set) var longer = 0
  /// How many channels and groups there are.
  package let codes: UInt32
  private let places: [UInt32]
  private let steps = ReusedList<UInt32>()
  private let isService: [Bool]

  /// Steps that are kept at most, those of service among them.
  package static let mostSteps = 8

  init(_ catalog: Catalog) {
    codes = UInt32(catalog.channels.count + catalog.channelGroups.count)
    places = catalog.hasPurchase ? catalog.channelPlaces : []
    isService = catalog.touchpoints.map { $0.kind == .service }
    ways = VariantCounts(touchpoints: 2 * Int(codes))
  }

  /// Counts the customer whom the cutter has just cut.
  @inline(__always)
  mutating func add(_ own: CustomerCycles, _ log: EventLog) {
    if own.purchases.count > 0, !places.isEmpty { addBuyer(own, log) }
  }

  private mutating func addBuyer(_ own: CustomerCycles, _ log: EventLog) {
    let touches = own.touches
    guard let first = touches.first, log.counts(first.logged.time), first.logged.channel != Catalog.noChannel,
      let purchase = own.purchases.first(where: { !$0.isCancelled && log.counts(touches[$0.touch].logged.time) }),
      touches[purchase.touch].logged.channel != Catalog.noChannel
    else { return }
    steps.clear()
    var last = Catalog.noChannel
    for place in 0...purchase.touch { take(touches[place].logged.channel, after: &last, from: 0) }
    last = Catalog.noChannel
    for place in own.cycles[purchase.cycle].touches where place > purchase.touch {
      let touch = touches[place].logged
      if isService[Int(touch.touchpoint)] { take(touch.channel, after: &last, from: codes) }
    }
    guard steps.count <= Self.mostSteps else {
      longer += 1
      return
    }
    ways.add(steps.buffer, 1)
  }

  @inline(__always)
  private func take(_ channel: UInt32, after last: inout UInt32, from base: UInt32) {
    guard channel != Catalog.noChannel else { return }
    let place = places[Int(channel)]
    guard place != last else { return }
    last = place
    if steps.count <= Self.mostSteps { steps.append(base + place) }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: ChannelPathTally) {
    ways.merge(other.ways)
    longer += other.longer
  }

  /// A way, and how many buyers went it.
  package struct Way: Sendable, Equatable {
    /// Codes up to and with that of the purchase.
    package var steps: [UInt32]
    /// Those of service after it.
    package var service: [UInt32]
    package var buyers: Int
  }

  /// The ways of most buyers; of ways of as many the one whose channels are declared, or named, first.
  package func top(_ most: Int) -> [Way] {
    ways.top(most).map { way in
      let steps = way.touchpoints
      return Way(
        steps: steps.filter { $0 < codes }, service: steps.filter { $0 >= codes }.map { $0 - codes }, buyers: way.count)
    }
  }
}
