import Analysis
import Journeys

extension BehaviourCells {
  /// First purchases by the channel in which their journey began, in the report's family of sums.
  struct CostCells {
    /// By channel that costs something: all, and those whose horizon has passed.
    let first, mature: [Int]

    init(_ costs: ChannelCosts, _ returns: ReturnCells, _ journeys: MatrixCells, _ family: inout Suppression) {
      first = costs.channels.map { family.add($0.row.first) }
      mature = costs.channels.map { family.add($0.row.mature) }
      for (own, all) in zip(mature, first) { family.nest(own, in: all) }
      BehaviourCells.part(first, of: returns.ladder[0].reached, &family)
      BehaviourCells.part(mature, of: returns.ladder[0].mature, &family)
      for (channel, own) in zip(costs.channels, first) {
        guard let row = journeys.rows.firstIndex(of: channel.channel.code) else { continue }
        let bought = journeys.columns.indices.filter { journeys.columns[$0] != ChannelTally.notBought }
          .map { journeys.cells[row][$0] }
        let all = bought.reduce(0) { $0 + family.value($1) }
        // Journeys that began before the period are in no matrix, though their purchase may be in it.
        guard !bought.isEmpty, all >= family.value(own) else { continue }
        let sum = family.add(implied: all)
        family.relate(parts: bought, total: sum)
        family.nest(own, in: sum)
      }
    }
  }
}
