import Analysis
import Journeys
import Statistics

/// Counts of the whole: customers, purchase journeys, purchases.
package struct JourneyTotals: Sendable {
  /// Interactions; rows of files, which nobody hides.
  package var events: Int
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
  package var tiedShare: Double?

  /// How many customers the report is about: those the client knows, where they are told from visitors.
  package var counted: Published<Int> { visitors == .undefined ? customers : known }

  /// - Parameter listed: customers on the client's lists, where the report is about all of their time.
  init(
    _ analysis: BehaviourResult, _ log: JourneyLog, _ cells: BehaviourCells, _ hiding: Hiding, listed: Int?
  ) {
    let (flow, sieve, loop) = (analysis.flow, analysis.sieve, analysis.loop)
    events = flow.events.reduce(0, +)
    customers = hiding.count(flow.customers)
    // With the number of all, either of the two tells the other.
    let parts = [flow.customers - flow.visitors, flow.visitors]
    let isSplit = log.parts.contains { !$0.isRecognised.isEmpty }
    if isSplit, parts.contains(where: { hiding.count($0).isHidden }) {
      (known, active, visitors) = (.hidden, .hidden, .hidden)
    } else {
      active = isSplit ? hiding.count(parts[0]) : .undefined
      // A list that a few have done nothing of would tell of those few.
      let idle = listed.map { $0 - parts[0] } ?? 0
      known = isSplit && idle > 0 && !hiding.count(idle).isHidden ? hiding.count(parts[0] + idle) : active
      visitors = isSplit ? hiding.count(parts[1]) : .undefined
    }
    cancelledBuyers = hiding.count(loop.cancelledBuyers)
    cycles = cells[cells.cycleTotal]
    cyclesByOrigin = CycleOrigin.allCases.map {
      ($0, cells[cells.origins[$0.rawValue]], cells[cells.buying[$0.rawValue]])
    }
    buyingCycles = cells[cells.buyingTotal]
    purchases = cells[cells.purchaseTotal]
    cancelled = cells[cells.cancelledTotal]
    amount = Hiding.number(log.hasAmounts && analysis.purchases > 0 ? analysis.amount : nil, with: purchases)
    buyers = hiding.count(loop.buyers)
    if let recognised = analysis.recognised {
      // Of the customers that the report says it is about; what is left of the buyers are visitors who bought.
      buyerShare =
        known.isHidden || hiding.hides(loop.buyers - recognised.buyers)
        ? .hidden : hiding.share(recognised.buyers, of: known.shown ?? 0)
    } else {
      buyerShare = hiding.share(loop.buyers, of: flow.customers)
    }
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
