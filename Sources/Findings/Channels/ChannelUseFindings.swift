import Analysis
import Journeys
import Statistics

/// Channels, or groups of channels, one by one, as it may be said.
package struct ChannelUseFindings: Sendable {
  /// A channel and its neighbours in journeys.
  package struct Card: Sendable {
    /// Code of the channel or the group.
    package var place: UInt32
    package var customers: Published<Int>
    /// Of all customers.
    package var share: Published<Estimate>
    package var started, bought: Published<Int>
    /// Customers who touched no other channel, and their share of all customers.
    package var only: Published<Int>
    package var onlyShare: Published<Estimate>
    /// By card, in their order: who first came from that channel, and who went to it from the first stay; shares of this
    /// channel's customers beside them.
    package var from, to: [Published<Int>]
    package var fromOthers, toOthers: Published<Int>
    package var fromShares, toShares: [Published<Estimate>]
    /// Who went to no other channel afterwards.
    package var ended: Published<Int>
    package var endedShare: Published<Estimate>
  }

  /// Most customers first; of those whose number is hidden by the code alone.
  package var cards: [Card]
  /// Customers who touched one channel alone.
  package var onlyOne: Published<Int>
  package var onlyOneShare: Published<Estimate>

  init(_ use: ChannelUse, _ cells: BehaviourCells) {
    let own = cells.channelUse
    onlyOne = cells[own.onlyOne]
    onlyOneShare = cells.share(own.onlyOne, of: own.all)
    let order = use.rows.indices.sorted { a, b in
      let (x, y) = (cells[own.rows[a].customers].shown ?? 0, cells[own.rows[b].customers].shown ?? 0)
      return x != y ? x > y : use.rows[a].place < use.rows[b].place
    }
    cards = order.map { place in
      let row = own.rows[place]
      return Card(
        place: use.rows[place].place, customers: cells[row.customers], share: cells.share(row.customers, of: own.all),
        started: cells[row.startedHere], bought: row.bought.map { cells[$0] } ?? .zero, only: cells[row.only],
        onlyShare: cells.share(row.only, of: own.all), from: order.map { cells[row.from[$0]] },
        to: order.map { cells[row.to[$0]] }, fromOthers: cells[row.fromOthers], toOthers: cells[row.toOthers],
        fromShares: order.map { cells.share(row.from[$0], of: row.customers) },
        toShares: order.map { cells.share(row.to[$0], of: row.customers) }, ended: cells[row.endedHere],
        endedShare: cells.share(row.endedHere, of: row.customers))
    }
  }
}
