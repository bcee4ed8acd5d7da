/// All events of all customers, columnar: grouped by customer, and ordered within each as definitions.md says.
///
/// Columns are parallel arrays over events. A customer is a range of events; who it is stays outside.
package struct EventLog: Sendable {
  package var catalog: Catalog
  /// `customerStarts[c]..<customerStarts[c + 1]` are customer c's events.
  package var customerStarts: [Int]
  /// Microseconds since 1970, UTC.
  package var times: [Int64]
  /// Codes into `catalog.touchpoints`.
  package var touchpoints: [UInt32]
  /// Codes into `catalog.channels`, or `Catalog.noChannel`.
  package var channels: [UInt32]
  /// Millionths of the currency; `Int64.min` where there is none. Empty when no source has amounts.
  package var amounts: SparseAmounts
  /// Codes of order ids, `UInt32.max` where there is none. Empty when no source has them.
  package var orders: [UInt32]
  /// True where the event names who referred the customer. Empty when no source does.
  package var isReferred: [Bool]

  /// End of observation, microseconds UTC: nothing younger than its window before this is called lost.
  package var observedUntil: Int64
  /// The report's period in UTC microseconds, both ends inclusive; all data when none was asked for.
  package var period: ClosedRange<Int64>
  /// The catalog's touchpoints by column, shared by all parts.
  package var columns = TouchpointColumns.none
  /// Number of the first customer where the log is one part of several.
  package var firstCustomer = 0
  /// Pairs of neighbouring events of one customer at the same time, and all such pairs.
  package var tiedNeighbours: Int
  package var neighbours: Int

  package var customerCount: Int { customerStarts.count - 1 }
  package var eventCount: Int { times.count }

  package func events(of customer: Int) -> Range<Int> { customerStarts[customer]..<customerStarts[customer + 1] }
}
