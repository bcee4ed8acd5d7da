import Analysis
import Journeys

/// Whether the numbers agree with the client's own: totals from the books, and how many customers were recognised.
package struct Books: Sendable {
  /// A figure of the client's books beside the report's.
  package struct Total: Sendable {
    /// What a report leaves out and a client's books may count.
    package enum Cause: String, Sendable { case rejected, cancelled, walkIns }

    package var declared: DeclaredTotal
    /// Numbers and money alike in millionths.
    package var found: Published<Int128>
    /// Found less declared: what the report has more than the books.
    package var difference: Published<Int128>
    /// What the report leaves out, each as far as the difference can hold it; in millionths.
    package var explained: [(cause: Cause, amount: Published<Int128>)]

    /// The books' figure in millionths.
    package var declaredMillionths: Int128 {
      // A whole number is exact as it is; times a million it would no longer be.
      let units = declared.value.rounded()
      return units == declared.value ? Int128(units) * 1_000_000 : Int128((declared.value * 1_000_000).rounded())
    }

    /// What is left of the difference after what explains it, seen from the report; `nil` when nothing does, or nothing
    /// is left.
    package var unexplained: Int128? {
      guard !explained.isEmpty, let difference = difference.shown else { return nil }
      let rest = difference + explained.reduce(0) { $0 + ($1.amount.shown ?? 0) }
      return rest == 0 ? nil : rest
    }
  }

  package var totals: [Total]
  /// Share of events and of money with a known customer, by source.
  package var identity: [(source: String, events: Double?, money: Published<Double>)]
  /// Customers that each pair of sources has in common.
  package var inCommon: [SharedCustomers]
  /// Orders that several sources name: counted once, with amounts that differ, and of different customers.
  package var ordersOnce, ordersDiffering, ordersOfOthers: Published<Int>
  /// Sales without a customer in the period, and their money in millionths net of refunds.
  package var walkIns: Published<Int>
  package var walkInAmount: Published<Int128>
  /// Events and answers to surveys on days that the calendar leaves out.
  package var excludedEvents: Published<Int>
  package var excludedAnswers: Published<Int>

  /// - Parameters:
  ///   - periods: for each total with days of its own, what was counted on them.
  ///   - ratings: the hiding of answers.
  init(
    _ blueprint: Blueprint, _ catalog: Catalog, _ quality: DataQuality, _ journeys: JourneyTotals,
    periods: [PeriodTotals?], hasAmounts: Bool, _ hiding: Hiding, ratings: Hiding,
    dayOf: (Int64) -> CivilDate
  ) {
    inCommon = quality.joins.pairs.map { SharedCustomers($0, hiding) }
    walkIns = hiding.count(quality.assembly.walkIns.purchases)
    walkInAmount = hiding.money(of: quality.assembly.walkIns)
    let orders = quality.assembly.orders
    ordersOnce = hiding.count(orders.once)
    ordersDiffering = hiding.count(orders.differing)
    ordersOfOthers = hiding.count(orders.ofOthers)
    let own = PeriodFigures(
      blueprint, catalog, quality, journeys, hiding, walkIns: walkIns, walkInAmount: walkInAmount)
    // Spans of days lie within one another: what lies between two of them is a number like any other.
    var told = [own]
    totals = blueprint.totals.enumerated().map { place, declared in
      let figures =
        (place < periods.count ? periods[place] : nil).map { counted in
          var walkIns = WalkIns()
          for sale in quality.assembly.walkIns.sales where declared.period?.holds(dayOf(sale.time)) == true {
            walkIns.add(sale.amount, isRefund: sale.isRefund)
          }
          return PeriodFigures(counted, walkIns, hasAmounts: hasAmounts, hiding).apart(from: told, hiding)
        } ?? own
      told.append(figures)
      return Self.total(of: declared, figures, blueprint, catalog, quality, hiding)
    }
    excludedEvents = hiding.count(quality.excluded.events)
    excludedAnswers = ratings.count(quality.excluded.answers)
    identity = zip(quality.eventSources, quality.assembly.recognised).map { source, share in
      // The rest of the money is that of the rows that are left.
      (
        source.name, share.eventShare.map(Self.toTenths),
        Hiding.number(share.moneyShare.map(Self.toTenths), with: hiding.count(share.events - share.known))
      )
    }
  }

  /// A share to a tenth of a percent: more digits would tell the sum that it leaves. What is not all of it never is 1.
  private static func toTenths(_ share: Double) -> Double {
    let rounded = (share * 1000).rounded() / 1000
    return share < 1 ? min(rounded, 0.999) : rounded
  }

  private static func total(
    of declared: DeclaredTotal, _ figures: PeriodFigures, _ blueprint: Blueprint, _ catalog: Catalog,
    _ quality: DataQuality, _ hiding: Hiding
  ) -> Total {
    var causes: [(cause: Total.Cause, amount: Published<Int128>)] = []
    func units(_ count: Published<Int>) -> Published<Int128> { count.map { Int128($0) * 1_000_000 } }
    let found: Published<Int128>
    switch declared.what {
    case .purchases:
      found = units(figures.purchases)
      causes = [(.cancelled, units(figures.cancelled)), (.walkIns, units(figures.walkIns))]
      if let rejected = figures.rejectedPurchases { causes.append((.rejected, units(rejected))) }
    case .cancelled: found = units(figures.cancelled)
    case .customers: found = units(figures.customers)
    case .events:
      found = units(figures.events)
      if let rejected = figures.rejectedRows { causes.append((.rejected, units(rejected))) }
    case .revenue:
      found = figures.amount
      causes = [(.walkIns, figures.walkInAmount)]
    }
    var total = Total(declared: declared, found: found, difference: .undefined, explained: [])
    let books = total.declaredMillionths
    total.difference = found.map { $0 - books }
    // Only what the report lacks can be what it has left out, and a cause larger than what is lacking is none of it.
    var lacking = total.difference.shown.map { -$0 } ?? 0
    for (cause, amount) in causes {
      guard let own = amount.shown, own > 0, own <= lacking else { continue }
      total.explained.append((cause, amount))
      lacking -= own
    }
    return total
  }
}

