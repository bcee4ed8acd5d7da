import Analysis
import Journeys
import Statistics

/// What would be gained if a share of those who stopped somewhere had gone on as the others there do: purchases, or
/// money in millionths. A scenario, no forecast, and no sum with those of other places.
package struct PriceRange: Sendable, Equatable {
  /// Where those kept are half as likely to buy as those who went on by themselves.
  package var value: Double
  /// From 45 % of the chain's value less its error, to all of it with its own: what is said. The error is that of
  /// sampling customers, and the chance in what those kept would do.
  package var low, high: Double
  /// The chain's own value: no more than that, but for the error.
  package var atMost: Double
  /// 75 % of it with its error: the upper end of what simulations with two kinds of customers showed.
  package var likely: Double
}

/// A touchpoint at which customers stop, and what that costs.
package protocol PricedHole: Sendable {
  /// Code in the catalog.
  var code: Int { get }
  /// Touches after which customers stopped.
  var leaks: Published<Int> { get }
  /// Parts of the hole that are priced.
  var prices: [PatchFindings] { get }
}

extension PricedHole {
  /// The part that headlines speak of: half of those who stopped.
  package var half: PatchFindings? { prices.first { $0.share == 0.5 } }
}

/// A touchpoint through which customers are lost before a purchase, and what that costs.
package struct HoleFindings: PricedHole {
  package var code: Int
  /// Touches old enough to tell, and leaks.
  package var touches, leaks: Published<Int>
  /// Share of touches after which customers went on, bought, or did neither within the window; competing exits.
  package var moved, bought, leaked: Published<Estimate>
  /// Share of leaks after which the customer came back, within how long, and the time by which half of those had.
  package var returned: Published<Estimate>
  package var returnSeconds, medianReturnSeconds: Published<Double>
  /// Silence after which fewer than one in twenty still goes on within the window.
  package var decidedSeconds: Published<Double>
  /// Share of leaks within whose window the company still reached out; undefined where it never does.
  package var companyLast: Published<Estimate>
  /// Parts of the hole that are priced.
  package var prices: [PatchFindings]
}

/// What a part of a hole is worth.
package struct PatchFindings: Sendable {
  /// Of those who stopped.
  package var share: Double
  package var purchases: Published<PriceRange>
  /// Undefined without amounts.
  package var money: Published<PriceRange>
}

/// The holes, the one that costs most purchases first.
package struct HolesFindings: Sendable {
  /// Those whose price is told, by its purchases, then all others by the ids' bytes.
  package var holes: [HoleFindings]
  /// Whether prices are for a year; else for the period, which is shorter than 180 days.
  package var isPerYear: Bool
  package var chain: ChainFindings
  package var sensitivity: WindowSensitivity?

  /// Touches of fewer are no base for a price.
  static let sureAt = Hole.sureAt

  init(_ analysis: Holes, _ catalog: Catalog, _ cells: BehaviourCells, _ money: Published<Int128>, _ hiding: Hiding) {
    isPerYear = analysis.isPerYear
    let rank = catalog.idRanks
    func price(_ hole: HoleFindings) -> Double { hole.half?.purchases.shown?.value ?? -1 }
    holes = analysis.holes.map { HoleFindings($0, cells, money, hiding) }
      .sorted { a, b in (price(b), rank[a.code]) < (price(a), rank[b.code]) }
    chain = ChainFindings(analysis, cells, hiding)
    sensitivity = WindowSensitivity(analysis.holes, cells, hiding, rank)
  }
}

extension HolesFindings {
  /// Takes away the prices of touchpoints; they stand behind those that keep theirs.
  mutating func dropPrices(where isUnsure: (Int) -> Bool) {
    for place in holes.indices where isUnsure(holes[place].code) { holes[place].prices = [] }
    holes = holes.filter { !isUnsure($0.code) } + holes.filter { isUnsure($0.code) }
  }
}

