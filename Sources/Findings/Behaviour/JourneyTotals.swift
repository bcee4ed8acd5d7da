import Analysis
import Journeys
import Statistics

/// Counts of the whole: customers, purchase journeys, purchases.
package struct JourneyTotals: Sendable {
  /// Interactions; rows of files, which nobody hides.
  package var events: Int
  package var customers: Published<Int>
  package var cycles: Published<Int>
  package var cyclesByOrigin: [(origin: CycleOrigin, cycles: Published<Int>, buying: Published<Int>)]
  /// Cycles that ended in a purchase that stands: with a period, by their first touch, where purchases go by their date.
  package var buyingCycles: Published<Int>
  package var purchases: Published<Int>
  package var cancelled: Published<Int>
  /// Millionths, net; undefined without amounts or purchases.
  package var amount: Published<Int128>
  package var buyers: Published<Int>
  package var buyerShare: Published<Estimate>
  package var repeatShare: Published<Estimate>
  /// Purchases followed by another of the same customer within the horizon, of those old enough.
  package var followed: Published<Estimate>
  package var leakedCycles: Published<Int>
  package var openCycles: Published<Int>
  package var cyclesWithSkip: Published<Int>
  package var cyclesWithBack: Published<Int>
  package var cyclesWithLoop: Published<Int>
  /// Refunds that cancel nothing: rows nobody can place.
  package var strayRefunds: Int
  /// Share of neighbours in a journey that happened at the same time.
  package var tiedShare: Double?

  init(_ analysis: BehaviourResult, _ log: JourneyLog, _ cells: BehaviourCells, _ hiding: Hiding) {
    let (flow, sieve, loop) = (analysis.flow, analysis.sieve, analysis.loop)
    events = flow.events.reduce(0, +)
    customers = hiding.count(flow.customers)
    cycles = cells[cells.cycleTotal]
    cyclesByOrigin = CycleOrigin.allCases.map {
      ($0, cells[cells.origins[$0.rawValue]], cells[cells.buying[$0.rawValue]])
    }
    buyingCycles = cells[cells.buyingTotal]
    purchases = cells[cells.purchaseTotal]
    cancelled = cells[cells.cancelledTotal]
    amount = Hiding.number(log.hasAmounts && analysis.purchases > 0 ? analysis.amount : nil, with: purchases)
    buyers = hiding.count(loop.buyers)
    buyerShare = hiding.share(loop.buyers, of: flow.customers)
    repeatShare = hiding.share(loop.repeatBuyers, of: loop.buyers)
    followed = hiding.share(loop.followed, of: loop.mature)
    leakedCycles = hiding.count(sieve.leakedCycles)
    openCycles = hiding.count(sieve.openCycles)
    cyclesWithSkip = hiding.count(sieve.cyclesWithSkip)
    cyclesWithBack = hiding.count(sieve.cyclesWithBack)
    cyclesWithLoop = hiding.count(sieve.cyclesWithLoop)
    strayRefunds = sieve.strayRefunds
    tiedShare = log.neighbours > 0 ? Double(log.tiedNeighbours) / Double(log.neighbours) : nil
  }
}