extension DateSpan {
  fileprivate func holds(_ day: CivilDate) -> Bool {
    (first.daysSince1970...last.daysSince1970).contains(day.daysSince1970)
  }
}

/// What the report counts over a span of days, for the books.
struct PeriodFigures {
  var purchases: Published<Int>
  var cancelled: Published<Int>
  var customers: Published<Int>
  var events: Published<Int>
  var amount: Published<Int128>
  var walkIns: Published<Int>
  var walkInAmount: Published<Int128>
  /// Rows that were rejected, of purchases and of all; `nil` for days of their own, since some have no readable date.
  var rejectedPurchases: Published<Int>?
  var rejectedRows: Published<Int>?

  /// Of the report's own period.
  init(
    _ blueprint: Blueprint, _ catalog: Catalog, _ quality: DataQuality, _ journeys: JourneyTotals, _ hiding: Hiding,
    walkIns: Published<Int>, walkInAmount: Published<Int128>
  ) {
    purchases = journeys.purchases
    cancelled = journeys.cancelled
    customers = journeys.customers
    events = journeys.events
    amount = journeys.amount
    self.walkIns = walkIns
    self.walkInAmount = walkInAmount
    let ids = Set(catalog.touchpoints.filter { $0.kind == .purchase }.map(\.id))
    let names = Set(
      blueprint.touchpoints.filter { ids.contains($0.id) }.flatMap {
        $0.aliases + [$0.id] + $0.name.entries.map(\.text)
      })
    let all = quality.eventSources.flatMap(\.rejectedByTouchpoint)
      .reduce(0) { $0 + (names.contains($1.value) || ids.contains($1.value) ? $1.rows : 0) }
    // Sales without a customer were among them until they turned out to be of use.
    let used = quality.eventSources.reduce(0) { $0 + $1.walkIns }
    rejectedPurchases = hiding.count(max(0, all - used))
    rejectedRows = Hiding.number(quality.rowsRejected, with: journeys.events)
  }

  /// Of days of their own.
  init(_ totals: PeriodTotals, _ sales: WalkIns, hasAmounts: Bool, _ hiding: Hiding) {
    purchases = hiding.count(totals.purchases)
    cancelled = hiding.count(totals.cancelled)
    customers = hiding.count(totals.customers)
    events = Hiding.number(totals.events, with: Published<Int>.undefined)
    amount = Hiding.number(hasAmounts && totals.purchases > 0 ? totals.amount : nil, with: purchases)
    walkIns = hiding.count(sales.purchases)
    walkInAmount = hiding.money(of: sales)
    rejectedPurchases = nil
    rejectedRows = nil
  }
  /// The same figures beside others that are told: where two of a kind differ by a few people, or the other is not told,
  /// this one is hidden.
  func apart(from others: [PeriodFigures], _ hiding: Hiding) -> PeriodFigures {
    func apart(_ figure: KeyPath<PeriodFigures, Published<Int>>) -> Published<Int> {
      guard let own = self[keyPath: figure].shown else { return self[keyPath: figure] }
      let isNear = others.contains { other in
        other[keyPath: figure].shown.map { hiding.hides(abs($0 - own)) } ?? other[keyPath: figure].isHidden
      }
      return isNear ? .hidden : self[keyPath: figure]
    }
    var result = self
    (result.purchases, result.cancelled) = (apart(\.purchases), apart(\.cancelled))
    (result.customers, result.walkIns) = (apart(\.customers), apart(\.walkIns))
    if result.purchases.isHidden { result.amount = .hidden }
    if result.walkIns.isHidden { result.walkInAmount = .hidden }
    return result
  }
}

extension Hiding {
  /// The money of sales without a customer, hidden with their number; of refunds alone, with theirs.
  fileprivate func money(of walkIns: WalkIns) -> Published<Int128> {
    number(walkIns.amount, of: walkIns.purchases > 0 ? walkIns.purchases : walkIns.refunds)
  }
}
