import Reading

/// All events of all customers: grouped by customer, and ordered within each as definitions.md says.
///
/// A customer is a range of places; who it is stays outside. Columns that few logs have stand beside, by place.
public struct EventLog: Sendable {
  package var catalog: Catalog
  /// Time, touchpoint and channel of every event, and where each customer's stand.
  public let storage: EventStorage
  /// Millionths of the currency; `Int64.min` where there is none. Empty when no source has amounts.
  package var amounts: SparseAmounts
  /// Codes of order ids, `UInt32.max` where there is none. Empty when no source has them.
  package var orders: [UInt32]
  /// True where the event names who referred the customer. Empty when no source does.
  package var isReferred: [Bool]
  /// By customer, whether it is one the client knows and no visitor. Empty when all are.
  package var isRecognised: [Bool] = []
  /// By customer, the group of 256 in which whoever resamples takes it: by a hash of the id, so that no order of rows
  /// matters.
  package var groups: [UInt8] = []
  /// By trait of the catalog and customer, the code of its value, `AttributeCode.none` where it has none.
  package var traits: [[UInt16]] = []

  /// By place, the codes of an event's attributes side by side, `AttributeCode.none` where it has none. Empty when no source
  /// has them.
  package var attributes: [UInt16] = []
  /// By customer, the codes of what customers' files say of each, side by side. Empty when nothing of them is kept.
  package var customerAttributes: [UInt16] = []

  /// The keys of everybody its rows are of, those left out included; not by customer.
  package var keys: [RowKey] = []

  /// End of observation, microseconds UTC: nothing younger than its window before this is called lost.
  package var observedUntil: Int64
  /// The report's period in UTC microseconds, both ends inclusive; all data when none was asked for.
  package var period: ClosedRange<Int64>
  /// Days of it on which nothing counts that begins, is bought or answered.
  package var excluded = ExcludedTime.none
  /// The catalog's touchpoints by column, shared by all parts.
  package var columns = TouchpointColumns.none
  /// Number of the first customer where the log is one part of several.
  package var firstCustomer = 0
  /// Pairs of neighbouring events of one customer at the same time, and all such pairs.
  package var tiedNeighbours: Int
  package var neighbours: Int

  @inlinable public var customerCount: Int { storage.customerCount }
  @inlinable public var eventCount: Int { storage.eventCount }
}
