@testable import Journeys
@testable import Reading

/// The events of one source as a test holds them, before names are mapped and customers grouped.
///
/// All columns have the same length; a column the source lacks is `nil`.
package struct EventBatch: Sendable {
  package var customer: DictionaryColumn
  /// Microseconds UTC.
  package var time: [Int64]
  package var touchpoint: DictionaryColumn
  package var channel: DictionaryColumn?
  /// Millionths; `Int64.min` where missing.
  package var amount: [Int64]?
  package var order: DictionaryColumn?
  package var sequence: [Int64]?
  package var referrer: DictionaryColumn?
  package var lifecycle: DictionaryColumn?
  /// A column called `kind` that is kept.
  package var attribute: DictionaryColumn?
  /// True when no time of the source has a time of day: ties then follow the stages.
  package var hasDatesOnly: Bool
}

extension EventBatch {
  /// The same events as a source, in one partition.
  func source(_ zone: TimeZoneTable, _ identities: ResolvedIdentities) -> EventSource {
    var request = KeyedRequest(
      key: "customer", time: "time", label: "touchpoint", group: channel.map { _ in "channel" },
      amount: amount.map { _ in "amount" }, sequence: sequence.map { _ in "sequence" },
      order: order.map { _ in "order" }, lifecycle: lifecycle.map { _ in "lifecycle" },
      referrer: referrer.map { _ in "referrer" }, zone: zone)
    request.ids = identities.resolver
    request.attributes = attribute.map { _ in ["kind"] } ?? []
    let times = TimeReport(
      column: "time", format: .iso, hasTimeOfDay: !hasDatesOnly, zoneShare: nil, isDayMonthGuessed: false)
    return EventSource(
      rows: KeyedRows(
        inMemory: request,
        key: customer, time: time, label: touchpoint, group: channel, amount: amount,
        sequence: sequence, order: order, lifecycle: lifecycle, referrer: referrer,
        attributes: attribute.map { [$0] } ?? [], times: times), request: request)
  }
}

extension LogAssembly {
  /// A log in one part, from events in memory.
  package mutating func assemble(
    _ batches: [EventBatch], identities: IdentityTable = IdentityTable()
  ) -> (log: EventLog, counts: AssemblyCounts) {
    let (log, counts) = assemble(batches, identities: identities, wanted: [])
    return (log.parts[0], counts)
  }

  /// The same, with the places of some customers by their ids in `places`.
  package mutating func assemble(
    _ batches: [EventBatch], identities: IdentityTable = IdentityTable(), wanted: [String]
  ) -> (log: JourneyLog, counts: AssemblyCounts) {
    let identities = identities.resolved()
    var sources = batches.map { $0.source(zone, identities) }
    for place in sources.indices { sources[place].declaration = place }
    return assemble(sources, identities: identities, threads: 1, wanted: wanted)
  }
}
