import Analysis
import Journeys
import Statistics

/// Counts of the whole: customers, purchase journeys, purchases.
package struct JourneyTotals: Sendable {
  /// Interactions: rows of files, and hidden where they would say how often few people did something.
  package var events: Published<Int>
  /// Everybody who did something: customers, and visitors where they are told apart.
  package var customers: Published<Int>
  /// Customers the client knows, and visitors; undefined where nothing tells them apart. Without a period, customers of a
  /// list are known whether they did anything or not.
  package var known: Published<Int>
  /// Known customers who did something.
  package var active: Published<Int>
  package var visitors: Published<Int>
  package var cycles: Published<Int>
  package var cyclesByOrigin: [(origin: CycleOrigin, cycles: Published<Int>, buying: Published<Int>)]
  /// Cycles that ended in a purchase that stands: with a period, by their first touch, where purchases go by their date.
  package var buyingCycles: Published<Int>
  package var purchases: Published<Int>
  package var cancelled: Published<Int>
  /// Millionths, net; undefined without amounts or purchases.
  package var amount: Published<Int128>
  package var buyers: Published<Int>
  /// Customers all of whose purchases were cancelled: no buyers, and counted beside.
  package var cancelledBuyers: Published<Int>
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
  package var tiedShare: Published<Double>

  /// How many customers the report is about: those the client knows, where they are told from visitors.
  package var counted: Published<Int> { visitors == .undefined ? customers : known }

  init(_ analysis: BehaviourResult, _ log: JourneyLog, _ cells: BehaviourCells) {
    events = cells[cells.flow.all]
    customers = cells[cells.flow.everyone]
    let split = cells.recognised
    known = split.map { cells[$0.listed] } ?? .undefined
    active = split.map { cells[$0.everyone.known] } ?? .undefined
    visitors = split.map { cells[$0.everyone.visitors] } ?? .undefined
    cancelledBuyers = cells[cells.buyers.cancelledOnly]
    cycles = cells[cells.cycleTotal]
    cyclesByOrigin = CycleOrigin.allCases.map {
      ($0, cells[cells.origins[$0.rawValue]], cells[cells.buying[$0.rawValue]])
    }
    buyingCycles = cells[cells.buyingTotal]
    purchases = cells[cells.purchaseTotal]
    cancelled = cells[cells.cancelledTotal]
    let isOnes = Double(analysis.sieve.mostAmount) > LargestParts.most * Double(analysis.amount)
    amount =
      isOnes && cells.hides
      ? .hidden : Hiding.number(log.hasAmounts && analysis.purchases > 0 ? analysis.amount : nil, with: purchases)
    buyers = cells[cells.buyers.all]
    // Of the customers that the report says it is about.
    buyerShare = cells.share(
      split?.buyers.known ?? cells.buyers.all, of: split?.listed ?? cells.flow.everyone)
    repeatShare = cells.share(cells.buyers.again, of: cells.buyers.all)
    followed = cells.share(cells.buyers.followed, of: cells.buyers.mature)
    leakedCycles = cells[cells.leakedCycles]
    openCycles = cells[cells.openCycles]
    cyclesWithSkip = cells[cells.shapes.skip]
    cyclesWithBack = cells[cells.shapes.back]
    cyclesWithLoop = cells[cells.shapes.loop]
    strayRefunds = analysis.sieve.strayRefunds
    tiedShare = Hiding.number(
      log.neighbours > 0 ? Double(log.tiedNeighbours) / Double(log.neighbours) : nil, with: events)
  }
}
