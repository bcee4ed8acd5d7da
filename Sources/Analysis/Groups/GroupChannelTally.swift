import Journeys

/// Where customers started and where they bought by column of `groups`, from a walk; each customer once.
///
/// Bounded: a column has a thousand values at most, and channels are a catalog's. Nothing is counted without `groups`.
package struct GroupChannelTally: Sendable, Equatable {
  /// By trait: the value's code, or ``GroupWaitTally/none``, and the channel of the first touch.
  private var started: [PairCounts]
  /// The same with the channel of the first purchase that stands, or ``ChannelTally/notBought``.
  private var bought: [PairCounts]

  /// By channel, what it is told as.
  private let places: [UInt32]

  init(_ catalog: Catalog) {
    places = catalog.channelPlaces
    let count = catalog.channels.isEmpty ? 0 : catalog.traits.count
    started = [PairCounts](repeating: PairCounts(), count: count)
    bought = started
  }

  /// Counts a customer by the two channels.
  @inline(__always)
  mutating func add(_ log: EventLog, customer: Int, start: UInt32, bought channel: UInt32) {
    for trait in started.indices {
      let code = trait < log.traits.count ? log.traits[trait][customer] : KeptAttribute.noValue
      let value = code == KeptAttribute.noValue ? GroupWaitTally.none : UInt32(code)
      started[trait].add(value, start)
      bought[trait].add(value, channel)
    }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: GroupChannelTally) {
    for trait in started.indices {
      started[trait].merge(other.started[trait])
      bought[trait].merge(other.bought[trait])
    }
  }

  /// How many columns there are.
  var traits: Int { started.count }

  /// By value, customers by channel or group of channels, ascending by the value's code.
  package func started(_ trait: Int) -> [GroupComparison.Row] { rows(started[trait]) }
  /// The same by channel of the first purchase.
  package func bought(_ trait: Int) -> [GroupComparison.Row] { rows(bought[trait]) }

  private func rows(_ counts: PairCounts) -> [GroupComparison.Row] {
    GroupComparison.Row.all(counts.mapped({ $0 }, { Int($0) < places.count ? places[Int($0)] : $0 }))
  }
}
