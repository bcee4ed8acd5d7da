import Journeys

/// What happened on some days, to be held against the client's books: purchases by their own date, customers by their events.
package struct PeriodTotals: Sendable, Equatable {
  package var events = 0
  package var customers = 0
  /// Purchases that stand, and those cancelled, whenever that was.
  package var purchases = 0
  package var cancelled = 0
  /// Millionths, of purchases that stand.
  package var amount: Int128 = 0

  package init() {}

  /// Counts the customer whom the cutter has just cut.
  mutating func add(_ own: CustomerCycles, _ log: EventLog, customer: Int, days: ClosedRange<Int64>) {
    func counts(_ time: Int64) -> Bool { days.contains(time) && !log.excluded.contains(time) }
    let touches = log.journey(of: customer).count { days.contains($0.time) }
    events += touches
    if touches > 0 { customers += 1 }
    for purchase in own.purchases where counts(log[purchase.event].time) {
      if purchase.isCancelled {
        cancelled += 1
        continue
      }
      purchases += 1
      if !log.amounts.isEmpty, log.amounts[purchase.event] != .min { amount += Int128(log.amounts[purchase.event]) }
    }
  }

  /// For each total of the project with days of its own, what the log counts on them; `nil` for the others.
  static func all(
    _ log: JourneyLog, _ rules: CycleRules, _ blueprint: Blueprint, dayOf: (Int64) -> Int64
  ) -> [PeriodTotals?] {
    var result = [PeriodTotals?](repeating: nil, count: blueprint.totals.count)
    let spans = blueprint.totals.enumerated().compactMap { place, total in
      total.period.map { (place: place, days: bounds($0, log, dayOf)) }
    }
    guard !spans.isEmpty else { return result }
    for (place, _) in spans { result[place] = PeriodTotals() }
    var cutter = CycleCutter(rules, log.catalog)
    for part in log.parts {
      for customer in 0..<part.customerCount {
        cutter.cut(part, customer: customer)
        for (place, days) in spans { result[place]?.add(cutter.customer, part, customer: customer, days: days) }
      }
    }
    return result
  }

  /// The first and last moment of some days, by trial: zones know their days better than a multiple of hours does.
  private static func bounds(_ span: DateSpan, _ log: JourneyLog, _ dayOf: (Int64) -> Int64) -> ClosedRange<Int64> {
    func start(_ day: Int64) -> Int64 {
      var low = (day - 2) * Micros.day
      var high = (day + 2) * Micros.day
      while low < high {
        let middle = low + (high - low) / 2
        if dayOf(middle) >= day { high = middle } else { low = middle + 1 }
      }
      return low
    }
    return start(Int64(span.first.daysSince1970))...(start(Int64(span.last.daysSince1970) + 1) - 1)
  }
}
