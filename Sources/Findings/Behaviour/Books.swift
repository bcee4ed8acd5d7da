import Analysis
import Journeys

/// Whether the numbers agree with the client's own: totals from the books, and how many customers were recognised.
package struct Books: Sendable {
  /// A figure of the client's books beside the report's.
  package struct Total: Sendable {
    package var declared: DeclaredTotal
    package var found: Published<Double>
    /// Declared less found.
    package var difference: Published<Double>
    /// Rejected rows at purchase touchpoints, cancelled purchases and duplicates, where they explain a difference.
    package var explained: [(cause: String, count: Published<Int>)]

    /// What is left of the difference after what explains it; `nil` when nothing does, or nothing is left.
    package var unexplained: Int? {
      guard !explained.isEmpty, let difference = difference.shown else { return nil }
      let rest = Int(difference.rounded()) - explained.reduce(0) { $0 + ($1.count.shown ?? 0) }
      return rest == 0 ? nil : rest
    }
  }

  package var totals: [Total]
  /// Share of events and of money with a known customer, by source.
  package var identity: [(source: String, events: Double?, money: Double?)]
  /// Events and answers to surveys on days that the calendar leaves out.
  package var excludedEvents: Published<Int>
  package var excludedAnswers: Published<Int>

  /// - Parameter ratings: the hiding of answers.
  init(
    _ blueprint: Blueprint, _ catalog: Catalog, _ quality: DataQuality, _ journeys: JourneyTotals, _ hiding: Hiding,
    ratings: Hiding
  ) {
    excludedEvents = hiding.count(quality.excluded.events)
    excludedAnswers = ratings.count(quality.excluded.answers)
    totals = blueprint.totals.map { Self.total(of: $0, blueprint, catalog, quality, journeys, hiding) }
    identity = zip(quality.eventSources, quality.assembly.recognised).map { source, tally in
      // Rows without a customer were rejected, and are as unknown as an id nobody can place.
      let customerColumn = source.roles.first { $0.role == .customer }?.column
      let nameless = source.issues.entries.first { $0.kind == .missingValue && $0.column == customerColumn }?.count ?? 0
      let events = tally.events + nameless
      return (
        source.name, events > 0 ? Double(tally.known) / Double(events) : nil,
        tally.money > 0 ? Double(tally.knownMoney) / Double(tally.money) : nil
      )
    }
  }

  private static func total(
    of declared: DeclaredTotal, _ blueprint: Blueprint, _ catalog: Catalog, _ quality: DataQuality,
    _ journeys: JourneyTotals, _ hiding: Hiding
  ) -> Total {
    var explained: [(cause: String, count: Published<Int>)] = []
    let found: Published<Double>
    switch declared.what {
    case .purchases:
      found = journeys.purchases.map { Double($0) }
      let ids = Set(catalog.touchpoints.filter { $0.kind == .purchase }.map(\.id))
      let names = Set(
        blueprint.touchpoints.filter { ids.contains($0.id) }.flatMap {
          $0.aliases + [$0.id] + $0.name.entries.map(\.text)
        })
      let rejected = quality.eventSources.flatMap(\.rejectedByTouchpoint)
        .reduce(0) { $0 + (names.contains($1.value) || ids.contains($1.value) ? $1.rows : 0) }
      explained.append(("rejected", hiding.count(rejected)))
      explained.append(("cancelled", journeys.cancelled))
    case .cancelled: found = journeys.cancelled.map { Double($0) }
    case .customers: found = journeys.customers.map { Double($0) }
    case .events:
      found = Hiding.number(Double(journeys.events), with: Published<Int>.undefined)
      explained.append(("rejected", Hiding.number(quality.rowsRejected, with: Published<Int>.undefined)))
    case .revenue: found = Hiding.number(Double(journeys.amount.shown ?? 0) / 1_000_000, with: journeys.amount)
    }
    return Total(
      declared: declared, found: found, difference: found.map { declared.value - $0 },
      explained: explained.filter { ($0.count.shown ?? 0) > 0 })
  }
}