extension HoleFindings {
  init(_ hole: Hole, _ cells: BehaviourCells, _ money: Published<Int128>, _ hiding: Hiding) {
    let (row, people) = (cells.sieve.rows[hole.code], cells.customers)
    let customers = cells.value(people.leaked[hole.code])
    func isTold(_ cell: Int) -> Bool { cells[cell].shown != nil }
    // Whatever is told here follows from these counts, and is told with them.
    let isOpen =
      [row[2], row.mature, row.matureLeak, row[SieveNumbers.leakColumn]].allSatisfy(isTold)
      && isTold(people.leaked[hole.code]) && isTold(people.mature[hole.code])
    let hasBought = isOpen && isTold(row[SieveNumbers.purchaseColumn])
    let hasReturned = isOpen && isTold(row.returned) && isTold(people.returned[hole.code])
    func told<Value>(_ value: Value?, if isOpen: Bool) -> Published<Value> {
      isOpen ? hiding.number(value, of: customers) : .hidden
    }
    func share(_ estimate: Estimate?, of n: Int, if isOpen: Bool) -> Published<Estimate> {
      told(estimate.map { hiding.coarse($0, n: n) }, if: isOpen)
    }
    code = hole.code
    (touches, leaks) = (cells[row.mature], cells[row[SieveNumbers.leakColumn]])
    moved = share(hole.moved, of: hole.touches, if: hasBought)
    bought = share(hole.bought, of: hole.touches, if: hasBought)
    leaked = share(hole.leaked, of: hole.touches, if: hasBought)
    returned = share(hole.returned, of: hole.leaks, if: hasReturned)
    returnSeconds = told(hole.returnDays.map(Self.seconds), if: hasReturned)
    medianReturnSeconds = told(hole.medianReturnDays.map(Self.seconds), if: hasReturned)
    decidedSeconds = told(hole.decidedAfterDays.map(Self.seconds), if: hasBought)
    companyLast = cells.companyLast[hole.code].map { cells.share($0, of: row[SieveNumbers.leakColumn]) } ?? .undefined
    prices = PatchFindings.all(hole, cells, money, customers: customers, isOpen: isOpen, hiding)
  }

  /// Whole days, below one whole hours.
  private static func seconds(_ days: Double) -> Double {
    days >= 1 ? days.rounded() * 86_400 : max(1, (days * 24).rounded()) * 3_600
  }
}

extension PatchFindings {
  /// The parts of a hole that are priced; none where nearly all came back, since nothing is lost there.
  ///
  /// Of too few touches nothing is said, whoever may see them.
  ///
  /// - Parameters:
  ///   - customers: how many the price rests on.
  ///   - isOpen: whether the counts it follows from are told.
  static func all(
    _ hole: Hole, _ cells: BehaviourCells, _ money: Published<Int128>, customers: Int, isOpen: Bool, _ hiding: Hiding
  ) -> [PatchFindings] {
    let row = cells.sieve.rows[hole.code]
    let (lost, back) = (row[SieveNumbers.leakColumn], row.returned)
    let isTold = [lost, back, cells.customers.returned[hole.code]].allSatisfy { cells[$0].shown != nil }
    if isTold, cells.value(lost) > 0,
      Double(cells.value(back)) / Double(cells.value(lost)) >= Listing.backAgain
    {
      return []
    }
    let hasMoney = isOpen && money.shown != nil && tellsMoney(hole.via, hiding)
    let isSure = hole.touches >= HolesFindings.sureAt
    func told(_ price: Price?, if isOpen: Bool) -> Published<PriceRange> {
      isOpen ? hiding.number(isSure ? price.map { range($0, hiding) } : nil, of: customers) : .hidden
    }
    return hole.patches.map { patch in
      PatchFindings(
        share: patch.share, purchases: told(patch.purchases, if: isOpen),
        money: patch.money == nil ? .undefined : told(patch.money, if: hasMoney))
    }
  }

  /// The mean order by way of a touchpoint is nobody's alone: of fewer purchases that of all stands in its place.
  private static func tellsMoney(_ via: Hole.Via, _ hiding: Hiding) -> Bool {
    guard hiding.hides, via.purchases >= Hole.Via.sureAt else { return true }
    return !hiding.hides(via.customers) && Double(via.most) <= LargestParts.most * Double(via.money)
  }

  private static func range(_ price: Price, _ hiding: Hiding) -> PriceRange {
    PriceRange(price, hiding)
  }
}
