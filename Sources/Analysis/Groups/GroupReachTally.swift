import Journeys

/// How customers make contact and over how many channels, by column of `groups`; each customer of the matrix of channels once.
///
/// Bounded as ``GroupChannelTally``. Nothing is counted without `groups`, or without channels.
package struct GroupReachTally: Sendable, Equatable {
  /// By trait: the value's code, or ``GroupWaitTally/none``, and the way of contact: ``direct`` …, or ``ChannelTally/notBought``:
  /// neither.
  private var contact: [PairCounts]
  /// The same with how many channels, or groups of channels, a customer touched: 1, 2 or 3 and more.
  private var channels: [PairCounts]

  /// Calls and visits alone, leaving details alone, and both.
  package static let (direct, indirect, both): (UInt32, UInt32, UInt32) = (0, 1, 2)
  /// From so many channels on they stand together.
  package static let mostChannels = 3

  init(_ catalog: Catalog) {
    // Personas, which are chosen by what customers do, stand behind the columns.
    let count = catalog.channels.isEmpty ? 0 : catalog.traits.prefix { $0.persona == nil }.count
    contact = [PairCounts](repeating: PairCounts(), count: count)
    channels = contact
  }

  /// - Parameters:
  ///   - modes: whether the customer made contact directly, and indirectly.
  ///   - touched: how many channels.
  @inline(__always)
  mutating func add(_ log: EventLog, customer: Int, modes: (direct: Bool, indirect: Bool), touched: Int) {
    for trait in contact.indices {
      let code = trait < log.traits.count ? log.traits[trait][customer] : KeptAttribute.noValue
      let value = code == KeptAttribute.noValue ? GroupWaitTally.none : UInt32(code)
      let way =
        modes.direct && modes.indirect
        ? Self.both : modes.direct ? Self.direct : modes.indirect ? Self.indirect : ChannelTally.notBought
      contact[trait].add(value, way)
      channels[trait].add(value, touched == 0 ? Catalog.noChannel : UInt32(min(touched, Self.mostChannels)))
    }
  }

  /// Takes in what was counted over other customers; in which order does not matter.
  mutating func merge(_ other: GroupReachTally) {
    for trait in contact.indices {
      contact[trait].merge(other.contact[trait])
      channels[trait].merge(other.channels[trait])
    }
  }

  /// How many columns there are.
  var traits: Int { contact.count }

  /// By value, customers by way of contact, ascending by the value's code.
  func contact(_ trait: Int) -> [GroupComparison.Row] { GroupComparison.Row.all(contact[trait]) }
  /// The same by how many channels they touched.
  func channels(_ trait: Int) -> [GroupComparison.Row] { GroupComparison.Row.all(channels[trait]) }
}
