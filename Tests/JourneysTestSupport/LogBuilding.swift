import Journeys
import Reading

/// One event as a test writes it; times in days or as microseconds.
package struct Row: Sendable {
  package var customer: String
  package var time: Int64
  package var touchpoint: String
  package var channel: String?
  package var amount: Int64?
  package var order: String?
  package var sequence: Int64?
  package var referrer: String?
  package var lifecycle: String?
  /// What stands in a column called `kind` that is kept.
  package var attribute: String?

  package init(
    _ customer: String, _ days: Double, _ touchpoint: String, channel: String? = nil, amount: Int64? = nil,
    order: String? = nil, sequence: Int64? = nil, referrer: String? = nil, lifecycle: String? = nil
  ) {
    self.init(customer, micros: Int64(days * 86_400_000_000), touchpoint)
    self.channel = channel
    self.amount = amount
    self.order = order
    self.sequence = sequence
    self.referrer = referrer
    self.lifecycle = lifecycle
  }

  package init(_ customer: String, micros: Int64, _ touchpoint: String) {
    self.customer = customer
    time = micros
    self.touchpoint = touchpoint
  }
}

private func column(_ values: [String?]) -> DictionaryColumn {
  var codeOf: [String: UInt32] = [:]
  var names: [String] = []
  let codes = values.map { value -> UInt32 in
    guard let value else { return DictionaryColumn.none }
    if let code = codeOf[value] { return code }
    codeOf[value] = UInt32(names.count)
    names.append(value)
    return UInt32(names.count - 1)
  }
  return DictionaryColumn(codes: codes, values: names)
}

/// The rows as one source would give them.
package func batch(_ rows: [Row], datesOnly: Bool = false) -> EventBatch {
  func optional(_ value: (Row) -> String?) -> DictionaryColumn? {
    rows.contains { value($0) != nil } ? column(rows.map(value)) : nil
  }
  return EventBatch(
    customer: column(rows.map(\.customer)), time: rows.map(\.time), touchpoint: column(rows.map(\.touchpoint)),
    channel: optional(\.channel),
    amount: rows.contains { $0.amount != nil } ? rows.map { $0.amount ?? Int64.min } : nil, order: optional(\.order),
    sequence: rows.contains { $0.sequence != nil } ? rows.map { $0.sequence ?? Int64.min } : nil,
    referrer: optional(\.referrer), lifecycle: optional(\.lifecycle), attribute: optional(\.attribute),
    hasDatesOnly: datesOnly)
}

/// The log of some batches under a project file; times are UTC.
package func assembled(
  _ yaml: String, _ batches: [EventBatch], identities: IdentityTable = IdentityTable()
) throws -> (log: EventLog, counts: AssemblyCounts) {
  let blueprint = try Blueprint(yaml: yaml, file: "project.yml")
  guard let zone = TimeZoneTable(identifier: "UTC") else { throw UnknownZone() }
  var assembly = LogAssembly(blueprint, zone: zone)
  return assembly.assemble(batches, identities: identities)
}

package func assembled(
  _ yaml: String, _ rows: [Row], datesOnly: Bool = false
) throws -> (log: EventLog, counts: AssemblyCounts) {
  try assembled(yaml, [batch(rows, datesOnly: datesOnly)])
}

/// A customers' file as a test writes it: of each row whose it is, and what stands in the column that is kept.
package typealias CustomerList = [(customer: String, value: String?)]

/// The log of some rows beside customers' files that keep one column, in one part.
package func assembled(
  _ yaml: String, _ rows: [Row], lists: [CustomerList], column name: String
) throws -> EventLog {
  let blueprint = try Blueprint(yaml: yaml, file: "project.yml")
  guard let zone = TimeZoneTable(identifier: "UTC") else { throw UnknownZone() }
  var identities = IdentityTable()
  var columns = CustomerColumns()
  for (file, list) in lists.enumerated() {
    for row in list { identities.add(customer: row.customer) }
    columns.add(
      [(name, column(list.map(\.value)))], ids: column(list.map(\.customer)),
      rowNumbers: list.indices.map { UInt32($0 + 2) }, file: file)
  }
  let resolved = identities.resolved()
  columns.resolve(resolved)
  var assembly = LogAssembly(blueprint, zone: zone)
  return assembly.assemble(
    [batch(rows).source(zone, resolved)], identities: resolved, threads: 1, columns: columns
  ).log.parts[0]
}

extension EventLog {
  /// Touchpoints of customer c, in order.
  package func names(_ customer: Int) -> [String] {
    events(of: customer).map { catalog.touchpoints[Int(self[$0].touchpoint)].id }
  }

  package var stageOf: [String: String] {
    var result: [String: String] = [:]
    for touchpoint in catalog.touchpoints { result[touchpoint.id] = catalog.stages[touchpoint.stage].id }
    return result
  }
}

/// The time zone table has no UTC.
struct UnknownZone: Error {}
